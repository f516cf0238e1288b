import re

import pytest

from game.core.play import replay
from game.play.account import account_page, due, passed
from tests.play.away import AWAY, HISTORY, away_story, steps, told
from tests.play.test_record import decisions
from tests.small import GUEST, session, small_story
from tests.test_walkthroughs import WALKS, story


def test_before_its_chapter_it_says_when_it_will_be_written_and_nothing_else():
    page = told(account_page(away_story(), steps(*AWAY[:2])))
    assert "once you have come to “Another Road”, 1924" in page
    assert "A door was opened." not in page


def test_from_its_chapter_on_it_is_written():
    assert not due(away_story(), steps(*AWAY[:2]))
    assert due(away_story(), steps(*AWAY[:3]))
    assert "A door was opened." in told(account_page(away_story(), steps(*AWAY[:3])))


def test_at_an_ending_it_is_written_though_its_chapter_was_never_reached():
    page = told(account_page(away_story(), steps(*HISTORY)))
    assert page.startswith("A short history.")
    assert page.rstrip().endswith("So it was.")
    assert "So it was." not in told(account_page(away_story(), steps(*AWAY[:4])))


def test_a_day_of_which_the_textbook_says_nothing_is_a_date_alone():
    page = told(account_page(away_story(), steps(*HISTORY))).splitlines()
    assert "5 March 1924." in page
    assert "6 March 1924. Agreement prevailed." in page


def test_what_was_done_is_told_in_order_under_its_chapter():
    found = passed(away_story(), steps(*AWAY))
    assert [each.chapter for each in found] == ["day", "day", "day", "away", "away"]
    assert found[0].sentences == ("A door was opened.",)


def test_a_story_without_an_account_says_so():
    from tests.loading.tiny import tiny, walk

    lone = tiny("first:\n  text: |\n    Here.\n  choices:\n    go:\n      label: Go.\n      to: end_of_day\n")
    assert "no textbook" in told(account_page(lone, (walk(lone),)))


def test_the_small_story_closes_its_account_by_how_it_went():
    playing = session(*GUEST)
    page = told(account_page(small_story(), playing.steps))
    assert "The house has always been kept." in page
    assert "So the house was kept" in page


@pytest.mark.parametrize("walk", WALKS, ids=lambda path: path.stem)
def test_you_are_missing_from_every_account_of_the_real_story(walk):
    way = replay(story(), decisions(walk))
    sentences = [said for each in passed(story(), way) for said in each.sentences]
    assert len(sentences) > 10  # a walkthrough may stop in the first winter
    assert not [said for said in sentences if re.search(r"\b[Yy]ou\b", said)]
