"""What opens a chapter, and the line that says which chapter goes on."""

from __future__ import annotations

from game.play.view import ChapterView
from game.terminal.layout import clipped, typeset, width
from game.terminal.prose import letterspaced, prose
from game.terminal.rows import BLANK, Row, Rows, Span, row

NUMBERS = ("Nought", "One", "Two", "Three", "Four", "Five", "Six", "Seven", "Eight", "Nine", "Ten")
ANCHOR = "chapter"
_BAR = Span("▌ ", "loss")


def chapter(view: ChapterView, measure: int) -> Rows:
    """What opens a chapter: its number, its title spaced out, its span, and its epigraph."""
    room = max(1, measure - width(_BAR.text))
    lines = [
        *typeset((Span(_lead(view), "muted"),), room),
        *typeset((Span(letterspaced(view.title, room), "text", "strong"),), room),
        *typeset((Span(view.span, "aside", "stress"),), room),
    ]
    rows = [Row((_BAR, *each.spans), ANCHOR) for each in lines if each.spans]
    if view.epigraph:
        inner = max(8, measure - 8)
        told = prose(view.epigraph, inner, "aside")
        rows += [BLANK, *(Row((Span(" " * 8), *each.spans), ANCHOR) for each in told)]
    return (*rows, BLANK)


def running(view: ChapterView, measure: int) -> Row:
    """The chapter in one line, above a scene of it."""
    name = " · ".join(each for each in (_lead(view), view.title.upper()) if each)
    return row(clipped(name, measure), "muted", anchor=ANCHOR)


def _lead(view: ChapterView) -> str:
    if view.line:
        return "ANOTHER ROAD"
    known = view.number is not None and view.number < len(NUMBERS)
    return f"CHAPTER {NUMBERS[view.number].upper()}" if known and view.number is not None else ""
