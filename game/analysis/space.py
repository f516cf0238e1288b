"""Sets of states as whole numbers: bit *i* stands for the packed state *i*.

The slots that matter at a node lie there in one order, which is the same everywhere, the most widely
needed lowest; so a slot that comes or goes seldom moves another. A condition is a mask, a change a few
masked shifts, and joining sets is `|`: a hundred million states cost no more than a few such operations.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from game.analysis.bits import slots_of
from game.analysis.formula import Constant, Formula, Logic
from game.analysis.turning import Map
from game.core.value import dataclass

Moves = tuple[tuple[int, int], ...]
"""Masked shifts: pairs of a mask and by how much what it holds is moved up."""


@dataclass(frozen=True, slots=True, eq=False)
class Layout:
    """How states are packed where these slots matter. `width` is how many packed states there are."""

    number: int
    matters: int
    """The slots, one bit each."""
    slots: tuple[int, ...]
    """Lowest first."""
    strides: Mapping[int, int]
    width: int


class Space:
    """The layouts of the nodes of a slice: `matters` has for each the slots that matter there."""

    def __init__(self, logic: Logic, matters: Mapping[int, int]) -> None:
        self.logic = logic
        self.sizes = logic.sizes
        counts: dict[int, int] = {}
        for slots in matters.values():
            for slot in slots_of(slots):
                counts[slot] = counts.get(slot, 0) + 1
        self._order = sorted(counts, key=lambda slot: (-counts[slot], slot))
        self._layouts: dict[int, Layout] = {}
        self.at: dict[int, Layout] = {node: self._layout(slots) for node, slots in matters.items()}
        self.made: dict[tuple[object, ...], Any] = {}
        """What was made from layouts by those who use them."""
        self._masks: dict[tuple[Formula, int, int], int] = {}
        self._digits: dict[tuple[int, int, int, int], int] = {}

    def _layout(self, slots: int) -> Layout:
        if (found := self._layouts.get(slots)) is None:
            ordered = tuple(slot for slot in self._order if slots >> slot & 1)
            strides, width = {}, 1
            for slot in ordered:
                strides[slot] = width
                width *= self.sizes[slot]
            found = self._layouts[slots] = Layout(len(self._layouts), slots, ordered, strides, width)
        return found

    # Packing

    def packed(self, node: int, values: Sequence[int]) -> int:
        """The number of a state at a node, given by all its values."""
        layout = self.at[node]
        return sum(values[slot] * layout.strides[slot] for slot in layout.slots)

    def value(self, node: int, state: int, slot: int) -> int:
        """The value of a slot in a packed state at a node."""
        return state // self.at[node].strides[slot] % self.sizes[slot]

    # Masks

    def mask(self, formula: Formula, layout: Layout) -> int:
        """The packed states where the formula holds: one slot after another is fixed, from the highest
        down, and what is left of the formula simplified."""
        return self._mask(formula, layout, layout.width)

    def _mask(self, formula: Formula, layout: Layout, width: int) -> int:
        if isinstance(formula, Constant):
            return (1 << width) - 1 if formula.value else 0
        key = (formula, layout.number, width)
        if (found := self._masks.get(key)) is None:
            slot = max(slots_of(self.logic.reads(formula)), key=layout.strides.__getitem__)
            stride, size = layout.strides[slot], self.sizes[slot]
            found = 0
            for value in range(size):
                found |= self._mask(self.logic.fix(formula, slot, value), layout, stride) << value * stride
            found = self._masks[key] = repeated(found, stride * size, width)
        return found

    def digits(self, stride: int, size: int, values: int, width: int) -> int:
        """The packed states where the slot of that stride has one of these values."""
        key = (stride, size, values, width)
        if (found := self._digits.get(key)) is None:
            unit = 0
            block = (1 << stride) - 1
            for value in range(size):
                if values >> value & 1:
                    unit |= block << value * stride
            found = self._digits[key] = repeated(unit, stride * size, width)
        return found

    # Changing

    def mapping(self, slot: int, map_: Map, layout: Layout) -> Moves:
        """A map of one slot as masked shifts."""
        moves: dict[int, int] = {}
        for value, then in enumerate(map_):
            moves[then - value] = moves.get(then - value, 0) | 1 << value
        stride, size = layout.strides[slot], self.sizes[slot]
        return tuple(
            (self.digits(stride, size, values, layout.width), move * stride)
            for move, values in sorted(moves.items())
        )

    def folding(self, slot: int, layout: Layout) -> tuple[tuple[int, ...], int]:
        """What forgets a slot: shifts down to be joined, one after another, and the mask of what is
        then left, in which the slot is 0."""
        stride, size = layout.strides[slot], self.sizes[slot]
        shifts = []
        have = 1
        while have < size:
            step = min(have, size - have)
            shifts.append(step * stride)
            have += step
        return tuple(shifts), self.digits(stride, size, 1, layout.width)

    def moving(self, slots: Iterable[int], before: Layout, after: Layout) -> Iterator[Moves]:
        """What brings slots from where they lie in one layout to where they lie in another, if all
        other slots are 0: first down, close together, from the lowest on; then up from the highest."""
        ordered = [slot for slot in before.slots if slot in set(slots)]
        close: list[tuple[int, int]] = []
        stride = 1
        for slot in ordered:
            close.append((slot, stride))
            stride *= self.sizes[slot]
        for slot, near in close:
            yield from self._shifted(slot, before.strides[slot], near, before.width)
        for slot, near in reversed(close):
            yield from self._shifted(slot, near, after.strides[slot], after.width)

    def _shifted(self, slot: int, stride: int, then: int, width: int) -> Iterator[Moves]:
        size = self.sizes[slot]
        if stride != then:
            yield tuple(
                (self.digits(stride, size, 1 << value, width), value * (then - stride))
                for value in range(size)
            )


def repeated(unit: int, length: int, width: int) -> int:
    """A pattern of `length` bits, over and over until `width` bits are full."""
    while length < width:
        unit |= unit << length
        length *= 2
    return unit & (1 << width) - 1 if length > width else unit


def moved(states: int, moves: Moves) -> int:
    """A set of states after masked shifts."""
    found = 0
    for mask, shift in moves:
        part = states & mask
        if part:
            found |= part << shift if shift >= 0 else part >> -shift
    return found


def folded(states: int, shifts: Sequence[int], mask: int) -> int:
    """A set of states with one slot forgotten."""
    for shift in shifts:
        states |= states >> shift
    return states & mask
