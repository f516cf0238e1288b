"""A turn longer than the screen is read a screen of whole paragraphs at a time."""

import io
import os
from dataclasses import replace

import pytest

from game.terminal import linear, pages, render
from game.terminal.layout import layout_for
from game.terminal.linear import LinearFront
from game.terminal.paging import pages as parted
from tests.small import THAW, WINTER, session
from tests.terminal.views import full_view

VIEWS = [session().view(), session(*WINTER).view(), session(*THAW).view(), full_view()]


def told(rows):
    return [row.text for row in rows if row.text.strip()]


@pytest.mark.parametrize("height", [8, 12, 16, 24, 40])
@pytest.mark.parametrize("view", VIEWS)
def test_every_part_fits_and_nothing_is_lost(view, height):
    rows = render.scene(view, layout_for(80, height))
    parts = list(parted(rows, height - 1, height - 2))
    assert [line for part in parts for line in told(part)] == told(rows)
    assert all(len(part) < height for part in parts)
    assert len(parts[-1]) <= height - 2


@pytest.mark.parametrize("view", VIEWS)
def test_what_fits_is_not_parted(view):
    rows = render.scene(view, layout_for(80, 24))
    assert list(parted(rows, len(rows) + 1, len(rows))) == [rows]


@pytest.mark.parametrize("height", range(12, 30))
@pytest.mark.parametrize("view", VIEWS[:3])
def test_no_part_ends_in_a_heading(view, height):
    rows = render.scene(view, layout_for(80, height))
    for part in list(parted(rows, height - 1, height - 2))[:-1]:
        last = [row.anchor for row in part if row.spans][-1]
        assert last != "chapter"
        assert not (last.startswith("passage") and "." not in last)


def test_the_panel_is_parted_between_its_meters():
    view = full_view()
    view = replace(view, panel=tuple(replace(view.panel[0], id=f"m{number}") for number in range(9)))
    rows = pages.status(view, layout_for(80, 12))
    first = next(parted(rows, 11, 10))
    assert len(first) > 5
    assert first[-1].anchor.startswith("meter.") or not first[-1].spans


def test_choices_stay_together():
    rows = render.scene(session(*WINTER).view(), layout_for(80, 12))
    last = list(parted(rows, 11, 10))[-1]
    assert {"offer 1", "offer 2"} <= {row.anchor for row in last}


class Prompted:
    """A prompt at which these lines are typed; `seen` is what was on the screen at each."""

    def __init__(self, out, *lines):
        self.out = out
        self.lines = list(lines)
        self.seen = []

    def pause(self, layout):
        self.seen.append(self.out.getvalue())
        line = self.lines.pop(0)
        if line is None:
            raise EOFError
        return line

    def ask(self, view, layout):
        return self.pause(layout)


@pytest.fixture
def front(monkeypatch):
    monkeypatch.setattr(linear.shutil, "get_terminal_size", lambda: os.terminal_size((80, 12)))
    return lambda *lines, pause=True: _front(lines, pause)


def _front(lines, pause):
    out = io.StringIO()
    made = LinearFront(out, {}, pause=pause)
    made._prompt = Prompted(out, *lines)
    return made, out


def test_enter_reads_on(front):
    made, out = front("", "", "", "", "2")
    made.turn(session().view())
    assert "Say nothing" not in made._prompt.seen[0]
    assert "Say nothing" in out.getvalue()


def test_what_is_typed_there_is_the_answer_and_shows_the_rest(front):
    made, out = front("2")
    view = session().view()
    made.turn(view)
    assert "Say nothing" in out.getvalue()
    assert made.ask(view) == "2"
    assert out.getvalue().rstrip().endswith("> 2")


def test_the_end_of_input_there_is_the_end(front):
    made, out = front(None)
    view = session().view()
    made.turn(view)
    assert "Say nothing" in out.getvalue()
    with pytest.raises(EOFError):
        made.ask(view)


def test_without_pausing_everything_is_shown_at_once(front):
    made, out = front(pause=False)
    made.turn(session().view())
    assert made._prompt.seen == []
    assert "Say nothing" in out.getvalue()
