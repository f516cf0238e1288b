"""What a turn costs and what of it is the device: `python -m tests.benches.turns`."""

import statistics
import sys
import tempfile
import time
from pathlib import Path

from game.core.play import begin, choose, present
from game.loading.load import load
from tests.benches.timing import ROOT, spread
from tests.benches.walks import walks


def main():
    """Print the figures: rules alone over every walkthrough, then whole turns of a kept session."""
    story = load(ROOT / "story").story
    assert story is not None
    seconds = []
    for decisions in walks().values():
        state = begin(story).state
        for decision in decisions:
            start = time.perf_counter()
            state = choose(story, state, decision.rpartition(".")[2]).state
            present(story, state)
            seconds.append(time.perf_counter() - start)
    out = sys.stdout.write
    out(f"choose and present, {len(seconds)} turns of the real story: {spread(seconds)}\n")
    turns, waited = kept_turns(story)
    rest = [whole - device for whole, device in zip(turns, waited, strict=True)]
    out(f"choose, keep and view, {len(turns)} turns: {spread(turns)}\n")
    out(f"  waiting for the device: {spread(waited)}; besides it: {spread(rest)} (target 2 ms)\n")
    out(f"  the device's share: {statistics.median(waited) / statistics.median(turns):.0%}\n")


def kept_turns(story):
    """Seconds of each turn of a session that keeps its run, and what of it was waiting."""
    from game.play.session import Session
    from game.runs.shelf import Shelf
    from tests.benches.saves import TimedDisk

    turns, waited = [], []
    with tempfile.TemporaryDirectory(dir=Path.cwd()) as name:
        for number, decisions in enumerate(walks().values()):
            disk = TimedDisk()
            opened = Shelf(Path(name) / "saves", disk).create(story, f"Run {number}")
            session = Session(story, opened.run, opened)
            for decision in decisions:
                disk.waited = 0.0
                start = time.perf_counter()
                session.choose(decision.rpartition(".")[2])
                session.view()
                turns.append(time.perf_counter() - start)
                waited.append(disk.waited)
    return turns, waited


if __name__ == "__main__":
    main()
