"""Themes: what each role of a span looks like. Red is the only hue, and never runs through prose."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import Literal

from game.core.prose import Emphasis
from game.core.value import dataclass, replace
from game.terminal.rows import Role, Span

Theme = Literal["ansi", "night", "paper", "mono"]


@dataclass(frozen=True, slots=True)
class Style:
    """How text is drawn. A colour is `#rrggbb`, or `red` or `white` of the terminal's own; empty is
    what the terminal, or the ground of the theme, has anyway."""

    ink: str = ""
    ground: str = ""
    bold: bool = False
    italic: bool = False
    dim: bool = False
    reverse: bool = False


@dataclass(frozen=True, slots=True)
class Palette:
    """A theme of painted colours, from the ground up: contrasts of all but `rule` are 4.5 or more."""

    ground: str
    text: str
    strong: str
    muted: str
    red: str
    block: str
    on_block: str
    rule: str


NIGHT = Palette("#14110e", "#e6dcc6", "#f6eedb", "#a3987f", "#e2503c", "#b3281c", "#f6eedb", "#5c5345")
PAPER = Palette("#f3ebda", "#211c17", "#0e0b08", "#655a49", "#a81c14", "#a81c14", "#f8f1e2", "#b8ab92")

BOLD = Style(bold=True)
PLAIN = Style()
DIM = Style(dim=True)

ANSI: Mapping[Role, Style] = {
    "text": PLAIN,
    "document": PLAIN,
    "aside": PLAIN,
    "muted": DIM,
    "heading": Style("red", bold=True),
    "title": Style("white", "red", bold=True),
    "number": Style(reverse=True),
    "chosen": Style("white", "red", bold=True),
    "selected": BOLD,
    "key": BOLD,
    "fold": DIM,
    "found": Style(reverse=True),
    "loss": Style("red"),
    "gain": PLAIN,
    "rule": DIM,
    "bar": PLAIN,
}
"""The terminal's own colours, with its own red."""

MONO: Mapping[Role, Style] = {
    **ANSI,
    "heading": BOLD,
    "title": Style(bold=True, reverse=True),
    "number": BOLD,
    "chosen": Style(bold=True, reverse=True),
    "loss": BOLD,
}
"""No colour at all: what NO_COLOR asks for."""


def _painted(palette: Palette) -> Mapping[Role, Style]:
    text, muted, strong = Style(palette.text), Style(palette.muted), Style(palette.strong, bold=True)
    block = Style(palette.on_block, palette.block, bold=True)
    return {
        "text": text,
        "document": text,
        "aside": muted,
        "muted": muted,
        "heading": Style(palette.red, bold=True),
        "title": block,
        "number": Style(palette.ground, palette.text, bold=True),
        "chosen": block,
        "selected": strong,
        "key": text,
        "fold": muted,
        "found": Style(palette.ground, palette.text),
        "loss": Style(palette.red),
        "gain": text,
        "rule": Style(palette.rule),
        "bar": text,
    }


STYLES: Mapping[Theme, Mapping[Role, Style]] = {
    "ansi": ANSI,
    "night": _painted(NIGHT),
    "paper": _painted(PAPER),
    "mono": MONO,
}
GROUNDS: Mapping[Theme, Style] = {
    "ansi": PLAIN,
    "night": Style(NIGHT.text, NIGHT.ground),
    "paper": Style(PAPER.text, PAPER.ground),
    "mono": PLAIN,
}


def theme_for(environ: Mapping[str, str], wanted: str = "ansi") -> Theme:
    """`mono` where NO_COLOR is set to anything but nothing (no-color.org), else the one that is wanted,
    or `ansi` where there is none of that name."""
    if environ.get("NO_COLOR"):
        return "mono"
    return next((theme for theme in STYLES if theme == wanted), "ansi")


def has_all_colours(environ: Mapping[str, str]) -> bool:
    """Whether the terminal says that it has every colour there is."""
    return environ.get("COLORTERM", "").strip().casefold() in ("truecolor", "24bit")


def style_of(span: Span, theme: Theme) -> str:
    """The style of a span in the words of prompt_toolkit."""
    return _for_prompt_toolkit(span.role, span.emphasis, bool(span.link), theme)


def rich_style_of(span: Span, theme: Theme) -> str:
    """The style of a span in the words of rich, with the ground that the theme stands on."""
    return _for_rich(span.role, span.emphasis, bool(span.link), theme)


def ground_of(theme: Theme) -> str:
    """The style of the whole screen in the words of prompt_toolkit; empty where the terminal's own
    colours are left alone."""
    return _words(GROUNDS[theme], "fg:{}", "bg:{}", {"red": "ansired", "white": "ansigray"})


def rich_ground_of(theme: Theme) -> str:
    """The style of the whole screen in the words of rich."""
    return _words(GROUNDS[theme], "{}", "on {}", {})


@cache
def _for_prompt_toolkit(role: Role, emphasis: Emphasis, linked: bool, theme: Theme) -> str:
    style = _stressed(STYLES[theme][role], emphasis)
    said = _words(style, "fg:{}", "bg:{}", {"red": "ansired", "white": "ansigray"})
    return f"{said} underline".lstrip() if linked else said


@cache
def _for_rich(role: Role, emphasis: Emphasis, linked: bool, theme: Theme) -> str:
    style = _stressed(STYLES[theme][role], emphasis)
    said = _words(replace(style, ground=style.ground or GROUNDS[theme].ground), "{}", "on {}", {})
    return f"{said} underline".lstrip() if linked else said


def _stressed(style: Style, emphasis: Emphasis) -> Style:
    if emphasis == "stress":
        return replace(style, italic=True)
    return replace(style, bold=True) if emphasis == "strong" else style


def _words(style: Style, ink: str, ground: str, names: Mapping[str, str]) -> str:
    marks = [name for name in ("bold", "italic", "dim", "reverse") if getattr(style, name)]
    if style.ink:
        marks.append(ink.format(names.get(style.ink, style.ink)))
    if style.ground:
        marks.append(ground.format(names.get(style.ground, style.ground)))
    return " ".join(marks)
