"""What the checks look at."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cached_property

from game.core.model import Story
from game.core.value import dataclass
from game.loading.codes import diagnostic
from game.loading.diagnostic import Diagnostic
from game.loading.ids import BACK, STAY, UNWRITTEN
from game.loading.ledger import Ledger, Reference
from game.loading.written import WrittenScene, WrittenStory

OUTSIDE = "outside"
INSIDE = "inside"


@dataclass(frozen=True)
class Case:
    """A story as written and desugared, where its things stand, and how its scenes lead to each other."""

    written: WrittenStory
    story: Story
    ledger: Ledger

    @property
    def scenes(self) -> Mapping[str, WrittenScene]:
        """All scenes as written."""
        return self.written.scenes

    @property
    def is_whole(self) -> bool:
        """Whether every file could be read: otherwise what is missing may stand in another."""
        return self.ledger.is_whole

    @cached_property
    def exits(self) -> Mapping[str, list[Reference]]:
        """The targets of every scene as written, and under another name that of story.yaml."""
        exits: dict[str, list[Reference]] = {name: [] for name in self.scenes}
        for reference in self.ledger.references:
            if reference.sort == "target":
                exits.setdefault(reference.subject.partition(".")[0], []).append(reference)
        return exits

    @cached_property
    def callers(self) -> Mapping[str, list[str]]:
        """The calls of every `diary.evening`, and the events of every gate."""
        callers: dict[str, list[str]] = {}
        for name, each in self.scenes.items():
            for place in (*(each.call.on if each.call else ()), *(each.comes.at if each.comes else ())):
                callers.setdefault(place, []).append(name)
        return callers

    @cached_property
    def successors(self) -> Mapping[str, list[str]]:
        """The scenes and endings that a scene can lead to: its targets, the calls of its evenings, its
        events."""
        return {name: self._successors(name, each) for name, each in self.scenes.items()}

    def _successors(self, name: str, each: WrittenScene) -> list[str]:
        found = [reference.name for reference in self.exits[name]]
        if each.diary:
            for evening, _ in each.diary.evenings:
                found += self.callers.get(f"{name}.{evening}", [])
        if each.gate:
            found += self.callers.get(name, [])
        return [other for other in found if other not in (STAY, BACK, UNWRITTEN)]

    @cached_property
    def reached(self) -> set[str]:
        """The scenes and endings that the start leads to."""
        return self.reach([self.written.header.start])

    def reach(self, starts: Iterable[str]) -> set[str]:
        """The scenes and endings that some lead to, and these."""
        reached: set[str] = set()
        ahead = list(starts)
        while ahead:
            name = ahead.pop()
            if name not in reached:
                reached.add(name)
                ahead += self.successors.get(name, ())
        return reached

    @cached_property
    def whence(self) -> Mapping[str, set[str]]:
        """Whence a run may be in each scene: from OUTSIDE any call or event, from INSIDE one, or from
        inside one through a diary or gate, which is then named: after it, `back` leads astray."""
        whence: dict[str, set[str]] = {name: set() for name in self.scenes}
        led_to = {after for afters in self.successors.values() for after in afters}
        ahead: list[tuple[str, str]] = [
            (name, INSIDE if each.is_called else OUTSIDE)
            for name, each in self.scenes.items()
            if each.is_called or name not in led_to or name == self.written.header.start
        ]
        while ahead:
            name, origin = ahead.pop()
            if origin in whence[name]:
                continue
            whence[name].add(origin)
            each = self.scenes[name]
            onward = name if (each.diary or each.gate) and origin == INSIDE else origin
            for reference in self.exits[name]:
                target = self.scenes.get(reference.name)
                if target and not target.is_called:
                    ahead.append((reference.name, onward))
        return whence

    def at(self, subject: str, code: str, message: str, hint: str = "") -> Diagnostic:
        """A diagnostic at the place of a subject."""
        return diagnostic(self.ledger.places[subject].span, code, message, hint)
