"""What pages look like, by width: snapshots to be read by people."""

from dataclasses import replace

import pytest

from game.core.prose import ToldParagraph, Words
from game.play.opening import opening
from game.play.reading import parse
from game.play.respond import respond
from game.play.view import PassageView
from game.terminal import pages, plain, render
from game.terminal.layout import layout_for, width
from tests.small import EVENING_TWO, GUEST, TELEGRAM, THAW, session, small_story
from tests.terminal.views import full_view

PLACES = {
    "arrival": (),
    "evening": ("promise_her",),
    "second evening": EVENING_TWO,
    "telegram": TELEGRAM,
    "thaw": THAW,
    "ending": GUEST,
}


def text(rows):
    return "\n".join(row.text.rstrip() for row in rows)


@pytest.mark.parametrize("columns", [40, 80, 120, 160])
@pytest.mark.parametrize("place", ["arrival", "evening", "telegram", "ending"])
def test_a_turn_looks_like_this(place, columns, snapshot):
    assert text(render.scene(session(*PLACES[place]).view(), layout_for(columns, 40))) == snapshot


@pytest.mark.parametrize("place", PLACES)
def test_a_plain_turn_reads_like_this(place, snapshot):
    view = session(*PLACES[place]).view()
    assert plain.turn(view) + "-----\n" + plain.status(view) == snapshot


@pytest.mark.parametrize("columns", [40, 80])
def test_page_one_looks_like_this(columns, snapshot):
    assert text(pages.opening(opening(small_story()), layout_for(columns, 24))) == snapshot


@pytest.mark.parametrize(
    "line", ["help", "people", "codex house", "note", "log", "back", "diary", "load", "fork"]
)
def test_a_page_looks_like_this(line, snapshot):
    playing = session(*EVENING_TWO)
    view = playing.view()
    answer = respond(playing, view, parse(line, view))
    assert (
        text(pages.page(answer.page, layout_for(80, 24))) + "\n-----\n" + plain.page(answer.page) == snapshot
    )


def test_the_panel_looks_like_this(snapshot):
    view = session(*EVENING_TWO, "boris_and_the_map", "take_the_map").view()
    assert text(pages.status(view, layout_for(80, 24))) == snapshot


@pytest.mark.parametrize("columns", [40, 47, 59, 60, 79, 99, 100, 117, 118, 139, 140, 240])
@pytest.mark.parametrize("view", [full_view(), session(*THAW).view(), session(*GUEST).view()])
def test_nothing_is_wider_than_the_terminal(view, columns):
    layout = layout_for(columns, 24)
    for row in (*render.scene(view, layout), *pages.status(view, layout)):
        assert width(row.text) <= columns


def test_a_chapter_opens_above_its_first_passage_and_not_above_the_last_of_the_one_before():
    view = session(*THAW).view()
    last = PassageView("scene", (ToldParagraph((Words("The old year ends."),)),), "An Evening")
    moved = replace(view, passages=(last, *view.passages))
    shown = text(render.scene(moved, layout_for(80, 24)))
    assert shown.index("The old year ends.") < shown.index("T H A W") < shown.index(view.title.upper() + "  ")
    told = plain.turn(moved)
    assert told.index("The old year ends.") < told.index("Chapter 1") < told.index(f"Scene: {view.title}")
