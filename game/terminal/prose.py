"""Prose as rows: paragraphs, documents, rules and title blocks."""

from __future__ import annotations

from game.core.prose import Told, ToldDocument, ToldParagraph, Words
from game.terminal.layout import clipped, spaced, typeset, width
from game.terminal.quotes import curled
from game.terminal.rows import BLANK, Role, Row, Rows, Span, row

INDENT = 2


def prose(told: Told, measure: int, role: Role = "text", anchor: str = "", start: int = 1) -> Rows:
    """Told prose: paragraphs follow each other with an indent, documents stand by themselves.
    The first block is number `start` of its passage."""
    rows: list[Row] = []
    follows = start > 1
    for number, block in enumerate(told, start):
        here = f"{anchor}.{number}" if anchor else ""
        match block:
            case ToldParagraph(words):
                first = INDENT if follows else 0
                rows += typeset(words, measure, first, role=role, anchor=here, hyphenate=True)
                follows = True
            case ToldDocument():
                above = (BLANK,) if rows and rows[-1] != BLANK else ()
                below = (BLANK,) if number < start + len(told) - 1 else ()
                rows += [*above, *document(block, measure, here), *below]
                follows = False
    return tuple(rows)


def document(told: ToldDocument, measure: int, anchor: str = "") -> Rows:
    """A document set apart: a rule at its side, its kind above, its signature at the right."""
    room = max(8, measure - 6)
    rows: list[Row] = []
    if told.kind != "quote":
        rows.append(row(told.kind.upper(), "muted"))
    keeps_lines = told.kind in ("telegram", "minutes")
    for number, line in enumerate(told.lines):
        rows += typeset(line, room, INDENT if number and not keeps_lines else 0, 2 if keeps_lines else 0)
    if told.signed:
        for each in typeset((Words("— "), *told.signed), room, role="muted"):
            rows.append(Row((Span(" " * (room - width(each.text))), *each.spans)))
    side = Span("  │ ", "rule")
    return tuple(Row((side, *each.spans), anchor) for each in rows)


def rule(measure: int) -> Row:
    """A thin rule at the upper edge of its row: it clings to what it stands under, and is room enough
    above what follows."""
    return row("▔" * measure, "rule")


def tick(measure: int) -> Row:
    """The rule above choices, with its red tick."""
    return Row((Span("▀▀▀", "loss"), Span("▔" * max(0, measure - 3), "rule")))


def title_block(title: str, date: str, place: str, measure: int, anchor: str = "") -> Rows:
    """The red block of a scene's title, its dateline beside or below it, and a rule that clings to them."""
    # a date holds together: a year alone in a row is read as something else
    day = date.replace(" ", "\u00a0")
    where = curled(", ".join(each for each in (place, day) if each))
    beside = (Span("  "), Span(spaced(where), "aside", "stress")) if where else ()
    title = spaced(curled(title))
    block = f"  {title.upper()}  " if title else ""
    under = Row(rule(measure).spans, anchor)
    if not title:
        return (*typeset((Words(where, "stress"),), measure, role="aside", anchor=anchor), under)
    if width(block) + 2 + width(where) <= measure:
        line: tuple[Row, ...] = (Row((Span(block, "title"), *beside), anchor),)
    else:
        parts = typeset((Words(title.upper()),), max(1, measure - 4), role="title")
        broad = max(width(each.text) for each in parts)
        line = tuple(
            Row(
                (Span("  ", "title"), *each.spans, Span(" " * (broad - width(each.text) + 2), "title")),
                anchor,
            )
            for each in parts
        )
        # under the title's words, not under the edge of its block
        line += typeset((Words(where, "stress"),), measure, INDENT, INDENT, "aside", anchor)
    return (*line, under)


def letterspaced(text: str, measure: int) -> str:
    """The text in capitals with room between them, if it fits; a line breaks only between its words."""
    capitals = text.upper()
    spaced_out = "   ".join("\u00a0".join(word) for word in capitals.split())
    return spaced_out if width(spaced_out) <= measure else capitals


def leaders(name: str, value: str, measure: int, role: Role = "text") -> Row:
    """`name ..... value` across the measure; the name gives way where both do not fit."""
    value = spaced(curled(value))
    name = clipped(spaced(curled(name)), max(1, measure - width(value) - 1))
    room = measure - width(name) - width(value)
    dots = " " + "." * (room - 2) + " " if room > 3 else " " * max(room, 0)
    return Row((Span(name, role), Span(dots, "rule"), Span(value, "aside", "stress")))
