"""How long until the first scene can be read: `python -m tests.benches.startup`."""

import os
import shutil
import statistics
import sys
import tempfile
from pathlib import Path

from tests.benches.generate import generate
from tests.benches.timing import ROOT, at_a_terminal, piped, python, spread

ROUNDS = 9
STARTS = {"plain": piped, "linear": at_a_terminal}


def environment(home):
    """A person who has never played, at a plain terminal."""
    kept = {name: os.environ[name] for name in ("PATH", "LANG") if name in os.environ}
    return kept | {"HOME": str(home), "TERM": "xterm-256color", "THERMIDOR_CACHE": str(home / "cache")}


def starts(story, awaited):
    """Rounds of each kind of start, interleaved so that the machine's noise is the same for all. The
    first start of a round in each mode reads the story's source, the later one the copy that it left."""
    seconds = {kind: [] for kind in ("python", "plain first", "plain", "linear first", "linear")}
    for _ in range(ROUNDS):
        with tempfile.TemporaryDirectory() as name:
            for mode in STARTS:
                shutil.rmtree(Path(name) / "cache", ignore_errors=True)
                for kind in (f"{mode} first", mode):
                    seconds[kind].append(start(mode, story, awaited, Path(name)))
            seconds["python"].append(python("-c", "pass"))
    return seconds


def later_starts(stories):
    """Rounds of later plain starts of several stories, interleaved."""
    seconds = {told: [] for told in stories}
    with tempfile.TemporaryDirectory() as name:
        for story, awaited in stories.values():
            start("plain", story, awaited, Path(name))
        for _ in range(ROUNDS):
            for told, (story, awaited) in stories.items():
                seconds[told].append(start("plain", story, awaited, Path(name)))
    return seconds


def start(mode, story, awaited, home):
    """Seconds until the first scene of a new run, with everything of the player under `home`."""
    saves = ("--story", str(story), "--saves", str(home / "saves"))
    return STARTS[mode](("play", f"--{mode}", "--new", *saves), environment(home), awaited)


def main():
    """Print the figures."""
    out = sys.stdout.write
    out("until the first scene of the real story:\n")
    for kind, seconds in starts(ROOT / "story", b"Zaitsev").items():
        out(f"  {kind:13} {spread(seconds)}\n")
    with tempfile.TemporaryDirectory() as name:
        stories = {}
        for scenes in (200, 20_000):
            stories[scenes] = (generate(Path(name) / str(scenes), scenes), b"Scene 0")
        # No copy is trusted of files younger than two seconds: measuring one takes files that are older.
        for path in Path(name).rglob("*.yaml"):
            os.utime(path, (1_700_000_000, 1_700_000_000))
        medians = []
        for scenes, seconds in later_starts(stories).items():
            out(f"a later plain start with {scenes} scenes: {spread(seconds)}\n")
            medians.append(statistics.median(seconds))
        out(f"  ratio {medians[1] / medians[0]:.2f} (target 1.2)\n")


if __name__ == "__main__":
    main()
