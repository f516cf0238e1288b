"""What can be reached: the sets of states at every node of a slice, forward from the beginning.

Where nothing that matters was left out the sets are exact. Where some slots were dropped, every guard
that looks at them may hold, and the sets hold at least what can be reached: what is not in them
cannot be reached.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from game.analysis.bits import slots_of
from game.analysis.formula import Formula
from game.analysis.graph import Edge
from game.analysis.slicing import Slice, Slicer
from game.analysis.space import Moves, Space, folded, moved
from game.analysis.turning import Map
from game.core.value import dataclass, field

MOST_BITS = 1 << 33
"""All sets together: a thousand million bits are 128 MB."""


class OverBudget(Exception):
    """The sets would be larger than was allowed. `bits` is the exponent that would be needed."""

    def __init__(self, bits: float, node: int) -> None:
        super().__init__(bits)
        self.bits = bits
        self.node = node


@dataclass(slots=True, eq=False)
class Way:
    """Edges that are one as far as it matters: same target, same effect. `guard` asks only about
    what matters."""

    target: int
    guard: Formula
    maps: tuple[tuple[int, Map], ...]
    edges: list[Edge]


@dataclass(slots=True, eq=False)
class Steps:
    """A way as operations on sets, in order: a mask, masked shifts, slots forgotten, the others brought
    to where they lie after it, a last shift."""

    target: int
    mask: int | None
    moves: list[Moves]
    folds: list[tuple[tuple[int, ...], int]]
    brought: list[Moves]
    shift: int
    given: list[tuple[int, int]]
    """Slots that have one value after the way, and that value."""

    def apply(self, states: int) -> int:
        """What the way makes of a set."""
        if self.mask is not None:
            states &= self.mask
        for moves in self.moves:
            if not states:
                return 0
            states = moved(states, moves)
        if not states:
            return 0
        for shifts, mask in self.folds:
            states = folded(states, shifts, mask)
        for moves in self.brought:
            states = moved(states, moves)
        return states << self.shift

    def back(self, after: int, space: Space, source: int) -> int:
        """The states, of any at the source, from which the way leads into a set."""
        if not after:
            return 0
        there = space.at[self.target]
        for slot, value in self.given:
            after &= space.digits(there.strides[slot], space.sizes[slot], 1 << value, there.width)
        after >>= self.shift
        for moves in reversed(self.brought):
            after = _unmoved(after, moves)
        for shifts, _ in reversed(self.folds):
            for shift in shifts:
                after |= after << shift
        for moves in reversed(self.moves):
            after = _unmoved(after, moves)
        return after & (self.mask if self.mask is not None else (1 << space.at[source].width) - 1)


def _unmoved(after: int, moves: Moves) -> int:
    before = 0
    for mask, shift in moves:
        before |= (after >> shift if shift >= 0 else after << -shift) & mask
    return before


@dataclass(slots=True, eq=False)
class Reached:
    """The sets, and what they are of. `sets[node]` are the packed states at a node; `layers[node]` are
    those of a node in a circle by the round in which they were new."""

    space: Space
    matters: Sequence[int]
    ways: Mapping[int, list[Way]]
    sets: dict[int, int]
    layers: dict[int, list[int]]
    groups: list[list[int]]
    exact: bool
    dropped: int
    states: int = 0
    widest: tuple[int, int] = field(default=(1, 0))


class Reach:
    """Reckons what can be reached in slices of one graph, in sets of at most `budget` bits."""

    def __init__(self, slicer: Slicer, budget: int) -> None:
        self.slicer = slicer
        self.graph = slicer.graph
        self.logic = slicer.logic
        self.budget = budget

    def reach(self, slice_: Slice, kept: int = -1) -> Reached:
        """The sets of a slice, with only the `kept` slots told apart. Raises OverBudget."""
        matters = [each & kept for each in slice_.matters]
        space = Space(self.logic, {node: matters[node] for group in slice_.groups for node in group})
        widest = max((layout.width, node) for node, layout in space.at.items())
        if widest[0] > 1 << self.budget or sum(layout.width for layout in space.at.values()) > MOST_BITS:
            raise OverBudget(widest[0].bit_length() - 1, widest[1])
        dropped = 0
        for before, after in zip(slice_.matters, matters, strict=True):
            dropped |= before & ~after
        ways = {
            node: list(self._ways(node, slice_.inside, matters)) for group in slice_.groups for node in group
        }
        found = Reached(space, matters, ways, {}, {}, slice_.groups, not dropped, dropped, 0, widest)
        self._spread(found)
        return found

    def _ways(self, node: int, inside: Sequence[bool], matters: Sequence[int]) -> Iterator[Way]:
        graph, deciding = self.graph, self.slicer.deciding
        found: dict[tuple[object, ...], Way] = {}
        guards: dict[tuple[object, ...], list[Formula]] = {}
        for edge in graph.edges[node]:
            if not inside[edge.target]:
                continue
            maps = tuple(each for each in edge.maps if matters[edge.target] >> each[0] & 1)
            key: tuple[object, ...] = (edge.target, maps)
            if key not in found:
                found[key] = Way(edge.target, self.logic.always, maps, [])
                guards[key] = []
            found[key].edges.append(edge)
            guards[key].append(edge.guard)
        for key, way in found.items():
            way.guard = deciding.without(self.logic.some(guards[key]), matters[node], graph.values[node])
            if way.guard is not self.logic.never:
                yield way

    def steps(self, node: int, way: Way, space: Space) -> Steps:
        """A way as operations on the sets of a space."""
        layout, then = space.at[node], space.at[way.target]
        domains, values = self.graph.domains, self.graph.values[node]
        # many ways do the same between nodes where the same matters
        asked = then.matters & ~layout.matters
        for slot, _ in way.maps:
            asked |= 1 << slot
        known = tuple(domains.of(values, slot) for slot in slots_of(asked))
        key = (layout.number, then.number, way.guard, way.maps, known)
        if (found := space.made.get(key)) is None:
            found = space.made[key] = self._steps(node, way, space)
        rest = found.mask, found.moves, found.folds, found.brought, found.shift, found.given
        return Steps(way.target, *rest)

    def _steps(self, node: int, way: Way, space: Space) -> Steps:
        layout, then = space.at[node], space.at[way.target]
        here, after = layout.matters, then.matters
        maps = dict(way.maps)
        values, domains = self.graph.values[node], self.graph.domains
        moves, folds = [], []
        given: list[tuple[int, int]] = []
        stay = []
        for slot in slots_of(here & after):
            if (map_ := maps.get(slot)) is None:
                stay.append(slot)
                continue
            becomes = domains.image(map_, domains.of(values, slot))
            if becomes & (becomes - 1) == 0:
                folds.append(space.folding(slot, layout))
                given.append((slot, becomes.bit_length() - 1))
            else:
                stay.append(slot)
                moves.append(space.mapping(slot, map_, layout))
        folds += [space.folding(slot, layout) for slot in slots_of(here & ~after)]
        for slot in slots_of(after & ~here):
            becomes = domains.of(values, slot)
            if slot in maps:
                becomes = domains.image(maps[slot], becomes)
            given.append((slot, becomes.bit_length() - 1))
        brought = list(space.moving(stay, layout, then))
        shift = sum(value * then.strides[slot] for slot, value in given)
        always = way.guard is self.logic.always
        mask = None if always else space.mask(way.guard, layout)
        return Steps(way.target, mask, moves, folds, brought, shift, given)

    def _spread(self, found: Reached) -> None:
        graph, space = self.graph, found.space
        waiting = dict.fromkeys(space.at, 0)
        if graph.start not in waiting:
            return
        waiting[graph.start] = 1 << space.packed(graph.start, graph.first)
        for group in found.groups:
            steps = {
                node: [self.steps(node, way, space) for way in found.ways[node]]
                for node in group
                if waiting[node] or len(group) > 1
            }
            inside = frozenset(group)
            if len(group) == 1 and not any(each.target in inside for each in steps.get(group[0], ())):
                node = group[0]
                found.sets[node] = waiting[node]
                for each in steps.get(node, ()):
                    waiting[each.target] |= each.apply(waiting[node])
            else:
                self._circle(found, group, steps, waiting)
            for node in group:
                found.states += found.sets[node].bit_count()

    def _circle(
        self, found: Reached, group: list[int], steps: Mapping[int, list[Steps]], waiting: dict[int, int]
    ) -> None:
        """A group of nodes that lead to each other: round after round, until nothing is new."""
        inside = frozenset(group)
        fresh = {node: waiting[node] for node in group}
        sets = {node: waiting[node] for node in group}
        layers: dict[int, list[int]] = {node: [fresh[node]] for node in group}
        while any(fresh.values()):
            then = dict.fromkeys(group, 0)
            for node in group:
                if not fresh[node]:
                    continue
                for each in steps[node]:
                    after = each.apply(fresh[node])
                    if each.target in inside:
                        then[each.target] |= after
                    else:
                        waiting[each.target] |= after
            for node in group:
                fresh[node] = then[node] & ~sets[node]
                sets[node] |= fresh[node]
                layers[node].append(fresh[node])
        found.sets.update(sets)
        found.layers.update(layers)
