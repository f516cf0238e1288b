"""The glance: the first picture, written to the terminal by ourselves before the library that draws all
others is imported, which takes as long as everything before it.

The terminal is taken as the library takes it: what is typed from now on waits there, unshown. Then the
library paints the same in its place. Where anything is out of the ordinary, there is no glance.
"""

from __future__ import annotations

import os
import re
import signal
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from select import select
from types import FrameType
from typing import Any, TextIO

from game.runs.settings import Settings
from game.terminal.full import events
from game.terminal.full.desk import Desk, received
from game.terminal.full.events import Event
from game.terminal.full.picture import Fragments, line_of
from game.terminal.full.sight import Memory, Sight
from game.terminal.layout import width
from game.terminal.mode import Size
from game.terminal.rows import BLANK
from game.terminal.theme import ground_of, has_all_colours, theme_for

if sys.platform != "win32":
    import termios

ORDINARY = (events.Opened, events.Turned, events.Laid, events.Said, events.Asked, events.Questioned)
ENTER = "\x1b[?1049h\x1b[?25l\x1b[?7l\x1b[0m\x1b[H\x1b[J"
"""To the other screen of the terminal, which is made empty; some terminals have only one."""
LEAVE = "\x1b[0m\x1b[?7h\x1b[?25h\x1b[?1049l"
"""And back, with everything as it was."""
CODES = {
    "bold": "1",
    "dim": "2",
    "italic": "3",
    "underline": "4",
    "reverse": "7",
    "fg:ansired": "31",
    "bg:ansired": "41",
    "fg:ansigray": "37",
    "bg:ansigray": "47",
}
"""What a terminal is told for each word of a style."""
_ORDER = re.compile("[\x00-\x1f\x7f-\x9f]")


def seen(waiting: Sequence[Event], settings: Settings, environ: Mapping[str, str], size: Size) -> str:
    """What a terminal is told to show what has happened; nothing where it takes more than that to show it."""
    desk = Desk()
    for event in waiting:
        if not isinstance(event, ORDINARY) or (isinstance(event, events.Questioned) and not event.options):
            return ""
        desk = received(desk, event)
    theme = theme_for(environ, settings.theme)
    sight = Sight(desk, settings, theme, size, "", Memory())
    colours = not ground_of(theme) or has_all_colours(environ)
    return written(sight) if desk.waiting and colours and not sight.too_small else ""


def written(sight: Sight) -> str:
    """All rows of the screen, with the cursor where the player is; nothing if a terminal could take
    something in them for an order."""
    rows = tuple(lines(sight))
    if any(_ORDER.search(text) for row in rows for _, text in row):
        return ""
    ground = ground_of(sight.theme)
    drawn = [_written(at, row, ground, sight.size.columns) for at, row in enumerate(rows, 1)]
    cursor = sight.picture(sight.height).cursor
    there = f"\x1b[{cursor[0] + 1};{cursor[1] + 1}H\x1b[?25h" if cursor else "\x1b[H"
    return f"{''.join(drawn)}\x1b[0m\x1b[?7h{there}"


def lines(sight: Sight) -> Iterator[Fragments]:
    """The rows of the screen, from the first to the last."""
    page = sight.picture(sight.height)
    yield from (page.line(at) for at in range(sight.height))
    yield from (line_of(row, sight.theme) for row in sight.strip)
    yield from (line_of(row, sight.theme, margin=1) for row in sight.message or (BLANK,))
    yield line_of(sight.last_row(), sight.theme)


def _written(at: int, row: Fragments, ground: str, columns: int) -> str:
    rest = columns - sum(width(text) for _, text in row)
    painted = [*row, ("", " " * rest)] if ground else row
    return f"\x1b[{at};1H" + "".join(f"{_codes(f'{ground} {style}')}{text}" for style, text in painted)


def _codes(style: str) -> str:
    return f"\x1b[{';'.join(('0', *map(_code, style.split())))}m"


def _code(word: str) -> str:
    if word in CODES:
        return CODES[word]
    where, _, colour = word.partition(":#")
    return ";".join(("38" if where == "fg" else "48", "2", *(str(each) for each in bytes.fromhex(colour))))


@contextmanager
def glance(look: Callable[[Size], str], write: TextIO) -> Iterator[Taken | None]:
    """Show what `look` finds for the size of the terminal, which is taken for that; None if it is not, for
    there is nothing to be seen. In the end the terminal is as it was."""
    taken = _taken(look, write)
    if taken is None:
        yield None
        return
    try:
        taken.take()
        yield taken
    finally:
        taken.give_back()


def _taken(look: Callable[[Size], str], write: TextIO) -> Taken | None:
    if sys.platform == "win32":
        return None
    try:
        columns, rows = os.get_terminal_size(write.fileno())
        keyboard = sys.stdin.fileno()
        before = termios.tcgetattr(keyboard)
    except (OSError, ValueError, termios.error):  # this is no terminal
        return None
    text = look(Size(columns or 80, rows or 24))
    return Taken(text, keyboard, before, write) if text else None


class Taken:
    """A terminal, and what is shown on its other screen while it is taken. `before` are its settings as it
    was; `typed` is what was typed before there was something to be seen."""

    def __init__(self, text: str, keyboard: int, before: list[Any], write: TextIO) -> None:
        self._text = text
        self._keyboard = keyboard
        self.before = before
        self._write = write
        self.typed = ""
        self._is_taken = False
        self._stops = signal.getsignal(signal.SIGTSTP) != signal.SIG_IGN

    def take(self) -> None:
        """Keys are kept for later and not shown; the text is."""
        self._is_taken = True
        raw = termios.tcgetattr(self._keyboard)
        raw[0] &= ~(termios.IXON | termios.IXOFF | termios.ICRNL | termios.INLCR | termios.IGNCR)
        raw[3] &= ~(termios.ECHO | termios.ICANON | termios.IEXTEN | termios.ISIG)
        raw[6][termios.VMIN] = 1
        termios.tcsetattr(self._keyboard, termios.TCSANOW, raw)
        if select([self._keyboard], [], [], 0)[0]:
            self.typed += os.read(self._keyboard, 4096).decode(errors="replace")
        if self._stops:  # else who started us wants nothing to be stopped
            signal.signal(signal.SIGTSTP, self._stop)
        self._tell(ENTER + self._text)

    def give_back(self) -> None:
        """Everything is as it was. May be done twice."""
        if not self._is_taken:
            return
        with suppress(termios.error):  # the window may have been closed
            termios.tcsetattr(self._keyboard, termios.TCSANOW, self.before)
        with suppress(OSError):
            self._tell(LEAVE)
        if self._stops:
            signal.signal(signal.SIGTSTP, signal.SIG_DFL)
        self._is_taken = False

    def _stop(self, number: int, _frame: FrameType | None) -> None:
        """To the shell, and back when it lets us go on."""
        self.give_back()
        os.kill(0, number)  # who started us, if it was not the shell itself, has to stop as well
        self.take()

    def _tell(self, text: str) -> None:
        self._write.write(text)
        self._write.flush()
