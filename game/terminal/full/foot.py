"""The last row while something lies over the text: what can be done with what is picked."""

from __future__ import annotations

from game.play.page import Act
from game.terminal.full.desk import by_letter
from game.terminal.layout import width
from game.terminal.rows import Row, Span

BETWEEN = Span(" · ", "rule")


def line(
    acts: tuple[Act, ...], more: tuple[tuple[str, str], ...], columns: int, place: str, help_: str
) -> Row:
    """Keys and what they do at the left, the first the most needed; at the right the place and the key
    that helps, which are there at any width."""
    right = "   ".join(each for each in (place, help_) if each)
    room = columns - 2 - width(right) - 3
    offered = [("Enter", _small(acts[0].label))] if acts else []
    offered += [(letter, _small(act.label)) for letter, act in by_letter(acts).items()]
    spans: list[Span] = []
    taken = 0
    for key, does in (*offered[:1], *more, *offered[1:]) if room < 40 else (*offered, *more):
        part = [*([BETWEEN] if spans else []), Span(key, "key"), Span(f" {does}", "muted")]
        needed = sum(width(each.text) for each in part)
        if taken + needed > room:
            break
        spans += part
        taken += needed
    between = Span(" " * max(1, columns - 2 - taken - width(right)))
    return Row((Span(" "), *spans, between, Span(right, "muted")))


def _small(label: str) -> str:
    """The label within a line: its first letter small."""
    return label[:1].lower() + label[1:]
