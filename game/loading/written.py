"""A story as it was written: core values, with diaries, calls, gates and events not yet desugared."""

from __future__ import annotations

from collections.abc import Mapping

from game.core.condition import Condition
from game.core.dates import Date
from game.core.model import (
    Chapter,
    CodexEntry,
    Ending,
    Header,
    Honour,
    Module,
    Need,
    Person,
    Scene,
    Source,
    Variable,
    frozen,
)
from game.core.prose import Line, Prose
from game.core.value import dataclass, field


@dataclass(frozen=True, slots=True)
class WrittenDiary:
    """The evenings of a diary, in order, where the last one leads, and what those tell that do."""

    evenings: tuple[tuple[str, Date | None], ...]
    to: str
    texts: Mapping[str, Prose] = field(default_factory=lambda: frozen({}))


@dataclass(frozen=True, slots=True)
class WrittenCall:
    """How a scene is offered on evenings, `diary.evening` each. `again`: on all, taken or not."""

    on: tuple[str, ...]
    label: Line
    hidden_unless: Condition | None = None
    needs: tuple[Need, ...] = ()
    again: bool = False


@dataclass(frozen=True, slots=True)
class WrittenGate:
    """A gate: at most so many events come (None: all), then it leads on."""

    most: int | None
    to: str


@dataclass(frozen=True, slots=True)
class WrittenComing:
    """At which gates a scene comes by itself, and when."""

    at: tuple[str, ...]
    condition: Condition | None = None


@dataclass(frozen=True, slots=True)
class WrittenScene:
    """A scene and the sugar on it. Targets in its way may be `back`; a scene that has a diary or a
    gate, or that ends in nothing, has an empty menu."""

    scene: Scene
    diary: WrittenDiary | None = None
    gate: WrittenGate | None = None
    call: WrittenCall | None = None
    comes: WrittenComing | None = None

    @property
    def is_called(self) -> bool:
        """Whether it is a call or an event: `back` leads back from it."""
        return self.call is not None or self.comes is not None


@dataclass(frozen=True, slots=True)
class WrittenStory:
    """Everything that was written, by id and in written order."""

    header: Header
    variables: Mapping[str, Variable]
    conditions: Mapping[str, Condition]
    chapters: Mapping[str, Chapter]
    scenes: Mapping[str, WrittenScene]
    endings: Mapping[str, Ending]
    texts: Mapping[str, Prose]
    people: Mapping[str, Person]
    codex: Mapping[str, CodexEntry]
    sources: Mapping[str, Source]
    modules: Mapping[str, Module]
    honours: Mapping[str, Honour]
    renamed: Mapping[str, str]
    branches: tuple[tuple[str, str], ...] = ()
    """The branches by name, with their versions."""
