"""The record in two columns with time between them: what you did at its left, what he did at its right."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import zip_longest

from game.core.model import Story
from game.play.record import Day, Record, chapter_heading, left, mark, parted, shared
from game.terminal.layout import clipped, spaced, typeset, width
from game.terminal.prose import leaders, rule
from game.terminal.quotes import curled
from game.terminal.rows import BLANK, Role, Row, Rows, Span

LEAST = 84
"""The columns below which there is no room for all three."""
_TIME = 22
_GAP = 2


def beside(story: Story, kept: Record, measure: int) -> Rows:
    """The days of a record under their chapters. Never wider than the measure."""
    side = (measure - _TIME - 2 * _GAP) // 2
    measure = 2 * side + _TIME + 2 * _GAP
    rows: list[Row] = []
    for sentence in (parted(kept), left(kept), shared(kept)):
        rows += typeset((Span(curled(sentence)),), measure) if sentence else ()
    under = rule(measure)
    rows += [BLANK, _heads(side), under]
    chapter: str | None = None
    for day in kept.days:
        if day.chapter != chapter and not (day.alone and day.chapter):
            chapter = day.chapter
            heading = chapter_heading(story, chapter)
            rows += [
                *([BLANK] if rows[-1].spans != under.spans else []),
                leaders(heading.title.upper(), heading.aside, measure, "heading"),
            ]
        if day is kept.parting:
            rows += [BLANK, _across("  HERE YOU PART  ", measure)]
        if day is kept.leaving:
            rows += [BLANK, _across("  HERE YOU LEAVE HISTORY  ", measure)]
        rows += [BLANK, *_day(day, side)]
    return tuple(rows)


def _heads(side: int) -> Row:
    gap = " " * (side - len("YOU") + _TIME + 2 * _GAP)
    return Row((Span("YOU", "heading"), Span(gap), Span("HISTORY", "heading")))


def _across(said: str, measure: int) -> Row:
    left = (measure - width(said)) // 2
    right = measure - width(said) - left
    return Row((Span("━" * left, "loss"), Span(said, "title"), Span("━" * right, "loss")))


def _day(day: Day, side: int) -> Iterator[Row]:
    yours = [line for log in day.you for line in typeset((Span(curled(log)),), side)]
    his = list(typeset((Span(curled(day.he), "aside"),), side)) if day.he else []
    between = list(_between(day))
    for you, time, he in zip_longest(yours, between, his):
        spans = [*_filled(you, side), *(time.spans if time else (Span(" " * (_TIME + 2 * _GAP)),))]
        yield Row((*spans, *(he.spans if he else ())))


def _filled(line: Row | None, side: int) -> tuple[Span, ...]:
    spans = line.spans if line else ()
    return (*spans, Span(" " * (side - sum(width(span.text) for span in spans))))


def _between(day: Day) -> Iterator[Row]:
    """The date, the heading, and whether the two did the same, each in the middle."""
    if day.date:
        yield _middle(day.written, "text")
    for line in typeset((Span(curled(day.title)),), _TIME):
        yield _middle(line.text, "aside")
    if said := mark(day):
        sign = {True: "= ", False: "≠ ", None: ""}[day.same]
        yield _middle(f"{sign}{said}", "loss" if day.same is False else "aside", stress=True)


def _middle(text: str, role: Role, *, stress: bool = False) -> Row:
    text = clipped(spaced(text), _TIME)
    left = (_TIME - width(text)) // 2
    right = _TIME - width(text) - left
    said = Span(text, role, "stress" if stress else "plain")
    return Row((Span(" " * (_GAP + left)), said, Span(" " * (right + _GAP))))
