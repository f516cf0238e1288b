"""The gallery as a drawing: a wall on which the endings hang in frames, and the bare frames of the others."""

from __future__ import annotations

from collections.abc import Iterator

from game.core.prose import ToldParagraph, plain
from game.core.value import dataclass
from game.play.gallery import Gallery, Medal, Picture, by_kind, more
from game.play.look import QUESTIONS
from game.terminal.layout import typeset
from game.terminal.quotes import curled
from game.terminal.rows import Span
from game.terminal.sheet import CELL, EDGE, LINE, TOP, sheet, text

ACROSS = 3
MEASURE = 42
"""The columns of text in a frame."""
MAT = 20.0
WIDE = MEASURE * CELL + 2 * MAT
GAP = 34.0
_LEAST = 8
"""The lines that a bare frame has room for."""


@dataclass(frozen=True, slots=True)
class _Line:
    """A line in a frame, of a class of the sheet's; `apart` puts a little room above it."""

    said: str
    own: str = ""
    apart: bool = False


def drawing(hung: Gallery, title: str, foot: str) -> str:
    """The gallery as the text of an SVG file, to be encoded as UTF-8."""
    drawn: list[str] = []
    y = TOP
    for start in range(0, len(hung.pictures), ACROSS):
        shelf = hung.pictures[start : start + ACROSS]
        inside = [tuple(_lines(each)) for each in shelf]
        high = max(_high(lines) for lines in inside)
        for place, (each, lines) in enumerate(zip(shelf, inside, strict=True)):
            drawn += _frame(each, lines, EDGE + place * (WIDE + GAP), y, high)
        y += high + LINE * 2 + GAP
    if hung.medals:
        medals, y = _medals((*hung.earned, *hung.open), y)
        drawn += medals
        if hung.more:
            drawn.append(text(EDGE, y, more(hung), "muted stress"))
            y += LINE * 1.6
    wide = 2 * EDGE + ACROSS * WIDE + (ACROSS - 1) * GAP
    said = f"{hung.reached or 'none'} of {len(hung.pictures)} endings reached. {by_kind(hung.pictures)}"
    return sheet(drawn, wide, y, title, said, foot)


def _lines(each: Picture) -> Iterator[_Line]:
    if not each.title:
        return
    for line in _set(each.title):
        yield _Line(line, "strong")
    for question, answer in zip(QUESTIONS, each.answers, strict=False):
        yield _Line(question, "muted stress", apart=True)
        for line in _set(answer):
            yield _Line(line)
    for number, line in enumerate(_set(each.question) if each.question else ()):
        yield _Line(line, "red", apart=not number)


def _set(said: str) -> tuple[str, ...]:
    return tuple(row.text for row in typeset((Span(curled(said)),), MEASURE))


def _high(lines: tuple[_Line, ...]) -> float:
    apart = sum(line.apart for line in lines)
    return 2 * MAT + LINE * max(_LEAST, len(lines) + 0.6 * apart)


def _frame(each: Picture, lines: tuple[_Line, ...], x: float, y: float, high: float) -> Iterator[str]:
    own = "frame framed" if each.title else "frame bare"
    yield f'<rect class="{own}" x="{x:g}" y="{y:g}" width="{WIDE:g}" height="{high:g}"/>'
    at = y + MAT + 11
    for line in lines:
        at += LINE * 0.6 * line.apart
        yield text(x + MAT, at, line.said, line.own)
        at += LINE
    plate = (
        [f"{each.number}. {each.kind}", each.date]
        if each.title
        else [f"{each.number}. a {each.kind}, not reached yet"]
    )
    yield text(x, y + high + LINE, " · ".join(part for part in plate if part), "muted")
    if each.run:
        yield text(x, y + high + LINE * 2, curled(each.run), "muted stress")


def _medals(medals: tuple[Medal, ...], y: float) -> tuple[list[str], float]:
    drawn = [text(EDGE, y + 10, "HONOURS", "head")]
    y += LINE * 2.2
    column = (WIDE + GAP) * ACROSS / 2
    measure = int((column - 60) / CELL)
    for start in range(0, len(medals), 2):
        lines = 1
        for place, each in enumerate(medals[start : start + 2]):
            x = EDGE + place * column
            own = "red" if each.earned else "open"
            drawn.append(f'<circle class="{own}" cx="{x + 6:g}" cy="{y - 4.5:g}" r="5.5"/>')
            drawn.append(text(x + 22, y, curled(each.title), "strong" if each.earned else "muted"))
            told = [plain(block.words) for block in each.told if isinstance(block, ToldParagraph)]
            told = told if each.earned else [each.hint]
            rows = [row.text for said in told for row in typeset((Span(curled(said)),), measure)]
            drawn += [text(x + 22, y + LINE * (number + 1), row, "muted") for number, row in enumerate(rows)]
            lines = max(lines, 1 + len(rows))
        y += LINE * (lines + 0.6)
    return drawn, y
