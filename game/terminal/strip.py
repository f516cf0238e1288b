"""The strip of the bench under a page: where a preview stands, why it reads so, and what it reads."""

from __future__ import annotations

from collections.abc import Iterable

from game.core.value import dataclass
from game.terminal.layout import clipped, width
from game.terminal.rows import Role, Row, Rows, Span

BETWEEN = Span(" · ", "rule")
ROOM = 8
"""The columns below which the beginning of a condition says nothing."""


@dataclass(frozen=True, slots=True)
class Reading:
    """Something that is read: its name, its value, and whether it is otherwise than it was given."""

    name: str
    value: str
    changed: bool = False


@dataclass(frozen=True, slots=True)
class Strip:
    """`lead` says which variant is shown; `because` why, those that tell it from the first before the
    others, which `turned` counts; `chosen` is the one of the readings that keys turn up and down, by its
    index."""

    lead: str
    because: tuple[str, ...] = ()
    turned: int = 0
    readings: tuple[Reading, ...] = ()
    chosen: int | None = None


def rows(strip: Strip, columns: int) -> Rows:
    """The strip in rows of so many columns at most."""
    return _why(strip, columns), _read(strip, columns)


def _why(strip: Strip, columns: int) -> Row:
    lead = clipped(strip.lead, columns - 2)
    spans = [Span(" "), Span(lead, "key")]
    room = columns - 2 - width(lead)
    for number, said in enumerate(strip.because):
        role: Role = "text" if number < strip.turned else "muted"
        room -= len(BETWEEN.text)
        if room < ROOM and width(said) > room:
            spans += [Span(" …", "muted")] if room + len(BETWEEN.text) > 1 else []
            break
        shown = clipped(said, room)
        spans += [BETWEEN, Span(shown, role)]
        room -= width(shown)
    return Row(tuple(spans))


def _read(strip: Strip, columns: int) -> Row:
    """As many readings as there is room for, the chosen one among them."""
    if not strip.readings:
        return Row((Span(" "), Span("reads nothing of the state", "muted")))
    parts = [_part(each, chosen=number == strip.chosen) for number, each in enumerate(strip.readings)]
    first, past = _window([_wide(part) for part in parts], strip.chosen or 0, columns - 2 - 8)
    before, after = first, len(parts) - past
    spans = [Span(" "), *([Span(f"{before} ‹ ", "muted")] if before else [])]
    for number in range(first, past):
        spans += [*([Span("   ")] if number > first else []), *parts[number]]
    spans += [Span(f" › {after}", "muted")] if after else []
    return Row(tuple(spans))


def _part(each: Reading, *, chosen: bool) -> tuple[Span, ...]:
    name: Role = "chosen" if chosen else "muted"
    said = f" {each.name} " if chosen else each.name
    return (Span(said, name), Span(" "), Span(each.value, "selected" if each.changed else "text"))


def _wide(spans: Iterable[Span]) -> int:
    return sum(width(span.text) for span in spans)


def _window(widths: list[int], chosen: int, room: int) -> tuple[int, int]:
    """The first and past the last of the readings that fit, from the beginning if the chosen one then
    does, else with the chosen one last."""
    first, past, taken = 0, 0, 0
    while past < len(widths):
        needed = widths[past] + 3
        if past > chosen and taken + needed > room:
            break
        taken += needed
        past += 1
        while taken > room and first < chosen:
            taken -= widths[first] + 3
            first += 1
    return first, past
