"""Reading and choosing, without a terminal."""

import re

import pytest

from game.core.value import replace
from game.play.page import Act, Item, Page, Prose, sentence
from game.runs.settings import Settings
from game.terminal.front import Option
from game.terminal.full import events, keys, moves
from game.terminal.full.finding import hits
from game.terminal.mode import Size
from tests.small import GUEST, session
from tests.terminal.full.scenes import PANEL, Reader, linked, runs_page, scene, tree_page


@pytest.mark.parametrize(("columns", "rows"), [(40, 12), (50, 20), (80, 24), (100, 40), (200, 60)])
def test_reading_on_shows_every_row_once_at_least(columns, rows):
    reader = Reader(columns, rows).at(scene())
    everything = [row.text for row in reader.room.sight.spread().drawn.rows]
    seen = list(reader.rows)
    while not reader.room.sight.spread().at_end:
        before = reader.room.sight.spread().top
        reader.room.move(moves.read_on)
        after = reader.room.sight.spread().top
        assert before < after < before + reader.room.sight.height
        seen[after:] = reader.rows
    assert seen == everything


def test_reading_on_ends_at_the_choices_and_picks_the_first_that_is_open():
    reader = Reader().at(scene(closed=(1,)))
    while not reader.room.sight.spread().at_end:
        assert not reader.picked
        reader.room.move(moves.read_on)
    reader.room.move(moves.read_on)
    assert reader.picked == "offer 2"
    assert not reader.lines


def test_arrows_scroll_until_a_choice_is_there_and_then_pick():
    reader = Reader().at(scene())
    pressed = 0
    while not reader.picked:
        before = reader.room.sight.spread().top
        reader.room.move(moves.down)
        pressed += 1
        assert reader.picked or reader.room.sight.spread().top == before + 1
    assert pressed > 20
    assert reader.picked == "offer 1"
    picked = [reader.picked]
    for _ in range(8):  # a row that is not there yet is scrolled to first
        reader.room.move(moves.down)
        picked.append(reader.picked)
    assert picked == sorted(picked)
    assert picked[-1] == "offer 3"
    reader.room.move(moves.up)
    assert reader.picked == "offer 2"


def test_enter_reads_on_then_picks_then_takes():
    reader = Reader().at(scene())
    while not reader.picked:
        reader.room.enter()
        assert not reader.lines
    reader.room.enter()
    assert reader.lines == ["1"]


def test_enter_takes_the_only_way_on_once_it_is_there():
    reader = Reader(rows=60).at(scene(paragraphs=1, choices=1))
    reader.room.enter()
    assert reader.lines == ["1"]


def test_what_is_picked_and_scrolled_away_is_not_taken():
    reader = Reader().at(scene())
    reader.room.move(moves.end)
    reader.room.move(moves.down)
    assert reader.picked
    reader.room.move(moves.home)
    reader.room.enter()
    assert not reader.lines


def test_a_digit_shows_a_choice_first_and_takes_it_then():
    reader = Reader().at(scene())
    reader.room.digit(3)
    assert not reader.lines
    assert reader.picked == "offer 3"
    assert "3 once more" in reader.said
    reader.room.digit(3)
    assert reader.lines == ["3"]


def test_a_digit_without_a_choice_is_answered_like_a_typed_one():
    reader = Reader().at(scene())
    reader.room.digit(7)
    assert reader.lines == ["7"]


def test_a_line_that_is_typed_ahead_of_a_scene_takes_nothing_in_it():
    reader = Reader(rows=60).at(scene(paragraphs=1))
    reader.room.digit(1)
    reader.room.digit(1)
    reader.room.receive(events.Turned(scene(paragraphs=1)))
    reader.room.receive(events.Asked(scene()))
    assert reader.lines == ["1"]


def test_a_line_that_is_typed_ahead_of_an_answer_is_handed_over_after_it():
    reader = Reader().at(scene())
    reader.room.letter("p")
    reader.room.letter("d")
    assert reader.lines == ["people"]
    reader.told(Page("Persons", (sentence("Nobody."),)))
    assert reader.lines == ["people", "diary"]


