"""The command line: arguments to calls, and troubles to exit codes. The only composition root.

0 done, 1 findings, 2 usage, 3 the machine refused, 70 our fault, 128 + n a signal, 141 a closed pipe.
"""

from __future__ import annotations

import errno
import gc
import os
import sys
from collections.abc import Callable, Sequence
from io import TextIOWrapper
from pathlib import Path
from typing import NoReturn

from game.cli.log import note
from game.play.sentences import harmless
from game.runs.refusal import Refused
from game.terminal.signals import Signalled, end_on_signals

Task = Callable[[], int]
"""What the arguments ask for; it gives back an exit code."""

NO_ROOM = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}
REFUSED, OUR_FAULT, HUNG_UP, INTERRUPTED, CLOSED_PIPE = 3, 70, 129, 130, 141


def main() -> NoReturn:
    """The program: `thermidor` and `python -m game`."""
    # A start makes much that stays: to look for garbage in it as often as usual takes a tenth of the time.
    gc.set_threshold(50_000)
    sys.exit(run(sys.argv[1:]))


def run(arguments: Sequence[str]) -> int:
    """Do what the arguments ask for; the exit code. Raises nothing."""
    code = _attempt(arguments)
    note(f"exit code {code}")
    try:
        sys.stdout.flush()
        sys.stderr.flush()
    except OSError:
        _discard_output()
    return code


def _attempt(arguments: Sequence[str]) -> int:
    _prepare_streams()
    end_on_signals()
    try:
        code = _task(arguments)()
        sys.stdout.flush()
    except Refused as refused:
        return _tell(harmless(f"{refused.sentence} {refused.advice}"), REFUSED)
    except KeyboardInterrupt:
        return INTERRUPTED
    except Signalled as signalled:
        return 128 + signalled.number
    except BrokenPipeError:
        _discard_output()
        return CLOSED_PIPE
    except OSError as error:
        if error.errno in NO_ROOM:
            _discard_output(1)
            return _tell(f"The output could not be written: {os.strerror(error.errno or 0)}.", REFUSED)
        if error.errno != errno.EIO:
            return _our_fault(error, arguments)
        _discard_output()  # the window was closed, and its terminal with it
        return HUNG_UP
    except Exception as error:  # noqa: BLE001 - the last resort: everything else is our fault
        return _our_fault(error, arguments)
    return code


def _prepare_streams() -> None:
    """Make the standard streams such that nothing in them is a reason to stop: one that is closed is
    empty, or else the next file to be opened would take its place; a letter that cannot be shown is
    replaced; an encoding in which a line end is not one byte is not used."""
    for name, mode in (("stdin", "r"), ("stdout", "w"), ("stderr", "w")):
        stream = getattr(sys, name)
        if stream is None:
            setattr(sys, name, Path(os.devnull).open(mode, encoding="utf-8"))  # noqa: SIM115 - to the end
        elif isinstance(stream, TextIOWrapper):
            one_byte = "\n".encode(stream.encoding) == b"\n"
            stream.reconfigure(encoding=None if one_byte else "utf-8", errors="replace")


def _our_fault(error: Exception, arguments: Sequence[str]) -> int:
    from game.cli.crash import report

    note(f"{type(error).__name__}: {error}")
    return _tell(report(error, arguments, os.environ), OUR_FAULT)


def _task(arguments: Sequence[str]) -> Task:
    if list(arguments) in ([], ["play"]) and "_THERMIDOR_COMPLETE" not in os.environ:
        from game.cli.playing import Wishes, play

        return lambda: play(Wishes())  # nothing to parse: most starts need not wait for click
    from game.cli.commands import parse

    return parse(arguments)


def _tell(sentence: str, code: int) -> int:
    try:
        sys.stdout.flush()
        sys.stderr.write(f"thermidor: {sentence}\n")
    except OSError:
        _discard_output()
    return code


def _discard_output(*descriptors: int) -> None:
    """Nobody reads any more: what is still buffered would only complain at exit."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    for descriptor in descriptors or (1, 2):
        os.dup2(nowhere, descriptor)
