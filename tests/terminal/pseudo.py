"""A pseudo-terminal with a program in it: typed at, and waited for by what it writes."""

import codecs
import fcntl
import os
import pty
import select
import signal
import struct
import subprocess
import sys
import termios
import time

GAME = (sys.executable, "-m", "game")
PATIENCE = 60.0
"""Seconds after which a program that has not written what was waited for has failed."""
MODES = (
    ("\x1b[?2004h", "\x1b[?2004l"),
    ("\x1b[?1049h", "\x1b[?1049l"),
    ("\x1b[?25l", "\x1b[?25h"),
    ("\x1b[?1000h", "\x1b[?1000l"),
    ("\x1b[?1003h", "\x1b[?1003l"),
    ("\x1b[?1006h", "\x1b[?1006l"),
    ("\x1b[?2026h", "\x1b[?2026l"),
)
"""What is switched on, and how it is switched off again."""


def _as_in_a_terminal():
    """Have the terminal, and no signal ignored: who starts the tests in the background ignores some."""
    fcntl.ioctl(0, termios.TIOCSCTTY, 0)
    for number in (
        signal.SIGINT,
        signal.SIGQUIT,
        signal.SIGHUP,
        signal.SIGTSTP,
        signal.SIGTTIN,
        signal.SIGTTOU,
    ):
        signal.signal(number, signal.SIG_DFL)


class Screen:
    """The program's side is a real terminal of this size; ours is its bytes."""

    def __init__(self, *arguments, columns=80, rows=24, environ=None, command=GAME):
        self._master, self._slave = pty.openpty()
        fcntl.ioctl(self._slave, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))
        self.before = termios.tcgetattr(self._slave)
        self.written = ""
        self._decoder = codecs.getincrementaldecoder("utf-8")("replace")  # a letter may come in two parts
        self._read = 0
        self.process = subprocess.Popen(
            [*command, *map(str, arguments)],
            stdin=self._slave,
            stdout=self._slave,
            stderr=self._slave,
            start_new_session=True,
            preexec_fn=_as_in_a_terminal,
            env={**os.environ, "TERM": "xterm-256color", "THERMIDOR_PAUSE": "no", **(environ or {})},
        )

    def wait_for(self, text):
        """Read until this text has been written since the last time; what was written till then."""
        deadline = time.monotonic() + PATIENCE
        while (found := self.written.find(text, self._read)) < 0:
            if not self._more(deadline):
                raise AssertionError(f"{text!r} was not written:\n{self.written[self._read :]}")
        start, self._read = self._read, found + len(text)
        return self.written[start : self._read]

    def type(self, text):
        os.write(self._master, text.encode())

    def resize(self, columns, rows):
        """Make the window another size, and say so, as terminals do."""
        fcntl.ioctl(self._master, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))

    def quiet(self, seconds):
        """What is written within so many seconds."""
        before, deadline = len(self.written), time.monotonic() + seconds
        while self._more(deadline):
            pass
        return self.written[before:]

    def signal(self, number):
        self.process.send_signal(number)

    def signal_job(self, number):
        """Signal whoever is in the foreground: where a shell runs here, its job."""
        os.killpg(os.tcgetpgrp(self._master), number)

    def end(self):
        """Read to the end; the exit code as a shell would tell it."""
        deadline = time.monotonic() + PATIENCE
        while self.process.poll() is None:
            if not self._more(min(deadline, time.monotonic() + 0.05)) and time.monotonic() > deadline:
                raise AssertionError(f"it did not end:\n{self.written[self._read :]}")
        while self._more(0):
            pass
        code = self.process.returncode
        return code if code >= 0 else 128 - code

    def restored(self):
        """Whether the terminal is as it was: its settings, and every mode switched off again."""
        same = termios.tcgetattr(self._slave) == self.before
        return same and all(self.written.rfind(on) <= self.written.rfind(off) for on, off in MODES)

    def hang_up(self):
        """Close our side, as a window that is closed does."""
        os.close(self._master)
        self._master = -1

    def close(self):
        if self.process.poll() is None:
            self.process.send_signal(signal.SIGKILL)
        self.process.wait()
        for descriptor in (self._master, self._slave):
            if descriptor >= 0:
                os.close(descriptor)

    def _more(self, deadline):
        wait = max(0, deadline - time.monotonic())
        ready, _, _ = select.select([self._master], [], [], wait)
        if not ready:
            return False
        try:
            data = os.read(self._master, 65536)
        except OSError:
            return False
        self.written += self._decoder.decode(data)
        return bool(data)
