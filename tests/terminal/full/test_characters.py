"""A full screen in nothing but ASCII and letters, from the first row to the foot, and back."""

from game.core.value import replace
from game.play.page import Act, Item, Page
from game.play.view import MeterView
from game.runs.settings import Settings
from game.terminal.full import events
from tests.terminal.full.scenes import Reader, scene
from tests.terminal.test_ascii import is_plain

METER = MeterView("army", "The army’s", 1, 4, "fond", change=-1)
RUN = Item("“Лев”—again", "№ 3", acts=(Act("Open “Лев”", "load “Лев”—again"),))


def everything(reader):
    """All that can be seen at once."""
    room = reader.room
    picture = room.sight.picture(room.sight.height)
    rows = (*picture.rows, *picture.side, room.sight.last_row(), *room.sight.message)
    return "\n".join(row.text for row in rows)


def test_a_turn_with_its_panel_is_drawn_in_ascii():
    view = scene(panel=(METER,))
    assert not is_plain(everything(Reader(120, 40).at(view)))
    assert is_plain(everything(Reader(120, 40, ascii=True).at(view)))


def test_an_answer_is_drawn_in_ascii_and_its_line_is_handed_over_as_it_is():
    reader = Reader(120, 40, ascii=True).at(scene()).told(Page("Runs", (RUN,)))
    shown = everything(reader)
    assert is_plain(shown)
    assert '> "Лев" - again' in shown
    reader.room.enter()
    assert reader.lines == ["load “Лев”—again"]


def test_what_the_program_says_is_drawn_in_ascii():
    reader = Reader(80, 24, ascii=True).at(scene())
    reader.room.receive(events.Said("Kept — in “Run 1”…"))
    assert 'Kept - in "Run 1"...' in everything(reader)


def test_the_setting_is_obeyed_at_once():
    reader = Reader(120, 40).at(replace(scene(), panel=(METER,)))
    before = everything(reader)
    reader.room.receive(events.Adjusted(Settings(ascii=True)))
    assert is_plain(everything(reader))
    reader.room.receive(events.Adjusted(Settings()))
    assert everything(reader) == before
