"""Rows as pictures that can be shown to others: SVG and HTML, made by rich.

A picture is one file that asks for nothing outside itself: its fonts are those of whoever looks at it,
and it is dark where their screen is.
"""

from __future__ import annotations

import re
from html import escape
from io import StringIO

from rich.color import Color
from rich.console import Console
from rich.style import Style
from rich.terminal_theme import TerminalTheme
from rich.text import Text

from game.terminal.rows import BLANK, Row, Rows, Span
from game.terminal.theme import NIGHT, PAPER, STYLES, Palette

EDGE = 4
"""The columns left free around a picture; above and below it is half as many rows."""
FONTS = "ui-monospace, 'SF Mono', 'Cascadia Mono', Menlo, Consolas, 'DejaVu Sans Mono', monospace"
_DARK = "@media (prefers-color-scheme: dark)"

_SVG = """\
<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{height}"
 viewBox="0 0 {width} {height}" role="img" aria-labelledby="title desc">
<title id="title">TITLE</title>
<desc id="desc">SAID</desc>
<style>
text {{ font-family: FONTS; font-size: {char_height}px; white-space: pre; }}
.ground {{ fill: PAPER_GROUND; }}
.block {{ fill: PAPER_BLOCK; }}
{styles}
DARK {{
.ground {{ fill: NIGHT_GROUND; }}
.block {{ fill: NIGHT_BLOCK; }}
<night>
}}
</style>
<defs>{lines}</defs>
<rect class="ground" width="100%" height="100%"/>
{backgrounds}
{matrix}
</svg>
"""

_HTML = """\
<!DOCTYPE html>
<html lang="LANGUAGE">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>TITLE</title>
<style>
body {{ margin: 0; background: PAPER_GROUND; color: PAPER_TEXT; }}
main {{ box-sizing: border-box; max-width: 100%; overflow-x: auto; padding: 2rem 1rem; }}
pre {{ width: max-content; margin: 0 auto; font: 1rem/1.3 FONTS; }}
figure {{ margin: 0 auto 2rem; text-align: center; }}
figure svg {{ max-width: 100%; height: auto; }}
summary {{ font: 1rem/1.3 FONTS; text-align: center; margin-bottom: 1rem; }}
{stylesheet}
DARK {{
body {{ background: NIGHT_GROUND; color: NIGHT_TEXT; }}
<night>
}}
</style>
</head>
<body>
<main aria-label="TITLE">
<drawn>
<pre>{code}</pre>
<after>
</main>
</body>
</html>
"""


def svg(rows: Rows, columns: int, title: str, said: str) -> str:
    """The rows as the text of an SVG file, to be encoded as UTF-8. `said` describes it to those who do
    not see it."""
    console = _drawn((BLANK, *(_edged(each) for each in rows), BLANK), columns + 2 * EDGE)
    form = _SVG.replace("TITLE", _safe(title)).replace("SAID", _safe(said))
    text = console.export_svg(title="", theme=_THEME, code_format=_coloured(form), unique_id="p")
    text = text.replace(f'fill="{PAPER.block}"', 'class="block"')
    # textLength keeps every span in its columns, whatever font there is
    return _with_night(text, re.compile(r"^\s*\.p-r\d+ \{.*\}$", re.MULTILINE))


def html(rows: Rows, columns: int, title: str, language: str, drawing: str = "") -> str:
    """The rows as the text of an HTML file, to be encoded as UTF-8. Where there is a `drawing` (SVG) of
    what they say, that is shown, and they are folded under it."""
    console = _drawn(rows, columns)
    form = _HTML.replace("TITLE", _safe(title)).replace("LANGUAGE", escape(language))
    text = console.export_html(theme=_THEME, code_format=_coloured(form), inline_styles=False)
    text = _with_night(text, re.compile(r"^\.r\d+ \{.*\}$", re.MULTILINE))
    before, after = ("<details>\n<summary>The same in words</summary>", "</details>") if drawing else ("", "")
    figure = f"<figure>\n{drawing}</figure>\n" if drawing else ""
    return text.replace("<after>\n", f"{after}\n", 1).replace("<drawn>\n", f"{figure}{before}\n", 1)


def _safe(text: str) -> str:
    return escape(text).replace("{", "{{").replace("}", "}}")


def _rgb(colour: str) -> tuple[int, int, int]:
    return (int(colour[1:3], 16), int(colour[3:5], 16), int(colour[5:7], 16))


_THEME = TerminalTheme(_rgb(PAPER.ground), _rgb(PAPER.text), [_rgb(PAPER.text)] * 8)

_NIGHT = {
    **{getattr(PAPER, name): getattr(NIGHT, name) for name in Palette.__match_args__},
    PAPER.red: NIGHT.red,
    f"background-color: {PAPER.block}": f"background-color: {NIGHT.block}",
}
"""What a colour on paper is by night; red is lighter as ink than as a ground."""
_PAPER = re.compile("|".join(sorted(map(re.escape, _NIGHT), key=len, reverse=True)))


def _edged(row: Row) -> Row:
    return Row((Span(" " * EDGE), *row.spans), row.anchor)


def _drawn(rows: Rows, columns: int) -> Console:
    """A console on which the rows have been drawn, in the colours of paper."""
    console = Console(
        file=StringIO(),
        record=True,
        width=columns,
        height=len(rows),
        force_terminal=True,
        color_system="truecolor",
        legacy_windows=False,
        _environ={},
    )
    for row in rows:
        text = Text(no_wrap=True, overflow="ignore")
        for span in row.spans:
            text.append(span.text, _style(span))
        console.print(text, crop=False, soft_wrap=True, markup=False, emoji=False, highlight=False)
    return console


def _style(span: Span) -> Style:
    style = STYLES["paper"][span.role]
    return Style(
        color=Color.parse(style.ink) if style.ink else None,
        bgcolor=Color.parse(style.ground) if style.ground else None,
        bold=style.bold or span.emphasis == "strong" or None,
        italic=style.italic or span.emphasis == "stress" or None,
    )


def _coloured(form: str) -> str:
    for name, palette in (("PAPER", PAPER), ("NIGHT", NIGHT)):
        form = form.replace(f"{name}_GROUND", palette.ground).replace(f"{name}_TEXT", palette.text)
        form = form.replace(f"{name}_BLOCK", palette.block)
    return form.replace("FONTS", FONTS).replace("DARK", _DARK)


def _with_night(text: str, rules: re.Pattern[str]) -> str:
    """With the rules that rich wrote for paper once more, in the colours of the night."""
    written = "\n".join(_by_night(each) for each in rules.findall(text))
    return text.replace("<night>", written)


def _by_night(rule: str) -> str:
    return _PAPER.sub(lambda found: _NIGHT[found[0]], rule)
