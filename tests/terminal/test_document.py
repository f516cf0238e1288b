"""A turn as one document for a full screen: what folds, what is chosen, what stands beside it."""

import re
import time
from dataclasses import replace
from io import StringIO

import pytest

from game.core.prose import ToldDocument, ToldParagraph, Words
from game.play.page import Item, Page
from game.play.view import OfferView, PassageView, RoadsView
from game.terminal import forces, pages, plain, render, status
from game.terminal.full import keys
from game.terminal.heading import chapter
from game.terminal.layout import layout_for, width
from game.terminal.paint import console_for, paint
from game.terminal.prose import title_block
from game.terminal.rows import BLANK, Row, Span
from tests.small import EVENING_TWO, GUEST, TELEGRAM, THAW, session
from tests.terminal.views import full_view

NONE = frozenset()
THEMES = ["ansi", "night", "paper", "mono"]


def paragraph(text):
    return ToldParagraph((Words(text),))


def reread(read, blocks=5, **more):
    """A view with one passage, of which blocks of these numbers were read before."""
    told = tuple(paragraph(f"{name} " * 30) for name in ("one", "two", "three", "four", "five")[:blocks])
    passage = PassageView("scene", told, "Again", "1924", "Moscow", read=tuple(read), **more)
    return replace(
        session().view(), passages=(passage,), chapter=replace(session().view().chapter, opens=False)
    )


def drawn(view, opened=NONE, columns=80, rows=40, dense=False):
    return render.document(view, layout_for(columns, rows), opened, dense)


def text(rows):
    return "\n".join(row.text.rstrip() for row in rows)


def folds(rows):
    return [row for row in rows if any(span.role == "fold" for span in row.spans)]


def test_what_is_new_is_all_there():
    assert not folds(drawn(reread(())))
    assert text(drawn(reread(()))).count("three") == 30


def test_what_was_read_before_is_one_line_that_says_how_much():
    rows = drawn(reread((1, 2, 3)))
    (fold,) = folds(rows)
    assert fold.text == "▸ read before · 90 words"
    assert fold.anchor == "passage 1.1"
    assert "three" not in text(rows)
    assert text(rows).count("four") == 30


def test_stretches_that_are_parted_by_something_new_fold_apart():
    rows = drawn(reread((1, 2, 4)))
    assert [(row.anchor, row.text) for row in folds(rows)] == [
        ("passage 1.1", "▸ read before · 60 words"),
        ("passage 1.4", "▸ read before · 30 words"),
    ]


def test_a_folded_line_opens_and_can_be_closed_again():
    view = reread((1, 2, 4))
    rows = drawn(view, frozenset({"passage 1.4"}))
    shut, open_ = folds(rows)
    assert (shut.text[0], open_.text[0]) == ("▸", "▾")
    assert open_.anchor == "passage 1.4"
    assert text(rows).count("four") == 30
    assert "two" not in text(rows)
    assert {row.anchor for row in rows if "four" in row.text} == {"passage 1.4"}


def test_everything_opened_reads_as_if_it_were_new_between_its_lines():
    anchors = frozenset(f"passage 1.{number}" for number in range(1, 6))
    opened = [
        row
        for row in drawn(reread((1, 2, 4)), anchors)
        if row not in folds(drawn(reread((1, 2, 4)), anchors))
    ]
    assert opened == list(drawn(reread(())))


def test_a_heading_stays_above_what_is_folded():
    rows = drawn(reread((1, 2, 3, 4, 5)))
    assert "AGAIN" in text(rows)
    assert len(folds(rows)) == 1


def test_a_document_that_was_read_folds_like_a_paragraph():
    lines = tuple((Words("COME HOME AT ONCE"),) for _ in range(5))
    told = (paragraph("new"), ToldDocument("telegram", lines, (Words("Stalin"),)))
    view = replace(session().view(), passages=(PassageView("scene", told, read=(2,)),))
    (fold,) = folds(drawn(view))
    assert fold.text == "▸ read before · 21 words"
    assert "COME" in text(drawn(view, frozenset({"passage 1.2"})))


def test_a_few_words_beside_something_new_are_not_folded():
    told = (paragraph("Who else? " * 5), paragraph("new " * 30))
    passage = PassageView("scene", told, read=(1,))
    view = replace(session().view(), passages=(passage,))
    assert not folds(drawn(view))
    assert folds(drawn(replace(view, passages=(replace(passage, told=told[:1]),))))


def test_an_outcome_that_was_seen_says_so():
    assert folds(drawn(reread((1, 2, 3, 4, 5), seen=True)))[0].text == "▸ outcome seen before · 150 words"
    assert "An outcome that you have seen" in text(drawn(reread((), seen=True)))


