"""Whether a run can always come to an ending: what is sure without looking, what sets prove, and what
a run that cannot go on shows."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from game.analysis.formula import Formula
from game.analysis.graph import Graph
from game.analysis.machine import Machine
from game.analysis.reach import Reach, Reached, Steps, Way
from game.analysis.slicing import Slicer
from game.core.value import dataclass

REFINEMENTS = 40
"""How often more is told apart to prove that runs can finish."""

MOST_STATES = 20_000
"""How many states are searched from one for an ending."""


@dataclass(frozen=True, slots=True)
class Finishing:
    """Sets of states at the unsure nodes: those that may be reached, and of them those from which it is
    not proved that an ending can be. Where the sets are exact, none can."""

    reached: Reached
    stuck: Mapping[int, int]


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


def finishing(reach: Reach, unsure: frozenset[int], kept: int = -1) -> Finishing:
    """The states at unsure nodes from which an ending may not be reached, with only the `kept` slots
    told apart. Raises OverBudget."""
    slice_ = reach.slicer.towards(dict.fromkeys(unsure, ()), unsure)
    reached = reach.reach(slice_, kept)
    ways = {node: list(_ways(reach, reached, unsure, node)) for node in unsure}
    good = dict.fromkeys(unsure, 0)
    for group in reversed(reached.groups):
        again = True
        while again:
            again = False
            for node in reversed(group):
                if node not in unsure or not reached.sets[node]:
                    continue
                found = good[node] | _leads(ways[node], good, reached, node)
                if found != good[node]:
                    good[node] = found
                    again = len(group) > 1 or any(each.steps.target == node for each in ways[node])
    return Finishing(reached, {node: reached.sets[node] & ~good[node] for node in unsure})


@dataclass(slots=True, eq=False)
class _Onward:
    """Ways that are one as far as is told apart: where they are open whatever the other slots are, and
    where they may be. Those that leave the unsure nodes lead to an ending for sure."""

    steps: Steps
    leaves: bool
    must: int
    may: int


def _ways(reach: Reach, reached: Reached, unsure: frozenset[int], node: int) -> Iterator[_Onward]:
    graph, logic, deciding = reach.graph, reach.logic, reach.slicer.deciding
    layout = reached.space.at[node]
    guards: dict[tuple[object, ...], list[Formula]] = {}
    kinds: dict[tuple[object, ...], Way] = {}
    for edge in graph.edges[node]:
        leaves = edge.target not in unsure
        maps = () if leaves else tuple(m for m in edge.maps if reached.matters[edge.target] >> m[0] & 1)
        key: tuple[object, ...] = () if leaves else (edge.target, maps)
        guards.setdefault(key, []).append(edge.guard)
        kinds.setdefault(key, Way(node if leaves else edge.target, logic.always, maps, []))
    everything = logic.some(guard for each in guards.values() for guard in each)
    for key, way in kinds.items():
        guard = logic.some(guards[key])
        yield _Onward(
            reach.steps(node, way, reached.space),
            not key,
            _certain(reach, reached, node, guard),
            reached.space.mask(deciding.without(guard, reached.matters[node], graph.values[node]), layout),
        )
    # what holds if some way or other is open for sure
    yield _Onward(Steps(-1, None, [], [], [], 0, []), False, _certain(reach, reached, node, everything), 0)


def _certain(reach: Reach, reached: Reached, node: int, guard: Formula) -> int:
    """The packed states where a guard holds whatever the slots are that are not told apart."""
    logic, layout = reach.logic, reached.space.at[node]
    fails = reach.slicer.deciding.without(
        logic.opposite(guard), reached.matters[node], reach.graph.values[node]
    )
    return reached.space.mask(logic.opposite(fails), layout)


def _leads(ways: Sequence[_Onward], good: Mapping[int, int], reached: Reached, node: int) -> int:
    """The states that lead to good ones: by a way that is open for sure, or because some way is open for
    sure and all that may be open do."""
    *each_way, anyhow = ways
    every = anyhow.must
    found = 0
    for each in each_way:
        if each.leaves:
            found |= each.must
            continue
        before = each.steps.back(good[each.steps.target], reached.space, node)
        found |= each.must & before
        every &= ~each.may | before
    return (found | every) & reached.sets[node]


def blamed(reach: Reach, found: Finishing, kept: int) -> int:
    """The slots to tell apart next: those that decide what is open at the last node where some state is
    not yet proved to finish, and that are not told apart."""
    graph = reach.graph
    for group in reversed(found.reached.groups):
        for node in reversed(group):
            if not found.stuck.get(node):
                continue
            asked = 0
            for edge in graph.edges[node]:
                asked |= reach.logic.reads(edge.guard)
            if asked & ~kept:
                return asked & ~kept
    return 0


def asked_at_traps(graph: Graph, unsure: frozenset[int]) -> int:
    """What decides at those unsure nodes of which all ways lead to sure ones: there it begins."""
    found = 0
    for node in unsure:
        edges = graph.edges[node]
        if not any(edge.target in unsure for edge in edges):
            for edge in edges:
                found |= graph.logic.reads(edge.guard)
    return found


def doomed(machine: Machine, run: Sequence[int]) -> Iterator[tuple[int, int]]:
    """Where no ending can be reached any more on a run that cannot go on, from its end back: after how
    many of its choices, and the place."""
    place, values = machine.begin()
    states = [(place, tuple(values))]
    for option in run:
        place = machine.take(option, values)
        states.append((place, tuple(values)))
    for length in range(len(run), -1, -1):
        place, held = states[length]
        if finishes(machine, place, held) is not False:
            return
        yield length, place


def finishes(machine: Machine, place: int, values: Sequence[int]) -> bool | None:
    """Whether an ending can be reached from a state, by plain search; None if there is too much to
    search."""
    places = machine.table.places
    first = (place, tuple(values))
    seen = {first}
    waiting = [first]
    while waiting:
        here, held = waiting.pop()
        if places[here].ending:
            return True
        for option in machine.open(here, list(held)):
            after = list(held)
            state = (machine.take(option, after), tuple(after))
            if state not in seen:
                if len(seen) >= MOST_STATES:
                    return None
                seen.add(state)
                waiting.append(state)
    return False
