"""A program in a pseudo-terminal, looked at as its player sees it: by what stands on the screen."""

import time

import pyte

from tests.terminal.pseudo import PATIENCE, Screen


class Window(Screen):
    """What has been written, drawn."""

    def __init__(self, *arguments, columns=80, rows=24, **how):
        super().__init__(*arguments, columns=columns, rows=rows, **how)
        self.drawn = pyte.Screen(columns, rows)
        self._stream = pyte.Stream(self.drawn)
        self._fed = 0

    @property
    def text(self):
        """The rows of the screen."""
        self._stream.feed(self.written[self._fed :])
        self._fed = len(self.written)
        return "\n".join(line.rstrip() for line in self.drawn.display)

    def see(self, text):
        """Read until this stands on the screen."""
        self._until(lambda: text in self.text, f"{text!r} is not there")

    def miss(self, text):
        """Read until this does not stand on the screen any more."""
        self._until(lambda: text not in self.text, f"{text!r} is there still")

    def see_written(self, text, since):
        """Read until this has been written after so many characters."""
        self._until(lambda: text in self.written[since:], f"{text!r} was not written")

    def resize(self, columns, rows):
        """Make the window another size."""
        self.text  # noqa: B018 - what was written so far was written for the size before
        self.drawn.resize(rows, columns)
        super().resize(columns, rows)

    def _until(self, so, otherwise):
        deadline = time.monotonic() + PATIENCE
        while not so():
            ended = self.process.poll() is not None
            written = self._more(min(deadline, time.monotonic() + 0.2))
            if not written and (ended or time.monotonic() > deadline):
                raise AssertionError(f"{otherwise}:\n{self.text}")