def test_linear_pages_fold_and_say_what_unfolds():
    rows = render.scene(reread((1, 2, 3)), layout_for(80, 24))
    assert text(rows).count("three") == 0
    assert text(rows).count("four") == 30
    assert "▸ read before · 90 words · “look” tells them" in text(rows)


def test_blocks_that_do_not_exist_fold_nothing():
    assert not folds(drawn(reread((9, 17))))


@pytest.mark.parametrize(
    ("offer", "told"),
    [
        (OfferView(1, "x", (Words("Go"),)), "Go"),
        (OfferView(1, "x", (Words("Go"),), taken=True), "Go  (taken before)"),
        (OfferView(1, "x", (Words("Go"),), taken=True, outcomes=1, outcomes_seen=1), "Go  (taken before)"),
        (
            OfferView(1, "x", (Words("Go"),), taken=True, outcomes=3, outcomes_seen=1),
            "Go  (taken before; 1 of 3 outcomes seen)",
        ),
        (OfferView(1, "x", (Words("Go"),), outcomes=3), "Go"),
    ],
)
def test_a_choice_says_what_is_known_of_it(offer, told):
    (row,) = render.offer(offer, 66)
    assert row.text == f" 1   {told}"


def test_the_chosen_offer_is_marked_and_no_other_row_changes():
    rows = drawn(session(*THAW).view())
    marked = render.selected(rows, "offer 3")
    assert [(old.anchor, old.text) for old in rows] == [(new.anchor, new.text) for new in marked]
    assert {old.anchor for old, new in zip(rows, marked, strict=True) if old != new} == {"offer 3"}
    (row,) = (each for each in marked if each.anchor == "offer 3")
    assert [span.role for span in row.spans if span.text.strip()] == ["chosen", "selected"]


def test_a_closed_offer_can_be_chosen_and_stays_closed():
    marked = render.selected(drawn(session(*THAW).view()), "offer 1")
    first = next(row for row in marked if row.anchor == "offer 1")
    assert first.spans[0].role == "chosen"
    assert not any(span.role == "selected" and span.text.strip() for row in marked for span in row.spans)


def test_blank_rows_part_choices_where_there_are_rows_for_them():
    few = session(*THAW).view()
    many = replace(few, offers=tuple(OfferView(number, "x", (Words("Go"),)) for number in range(1, 9)))

    def parted(view, **how):
        rows = drawn(view, **how)
        start = next(index for index, row in enumerate(rows) if row.anchor == "offer 1")
        return BLANK in rows[start:]

    assert parted(many, rows=30)
    assert not parted(many, rows=29)
    assert parted(few, rows=24)
    assert not parted(few, rows=23)
    assert not parted(few, rows=40, dense=True)


def test_the_chapter_is_named_above_the_title_where_there_are_rows_for_it():
    view = session(*TELEGRAM).view()
    above = [row.anchor for row in drawn(view, rows=24)]
    assert above.count("chapter") == 1
    assert drawn(view, rows=24)[above.index("chapter") + 1].anchor == "passage 1"
    assert "chapter" not in [row.anchor for row in drawn(view, rows=23)]


def test_where_a_chapter_opens_it_is_named_once():
    rows = drawn(session().view())
    assert text(rows).count("CHAPTER NOUGHT") == 1
    assert "S N O W" in text(rows)


def test_a_long_title_is_a_block_of_one_breadth():
    rows = drawn(replace(reread(()), passages=(PassageView("scene", (), "word " * 30, "1924"),)))
    blocks = [span for row in rows for span in row.spans if span.role == "title"]
    titled = [row for row in rows if any(span in blocks for span in row.spans)]
    assert len(titled) > 1
    assert len({width(row.text) for row in titled}) == 1


@pytest.mark.parametrize("room", range(60))
def test_a_panel_never_takes_more_rows_than_it_has(room):
    for view in (full_view(), session(*EVENING_TWO).view()):
        rows = forces.panel(view, 30, room)
        assert len(rows) <= room


def test_a_panel_that_is_cut_short_says_what_there_is_more_of_and_how_to_see_it():
    view = session(*EVENING_TWO).view()
    whole = forces.panel(view, 30, 100)
    assert "F2" not in text(whole)
    short = forces.panel(view, 30, 12)
    assert short[-1].text.startswith("F2 for ")
    for name in ("owed", "the count"):
        assert (name.upper() in text(short)) != (name in short[-1].text)


def test_promises_are_told_briefly_where_rows_are_few():
    view = session(*EVENING_TWO).view()
    assert "the end of “Snow”" in text(forces.panel(view, 66, 100))
    short = text(forces.panel(view, 66, 17))
    assert "to be kept by January 1911" in short
    assert "the end of" not in short
    shortest = text(forces.panel(view, 66, 16))
    assert "To call on Anna" in shortest
    assert "to be kept" not in shortest


