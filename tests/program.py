"""The program from outside: arguments and typed lines in, text and an exit code out."""

import io
import os
import signal
import subprocess
import sys
from typing import NamedTuple
from unittest.mock import patch

from game.cli import run
from tests.small import FOLDER


class Done(NamedTuple):
    returncode: int
    stdout: str
    stderr: str


class Program:
    """`thermidor` with runs in a folder of its own. Called, it runs in this process, which is quick;
    `apart` runs it in a new one."""

    def __init__(self, saves):
        self.saves = saves

    def __call__(self, *arguments, typed="", **environ):
        streams = {"stdin": _stream(typed), "stdout": _stream(), "stderr": _stream()}
        former = {number: signal.getsignal(number) for number in (signal.SIGTERM, signal.SIGHUP)}
        with patch.multiple(sys, **streams), patch.dict(os.environ, self._environ(environ)):
            try:
                code = run([str(each) for each in arguments])
            except SystemExit as left:
                code = left.code
            finally:
                for number, handler in former.items():
                    signal.signal(number, handler)
        return Done(code, _written(streams["stdout"]), _written(streams["stderr"]))

    def apart(self, *arguments, typed="", **environ):
        done = subprocess.run(
            [sys.executable, "-m", "game", *map(str, arguments)],
            input=typed,
            capture_output=True,
            text=True,
            encoding="utf-8",
            check=False,
            timeout=120,
            env={**os.environ, **self._environ(environ)},
        )
        return Done(done.returncode, done.stdout, done.stderr)

    def _environ(self, environ):
        return {"THERMIDOR_SAVES": str(self.saves), **environ}


def _stream(text=""):
    return io.TextIOWrapper(io.BytesIO(text.encode()), encoding="utf-8", newline="\n")


def _written(stream):
    stream.flush()
    return stream.buffer.getvalue().decode()


def play(program, *arguments, typed="", **environ):
    """Play the small story."""
    return program("play", "--story", FOLDER, *arguments, typed=typed, **environ)
