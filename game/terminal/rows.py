"""Rows: what is drawn, as a value: spans of text with the parts that they play.

Layout makes rows, `paint` gives them colours, and nothing in between knows a library.
"""

from __future__ import annotations

from typing import Literal

from game.core.prose import Emphasis
from game.core.value import dataclass

Role = Literal[
    "text",  # prose and open choices
    "muted",  # chapter, roles, hints
    "heading",  # what opens a part of a page or panel
    "title",  # the block of a scene's title
    "number",  # the block of an open choice's number
    "loss",  # a minus, a low meter, the reason of a closed choice
    "gain",  # a plus
    "rule",  # rules, leaders, bars: decoration only
    "bar",  # the filled part of a meter's bar
]


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of text in one role; `link` is the codex entry that it leads to."""

    text: str
    role: Role = "text"
    emphasis: Emphasis = "plain"
    link: str | None = None


@dataclass(frozen=True, slots=True)
class Row:
    """One row of the screen. `anchor` names what it belongs to (`passage 2`, `offer 1`), so that a
    screen can keep the reading place and know what was clicked."""

    spans: tuple[Span, ...] = ()
    anchor: str = ""

    @property
    def text(self) -> str:
        """The bare text of the row."""
        return "".join(span.text for span in self.spans)


Rows = tuple[Row, ...]
BLANK = Row()


def row(text: str, role: Role = "text", emphasis: Emphasis = "plain", anchor: str = "") -> Row:
    """A row of one span."""
    return Row((Span(text, role, emphasis),) if text else (), anchor)