def test_a_letter_that_would_change_the_run_waits_for_enter():
    reader = Reader().at(scene())
    reader.room.letter("r")
    assert not reader.lines
    assert reader.typed_at == [("command", "rewind ")]


def test_tab_goes_to_a_link_and_enter_follows_it_by_its_id():
    reader = Reader().at(linked("little-bonaparte", "Bonaparte, the little"))
    reader.room.move(moves.tabbed)
    assert "another Bonaparte" in " ".join(reader.rows)
    reader.room.enter()
    assert reader.lines == ["codex little-bonaparte"]


def test_a_click_takes_a_choice_follows_a_link_and_does_what_is_meant():
    reader = Reader().at(linked())
    reader.room.move(moves.end)
    margin = reader.room.sight.layout.margin
    at = next(at for at, row in enumerate(reader.rows) if "another" in row)
    reader.room.point(at, margin + reader.rows[at].index("another"))
    reader.room.receive(events.Asked(linked()))
    at = next(at for at, row in enumerate(reader.rows) if "number 2" in row)
    reader.room.point(at, margin + 6)
    assert reader.lines == ["codex bonaparte", "2"]
    reader.told(runs_page())
    at = next(at for at, row in enumerate(reader.rows) if "Run 3" in row)
    reader.room.point(at, margin + 3)
    assert reader.lines[-1] == "load Run 3"


def test_a_click_beside_everything_does_nothing():
    reader = Reader().at(scene())
    reader.room.point(3, 2)
    reader.room.point(300, 300)
    assert not reader.lines


def test_text_read_before_is_one_line_that_opens_and_closes():
    passage = scene().passages[0]
    reader = Reader().at(replace(scene(), passages=(replace(passage, read=(1, 2, 3)),)))
    assert not any("p1w5" in row for row in reader.rows)
    reader.room.move(moves.tabbed)
    reader.room.enter()
    assert any("p1w5" in row for row in reader.rows)
    reader.room.enter()
    assert not any("p1w5" in row for row in reader.rows)
    reader.room.sideways(away=False)
    assert any("p1w5" in row for row in reader.rows)


def test_what_is_done_with_a_row_is_said_at_the_foot_and_done_by_its_letter():
    reader = Reader().at(scene()).told(runs_page())
    assert reader.picked == "item 0"
    foot = reader.room.sight.last_row().text
    assert "Enter open" in foot
    assert "c copy" in foot
    reader.room.move(moves.down)
    reader.room.letter("c")
    assert reader.lines == ["copy Run 2"]


def test_deleting_waits_for_enter():
    reader = Reader().at(scene()).told(runs_page())
    reader.room.letter("d")
    assert not reader.lines
    assert reader.typed_at == [("command", "delete Run 1")]


def test_rows_fold_away_under_the_one_above_them():
    reader = Reader().at(scene()).told(tree_page())
    assert "← fold" in reader.room.sight.last_row().text
    reader.room.sideways(away=True)
    assert not any("The bog" in row for row in reader.rows)
    assert "→ unfold" in reader.room.sight.last_row().text
    reader.room.move(moves.down)
    assert reader.picked == "item 3"
    reader.room.move(moves.up)
    reader.room.sideways(away=False)
    assert any("The bog" in row for row in reader.rows)


def test_an_answer_closes_and_the_text_is_where_it_was():
    reader = Reader().at(scene())
    reader.room.move(moves.read_on)
    before = reader.rows
    reader.told(runs_page())
    assert reader.rows != before
    reader.room.close()
    assert reader.rows == before


def test_an_answer_told_again_stays_as_far_as_it_was_read():
    reader = Reader(rows=12).at(scene()).told(runs_page(40))
    for _ in range(20):
        reader.room.move(moves.down)
    before = reader.rows
    reader.told(Page("Run 21", (sentence("Gone."),))).told(runs_page(40))
    assert reader.rows == before
    reader.room.close()
    assert reader.room.desk.view == reader.room.desk.top.sheet.view


