"""An ending that is called closed has no continuation, whatever had to be forgotten to say so."""

import json
import random
from collections import Counter

import pytest

from game.analysis import graph, ruling_out, turning
from game.analysis.diagrams import Diagrams
from game.analysis.machine import Machine
from game.analysis.random_play import RandomPlays
from game.analysis.roads import HEAD, Roads, place_record
from game.analysis.ruling_out import MOST_BYTES, MOST_DECISIONS, Unwanted, roads_records
from game.analysis.table import Table
from game.core.play import replay
from game.core.state import State
from tests.analysis.plain_search import TooMany, search
from tests.analysis.stories import draw, weigh

STORIES = 400
WEIGHING = 200


def mixed(seed):
    return draw(seed, scenes=9, variables=6, spine=seed % 3 > 0)[0]


def state_of(table, place, values):
    """The state of `core` that a state of the table stands for."""
    told = {"variable": {}, "seen": set(), "chosen": set()}
    for slot, value in zip(table.slots, values, strict=True):
        if slot.kind == "variable":
            told["variable"][slot.name] = value + slot.low
        elif value:
            told[slot.kind].add(slot.name)
    name = table.places[place].name
    return State(name, told["variable"], frozenset(told["seen"]), frozenset(told["chosen"]))


def continuations(table, found):
    """For every state that plain search finds, the endings that some continuation of it ends in."""
    into, ends = {}, {state: set() for state in found}
    for state, then in found.items():
        for each in then:
            into.setdefault(each, []).append(state)
    for place in (each for each in table.places if each.ending):
        waiting = [state for state in found if state[0] == place.number]
        good = set(waiting)
        for state in waiting:
            ends[state].add(place.name)
            for before in into.get(state, ()):
                if before not in good:
                    good.add(before)
                    waiting.append(before)
    return ends


def roads_of(table, most=MOST_DECISIONS):
    # as it comes back from a file
    records = {name: json.loads(json.dumps(record)) for name, record in roads_records(table, most)}
    return Roads(records.get)


def compared(seeds, drawn, most):
    """How often an ending was called open or closed, and was; and every closed one that was not, and
    every one that was closed and is open again after a choice."""
    counted, wrong = Counter(), []
    for seed in seeds:
        table = Table(drawn(seed))
        try:
            found = search(table, most=3_000)
        except TooMany:
            counted["too many"] += 1
            continue
        roads = roads_of(table, most(seed))
        opened = {}
        for (place, values), ends in continuations(table, found).items():
            if not table.places[place].menu:
                continue
            counted["states"] += 1
            still = opened[place, values] = roads.open(state_of(table, place, values))
            if still is None:
                wrong.append((seed, table.places[place].name, values))
                continue
            for ending in roads.endings:
                counted[ending in still, ending in ends] += 1
                if ending in ends and ending not in still:
                    wrong.append((seed, table.places[place].name, values, ending))
        for state, then in found.items():
            for each in then:
                before, after = opened.get(state), opened.get(each)
                if before is not None and after is not None and not after <= before:
                    wrong.append((seed, state, each))
    return counted, wrong


KEPT = (0, 1, 2, 4, 8)


@pytest.mark.parametrize(("drawn", "seeds"), [(mixed, STORIES), (weigh, WEIGHING)])
def test_an_ending_is_open_where_a_continuation_ends_in_it_and_nowhere_else(drawn, seeds):
    counted, wrong = compared(range(seeds), drawn, lambda _: MOST_DECISIONS)
    assert not wrong, wrong[:3]
    assert counted[True, False] == 0
    assert counted[True, True] > 1000
    assert counted[False, False] > 1000


@pytest.mark.parametrize(("drawn", "seeds"), [(mixed, STORIES), (weigh, WEIGHING)])
def test_no_ending_called_closed_has_a_continuation_where_little_may_be_kept(drawn, seeds):
    counted, wrong = compared(range(seeds), drawn, lambda seed: KEPT[seed % len(KEPT)])
    assert not wrong, wrong[:3]
    assert counted[True, False] > 20, "next to nothing was ever forgotten"
    assert counted[False, False] > counted[True, False]


