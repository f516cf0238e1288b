"""From saving to seeing: `python -m tests.benches.preview`."""

import os
import shutil
import sys
import tempfile
import time
from pathlib import Path

from tests.benches.timing import ROOT, spread
from tests.terminal.window import Window

ROUNDS = 15
SCENE, FILE = "the_paper_on_the_table", Path("chapters/01-the-wire/04-the-envoys.yaml")
FIRST_FILE, FIRST = Path("chapters/00-fever/01-the-bog.yaml"), "It is half past one"
WORDS = "They leave it with you for the afternoon"


def seen_after(path, words, typed, *arguments):
    """Seconds from the end of each save until what was written stands on the screen, in a terminal of
    its own; half of the saves are made by writing, half by renaming."""
    seconds = []
    window = Window(*arguments, columns=80, rows=40)
    try:
        for key in typed:
            window.see("? help")
            window.quiet(1.0)
            window.type(key)
        window.see(words)
        window.quiet(1.0)
        text = path.read_text("utf-8")
        for number in range(ROUNDS):
            mark = f"Edit {number} is seen"
            edited = text.replace(words, f"{mark}. {words}", 1)
            if number % 2:
                beside = path.with_name("4913~")
                beside.write_text(edited, "utf-8")
                os.replace(beside, path)  # noqa: PTH105 - as editors do
            else:
                path.write_text(edited, "utf-8")
            start = time.perf_counter()
            while mark not in window.text:
                window._more(time.monotonic() + 0.005)
            seconds.append(time.perf_counter() - start)
            window.quiet(0.7)
    finally:
        window.type("q")
        window.end()
        window.close()
    return seconds


def main():
    """Print the figures."""
    with tempfile.TemporaryDirectory() as name:
        story = Path(shutil.copytree(ROOT / "story", Path(name) / "story"))
        where = ("--story", story, "--saves", Path(name) / "saves")
        seconds = seen_after(story / FILE, WORDS, "", "preview", SCENE, *where)
        sys.stdout.write(f"preview of the real story, from saving to seeing: {spread(seconds)}\n")
        seconds = seen_after(story / FIRST_FILE, FIRST, "\r", "play", "--watch", "--new", *where)
        sys.stdout.write(f"play --watch:                                     {spread(seconds)}\n")


if __name__ == "__main__":
    main()
