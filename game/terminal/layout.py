"""Layout: how wide things are, and where lines break.

Lines break at spaces, after an em dash and after a hyphen between letters; never at a no-break
space. Library wrapping does neither, and folds long words anywhere.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from game.core.prose import Words
from game.core.value import dataclass, replace
from game.terminal.hyphens import MOST, partings
from game.terminal.quotes import curled
from game.terminal.rows import Role, Row, Span

MEASURE = 66
"""The most columns that prose is set to (Bringhurst: 45 to 75, 66 ideal)."""

HYPHENS_BELOW = 56
"""The measure from which on words are not parted: in broad lines hyphens are uglier than gaps."""

_BREAK = re.compile(r" +|(?<=—)(?=[^\s—”’\"'.,;:!?)])|(?<=[^\W\d_]-)(?=[^\W\d_])")
_NO_BREAK = "\u00a0\u202f"
_LETTERS = "\u00a0-\u00ac\u00ae-\u02ff\u0370-\u0482\u048a-\u0556"
_DRAWN = "\u2010-\u2027\u202f-\u205e\u2190-\u2199\u2500-\u25fc"
_NARROW = re.compile(f"[ -~{_LETTERS}{_DRAWN}]*")
"""What nearly all is made of, a column each: letters, printers' marks, arrows, lines, blocks and shapes."""


@dataclass(frozen=True, slots=True)
class Layout:
    """Where things stand on a screen of so many columns: a left margin, the measure of the prose, a
    gap and the panel's width (0: no room for one beside)."""

    columns: int
    margin: int
    measure: int
    gap: int = 0
    panel: int = 0
    rows: int = 24


def layout_for(columns: int, rows: int, widest: int = MEASURE) -> Layout:
    """The layout for a size of terminal, with prose no wider than `widest`. Never wider than the
    terminal."""
    if columns < 60:
        margin = min(1, columns // 4)
        return Layout(columns, margin, max(1, min(widest, columns - 2 * margin)), rows=rows)
    if columns < 100:
        measure = min(widest, columns - 8)
        return Layout(columns, (columns - measure) // 2, measure, rows=rows)
    if columns < 140:
        margin, gap = (5, 6) if columns >= 118 else (3, 3)
        measure = min(widest, columns - 34 - margin)
        panel = min(30, columns - margin - measure - gap - 1)
        return Layout(columns, margin, measure, gap, panel, rows)
    gap, panel = 6, 32
    return Layout(columns, (columns - widest - gap - panel) // 2, widest, gap, panel, rows)


def width(text: str) -> int:
    """How many columns a text takes."""
    if text.isascii() or _NARROW.fullmatch(text):
        return len(text)
    from rich.cells import cell_len  # a first screen hardly ever has anything that it need be asked about

    return cell_len(text)


def typeset(
    words: Iterable[Words | Span],
    measure: int,
    first: int = 0,
    rest: int = 0,
    role: Role = "text",
    anchor: str = "",
    hyphenate: bool = False,
) -> tuple[Row, ...]:
    """The rows of one paragraph, none wider than the measure: `first` and `rest` are the indents of
    the first row and of the others. No-break spaces hold together and are painted as spaces; quotes
    and dashes are set as a printer sets them. With `hyphenate`, narrow lines may end within a word, if
    the machine knows where words may be parted."""
    spans = [_span(each, role) for each in words]
    text = curled("".join(span.text for span in spans))
    rows: list[Row] = []
    parted = hyphenate and measure < HYPHENS_BELOW
    for start, end, hyphen in _lines(text, max(1, measure - first), max(1, measure - rest), parted=parted):
        indent = rest if rows else first
        line = tuple(_slice(spans, text, start, end))
        if hyphen:
            line = (*line[:-1], replace(line[-1], text=f"{line[-1].text}-"))
        rows.append(Row((Span(" " * indent), *line) if indent else line, anchor))
    return tuple(rows)


def _span(words: Words | Span, role: Role) -> Span:
    return words if isinstance(words, Span) else Span(words.text, role, words.emphasis, words.link)


def _lines(text: str, first: int, rest: int, *, parted: bool) -> Iterator[tuple[int, int, bool]]:
    """Where each line begins and ends, and whether it ends in a hyphen."""
    start, room, fits = 0, first, 0
    stops = [(match.start(), match.end()) for match in _BREAK.finditer(text)]
    stops.append((len(text), len(text)))
    resume, hyphens = 0, 0
    for end, following in stops:
        while _wider(text, start, end, room):
            part = _part(text, start, resume, end, room) if parted and hyphens < MOST else 0
            if part:
                yield start, part, True
                start = resume = part
            elif fits > start:
                yield start, fits, False
                start = resume
            else:
                cut = _cut(text, start, room)
                yield start, cut, False
                start = cut
            hyphens = hyphens + 1 if part else 0
            room, fits = rest, start
        fits, resume = end, following
    if text[start:].strip(" "):
        yield start, len(text.rstrip(" ")), False


def _wider(text: str, start: int, end: int, room: int) -> bool:
    """Whether the text between two places is wider than the room. What lies far beyond the room is
    looked at only where most of it takes none: a text is set in a time that grows as it does."""
    near = min(end, start + 2 * room)
    return width(text[start:near]) > room or (near < end and width(text[start:end]) > room)


def _part(text: str, start: int, word: int, end: int, room: int) -> int:
    """Where to part the word between two places, so that its beginning and a hyphen end the line from
    `start`; 0 if it is not to be parted."""
    fitting = (each for each in partings(text, word, end) if width(text[start:each]) < room)
    return next(fitting, 0)


def _cut(text: str, start: int, room: int) -> int:
    """Where a word that no line can hold is cut: at least one character, marks with their letter."""
    end = start + 1
    while end < len(text) and width(text[start : end + 1]) <= room:
        end += 1
    return end


def _slice(spans: Iterable[Span], text: str, start: int, end: int) -> Iterator[Span]:
    """What the spans have of the text between two places."""
    at = 0
    for span in spans:
        low, high = max(start, at), min(end, at + len(span.text))
        at += len(span.text)
        if low < high:
            yield Span(spaced(text[low:high]), span.role, span.emphasis, span.link)


def clipped_row(row: Row, room: int) -> Row:
    """The row in at most so many columns."""
    if width(row.text) <= room:
        return row
    spans: list[Span] = []
    for span in row.spans:
        left = room - sum(width(each.text) for each in spans)
        if left <= 0:
            break
        spans.append(Span(clipped(span.text, left), span.role, span.emphasis, span.link))
    return Row(tuple(spans), row.anchor)


def spaced(text: str) -> str:
    """The text with no-break spaces as spaces: after line-breaking they have done their work, and
    some libraries paint them."""
    for character in _NO_BREAK:
        text = text.replace(character, " ")
    return text


def clipped(text: str, room: int) -> str:
    """The text in at most so many columns; what is cut is marked by an ellipsis."""
    if width(text) <= room:
        return text
    while text and width(text) > room - 1:
        text = text[:-1]
    return text.rstrip() + "…" if room > 0 else ""
