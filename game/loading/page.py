"""The text of one file, and where things stand in it."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass, field

from game.loading.characters import printable
from game.loading.diagnostic import Span


@dataclass(frozen=True, slots=True, eq=False)
class Page:
    """A file's text, its line ends all `\\n`. Offsets count code points from 0."""

    path: str
    text: str
    _starts: list[int] = field(repr=False)

    def span(self, start: int, end: int) -> Span:
        """The place of `text[start:end]`."""
        line = bisect_right(self._starts, start)
        last = bisect_right(self._starts, end)
        column = start - self._starts[line - 1] + 1
        return Span(self.path, line, column, last, end - self._starts[last - 1] + 1)

    def line_at(self, offset: int) -> int:
        """The number of the line, from 1, that an offset stands on."""
        return bisect_right(self._starts, offset)

    def line_start(self, line: int) -> int:
        """The offset at which a line, counted from 1, begins."""
        return self._starts[line - 1]

    def line(self, line: int) -> str:
        """A line, counted from 1, as it may be shown: without its end, and printable. Nothing for a line
        that is not there."""
        if not 0 < line <= len(self._starts):
            return ""
        start = self._starts[line - 1]
        end = self._starts[line] - 1 if line < len(self._starts) else len(self.text)
        return printable(self.text[start:end])

    def lines(self) -> tuple[str, ...]:
        """Every line, as `line` gives them."""
        return tuple(printable(self.text).split("\n"))


def page(path: str, text: str) -> Page:
    """A page of any text: `\\r\\n` and a single `\\r` end a line as `\\n` does."""
    if "\r" in text:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    starts = [0]
    starts.extend(match.end() for match in re.finditer("\n", text))
    return Page(path, text, starts)
