"""After an edit the paragraph at the top is the same one, wherever it stands now."""

import pytest

from game.core.prose import ToldParagraph, Words
from game.core.value import replace
from game.play.page import Page, Prose
from game.terminal.full import events
from game.terminal.full.desk import with_top
from game.terminal.full.place import Mark
from game.terminal.full.same import again
from game.terminal.strip import Reading, Strip
from tests.terminal.full.scenes import Reader, paragraph, scene

STRIP = Strip("scene, variant 1 of 2", (), 0, (Reading("army", "3"),))


def at(view, number):
    return Mark(f"passage 1.{number}", 0.5, 0)


def edited(view, told):
    return replace(view, passages=(replace(view.passages[0], told=tuple(told)), *view.passages[1:]))


@pytest.mark.parametrize(
    ("change", "where"),
    [
        (lambda told: [paragraph(90), paragraph(91), *told], "passage 1.6"),
        (lambda told: told[1:], "passage 1.3"),
        (lambda told: [*told[:3], paragraph(92), *told[4:]], "passage 1.4"),
        (lambda told: [*told[:3], *told[4:]], "passage 1.4"),
        (lambda told: told[:2], "passage 1.2"),
    ],
    ids=["two before it", "one before it gone", "rewritten", "gone", "the rest gone"],
)
def test_the_place_is_kept_by_what_is_said_there(change, where):
    view = scene()
    after = edited(view, change(list(view.passages[0].told)))
    assert again(view, after, at(view, 4)) == Mark(where, 0.5, 0)


def test_the_place_in_a_page_is_kept_too():
    page = Page("NEP", (Prose(tuple(paragraph(number) for number in range(4))),))
    after = Page("NEP", (Prose((paragraph(9), *page.blocks[0].told)),))
    assert again(page, after, Mark("block 0.2")).anchor == "block 0.3"


def further(reader):
    """The reader has read on to the fifth paragraph."""
    desk = reader.room.desk
    reader.room.desk = with_top(desk, replace(desk.top, mark=Mark("passage 1.5")))


def laid(reader, view, stays=False, over=()):
    reader.room.receive(events.Laid(view, STRIP, stays, over))
    reader.room.receive(events.Asked(view))
    return reader


def test_a_page_of_the_bench_that_is_laid_again_is_read_where_it_was():
    reader = laid(Reader(), scene())
    further(reader)
    top = reader.rows[0]
    view = scene()
    laid(reader, edited(view, [paragraph(90), *view.passages[0].told]), stays=True)
    assert reader.rows[0] == top
    laid(reader, view)
    assert reader.rows[0] != top


def test_a_list_over_the_page_stays_when_it_is_told_again_and_others_go():
    reader = laid(Reader(), scene())
    reader.told(Page("What is read here", (Prose((ToldParagraph((Words("army 3"),)),)),)))
    laid(
        reader,
        scene(),
        stays=True,
        over=(Page("What is read here", (Prose((ToldParagraph((Words("army 4"),)),)),)),),
    )
    assert any("army 4" in row for row in reader.rows)
    laid(reader, scene(), stays=True)
    assert len(reader.room.desk.leaves) == 1


def test_a_turn_told_anew_is_read_where_it_was_and_what_lay_over_it_goes():
    reader = Reader().at(scene())
    further(reader)
    top = reader.rows[0]
    reader.told(Page("Codex", ()))
    view = scene()
    reader.room.receive(events.Turned(edited(view, [paragraph(90), *view.passages[0].told]), stays=True))
    assert reader.rows[0] == top
    reader.room.receive(events.Turned(view))
    assert reader.rows[0] != top