@pytest.mark.parametrize("columns", [80, 120])
def test_what_changed_is_told_in_the_text_unless_all_of_the_panel_stands_there(columns):
    view = session("promise_her").view()
    assert view.whole
    drawn_ = text(drawn(view, columns=columns))
    assert ("Owed: To call on Anna" in drawn_) == (columns == 120)
    assert ("OWED" in drawn_) == (columns == 80)


def test_the_forces_stand_the_more_airily_the_more_room_there_is():
    view = session(*EVENING_TWO).view()
    heights = [len(forces.panel(view, 30, room)) for room in (100, 24, 20)]
    assert heights == sorted(heights, reverse=True)
    assert heights[0] > heights[-1]


def test_a_meter_that_is_gone_leaves_an_empty_rule_in_its_place():
    gone = session(*GUEST).view()
    gone = replace(gone, vanished=tuple(replace(each, now=False) for each in gone.vanished))
    rows = [row.text for row in forces.panel(gone, 30, 40)]
    at = rows.index("The house’s trust")
    assert re.fullmatch("╌+ gone, March 1911", rows[at + 1])
    assert "━" not in rows[at + 1]


def test_what_a_meter_has_lost_is_a_red_end_of_its_bar():
    meter = replace(session().view().panel[0], step=1, steps=4, change=-2)
    roles = [(span.role, span.text[:1]) for span in forces.bar(meter, 30).spans if span.text[:1] in "━╌"]
    assert roles == [("bar", "━"), ("loss", "╌")]
    assert forces.bar(meter, 30).text.endswith(" 1/3 −2")


@pytest.mark.parametrize("columns", range(12, 241, 6))
def test_the_status_line_never_drops_where_the_reader_is_nor_the_help(columns):
    for view in (full_view(), session(*THAW).view()):
        row = status.line(view, columns, "▼ 46%", "? help")
        assert width(row.text) <= columns
        assert row.text.endswith("? help")
        assert columns < 16 or "▼ 46%" in row.text


def test_the_status_line_drops_the_least_needed_fact_first():
    view = replace(session(*EVENING_TWO).view(), unsaved="The disk is full.")
    order = ["not kept", "17 January 1911", "Strength well", "1 owed", "Snow"]
    shown = [
        [each for each in order if each in status.line(view, columns, "100%", "? help").text]
        for columns in range(30, 100)
    ]
    assert all(each == order[: len(each)] for each in shown)
    assert shown[0] == ["not kept"]
    assert shown[-1] == order


@pytest.mark.parametrize("columns", [40, 80, 120])
@pytest.mark.parametrize("theme", THEMES)
def test_a_screen_looks_like_this(theme, columns, snapshot):
    """The document with an offer chosen, the panel and the status line, as they are painted."""
    layout = layout_for(columns, 40)
    view = session(*EVENING_TWO).view()
    body = render.selected(render.document(view, layout, NONE, dense=False), "offer 2")
    if layout.panel:
        rows = render.beside(body, forces.panel(view, layout.panel, 38), layout)
    else:
        rows = render.framed(body, layout)
    out = StringIO()
    environ = {"TERM": "xterm-256color", "COLORTERM": "truecolor", "FORCE_COLOR": "1"}
    environ |= {"NO_COLOR": "1"} if theme == "mono" else {}
    paint((*rows, status.line(view, columns, "100%", "? help")), console_for(out, columns, environ), theme)
    assert out.getvalue().replace("\x1b", "␛") == snapshot


def test_a_long_scene_is_drawn_in_no_time():
    view = reread(())
    long = replace(view, passages=view.passages * 20)
    layout = layout_for(140, 40)
    render.document(long, layout, NONE, dense=False)
    best = min(_seconds(lambda: render.document(long, layout, NONE, dense=False)) for _ in range(5))
    assert best < 0.5  # some 3000 words: a few hundredths of a second on an idle machine


def _seconds(act):
    start = time.perf_counter()
    act()
    return time.perf_counter() - start


def test_the_gutter_of_an_item_takes_the_mark_of_the_chosen():
    rows = (
        Row((Span("  "), Span("one")), "item 0"),
        Row((Span("  "), Span("more of it")), "item 0"),
        Row((Span("  "), Span("two")), "item 1"),
    )
    assert [row.text for row in render.selected(rows, "item 0")] == ["▸ one", "  more of it", "  two"]


