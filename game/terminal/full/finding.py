"""Finding text in rows, whatever its case and accents, also where a line breaks in the middle of it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import groupby, pairwise

from game.core.value import replace
from game.play.search import folded
from game.terminal.rows import Row, Rows, Span

Stretch = tuple[int, int, int]
"""A row, and where in its text a find begins and is past."""
Hit = tuple[Stretch, ...]


def hits(rows: Rows, sought: str) -> tuple[Hit, ...]:
    """Where the text stands, from the beginning on: each in as many stretches as rows hold it."""
    wanted = " ".join(folded(sought).split())
    return tuple(_found(rows, wanted)) if wanted else ()


def _found(rows: Rows, wanted: str) -> Iterator[Hit]:
    for _, group in groupby(range(len(rows)), lambda index: rows[index].anchor or index):
        text, places = _joined(rows, group)
        start = text.find(wanted)
        while start >= 0:
            yield _stretches(places[start : start + len(wanted)])
            start = text.find(wanted, start + len(wanted))


def _joined(rows: Rows, indexes: Iterable[int]) -> tuple[str, list[tuple[int, int]]]:
    """What the rows say, folded, as one text; and for each letter of it its row and place there."""
    said: list[str] = []
    places: list[tuple[int, int]] = []
    for index in indexes:
        text = rows[index].text
        if said:
            said.append(" ")
            places.append((index, -1))
        begun = False
        for column, letter in enumerate(text):
            begun = begun or not letter.isspace()
            for each in folded(letter) if begun else "":
                said.append(each)
                places.append((index, column))
    return "".join(said), places


def _stretches(places: Iterable[tuple[int, int]]) -> Hit:
    there = [each for each in places if each[1] >= 0]
    parted = [(row, [column for _, column in run]) for row, run in groupby(there, lambda each: each[0])]
    return tuple((row, columns[0], columns[-1] + 1) for row, columns in parted)


def shown(row: Row, stretches: Iterable[tuple[int, int]]) -> Row:
    """The row with these stretches of its text drawn as found."""
    marks = sorted(stretches)
    if not marks:
        return row
    spans: list[Span] = []
    at = 0
    for span in row.spans:
        cuts = {0, len(span.text)}
        for start, past in marks:
            cuts |= {min(max(each - at, 0), len(span.text)) for each in (start, past)}
        edges = sorted(cuts)
        for low, high in pairwise(edges):
            inside = any(start <= at + low and at + high <= past for start, past in marks)
            part = replace(span, text=span.text[low:high])
            spans.append(replace(part, role="found") if inside else part)
        at += len(span.text)
    return replace(row, spans=tuple(spans))
