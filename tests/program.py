"""The program as a child process: arguments and typed lines in, text and an exit code out."""

import os
import subprocess
import sys

from tests.small import FOLDER


class Program:
    """`thermidor` with runs in a folder of its own."""

    def __init__(self, saves):
        self.saves = saves

    def __call__(self, *arguments, typed="", **environ):
        return subprocess.run(
            [sys.executable, "-m", "game", *map(str, arguments)],
            input=typed,
            capture_output=True,
            text=True,
            encoding="utf-8",
            check=False,
            timeout=120,
            env={**os.environ, "THERMIDOR_SAVES": str(self.saves), **environ},
        )


def play(program, *arguments, typed="", **environ):
    """Play the small story."""
    return program("play", "--story", FOLDER, *arguments, typed=typed, **environ)
