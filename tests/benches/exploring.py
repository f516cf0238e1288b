"""What `explore` takes, and what it settles: `python -m tests.benches.exploring`."""

import sys
import time
from collections import Counter

from game.analysis.machine import Machine
from game.analysis.questions import questions
from game.analysis.random_play import RandomPlays
from game.analysis.settling import Settling
from game.analysis.table import Table
from game.loading.collecting import uncollected
from game.loading.load import load
from tests.benches.acts import acts_story
from tests.benches.timing import ROOT, spread

ROUNDS = 5
PLAYS = 5_000


def main():
    """Print the figures: random play, then every question about the real story and about stories of
    acts, whose every state is counted."""
    loaded = load(ROOT / "story")
    assert loaded.story is not None
    _plays(loaded.story)
    _explored("the real story", loaded.story, ROUNDS)
    for scenes in (2_000, 20_000):
        story = acts_story(scenes)
        _explored(f"{scenes} scenes", story, ROUNDS)
        _counted(scenes, story)


def _plays(story):
    machine = Machine(Table(story))
    list(RandomPlays(machine, 1).plays(PLAYS // 10))
    rates = []
    for seed in range(ROUNDS):
        start = time.perf_counter()
        choices = sum(len(play.options) for play in RandomPlays(machine, seed).plays(PLAYS))
        rates.append(choices / (time.perf_counter() - start))
    low, high = min(rates), max(rates)
    middle = sorted(rates)[ROUNDS // 2]
    sys.stdout.write(
        f"random play of the real story: {middle:,.0f} choices a second [{low:,.0f} - {high:,.0f}]"
        " (target 250,000)\n"
    )


def _explored(told, story, rounds):
    seconds = []
    for _ in range(rounds):
        with uncollected():
            start = time.perf_counter()
            settled = Settling(Table(story)).settle()
            seconds.append(time.perf_counter() - start)
    out = sys.stdout.write
    verdicts = Counter((each.question.kind, each.verdict) for each in settled.answers)
    unknown = sum(number for (_, verdict), number in verdicts.items() if verdict == "unknown")
    bits, scene = settled.largest
    out(f"explore of {told}: {spread(seconds)}\n")
    out(
        f"  {len(settled.answers):,} questions, {1 - unknown / len(settled.answers):.2%} settled;"
        f" {settled.plays:,} plays, {settled.states:,} states, at most 2^{bits:g} in a place ({scene})\n"
    )
    for kind, verdict in sorted(verdicts):
        out(f"  {kind} {verdict}: {verdicts[kind, verdict]:,}\n")


def _counted(scenes, story):
    """The sets alone: states a second where every state is counted."""
    table = Table(story)
    asked = questions(table)
    seconds = []
    with uncollected():
        for _ in range(ROUNDS):
            settling = Settling(table, asked=asked)
            slice_ = settling.slicer.whole()
            start = time.perf_counter()
            reached = settling.reach.reach(slice_)
            seconds.append(time.perf_counter() - start)
    rate = reached.states / sorted(seconds)[ROUNDS // 2] / 1e6
    sys.stdout.write(
        f"  the sets of {scenes} scenes alone: {spread(seconds)}, {reached.states:,} states,"
        f" {rate:,.0f} million a second (target 100)\n"
    )


if __name__ == "__main__":
    main()
