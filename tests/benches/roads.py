"""Roads still open: what they take to make, to keep and to ask: `python -m tests.benches.roads`."""

import json
import random
import statistics
import sys
import tempfile
import threading
import time
from collections import Counter
from itertools import pairwise
from pathlib import Path

from game.analysis.machine import Machine
from game.analysis.random_play import RandomPlays
from game.analysis.roads import Roads
from game.analysis.ruling_out import MOST_DECISIONS, roads_records
from game.analysis.table import Table
from game.cli.roads import KeptRoads
from game.core.play import replay
from game.core.state import State
from tests.benches.acts import acts_story
from tests.benches.timing import spread
from tests.test_walkthroughs import story

ROUNDS = 5
PLAYS = 40
SAMPLES = 300
EXACT = 1 << 14
"""Decisions enough to forget nothing of the real story."""


def main():
    """Print the figures: making and keeping, asking, what making does to a front end, precision."""
    table = Table(story())
    _made("the real story", table, ROUNDS)
    for scenes in (2_000, 20_000):
        _made(f"{scenes} scenes", Table(acts_story(scenes)), 1)
    _asked(table)
    exact = dict(_records(roads_records(table, EXACT)))
    for most in (EXACT, MOST_DECISIONS, MOST_DECISIONS // 4, MOST_DECISIONS // 16):
        _precision(table, most, exact)


def _records(made):
    """As they come back from a file."""
    return json.loads(json.dumps(made))


def _made(told, table, rounds):
    seconds = []
    for _ in range(rounds):
        start = time.perf_counter()
        made = roads_records(table)
        seconds.append(time.perf_counter() - start)
    sizes = [len(json.dumps(record, separators=(",", ":"))) for _, record in made]
    sys.stdout.write(
        f"roads of {told} made: {spread(seconds)}; {sum(sizes) / 1e6:.2f} MB (target 8),"
        f" the largest scene {max(sizes[1:], default=0) / 1e3:.0f} kB\n"
    )


def _asked(table):
    """Every turn of random plays, from the file, as play asks: twice, for what a choice has closed."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "stories" / "it.roads"
        kept = KeptRoads(story().digest, path, story)
        _while_made(kept)
        turns = []
        for play in RandomPlays(Machine(table), 3).plays(PLAYS):
            kept = KeptRoads(story().digest, path, story)  # each play reads its scenes anew
            steps = replay(story(), [table.decision(option) for option in play.options])
            for before, step in pairwise(steps):
                start = time.thread_time()
                kept.open(before.state)
                kept.open(step.state)
                turns.append(time.thread_time() - start)
        sys.stdout.write(f"asked at {len(turns)} turns (target 5 ms): {spread(turns)}\n")


def _while_made(kept):
    """How late a thread wakes that wants to for a moment every two milliseconds."""
    maker = threading.Thread(target=kept.make)
    late = []
    maker.start()
    while maker.is_alive():
        start = time.perf_counter()
        time.sleep(0.002)
        late.append(time.perf_counter() - start - 0.002)
    late.sort()
    sys.stdout.write(
        f"while they are made a front end waits {1000 * statistics.median(late):.1f} ms,"
        f" {1000 * late[len(late) * 99 // 100]:.1f} ms one time in a hundred\n"
    )


def _precision(table, most, exact):
    """At states that random plays come to: what is proved closed, what is open and is reached by who keeps
    to what is open by the exact roads, and what is open and closed by these."""
    roads = Roads(dict(_records(roads_records(table, most))).get)
    judge = Roads(exact.get)
    machine, chance, counted = Machine(table), random.Random(5), Counter()
    for play in RandomPlays(machine, 8).plays(SAMPLES):
        place, values = machine.begin()
        for option in play.options[: chance.randrange(len(play.options))]:
            place = machine.take(option, values)
        state = _state(table, place, values)
        still, truly = roads.open(state), judge.open(state)
        for ending in roads.endings:
            if ending not in still:
                counted["proved closed"] += 1
            elif ending in truly and _reached(table, machine, judge, (place, values), ending, chance):
                counted["open and reached"] += 1
            else:
                counted["open and undecided"] += 1
    whole = sum(counted.values())
    shares = ", ".join(
        f"{name} {counted[name] / whole:.2%}" for name in ("open and reached", "proved closed")
    )
    sys.stdout.write(
        f"with {most} decisions a scene and ending, of {whole}: {shares},"
        f" open and undecided {counted['open and undecided'] / whole:.2%}\n"
    )


def _reached(table, machine, roads, state, ending, chance):
    place, values = state[0], list(state[1])
    while not table.places[place].ending:
        ways = []
        for option in machine.open(place, values):
            then = list(values)
            to = machine.take(option, then)
            if table.places[to].name == ending or ending in (roads.open(_state(table, to, then)) or ()):
                ways.append((to, then))
        if not ways:
            return False
        place, values = chance.choice(ways)
    return table.places[place].name == ending


def _state(table, place, values):
    told = {"variable": {}, "seen": set(), "chosen": set()}
    for slot, value in zip(table.slots, values, strict=True):
        if slot.kind == "variable":
            told["variable"][slot.name] = value + slot.low
        elif value:
            told[slot.kind].add(slot.name)
    name = table.places[place].name
    return State(name, told["variable"], frozenset(told["seen"]), frozenset(told["chosen"]))


if __name__ == "__main__":
    main()