def test_a_list_is_narrowed_while_one_types_without_accents():
    page = Page(
        "Codex",
        (Item("Café"), Item("Kulak"), Item("Cafard", acts=(Act("read", "codex Cafard"),))),
        search=True,
    )
    reader = Reader().at(scene()).told(page)
    reader.room.seek()
    assert reader.typed_at == [("narrow", "")]
    reader.room.narrow("cafe")
    assert any("Café" in row for row in reader.rows)
    assert not any("Kulak" in row for row in reader.rows)
    reader.room.close()
    assert any("Kulak" in row for row in reader.rows)


def test_a_search_over_the_scene_looks_in_all_that_was_read_and_goes_round():
    reader = Reader().at(scene())
    reader.room.sought("P3W1")
    assert reader.lines == ["read"]
    passage = scene().passages[0]
    reader.told(Page("Read so far", (Prose(passage.told),), at_end=True))
    assert "11 of 11" in reader.said  # p3w1, p3w10 to p3w19
    reader.room.letter("n")
    assert "1 of 11" in reader.said
    reader.room.letter("N")
    assert "11 of 11" in reader.said
    reader.room.sought("bread")
    assert "“bread” is not here." in reader.said


def test_what_breaks_over_a_line_is_found():
    rows = Reader(50).at(scene()).room.sight.spread().drawn.rows
    at = next(at for at in range(len(rows)) if rows[at].anchor == rows[at + 1].anchor == "passage 1.3")
    before, after = rows[at].text.split()[-1], rows[at + 1].text.split()[0]
    (hit,) = hits(rows, f"{before}  {after.upper()}")
    assert [each[0] for each in hit] == [at, at + 1]


QUESTION = events.Questioned(
    "Go on?", (Option("", "Go on"), Option("new", "Begin another"), Option("quit", "Leave"))
)


def test_a_question_is_answered_by_enter_a_digit_or_leaving():
    for act, line in (("enter", ""), ("leave", "quit")):
        reader = Reader()
        reader.room.receive(events.Said("Your last run is “Run 1”."))
        reader.room.receive(QUESTION)
        assert any("Your last run" in row for row in reader.rows)
        getattr(reader.room, act)()
        assert reader.lines == [line]
    reader = Reader()
    reader.room.receive(QUESTION)
    reader.room.digit(2)
    assert reader.lines == ["new"]


def test_a_question_without_options_is_typed_at():
    reader = Reader()
    reader.room.receive(events.Questioned("In which folder?"))
    assert reader.typed_at == [("answer", "")]
    reader.room.leave()
    assert isinstance(reader.left_by[0], EOFError)


def test_a_question_in_the_middle_of_play_goes_when_it_is_answered():
    reader = Reader().at(scene())
    reader.room.receive(events.Said("The disk is full."))
    reader.room.receive(QUESTION)
    assert any("The disk is full" in row for row in reader.rows)
    reader.room.enter()
    reader.room.receive(events.Asked(scene()))
    assert not any("The disk is full" in row for row in reader.rows)
    assert any("p0w1" in row for row in reader.rows)


def test_help_tells_of_the_keys_and_of_what_may_be_typed():
    reader = Reader(rows=60).at(scene())
    reader.room.help()
    reader.told(Page("Help", (Item("look", "this scene again"),)))
    shown = "\n".join(reader.rows)
    assert "Ctrl-L" in shown
    assert "look" in "\n".join(row.text for row in reader.room.sight.spread().drawn.rows)


@pytest.mark.parametrize("over", [False, True])
def test_help_tells_of_every_key_once(over):
    told = keys.told(over=over)
    named = [key for name, _ in told for key in re.split(", | (?!…)", name) if key]
    assert sorted(named) == sorted(set(named))
    assert not any("n and N" in does for _, does in told)


def test_the_forces_over_the_text_take_the_place_of_those_beside_it():
    reader = Reader(140, 50).at(replace(scene(), panel=PANEL))
    beside = [row.text for row in reader.room.sight.picture(40).side]
    assert any("FORCES" in row for row in beside)
    reader.room.forces()
    reader.room.receive(events.Stood(reader.room.desk.view, ()))
    reader.room.receive(events.Asked(reader.room.desk.view))
    assert any("FORCES" in row for row in reader.rows)
    assert reader.room.sight.picture(40).side == ()
    reader.room.forces()
    assert [row.text for row in reader.room.sight.picture(40).side] == beside


