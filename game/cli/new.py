"""`new`: files for authors to begin with. Nothing is ever overwritten."""

from __future__ import annotations

import shlex
import sys
from collections.abc import Sequence
from pathlib import Path

from game.authoring.scaffold import NewFile, Unfit, Words, new_files
from game.authoring.sorts import Sort
from game.cli.names import program
from game.cli.schema import write_schemas
from game.cli.stories import packs_found, story_folder
from game.loading.load import load
from game.loading.packs import Pack, pack
from game.loading.tree import BRANCHES
from game.play.sentences import harmless
from game.runs.refusal import Taken, refusing, shown
from game.runs.where import branches, checkout


def new(sort: Sort, name: str, story: Path | None, branch: str, at: str) -> int:
    """Write the files of something new, and say what comes next; 1 if it cannot be made."""
    if sort == "branch" and branch:
        return _cannot("A branch has no branches of its own.")
    packs = {each.name: each for each in packs_found(story)}
    inside = _branch(branch, packs) if branch else None
    if branch and inside is None:
        return _cannot(f"There is no branch in {branch}.")
    home = _home(sort, story, inside)
    if home is None:
        return _cannot(
            f"The game's own story is part of the program. Write a branch: “{program()} new branch NAME”."
        )
    if inside:
        packs[inside.name] = inside
    apart = inside if inside and inside not in packs_found(story) else None
    try:
        loaded = load(story_folder(story), packs.values())
        files = new_files(sort, name, loaded, _words(story, apart), inside.name if inside else "", at)
    except Unfit as unfit:
        return _cannot(str(unfit))
    _write(home, files)
    write_schemas((home / files[0].path).parent if sort == "branch" else home)
    for each in files:
        _say(f"Written: {_near(home / each.path)}")
    _say(f"The comments in {'it' if len(files) == 1 else 'them'} say what to do next.")
    return 0


def _branch(branch: str, packs: dict[str, Pack]) -> Pack | None:
    """The branch of a name or in a folder."""
    folder = Path(branch)
    if (folder / "branch.yaml").is_file():
        found = (each for each in packs.values() if each.root.resolve() == folder.resolve())
        return next(found, pack(folder))
    return packs.get(branch.replace("-", "_"))


def _home(sort: Sort, story: Path | None, inside: Pack | None) -> Path | None:
    """The folder to write into; None for the story of a program that was installed: only branches can
    be written for that."""
    if inside:
        return inside.root
    packaged = story is None and checkout() is None
    if sort == "branch":
        return branches().path if packaged else story_folder(story) / BRANCHES
    return None if packaged else story_folder(story)


def _words(story: Path | None, apart: Pack | None) -> Words:
    """The commands as authors of this story would type them; files may be sent to others, so they name
    the program as everybody does."""
    named = f" {_quoted(story)}" if story else ""
    asked = f" --story{named}" if story else ""
    branch = f" --branch {_quoted(apart.root)}" if apart else ""
    return Words(
        check=f"thermidor check{named}{branch}",
        play=f"thermidor play{asked}{branch}",
        new=f"thermidor new{asked}",
    )


def _quoted(path: Path) -> str:
    return shlex.quote(harmless(str(path)))


def _near(path: Path) -> str:
    """A path as one would type it here."""
    here = Path.cwd()
    return str(path.relative_to(here) if path.is_relative_to(here) else path)


def _write(home: Path, files: Sequence[NewFile]) -> None:
    """Write the files, or none of them where one is there already. Raises Taken or another refusal."""
    for each in files:
        path = home / each.path
        if path.is_symlink() or path.exists():
            raise Taken(f"{shown(path)} is there already, and nothing was written.")
    for each in files:
        path = home / each.path
        with refusing("The file could not be written", path.parent):
            path.parent.mkdir(parents=True, exist_ok=True)
            with path.open("x", encoding="utf-8", newline="\n") as stream:
                stream.write(each.text)


def _say(sentence: str) -> None:
    sys.stdout.write(f"{harmless(sentence)}\n")


def _cannot(sentence: str) -> int:
    sys.stderr.write(f"thermidor: {harmless(sentence)}\n")
    return 1
