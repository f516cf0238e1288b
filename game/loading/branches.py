"""The files of a story and of its branches (story format, section 8)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from game.core.value import replace
from game.loading.characters import printable
from game.loading.codes import diagnostic
from game.loading.diagnostic import Diagnostic, Span
from game.loading.ids import ID, RESERVED
from game.loading.layout import HEADER
from game.loading.packs import Pack
from game.loading.source import Sources, read_folder
from game.loading.tree import BRANCHES, SUFFIXES


def read_story(root: Path, packs: Iterable[Pack] = ()) -> Sources:
    """The files of a story and of branches. Never raises for what it finds there."""
    packs = tuple(replace(each, shown=_told(each.shown)) for each in packs)
    story = read_folder(root)
    files, found = list(story.files), [*story.diagnostics, *_strays(root)]
    taken: dict[str, Pack] = {}
    for each in packs:
        faults = list(_faults(each, taken, root))
        found += faults
        if faults:
            continue
        taken[each.name] = each
        read = read_folder(each.root, each.shown)
        found += read.diagnostics
        files += [
            replace(file, branch=each.name, inner=file.path[len(each.shown) + 1 :]) for file in read.files
        ]
    names = tuple((each.name, each.shown) for each in taken.values())
    return Sources(tuple(files), tuple(sorted(found)), names)


def _faults(each: Pack, taken: dict[str, Pack], root: Path) -> Iterator[Diagnostic]:
    """Why a pack cannot be read at all."""
    header = f"{each.shown}/{HEADER}"
    if not ID.fullmatch(each.name) or each.name in RESERVED:
        hint = "name the folder with small letters, digits and `-`"
        yield _at(each.shown, "bad-id", f"`{each.name}` cannot be the name of a branch", hint)
    elif (first := taken.get(each.name)) is not None:
        message = f"there are two branches `{each.name}`; the first is in {first.shown}"
        yield _at(header, "duplicate-id", message, "move one of them away, or rename its folder")
    elif each.root.is_symlink() and each.root.parent == root / BRANCHES:
        yield _at(
            each.shown, "link-to-folder", "this link leads to a folder", "a story's folders are not links"
        )


def _strays(root: Path) -> Iterator[Diagnostic]:
    """Files that lie beside the packs instead of in them."""
    folder = root / BRANCHES
    try:
        found = sorted(each.name for each in folder.iterdir() if each.name.lower().endswith(SUFFIXES))
    except OSError:
        return
    for name in found:
        if not name.startswith(".") and not (folder / name).is_dir():
            hint = f"a branch is a folder with a {HEADER} in it"
            message = "no file of a story lies here"
            yield _at(f"{BRANCHES}/{_told(name)}", "unplaced-file", message, hint)


def _at(path: str, code: str, message: str, hint: str) -> Diagnostic:
    return diagnostic(Span(path, 1, 1, 1, 1), code, message, hint)


def _told(name: str) -> str:
    return printable(name.encode("utf-8", "replace").decode("utf-8")).replace("\n", "\ufffd")
