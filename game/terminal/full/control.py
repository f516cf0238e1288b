"""The page on the screen: the picture as prompt_toolkit draws it, the cursor on what is picked, the mouse."""

from __future__ import annotations

from collections.abc import Callable

from prompt_toolkit.data_structures import Point
from prompt_toolkit.formatted_text import StyleAndTextTuples
from prompt_toolkit.layout.controls import UIContent, UIControl
from prompt_toolkit.mouse_events import MouseEvent, MouseEventType

from game.terminal.full.picture import Picture


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
            return [*picture.line(at)]

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
