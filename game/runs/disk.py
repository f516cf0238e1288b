"""The disk as a handful of small operations, so that each can be failed, counted and cut off.

Nothing else in the keeping of runs calls the system about files. The order in which the operations
are used is `writing`.
"""

from __future__ import annotations

import errno
import os
import stat
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Protocol

_PATIENCE = 1.0
_PAUSE = 0.02


def _flag(*names: str) -> int:
    """The open flags of these names, as far as the system knows them."""
    flags = 0
    for name in names:
        flags |= getattr(os, name, 0)
    return flags


SAFELY = _flag("O_NOFOLLOW", "O_NONBLOCK", "O_BINARY")
"""Links are not followed, pipes are not waited for, no byte is translated. (That children get no
copy of a descriptor is Python's own care.)"""


class Disk(Protocol):
    """What the keeping of runs asks of a file system. Every operation may raise OSError."""

    def create(self, path: Path) -> int:
        """A descriptor that writes a new or emptied file, readable by its owner only. Links are not
        followed, and what is not a regular file is refused."""

    def write(self, descriptor: int, data: bytes) -> int:
        """Write some of the data; how many bytes were taken."""

    def fsync(self, descriptor: int) -> None:
        """Wait until the file's data are on the device."""

    def close(self, descriptor: int) -> None:
        """Give the descriptor back, whatever is raised."""

    def rename(self, old: Path, new: Path) -> None:
        """Give a file its name, in place of what went by it, in one step."""

    def sync_folder(self, folder: Path) -> None:
        """Wait until the folder's names are on the device."""

    def make_folder(self, folder: Path) -> None:
        """Make one folder, its owner's alone."""

    def read(self, path: Path, most: int) -> bytes:
        """The bytes of a regular file, or its first `most`. Links are not followed."""

    def exists(self, path: Path) -> bool:
        """Whether anything goes by this name, be it a link that leads nowhere."""

    def names(self, folder: Path) -> tuple[str, ...]:
        """The names in a folder, sorted."""


class PosixDisk:
    """Linux, macOS and their kind."""

    def create(self, path: Path) -> int:
        """See Disk. Opened without waiting, so that a pipe in the file's place cannot hang a game."""
        flags = os.O_WRONLY | os.O_CREAT | os.O_TRUNC | SAFELY
        descriptor = os.open(path, flags, 0o600)
        if not stat.S_ISREG(os.fstat(descriptor).st_mode):
            os.close(descriptor)
            raise OSError(errno.ENXIO, os.strerror(errno.ENXIO), str(path))
        return descriptor

    def write(self, descriptor: int, data: bytes) -> int:
        """See Disk."""
        return os.write(descriptor, data)

    def fsync(self, descriptor: int) -> None:
        """See Disk. On macOS `fsync` leaves data in the drive's cache: F_FULLFSYNC does not, where
        the file system has it."""
        if sys.platform == "darwin":
            import fcntl

            try:
                fcntl.fcntl(descriptor, fcntl.F_FULLFSYNC)
            except OSError as error:
                if error.errno not in (errno.ENOTSUP, errno.EINVAL, errno.ENOTTY):
                    raise
            else:
                return
        os.fsync(descriptor)

    def close(self, descriptor: int) -> None:
        """See Disk. Closing is never tried twice: the descriptor is gone even if it complains."""
        os.close(descriptor)

    def rename(self, old: Path, new: Path) -> None:
        """See Disk."""
        old.replace(new)

    def sync_folder(self, folder: Path) -> None:
        """See Disk. File systems that cannot sync a folder say EINVAL and are believed."""
        descriptor = os.open(folder, os.O_RDONLY | _flag("O_DIRECTORY"))
        try:
            os.fsync(descriptor)
        except OSError as error:
            if error.errno not in (errno.EINVAL, errno.ENOTSUP):
                raise
        finally:
            os.close(descriptor)

    def make_folder(self, folder: Path) -> None:
        """See Disk."""
        folder.mkdir(mode=0o700)

    def read(self, path: Path, most: int) -> bytes:
        """See Disk."""
        descriptor = os.open(path, os.O_RDONLY | SAFELY)
        try:
            status = os.fstat(descriptor)
            if not stat.S_ISREG(status.st_mode):
                raise OSError(errno.ENXIO, os.strerror(errno.ENXIO), str(path))
            wanted, pieces = most, []
            while wanted > 0 and (piece := os.read(descriptor, min(wanted, status.st_size + 1))):
                pieces.append(piece)
                wanted -= len(piece)
            return b"".join(pieces)
        finally:
            os.close(descriptor)

    def exists(self, path: Path) -> bool:
        """See Disk."""
        return os.path.lexists(path)

    def names(self, folder: Path) -> tuple[str, ...]:
        """See Disk."""
        return tuple(sorted(os.listdir(folder)))  # noqa: PTH208 - a thousand Path objects are dear


class WindowsDisk(PosixDisk):
    """Windows: folders cannot be synced, and scanners hold fresh files open for a moment."""

    def __init__(
        self, pause: Callable[[float], None] = time.sleep, clock: Callable[[], float] = time.monotonic
    ) -> None:
        self._pause = pause
        self._clock = clock

    def rename(self, old: Path, new: Path) -> None:
        """See Disk. Tried again for a second while somebody else has one of the files open."""
        until = self._clock() + _PATIENCE
        while True:
            try:
                old.replace(new)
            except PermissionError:
                if self._clock() >= until:
                    raise
                self._pause(_PAUSE)
            else:
                return

    def sync_folder(self, folder: Path) -> None:
        """See Disk: there is no such thing."""


def this_disk() -> Disk:
    """The disk of the system that the program runs on."""
    return WindowsDisk() if sys.platform == "win32" else PosixDisk()
