"""What the commands besides `play` do. Each gives back an exit code."""

from __future__ import annotations

import os
import platform
import sys
from pathlib import Path

import game
from game.cli.stories import story_folder
from game.play.sentences import harmless
from game.runs import where
from game.runs.shelf import Shelf


def version() -> str:
    """Program, story and Python, with their versions."""
    return f"thermidor {game.__version__}, {_story_version()}, Python {platform.python_version()}"


def _story_version() -> str:
    """What story.yaml says, read as cheaply as its one line can be."""
    try:
        lines = (story_folder() / "story.yaml").read_text("utf-8").splitlines()
    except (OSError, UnicodeDecodeError):
        return "no story"
    named = dict(line.split(": ", 1) for line in lines if ": " in line and not line.startswith((" ", "#")))
    return f"story {named.get('id', 'unnamed')} {named.get('version', 'of no version')}"


def places() -> int:
    """Tell where everything is, and why there."""
    cache = where.cache()
    rows = [
        ("program", str(where.PACKAGE), ""),
        ("story", str(story_folder()), ""),
        _place("branches", where.branches()),
        _place("runs", where.saves()),
        _place("settings", where.settings_file()),
        _place("compiled stories", cache) if cache else ("compiled stories", "off", "THERMIDOR_CACHE"),
        _place("logs, crash reports", where.logs()),
    ]
    for name, path, because in rows:
        sys.stdout.write(f"{name + ':':<21}{harmless(path)}" + (f"  ({because})" if because else "") + "\n")
    return 0


def _place(name: str, place: where.Place) -> tuple[str, str, str]:
    return name, str(place.path), place.because


def shelf(saves: Path | None) -> Shelf:
    """The shelf that the arguments and the environment name."""
    return Shelf(where.saves(saves, os.environ).path)
