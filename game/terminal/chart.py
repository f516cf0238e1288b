"""A meter's history as a row of small bars, one a decision, under the chapters that they fall into."""

from __future__ import annotations

from game.play.page import Chart
from game.terminal.layout import clipped, width
from game.terminal.prose import leaders
from game.terminal.rows import Role, Row, Rows, Span

BARS = "▁▂▃▄▅▆▇█"
BROADEST = 3
"""The most columns of one bar."""
SHORTEST = 4
"""The columns in which a chapter's title says anything."""


def chart(shown: Chart, measure: int, *, marked: bool, anchor: str = "") -> Rows:
    """Its name, the first and the last word, and the bars; with the chapters above those if `marked`. The
    bars of one chapter are of one shade, low ones red, and the last is where the meter stands now."""
    if not shown.values:
        return ()
    first, last = _word(shown, 0), _word(shown, -1)
    top = shown.steps - 1
    now = f"{last} {shown.values[-1]}/{top}"
    went = now if len(shown.values) == 1 or first == last else f"{first} → {now}"
    if width(went) + width(shown.name) + 1 > measure:
        went = now
    marks = (_marks(shown, measure),) if marked and shown.marks else ()
    made = (leaders(shown.name, went, measure), *marks, _bars(shown, measure))
    return tuple(Row(each.spans, anchor) for each in made)


def _word(shown: Chart, at: int) -> str:
    value = shown.values[at]
    return shown.words[value] if value < len(shown.words) else str(value)


def places(shown: Chart, measure: int) -> tuple[int, ...]:
    """The column at which the bar of each value begins, and last that after them all. A long history is
    drawn in fewer bars than it has values, a short one in broad ones."""
    count = len(shown.values)
    broad = min(BROADEST, measure // count)
    if broad:
        return tuple(range(0, (count + 1) * broad, broad))
    return tuple(index * measure // count for index in range(count + 1))


def _bars(shown: Chart, measure: int) -> Row:
    top = max(1, shown.steps - 1)
    at = places(shown, measure)
    starts = {mark for mark, _ in shown.marks}
    spans: list[Span] = []
    role: Role = "muted"
    for index, value in enumerate(shown.values):
        if index in starts and index:
            role = "rule" if role == "muted" else "muted"
        if index == len(shown.values) - 1:
            role = "bar"
        drawn = BARS[value * (len(BARS) - 1) // top] * (at[index + 1] - at[index])
        spans.append(Span(drawn, "loss" if value <= top // 4 else role))
    return Row(tuple(each for each in spans if each.text))


def _marks(shown: Chart, measure: int) -> Row:
    """The chapters, each above the bar that it begins with; a title that has no room is left out."""
    at = places(shown, measure)
    starts = [(at[min(index, len(at) - 1)], title) for index, title in shown.marks]
    text = ""
    for number, (column, title) in enumerate(starts):
        ends = starts[number + 1][0] if number + 1 < len(starts) else measure
        room = ends - column - 2
        fitting = title if width(title) <= room else title.removeprefix("The ")
        said = clipped(fitting, room) if room >= SHORTEST else ""
        if column < width(text) or column >= measure:
            continue
        text += " " * (column - width(text)) + clipped(f"╷{said}", max(1, ends - column))
    return Row((Span(text, "muted"),))
