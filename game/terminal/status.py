"""The status line: where the run stands, in one row at the bottom of the screen."""

from __future__ import annotations

from collections.abc import Iterator

from game.play.view import SceneView
from game.terminal.layout import clipped, clipped_row, layout_for, spaced, width
from game.terminal.quotes import curled
from game.terminal.rows import Row, Span

GAP = 3
"""The columns between two fields."""


def line(view: SceneView, columns: int, place: str, keys: str) -> Row:
    """Facts at the left; at the right where the reader is (`▼ 46%`) and the keys that help. Facts that do
    not fit are left out, the last first; the right is there at any width that can hold it."""
    right = [Span(text, "muted") for text in (place, keys) if text]
    taken = sum(width(each.text) for each in right) + GAP * max(0, len(right) - 1)
    if taken > columns - 2:
        return Row((Span(" "), Span(clipped(keys or place, max(0, columns - 2)), "muted")))
    room = columns - 2 - taken - GAP
    left: list[Span] = []
    for field in _fields(view, columns):
        needed = sum(width(each.text) for each in field) + (GAP if left else 0)
        if needed > room and left:
            break
        if needed > room:
            field = clipped_row(Row(field), max(0, room)).spans
            needed = sum(width(each.text) for each in field)
        left += [Span(" " * GAP), *field] if left else field
        room -= needed
    between = Span(" " * max(0, columns - 2 - taken - sum(width(each.text) for each in left)))
    last = (right[0], Span(" " * GAP), right[1]) if len(right) == 2 else tuple(right)
    return Row((Span(" "), *left, between, *last))


def _fields(view: SceneView, columns: int) -> Iterator[tuple[Span, ...]]:
    """The facts, the most needed first. Beside a panel the forces need not be told."""
    if view.unsaved:
        yield (Span("not kept", "loss", "strong"),)
    if view.date:
        yield (Span(spaced(view.date), "aside"),)
    beside = layout_for(columns, 0).panel > 0
    if beside and view.place:
        yield (Span(spaced(curled(view.place)), "muted"),)
    for number, meter in enumerate(() if beside else view.panel):
        if not number or meter.change:
            label = spaced(curled(meter.label))
            yield (Span(f"{label} ", "muted"), Span(meter.word, "aside"), *_arrow(meter.change))
    if view.owed and not beside:
        yield (Span(f"{len(view.owed)} owed", "aside"),)
    if view.chapter.title:
        yield (Span(spaced(curled(view.chapter.title)), "muted"),)


def _arrow(change: int) -> tuple[Span, ...]:
    if not change:
        return ()
    return (Span("↑" if change > 0 else "↓", "gain" if change > 0 else "loss"),)
