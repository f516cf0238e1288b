"""What drawings share: text at a point, and the sheet that they stand on, by day and by night."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from html import escape

from game.terminal.theme import NIGHT, PAPER, Palette

SIZE = 13.0
CELL = SIZE * 0.602
"""How wide a character is: that of the fonts asked for, or a little less."""
LINE = 17.0
EDGE = 48.0
TOP = EDGE + 74
"""Where a drawing begins under its heading."""
FONTS = "ui-monospace, 'SF Mono', 'Cascadia Mono', Menlo, Consolas, 'DejaVu Sans Mono', monospace"
DARK = "@media (prefers-color-scheme: dark)"


def text(x: float, y: float, said: str, own: str = "") -> str:
    """Text whose baseline begins at a point, of a class of the sheet's."""
    name = f' class="{own}"' if own else ""
    return f'<text{name} x="{x:g}" y="{y:g}">{escape(said)}</text>'


def sheet(drawn: Iterable[str], wide: float, high: float, title: str, said: str, foot: str) -> str:
    """A drawing under its heading as the text of an SVG file, to be encoded as UTF-8. `said` stands
    under the title, and describes the picture to those who do not see it."""
    size = f'width="{wide:.0f}" height="{high + EDGE:.0f}"'
    head = (
        text(EDGE, EDGE + 6, title.upper(), "head"),
        f'<path class="rule" d="M{EDGE:g} {EDGE + 18:g}H{wide - EDGE:g}"/>',
        text(EDGE, EDGE + 40, said, "muted"),
    )
    lines = (
        f'<svg xmlns="http://www.w3.org/2000/svg" {size} viewBox="0 0 {wide:.0f} {high + EDGE:.0f}"',
        ' role="img" aria-labelledby="title desc">',
        f'<title id="title">{escape(title)}</title>\n<desc id="desc">{escape(said)}</desc>',
        f"<style>\ntext {{ font: {SIZE:g}px {FONTS}; white-space: pre; }}",
        ".road, .rule, .frame, .mat { fill: none; } .road, .open, .door, .frame { stroke-width: 2; }",
        ".bare { stroke-dasharray: 2 3; } .stress { font-style: italic; }",
        ".strong { font-weight: bold; } .head { font-weight: bold; font-size: 17px; letter-spacing: 1px; }",
        *_colours(PAPER),
        f"{DARK} {{",
        *_colours(NIGHT),
        "}\n</style>",
        '<rect class="ground" width="100%" height="100%"/>',
        *head,
        *drawn,
        text(EDGE, high + EDGE - 22, foot, "muted stress"),
        "</svg>\n",
    )
    return "\n".join(lines)


def _colours(palette: Palette) -> Iterator[str]:
    yield f".ground, .open, .door {{ fill: {palette.ground}; }} text, .fork, .end {{ fill: {palette.text}; }}"
    yield f".muted {{ fill: {palette.muted}; }} .head, .red {{ fill: {palette.red}; }}"
    yield f".road, .open, .frame {{ stroke: {palette.muted}; }} .door, .framed {{ stroke: {palette.red}; }}"
    yield f".rule, .mat {{ stroke: {palette.rule}; }}"
