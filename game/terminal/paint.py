"""Painting: rows onto a terminal by way of rich, which knows what its colours can be."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TextIO

from rich.console import Console
from rich.text import Text

from game.terminal.rows import Row, Rows
from game.terminal.theme import Theme, rich_style_of


def console_for(stream: TextIO, columns: int, environ: Mapping[str, str]) -> Console:
    """A console that adds nothing of its own: no markup, no emoji, no highlighting of numbers."""
    return Console(
        file=stream,
        width=columns,
        markup=False,
        emoji=False,
        highlight=False,
        legacy_windows=False,
        _environ=environ,
    )


def theme_for(environ: Mapping[str, str]) -> Theme:
    """`mono` where NO_COLOR is set to anything but nothing (no-color.org), else `ansi`."""
    return "mono" if environ.get("NO_COLOR") else "ansi"


def painted(row: Row, theme: Theme) -> Text:
    """One row as rich text."""
    text = Text(no_wrap=True, overflow="ignore")
    for span in row.spans:
        text.append(span.text, rich_style_of(span, theme) or None)
    return text


def paint(rows: Rows, console: Console, theme: Theme) -> None:
    """Write the rows to the console."""
    for row in rows:
        console.print(painted(row, theme), crop=False, soft_wrap=True)
    console.file.flush()
