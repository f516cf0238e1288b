"""What keeping runs costs: `python -m tests.benches.saves`. Medians, in milliseconds."""

import os
import statistics
import sys
import tempfile
import time
from dataclasses import replace
from pathlib import Path

from game.core.play import begin, choose, present
from game.runs.disk import PosixDisk
from game.runs.file import Run, encode
from game.runs.journal import Decision, decide
from game.runs.names import new_id
from game.runs.record import begun, record
from game.runs.restore import restore
from game.runs.shelf import Shelf
from tests.runs.small import STORY, played

RUNS, SAVES, ROUNDS, DECISIONS = 1_000, 200, 5, 75


class TimedDisk(PosixDisk):
    """A disk that knows how long it has waited for the device."""

    def __init__(self):
        self.waited = 0.0

    def fsync(self, descriptor):
        self._timed(super().fsync, descriptor)

    def sync_folder(self, folder):
        self._timed(super().sync_folder, folder)

    def _timed(self, operation, argument):
        start = time.perf_counter()
        operation(argument)
        self.waited += time.perf_counter() - start


def milliseconds(act):
    start = time.perf_counter()
    act()
    return (time.perf_counter() - start) * 1000


def long_run(name="A run of usual length") -> Run:
    """A run of as many decisions as a whole play has."""
    run = played(
        STORY, begun(STORY, name), *("bog.wade", "course.wait", "train.round_again") * (DECISIONS // 3)
    )
    return replace(run, journal=tuple(Decision(f"{each.id}_as_long_as_real_ids") for each in run.journal))


def listing(folder):
    run = long_run()
    folder.mkdir()
    for number in range(RUNS):
        each = replace(run, id=new_id(), name=f"Run {number}")
        (folder / f"{each.id}.json").write_bytes(encode(each))
    return [milliseconds(lambda: Shelf(folder).listing(STORY)) for _ in range(ROUNDS)]


def bare(folder, data):
    """The system calls alone that a durable replacement takes."""
    fresh, target = folder / ".fresh", folder / "target"

    def save():
        descriptor = os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        os.write(descriptor, data)
        os.fsync(descriptor)
        os.close(descriptor)
        fresh.replace(target)
        descriptor = os.open(folder, os.O_RDONLY)
        os.fsync(descriptor)
        os.close(descriptor)

    return save


def saves(folder):
    """Ours and the bare calls in turn, so that the noise is the same for both."""
    disk = TimedDisk()
    with Shelf(folder / "saves", disk).adopt(long_run()) as opened:
        plain = bare(folder, encode(opened.run))
        ours, theirs = [], []
        disk.waited = 0.0
        for _ in range(SAVES):
            theirs.append(milliseconds(plain))
            ours.append(milliseconds(lambda: opened.keep(opened.run)))
        return ours, theirs, disk.waited * 1000 / sum(ours)


def turns(folder):
    """A turn as a session does it: choose, present, keep; and what of it is waiting for the device."""
    disk = TimedDisk()
    with Shelf(folder / "turns", disk).create(STORY, "Turns") as opened:
        disk.waited, took, state, journal = 0.0, [], begin(STORY).state, ()
        for number in range(SAVES):
            start = time.perf_counter()
            choice = ("wade", "wait", "round_again")[number % 3]
            journal = decide(journal, f"{state.scene}.{choice}")
            state = choose(STORY, state, choice).state
            present(STORY, state)
            opened.keep(record(STORY, opened.run, journal, state))
            took.append((time.perf_counter() - start) * 1000)
        return took, disk.waited * 1000 / sum(took)


def main():
    """Print the figures."""
    out = sys.stdout.write
    with tempfile.TemporaryDirectory(dir=Path.cwd()) as name:
        folder = Path(name)
        rounds = listing(folder / "many")
        out(f"listing {RUNS} runs of {DECISIONS} decisions: {spread(rounds)} (target 500)\n")
        ours, theirs, share = saves(folder)
        ratio = statistics.median(ours) / statistics.median(theirs)
        out(f"a save: {spread(ours)}; the bare calls: {spread(theirs)}; ratio {ratio:.2f} (target 1.5)\n")
        out(f"of a save, waiting for the device: {share:.0%}\n")
        took, share = turns(folder)
        out(f"a turn, 1 to {SAVES} decisions: {spread(took)}; of it waiting for the device: {share:.0%}\n")
        run = played(
            STORY, begun(STORY, "x"), *("bog.wade", "course.wait", "train.round_again") * (DECISIONS // 3)
        )
        again = [milliseconds(lambda: restore(STORY, run)) for _ in range(50)]
        out(f"restoring a run of {DECISIONS} decisions: {spread(again)}\n")


def spread(figures):
    """Median, least and most."""
    return f"{statistics.median(figures):.2f} ms [{min(figures):.2f} - {max(figures):.2f}]"


if __name__ == "__main__":
    main()
