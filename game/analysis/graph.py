"""The graph of a table: what leads to what, under which condition, and what may be where.

A node is a place; the scenes that calls and events share are nodes once for each place that `back`
leads them to, because the states of one have nothing to do with those of the other. An edge is one
way through a choice or a flow, up to and with the arrival at the next node. For each node the values
that each slot may have are known roughly: without regard for what they have to do with each other.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from game.analysis.components import components
from game.analysis.domains import Domains
from game.analysis.formula import Formula, Logic
from game.analysis.table import Deeds, Place, Put, Table, turned
from game.analysis.turning import Map, Maps, Turner
from game.core.value import dataclass

FLOW = -1


@dataclass(frozen=True, slots=True, eq=False)
class Node:
    """A place in a context: the values of the slots that were split away there."""

    number: int
    place: int
    context: int | None


@dataclass(slots=True, eq=False)
class Edge:
    """From node to node in the states where `guard` holds, which `maps` then change. `option` is the
    choice taken, or FLOW; `arm` tells which of its arms."""

    source: int
    target: int
    guard: Formula
    maps: tuple[tuple[int, Map], ...]
    option: int
    arm: int


class Graph:
    """The nodes that may be reached from the beginning, and the edges that may be gone, as far as can
    be told from each slot by itself. `values[node]` packs the values that every slot may have."""

    def __init__(self, table: Table, asked: Iterable[tuple[int, Formula]] = ()) -> None:
        """`asked` are formulas about places that will be asked of this graph."""
        self.table = table
        self.logic: Logic = table.logic
        self.turner = Turner(table.logic)
        self.domains = Domains(table.logic)
        self._split = _split_slot(table)
        self._split_live = _live(table, self._split, asked)
        self.nodes: list[Node] = []
        self.edges: list[list[Edge]] = []
        self._numbers: dict[tuple[int, int | None], int] = {}
        self.first = self._first_values()
        self.start = self._node(table.start, None if self._split is None else self.first[self._split])
        self._draw()
        self.order = components([[edge.target for edge in edges] for edges in self.edges], [self.start])
        """Strongly connected nodes, in topological order."""
        self.values: list[int] = [0] * len(self.nodes)
        self._spread()
        self._trim()

    # Nodes and edges

    def _first_values(self) -> tuple[int, ...]:
        """The state at the start, after its arrival."""
        table = self.table
        return tuple(turned(table.places[table.start].arrive, table.first, table.logic.sizes))

    def _node(self, place: int, context: int | None) -> int:
        context = context if self._split_live[place] else None
        key = (place, context)
        if (found := self._numbers.get(key)) is None:
            found = self._numbers[key] = len(self.nodes)
            self.nodes.append(Node(found, place, context))
            self.edges.append([])
        return found

    def _draw(self) -> None:
        """Every node that edges lead to, and the edges of every node."""
        places = self.table.places
        done = 0
        while done < len(self.nodes):
            node = self.nodes[done]
            done += 1
            place = places[node.place]
            for guard, deeds, to, option, arm in self._ways(place):
                held = self.here(node, guard)
                if held is self.logic.never:
                    continue
                for condition, maps in self.turner.transitions(deeds, held):
                    self._edge(node, self.here(node, condition), maps, to, option, arm)

    def here(self, node: Node, formula: Formula) -> Formula:
        """What is left of a formula where the context is known."""
        if node.context is None or self._split is None:
            return formula
        return self.logic.fix(formula, self._split, node.context)

    def _ways(self, place: Place) -> Iterator[tuple[Formula, list[Deeds], int, int, int]]:
        places, logic = self.table.places, self.logic
        leaving = [Deeds(place.leaving)] if place.leaving else []
        for option in place.options:
            for number, held in enumerate(taken(logic, option.open, [arm.condition for arm in option.arms])):
                arm = option.arms[number]
                if arm.to is None:
                    yield held, list(arm.deeds), place.number, option.number, number
                else:
                    deeds = [*arm.deeds, *leaving, places[arm.to].arrive]
                    yield held, deeds, arm.to, option.number, number
        for number, held in enumerate(taken(logic, logic.always, [way.condition for way in place.ways])):
            way = place.ways[number]
            yield held, [*leaving, places[way.to].arrive], way.to, FLOW, number

    def _edge(self, node: Node, guard: Formula, maps: Maps, to: int, option: int, arm: int) -> None:
        if guard is self.logic.never:
            return
        kept = dict(maps)
        context: int | None = None
        if self._split is not None:
            map_ = kept.pop(self._split, None)
            context = node.context if map_ is None else map_[0]
        target = self._node(to, context)
        self.edges[node.number].append(Edge(node.number, target, guard, tuple(kept.items()), option, arm))

    # Values

    def _spread(self) -> None:
        """The values that each slot may have at each node: forward until nothing is added."""
        values, domains = self.values, self.domains
        values[self.start] = domains.packed(self.first)
        for group in self.order:
            again = len(group) > 1 or any(edge.target == group[0] for edge in self.edges[group[0]])
            inside = frozenset(group)
            waiting = list(group)
            for node in waiting:
                if not values[node]:
                    continue
                for edge in self.edges[node]:
                    after = domains.moved(values[node], edge.guard, edge.maps)
                    joined = values[edge.target] | after
                    if joined != values[edge.target]:
                        values[edge.target] = joined
                        if again and edge.target in inside:
                            waiting.append(edge.target)

    def _trim(self) -> None:
        """Leave out what can never be, and of every guard what always holds there."""
        domains = self.domains
        for node, edges in enumerate(self.edges):
            here = self.values[node]
            kept = []
            for edge in edges if here else ():
                guard = domains.trimmed(edge.guard, here)
                if guard is not self.logic.never:
                    edge.guard = guard
                    kept.append(edge)
            self.edges[node] = kept
        # nodes that nothing reaches have no values; they stay, without edges
        self.order = [
            group for group in ([n for n in each if self.values[n]] for each in self.order) if group
        ]

    def after(self, edge: Edge, values: list[int]) -> None:
        """Change the values of a state as an edge does."""
        for slot, map_ in edge.maps:
            values[slot] = map_[values[slot]]
        context = self.nodes[edge.target].context
        if self._split is not None and context is not None:
            values[self._split] = context

    def trimmed(self, node: int, formula: Formula) -> Formula:
        """What is left of a formula at a node, where some values are known."""
        return self.domains.trimmed(self.here(self.nodes[node], formula), self.values[node])

    @property
    def at(self) -> dict[int, list[int]]:
        """The nodes of each place that may be reached."""
        found: dict[int, list[int]] = {}
        for node in self.nodes:
            if self.values[node.number]:
                found.setdefault(node.place, []).append(node.number)
        return found


def taken(logic: Logic, open_: Formula, conditions: Sequence[Formula]) -> Iterator[Formula]:
    """Where each of several is the first that holds."""
    rest = open_
    for condition in conditions:
        if condition is logic.always:
            yield rest
            rest = logic.never
            continue
        yield logic.every((rest, condition))
        rest = logic.every((rest, logic.opposite(condition)))


def _split_slot(table: Table) -> int | None:
    """The slot that tells where `back` leads, where it is only ever given values outright."""
    slot = next((n for n, each in enumerate(table.slots) if each.name == "~back"), None)
    if slot is None:
        return None
    deeds = [place.arrive for place in table.places]
    deeds += [each for option in table.options for arm in option.arms for each in arm.deeds]
    for each in deeds:
        rows = [change for _, changes in each.rows for change in changes]
        if any(change.slot == slot for change in rows):
            return None
        if any(change.slot == slot and not isinstance(change, Put) for change in each.changes):
            return None
    return slot


def _live(table: Table, slot: int | None, asked: Iterable[tuple[int, Formula]]) -> list[bool]:
    """The places from which something may still ask about a slot before it is given a value."""
    live = [False] * len(table.places)
    if slot is not None:
        for number, formula in asked:
            live[number] = live[number] or bool(table.logic.reads(formula) >> slot & 1)
    again = slot is not None
    while again:
        again = False
        for place in reversed(table.places):
            if not live[place.number] and _read(table, live, place, slot or 0):
                live[place.number] = again = True
    return live


def _read(table: Table, live: list[bool], place: Place, slot: int) -> bool:
    """Whether a place asks about the slot, or leads where something does."""
    reads, bit = table.logic.reads, 1 << slot

    def asked(deeds: Sequence[Deeds], after: bool) -> bool:
        for each in reversed(deeds):
            after = after or any(reads(condition) & bit for condition, _ in each.rows)
            if any(change.slot == slot for change in each.changes):
                after = False
        return after

    def enters(to: int | None) -> bool:
        if to is None:
            return live[place.number]
        return asked((table.places[to].arrive,), live[to])

    if any(reads(way.condition) & bit or enters(way.to) for way in place.ways):
        return True
    return any(
        reads(option.open) & bit
        or any(reads(arm.condition) & bit or asked(arm.deeds, enters(arm.to)) for arm in option.arms)
        for option in place.options
    )
