"""Formulas: what a condition says of whole numbers in numbered slots, each made once.

Every slot holds a number from 0 to its size less one. A formula is a constant, a test of one slot,
a weighed sum that reaches a threshold, or several of them joined; negations are pushed down to
the tests, so there is no "not". Formulas with the same content are the same object, which makes
them keys for everything that is reckoned from them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import assert_never

from game.core.value import dataclass


@dataclass(frozen=True, slots=True, eq=False)
class Constant:
    """What always holds, or never."""

    number: int
    value: bool


@dataclass(frozen=True, slots=True, eq=False)
class Test:
    """The slot has an allowed value: bit *i* of `allowed` stands for the value *i*."""

    number: int
    slot: int
    allowed: int


@dataclass(frozen=True, slots=True, eq=False)
class Weighed:
    """The slots times their weights, and the weights of the formulas that hold, add up to `least`
    or more."""

    number: int
    slots: tuple[tuple[int, int], ...]
    """Slot and weight, no slot twice, no weight 0."""
    parts: tuple[tuple[Formula, int], ...]
    least: int


@dataclass(frozen=True, slots=True, eq=False)
class Every:
    """All of two or more formulas hold."""

    number: int
    parts: tuple[Formula, ...]


@dataclass(frozen=True, slots=True, eq=False)
class Some:
    """At least one of two or more formulas holds."""

    number: int
    parts: tuple[Formula, ...]


Formula = Constant | Test | Weighed | Every | Some


class Logic:
    """The formulas over slots of given sizes: makes each once, and simplifies."""

    def __init__(self, sizes: Sequence[int]) -> None:
        self.sizes = list(sizes)
        self._made: dict[tuple[object, ...], Formula] = {}
        self._opposites: dict[Formula, Formula] = {}
        self._fixed: dict[tuple[Formula, int, int], Formula] = {}
        self._reads: dict[Formula, int] = {}
        self._loosened: dict[tuple[Formula, tuple[tuple[int, int], ...]], Formula] = {}
        self.always = self._make((True,), lambda number: Constant(number, True))
        self.never = self._make((False,), lambda number: Constant(number, False))

    def _make(self, content: tuple[object, ...], make: Callable[[int], Formula]) -> Formula:
        if (found := self._made.get(content)) is None:
            found = self._made[content] = make(len(self._made))
        return found

    # Making

    def constant(self, value: bool) -> Formula:
        """What always holds, or never."""
        return self.always if value else self.never

    def test(self, slot: int, allowed: int) -> Formula:
        """The slot has an allowed value."""
        full = (1 << self.sizes[slot]) - 1
        allowed &= full
        if allowed in (0, full):
            return self.constant(allowed != 0)
        return self._make((Test, slot, allowed), lambda number: Test(number, slot, allowed))

    def every(self, parts: Iterable[Formula]) -> Formula:
        """All of them hold."""
        return self._joined(parts, Every)

    def some(self, parts: Iterable[Formula]) -> Formula:
        """At least one of them holds."""
        return self._joined(parts, Some)

    def _joined(self, parts: Iterable[Formula], kind: type[Every] | type[Some]) -> Formula:
        """Flat, the tests of each slot merged into one, in a fixed order."""
        of_all = kind is Every
        idle, decisive = (self.always, self.never) if of_all else (self.never, self.always)
        waiting = [part for part in parts if part is not idle]
        if len(waiting) < 2:
            return waiting[0] if waiting else idle
        if decisive in waiting:
            return decisive
        tests: dict[int, int] = {}
        others: dict[Formula, None] = {}
        while waiting:
            part = waiting.pop()
            if part is decisive:
                return decisive
            if isinstance(part, Test):
                before = tests.get(part.slot)
                allowed = part.allowed
                if before is not None:
                    allowed = before & allowed if of_all else before | allowed
                tests[part.slot] = allowed
            elif isinstance(part, kind):
                waiting.extend(part.parts)
            elif part is not idle:
                others[part] = None
        kept: list[Formula] = list(others)
        for slot, allowed in tests.items():
            merged = self.test(slot, allowed)
            if merged is decisive:
                return decisive
            kept.append(merged)
        if len(kept) < 2:
            return kept[0] if kept else idle
        ordered = tuple(sorted(kept, key=lambda each: each.number))
        return self._make((kind, *(each.number for each in ordered)), lambda number: kind(number, ordered))

    def weighed(
        self, slots: Iterable[tuple[int, int]], parts: Iterable[tuple[Formula, int]], least: int
    ) -> Formula:
        """The weighed sum reaches `least`; slots and parts may come several times."""
        weights: dict[int, int] = {}
        for slot, weight in slots:
            weights[slot] = weights.get(slot, 0) + weight
        counted: dict[Formula, int] = {}
        for part, weight in parts:
            if isinstance(part, Constant):
                least -= weight if part.value else 0
            elif isinstance(part, Test) and self.sizes[part.slot] == 2:
                # a flag counted is the flag itself, or one less it
                negated = part.allowed == 1
                least -= weight if negated else 0
                weights[part.slot] = weights.get(part.slot, 0) + (-weight if negated else weight)
            else:
                counted[part] = counted.get(part, 0) + weight
        kept = tuple(sorted((slot, weight) for slot, weight in weights.items() if weight))
        rest = tuple(
            sorted(((p, w) for p, w in counted.items() if w), key=lambda each: (each[0].number, each[1]))
        )
        low, high = self._bounds(kept, rest)
        if low >= least or high < least:
            return self.constant(low >= least)
        if len(kept) == 1 and not rest:
            slot, weight = kept[0]
            return self.test(slot, sum(1 << i for i in range(self.sizes[slot]) if i * weight >= least))
        if len(rest) == 1 and not kept:
            part, weight = rest[0]
            return part if weight >= least else self.opposite(part)
        content = (Weighed, kept, tuple((part.number, weight) for part, weight in rest), least)
        return self._make(content, lambda number: Weighed(number, kept, rest, least))

    def _bounds(
        self, slots: Iterable[tuple[int, int]], parts: Iterable[tuple[Formula, int]]
    ) -> tuple[int, int]:
        reaches = [weight * (self.sizes[slot] - 1) for slot, weight in slots]
        reaches += [weight for _, weight in parts]
        return sum(min(0, each) for each in reaches), sum(max(0, each) for each in reaches)

    # Reckoning

    def opposite(self, formula: Formula) -> Formula:
        """What holds exactly where the formula does not."""
        if (found := self._opposites.get(formula)) is None:
            found = self._opposite(formula)
            self._opposites[formula], self._opposites[found] = found, formula
        return found

    def _opposite(self, formula: Formula) -> Formula:
        match formula:
            case Constant(_, value):
                return self.constant(not value)
            case Test(_, slot, allowed):
                return self.test(slot, ~allowed)
            case Weighed(_, slots, parts, least):
                return self.weighed(
                    ((slot, -weight) for slot, weight in slots),
                    ((part, -weight) for part, weight in parts),
                    1 - least,
                )
            case Every(_, parts):
                return self.some(self.opposite(part) for part in parts)
            case Some(_, parts):
                return self.every(self.opposite(part) for part in parts)
            case _:
                assert_never(formula)

    def reads(self, formula: Formula) -> int:
        """The slots that the formula looks at, one bit each."""
        if (found := self._reads.get(formula)) is None:
            found = 0
            match formula:
                case Constant():
                    pass
                case Test(_, slot, _):
                    found = 1 << slot
                case Weighed(_, slots, parts, _):
                    for slot, _ in slots:
                        found |= 1 << slot
                    for part, _ in parts:
                        found |= self.reads(part)
                case Every(_, joined) | Some(_, joined):
                    for part in joined:
                        found |= self.reads(part)
                case _:
                    assert_never(formula)
            self._reads[formula] = found
        return found

    def fix(self, formula: Formula, slot: int, value: int) -> Formula:
        """What is left of the formula once the slot has the value."""
        if not self.reads(formula) >> slot & 1:
            return formula
        key = (formula, slot, value)
        if (found := self._fixed.get(key)) is None:
            found = self._fixed[key] = self._fix(formula, slot, value)
        return found

    def _fix(self, formula: Formula, slot: int, value: int) -> Formula:
        match formula:
            case Constant():
                return formula
            case Test(_, _, allowed):
                return self.constant(allowed >> value & 1 == 1)
            case Weighed(_, slots, parts, least):
                return self.weighed(
                    (each for each in slots if each[0] != slot),
                    ((self.fix(part, slot, value), weight) for part, weight in parts),
                    least - sum(weight * value for each, weight in slots if each == slot),
                )
            case Every(_, joined):
                return self.every(self.fix(part, slot, value) for part in joined)
            case Some(_, joined):
                return self.some(self.fix(part, slot, value) for part in joined)
            case _:
                assert_never(formula)

    def possible(self, formula: Formula, free: Iterable[tuple[int, int]]) -> Formula:
        """What must hold of the other slots for the formula to hold with some values of the `free`
        ones: pairs of a slot and the values that it may have."""
        read = self.reads(formula)
        asked = tuple((slot, values) for slot, values in free if read >> slot & 1)
        key = (formula, asked)
        if (found := self._loosened.get(key)) is None:
            found = formula
            for slot, values in asked:
                found = self._some_value(found, slot, values)
            self._loosened[key] = found
        return found

    def certain(self, formula: Formula, free: Iterable[tuple[int, int]]) -> Formula:
        """What must hold of the other slots for the formula to hold whatever the free ones are."""
        return self.opposite(self.possible(self.opposite(formula), free))

    def _some_value(self, formula: Formula, slot: int, values: int) -> Formula:
        if isinstance(formula, Some):
            return self.some(self._some_value(part, slot, values) for part in formula.parts)
        if not self.reads(formula) >> slot & 1:
            return formula
        return self.some(
            self.fix(formula, slot, value) for value in range(self.sizes[slot]) if values >> value & 1
        )


def holds(formula: Formula, values: Sequence[int]) -> bool:
    """Whether a formula is true of values."""
    match formula:
        case Constant(_, value):
            return value
        case Test(_, slot, allowed):
            return allowed >> values[slot] & 1 == 1
        case Weighed(_, slots, parts, least):
            reached = sum(weight * values[slot] for slot, weight in slots)
            return reached + sum(weight for part, weight in parts if holds(part, values)) >= least
        case Every(_, joined):
            return all(holds(part, values) for part in joined)
        case Some(_, joined):
            return any(holds(part, values) for part in joined)
        case _:
            assert_never(formula)
