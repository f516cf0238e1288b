"""The text of one file, and where things stand in it."""

from __future__ import annotations

import re
from bisect import bisect_right

from game.loading.characters import printable
from game.loading.diagnostic import Span


class Page:
    """A file's text, its line ends all `\\n`. Offsets count code points from 0; lines count from 1.
    Where lines begin is found out when somebody asks: in a file without faults nobody does."""

    __slots__ = ("_found", "_shown", "path", "text")

    def __init__(self, path: str, text: str) -> None:
        """A page of any text: `\\r\\n` and a single `\\r` end a line as `\\n` does."""
        self.path = path
        self.text = text.replace("\r\n", "\n").replace("\r", "\n") if "\r" in text else text
        self._found: list[int] = []
        self._shown = (0, "")

    @property
    def _starts(self) -> list[int]:
        if not self._found:
            self._found = [0, *(match.end() for match in re.finditer("\n", self.text))]
        return self._found

    def span(self, start: int, end: int) -> Span:
        """The place of `text[start:end]`."""
        line, last = self.line_at(start), self.line_at(end)
        column, end_column = start - self.line_start(line) + 1, end - self.line_start(last) + 1
        return Span(self.path, line, column, last, end_column)

    def line_at(self, offset: int) -> int:
        """The number of the line that an offset stands on."""
        return bisect_right(self._starts, offset)

    def line_start(self, line: int) -> int:
        """The offset at which a line begins."""
        return self._starts[line - 1]

    def line(self, line: int) -> str:
        """A line as it may be shown: without its end, and printable. Nothing for a line that is not
        there. The last one is remembered: all that is wrong with a long line shows the same text."""
        starts = self._starts
        if not 0 < line <= len(starts):
            return ""
        if line != self._shown[0]:
            end = starts[line] - 1 if line < len(starts) else len(self.text)
            self._shown = line, printable(self.text[starts[line - 1] : end])
        return self._shown[1]

    def lines(self) -> tuple[str, ...]:
        """Every line, as `line` gives them."""
        return tuple(printable(self.text).split("\n"))
