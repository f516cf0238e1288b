"""The files of a story and of its branches (story format, section 8)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from game.core.value import dataclass, replace
from game.loading.codes import diagnostic
from game.loading.diagnostic import Diagnostic, Span
from game.loading.folder import file
from game.loading.ids import ID, RESERVED
from game.loading.layout import HEADER
from game.loading.nodes import Mapping, Scalar
from game.loading.packs import Pack, told
from game.loading.source import ReadText, Sources, read_folder, read_text
from game.loading.tree import BRANCHES, SUFFIXES


def read_story(root: Path, packs: Iterable[Pack] = (), read: ReadText | None = None) -> Sources:
    """The files of a story and of branches, each read by `read`. Never raises for what it finds there."""
    story = read_folder(root, read=read)
    gathered, found = list(story.files), [*story.diagnostics, *_strays(root)]
    taken: dict[str, Pack] = {}
    for each in packs:
        faults = list(_faults(each, taken, root))
        found += faults
        if faults:
            continue
        taken[each.name] = each
        pages = read_folder(each.root, each.shown, read)
        found += pages.diagnostics
        inner = len(each.shown) + 1
        gathered += [replace(one, branch=each.name, inner=one.path[inner:]) for one in pages.files]
    names = tuple((each.name, each.shown) for each in taken.values())
    return Sources(tuple(gathered), tuple(sorted(found)), names)


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
            yield _at(f"{BRANCHES}/{told(name)}", "unplaced-file", message, hint)


def _at(path: str, code: str, message: str, hint: str) -> Diagnostic:
    return diagnostic(Span(path, 1, 1, 1, 1), code, message, hint)


@dataclass(frozen=True, slots=True)
class Header:
    """What a branch.yaml says of its branch."""

    title: str
    author: str
    version: str
    written_for: str


def header(each: Pack) -> Header | None:
    """What a branch says of itself, without reading anything else of it; None where that cannot be
    read."""
    data = file(each.root, HEADER).data
    root = None if data is None else read_text(HEADER, data)[0].root
    if not isinstance(root, Mapping):
        return None
    said = {entry.key.text: entry.value for entry in root.entries}
    texts = {name: value.text.strip() for name, value in said.items() if isinstance(value, Scalar)}
    return Header(*(texts.get(name, "") for name in Header.__match_args__))
