"""The page on the screen: rows as what prompt_toolkit draws, the cursor on what is picked, the mouse."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache

from prompt_toolkit.data_structures import Point
from prompt_toolkit.formatted_text import StyleAndTextTuples
from prompt_toolkit.layout.controls import UIContent, UIControl
from prompt_toolkit.mouse_events import MouseEvent, MouseEventType

from game.core.value import dataclass
from game.terminal.layout import width
from game.terminal.rows import Row, Rows, Span
from game.terminal.theme import Theme, style_of


@dataclass(frozen=True, slots=True)
class Picture:
    """What stands on the screen above its foot: rows beside each other, and where the cursor is."""

    rows: Rows
    theme: Theme
    margin: int = 0
    side: Rows = ()
    side_at: int = 0
    cursor: tuple[int, int] | None = None


class PageControl(UIControl):
    """Draws the picture of the moment. `pointed` is called with row and column of a click, `wheeled`
    with the rows that the wheel was turned by."""

    def __init__(
        self,
        picture: Callable[[int], Picture],
        pointed: Callable[[int, int], None],
        wheeled: Callable[[int], None],
    ) -> None:
        self._picture = picture
        self._pointed = pointed
        self._wheeled = wheeled

    def is_focusable(self) -> bool:
        """Whether keys may go here: they do, while nothing is being typed."""
        return True

    def create_content(self, width: int, height: int) -> UIContent:  # noqa: ARG002
        """What is to be drawn in a window of this size."""
        picture = self._picture(height)
        cursor = picture.cursor
        count = max(len(picture.rows), len(picture.side), 1)

        def line(at: int) -> StyleAndTextTuples:
            row = picture.rows[at] if at < len(picture.rows) else None
            side = picture.side[at] if at < len(picture.side) else None
            return fragments(row, side, picture.margin, picture.side_at, picture.theme)

        # Screen readers follow the cursor, also where it is not shown: it stands on what is picked.
        place = Point(cursor[1], cursor[0]) if cursor else Point(picture.margin, 0)
        return UIContent(line, count, place, show_cursor=cursor is not None)

    def mouse_handler(self, mouse_event: MouseEvent) -> object:
        """A click, or a turn of the wheel."""
        match mouse_event.event_type:
            case MouseEventType.MOUSE_UP:
                self._pointed(mouse_event.position.y, mouse_event.position.x)
            case MouseEventType.SCROLL_UP:
                self._wheeled(-3)
            case MouseEventType.SCROLL_DOWN:
                self._wheeled(3)
            case _:
                return NotImplemented
        return None


@lru_cache(maxsize=4096)
def fragments(
    row: Row | None, side: Row | None, margin: int, side_at: int, theme: Theme
) -> StyleAndTextTuples:
    """A row of the screen, and what stands beside it from a column on."""
    made: StyleAndTextTuples = [("", " " * margin)] if margin and row and row.spans else []
    if row:
        made += [_fragment(span, theme) for span in row.spans]
    if side and side.spans:
        taken = margin + width(row.text) if row and row.spans else 0
        made.append(("", " " * max(1, side_at - taken)))
        made += [_fragment(span, theme) for span in side.spans]
    return made


def _fragment(span: Span, theme: Theme) -> tuple[str, str]:
    return style_of(span, theme), span.text


def line_of(row: Row, theme: Theme) -> StyleAndTextTuples:
    """A single row, for the foot of the screen."""
    return fragments(row, None, 0, 0, theme)
