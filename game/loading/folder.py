"""The files of a story's folder as bytes, within bounds: regular files only, none beyond the tree,
none too big, not too many. Nothing in a folder can make reading it hang."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator
from pathlib import Path, PurePosixPath

from game.core.value import dataclass
from game.loading.characters import printable
from game.loading.codes import diagnostic
from game.loading.diagnostic import Diagnostic, Span
from game.loading.tree import DISGUISED, MOST_BYTES, MOST_FILES, READING, SUFFIXES, TooMany, entries


@dataclass(frozen=True, slots=True)
class Found:
    """A file's bytes; None where it could not be read, which `diagnostic` says."""

    path: str
    data: bytes | None
    diagnostic: Diagnostic | None = None


def files(root: Path) -> Iterator[Found]:
    """Every YAML file under the root with its bytes, by path; other files are passed over. Folders
    and files whose names begin with a dot are not the story's, and its branch packs are read apart."""
    if not root.is_dir():
        yield _refused(
            ".", "no-story", f"there is no folder {printable(str(root))}", "name the story's folder"
        )
        return
    try:
        paths, links = _listed(root)
    except TooMany:
        message = f"the folder holds more than {MOST_FILES:,} files"
        yield _refused(".", "too-many-files", message, "is this the story's folder?")
        return
    except OSError as error:
        where = _relative(root, Path(error.filename)) if error.filename else "."
        yield _refused(where, "unreadable-file", f"the folder cannot be read: {error.strerror}", "")
        return
    yield from sorted([*links, *(_read(root, path) for path in paths)], key=lambda found: found.path)


def file(root: Path, name: str) -> Found:
    """One file under the root with its bytes."""
    return _read(root, root / name)


def _listed(root: Path) -> tuple[list[Path], list[Found]]:
    """The paths of all YAML files, and what is wrong with links and names."""
    paths: list[Path] = []
    links: list[Found] = []
    real_root = root.resolve()
    for name, entry in entries(root):
        path = root / name
        if entry.is_symlink() and (fault := _link_fault(root, path, real_root)):
            links.append(fault)
        elif name.lower().endswith(DISGUISED):
            links.append(_disguised(name))
        elif name.lower().endswith(SUFFIXES):
            paths.append(path)
    return paths, links


def _disguised(name: str) -> Found:
    whole = PurePosixPath(name).name[: -len(".txt")]
    hint = f"save it as `{whole}`, with “all files” for its type"
    return _refused(name, "unplaced-file", "a name that ends in `.txt` is not read", hint)


def _link_fault(root: Path, path: Path, real_root: Path) -> Found | None:
    where = _relative(root, path)
    try:
        target = path.resolve(strict=True)
    except (OSError, RuntimeError):  # a circle of links is a RuntimeError before Python 3.13
        return _refused(where, "link-outside", "this link leads nowhere", "put a copy there instead")
    if not target.is_relative_to(real_root):
        return _refused(
            where, "link-outside", "this link leads out of the story's folder", "put a copy there instead"
        )
    if target.is_dir():
        return _refused(
            where, "link-to-folder", "this link leads to a folder", "a story's folders are not links"
        )
    return None


def _read(root: Path, path: Path) -> Found:
    where = _relative(root, path)
    try:
        # a FIFO would hold up `open` for ever, and opening a device may do things
        if not stat.S_ISREG(path.stat().st_mode):
            return _refused(
                where, "not-a-file", "this is no regular file", "move it out of the story's folder"
            )
        handle = os.open(path, READING)
    except OSError as error:
        return _refused(where, "unreadable-file", f"the file cannot be read: {error.strerror}", "")
    with os.fdopen(handle, "rb") as stream:
        try:
            status = os.fstat(handle)
            if not stat.S_ISREG(status.st_mode):
                return _refused(
                    where, "not-a-file", "this is no regular file", "move it out of the story's folder"
                )
            if status.st_size > MOST_BYTES:
                return Found(where, None, too_big(where, status.st_size))
            data = stream.read(MOST_BYTES + 1)
        except OSError as error:
            return _refused(where, "unreadable-file", f"the file cannot be read: {error.strerror}", "")
    if len(data) > MOST_BYTES:
        return Found(where, None, too_big(where, len(data)))
    return Found(where, data)


def too_big(path: str, size: int) -> Diagnostic:
    """The file is over the bound."""
    message = f"the file has {size / 1e6:.1f} MB; {MOST_BYTES // 1_000_000} MB is the most that is read"
    return diagnostic(Span(path, 1, 1, 1, 1), "too-big", message, "part it into several files")


def _refused(path: str, code: str, message: str, hint: str) -> Found:
    return Found(path, None, diagnostic(Span(path, 1, 1, 1, 1), code, message, hint))


def _relative(root: Path, path: Path) -> str:
    """The path as diagnostics show it. File names are bytes that anybody may have chosen."""
    name = path.relative_to(root).as_posix() if path.is_relative_to(root) else path.as_posix()
    return printable(name.encode("utf-8", "replace").decode("utf-8")).replace("\n", "\ufffd")
