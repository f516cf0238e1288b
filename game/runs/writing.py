"""The one way in which bytes come to stand in a file: whole, or not at all."""

from __future__ import annotations

import errno
import os
from collections.abc import Callable
from contextlib import suppress
from hashlib import sha256
from pathlib import Path

from game.runs.disk import Disk
from game.runs.file import MOST


def always() -> bool:
    """The last look that lets every write through."""
    return True


def write_whole(disk: Disk, target: Path, data: bytes, last_look: Callable[[], bool] = always) -> bool:
    """Put bytes in place of a file, durably. When this returns True they are on the device under
    their name; when it raises OSError or the process dies, the old bytes or the new ones stand there
    whole. `last_look` is asked right before the rename; if it says no, nothing was replaced and this
    returns False.

    The bytes go through one file of a fixed name beside the target, so strays cannot pile up. A
    descriptor whose fsync failed is given up: the kernel may have dropped the pages and would call
    a second try a success. Trying again means writing anew."""
    fresh = target.with_name(f".{target.stem}.new")
    descriptor = disk.create(fresh)
    try:
        _write_all(disk, descriptor, data)
        disk.fsync(descriptor)
    except BaseException:
        with suppress(OSError):
            disk.close(descriptor)
        raise
    disk.close(descriptor)
    if not last_look():
        return False
    disk.rename(fresh, target)
    disk.sync_folder(target.parent)
    return True


class Own:
    """Which bytes are ours under a name: what was kept last, and what may have come to stand there
    when a write was reported to have failed."""

    def __init__(self, *data: bytes) -> None:
        self._digests = {_digest(each) for each in data}

    def add(self, data: bytes) -> None:
        """These may stand there from now on."""
        self._digests.add(_digest(data))

    def stands(self, disk: Disk, path: Path) -> bool:
        """Whether nothing but ours stands there. The bytes are compared: device, inode, size and time
        change also when nobody has written, and on some file systems do not when somebody has."""
        try:
            return _digest(disk.read(path, MOST + 1)) in self._digests
        except FileNotFoundError:
            return True


def _digest(data: bytes) -> bytes:
    return sha256(data).digest()


def _write_all(disk: Disk, descriptor: int, data: bytes) -> None:
    while data:
        taken = disk.write(descriptor, data)
        if not taken:
            raise OSError(errno.EIO, os.strerror(errno.EIO))
        data = data[taken:]


def make_folders(disk: Disk, folder: Path) -> None:
    """Make a folder and those above it that are missing, each known to the one above it durably."""
    if disk.exists(folder):
        return
    make_folders(disk, folder.parent)
    with suppress(FileExistsError):  # another process was faster
        disk.make_folder(folder)
    disk.sync_folder(folder.parent)


def move(disk: Disk, old: Path, new: Path) -> None:
    """Take a file from one folder to another, durably. The new name is on the device before the old
    one is given up for good."""
    disk.rename(old, new)
    disk.sync_folder(new.parent)
    disk.sync_folder(old.parent)
