"""The log of `--debug`: what the program did and when, to be sent with a report of a fault.

Not the library's: it costs a start more than all that is written here.
"""

from __future__ import annotations

import sys
import time
from datetime import UTC, datetime
from typing import TextIO

from game.runs.where import logs

_file: TextIO | None = None
_begun = time.monotonic()


def begin_log() -> None:
    """Write a log from now on, and say where it is, or why there is none."""
    global _file
    path = logs().path / f"debug-{datetime.now(UTC):%Y%m%d-%H%M%S}.log"
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        _file = path.open("a", encoding="utf-8", errors="replace")
    except OSError as error:
        sys.stderr.write(f"thermidor: no log can be written: {error}\n")
        return
    sys.stderr.write(f"thermidor: the log is {path}\n")


def note(sentence: str) -> None:
    """Write a line with the milliseconds since the start; nothing without `--debug`."""
    if _file:
        _file.write(f"{(time.monotonic() - _begun) * 1000:10.1f} ms  {sentence}\n")
        _file.flush()
