"""What the commands besides `play` do. Each gives back an exit code."""

from __future__ import annotations

import os
import platform
import shutil
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import game
from game.cli.stories import packs_found, story_folder, story_to_play
from game.core.value import replace
from game.loading.packs import pack
from game.play.sentences import counted, harmless
from game.runs import where
from game.runs.shelf import Shelf
from game.terminal.report import COLUMNS, Format, report

if TYPE_CHECKING:
    from game.loading.diagnostic import Diagnostic


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


def check(folder: Path | None, form: Format, named: Sequence[Path] = ()) -> int:
    """Tell everything that is wrong with a story, with its branches and without any: 1 if there is an
    error."""
    root = story_folder(folder)
    if not root.is_dir():
        sys.stderr.write(f"thermidor: there is no folder {harmless(str(root))}.\n")
        return 2
    found = findings(root, named)
    sys.stdout.write(report(found, form, shutil.get_terminal_size((COLUMNS, 0)).columns))
    return 1 if any(each.severity == "error" for each in found) else 0


def findings(root: Path, named: Sequence[Path] = ()) -> tuple[Diagnostic, ...]:
    """Everything that is wrong with a story and its branches, be they switched on or off, and the named
    ones. What is wrong only without any of them says so."""
    from game.loading.load import load

    by_argument = tuple(pack(each) for each in named)
    taken = {each.name for each in by_argument}
    packs = (*(each for each in packs_found(root) if each.name not in taken), *by_argument)
    loaded = load(root, packs)
    if not packs:
        return loaded.diagnostics
    alone = (each for each in load(root).diagnostics if each not in loaded.diagnostics)
    apart = (replace(each, message=f"{each.message}, while branches are switched off") for each in alone)
    return tuple(sorted((*loaded.diagnostics, *apart)))


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
