"""What each slot may be at a place, each by itself: the roughest thing that is known, and the cheapest."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import assert_never

from game.analysis.formula import Constant, Every, Formula, Logic, Some, Test, Weighed
from game.analysis.turning import Map


class Domains:
    """Sets of values, one for every slot, packed into one whole number: bit *i* of a slot's field is
    its value *i*."""

    def __init__(self, logic: Logic) -> None:
        self.logic = logic
        self.sizes = logic.sizes
        self.fields: list[int] = []
        at = 0
        for size in self.sizes:
            self.fields.append(at)
            at += size
        self.full = [(1 << size) - 1 for size in self.sizes]
        self._read: dict[Formula, int] = {}
        self._trimmed: dict[tuple[Formula, int], Formula] = {}
        self._images: dict[tuple[Map, int], int] = {}

    def packed(self, values: Sequence[int]) -> int:
        """One state as sets of one value each."""
        return sum(1 << self.fields[slot] + value for slot, value in enumerate(values))

    def of(self, here: int, slot: int) -> int:
        """The values of one slot, one bit each."""
        return here >> self.fields[slot] & self.full[slot]

    def moved(self, here: int, guard: Formula, maps: Iterable[tuple[int, Map]]) -> int:
        """The values after an edge; 0 if its guard can never hold."""
        here = self.where(guard, here)
        if not here:
            return 0
        for slot, map_ in maps:
            field = self.fields[slot]
            values = here >> field & self.full[slot]
            here ^= (values ^ self.image(map_, values)) << field
        return here

    def image(self, map_: Map, values: int) -> int:
        """What a map makes of a set of values."""
        key = (map_, values)
        if (found := self._images.get(key)) is None:
            found = 0
            for value, then in enumerate(map_):
                if values >> value & 1:
                    found |= 1 << then
            self._images[key] = found
        return found

    def where(self, formula: Formula, here: int) -> int:
        """The values with those left out that the formula forbids by themselves; 0 if none are left."""
        if isinstance(formula, Constant):
            return here if formula.value else 0
        formula = self.trimmed(formula, here)
        if isinstance(formula, Constant):
            return here if formula.value else 0
        for part in formula.parts if isinstance(formula, Every) else (formula,):
            if isinstance(part, Test):
                field, full = self.fields[part.slot], self.full[part.slot]
                here &= ~((full & ~part.allowed) << field)
        return here

    def trimmed(self, formula: Formula, here: int) -> Formula:
        """What is left to be asked where only these values are possible."""
        if isinstance(formula, Constant):
            return formula
        key = (formula, here & self.fields_read(formula))
        if (found := self._trimmed.get(key)) is None:
            found = self._trimmed[key] = self._trim(formula, here)
        return found

    def fields_read(self, formula: Formula) -> int:
        """The fields of the slots that a formula looks at, all bits set."""
        if (found := self._read.get(formula)) is None:
            found, read = 0, self.logic.reads(formula)
            while read:
                slot = (read & -read).bit_length() - 1
                read &= read - 1
                found |= self.full[slot] << self.fields[slot]
            self._read[formula] = found
        return found

    def _trim(self, formula: Formula, here: int) -> Formula:
        logic = self.logic
        match formula:
            case Constant():
                return formula
            case Test(_, slot, allowed):
                values = self.of(here, slot)
                if not values & ~allowed:
                    return logic.always
                return formula if values & allowed else logic.never
            case Every(_, parts):
                return logic.every(self.trimmed(part, here) for part in parts)
            case Some(_, parts):
                return logic.some(self.trimmed(part, here) for part in parts)
            case Weighed(_, slots, parts, least):
                return self._trim_weighed(slots, parts, least, here)
            case _:
                assert_never(formula)

    def _trim_weighed(
        self,
        slots: tuple[tuple[int, int], ...],
        parts: tuple[tuple[Formula, int], ...],
        least: int,
        here: int,
    ) -> Formula:
        low = high = 0
        kept = []
        for slot, weight in slots:
            values = self.of(here, slot)
            ends = ((values & -values).bit_length() - 1) * weight, (values.bit_length() - 1) * weight
            if ends[0] == ends[1]:
                least -= ends[0]
            else:
                kept.append((slot, weight))
                low, high = low + min(ends), high + max(ends)
        trimmed = [(self.trimmed(part, here), weight) for part, weight in parts]
        for part, weight in trimmed:
            if isinstance(part, Constant):
                low, high = low + part.value * weight, high + part.value * weight
            else:
                low, high = low + min(0, weight), high + max(0, weight)
        if low >= least or high < least:
            return self.logic.constant(low >= least)
        return self.logic.weighed(kept, trimmed, least)
