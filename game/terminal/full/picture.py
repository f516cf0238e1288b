"""The picture: what stands on the screen above its foot, as stretches of text and their styles."""

from __future__ import annotations

from functools import lru_cache

from game.core.value import dataclass
from game.terminal.layout import width
from game.terminal.rows import Row, Rows, Span
from game.terminal.theme import Theme, style_of

Fragments = list[tuple[str, str]]
"""A row of the screen: styles in the words of prompt_toolkit, and the text of each."""


@dataclass(frozen=True, slots=True)
class Picture:
    """What stands on the screen above its foot: rows beside each other, and where the cursor is."""

    rows: Rows
    theme: Theme
    margin: int = 0
    side: Rows = ()
    side_at: int = 0
    cursor: tuple[int, int] | None = None

    def line(self, at: int) -> Fragments:
        """One row of it, from the left edge of the screen."""
        row = self.rows[at] if at < len(self.rows) else None
        side = self.side[at] if at < len(self.side) else None
        return fragments(row, side, self.margin, self.side_at, self.theme)


@lru_cache(maxsize=4096)
def fragments(row: Row | None, side: Row | None, margin: int, side_at: int, theme: Theme) -> Fragments:
    """A row of the screen, and what stands beside it from a column on."""
    made: Fragments = [("", " " * margin)] if margin and row and row.spans else []
    if row:
        made += [_fragment(span, theme) for span in row.spans]
    if side and side.spans:
        taken = margin + width(row.text) if row and row.spans else 0
        made.append(("", " " * max(1, side_at - taken)))
        made += [_fragment(span, theme) for span in side.spans]
    return made


def _fragment(span: Span, theme: Theme) -> tuple[str, str]:
    return style_of(span, theme), span.text


def line_of(row: Row, theme: Theme, margin: int = 0) -> Fragments:
    """A single row, for the foot of the screen."""
    return fragments(row, None, margin, 0, theme)
