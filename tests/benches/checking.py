"""What `check` takes, and how it grows: `python -m tests.benches.checking`."""

import subprocess
import sys
import tempfile
from pathlib import Path

from tests.benches.generate import generate
from tests.benches.timing import ROOT, spread

ROUNDS = 5
_CHECK = """
import resource, sys, time
from pathlib import Path
from game.loading.load import load
start = time.perf_counter()
loaded = load(Path(sys.argv[1]))
assert loaded.story is not None, loaded.diagnostics[:3]
print(time.perf_counter() - start, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024)
"""


def check(story):
    """Seconds to read and check a story in a Python of its own, and that Python's most memory in MiB."""
    printed = subprocess.run(
        [sys.executable, "-c", _CHECK, str(story)], cwd=ROOT, capture_output=True, text=True, check=True
    ).stdout
    seconds, memory = map(float, printed.split())
    return seconds, memory


def main():
    """Print the figures."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        stories = {"the real story": ROOT / "story"}
        for scenes in (2_000, 20_000):
            stories[f"{scenes} scenes"] = generate(folder / str(scenes), scenes)
        for told, story in stories.items():
            rounds = [check(story) for _ in range(ROUNDS)]
            seconds, memory = zip(*rounds, strict=True)
            sys.stdout.write(f"check of {told}: {spread(seconds)}, {max(memory):.0f} MiB\n")


if __name__ == "__main__":
    main()
