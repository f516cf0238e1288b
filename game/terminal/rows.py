"""Rows: what is drawn, as a value: spans of text with the parts that they play.

Layout makes rows, a theme gives them colours, and nothing in between knows a library.
"""

from __future__ import annotations

from typing import Literal

from game.core.prose import Emphasis
from game.core.value import dataclass

Role = Literal[
    "text",  # prose and open choices
    "document",  # the words of a document within the prose
    "aside",  # facts that stand back: dates, roles, stances, closed choices
    "muted",  # what is told elsewhere too: hints, running heads
    "heading",  # what opens a part of a page or panel
    "title",  # the block of a scene's title
    "number",  # the block of an open choice's number
    "chosen",  # the same block, where the choice is the one that Enter takes
    "selected",  # the label of that choice
    "key",  # a key, and what it does
    "fold",  # the line that stands for text read before, or for rows folded away
    "found",  # what a search has found
    "loss",  # a minus, a low meter, the reason of a closed choice
    "gain",  # a plus
    "rule",  # rules, leaders, empty bars: decoration only
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
    """One row of the screen. `anchor` names what it belongs to, so that a screen can keep the reading
    place and know what was clicked: `chapter`, `passage 2`, `passage 2.3` (its third block), `quiet`,
    `meter.army`, `offer 1`, `item 4` (the fifth block of a page)."""

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
