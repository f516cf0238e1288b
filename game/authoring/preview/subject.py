"""What can be previewed: scenes, endings, epilogue modules, codex entries and persons, by name."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal

from game.core.model import Story
from game.core.value import dataclass
from game.loading.suggest import nearest
from game.runs.renaming import names_since

Kind = Literal["scene", "ending", "module", "codex", "person"]


@dataclass(frozen=True, slots=True)
class Subject:
    """What is previewed. Calls, events and the evenings of a diary are scenes."""

    kind: Kind
    id: str

    @property
    def name(self) -> str:
        """How it is asked for: scenes and endings by their id, the others as `codex:nep`."""
        return self.id if self.kind in ("scene", "ending") else f"{self.kind}:{self.id}"


class Gone(Exception):
    """Nothing of the story has this name, which is not that of anything in it today; `near` is what was
    probably meant, or empty."""

    def __init__(self, name: str, near: str = "") -> None:
        meant = f" Did you mean `{near}`?" if near else ""
        super().__init__(f"Nothing in the story is called `{name}`.{meant}")
        self.name = name
        self.near = near


def find(story: Story, name: str) -> Subject:
    """What a name means: `scene`, `diary.evening`, `branch/scene`, or a kind and an id. An old name is
    followed to what has become of it. Raises Gone."""
    kind, colon, rest = name.partition(":")
    if not colon:
        for each in names_since(story, name):
            if each in story.scenes:
                return Subject("scene", each)
            if each in story.endings:
                return Subject("ending", each)
    for subject in _known(story):
        if subject.id == (rest if colon else name) and subject.kind == (kind if colon else subject.kind):
            return subject
    inside = (each for each in names(story) if each.rpartition("/")[2] == name)  # as its branch calls it
    raise Gone(name, next(inside, "") or nearest(name, names(story)) or "")


def names(story: Story) -> tuple[str, ...]:
    """The names of everything that can be previewed, but for what an author has not written."""
    return tuple(each.name for each in _known(story) if "~" not in each.id)


def _known(story: Story) -> Iterator[Subject]:
    yield from (Subject("scene", name) for name in story.scenes)
    yield from (Subject("ending", name) for name in story.endings)
    yield from (Subject("module", name) for name in story.modules)
    yield from (Subject("codex", name) for name in story.codex)
    yield from (Subject("person", name) for name in story.people)
