"""Texts for tests in which ⟦ and ⟧ mark the place that a diagnostic should have."""

from __future__ import annotations

from game.loading.diagnostic import Span


def unmarked(text: str, path: str = "a.yaml") -> tuple[str, Span]:
    """The text without its marks, and the place between them."""
    before, rest = text.split("⟦")
    inside, after = rest.split("⟧")
    line, column = _position(before)
    end_line, end_column = _position(before + inside)
    return before + inside + after, Span(path, line, column, end_line, end_column)


def _position(text: str) -> tuple[int, int]:
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    return len(lines), len(lines[-1]) + 1
