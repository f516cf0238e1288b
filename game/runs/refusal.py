"""The machine's trouble: one small tree of exceptions, each with a sentence and what to do.

They are caught once, by whoever talks to the player; none of them means that a run was harmed.
"""

from __future__ import annotations

import errno
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

EXIT_CODE = 3


class Refused(Exception):
    """The machine refused. `sentence` says what happened, `advice` what the player can do."""

    advice = "Try again, or keep the run elsewhere with --saves DIR."

    def __init__(self, sentence: str, advice: str | None = None) -> None:
        super().__init__(sentence)
        self.sentence = sentence
        if advice is not None:
            self.advice = advice


class DiskRefused(Refused):
    """Something could not be read or written; the bytes that were there are there still."""


class DiskFull(DiskRefused):
    """No space, or no more of the space that this user may fill."""

    advice = "Make room and try again, keep the run elsewhere with --saves DIR, or go on unsaved."


class DiskFailed(DiskRefused):
    """The device reports an error, so nothing that it says can be relied on."""

    advice = "Keep the run elsewhere with --saves DIR: this disk may be failing."


class ReadOnly(DiskRefused):
    """The disk is mounted for reading only."""

    advice = "Keep the run elsewhere with --saves DIR, or go on unsaved."


class NotAllowed(DiskRefused):
    """The file or folder belongs to somebody else, or something stands in its place."""

    advice = "Set right who may write there, or keep the run elsewhere with --saves DIR."


class TooLarge(DiskRefused):
    """The run would no longer fit into what is read back."""

    advice = "Copy the run: the copy can begin with this line alone."


class Busy(Refused):
    """Another process has the run open; `pid` is what that process wrote, for the message only."""

    advice = "Look at it without playing, play a copy, or leave."

    def __init__(self, name: str, pid: str) -> None:
        who = f" (process {pid})" if pid else ""
        super().__init__(f"The run “{name}” is open in another window{who}.")
        self.name = name
        self.pid = pid


class NoSuchRun(Refused):
    """Nothing goes by this name or id, or several runs go by this name."""

    advice = "`thermidor runs` lists the runs there are."


class Taken(Refused):
    """Something stands where this should go, and nothing is ever overwritten."""

    advice = "Choose another name."


class Unreadable(Refused):
    """A file that is damaged, foreign or newer than this program. It was left as it is."""

    advice = "The file was left as it is. Every other run can still be played."


class OtherStory(Refused):
    """The run belongs to a story that is not the one being played."""

    advice = "Play it with --story and the folder of its own story."


_KINDS: dict[int, tuple[type[DiskRefused], str]] = {
    errno.ENOSPC: (DiskFull, "the disk is full"),
    errno.EDQUOT: (DiskFull, "your share of the disk is used up"),
    errno.EFBIG: (DiskFull, "the disk allows no file of this size"),
    errno.EIO: (DiskFailed, "the disk reports an error"),
    errno.EROFS: (ReadOnly, "the disk is read-only"),
    errno.EACCES: (NotAllowed, "this is not allowed"),
    errno.EPERM: (NotAllowed, "this is not allowed"),
    errno.ELOOP: (NotAllowed, "a link stands in its place"),
    errno.EISDIR: (NotAllowed, "a folder stands in its place"),
    errno.ENOTDIR: (NotAllowed, "a file stands where a folder should"),
    errno.ENXIO: (NotAllowed, "something that is no file stands in its place"),
}


def shown(text: str | Path) -> str:
    """A text from elsewhere as it can be printed: the name of a file may hold what a terminal would
    obey, or bytes that are no text."""
    return "".join(character if character.isprintable() else "\ufffd" for character in str(text))


def refusal(error: OSError, act: str, where: Path) -> DiskRefused:
    """What an error of the system means to a player: `act` is what could not be done."""
    kind, reason = _KINDS.get(error.errno or 0, (DiskRefused, (error.strerror or str(error)).lower()))
    return kind(f"{act} in {shown(where)}: {reason}.")


@contextmanager
def refusing(act: str, where: Path) -> Iterator[None]:
    """Errors of the system inside become refusals: `act` is `The run could not be kept`."""
    try:
        yield
    except OSError as error:
        raise refusal(error, act, where) from error
