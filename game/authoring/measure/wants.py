"""What is still asked after a place, and which values are asked for: later gates, counted.

A gate is a condition of a choice, an outcome, a route, a row of changes, a variant of the epilogue or an
honour. What only the prose of scenes asks about opens nothing and closes nothing.
"""

from __future__ import annotations

from collections.abc import Iterator

from game.analysis.bits import slots_of
from game.analysis.formula import Constant, Every, Formula, Some, Test, Weighed
from game.analysis.table import Place, Table

_Want = tuple[int, int, int]
"""A slot with the values that are asked for, one bit each; or with 0 and in which direction."""


class Wants:
    """What may still be asked at each place of a table, and which values later choices want."""

    def __init__(self, table: Table) -> None:
        self.table = table
        self._reads = self._spread([self._read(place) for place in table.places])
        self._numbers: dict[_Want, int] = {}
        wanted = self._spread([self._opening(place) for place in table.places])
        self._wants = list(self._numbers)
        self._slots: list[dict[int, list[_Want]]] = []
        for bits in wanted:
            by_slot: dict[int, list[_Want]] = {}
            for number in slots_of(bits):
                want = self._wants[number]
                by_slot.setdefault(want[0], []).append(want)
            self._slots.append(by_slot)

    def reads(self, place: int, slot: int) -> bool:
        """Whether a gate at a place or after it asks about a slot."""
        return bool(self._reads[place] >> slot & 1)

    def prefers(self, place: int, slot: int, value: int, other: int) -> bool:
        """Whether some choice at a place or after it may be open with a value where it would not be with
        the other, all else being the same."""
        for _, allowed, direction in self._slots[place].get(slot, ()):
            if direction:
                if (value - other) * direction > 0:
                    return True
            elif allowed >> value & 1 and not allowed >> other & 1:
                return True
        return False

    def _read(self, place: Place) -> int:
        bits = 0
        for formula in self._gates(place):
            bits |= self.table.logic.reads(formula)
        return bits

    def _opening(self, place: Place) -> int:
        bits = 0
        for option in place.options:
            for want in _wanted(self.table, option.open, 1):
                bits |= 1 << self._numbers.setdefault(want, len(self._numbers))
        return bits

    def _gates(self, place: Place) -> Iterator[Formula]:
        yield from (condition for condition, _ in place.arrive.rows)
        yield from (way.condition for way in place.ways)
        for option in place.options:
            yield option.open
            for arm in option.arms:
                yield arm.condition
                yield from (condition for deeds in arm.deeds for condition, _ in deeds.rows)
        if place.ending:
            story = self.table.story
            for module in story.endings[place.name].epilogue:
                for condition, _ in story.modules[module].variants:
                    yield self.table.formula(condition, place.name)
            for honour in story.honours.values():
                yield self.table.formula(honour.condition, place.name)

    def _spread(self, own: list[int]) -> list[int]:
        """Each place's with those of all that it leads to."""
        follow = [
            {way.to for way in place.ways}
            | {arm.to for option in place.options for arm in option.arms if arm.to is not None}
            for place in self.table.places
        ]
        later, again = list(own), True
        while again:
            again = False
            for number in reversed(range(len(later))):
                found = later[number]
                for then in follow[number]:
                    found |= later[then]
                if found != later[number]:
                    later[number], again = found, True
        return later


def _wanted(table: Table, formula: Formula, sign: int) -> Iterator[_Want]:
    """The values that a formula asks for, or with -1 that its failing asks for."""
    match formula:
        case Constant():
            return
        case Test(_, slot, allowed):
            full = (1 << table.slots[slot].size) - 1
            yield slot, allowed if sign > 0 else full & ~allowed, 0
        case Every(_, parts) | Some(_, parts):
            for part in parts:
                yield from _wanted(table, part, sign)
        case Weighed(_, slots, weighed, _):
            for slot, weight in slots:
                yield slot, 0, sign if weight > 0 else -sign
            for part, weight in weighed:
                yield from _wanted(table, part, sign if weight > 0 else -sign)
