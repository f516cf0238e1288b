"""Witnesses: from a state that was reached back to the beginning, and forward again by the real rules."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from game.analysis.bits import slots_of
from game.analysis.formula import Formula, holds
from game.analysis.graph import FLOW, Edge, Graph
from game.analysis.reach import Reached, Way
from game.core.value import dataclass

Path = list[tuple[int, int]]
"""Nodes and packed states, from the beginning on."""


@dataclass(frozen=True, slots=True)
class Broken:
    """A path that the real rules do not allow: after so many steps of it none of the edges was open.
    `slots` are those that their guards look at and that were not told apart, one bit each."""

    steps: int
    slots: int


def path_to(reached: Reached, graph: Graph, node: int, state: int) -> Path:
    """A way from the beginning to a state that was reached."""
    into: dict[int, list[tuple[int, Way]]] = {}
    for source, ways in reached.ways.items():
        for way in ways:
            into.setdefault(way.target, []).append((source, way))
    start = (graph.start, reached.space.packed(graph.start, graph.first))
    group_of = {node: number for number, group in enumerate(reached.groups) for node in group}
    path = [(node, state)]
    while True:
        node, state = path[-1]
        layers = reached.layers.get(node)
        round_ = _round(layers, state) if layers is not None else 0
        if (node, state) == start and round_ == 0:
            break
        path.append(_before(reached, graph, into[node], group_of, node, state, round_))
    path.reverse()
    return path


def _round(layers: Sequence[int], state: int) -> int:
    return next(number for number, layer in enumerate(layers) if layer >> state & 1)


def _before(
    reached: Reached,
    graph: Graph,
    into: Sequence[tuple[int, Way]],
    group_of: dict[int, int],
    node: int,
    state: int,
    round_: int,
) -> tuple[int, int]:
    """A state from which one way leads here; in a circle one that was new in the round before."""
    for source, way in into:
        near = group_of[source] == group_of[node]
        if near and node in reached.layers:
            if round_ == 0:
                continue
            states = reached.layers[source][round_ - 1]
        elif round_ > 0:
            continue
        else:
            states = reached.sets.get(source, 0)
        if states and (found := _source(reached, graph, source, way, state, states)) is not None:
            return source, found
    raise AssertionError(f"nothing leads to node {node}")


def _source(reached: Reached, graph: Graph, source: int, way: Way, state: int, states: int) -> int | None:
    """A state of the set from which the way leads to the given state."""
    space, domains = reached.space, graph.domains
    here, after = reached.matters[source], reached.matters[way.target]
    maps = dict(way.maps)
    allowed: dict[int, int] = {}
    for slot in slots_of(after):
        wanted = space.value(way.target, state, slot)
        map_ = maps.get(slot)
        values = domains.of(graph.values[source], slot)
        if map_ is not None:
            values &= sum(1 << value for value, then in enumerate(map_) if then == wanted)
        else:
            values &= 1 << wanted
        if not values:
            return None
        if here >> slot & 1:
            allowed[slot] = values
    return pick(reached, source, states, way.guard, allowed)


def pick(
    reached: Reached, node: int, states: int, formula: Formula, allowed: dict[int, int] | None = None
) -> int | None:
    """The lowest state of a set where a formula holds and slots have allowed values; None if there is
    none. The set is cut down slot by slot from the highest stride."""
    space = reached.space
    layout = space.at[node]
    slots = tuple(reversed(layout.slots))
    logic = space.logic

    def search(position: int, left: int, rest: Formula) -> int | None:
        if not left or rest is logic.never:
            return None
        if position == len(slots):
            return 0 if left & 1 else None
        slot = slots[position]
        stride = layout.strides[slot]
        block = (1 << stride) - 1
        values = (allowed or {}).get(slot, -1)
        for value in range(space.sizes[slot]):
            if values >> value & 1:
                below = search(position + 1, left >> value * stride & block, logic.fix(rest, slot, value))
                if below is not None:
                    return below + value * stride
        return None

    return search(0, states, formula)


def replayed(reached: Reached, graph: Graph, path: Path) -> tuple[list[int], list[int]] | Broken:
    """The options that go the path by the real rules, and the values at its end; or where it breaks."""
    values = list(graph.first)
    options: list[int] = []
    for number, (node, _) in enumerate(path[:-1]):
        then, state = path[number + 1]
        edge = next(_open(reached, node, then, state, values), None)
        if edge is None:
            return Broken(number, _blamed(reached, graph, node, then, state, values))
        graph.after(edge, values)
        if edge.option != FLOW:
            options.append(edge.option)
    return options, values


def _towards(reached: Reached, node: int, then: int, state: int, values: Sequence[int]) -> Iterator[Edge]:
    """The edges whose effect on what matters is that of the path."""
    for way in reached.ways[node]:
        if way.target == then:
            for edge in way.edges:
                after = list(values)
                for slot, map_ in edge.maps:
                    after[slot] = map_[after[slot]]
                if reached.space.packed(then, after) == state:
                    yield edge


def _open(reached: Reached, node: int, then: int, state: int, values: Sequence[int]) -> Iterator[Edge]:
    return (edge for edge in _towards(reached, node, then, state, values) if holds(edge.guard, values))


def _blamed(reached: Reached, graph: Graph, node: int, then: int, state: int, values: Sequence[int]) -> int:
    found = 0
    for edge in _towards(reached, node, then, state, values):
        found |= graph.logic.reads(edge.guard)
    return found & ~reached.matters[node]
