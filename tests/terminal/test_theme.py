"""Themes: legible, parsed by both libraries, red only where red is meant, nothing said by colour alone."""

import typing

import pytest
from prompt_toolkit.styles import Style as PromptToolkitStyle
from rich.style import Style as RichStyle

from game.terminal.rows import Role, Span
from game.terminal.theme import (
    GROUNDS,
    NIGHT,
    PAPER,
    STYLES,
    Theme,
    ground_of,
    rich_ground_of,
    rich_style_of,
    style_of,
)

ROLES = typing.get_args(Role)
THEMES = typing.get_args(Theme)
EMPHASES = ("plain", "stress", "strong")
DECORATION = {"rule"}


def luminance(colour):
    parts = (int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5))
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(ink, ground):
    """As WCAG 2.2 defines it: from 1 to 21."""
    lighter, darker = sorted((luminance(ink), luminance(ground)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def test_contrast_is_computed_as_defined():
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)


@pytest.mark.parametrize("theme", THEMES)
def test_every_role_has_a_style(theme):
    assert set(STYLES[theme]) == set(ROLES)


@pytest.mark.parametrize("role", sorted(set(ROLES) - DECORATION))
@pytest.mark.parametrize("theme", ["night", "paper"])
def test_painted_text_is_legible(theme, role):
    style = STYLES[theme][role]
    assert contrast(style.ink, style.ground or GROUNDS[theme].ground) >= 4.5


@pytest.mark.parametrize(("palette", "ratio"), [(NIGHT, 13.8), (PAPER, 14.2)])
def test_prose_is_more_than_legible(palette, ratio):
    assert contrast(palette.text, palette.ground) >= ratio - 0.1


@pytest.mark.parametrize("role", ROLES)
@pytest.mark.parametrize("theme", THEMES)
def test_both_libraries_understand_every_style_alike(theme, role):
    for emphasis in EMPHASES:
        for link in (None, "smychka"):
            span = Span("x", role, emphasis, link)
            drawn = PromptToolkitStyle([]).get_attrs_for_style_str(style_of(span, theme))
            painted = RichStyle.parse(rich_style_of(span, theme) or "none")
            assert (drawn.bold, drawn.italic, drawn.underline, drawn.reverse, drawn.dim) == tuple(
                bool(each)
                for each in (painted.bold, painted.italic, painted.underline, painted.reverse, painted.dim)
            )
            assert bool(drawn.color) == bool(painted.color)
            assert painted.bgcolor is not None or not drawn.bgcolor
            if drawn.color and theme in ("night", "paper"):
                assert painted.color.name == f"#{drawn.color}"


@pytest.mark.parametrize("theme", THEMES)
def test_both_libraries_understand_the_ground(theme):
    drawn = PromptToolkitStyle([]).get_attrs_for_style_str(ground_of(theme))
    painted = RichStyle.parse(rich_ground_of(theme) or "none")
    assert (f"#{drawn.bgcolor}" if drawn.bgcolor else "") == GROUNDS[theme].ground
    assert (painted.bgcolor.name if painted.bgcolor else "") == GROUNDS[theme].ground


def test_the_terminals_own_colours_are_left_alone_by_default():
    """Only red, and white on red, are named: the rest is what the terminal has anyway."""
    assert GROUNDS["ansi"] == GROUNDS["mono"]
    named = {each.ink or each.ground for each in STYLES["ansi"].values()}
    assert named == {"", "red", "white"}
    assert not STYLES["ansi"]["text"].ink


def test_mono_has_no_colour():
    assert not any(style.ink or style.ground for style in STYLES["mono"].values())


@pytest.mark.parametrize("theme", THEMES)
def test_facts_that_stand_nowhere_else_are_never_dimmed(theme):
    dimmed = {role for role in ROLES if STYLES[theme][role].dim}
    assert dimmed <= {"muted", "fold", "rule"}


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize(("one", "other"), [("chosen", "number"), ("selected", "text"), ("found", "text")])
def test_what_is_chosen_or_found_differs_by_more_than_hue(theme, one, other):
    first, second = STYLES[theme][one], STYLES[theme][other]
    assert (first.bold, first.reverse, first.ground) != (second.bold, second.reverse, second.ground)
