"""`new`: files for authors to begin with. Nothing is ever overwritten."""

from __future__ import annotations

import os
import shlex
import sys
from collections.abc import Sequence
from pathlib import Path

from game.authoring.scaffold import NewFile, Unfit, Words, new_files
from game.authoring.sorts import Sort
from game.cli.names import program
from game.cli.stories import story_folder
from game.loading.load import load
from game.loading.packs import own_packs, pack
from game.loading.tree import BRANCHES
from game.play.sentences import harmless
from game.runs.refusal import Taken, refusing, shown


def new(sort: Sort, name: str, story: Path | None, branch: str, at: str) -> int:
    """Write the files of something new, and say what comes next; 1 if it cannot be made."""
    if sort == "branch" and branch:
        return _cannot("A branch has no branches of its own.")
    root = story_folder(story)
    home = _branch_folder(root, branch) if branch else root
    if home is None:
        return _cannot(f"There is no branch in {branch}.")
    words = _words(root, None if home == root else home)
    packs = {each.name: each for each in own_packs(root)}
    inside = pack(home).name if branch else ""
    if branch:
        packs[inside] = pack(home)
    try:
        files = new_files(sort, name, load(root, packs.values()), words, inside, at)
    except Unfit as unfit:
        return _cannot(f"{unfit}")
    _write(home, files)
    for each in files:
        sys.stdout.write(harmless(f"Written: {os.path.relpath(home / each.path)}") + "\n")
    sys.stdout.write(
        harmless(f"The comments in it say what to do next. “{words.check}” tells what is wrong.\n")
    )
    return 0


def _branch_folder(root: Path, branch: str) -> Path | None:
    """The folder of a branch, named by its path or by its name in the story."""
    by_name = root / BRANCHES / branch.replace("_", "-")
    for folder in (Path(branch), root / BRANCHES / branch, by_name):
        if (folder / "branch.yaml").is_file():
            return folder
    return None


def _words(root: Path, branch: Path | None) -> Words:
    """The commands as the author would type them here."""
    own = branch is None or branch.parent == root / BRANCHES
    folder = _quoted(os.path.relpath(root))
    apart = "" if own or branch is None else f" --branch {_quoted(os.path.relpath(branch))}"
    start = program()
    return Words(
        check=f"{start} check {folder}{apart}",
        play=f"{start} play --story {folder}{apart}",
        new=f"{start} new",
        where=f"--story {folder}",
    )


def _quoted(path: str) -> str:
    return shlex.quote(harmless(path))


def _write(home: Path, files: Sequence[NewFile]) -> None:
    """Write the files, or none of them where one is there already. Raises Taken or another refusal."""
    for each in files:
        if os.path.lexists(home / each.path):
            raise Taken(f"{shown(home / each.path)} is there already, and nothing was written.")
    for each in files:
        path = home / each.path
        with refusing("The file could not be written", path.parent):
            path.parent.mkdir(parents=True, exist_ok=True)
            with path.open("x", encoding="utf-8", newline="\n") as stream:
                stream.write(each.text)


def _cannot(sentence: str) -> int:
    sys.stderr.write(f"thermidor: {harmless(sentence)}\n")
    return 1
