"""What matters for a question: at each node the slots on which it depends whether the question's
moments can still be reached, and no others.

A slot matters if the question asks about it, if it becomes one that matters, or if it decides which
ways there are: ways that lead to the same node with the same effect on what matters there are one
way, and only what decides whether any of them is open counts. Leaving out all else loses nothing:
two states that agree on what matters have ways to the same states, as far as these matter.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from math import prod

from game.analysis.bits import slots_of
from game.analysis.deciding import Deciding
from game.analysis.formula import Formula
from game.analysis.graph import Graph
from game.core.value import dataclass

Targets = Mapping[int, Sequence[Formula]]
"""For nodes, what is asked about the states there."""

WHOLE: Targets = {}
"""The targets of a slice that asks how the whole story runs, and nothing besides."""


@dataclass(slots=True, eq=False)
class Slice:
    """What matters. `nodes` are those from which a target can be reached, in topological order of
    their groups; `matters[node]` has one bit for each slot."""

    groups: list[list[int]]
    inside: list[bool]
    matters: list[int]


class Slicer:
    """Slices of one graph."""

    def __init__(self, graph: Graph) -> None:
        self.graph = graph
        self.logic = graph.logic
        self.deciding = Deciding(graph.logic, graph.domains)
        self._into: list[list[int]] = [[] for _ in graph.nodes]
        for edges in graph.edges:
            for edge in edges:
                self._into[edge.target].append(edge.source)
        self._varying = [self._varies(values) for values in graph.values]
        """For each node the slots that may have several values."""

    def _varies(self, values: int) -> int:
        domains = self.graph.domains
        found = 0
        for slot in range(len(domains.sizes)):
            here = domains.of(values, slot)
            if here & (here - 1):
                found |= 1 << slot
        return found

    def whole(self, also: Targets = WHOLE) -> Slice:
        """What matters for how the story runs anywhere, and for what is asked besides."""
        inside = [bool(values) for values in self.graph.values]
        return self._slice(inside, also)

    def towards(self, targets: Targets, unsure: frozenset[int] = frozenset()) -> Slice:
        """What matters for reaching any of the targets; for the `unsure` nodes also what decides
        whether they can be left for one that is not."""
        inside = [False] * len(self.graph.nodes)
        waiting = [node for node in targets if self.graph.values[node]]
        for node in waiting:
            inside[node] = True
        while waiting:
            for source in self._into[waiting.pop()]:
                if not inside[source]:
                    inside[source] = True
                    waiting.append(source)
        return self._slice(inside, targets, unsure)

    def _slice(self, inside: list[bool], targets: Targets, unsure: frozenset[int] = frozenset()) -> Slice:
        graph = self.graph
        matters = [0] * len(graph.nodes)
        groups = [kept for group in graph.order if (kept := [node for node in group if inside[node]])]
        for node, formulas in targets.items():
            for formula in formulas:
                matters[node] |= self.logic.reads(formula)
            matters[node] &= self._varying[node]
        for group in reversed(groups):
            again = True
            while again:
                again = False
                for node in reversed(group):
                    found = matters[node] | self._needed(node, inside, matters, node in unsure)
                    if found != matters[node]:
                        matters[node] = found
                        again = len(group) > 1 or any(edge.target == node for edge in graph.edges[node])
        return Slice(groups, inside, matters)

    def _needed(self, node: int, inside: Sequence[bool], matters: Sequence[int], leaving: bool) -> int:
        """What matters at a node because of what matters after it."""
        graph = self.graph
        found = 0
        ways: dict[tuple[object, ...], list[Formula]] = {}
        for edge in graph.edges[node]:
            if not inside[edge.target]:
                if leaving:
                    ways.setdefault((), []).append(edge.guard)
                continue
            after = matters[edge.target]
            carried = after
            key: list[object] = [edge.target]
            for slot, map_ in edge.maps:
                if after >> slot & 1:
                    key.append((slot, map_))
                    if _is_single(graph.domains.image(map_, graph.domains.of(graph.values[node], slot))):
                        carried &= ~(1 << slot)
            found |= carried
            ways.setdefault(tuple(key), []).append(edge.guard)
        here = graph.values[node]
        for guards in ways.values():
            if graph.logic.always not in guards:
                found |= self.deciding.depends(graph.logic.some(guards), here)
        return found & self._varying[node]

    def bits(self, slice_: Slice) -> tuple[int, int]:
        """The largest product of the sizes of what matters at a node, and that node."""
        sizes = self.logic.sizes
        return max(
            (prod(sizes[slot] for slot in slots_of(slice_.matters[node])), node)
            for group in slice_.groups
            for node in group
        )


def _is_single(values: int) -> bool:
    return values & (values - 1) == 0
