"""Text in SVG on a grid of cells: every piece has its place and its length, so that no font moves it."""

from __future__ import annotations

from html import escape

from game.book.wording import safe
from game.terminal.layout import width

FONTS = "'PT Mono','DejaVu Sans Mono','Liberation Mono',Menlo,Consolas,'Cascadia Mono',monospace"
ADVANCE = 0.6
"""How wide a cell is, in ems: what the fonts of this kind have, more or less."""


def piece(text: str, x: float, y: float, size: float, kind: str = "") -> str:
    """One piece of text whose baseline begins at a point; of a class, if `kind` names one. Spaces at
    its ends count, and are left to the background."""
    text = safe(text).replace("\u00a0", " ")
    bare = text.lstrip(" ")
    x += (width(text) - width(bare)) * size * ADVANCE
    bare = bare.rstrip(" ")
    if not bare:
        return ""
    long = number(width(bare) * size * ADVANCE)
    style = f' class="{kind}"' if kind else ""
    return (
        f'<text x="{number(x)}" y="{number(y)}" font-size="{number(size)}"{style} '
        f'textLength="{long}" lengthAdjust="spacingAndGlyphs">{escape(bare)}</text>'
    )


def number(value: float) -> str:
    """A coordinate, as short as it can be written."""
    return f"{value:.2f}".rstrip("0").rstrip(".")
