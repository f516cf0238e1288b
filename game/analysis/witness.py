"""Witnesses: from a state that was reached back to the beginning, and forward again by the real rules."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence

from game.analysis.formula import Formula, holds
from game.analysis.graph import FLOW, Edge, Graph
from game.analysis.reach import Reached, Way
from game.analysis.space import Layout, Space
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
        self._plans: dict[int, tuple[tuple[int, int, tuple[int, ...], int | None], ...]] = {}
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
        allowed: dict[int, int] = {}
        for stride, size, before, slot in self._plan(source, way):
            values = before[state // stride % size]
            if not values:
                return None
            if slot is not None:
                allowed[slot] = values
        guard = way.guard if wish is None else self.graph.logic.every((way.guard, wish))
        return pick(self.reached, source, states, guard, allowed)

    def _plan(self, source: int, way: Way) -> tuple[tuple[int, int, tuple[int, ...], int | None], ...]:
        """For each slot that matters after a way: its stride and size there, from each of its values to
        those before the way, and the slot if it matters there too."""
        if (found := self._plans.get(id(way))) is None:
            reached, domains = self.reached, self.graph.domains
            layout, maps = reached.space.at[way.target], dict(way.maps)
            rows = []
            for slot in layout.slots:
                size = reached.space.sizes[slot]
                here = domains.of(self.graph.values[source], slot)
                map_ = maps.get(slot, range(size))
                before = [0] * size
                for value, then in enumerate(map_):
                    before[then] |= here & 1 << value
                known = slot if reached.matters[source] >> slot & 1 else None
                rows.append((layout.strides[slot], size, tuple(before), known))
            found = self._plans[id(way)] = tuple(rows)
        return found


def pick(
    reached: Reached, node: int, states: int, formula: Formula, allowed: dict[int, int] | None = None
) -> int | None:
    """The lowest state of a set where a formula holds and slots have allowed values; None if there is
    none. The set is cut down slot by slot from the highest stride."""
    if not states or formula is reached.space.logic.never:
        return None
    layout = reached.space.at[node]
    return _searched(reached.space, layout, allowed or {}, len(layout.slots) - 1, states, formula)


def _searched(
    space: Space, layout: Layout, allowed: Mapping[int, int], position: int, states: int, formula: Formula
) -> int | None:
    if position < 0:
        return 0 if states & 1 else None
    logic, slot = space.logic, layout.slots[position]
    stride = layout.strides[slot]
    values = allowed.get(slot, -1)
    reads = formula is not logic.always and logic.reads(formula) >> slot & 1
    for value in range(space.sizes[slot]):
        if not values >> value & 1:
            continue
        part = states >> value * stride & (1 << stride) - 1
        if not part:
            continue
        then = logic.fix(formula, slot, value) if reads else formula
        if then is logic.never:
            continue
        below = _searched(space, layout, allowed, position - 1, part, then)
        if below is not None:
            return below + value * stride
    return None


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
