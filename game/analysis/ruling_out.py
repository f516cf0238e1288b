"""Making the roads of a story: backwards from every ending, the states from which it can be reached.

What leads into a set by any edge of the graph is in the set before it. Where a set would cost too much
to keep, slots are forgotten: a state is then in it if any value of these would put it there. So the sets
only ever grow, and what is outside of one is ruled out for good.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from typing import Any

from game.analysis.diagrams import EVERYTHING, NOTHING, Diagrams, Possible, TooManyDecisions
from game.analysis.graph import Graph
from game.analysis.roads import HEAD, place_record
from game.analysis.table import Table

MOST_DECISIONS = 1 << 8
"""How many decisions are kept of the set of a place and an ending: some 2^13 bits as they are written."""

MOST_BYTES = 8_000_000
"""How large all records may be together."""

FEWEST_DECISIONS = 1 << 2
"""With fewer kept a set says too little to be worth its making."""

MOST_WORK = 40_000
"""How many decisions may be made for one set before slots are forgotten on the way to it."""

MOST_ROUNDS = 100
"""How often places that lead to each other are gone through before what still grows is given up."""


class Unwanted(Exception):
    """The one who asked for the roads has gone."""


def roads_records(
    table: Table, most: int = MOST_DECISIONS, wanted: Callable[[], bool] = lambda: True
) -> list[tuple[str, Any]]:
    """The records of the roads of a story, in which no set has more than `most` decisions; with fewer
    in each if they would be too large together, and none if they would be even so. Raises Unwanted once
    they are not `wanted` any more."""
    graph = Graph(table)
    while True:
        records = list(_records(graph, most, wanted))
        if sum(len(json.dumps(each, separators=(",", ":"))) for _, each in records) <= MOST_BYTES:
            return records
        if most < FEWEST_DECISIONS:
            return []
        most //= 4


def _records(graph: Graph, most: int, wanted: Callable[[], bool]) -> Iterator[tuple[str, Any]]:
    table = graph.table
    places = table.places
    endings = [place for place in places if place.ending]
    asked = [node.number for node in graph.nodes if graph.values[node.number] and places[node.place].menu]
    sheets = {places[graph.nodes[node].place].number: _Sheet() for node in asked}
    for ending in endings:
        diagrams = Diagrams(table.logic)
        sets = _Backwards(graph, diagrams, most, wanted).sets(ending.number)
        for node in asked:
            here = graph.nodes[node]
            context = -1 if here.context is None else here.context
            sheets[here.place].add(context, diagrams, sets[node])
    split = next((n for n, slot in enumerate(table.slots) if slot.name == "~back"), None)
    slots = [[slot.kind, slot.name, slot.low] for slot in table.slots]
    yield HEAD, {"endings": [place.name for place in endings], "slots": slots, "split": split}
    for place, sheet in sheets.items():
        yield place_record(places[place].name), sheet.record()


class _Sheet:
    """The record of a place while it is written: what endings have in common stands there once."""

    def __init__(self) -> None:
        self._numbers: dict[tuple[int, ...], int] = {}
        self._roots: dict[int, list[int]] = {}

    def add(self, context: int, diagrams: Diagrams, diagram: int) -> None:
        """Write down the set of the next ending."""
        known = {NOTHING: NOTHING, EVERYTHING: EVERYTHING}
        for each in diagrams.below(diagram):
            slot, follow = diagrams.nodes[each]
            content = (slot, *(known[then] for then in follow))
            known[each] = self._numbers.setdefault(content, len(self._numbers) + 2)
        self._roots.setdefault(context, []).append(known[diagram])

    def record(self) -> Any:
        """All that was written down."""
        return {"decisions": [list(each) for each in self._numbers], "roots": list(self._roots.items())}


class _Backwards:
    """The sets of one ending."""

    def __init__(self, graph: Graph, diagrams: Diagrams, most: int, wanted: Callable[[], bool]) -> None:
        self.graph = graph
        self.diagrams = diagrams
        self.most = most
        self.wanted = wanted

    def sets(self, ending: int) -> list[int]:
        """For every node the states from which the ending may be reached."""
        graph = self.graph
        found = [
            EVERYTHING if node.place == ending and graph.values[node.number] else NOTHING
            for node in graph.nodes
        ]
        for group in reversed(graph.order):
            alone = len(group) == 1 and all(edge.target != group[0] for edge in graph.edges[group[0]])
            for round_ in range(MOST_ROUNDS):
                grown = False
                for node in reversed(group):
                    if not self.wanted():
                        raise Unwanted
                    after = EVERYTHING if round_ == MOST_ROUNDS - 1 else self._set(node, found)
                    grown = grown or after != found[node]
                    found[node] = after
                if alone or not grown:
                    break
        return found

    def _set(self, node: int, sets: list[int]) -> int:
        """What the set of a node grows to by those that it leads to."""
        if sets[node] == EVERYTHING or not any(sets[edge.target] for edge in self.graph.edges[node]):
            return sets[node]
        for kept in (self.most, min(self.most, FEWEST_DECISIONS)):
            self.diagrams.most = len(self.diagrams.nodes) + MOST_WORK
            try:
                return self._grown(node, sets, kept)
            except TooManyDecisions:
                continue
        return EVERYTHING

    def _grown(self, node: int, sets: list[int], kept: int) -> int:
        graph, diagrams = self.graph, self.diagrams
        found = sets[node]
        for edge in graph.edges[node]:
            if not (after := sets[edge.target]):
                continue
            if kept < self.most:
                after = self._cut(after, self._possible(edge.target), kept)
            before = diagrams.before(after, dict(edge.maps))
            found = diagrams.either(found, diagrams.both(diagrams.of(edge.guard), before))
        possible = self._possible(node)
        return self._cut(diagrams.trimmed(found, possible), possible, kept)

    def _possible(self, node: int) -> Possible:
        values, domains = self.graph.values[node], self.graph.domains
        return lambda slot: domains.of(values, slot)

    def _cut(self, diagram: int, possible: Possible, kept: int) -> int:
        """A set of no more than the decisions that may be kept, in which is all that is in this one: the
        slot that adds the least for what it saves is forgotten first."""
        diagrams = self.diagrams
        size = len(diagrams.below(diagram))
        while size > kept:
            share = diagrams.share(diagram, possible)
            ways = []
            for slot in diagrams.asks(diagram):
                after = diagrams.trimmed(diagrams.without(diagram, slot, possible), possible)
                smaller = len(diagrams.below(after))
                added = diagrams.share(after, possible) - share
                if smaller < size:
                    ways.append((added / (size - smaller), slot, after))
            if not ways:
                return EVERYTHING
            diagram = min(ways)[2]
            size = len(diagrams.below(diagram))
        return diagram
