"""What conditions ask about, and which conditions and shared texts prose holds."""

from __future__ import annotations

from collections.abc import Iterator
from typing import assert_never

from game.core.condition import (
    All,
    Among,
    Chose,
    Compare,
    Condition,
    CountOf,
    Either,
    EndingIs,
    Lying,
    Named,
    Not,
    Number,
    Quantity,
    Seen,
    Sum,
    TallyOf,
    Value,
)
from game.core.prose import Document, Line, Paragraph, Prose, Shown, Variant, Variants

Question = Among | Value | Lying | Named | TallyOf | Seen | Chose | EndingIs


def questions(condition: Condition) -> Iterator[Question]:
    """Everything that a condition asks, without looking into named conditions."""
    match condition:
        case Among() | Seen() | Chose() | EndingIs() | Named():
            yield condition
        case Compare(left, _, right):
            yield from _asked(left)
            yield from _asked(right)
        case All(conditions) | Either(conditions):
            for each in conditions:
                yield from questions(each)
        case Not(inner):
            yield from questions(inner)
        case _:
            assert_never(condition)


def _asked(quantity: Quantity) -> Iterator[Question]:
    match quantity:
        case Value() | Lying() | TallyOf():
            yield quantity
        case Number():
            pass
        case CountOf(conditions):
            for each in conditions:
                yield from questions(each)
        case Sum(terms):
            for _, term in terms:
                yield from _asked(term)
        case _:
            assert_never(quantity)


def conditions_of(prose: Prose) -> Iterator[Condition]:
    """Every condition in a prose's variants."""
    for part in prose:
        match part:
            case Paragraph(line):
                yield from conditions_of_line(line)
            case Document(_, lines, signed):
                for line in (*lines, signed):
                    yield from conditions_of_line(line)
            case Variants(arms):
                for arm in arms:
                    if arm.condition is not None:
                        yield arm.condition
                    yield from conditions_of(arm.prose)
            case Shown():
                pass
            case _:
                assert_never(part)


def conditions_of_line(line: Line) -> Iterator[Condition]:
    """Every condition in a line's variants."""
    return (piece.condition for piece in line if isinstance(piece, Variant))


def texts_of(prose: Prose) -> Iterator[str]:
    """The shared texts that a prose inserts."""
    for part in prose:
        if isinstance(part, Shown):
            yield part.text
        elif isinstance(part, Variants):
            for arm in part.arms:
                yield from texts_of(arm.prose)