def test_the_row_of_roads_makes_way_for_what_one_needs():
    without = session(*EVENING_TWO).view()
    view = replace(without, roads=RoadsView(3, 9))
    assert forces.panel(view, 32, 99)[-1].text == "Roads still open ........ 3 of 9"
    whole = forces.panel(without, 32, 99)
    panels = {room: text(forces.panel(without, 32, room)) for room in range(12, 99)}
    tight = min(room for room, told in panels.items() if "to be kept" in told and "F2" not in told)
    assert tight < len(whole)
    for room in (tight + 1, tight, tight - 1):
        assert forces.panel(view, 32, room) == forces.panel(without, 32, room)
    assert "Roads still open" in forces.panel(view, 32, tight + 2)[-1].text


@pytest.mark.parametrize(
    ("have", "need", "told"),
    [
        (1, 4, "1 of 4, 3 missing"),
        (4, 4, "4 of 4, enough"),
        (6, 4, "6, and 4 are enough"),
        (2, 1, "2, and 1 is enough"),
    ],
)
def test_more_votes_than_are_needed_do_not_read_as_a_mistake(have, need, told):
    view = session(*EVENING_TWO).view()
    view = replace(view, tally=replace(view.tally, have=have, need=need))
    assert told in text(forces.panel(view, 30, 60)).splitlines()
    assert told in text(forces.standing(view, 46)).splitlines()
    assert f". {told}." in plain.status(view)


def test_a_meter_that_is_told_no_more_is_told_so_in_a_word_of_the_game():
    view = session(*GUEST).view()
    assert "The house's trust: no longer among your forces." in plain.turn(view)
    assert "The house’s trust: no longer among your forces" in text(drawn(view))


def crowded():
    """A view with a long count, promises, evenings and persons."""
    view = full_view()
    voice = view.tally.voices[0]
    voices = tuple(replace(voice, label=(Words(f"Voice {number}"),)) for number in range(9))
    person = view.present[0]
    present = tuple(replace(person, id=str(n), name=f"Person {n}", role=f"office {n}") for n in range(5))
    evening = view.diary[0]
    late = replace(evening, tonight=False, date="9 May", callers=evening.callers * 3)
    tally = replace(view.tally, voices=voices)
    return replace(view, tally=tally, present=present, diary=(late, late), roads=None)


def test_where_the_rows_are_few_the_persons_keep_a_row_each_before_the_evenings_do():
    rows = text(forces.panel(crowded(), 30, 36)).splitlines()
    persons = [row for row in rows if row.startswith("Person ")]
    assert [row.split(" .")[0] for row in persons] == [f"Person {number}" for number in range(5)]
    assert all(row.endswith(f"office {number}") for number, row in enumerate(persons))
    assert rows.count("9 May .............. 3 callers") == 2
    assert not any(row.startswith("F2") for row in rows)


@pytest.mark.parametrize("room", range(3, 60))
def test_the_panel_stays_within_its_room_and_loses_the_evenings_before_the_persons(room):
    rows = text(forces.panel(crowded(), 30, room)).splitlines()
    assert len(rows) <= room
    if "EVENINGS" in rows:
        assert "PERSONS" in rows


def test_a_place_too_long_for_the_row_of_the_title_stands_under_its_words():
    rows = title_block(
        "Thirty-Eight and Two", "20 November 1923", "Moscow, the Kremlin, the first entrance", 60
    )
    assert [row.text for row in rows[:2]] == [
        "  THIRTY-EIGHT AND TWO  ",
        "  Moscow, the Kremlin, the first entrance, 20 November 1923",
    ]


def test_a_date_is_not_broken():
    place = "Moscow, the House of the Unions; the Bolshoi Theatre"
    rows = title_block("The House of the Unions", "26 January 1924", place, 66)
    assert [row.text for row in rows[1:-1]] == [
        "  Moscow, the House of the Unions; the Bolshoi Theatre,",
        "  26 January 1924",
    ]


def test_who_said_an_epigraph_stands_in_a_row_of_its_own_and_no_row_is_one_word():
    view = session().view()

    def epigraph(said, measure=66):
        opening = replace(view.chapter, epigraph=(paragraph(said),))
        return [row.text.strip() for row in chapter(opening, measure)][-3:-1]

    assert epigraph("Stalin is too rude. — Lenin, dictation of 4 January 1923") == [
        "Stalin is too rude.",
        "— Lenin, dictation of 4 January 1923",
    ]
    assert epigraph("— Trotsky of Stalin, October 1926, as those present told it", 66)[-1].count(" ")


@pytest.mark.parametrize("columns", [80, 100, 120])
def test_every_key_of_help_stands_in_one_row_with_what_it_does(columns):
    measure = layout_for(columns, 40).measure
    for over in (False, True):
        for key, does in keys.told(over=over):
            assert len(pages.document(Page("Keys", (Item(key, does),)), measure, NONE)) == 3, key
