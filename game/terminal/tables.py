"""Tables for people: aligned and marked by colour where a terminal shows them, bare where none does."""

from __future__ import annotations

from collections.abc import Iterable
from io import StringIO
from typing import TYPE_CHECKING, Literal

from game.core.value import dataclass
from game.play.sentences import harmless

if TYPE_CHECKING:
    from rich.console import RenderableType
    from rich.text import Text

Mark = Literal["", "good", "bad", "muted"]
_STYLES = {"": "", "good": "green", "bad": "bold red", "muted": "dim"}


@dataclass(frozen=True, slots=True)
class Column:
    """A column by its heading. Numbers stand to the right; what `gives` is folded where room is short."""

    title: str
    number: bool = False
    gives: bool = False


@dataclass(frozen=True, slots=True)
class Cell:
    """What stands in a row under a column."""

    text: str
    mark: Mark = ""


@dataclass(frozen=True, slots=True)
class Table:
    """A table under a title; a line after it says what there is to say of the whole. Rows without
    columns are lines, as long as they are, so that they can be searched and followed."""

    title: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[Cell, ...], ...]
    note: str = ""


def draw(tables: Iterable[Table], columns: int, *, colours: bool, lines: bool) -> str:
    """Tables as text so many columns wide; `lines` underlines the headings."""
    from rich.console import Console
    from rich.text import Text

    out = StringIO()
    console = Console(
        file=out,
        width=columns,
        force_terminal=colours,
        no_color=not colours,
        color_system="standard" if colours else None,
        legacy_windows=False,
        highlight=False,
    )
    for table in tables:
        console.print(Text(table.title, style="bold"))
        if table.columns:
            console.print(_table(table, lines=lines))
        else:
            for row in table.rows:
                line = Text(" ").join(_drawn(cell) for cell in row if cell.text)
                console.print(line, soft_wrap=True)
        if table.note:
            console.print(Text(table.note, style="dim"))
        console.print()
    return "\n".join(line.rstrip() for line in out.getvalue().split("\n"))


def _table(table: Table, *, lines: bool) -> RenderableType:
    from rich.table import Table as Drawn
    from rich.text import Text

    drawn = Drawn(box=None, pad_edge=False, header_style="underline" if lines else "")
    for column in table.columns:
        drawn.add_column(
            Text(column.title),
            justify="right" if column.number else "left",
            overflow="fold",
            no_wrap=not column.gives,
        )
    for row in table.rows:
        drawn.add_row(*map(_drawn, row))
    return drawn


def _drawn(cell: Cell) -> Text:
    from rich.text import Text

    return Text(harmless(cell.text), style=_STYLES[cell.mark])
