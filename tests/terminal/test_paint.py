import re
from io import StringIO

import pytest
from rich.style import Style

from game.core.prose import Words
from game.terminal import render
from game.terminal.layout import layout_for
from game.terminal.paint import console_for, paint
from game.terminal.rows import Row, Span, row
from game.terminal.theme import theme_for
from tests.small import session
from tests.terminal.views import full_view

COLOUR = re.compile(r"\x1b\[[\d;]*(?:3[0-8]|4[0-8]|9[0-7]|10[0-7])[;m]")


def painted(rows, environ, columns=80):
    out = StringIO()
    console = console_for(out, columns, {"TERM": "xterm-256color", "FORCE_COLOR": "1"} | environ)
    paint(rows, console, theme_for(environ))
    return out.getvalue()


def test_the_title_is_a_red_block():
    rows = render.scene(session().view(), layout_for(80, 24))
    assert "\x1b[1;37;41m  ARRIVAL  " in painted(rows, {})


def test_no_color_leaves_no_colour_and_keeps_bold_and_reverse():
    rows = render.scene(full_view(), layout_for(120, 40))
    text = painted(rows, {"NO_COLOR": "1"})
    assert not COLOUR.search(text)
    assert "\x1b[1;7m" in text


def test_colour_is_there_unless_it_is_declined():
    assert COLOUR.search(painted(render.scene(full_view(), layout_for(120, 40)), {}))


@pytest.mark.parametrize(
    "text", ["[sic] and [b]bold[/b]", ":star:", "[/b]", "1924 True None 'quoted' http://x.y", "a\\[b"]
)
def test_no_library_reads_anything_into_prose(text):
    assert painted((row(text),), {}) == f"{text}\n"


def test_a_row_is_never_wrapped_or_cut_again():
    wide = "x" * 200
    assert painted((row(wide),), {}) == f"{wide}\n"


def test_each_row_is_one_line():
    assert painted((row("one"), Row(), row("two")), {}) == "one\n\ntwo\n"


def test_size_variables_of_the_environment_change_nothing():
    assert painted((row("a b " * 30),), {"COLUMNS": "10", "LINES": "3"}) == "a b " * 30 + "\n"


def test_a_link_is_underlined_and_is_no_hyperlink():
    text = painted((Row((Span("smychka", link="smychka"),)),), {})
    assert "\x1b[4m" in text
    assert "\x1b]8" not in text


def test_words_and_spans_paint_alike():
    from game.terminal.layout import typeset

    assert painted(typeset((Words("stress", "stress"),), 20), {}) == painted(
        (row("stress", emphasis="stress"),), {}
    )


@pytest.mark.parametrize("theme", ["night", "paper"])
def test_a_painted_theme_fills_every_row_with_its_ground(theme):
    for kept in (Style.parse, Style._add):  # rich keeps the colours of the first terminal drawn on
        kept.cache_clear()
    out = StringIO()
    environ = {"TERM": "xterm", "COLORTERM": "truecolor", "FORCE_COLOR": "1"}
    paint((row("one"), Row()), console_for(out, 20, environ), theme)
    ground = {"night": "48;2;20;17;14", "paper": "48;2;243;235;218"}[theme]
    lines = out.getvalue().splitlines()
    assert [len(re.sub(r"\x1b\[[\d;]*m", "", line)) for line in lines] == [20, 20]
    assert all(ground in line for line in lines)
