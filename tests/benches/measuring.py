"""What `measure` takes: `python -m tests.benches.measuring`."""

import sys
import time

from game.analysis.table import Table
from game.authoring.measure.measure import measure
from game.authoring.measure.part import WHOLE
from game.authoring.measure.passages import Passages
from game.authoring.measure.plays import Plays
from game.authoring.measure.tallies import Tallies
from game.loading.load import load
from tests.benches.timing import ROOT, spread

ROUNDS = 5
PLAYS = 2_000
ALL = 10_000


def main():
    """Print the figures: plays of the real story of which every word is read, and all that is measured."""
    loaded = load(ROOT / "story")
    assert loaded.story is not None
    _read(loaded.story)
    seconds = []
    for seed in range(ROUNDS):
        start = time.perf_counter()
        measure(loaded.story, loaded.places, plays=ALL, seed=seed)
        seconds.append(time.perf_counter() - start)
    sys.stdout.write(f"measure of the real story, {ALL:,} plays: {spread(seconds)} (target 10,000)\n")


def _read(story):
    table = Table(story)
    passages, tallies = Passages(table, WHOLE), Tallies(table)
    for _ in Plays(table, passages, tallies, 1).plays(PLAYS):
        pass
    rates = []
    for seed in range(ROUNDS):
        start = time.perf_counter()
        choices = sum(len(run.options) for run in Plays(table, passages, tallies, seed).plays(PLAYS))
        rates.append(choices / (time.perf_counter() - start))
    middle = sorted(rates)[ROUNDS // 2]
    sys.stdout.write(
        f"random play of which every word is read: {middle:,.0f} choices a second"
        f" [{min(rates):,.0f} - {max(rates):,.0f}] (target 250,000)\n"
    )


if __name__ == "__main__":
    main()
