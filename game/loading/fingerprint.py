"""What a compiled copy was made from: the files of a story, and the program that read them.

Files are told apart by what the file system knows of them. A file that was changed within the last
two seconds could be changed again without a trace, so such files are told by their contents, as git
does.
"""

from __future__ import annotations

import contextlib
import errno
import os
import stat
import time
from collections.abc import Iterable, Iterator
from hashlib import blake2b
from pathlib import Path

import game
from game.core.value import dataclass
from game.loading.tree import MOST_BYTES, READING, TooMany, entries

YOUNG = 2_000_000_000
"""Up to this age, in nanoseconds, a file may change unseen."""

_PROGRAM = Path(game.__file__).parent


@dataclass(frozen=True, slots=True)
class Fingerprint:
    """`known` is a digest of what the file system knows; `young` are files that were changed a
    moment ago, by path."""

    known: str
    young: tuple[Path, ...]


def fingerprint(roots: tuple[Path, ...]) -> Fingerprint | None:
    """The fingerprint of the story in these folders; None if they cannot be looked through."""
    digest = blake2b(program(("core", "loading")).encode("utf-8"), digest_size=16)
    since = time.time_ns() - YOUNG
    young: list[Path] = []
    try:
        for root in roots:
            digest.update(b"\0\0" + os.fsencode(root.absolute()))
            for path, status in _files(root):
                told = (path, status.st_size, status.st_mtime_ns, status.st_ctime_ns, status.st_ino)
                digest.update("\0".join(str(part) for part in told).encode("utf-8", "surrogateescape"))
                if max(status.st_mtime_ns, status.st_ctime_ns) > since:
                    young.append(root / path)
    except (OSError, TooMany):
        return None
    return Fingerprint(digest.hexdigest(), tuple(young))


def contents(path: Path) -> str:
    """A digest of what a file holds. Raises OSError, also for what is no regular file: opening a pipe
    would wait for ever."""
    with os.fdopen(os.open(path, READING), "rb") as stream:
        if not stat.S_ISREG(os.fstat(stream.fileno()).st_mode):
            raise OSError(errno.ENXIO, os.strerror(errno.ENXIO), str(path))
        return blake2b(stream.read(MOST_BYTES + 1), digest_size=16).hexdigest()


def _files(root: Path) -> Iterator[tuple[str, os.stat_result]]:
    """All that loading looks at, by path."""
    found = []
    for path, entry in entries(root):
        # a directory entry of Windows knows no inode
        status = Path(entry.path).stat() if os.name == "nt" else entry.stat()
        found.append((path, status))
    yield from sorted(found, key=lambda each: each[0])


def program(rooms: Iterable[str]) -> str:
    """The program, as far as these rooms of it go: its version, and their files."""
    told = [game.__version__]
    for room in rooms:
        for entry in sorted(_modules(_PROGRAM / room), key=lambda each: each.path):
            status = entry.stat()
            told.append(f"{entry.name} {status.st_size} {status.st_mtime_ns}")
    return "\0".join(told)


def _modules(folder: Path | str) -> Iterator[os.DirEntry[str]]:
    with contextlib.suppress(FileNotFoundError, NotADirectoryError), os.scandir(folder) as found:
        for entry in found:
            if entry.name.endswith(".py"):
                yield entry
            elif entry.is_dir() and entry.name != "__pycache__":
                yield from _modules(entry.path)
