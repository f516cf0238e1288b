"""Where a turn that is longer than the screen is parted, so that nothing scrolls away unread."""

from __future__ import annotations

from collections.abc import Iterator

from game.terminal.rows import Rows


def pages(rows: Rows, room: int, last: int) -> Iterator[Rows]:
    """The rows in parts of at most `room`, the last part of at most `last`. Parts end where a
    paragraph ends; headings stay with what they open, and choices together where they fit."""
    start = 0
    ends = _ends(rows, last)
    while len(rows) - start > last:
        fitting = [end for end in ends if start < end <= start + room]
        end = fitting[-1] if fitting else start + room
        if end - start < room // 3 and start + room < _foot(rows):
            end = start + room  # better a paragraph parted than a screen left empty
        yield rows[start:end]
        start = end
        while start < len(rows) and not rows[start].spans:
            start += 1  # a part begins with something to read
    yield rows[start:]


def _ends(rows: Rows, last: int) -> list[int]:
    """The places at which a part may end, in order."""
    foot = _foot(rows)
    ends = []
    before = ""
    for index in range(1, len(rows)):
        above, here = rows[index - 1], rows[index]
        if above.spans:
            before = above.anchor
        apart = not above.spans or (above.anchor != here.anchor and "." in above.anchor)
        opening = before == "chapter" or (before.startswith("passage") and "." not in before)
        if apart and not opening and not (index > foot and len(rows) - foot <= last):
            ends.append(index)
    return ends


def _foot(rows: Rows) -> int:
    """Where the choices begin, with their rule; the end where there are none."""
    choices = next((index for index, row in enumerate(rows) if row.anchor.startswith("offer")), None)
    return len(rows) if choices is None else max(choices - 1, 0)
