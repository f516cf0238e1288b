"""Medians and how far they are to be trusted."""

import os
import pty
import select
import signal
import statistics
import subprocess
import sys
import time
from pathlib import Path

ROOT = Path(__file__).parent.parent.parent


def spread(seconds):
    """Median, least and most, in milliseconds."""
    low, middle, high = (1000 * each for each in (min(seconds), statistics.median(seconds), max(seconds)))
    return f"{middle:8.1f} ms [{low:.1f} - {high:.1f}]"


def python(*arguments):
    """The wall time of a Python that runs to its end."""
    start = time.perf_counter()
    subprocess.run([sys.executable, *arguments], cwd=ROOT, check=True, stdout=subprocess.DEVNULL)
    return time.perf_counter() - start


def piped(arguments, environment, awaited):
    """The wall time until a program that is fed Enter through a pipe has written `awaited`."""
    start = time.perf_counter()
    child = subprocess.Popen(
        [sys.executable, "-m", "game", *arguments],
        cwd=ROOT, env=environment, stdin=subprocess.PIPE, stdout=subprocess.PIPE,
    )  # fmt: skip
    assert child.stdin is not None
    assert child.stdout is not None
    child.stdin.write(b"\n")
    child.stdin.flush()
    return _until(child.stdout.fileno(), awaited, start, lambda: (child.kill(), child.communicate()))


def at_a_terminal(arguments, environment, awaited, program=("-m", "game")):
    """The same at a terminal of 80x24, where Enter is pressed as soon as the program reads."""
    start = time.perf_counter()
    child, terminal = pty.fork()
    if child == 0:
        os.chdir(ROOT)
        os.execve(sys.executable, [sys.executable, *program, *arguments], environment)
    os.write(terminal, b"\r")

    def end():
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)
        os.close(terminal)

    return _until(terminal, awaited, start, end)


def _until(descriptor, awaited, start, end):
    seen = b""
    try:
        while awaited not in seen:
            ready, _, _ = select.select([descriptor], [], [], 20)
            more = os.read(descriptor, 65536) if ready else b""
            if not more:
                raise RuntimeError(f"{awaited!r} was never written: {seen[-400:]!r}")
            seen += more
        return time.perf_counter() - start
    finally:
        end()
