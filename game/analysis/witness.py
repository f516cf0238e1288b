"""Witnesses: from a state that was reached back to the beginning, and forward again by the real rules."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

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


Wishes = Callable[[int], Sequence[Formula]]
"""What a path would do well to pass: for a node, formulas about its state, the dearest first."""


class Tracing:
    """Finds paths to states of one set of what was reached."""

    def __init__(self, reached: Reached, graph: Graph) -> None:
        self.reached = reached
        self.graph = graph
        self._into: dict[int, list[tuple[int, Way]]] = {}
        for source, ways in reached.ways.items():
            for way in ways:
                self._into.setdefault(way.target, []).append((source, way))
        self._group = {node: number for number, group in enumerate(reached.groups) for node in group}
        self._start = (graph.start, reached.space.packed(graph.start, graph.first))

    def path(self, node: int, state: int, wishes: Wishes = lambda _: ()) -> Path:
        """A way from the beginning to a state that was reached, by wished states where there are some."""
        path = [(node, state)]
        while True:
            node, state = path[-1]
            layers = self.reached.layers.get(node)
            round_ = next(n for n, layer in enumerate(layers) if layer >> state & 1) if layers else 0
            if (node, state) == self._start and round_ == 0:
                break
            path.append(self._before(node, state, round_, wishes))
        path.reverse()
        return path

    def _before(self, node: int, state: int, round_: int, wishes: Wishes) -> tuple[int, int]:
        """A state from which one way leads here; in a circle one that was new in the round before."""
        left: list[tuple[int, Way, int]] = []
        for source, way in self._into[node]:
            near = node in self.reached.layers and self._group[source] == self._group[node]
            if near != (round_ > 0):
                continue
            states = self.reached.layers[source][round_ - 1] if near else self.reached.sets.get(source, 0)
            if not states:
                continue
            for formula in wishes(source):
                if (found := self._source(source, way, state, states, formula)) is not None:
                    return source, found
            left.append((source, way, states))
        for source, way, states in left:
            if (found := self._source(source, way, state, states)) is not None:
                return source, found
        raise AssertionError(f"nothing leads to node {node}")

    def _source(
        self, source: int, way: Way, state: int, states: int, wish: Formula | None = None
    ) -> int | None:
        """A state of the set from which the way leads to the given state."""
        reached, domains = self.reached, self.graph.domains
        here, after = reached.matters[source], reached.matters[way.target]
        maps = dict(way.maps)
        allowed: dict[int, int] = {}
        for slot in slots_of(after):
            wanted = reached.space.value(way.target, state, slot)
            map_ = maps.get(slot)
            values = domains.of(self.graph.values[source], slot)
            if map_ is not None:
                values &= sum(1 << value for value, then in enumerate(map_) if then == wanted)
            else:
                values &= 1 << wanted
            if not values:
                return None
            if here >> slot & 1:
                allowed[slot] = values
        guard = way.guard if wish is None else self.graph.logic.every((way.guard, wish))
        return pick(reached, source, states, guard, allowed)


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


def replayed(
    reached: Reached,
    graph: Graph,
    path: Path,
    look: Callable[[int, list[int]], None] | None,
    taken: list[int],
) -> Broken | None:
    """Go a path by the real rules: the options are added to `taken`, and `look` is told of the place and
    the values of every state on the way. Where it breaks, if it does."""
    values = list(graph.first)
    if look is not None:
        look(graph.nodes[path[0][0]].place, values)
    for number, (node, _) in enumerate(path[:-1]):
        then, state = path[number + 1]
        edge = next(
            (e for e in _towards(reached, graph, node, then, state, values) if holds(e.guard, values)), None
        )
        if edge is None:
            blamed = 0
            for each in _towards(reached, graph, node, then, state, values):
                blamed |= graph.logic.reads(each.guard)
            return Broken(number, blamed & ~reached.matters[node])
        graph.after(edge, values)
        if edge.option != FLOW:
            taken.append(edge.option)
        if look is not None:
            look(graph.nodes[then].place, values)
    return None


def _towards(
    reached: Reached, graph: Graph, node: int, then: int, state: int, values: Sequence[int]
) -> Iterator[Edge]:
    """The edges whose effect on what matters is that of the path."""
    packed = reached.space.packed
    for way in reached.ways[node]:
        if way.target == then:
            # all edges of a way have the same effect on what matters
            after = list(values)
            graph.after(way.edges[0], after)
            if packed(then, after) == state:
                yield from way.edges
