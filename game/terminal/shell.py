"""To the shell with Ctrl-Z or SIGTSTP, and back when it lets the program go on."""

from __future__ import annotations

import os
import signal
import sys
from contextlib import suppress
from typing import Any

from prompt_toolkit.application import Application, run_in_terminal


class Shell:
    """The shell an application was started from, and the terminal's settings as it gave them. Where there
    is no such shell, as on Windows, nothing happens."""

    def __init__(self) -> None:
        self._app: Application[Any] | None = None
        self._given: list[Any] | None = None
        self._going = False

    def heed(self, app: Application[Any], given: list[Any] | None = None) -> None:
        """From now on SIGTSTP goes to the shell. To be called where the application has a loop and the
        terminal is as the shell gave it, or with the settings that it was given with."""
        self._app, self._given, self._going = None, None, False
        if sys.platform != "win32" and app.loop:
            import termios

            if signal.getsignal(signal.SIGTSTP) == signal.SIG_IGN:
                return  # who started us wants nothing to be stopped, and would not let it go on
            with suppress(termios.error, OSError, NotImplementedError):  # no terminal
                self._given = given or termios.tcgetattr(app.input.fileno())
            self._app = app
            app.loop.add_signal_handler(signal.SIGTSTP, self.visit)

    def visit(self) -> None:
        """Leave the terminal to the shell; when it lets us go on, the application draws itself again."""
        if self._app and not self._going:
            self._going = True
            run_in_terminal(self._stop)

    def _stop(self) -> None:
        if sys.platform != "win32" and self._app and self._app.loop:
            import termios

            if self._given:
                # prompt_toolkit gives back a terminal to type lines at, which is not all it had taken
                termios.tcsetattr(self._app.input.fileno(), termios.TCSANOW, self._given)
            signal.signal(signal.SIGTSTP, signal.SIG_DFL)
            # Who started us, if it was not the shell itself, has to stop as well: the shell waits for that.
            os.kill(0, signal.SIGTSTP)
            self._app.loop.add_signal_handler(signal.SIGTSTP, self.visit)
        self._going = False
