"""What the checks look at."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from game.core.model import Story
from game.loading.codes import diagnostic
from game.loading.diagnostic import Diagnostic
from game.loading.ids import BACK, STAY, UNWRITTEN
from game.loading.ledger import Ledger, Reference
from game.loading.written import WrittenScene, WrittenStory


@dataclass(frozen=True)
class Case:
    """A story as written and desugared, where its things stand, and how scenes lead to each other.

    `exits` are a scene's targets as written, `callers` the calls of each `diary.evening` and the
    events of each gate."""

    written: WrittenStory
    story: Story
    ledger: Ledger
    exits: Mapping[str, list[Reference]] = field(init=False)
    callers: Mapping[str, list[str]] = field(init=False)

    def __post_init__(self) -> None:
        exits: dict[str, list[Reference]] = {name: [] for name in self.written.scenes}
        for reference in self.ledger.references:
            if reference.sort == "target":
                scene = reference.subject.partition(".")[0]
                exits.setdefault(scene, []).append(reference)
        callers: dict[str, list[str]] = {}
        for name, each in self.written.scenes.items():
            for place in (*(each.call.on if each.call else ()), *(each.comes.at if each.comes else ())):
                callers.setdefault(place, []).append(name)
        object.__setattr__(self, "exits", exits)
        object.__setattr__(self, "callers", callers)

    @property
    def is_whole(self) -> bool:
        """Whether every file could be read: otherwise what is missing may stand in another."""
        return self.ledger.names.complete

    def scenes(self) -> Mapping[str, WrittenScene]:
        """All scenes as written."""
        return self.written.scenes

    def successors(self, scene: str) -> list[str]:
        """The scenes and endings that a scene can lead to: its targets, the calls of its evenings, its
        events."""
        each = self.written.scenes[scene]
        found = [reference.name for reference in self.exits[scene]]
        if each.diary:
            for evening, _ in each.diary.evenings:
                found += self.callers.get(f"{scene}.{evening}", [])
        if each.gate:
            found += self.callers.get(scene, [])
        return [name for name in found if name not in (STAY, BACK, UNWRITTEN)]

    def at(self, subject: str, code: str, message: str, hint: str = "") -> Diagnostic:
        """A diagnostic at the place of a subject."""
        return diagnostic(self.ledger.places[subject].span, code, message, hint)
