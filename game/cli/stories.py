"""Stories for commands: where they are, with which branches, loaded, and what is wrong with them told."""

from __future__ import annotations

import os
import shlex
import shutil
import sys
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from game.cli.names import program
from game.core.model import Story
from game.loading.cache import copy_path, load_cached
from game.loading.packs import Pack, own_packs, pack, packs_in
from game.play.sentences import harmless
from game.runs.settings import settle
from game.runs.where import branches, cache, checkout, settings_file

if TYPE_CHECKING:
    from game.cli.roads import KeptRoads
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


def packs_found(asked: Path | None = None) -> tuple[Pack, ...]:
    """The branches there are, switched on or off: those in the story's folder and, for the game itself,
    those that the player has added."""
    folder = story_folder(asked)
    is_the_game = asked is None or asked.resolve() == story_folder().resolve()
    return (*own_packs(folder), *(packs_in(branches().path) if is_the_game else ()))


def switched_off() -> frozenset[str]:
    """The names of the branches that the player has switched off."""
    return frozenset(settle(settings_file().path).settings.branches_off)


def packs_to_play(asked: Path | None = None, named: Iterable[Path] = ()) -> tuple[Pack, ...]:
    """The branches to play a story with: those that are not switched off, and those that the arguments
    name, before which others of the same name give way."""
    by_argument = tuple(pack(each) for each in named)
    others = switched_off() | {each.name for each in by_argument}
    return (*(each for each in packs_found(asked) if each.name not in others), *by_argument)


def story_to_play(asked: Path | None = None, named: Iterable[Path] = ()) -> Story | None:
    """The story with its branches, from its compiled copy where there is one; None, with what is wrong
    told, if it has errors."""
    folder = story_folder(asked)
    copies = cache()
    packs = packs_to_play(asked, named)
    ready = load_cached(folder, copies.path if copies else None, packs)
    if ready.story is None:
        _tell_errors(folder, packs, ready.diagnostics)
    return ready.story


def roads_to_play(story: Story, asked: Path | None = None, named: Iterable[Path] = ()) -> KeptRoads | None:
    """The roads of the story that is played so; None if nothing is to be kept."""
    from game.cli.roads import KeptRoads, roads_path

    copies = cache()
    if copies is None:
        return None
    folder, packs = story_folder(asked), packs_to_play(asked, named)
    path = roads_path(copy_path(folder, copies.path, packs))
    return KeptRoads(story.digest, path, lambda: load_cached(folder, copies.path, packs).story)


def _tell_errors(folder: Path, packs: Sequence[Pack], diagnostics: Sequence[Diagnostic]) -> None:
    from game.terminal.report import COLUMNS, pretty

    errors = [each for each in diagnostics if each.severity == "error"]
    many = f"{len(errors)} errors, and cannot be played. The first" if len(errors) != 1 else "an error"
    first = pretty(errors[:1], shutil.get_terminal_size((COLUMNS, 0)).columns)
    guilty = [each for each in packs if any(_is_in(each, error) for error in errors)]
    if all(any(_is_in(each, error) for each in packs) for error in errors):
        named = " and ".join(f"“{harmless(each.name)}”" for each in guilty)
        told = f"The branch{'es' * (len(guilty) > 1)} {named} of the story in {harmless(str(folder))}"
        sys.stderr.write(f"{told} {'have' if len(guilty) > 1 else 'has'} {many}:\n\n{first}\n\n")
        sys.stderr.write(f"{_without(guilty)}\n")
    else:
        sys.stderr.write(f"The story in {harmless(str(folder))} has {many}:\n\n{first}\n\n")
    sys.stderr.write(f"“{_check(folder, guilty)}” tells everything that is wrong with it.\n")


def _without(guilty: Sequence[Pack]) -> str:
    """How to play without these branches."""
    unnamed = [each for each in guilty if harmless(each.name) != each.name]
    if unnamed:  # nobody could type such a name
        one = len(unnamed) == 1
        return f"Rename {'that folder' if one else 'those folders'}, or move {'it' if one else 'them'} away."
    off = " ".join(shlex.quote(each.name) for each in guilty)
    return f"“{program()} branches off {off}” plays without."


def _is_in(each: Pack, error: Diagnostic) -> bool:
    return error.span.path == each.shown or error.span.path.startswith(f"{each.shown}/")


def _check(folder: Path, guilty: Sequence[Pack]) -> str:
    """The command that tells everything, also of branches that it does not find by itself."""
    own = packs_found(folder)
    words = ["check", os.path.relpath(folder)]
    for each in guilty:
        words += [] if each in own else ["--branch", str(each.root)]
    return f"{program()} {harmless(shlex.join(words))}"
