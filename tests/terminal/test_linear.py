"""Linear mode: settings are obeyed at once, long pages begin at their end."""

import os
import re
import shutil
from dataclasses import replace
from io import StringIO

import pytest

from game.core.prose import ToldParagraph, Words
from game.play.course import charts
from game.play.page import Page, Prose
from game.runs.settings import Settings
from game.terminal.linear import LinearFront
from tests.small import session

COLOUR = re.compile("\x1b\\[[0-9;]*(3[0-7]|38;)[0-9;]*m")
LONG = Page("Long", (Prose(tuple(ToldParagraph((Words(f"{name} — " * 40),)) for name in "abcdefgh")),))


class Terminal(StringIO):
    def isatty(self):
        return True


@pytest.fixture
def small(monkeypatch):
    monkeypatch.setattr(shutil, "get_terminal_size", lambda: os.terminal_size((80, 12)))


def front(environ=None, **how):
    out = Terminal()
    return LinearFront(out, environ or {"TERM": "xterm-256color"}, **how), out


def shown(line, out, act):
    """What was written by an act, in lines without escapes."""
    before = len(out.getvalue())
    act(line)
    return re.sub("\x1b\\[[0-9;]*m", "", out.getvalue()[before:])


def test_the_measure_is_obeyed_at_once(small):
    linear, out = front()
    assert max(map(len, shown(LONG, out, linear.page).split("\n"))) > 60
    linear.adjust(Settings(measure=40))
    assert max(len(line.strip()) for line in shown(LONG, out, linear.page).split("\n")) <= 40


def test_without_a_margin_everything_stands_where_the_shell_writes(small):
    linear, out = front(margin=False)
    kept = "“Run 1” is kept, 12 decisions, and “thermidor play” goes on with it."
    assert shown(kept, out, linear.say) == f"{kept}\n"
    assert shown(LONG, out, linear.page).split("\n")[1].startswith("LONG")


def test_ascii_is_obeyed_at_once(small):
    linear, out = front()
    view = session("promise_her").view()
    assert not shown(view, out, linear.turn).isascii()
    linear.adjust(Settings(ascii=True))
    for thing, act in (
        (view, linear.turn),
        (view, linear.panel),
        (LONG, linear.page),
        ("Wait — …", linear.say),
    ):
        assert shown(thing, out, act).isascii(), act


def test_a_theme_is_obeyed_at_once(small):
    linear, out = front()
    linear.adjust(Settings(theme="mono"))
    linear.turn(session("say_nothing").view())
    assert not COLOUR.search(out.getvalue())
    linear.adjust(Settings(theme="night"))
    linear.turn(session("say_nothing").view())
    assert COLOUR.search(out.getvalue())


def test_no_colour_is_stronger_than_any_theme(small):
    linear, out = front({"NO_COLOR": "1", "TERM": "xterm-256color"}, theme="night")
    linear.adjust(Settings(theme="paper"))
    linear.turn(session("say_nothing").view())
    assert not COLOUR.search(out.getvalue())


class Pausing:
    """Counts how often the reader was kept waiting."""

    def __init__(self):
        self.pauses = 0

    def pause(self, layout):
        self.pauses += 1
        return ""


def test_a_page_whose_end_is_to_be_read_first_is_not_parted(small):
    linear, _ = front(pause=True)
    linear._prompt = Pausing()
    linear.page(LONG)
    assert linear._prompt.pauses > 1
    linear._prompt = Pausing()
    linear.page(replace(LONG, at_end=True))
    assert linear._prompt.pauses == 0
    linear.adjust(Settings(pause=False))
    linear.page(LONG)
    assert linear._prompt.pauses == 0


def test_with_the_panel_stands_how_its_meters_went_where_they_have_moved(small):
    playing = session("say_nothing")
    linear, out = front()
    view = playing.view()
    went = charts(playing.story, playing.steps, view)
    text = shown(view, out, lambda each: linear.panel(each, went))
    assert "HOW THEY WENT" in text
    assert re.search("Strength .*rested → tired", text)
    still = session()
    text = shown(view, out, lambda each: linear.panel(each, charts(still.story, still.steps, still.view())))
    assert "HOW THEY WENT" not in text
