"""Crash reports: what went wrong is our fault, so we ask for the file that says what."""

from __future__ import annotations

import platform
import tempfile
import traceback
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path

import game
from game.runs.where import logs

_FAULT = "This is a fault of the program, not yours. What was kept of your run is kept still."


def report(error: Exception, arguments: Sequence[str], environ: Mapping[str, str]) -> str:
    """Write a report; one sentence that says where it is."""
    text = _text(error, arguments, environ)
    name = f"crash-{datetime.now(UTC):%Y%m%d-%H%M%S}.txt"
    for folder in (logs().path, Path(tempfile.gettempdir())):
        try:
            folder.mkdir(parents=True, exist_ok=True)
            (folder / name).write_text(text, "utf-8", "replace")
        except OSError:
            continue
        return f"{_FAULT} The report: {folder / name}"
    return f"{_FAULT} The report:\n{text}"


def _text(error: Exception, arguments: Sequence[str], environ: Mapping[str, str]) -> str:
    terminal = {name: environ.get(name, "") for name in ("TERM", "COLORTERM", "LANG", "LC_ALL", "NO_COLOR")}
    trace = "".join(traceback.format_exception(error))
    return (
        f"thermidor {game.__version__}, Python {platform.python_version()}, {platform.platform()}\n"
        f"arguments: {list(arguments)}\nterminal: {terminal}\n\n{trace}"
    )
