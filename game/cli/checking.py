"""`check`: everything that is wrong with a story, once or after every change."""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from game.cli.stories import packs_found, story_folder
from game.core.value import replace
from game.loading.packs import Pack, pack
from game.play.sentences import harmless
from game.terminal.report import COLUMNS, Format, report

if TYPE_CHECKING:
    from game.loading.diagnostic import Diagnostic


def check(folder: Path | None, form: Format, named: Sequence[Path] = (), *, watch: bool = False) -> int:
    """Tell everything that is wrong with a story, with its branches and without any: 1 if there is an
    error. With `watch` again after every change, until it is ended."""
    root = story_folder(folder)
    if not root.is_dir():
        sys.stderr.write(f"thermidor: there is no folder {harmless(str(root))}.\n")
        return 2
    if not watch:
        return _tell(root, form, named)
    from game.cli.watching import changes

    apart = [each.root for each in packs_to_check(root, named) if not each.root.is_relative_to(root)]
    for _ in changes([root, *apart]):
        _tell(root, form, named)
        _wait()
    return 0


def _tell(root: Path, form: Format, named: Sequence[Path]) -> int:
    packs = packs_to_check(root, named)
    found = findings(root, packs)
    if form == "github":
        found = tuple(_from_the_repository(root, packs, each) for each in found)
    sys.stdout.write(report(found, form, shutil.get_terminal_size((COLUMNS, 0)).columns))
    sys.stdout.flush()
    return 1 if any(each.severity == "error" for each in found) else 0


def _wait() -> None:
    sys.stderr.write(f"Checked at {datetime.now():%H:%M:%S}. Waiting for changes; Ctrl-C ends.\n")  # noqa: DTZ005 - the author's own clock
    sys.stderr.flush()


def packs_to_check(root: Path, named: Sequence[Path] = ()) -> tuple[Pack, ...]:
    """The branches of a story, be they switched on or off, and those that the arguments name."""
    by_argument = tuple(pack(each) for each in named)
    taken = {each.name for each in by_argument}
    return (*(each for each in packs_found(root) if each.name not in taken), *by_argument)


def findings(root: Path, packs: Sequence[Pack]) -> tuple[Diagnostic, ...]:
    """Everything that is wrong with a story and branches. What is wrong only without any of them says
    so."""
    from game.loading.load import load

    loaded = load(root, packs)
    if not packs:
        return loaded.diagnostics
    alone = (each for each in load(root).diagnostics if each not in loaded.diagnostics)
    apart = (replace(each, message=f"{each.message}, while branches are switched off") for each in alone)
    return tuple(sorted((*loaded.diagnostics, *apart)))


def _from_the_repository(root: Path, packs: Sequence[Pack], each: Diagnostic) -> Diagnostic:
    """With its path as GitHub knows the file: from the folder of the repository, in which workflows
    begin."""
    inside = next((one for one in packs if each.span.path.startswith(f"{one.shown}/")), None)
    path = inside.root / each.span.path[len(inside.shown) + 1 :] if inside else root / each.span.path
    repository = os.environ.get("GITHUB_WORKSPACE") or Path.cwd()
    return replace(each, span=replace(each.span, path=Path(os.path.relpath(path, repository)).as_posix()))
