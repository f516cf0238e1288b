"""--ascii: nothing but ASCII and letters is drawn, and nothing overflows for it."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from game.core.prose import ToldParagraph, Words
from game.play.page import Act, Chart, Heading, Item, Page, Prose
from game.terminal import forces, pages, render, status
from game.terminal.ascii import drawn_in_ascii, in_ascii
from game.terminal.layout import layout_for, typeset, width
from game.terminal.rows import row
from tests.small import EVENING_TWO, GUEST, TELEGRAM, session
from tests.terminal.views import full_view

VIEWS = [full_view(), *(session(*way).view() for way in ((), EVENING_TWO, TELEGRAM, GUEST))]


def is_plain(text):
    return all(each.isascii() or unicodedata.category(each)[0] in "LM" for each in text)


@pytest.mark.parametrize("columns", [40, 80, 120, 160])
@pytest.mark.parametrize("view", VIEWS)
def test_a_turn_is_drawn_with_ascii_and_letters(view, columns):
    layout = layout_for(columns, 40)
    told = in_ascii(view)
    made = [
        *render.scene(told, layout),
        *render.document(told, layout, frozenset(), dense=False),
        *pages.status(told, layout),
        *forces.panel(told, 30, 60),
        status.line(told, columns, "▼ 46%", "? help"),
    ]
    drawn = drawn_in_ascii(tuple(made))
    assert all(is_plain(each.text) for each in drawn)
    assert [width(each.text) for each in drawn] == [width(each.text) for each in made]
    assert any(not is_plain(each.text) for each in made)


def test_a_page_is_drawn_with_ascii_and_letters():
    page = Page(
        "Дневник · all",
        (
            Heading("A — b", "…"),
            Item("one", "½", depth=0),
            Item("two", "№ 3", depth=1),
            Item("three", depth=2),
            Chart("Army", (0, 1, 2, 3), 4, ("a", "b", "c", "d"), ((2, "The Wire"),)),
            Prose((ToldParagraph((Words("“Лев”—a № 5 ☭"),)),)),
        ),
    )
    rows = drawn_in_ascii(pages.document(in_ascii(page), 60, frozenset()))
    assert all(is_plain(each.text) for each in rows)
    assert "ДНЕВНИК" in rows[0].text


def lines(text, measure=60):
    return [each.text for each in drawn_in_ascii(typeset((in_ascii(Words(text)),), measure))]


def test_a_dash_becomes_one_with_room_around_it():
    assert lines("orders—Dr. Guetier’s—and") == ["orders - Dr. Guetier's - and"]
    assert lines("orders — and") == ["orders - and"]
    assert lines("the end—”") == ['the end -"']
    assert lines("— Yes") == ["- Yes"]


def test_no_line_begins_with_a_dash():
    assert lines("proofs—someone had sat", 13) == ["proofs -", "someone had", "sat"]


def test_dashes_at_the_ends_of_words_in_another_voice_keep_their_distance():
    told = in_ascii(ToldParagraph((Words("a—"), Words("b", "stress"), Words("—c"))))
    assert "".join(each.text for each in told.words).replace("\u00a0", " ") == "a - b - c"


def test_letters_of_any_script_stay():
    assert lines("Лев Давидо\u0301вич, Čapek, Šmeral") == ["Лев Давидо\u0301вич, Čapek, Šmeral"]


def test_what_a_bar_shows_can_still_be_seen():
    meter = full_view().panel[0]
    meter = type(meter)("army", "The army", 2, 5, "fond", change=-1)
    (bar,) = drawn_in_ascii((forces.bar(meter, 30),))
    assert bar.text == "==========---------- 2/4 -1".replace(" 2/4", "    2/4")


def test_what_is_typed_stays():
    act = in_ascii(Page("Runs", (Item("“A”", acts=(Act("Open “A”", "load “A”"),)),))).blocks[0].acts[0]
    assert (act.label, act.line) == ('Open "A"', "load “A”")


def test_what_needs_no_change_is_the_same_value():
    view = session().view()
    assert in_ascii(in_ascii(view)) == in_ascii(view)
    assert in_ascii(full_view()) == full_view()


@given(
    st.text(
        st.characters(exclude_categories=["Cc", "Cf", "Cs", "Cn", "Co", "So", "Mn", "Me", "Sk"]), max_size=60
    )
)
def test_whatever_is_drawn_keeps_its_width(text):
    (before,), (after,) = ((row(text),), drawn_in_ascii((row(text),)))
    assert is_plain(after.text)
    assert width(after.text) == width(before.text)
