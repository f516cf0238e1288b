"""Signals that end the program, as an exception that runs through every `finally` on its way."""

from __future__ import annotations

import signal
from types import FrameType

FATAL = tuple(
    getattr(signal, name) for name in ("SIGTERM", "SIGHUP") if hasattr(signal, name)
)  # Windows has no SIGHUP


class Signalled(BaseException):
    """The system asks the program to end; no handler of errors may hold it up."""

    def __init__(self, number: int) -> None:
        super().__init__(number)
        self.number = number


def end_on_signals() -> None:
    """From now on SIGTERM and SIGHUP raise Signalled in the main thread."""
    for number in FATAL:
        signal.signal(number, _raise)


def _raise(number: int, _frame: FrameType | None) -> None:
    # A second signal, while everything is being put in order, must not break into that.
    for each in FATAL:
        signal.signal(each, signal.SIG_IGN)
    raise Signalled(number)