def test_three_lines_greet_whoever_has_never_played_and_nobody_else():
    first = replace(scene(), decisions=0)
    assert any("Space reads on" in row for row in Reader().at(first).rows)
    taken = replace(first, offers=(replace(first.offers[0], taken=True), *first.offers[1:]))
    for known in (taken, scene()):
        assert not any("Space reads on" in row for row in Reader().at(known).rows)


@pytest.mark.parametrize(("columns", "rows"), [(39, 24), (80, 11), (1, 1)])
def test_a_window_that_is_too_small_says_so_and_takes_nothing(columns, rows):
    reader = Reader(columns, rows).at(scene())
    assert "Too small" in " ".join(reader.rows).replace("\n", " ") or columns == 1
    for act in (
        reader.room.enter,
        lambda: reader.room.move(moves.down),
        lambda: reader.room.move(moves.read_on),
        lambda: reader.room.digit(1),
    ):
        act()
    assert not reader.lines
    reader.room.size = Size(80, 24)
    assert any("p0w1" in row for row in reader.rows)


@pytest.mark.parametrize("columns", range(40, 60, 4))
def test_help_and_the_place_are_always_at_the_foot(columns):
    reader = Reader(columns).at(scene())
    for page in (None, runs_page()):
        if page:
            reader.told(page)
        foot = reader.room.sight.last_row().text
        assert foot.endswith("? help")
        assert page or "▼ " in foot
        assert len(foot) <= columns


def test_a_changed_setting_is_drawn_at_once():
    reader = Reader().at(scene())
    wide = max(map(len, reader.rows))
    reader.room.receive(events.Adjusted(Settings(measure=40)))
    assert max(map(len, reader.rows)) <= 40 < wide


def test_minus_and_plus_ask_for_another_measure_within_its_bounds():
    for now, key, line in ((66, "-", "set measure 64"), (66, "+", "set measure 66"), (30, "-", "set measure 30"), (40, "=", "set measure 66")):  # fmt: skip  # noqa: E501
        reader = Reader(measure=now).at(scene())
        reader.room.letter(key)
        assert reader.lines == [line]


def test_nothing_but_ascii_is_drawn_where_that_is_wanted():
    view = replace(scene(closed=(2,)), panel=PANEL, drift="“No” — he said…")
    reader = Reader(140, 40, ascii=True).at(view)
    reader.room.receive(events.Said("“Kept” — so far…"))
    picture = reader.room.sight.picture(reader.room.sight.height)
    drawn = [*picture.rows, *picture.side, *reader.room.sight.message, reader.room.sight.last_row()]
    assert all(row.text.isascii() for row in drawn)
    reader.told(runs_page())
    assert all(row.isascii() for row in reader.rows)
    reader.room.receive(events.Adjusted(Settings()))
    assert not all(row.isascii() for row in reader.rows)


def test_a_list_is_told_again_when_something_was_done_with_its_rows():
    reader = Reader().at(scene())
    reader.room.send("runs")
    reader.told(runs_page())
    reader.room.move(moves.down)
    reader.room.letter("c")
    reader.room.receive(events.Said("Copied as “Run 4”."))
    reader.room.receive(events.Asked(scene()))
    assert reader.lines == ["runs", "copy Run 2", "runs"]
    reader.told(runs_page(4))
    assert any("Run 4" in row for row in reader.rows)
    assert reader.picked == "item 1"
    assert "Copied" in reader.said
    assert reader.lines == ["runs", "copy Run 2", "runs"], "once"


def test_where_a_run_has_ended_the_ways_on_are_choices():
    ended = session(*GUEST).view()
    reader = Reader(rows=80).at(ended)
    assert any("Begin another run" in row for row in reader.rows)
    reader.room.digit(1)
    assert reader.lines == ["gallery"]
    reader = Reader(rows=80).at(ended)
    reader.room.digit(4)
    assert reader.lines == ["chapters"], "from where a newcomer can begin again"
    strict = replace(ended, rewind=False)
    assert not any("choice back" in row for row in Reader(rows=80).at(strict).rows)
