"""One process a run: a lock that the kernel frees when its holder dies.

The lock is on a file of its own, because a save is another file after each write. That file is
never renamed or removed, or two processes could hold two locks by one name.
"""

from __future__ import annotations

import errno
import os
import sys
from contextlib import suppress
from pathlib import Path
from typing import Protocol

from game.core.value import dataclass
from game.runs.disk import SAFELY
from game.runs.refusal import Busy

_NO_SERVICE = {errno.ENOLCK, errno.ENOSYS, errno.ENOTSUP, errno.EOPNOTSUPP, errno.EINVAL}
_HELD_ELSEWHERE = {errno.EACCES, errno.EAGAIN, errno.EWOULDBLOCK, errno.EDEADLK}
_FAR = 1 << 30
"""Where Windows locks a byte: beyond the text, which stays readable to others."""


@dataclass(slots=True)
class Lock:
    """A lock that is held until `free`, or until the process dies. `guarded` is False where the
    folder has no lock service, which is said once and not a reason to stop."""

    descriptor: int | None
    guarded: bool = True

    def stands(self, path: Path) -> bool:
        """Whether it is this file that is locked: one that was taken away holds nobody off any more."""
        if self.descriptor is None:
            return True
        try:
            return os.path.samestat(os.fstat(self.descriptor), os.lstat(path))
        except OSError:
            return False

    def free(self) -> None:
        """Give the lock back; twice is once."""
        if self.descriptor is not None:
            descriptor, self.descriptor = self.descriptor, None
            with suppress(OSError):  # said outright: a child on its way to exec may still share it
                _unlock(descriptor)
            with suppress(OSError):
                os.close(descriptor)


class Locks(Protocol):
    """Where locks come from."""

    def take(self, path: Path, name: str) -> Lock:
        """Lock a file, making it if need be. Raises Busy, with the run's name, if another holds it,
        and OSError if there can be no such file."""


class FileLocks:
    """Locks of the system: flock, or msvcrt on Windows."""

    def take(self, path: Path, name: str) -> Lock:
        """See Locks."""
        descriptor = os.open(path, os.O_RDWR | os.O_CREAT | SAFELY, 0o600)
        try:
            _lock(descriptor)
        except OSError as error:
            if error.errno in _HELD_ELSEWHERE:
                pid = _pid(descriptor)
                os.close(descriptor)
                raise Busy(name, pid) from None
            if error.errno in _NO_SERVICE:
                return Lock(descriptor, guarded=False)
            os.close(descriptor)
            raise
        with suppress(OSError):  # the text is for a message: a full disk is no reason not to play
            os.ftruncate(descriptor, 0)
            os.write(descriptor, b"%d\n" % os.getpid())
        return Lock(descriptor)


def _pid(descriptor: int) -> str:
    with suppress(OSError):
        os.lseek(descriptor, 0, os.SEEK_SET)
        text = os.read(descriptor, 20).strip()
        return text.decode("ascii") if text.isdigit() else ""
    return ""


if sys.platform == "win32":
    import msvcrt

    def _lock(descriptor: int) -> None:
        _at_the_far_byte(descriptor, msvcrt.LK_NBLCK)

    def _unlock(descriptor: int) -> None:
        _at_the_far_byte(descriptor, msvcrt.LK_UNLCK)

    def _at_the_far_byte(descriptor: int, how: int) -> None:
        os.lseek(descriptor, _FAR, os.SEEK_SET)
        try:
            msvcrt.locking(descriptor, how, 1)
        finally:
            os.lseek(descriptor, 0, os.SEEK_SET)

else:
    import fcntl

    def _lock(descriptor: int) -> None:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)

    def _unlock(descriptor: int) -> None:
        fcntl.flock(descriptor, fcntl.LOCK_UN)
