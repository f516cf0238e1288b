"""The terminal of the reading room: what prompt_toolkit writes to, and what it is told of colours."""

from __future__ import annotations

import sys
from collections.abc import Mapping

from prompt_toolkit.application import Application
from prompt_toolkit.output import ColorDepth, Output
from prompt_toolkit.output.defaults import create_output
from prompt_toolkit.output.vt100 import Vt100_Output

from game.terminal.theme import Theme, has_all_colours

HOLD, SHOW = "\x1b[?2026h", "\x1b[?2026l"
"""Synchronized output: terminals that know it show what lies between at once, others pay no heed."""


class Steady(Vt100_Output):
    """A terminal that may be gone: when its window has been closed, there is nobody to tell."""

    gone = False
    entered = False
    """Whether the glance has gone to the other screen and stands on it: the first frame then takes its
    place there in one go."""

    def enter_alternate_screen(self) -> None:
        """Go to the screen that leaves the other as it is."""
        if self.entered:
            self.write_raw(HOLD)
        else:
            super().enter_alternate_screen()

    @property
    def responds_to_cpr(self) -> bool:
        """Whether to ask where the cursor is: no."""
        return False

    def flush(self) -> None:
        """Write what is to be written, if there is still something to write to."""
        if self.gone:
            self._buffer = []
            return
        if self.entered and HOLD in self._buffer:
            self.write_raw(SHOW)
            self.entered = False
        try:
            super().flush()
        except OSError:
            self.gone = True


def output(*, entered: bool = False) -> Output:
    """The terminal to draw on."""
    if sys.platform == "win32":
        return create_output()
    terminal = Steady.from_pty(sys.stdout)
    if isinstance(terminal, Steady):  # it is, though the library does not say so
        terminal.entered = entered
    return terminal


def restore(terminal: Output) -> None:
    """Leave nothing behind, whatever had been switched on."""
    terminal.reset_attributes()
    terminal.enable_autowrap()
    terminal.show_cursor()
    terminal.flush()


def depth(environ: Mapping[str, str], theme: Theme) -> ColorDepth:
    """How many colours the terminal has. prompt_toolkit does not ask COLORTERM, and rich, whose rules
    these are, takes as long to import as a tenth of a second has room for."""
    if theme == "mono":
        return ColorDepth.DEPTH_1_BIT
    if sys.platform == "win32":
        return ColorDepth.default()
    if has_all_colours(environ):
        return ColorDepth.DEPTH_24_BIT
    kind = environ.get("TERM", "").strip().casefold().rpartition("-")[2]
    return ColorDepth.DEPTH_8_BIT if kind in ("256color", "kitty") else ColorDepth.DEPTH_4_BIT


class Redrawn(Application[BaseException | None]):
    """An application that is drawn anew in one go when the size of the terminal has changed."""

    def _on_resize(self) -> None:
        self.output.write_raw(HOLD)
        try:
            super()._on_resize()
        finally:
            self.output.write_raw(SHOW)
            self.output.flush()
