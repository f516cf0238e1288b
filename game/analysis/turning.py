"""What deeds do to a state, slot by slot, and what must hold before them for something to hold after.

All changes of a story touch one slot each, so whatever happens between two places is one function of
whole numbers a slot, under a condition on the state before: rows that hang on conditions make several
such transitions of one.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import assert_never

from game.analysis.formula import Constant, Every, Formula, Logic, Some, Test, Weighed
from game.analysis.table import Deeds, Move, Put, Turning

Map = tuple[int, ...]
"""From each value of a slot to the one that it becomes."""

Maps = Mapping[int, Map]
"""The maps of the slots that change."""


class Turner:
    """Deeds and formulas over the slots of one logic."""

    def __init__(self, logic: Logic) -> None:
        self.logic = logic
        self._maps: dict[Turning, Map] = {}
        self._after: dict[tuple[Map, Map], Map] = {}

    def map(self, turning: Turning) -> Map:
        """What one change does to its slot."""
        if (found := self._maps.get(turning)) is None:
            size = self.logic.sizes[turning.slot]
            match turning:
                case Put(_, value):
                    found = (value,) * size
                case Move(_, amount):
                    found = tuple(max(0, min(size - 1, value + amount)) for value in range(size))
                case _:
                    assert_never(turning)
            self._maps[turning] = found
        return found

    def transitions(self, deeds: Sequence[Deeds], guard: Formula) -> list[tuple[Formula, Maps]]:
        """The ways that deeds may go from the states where the guard holds: for each the states that
        go it, and what becomes of them."""
        found: list[tuple[Formula, Maps]] = [(guard, {})]
        for each in deeds:
            if each.changes:
                found = [(held, self._changed(maps, each.changes)) for held, maps in found]
            if each.rows:
                found = [branch for held, maps in found for branch in self._rows(each, held, maps)]
        return found

    def _changed(self, maps: Maps, changes: Iterable[Turning]) -> Maps:
        after = dict(maps)
        for change in changes:
            then = self.map(change)
            first = after.get(change.slot)
            after[change.slot] = then if first is None else self._composed(first, then)
        return after

    def _composed(self, first: Map, then: Map) -> Map:
        key = (first, then)
        if (found := self._after.get(key)) is None:
            found = self._after[key] = tuple(then[value] for value in first)
        return found

    def _rows(self, deeds: Deeds, held: Formula, maps: Maps) -> list[tuple[Formula, Maps]]:
        branches = [(held, maps)]
        for condition, changes in deeds.rows:
            # every row is judged in the state that the unconditional changes leave
            true = self.before(condition, maps)
            false = self.logic.opposite(true)
            branches = [
                branch
                for guard, after in branches
                for branch in (
                    (self.logic.every((guard, true)), self._changed(after, changes)),
                    (self.logic.every((guard, false)), after),
                )
                if branch[0] is not self.logic.never
            ]
        return branches

    def after(self, formula: Formula, deeds: Sequence[Deeds]) -> Formula:
        """What must hold before deeds for the formula to hold after them."""
        branches = self.transitions(deeds, self.logic.always)
        return self.logic.some(
            self.logic.every((guard, self.before(formula, maps))) for guard, maps in branches
        )

    def before(self, formula: Formula, maps: Maps) -> Formula:
        """What must hold of a state for the formula to hold of what the maps make of it."""
        if not maps or isinstance(formula, Constant):
            return formula
        match formula:
            case Test(_, slot, allowed):
                if (map_ := maps.get(slot)) is None:
                    return formula
                return self.logic.test(
                    slot, sum(1 << value for value, then in enumerate(map_) if allowed >> then & 1)
                )
            case Every(_, parts):
                return self.logic.every(self.before(part, maps) for part in parts)
            case Some(_, parts):
                return self.logic.some(self.before(part, maps) for part in parts)
            case Weighed():
                return self._weighed_before(formula, maps)
            case _:
                assert_never(formula)

    def _weighed_before(self, formula: Weighed, maps: Maps) -> Formula:
        """A sum over slots that saturate is no sum before: it is told case by case."""
        for slot, weight in formula.slots:
            map_ = maps.get(slot)
            if map_ is None:
                continue
            rest = {each: then for each, then in maps.items() if each != slot}
            others = tuple(each for each in formula.slots if each[0] != slot)
            cases = []
            for becomes in sorted(set(map_)):
                from_values = sum(1 << value for value, then in enumerate(map_) if then == becomes)
                left = self.logic.weighed(
                    others,
                    ((self.logic.fix(part, slot, becomes), each) for part, each in formula.parts),
                    formula.least - weight * becomes,
                )
                cases.append(self.logic.every((self.logic.test(slot, from_values), self.before(left, rest))))
            return self.logic.some(cases)
        parts = ((self.before(part, maps), weight) for part, weight in formula.parts)
        return self.logic.weighed(formula.slots, parts, formula.least)
