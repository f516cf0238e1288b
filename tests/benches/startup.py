"""How long until the first scene can be read: `python -m tests.benches.startup`."""

import os
import shutil
import sys
import tempfile
from pathlib import Path

from tests.benches.generate import generate
from tests.benches.timing import ROOT, at_a_terminal, piped, python, spread

ROUNDS = 9


def environment(home):
    """A person who has never played, at a plain terminal."""
    kept = {name: os.environ[name] for name in ("PATH", "LANG") if name in os.environ}
    return kept | {"HOME": str(home), "TERM": "xterm-256color", "THERMIDOR_CACHE": str(home / "cache")}


def starts(story, awaited):
    """Rounds of each kind of start, interleaved so that the machine's noise is the same for all."""
    seconds = {kind: [] for kind in ("python", "plain first", "plain", "linear first", "linear")}
    for _ in range(ROUNDS):
        with tempfile.TemporaryDirectory() as name:
            home = Path(name)
            world = environment(home)
            for mode, start in (("plain", piped), ("linear", at_a_terminal)):
                arguments = (
                    "play",
                    f"--{mode}",
                    "--new",
                    "--story",
                    str(story),
                    "--saves",
                    str(home / "saves"),
                )
                shutil.rmtree(home / "cache", ignore_errors=True)
                seconds[f"{mode} first"].append(start(arguments, world, awaited))
                seconds[mode].append(start(arguments, world, awaited))
            seconds["python"].append(python("-c", "pass"))
    return seconds


def main():
    """Print the figures."""
    out = sys.stdout.write
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        stories = {"the real story": (ROOT / "story", b"A Hundred Steps")}
        for scenes in (200, 20_000):
            stories[f"{scenes} generated scenes"] = (generate(folder / str(scenes), scenes), b"Scene 0")
        # A copy is not kept of files younger than two seconds: measuring it takes files that are older.
        for path in folder.rglob("*.yaml"):
            os.utime(path, (1_700_000_000, 1_700_000_000))
        for told, (story, awaited) in stories.items():
            out(f"until the first scene of {told}:\n")
            for kind, seconds in starts(story, awaited).items():
                out(f"  {kind:13} {spread(seconds)}\n")


if __name__ == "__main__":
    main()
