"""Plain mode at work: text out, lines in, nothing else."""

from __future__ import annotations

import textwrap
from typing import TextIO

from game.play.completion import Complete, no_completions
from game.play.page import Chart, Page
from game.play.reading import possible
from game.play.sentences import harmless
from game.play.view import OpeningView, SceneView
from game.runs.settings import Settings
from game.terminal import plain
from game.terminal.front import LONGEST, Option


class PlainFront:
    """Plain text on a stream. `columns` is where lines are wrapped, 0 for one paragraph a line;
    `attended` is true where somebody types."""

    def __init__(self, read: TextIO, write: TextIO, *, attended: bool, columns: int = 0) -> None:
        self._read = read
        self._write = write
        self._columns = columns
        self._given_back: list[str] = []
        self.attended = attended

    def opening(self, view: OpeningView) -> None:
        """Show page one."""
        self._put(plain.opening(view))

    def turn(self, view: SceneView) -> None:
        """Show a turn."""
        self._put(plain.turn(view))
        if view.verdict:
            self.say(possible(view))

    def panel(self, view: SceneView, charts: tuple[Chart, ...] = ()) -> None:
        """Show the whole panel."""
        self._put(plain.status(view, charts))

    def page(self, page: Page) -> None:
        """Show a look-up's answer."""
        self._put(plain.page(page))

    def say(self, sentence: str) -> None:
        """Say one sentence of the program's."""
        self._put(f"{sentence}\n")

    def adjust(self, settings: Settings) -> None:
        """The settings have changed; none is about plain text."""

    def ask(self, view: SceneView, complete: Complete = no_completions) -> str:  # noqa: ARG002
        """Read what the player wants on a turn."""
        return self._line()

    def question(self, words: str, options: tuple[Option, ...] = ()) -> str:  # noqa: ARG002
        """Ask something else, and read the answer."""
        self.say(words)
        return self._line()

    def give_back(self, line: str) -> None:
        """Let this line be read next."""
        self._given_back.append(line)

    def _line(self) -> str:
        self._write.write("> ")
        self._write.flush()
        line = self._given_back.pop() if self._given_back else self._read.readline()[:LONGEST]
        if not line:
            self._write.write("\n")
            raise EOFError
        if not self.attended:
            # A transcript reads as if somebody had typed there.
            self._write.write(harmless(line.rstrip("\r\n")) + "\n")
        return line

    def _put(self, text: str) -> None:
        text = wrapped(text, self._columns) if self._columns else text
        self._write.write(text.replace("\u00a0", " ").replace("\u202f", " "))
        self._write.flush()


def wrapped(text: str, columns: int) -> str:
    """The text with its lines wrapped at spaces, for terminals that cut long lines."""
    return "\n".join(
        textwrap.fill(line, columns, break_long_words=True, break_on_hyphens=False)
        for line in text.split("\n")
    )
