"""Whether a run can always come to an ending: the states from which none can be reached any more."""

from __future__ import annotations

from game.analysis.reach import Reach, Reached, Steps
from game.analysis.slicing import Slicer
from game.core.value import dataclass


@dataclass(frozen=True, slots=True)
class Stuck:
    """The unsure nodes with states from which no ending can be reached: the states, and what was
    reached, to find a run there."""

    reached: Reached
    states: dict[int, int]


def sure(slicer: Slicer) -> list[bool]:
    """The nodes whose every state leads to an ending whatever its values: those that always have a way
    to one that does. Looks at no sets."""
    graph, logic = slicer.graph, slicer.logic
    places = graph.table.places
    found = [places[node.place].ending for node in graph.nodes]
    again = True
    while again:
        again = False
        for group in reversed(graph.order):
            for node in reversed(group):
                if found[node]:
                    continue
                guards = [edge.guard for edge in graph.edges[node] if found[edge.target]]
                if slicer.deciding.always(logic.some(guards), graph.values[node]):
                    found[node] = again = True
        # one pass is enough where nothing leads back
        again = again and any(len(group) > 1 for group in graph.order)
    return found


def stuck(slicer: Slicer, reach: Reach, unsure: frozenset[int]) -> Stuck:
    """The states at unsure nodes from which no ending can be reached. Raises OverBudget."""
    slice_ = slicer.towards(dict.fromkeys(unsure, ()), unsure)
    reached = reach.reach(slice_)
    space = reached.space
    steps: dict[int, list[Steps]] = {}
    out: dict[int, int] = {}
    for node in unsure:
        steps[node] = [
            reach.steps(node, way, reached.matters, space)
            for way in reached.ways[node]
            if way.target in unsure
        ]
        leaving = [edge.guard for edge in slicer.graph.edges[node] if edge.target not in unsure]
        guard = slicer.deciding.without(
            slicer.logic.some(leaving), reached.matters[node], slicer.graph.values[node]
        )
        out[node] = reached.sets[node] & space.mask(guard, space.at[node])
    good = dict(out)
    for group in reversed(reached.groups):
        again = True
        while again:
            again = False
            for node in reversed(group):
                if node not in unsure:
                    continue
                found = good[node]
                for each in steps[node]:
                    found |= each.back(good[each.target], space, node) & reached.sets[node]
                if found != good[node]:
                    good[node] = found
                    again = len(group) > 1 or any(each.target == node for each in steps[node])
    return Stuck(reached, {node: reached.sets[node] & ~good[node] for node in unsure})
