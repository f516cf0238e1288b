from pathlib import Path

import pytest

from game.authoring.walkthrough import Decide, read
from game.core.play import replay
from game.play.record import Day, mark, record, record_page
from tests.play.away import AWAY, HISTORY, away_story, steps, told
from tests.test_walkthroughs import WALKS, story


def decisions(walk: Path) -> list[str]:
    return [each.decision for each in read(walk.read_text("utf-8")) if isinstance(each, Decide)]


def test_before_anything_is_decided_the_record_is_empty_and_says_nothing_of_him():
    page = told(record_page(away_story(), steps()))
    assert "Nothing is decided yet" in page
    assert "He waited" not in page


def test_what_is_still_to_be_decided_is_not_in_it_nor_what_he_did_there():
    page = told(record_page(away_story(), steps("first.knock")))
    assert "He waited." in page
    assert "He nodded." not in page


def test_the_first_parting_is_told_at_the_top_and_is_the_first():
    kept = record(away_story(), steps("first.wait", "second.promise", "third.sit"))
    assert kept.parting is not None
    assert (kept.parting.title, kept.parting.you, kept.parting.he) == (
        "The Hall",
        ("You promised.",),
        "He nodded.",
    )
    first = told(record_page(away_story(), steps("first.wait", "second.promise"))).splitlines()[1]
    assert first == "Here you first part: 6 March 1924, “The Hall”."


def test_a_deed_stands_once_in_a_page():
    page = told(record_page(away_story(), steps("first.wait", "second.promise")))
    assert page.count("You promised.") == 1


def test_a_day_with_his_half_alone_says_why():
    days = [Day("one", "The Hall", you=you, he="He nodded.") for you in ((), ("You sat.",))]
    assert [mark(day) for day in days] == ["nothing to decide", ""]


def test_agreement_is_marked_where_the_record_shows_his_choice_and_nowhere_else():
    kept = record(away_story(), steps(*HISTORY))
    assert [day.same for day in kept.days] == [True, True, True, None, None]
    assert (kept.known, kept.shared) == (3, 3)
    assert kept.parting is None
    assert "you have done it too" in told(record_page(away_story(), steps(*HISTORY)))


def test_on_a_line_what_history_did_meanwhile_stands_alone_under_its_date_and_no_title():
    kept = record(away_story(), steps(*AWAY))
    assert kept.leaving is not None
    assert kept.leaving.title == "The Road"
    alone = [(day.written, day.title, day.you, day.he) for day in kept.days if day.alone]
    assert alone[0] == ("1 May 1924", "", (), "He slept badly.")
    dates = [day.written for day in kept.days]
    assert dates.index("8 March 1924") < dates.index("1 May 1924") < dates.index("9 June 1924")


def test_of_history_that_is_still_ahead_of_a_run_on_a_line_nothing_is_told():
    page = told(record_page(away_story(), steps(*AWAY[:4])))
    assert "You walked." in page
    assert "He slept badly." not in page
    assert "He went home." not in page


def test_a_run_that_ended_otherwise_is_told_how_history_ended():
    days = record(away_story(), steps(*AWAY)).days
    assert (days[-1].he, days[-1].alone, days[-1].title) == ("He went home.", True, "")
    assert "He went home." in [day.he for day in record(away_story(), steps(*HISTORY)).days]


def test_who_did_all_that_he_did_is_told_so_by_the_real_story():
    (history,) = [walk for walk in WALKS if walk.stem == "history"]
    kept = record(story(), replay(story(), decisions(history)))
    assert kept.parting is None
    assert kept.shared == kept.known > 30


@pytest.mark.parametrize("walk", WALKS, ids=lambda path: path.stem)
def test_the_record_can_be_read_at_every_decision_and_never_gets_shorter(walk):
    way = replay(story(), decisions(walk))
    lengths = [
        sum(not day.alone for day in record(story(), way[:count]).days) for count in range(1, len(way) + 1, 7)
    ]
    assert lengths == sorted(lengths)


def test_a_line_of_the_real_story_parts_from_history_and_history_goes_on():
    (chairs,) = [walk for walk in WALKS if walk.stem == "seven-chairs"]
    kept = record(story(), replay(story(), decisions(chairs)))
    assert kept.leaving is not None
    assert kept.leaving.title == "The Eighth Chair"
    assert [day.written for day in kept.days if day.alone][-1] == "25 January 1928"
    dated = [day.date for day in kept.days if day.date and not (day.alone and not day.chapter)]
    assert dated == sorted(dated)
