"""What opens a chapter, and the line that says which chapter goes on."""

from __future__ import annotations

from collections.abc import Iterator

from game.core.prose import Told, ToldParagraph, Words
from game.core.value import replace
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
        told = _epigraph(view.epigraph, inner)
        rows += [BLANK, *(Row((Span(" " * 8), *each.spans), ANCHOR) for each in told)]
    return (*rows, BLANK)


def running(view: ChapterView, measure: int) -> Row:
    """The chapter in one line, above a scene of it."""
    name = " · ".join(each for each in (_lead(view), view.title.upper()) if each)
    return row(clipped(name, measure), "muted", anchor=ANCHOR)


def _epigraph(told: Told, measure: int) -> Rows:
    """The epigraph; who said it stands in a row of its own."""
    rows: list[Row] = []
    for block in told:
        if isinstance(block, ToldParagraph):
            for words in _attributed(block.words):
                rows += _even(words, measure)
        else:
            rows += prose((block,), measure, "aside")
    return tuple(rows)


def _attributed(words: tuple[Words, ...]) -> Iterator[tuple[Words, ...]]:
    """What was said, and after its last dash who said it."""
    for index in range(len(words) - 1, -1, -1):
        said, dash, name = words[index].text.rpartition(" — ")
        if dash:
            yield (*words[:index], replace(words[index], text=said))
            yield (replace(words[index], text=f"— {name}"), *words[index + 1 :])
            return
    yield words


def _even(words: tuple[Words, ...], measure: int) -> Rows:
    """The rows of a paragraph, a little narrower where else its last row would be one word."""
    rows = typeset(words, measure, role="aside")
    for room in range(measure - 1, measure // 2, -1):
        if len(rows) < 2 or " " in rows[-1].text:
            break
        rows = typeset(words, room, role="aside")
    return rows


def _lead(view: ChapterView) -> str:
    if view.line:
        return "ANOTHER ROAD"
    known = view.number is not None and view.number < len(NUMBERS)
    return f"CHAPTER {NUMBERS[view.number].upper()}" if known and view.number is not None else ""