def test_nor_where_there_is_hardly_any_time(monkeypatch):
    monkeypatch.setattr(ruling_out, "MOST_WORK", 4)
    monkeypatch.setattr(ruling_out, "MOST_ROUNDS", 2)
    counted, wrong = compared(range(STORIES // 2), mixed, lambda _: MOST_DECISIONS)
    assert not wrong, wrong[:3]
    assert counted[True, False] > 20


def saturates_one_too_low(monkeypatch):
    def map_(self, change):
        found = right(self, change)
        saturates = len(set(found)) > 1 and found[-1] == found[-2]
        return (*found[:-1], found[-1] - 1) if saturates else found

    right = turning.Turner.map
    monkeypatch.setattr(turning.Turner, "map", map_)


def goes_the_maps_forwards(monkeypatch):
    def before(self, diagram, maps):
        return right(self, diagram, {slot: tuple(reversed(map_)) for slot, map_ in maps.items()})

    right = Diagrams.before
    monkeypatch.setattr(Diagrams, "before", before)


def forgets_by_the_first_value(monkeypatch):
    def without(self, diagram, slot, possible):
        least = possible(slot) & -possible(slot)
        return right(self, diagram, slot, lambda _: least)

    right = Diagrams.without
    monkeypatch.setattr(Diagrams, "without", without)


def leaves_out_the_last_edge(monkeypatch):
    def draw_(self):
        right(self)
        for edges in self.edges:
            if len(edges) > 1:
                edges.pop()

    right = graph.Graph._draw
    monkeypatch.setattr(graph.Graph, "_draw", draw_)


def goes_round_circles_once(monkeypatch):
    monkeypatch.setattr(ruling_out, "range", lambda _: range(1), raising=False)


DEFECTS = [
    saturates_one_too_low,
    goes_the_maps_forwards,
    forgets_by_the_first_value,
    leaves_out_the_last_edge,
    goes_round_circles_once,
]


@pytest.mark.parametrize("plant", DEFECTS)
def test_a_planted_defect_is_caught(monkeypatch, plant):
    plant(monkeypatch)
    assert any(
        compared(range(first, first + 100), drawn, most)[1]
        for drawn, stories in ((weigh, WEIGHING), (mixed, STORIES))
        for first in range(0, stories, 100)
        for most in (lambda _: MOST_DECISIONS, lambda seed: KEPT[seed % len(KEPT)])
    )


# The real story


@pytest.fixture(scope="module")
def real(real_story):
    table = Table(real_story)
    return table, roads_of(table)


def played(table, seed, count):
    """The decisions of random plays of a story, and the ending of each."""
    for play in RandomPlays(Machine(table), seed).plays(count):
        yield [table.decision(option) for option in play.options], table.places[play.place].name


def test_the_ending_of_a_run_was_never_called_closed_on_the_way(real_story, real):
    table, roads = real
    ends = Counter()
    for decisions, ending in played(table, 9, 150):
        before = set(roads.endings)
        for step in replay(real_story, decisions)[:-1]:
            still = roads.open(step.state)
            assert ending in still
            assert still <= before
            before = still
        ends[ending] += 1
    assert len(ends) > 4


def reached(table, machine, roads, place, values, ending, chance):
    """Whether a run comes to an ending by choices after which it is still open."""
    values = list(values)
    for _ in range(500):
        here = table.places[place]
        if here.ending:
            return here.name == ending
        after = []
        for option in machine.open(place, values):
            then = list(values)
            to = machine.take(option, then)
            still = roads.open(state_of(table, to, then))
            if table.places[to].name == ending or (still and ending in still):
                after.append((to, then))
        if not after:
            return False
        place, values = chance.choice(after)
    return False


def test_what_is_open_in_the_real_story_can_be_reached(real):
    """Precision, on states that random plays come to: an open ending is reached by who keeps to choices
    that leave it open."""
    table, roads = real
    machine, chance = Machine(table), random.Random(4)
    counted = Counter()
    for play in RandomPlays(machine, 10).plays(25):
        place, values = machine.begin()
        at = chance.randrange(len(play.options))
        for option in play.options[:at]:
            place = machine.take(option, values)
        still = roads.open(state_of(table, place, values))
        for ending in roads.endings:
            if ending not in still:
                counted["proved closed"] += 1
            elif reached(table, machine, roads, place, values, ending, chance):
                counted["open and reached"] += 1
            else:
                counted["open and undecided"] += 1
    assert counted["open and undecided"] < counted.total() / 20
    assert counted["proved closed"] > 25
    assert counted["open and reached"] > 25


def test_all_endings_are_open_at_the_beginning(real_story, real):
    _, roads = real
    assert roads.open(replay(real_story, [])[-1].state) == set(real_story.endings)


def test_the_records_of_the_real_story_are_small(real_story):
    sizes = [len(json.dumps(record)) for _, record in roads_records(Table(real_story))]
    assert sum(sizes) < 1_000_000
    assert max(sizes) < 100_000


# Limits and damage


def test_records_that_would_be_too_large_are_made_smaller(monkeypatch):
    table = Table(mixed(5))
    whole = json.dumps(roads_records(table))
    monkeypatch.setattr(ruling_out, "MOST_BYTES", len(whole) * 2 // 3)
    assert 0 < len(json.dumps(roads_records(table))) < len(whole)
    monkeypatch.setattr(ruling_out, "MOST_BYTES", 10)
    assert roads_records(table) == []
    assert MOST_BYTES == 8_000_000


def test_making_them_stops_when_nobody_wants_them_any_more():
    asked = iter([True] * 5)
    with pytest.raises(Unwanted):
        roads_records(Table(mixed(5)), wanted=lambda: next(asked, False))


def test_nothing_is_said_of_a_scene_that_is_not_there():
    table = Table(mixed(5))
    assert roads_of(table).open(State("nowhere", {})) is None


@pytest.mark.parametrize(
    "damage",
    [
        lambda record: [],
        lambda record: {"decisions": record["decisions"]},
        lambda record: {**record, "decisions": [[0, 2, 2]]},
        lambda record: {**record, "decisions": [[999, 0, 1]]},
        lambda record: {**record, "decisions": [["x", 0, 1]]},
        lambda record: {**record, "roots": [[-1, [7]]]},
        lambda record: {**record, "roots": [[-1, [1] * 50]]},
    ],
)
def test_a_record_that_is_none_is_refused(damage):
    table = Table(mixed(5))
    records = dict(roads_records(table))
    place = next(name for name in records if name != HEAD)
    records[place] = damage(records[place])
    name = next(each.name for each in table.places if place_record(each.name) == place)
    with pytest.raises(ValueError, match="no record"):
        Roads(records.get).open(State(name, {}))


def test_records_without_a_head_are_refused():
    with pytest.raises(ValueError, match="no roads"):
        Roads({}.get)
