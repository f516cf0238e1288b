"""Stories for commands: where they are, loaded, and what is wrong with them told."""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from game.cli.names import program
from game.core.model import Story
from game.loading.cache import load_cached
from game.play.sentences import harmless
from game.runs.where import cache, checkout

if TYPE_CHECKING:
    from game.loading.diagnostic import Diagnostic


def story_folder(asked: Path | None = None) -> Path:
    """The story to play: the one asked for, that of the checkout, or the one in the package."""
    if asked:
        return asked
    if home := checkout():
        return home / "story"
    from importlib.resources import as_file, files

    with as_file(files("game") / "story") as folder:
        return folder


def story_to_play(asked: Path | None = None) -> Story | None:
    """The story, from its compiled copy where there is one; None, with what is wrong told, if it has
    errors."""
    folder = story_folder(asked)
    copies = cache()
    ready = load_cached(folder, copies.path if copies else None)
    if ready.story is None:
        _tell_errors(folder, ready.diagnostics)
    return ready.story


def _tell_errors(folder: Path, diagnostics: Sequence[Diagnostic]) -> None:
    from game.terminal.report import COLUMNS, pretty

    errors = [each for each in diagnostics if each.severity == "error"]
    many = f"{len(errors)} errors, and cannot be played. The first" if len(errors) != 1 else "an error"
    first = pretty(errors[:1], shutil.get_terminal_size((COLUMNS, 0)).columns)
    sys.stderr.write(f"The story in {harmless(str(folder))} has {many}:\n\n{first}\n\n")
    sys.stderr.write(
        f"“{program()} check {harmless(os.path.relpath(folder))}” tells everything that is wrong with it.\n"
    )
