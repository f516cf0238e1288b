"""What the commands besides `play` do. Each gives back an exit code."""

from __future__ import annotations

import os
import platform
import sys
from collections.abc import Sequence
from pathlib import Path

import game
from game.cli.stories import story_folder, story_to_play
from game.play.sentences import counted, harmless
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


def replay(file: str, story: Path | None, branches: Sequence[Path] = ()) -> int:
    """Play a walkthrough and compare: 1 if it breaks."""
    from game.authoring.walkthrough import compare, read

    try:
        text = sys.stdin.read() if file == "-" else Path(file).read_text("utf-8")
    except (OSError, UnicodeDecodeError) as error:
        sys.stderr.write(f"thermidor: {harmless(f'{file} cannot be read: {error}')}\n")
        return 2
    played = story_to_play(story, branches)
    if played is None:
        return 1
    found = compare(played, read(text))
    named = harmless(file)
    if found.broken:
        sys.stdout.write(f"{named}:{found.line}: " + "\n".join(found.sentences) + "\n")
        return 1
    sys.stdout.write(f"{named}: {counted(len(found.decisions), 'decision')}, to `{found.end.state.scene}`.\n")
    return 0


def shelf(saves: Path | None) -> Shelf:
    """The shelf that the arguments and the environment name."""
    return Shelf(where.saves(saves, os.environ).path)
