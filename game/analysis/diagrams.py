"""Sets of states as diagrams of decisions: a slot is looked at, and what follows hangs on its value.

The slots are asked in one order, no decision is made twice, and none whose answers all lead to the same
is made at all (Bryant 1986, with as many branches as a slot has values). So equal sets are the same
number, a set costs what it tells apart rather than what it could, and asking about one state costs
one step a slot. A diagram is a number; 0 holds nothing, 1 everything.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import assert_never

from game.analysis.formula import Constant, Every, Formula, Logic, Some, Test, Weighed
from game.analysis.turning import Map

NOTHING, EVERYTHING = 0, 1

Possible = Callable[[int], int]
"""The values that a slot may have, one bit each."""


class TooManyDecisions(Exception):
    """More decisions would have been made than are allowed."""


class Diagrams:
    """The diagrams over the slots of one logic, each made once. Slots are asked in their order. No more
    than `most` decisions are made; TooManyDecisions is raised by what would make more."""

    def __init__(self, logic: Logic) -> None:
        self.logic = logic
        self.most: int | None = None
        last = len(logic.sizes)
        self.nodes: list[tuple[int, tuple[int, ...]]] = [(last, ()), (last, ())]
        """For each diagram the slot that is asked first, and what follows on each value."""
        self._made: dict[tuple[int, tuple[int, ...]], int] = {}
        self._formulas: dict[Formula, int] = {logic.never: NOTHING, logic.always: EVERYTHING}
        self._either: dict[tuple[int, int], int] = {}
        self._both: dict[tuple[int, int], int] = {}

    def decision(self, slot: int, follow: Sequence[int]) -> int:
        """What follows on the value of a slot; every one of these asks about later slots only."""
        follow = tuple(follow)
        if follow.count(follow[0]) == len(follow):
            return follow[0]
        content = (slot, follow)
        if (found := self._made.get(content)) is None:
            if self.most is not None and len(self.nodes) >= self.most:
                raise TooManyDecisions
            found = self._made[content] = len(self.nodes)
            self.nodes.append(content)
        return found

    def of(self, formula: Formula) -> int:
        """The states where a formula holds."""
        if (found := self._formulas.get(formula)) is None:
            match formula:
                case Constant(_, value):
                    found = int(value)
                case Test(_, slot, allowed):
                    found = self.decision(slot, [allowed >> n & 1 for n in range(self.logic.sizes[slot])])
                case Every(_, parts):
                    found = EVERYTHING
                    for part in parts:
                        found = self.both(found, self.of(part))
                case Some(_, parts):
                    found = NOTHING
                    for part in parts:
                        found = self.either(found, self.of(part))
                case Weighed():
                    found = self._weighed(formula)
                case _:
                    assert_never(formula)
            self._formulas[formula] = found
        return found

    def _weighed(self, formula: Formula) -> int:
        reads = self.logic.reads(formula)
        slot = (reads & -reads).bit_length() - 1
        return self.decision(
            slot, [self.of(self.logic.fix(formula, slot, n)) for n in range(self.logic.sizes[slot])]
        )

    def either(self, one: int, other: int) -> int:
        """The states that are in one of two sets."""
        if one == other or other == NOTHING:
            return one
        if one == NOTHING:
            return other
        if EVERYTHING in (one, other):
            return EVERYTHING
        return self._joined(one, other, self._either, self.either)

    def both(self, one: int, other: int) -> int:
        """The states that are in two sets."""
        if one == other or other == EVERYTHING:
            return one
        if one == EVERYTHING:
            return other
        if NOTHING in (one, other):
            return NOTHING
        return self._joined(one, other, self._both, self.both)

    def _joined(
        self, one: int, other: int, known: dict[tuple[int, int], int], join: Callable[[int, int], int]
    ) -> int:
        key = (one, other) if one < other else (other, one)
        if (found := known.get(key)) is None:
            (slot, follow), (then, others) = self.nodes[one], self.nodes[other]
            if slot < then:
                made = [join(each, other) for each in follow]
            elif then < slot:
                made = [join(one, each) for each in others]
            else:
                made = [join(*each) for each in zip(follow, others, strict=True)]
            found = known[key] = self.decision(min(slot, then), made)
        return found

    def rebuilt(self, diagram: int, follow: Callable[[int, list[int]], int]) -> int:
        """The diagram with every decision made again from what has become of those that follow on it."""
        made = {NOTHING: NOTHING, EVERYTHING: EVERYTHING}
        for each in self.below(diagram):
            slot, others = self.nodes[each]
            made[each] = follow(slot, [made[other] for other in others])
        return made[diagram]

    def below(self, diagram: int) -> list[int]:
        """The decisions of a diagram, those that follow on others before these."""
        seen: set[int] = set()
        waiting = [diagram]
        while waiting:
            here = waiting.pop()
            if here > EVERYTHING and here not in seen:
                seen.add(here)
                waiting.extend(self.nodes[here][1])
        # what a decision leads to was made before it
        return sorted(seen)

    def before(self, diagram: int, maps: Mapping[int, Map]) -> int:
        """The states of which the maps make states of the set."""
        if not maps:
            return diagram

        def turned(slot: int, follow: list[int]) -> int:
            map_ = maps.get(slot)
            return self.decision(slot, follow if map_ is None else [follow[then] for then in map_])

        return self.rebuilt(diagram, turned)

    def trimmed(self, diagram: int, possible: Possible) -> int:
        """The same set as far as slots have the values that are possible for them, one bit each: what is
        said of other values is whatever makes it smaller."""

        def narrowed(slot: int, follow: list[int]) -> int:
            values = possible(slot)
            some = follow[(values & -values).bit_length() - 1]
            return self.decision(slot, [each if values >> n & 1 else some for n, each in enumerate(follow)])

        return self.rebuilt(diagram, narrowed)

    def without(self, diagram: int, slot: int, possible: Possible) -> int:
        """The states that are in the set with some possible value of a slot."""
        values = possible(slot)

        def forgotten(here: int, follow: list[int]) -> int:
            if here != slot:
                return self.decision(here, follow)
            return self.any_of(each for n, each in enumerate(follow) if values >> n & 1)

        return self.rebuilt(diagram, forgotten)

    def any_of(self, diagrams: Iterable[int]) -> int:
        """The states that are in at least one of the sets."""
        found = NOTHING
        for each in diagrams:
            found = self.either(found, each)
        return found

    def asks(self, diagram: int) -> list[int]:
        """The slots that a diagram asks about, in their order."""
        return sorted({self.nodes[each][0] for each in self.below(diagram)})

    def share(self, diagram: int, possible: Possible) -> float:
        """How much of all there could be is in the set, where slots have their possible values."""
        shares = {NOTHING: 0.0, EVERYTHING: 1.0}
        for each in self.below(diagram):
            slot, follow = self.nodes[each]
            values = possible(slot)
            chosen = [shares[then] for n, then in enumerate(follow) if values >> n & 1]
            shares[each] = sum(chosen) / len(chosen)
        return shares[diagram]
