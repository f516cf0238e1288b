"""What options do to the player's good: gains, costs, and options that others dominate.

Which way of a variable is to the good the story says itself, by `better`. Where it says nothing, what is
owed counts as a burden and what lies in the drawer as a possession, and everything else as neither.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import combinations, product
from math import prod

from game.analysis.bits import slots_of
from game.analysis.formula import holds
from game.analysis.graph import Graph
from game.analysis.table import Arm, Move, Option, Place, Put, Table, Turning, turned
from game.authoring.measure.wants import Wants
from game.core.model import Variable
from game.core.value import dataclass

MOST_STATES = 20_000
"""So many states of a menu are looked at to compare two of its options; where it would take more,
nothing is said of them."""


def good(variable: Variable) -> int:
    """1 if more of a variable is to the player's good, -1 if less is, 0 if neither."""
    if variable.better is not None:
        return 1 if variable.better == "up" else -1
    return {"owed": -1, "drawer": 1, None: 0}[variable.panel]


@dataclass(frozen=True, slots=True)
class Effects:
    """What an option may do: the variables that it may better and those that it may worsen, and whether
    it changes any. `trades` if it may do both, be it at once or by what comes of it."""

    option: int
    gains: tuple[str, ...]
    costs: tuple[str, ...]
    changes: bool
    trades: bool


@dataclass(frozen=True, slots=True)
class Compared:
    """Two options of a menu that lead on to the same place. The first is at least as good in everything
    that is still asked about, and better in these variables; if there are none they do the same."""

    first: int
    second: int
    better: tuple[str, ...]


class Balance:
    """Judges the options of one story."""

    def __init__(self, table: Table) -> None:
        self.table = table
        self.graph = Graph(table)
        self.wants = Wants(table)
        self._good = [0] * len(table.slots)
        for name, slot in table.variables.items():
            self._good[slot] = good(table.story.variables[name])
        self._values = [[0] * len(table.slots) for _ in table.places]
        """For each place and slot the values that may be there, one bit each."""
        for node in self.graph.nodes:
            here = self._values[node.place]
            for slot in range(len(table.slots)):
                here[slot] |= self.graph.domains.of(self.graph.values[node.number], slot)

    # Gains and costs

    def effects(self, option: Option) -> Effects:
        """What an option may do by itself and by what comes of it."""
        here = self._values[option.place]
        arms: list[tuple[set[int], set[int]]] = []
        changes = False
        for arm in option.arms:
            gained, lost = set(), set()
            for turning in _turnings(arm):
                slot = self.table.slots[turning.slot]
                if slot.kind != "variable" or self.table.story.variables[slot.name].hidden:
                    continue
                changes = True
                up, down = _moves(turning, here[turning.slot], slot.size)
                good_ = self._good[turning.slot]
                if (up and good_ > 0) or (down and good_ < 0):
                    gained.add(turning.slot)
                if (down and good_ > 0) or (up and good_ < 0):
                    lost.add(turning.slot)
            arms.append((gained, lost))
        gains = {slot for gained, _ in arms for slot in gained}
        costs = {slot for _, lost in arms for slot in lost}
        # one thing that is set gains or costs by what was before: it is traded only if it goes one way by
        # one outcome and the other by another
        both_ways = {slot for gained, lost in arms for slot in gained - lost} & {
            slot for gained, lost in arms for slot in lost - gained
        }
        trades = bool(both_ways or (gains and costs and len(gains | costs) > 1))
        return Effects(option.number, self._names(gains), self._names(costs), changes, trades)

    def _names(self, slots: set[int]) -> tuple[str, ...]:
        return tuple(self.table.slots[slot].name for slot in sorted(slots))

    # Options that others dominate

    def compared(self, place: Place) -> Iterator[Compared]:
        """The pairs of options of a menu of which one dominates the other, or that do the same."""
        for one, other in combinations(place.options, 2):
            if one.open is self.table.logic.never or other.open is self.table.logic.never:
                continue
            differ: set[int] = set()
            order = self._order(place, one, other, differ)
            if order is not None:
                first, second = (one, other) if order >= 0 else (other, one)
                yield Compared(first.number, second.number, self._names(differ))

    def _order(self, place: Place, one: Option, other: Option, differ: set[int]) -> int | None:
        """1 if one is better than the other in all states that may be, -1 if it is worse, 0 if they do
        the same, None if it depends or cannot be told. Notes in what they differ."""
        if {arm.to for arm in one.arms} != {arm.to for arm in other.arms} or None in {a.to for a in one.arms}:
            return None
        slots = sorted(self._slots(one) | self._slots(other))
        values = [list(slots_of(self._values[place.number][slot])) for slot in slots]
        if prod(map(len, values)) > MOST_STATES:
            return None
        state = [next(slots_of(each), 0) for each in self._values[place.number]]
        found, met, alone = 0, False, set()
        for chosen in product(*values):
            for slot, value in zip(slots, chosen, strict=True):
                state[slot] = value
            one_open, other_open = holds(one.open, state), holds(other.open, state)
            if one_open != other_open:
                alone.add(1 if one_open else -1)
            if not (one_open and other_open):
                continue
            met = True
            order = self._after(state, one, other, differ)
            if order is None or (order and found and order != found):
                return None
            found = found or order
        # who is open where the other is closed has that to be said for him
        return found if met and -found not in alone else None

    def _slots(self, option: Option) -> set[int]:
        """The slots on which it depends what an option does, and those that it changes."""
        reads = self.table.logic.reads
        bits = reads(option.open)
        for arm in option.arms:
            bits |= reads(arm.condition)
            for deeds in arm.deeds:
                for condition, _ in deeds.rows:
                    bits |= reads(condition)
        return set(slots_of(bits)) | {each.slot for arm in option.arms for each in _turnings(arm)}

    def _after(self, state: Sequence[int], one: Option, other: Option, differ: set[int]) -> int | None:
        (mine, to), (theirs, there) = self._taken(state, one), self._taken(state, other)
        if to != there:
            return None
        found = 0
        for slot, (value, against) in enumerate(zip(mine, theirs, strict=True)):
            if value == against or not self.wants.reads(to, slot):
                continue
            order = self._good[slot] * (1 if value > against else -1)
            if order == 0 or (found and order != found):
                return None
            better, worse = (value, against) if order > 0 else (against, value)
            if self.wants.prefers(to, slot, worse, better):
                return None
            found = order
            differ.add(slot)
        return found

    def _taken(self, state: Sequence[int], option: Option) -> tuple[list[int], int]:
        arm = next(each for each in option.arms if holds(each.condition, state))
        after = list(state)
        for deeds in arm.deeds:
            after = turned(deeds, after, self.table.logic.sizes)
        return after, -1 if arm.to is None else arm.to


def _turnings(arm: Arm) -> Iterator[Turning]:
    for deeds in arm.deeds:
        yield from deeds.changes
        for _, changes in deeds.rows:
            yield from changes


def _moves(turning: Turning, values: int, size: int) -> tuple[bool, bool]:
    """Whether a change may raise its slot, and whether it may lower it, from one of the values."""
    match turning:
        case Move(_, amount):
            below_top, above_bottom = bool(values & ~(1 << size - 1)), bool(values & ~1)
            return amount > 0 and below_top, amount < 0 and above_bottom
        case Put(_, value):
            return bool(values & ((1 << value) - 1)), bool(values >> value + 1)
