"""The calls that plans need: for every ending, what is left of runs that came there when each call that
can be spared is spared and the evening spent at home.

A plan is a run to an ending out of which no call can be taken: with any of them left out and the same
choices otherwise, the run comes elsewhere or cannot be gone on with. The shortest are those with the
fewest calls.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from game.analysis.machine import Machine
from game.analysis.table import Table
from game.core.model import Story
from game.core.value import dataclass
from game.play.doors import historical

PLANS = 100
"""So many runs to each ending are made into plans."""


@dataclass(frozen=True, slots=True)
class Needed:
    """A call, the share of shortest plans in which it stands, every ending counting alike, and the
    endings with a plan, be it short or long, in which it stands."""

    call: str
    share: float
    endings: tuple[str, ...]


class Planning:
    """Makes plans for one story."""

    def __init__(self, table: Table) -> None:
        self.table = table
        self._machine = Machine(table)
        self._evenings = _evenings(table)

    @property
    def calls(self) -> tuple[str, ...]:
        """All calls but those that are rest, in written order."""
        found = dict.fromkeys(name for calls in self._evenings.values() for name in calls.values())
        return tuple(each for each in self.table.story.scenes if each in found)

    def needed(self, runs: Mapping[str, Sequence[Sequence[int]]]) -> tuple[Needed, ...]:
        """What calls the endings need, by options of runs that came to them. An ending that history
        came to needs no plan."""
        endings = {name: self._plans(name, of) for name, of in runs.items() if of and self._asks(name)}
        found = []
        for call in self.calls:
            shares, by = [], []
            for name, plans in endings.items():
                fewest = min(map(len, plans))
                shortest = [plan for plan in plans if len(plan) == fewest]
                shares.append(sum(call in plan for plan in shortest) / len(shortest))
                if any(call in plan for plan in plans):
                    by.append(name)
            found.append(Needed(call, sum(shares) / len(shares) if shares else 0.0, tuple(by)))
        return tuple(found)

    def _asks(self, ending: str) -> bool:
        return not historical(self.table.story.endings[ending])

    def _plans(self, ending: str, runs: Iterable[Sequence[int]]) -> tuple[frozenset[str], ...]:
        place = self.table.numbers[ending]
        return tuple(dict.fromkeys(self._plan(place, run) for run in runs))

    def _plan(self, ending: int, run: Sequence[int]) -> frozenset[str]:
        taken = [call for option in run if (call := self._call(option))]
        kept = set(taken)
        for call in taken:
            if self._leads(run, kept - {call}, ending):
                kept.remove(call)
        return frozenset(kept)

    def _call(self, option: int) -> str:
        """The call that an option takes; none for rest, and for what is no evening's."""
        return self._evenings.get(self.table.options[option].place, {}).get(option, "")

    def _leads(self, run: Sequence[int], kept: set[str], ending: int) -> bool:
        """Whether a run comes to an ending with these calls only."""
        meant: dict[int, list[int]] = {}
        for option in reversed(run):
            meant.setdefault(self.table.options[option].place, []).append(option)
        machine = self._machine
        place, values = machine.begin()
        for _ in range(2 * len(run)):
            opened = machine.open(place, values)
            if not opened:
                break
            waiting = meant.get(place)
            option = waiting.pop() if waiting else -1
            if place in self._evenings and (call := self._call(option)) and call not in kept:
                option = next((each for each in opened if not self._call(each)), -1)
            if option not in opened:
                if len(opened) > 1:
                    return False
                option = opened[0]
            place = machine.take(option, values)
        return place == ending


def _evenings(table: Table) -> dict[int, dict[int, str]]:
    """For each evening the calls that its options take, rest left out: it is always open."""
    story: Story = table.story
    found: dict[int, dict[int, str]] = {}
    for place in table.places:
        scene = story.scenes.get(place.name)
        if scene is not None and scene.evening is not None:
            found[place.number] = {
                option.number: option.choice
                for option in place.options
                if option.open is not table.logic.always
            }
    return found
