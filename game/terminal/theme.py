"""Themes: what each role of a span looks like. Red is the only hue, and never runs through prose."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal

from game.terminal.rows import Role, Span

Theme = Literal["ansi", "mono"]

ANSI: Mapping[Role, str] = {
    "text": "",
    "muted": "dim",
    "heading": "bold red",
    "title": "bold white on red",
    "number": "bold reverse",
    "loss": "red",
    "gain": "",
    "rule": "dim",
    "bar": "",
}
"""The terminal's own colours, with its own red."""

MONO: Mapping[Role, str] = {
    **ANSI,
    "heading": "bold",
    "title": "bold reverse",
    "loss": "bold",
}
"""No colour at all: what NO_COLOR asks for."""

EMPHASES = {"plain": "", "stress": "italic", "strong": "bold"}


def style_of(span: Span, theme: Theme) -> str:
    """The style of a span, in words that rich and prompt_toolkit both know."""
    base = (MONO if theme == "mono" else ANSI)[span.role]
    link = "underline" if span.link else ""
    return " ".join(each for each in (base, EMPHASES[span.emphasis], link) if each)
