"""Counting: words of prose, and spreads of many counts."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import assert_never

from game.core.prose import Line, Told, ToldDocument, ToldParagraph, Words, plain
from game.core.value import dataclass

_WORD = re.compile(r"\S*\w\S*")


def words(text: str) -> int:
    """The words of a text: stretches between spaces that have a letter or a digit."""
    return sum(1 for _ in _WORD.finditer(text))


def words_told(told: Told) -> int:
    """The words that a reader reads of prose as told."""
    return sum(words(each) for block in told for each in lines_told(block))


def lines_told(block: ToldParagraph | ToldDocument) -> Iterator[str]:
    """The lines of a block as told: one of a paragraph."""
    match block:
        case ToldParagraph(line):
            yield plain(line)
        case ToldDocument(_, lines, signed):
            yield from map(plain, lines)
            yield plain(signed)
        case _:
            assert_never(block)


def words_written(line: Line) -> int:
    """The words of a line with all its variants."""
    found = 0
    for piece in line:
        found += words(piece.text) if isinstance(piece, Words) else 0
        if not isinstance(piece, Words):
            found += words(plain(piece.this)) + words(plain(piece.that))
    return found


@dataclass(frozen=True, slots=True)
class Spread:
    """Where the middle of many numbers lies, and within what eight of ten do."""

    low: float
    median: float
    high: float


def spread(numbers: Iterable[float]) -> Spread | None:
    """The spread of some numbers; None if there are none."""
    ordered = sorted(numbers)
    if not ordered:
        return None
    return Spread(rank(ordered, 0.1), median(ordered), rank(ordered, 0.9))


def median(ordered: Sequence[float]) -> float:
    """The middle of ordered numbers, or between the two in the middle."""
    half = len(ordered) // 2
    return ordered[half] if len(ordered) % 2 else (ordered[half - 1] + ordered[half]) / 2


def rank(ordered: Sequence[float], share: float) -> float:
    """The number below which such a share of ordered numbers lies: the nearest there is."""
    return ordered[min(len(ordered) - 1, max(0, round(share * (len(ordered) - 1))))]
