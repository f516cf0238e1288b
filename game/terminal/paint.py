"""Painting: rows onto a terminal by way of rich, which knows what its colours can be."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TextIO

from rich.console import Console
from rich.text import Text

from game.terminal.layout import width
from game.terminal.rows import Row, Rows
from game.terminal.theme import GROUNDS, Theme, rich_ground_of, rich_style_of


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


def painted(row: Row, theme: Theme, columns: int = 0) -> Text:
    """One row as rich text; where the theme has a ground of its own, that fills the columns."""
    text = Text(no_wrap=True, overflow="ignore")
    for span in row.spans:
        text.append(span.text, rich_style_of(span, theme) or None)
    if GROUNDS[theme].ground:
        text.append(" " * (columns - width(row.text)), rich_ground_of(theme))
    return text


def paint(rows: Rows, console: Console, theme: Theme) -> None:
    """Write the rows to the console."""
    for row in rows:
        console.print(painted(row, theme, console.width), crop=False, soft_wrap=True)
    console.file.flush()
