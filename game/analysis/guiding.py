"""Guided plays: by the real rules, but only to states from which the goal may still be reached.

Sets in which some slots were dropped tell too much: of the runs that they promise some break. Plays that
keep to the promising states find one that does not, or tell which slots it is that break them.
"""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Mapping, Sequence

from game.analysis.bits import slots_of
from game.analysis.formula import Every, Formula, Logic, holds
from game.analysis.graph import FLOW, Edge
from game.analysis.reach import Reach, Reached
from game.analysis.watching import Watch

Targets = Mapping[int, Sequence[Formula]]


class Guide:
    """Guides plays to the targets of what was reached. The same seed gives the same plays."""

    def __init__(self, reach: Reach, reached: Reached, targets: Targets, seed: int = 0) -> None:
        self.graph = reach.graph
        self.logic = reach.logic
        self.reached = reached
        self.targets = targets
        self._chance = random.Random(seed)  # noqa: S311 - plays are to be repeatable
        self._good = _promising(reach, reached, targets)
        self._bytes: dict[int, bytes] = {}
        self.blamed: Counter[int] = Counter()
        """How often each dropped slot kept a play from going on."""

    def play(self, watch: Watch) -> bool:
        """Play once, watched; whether the goal was reached."""
        graph = self.graph
        values = list(graph.first)
        node = graph.start
        taken: list[int] = []
        watch.follow(taken)
        reached = False
        for _ in range(100 + 10 * len(graph.nodes)):
            watch.look(graph.nodes[node].place, values)
            if any(holds(formula, values) for formula in self.targets.get(node, ())):
                reached = True
                break
            edge = self._next(node, values)
            if edge is None:
                break
            graph.after(edge, values)
            node = edge.target
            if edge.option != FLOW:
                taken.append(edge.option)
        watch.keep()
        return reached

    def _next(self, node: int, values: list[int]) -> Edge | None:
        """One of the edges that are open and keep to promising states."""
        shut = []
        going = []
        for way in self.reached.ways.get(node, ()):
            after = list(values)
            self.graph.after(way.edges[0], after)
            if self._promises(way.target, after):
                opened = [edge for edge in way.edges if holds(edge.guard, values)]
                going += opened
                if not opened:
                    shut += way.edges
        if going:
            return going[int(self._chance.random() * len(going))]
        dropped = ~self.reached.matters[node]
        asked = [each.guard for each in shut] or list(self.targets.get(node, ()))
        for formula in asked:
            for slot in slots_of(failing(self.logic, formula, values) & dropped):
                self.blamed[slot] += 1
        return None

    def _promises(self, node: int, values: list[int]) -> bool:
        state = self.reached.space.packed(node, values)
        packed = self._bytes.get(node)
        if packed is None:
            good = self._good.get(node, 0)
            packed = self._bytes[node] = good.to_bytes(good.bit_length() // 8 + 1, "little")
        at = state >> 3
        return at < len(packed) and packed[at] >> (state & 7) & 1 == 1


def failing(logic: Logic, formula: Formula, values: Sequence[int]) -> int:
    """The slots of the part of a formula that fails: of several that must hold, the one that asks least."""
    if isinstance(formula, Every):
        parts = [failing(logic, part, values) for part in formula.parts if not holds(part, values)]
        return min(parts, key=int.bit_count, default=0)
    return logic.reads(formula)


def _promising(reach: Reach, reached: Reached, targets: Targets) -> dict[int, int]:
    """For each node the states from which a target may be reached, backward from the targets."""
    space, graph = reached.space, reach.graph
    deciding = reach.slicer.deciding
    good = dict.fromkeys(reached.sets, 0)
    for node, formulas in targets.items():
        if node in good:
            formula = deciding.without(reach.logic.some(formulas), reached.matters[node], graph.values[node])
            good[node] = reached.sets[node] & space.mask(formula, space.at[node])
    for group in reversed(reached.groups):
        steps = {
            node: [reach.steps(node, way, space) for way in reached.ways[node]]
            for node in group
            if reached.sets.get(node)
        }
        again = True
        while again:
            again = False
            for node in reversed(group):
                found = good.get(node, 0)
                for each in steps.get(node, ()):
                    found |= each.back(good.get(each.target, 0), space, node) & reached.sets[node]
                if found != good.get(node, 0):
                    good[node] = found
                    again = len(group) > 1 or any(each.target == node for each in steps[node])
    return good
