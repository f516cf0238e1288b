import pytest

from game.authoring.walkthrough import Decide, ExpectEnding, ExpectText, ExpectValue, compare, read
from tests.small import small_story

TO_THE_GUEST = """
# the shortest way out
arrival.promise_her
expect: trust = warm
expect: trust = 2
expect: promised_anna = yes
expect: letters = 0
expect: window = shut
> She writes it down.
winter.monday.evening_by_the_stove
winter.tuesday.evening_by_the_stove
> ANNA DIED AT FOUR
the_telegram.go_down
the_thaw.hand_in_the_key
expect: the_guest
"""


def broken(text):
    found = compare(small_story(), read(text))
    assert found.broken
    return found.line, found.sentences


def test_a_walkthrough_that_holds():
    found = compare(small_story(), read(TO_THE_GUEST))
    assert not found.broken
    assert len(found.decisions) == 5
    assert found.end.state.scene == "the_guest"


def test_lines_are_decisions_expectations_or_comments():
    assert read("# a\n\n a.b \nexpect: e\nexpect: v = two words\n>  some   text\n") == (
        Decide(3, "a.b"),
        ExpectEnding(4, "e"),
        ExpectValue(5, "v", "two words"),
        ExpectText(6, "some text"),
    )


def test_honours_can_be_expected_at_an_ending():
    end = """
arrival.promise_her
winter.monday.anna_at_home
anna_at_home.speak_of_the_weather
winter.tuesday.evening_by_the_stove
the_telegram.go_down
the_thaw.hand_in_the_key
expect: honour both_calls
expect: no honour kept_it
"""
    assert not compare(small_story(), read(end)).broken
    assert broken(f"{end}expect: honour kept_it")[1] == ("the honour `kept_it` was not earned",)
    assert broken(f"{end}expect: no honour both_calls")[1] == ("the honour `both_calls` was earned",)
    assert broken(f"{end}expect: honour key")[1] == ("there is no honour `key`",)
    (early,) = broken("expect: honour kept_it")[1]
    assert early == "the honour `kept_it` is given at an ending: the run stands at `arrival`"


def test_what_a_terminal_would_obey_is_not_repeated():
    found = compare(small_story(), read("arrival.\x1b[2J\n"))
    assert found.broken
    assert "\x1b" not in "".join(found.sentences)


def test_a_closed_choice_is_told_with_its_reason_and_what_was_open():
    line, (why, *instead) = broken("arrival.ask_for_the_key")
    assert line == 1
    assert why == "`arrival.ask_for_the_key` cannot be taken: closed: Anna keeps her hand on the keys."
    assert instead[0] == "  arrival.look_round: Look round the hall first."
    assert instead[2].endswith("(closed: Anna keeps her hand on the keys.)")


def test_a_choice_that_is_gone_is_told():
    assert broken("arrival.nothing")[1][0].endswith("cannot be taken: the scene has no such choice")


def test_a_choice_of_another_scene_is_told_with_where_the_run_stands():
    line, (why, *_) = broken("arrival.promise_her\narrival.promise_her")
    assert (line, why) == (2, "`arrival.promise_her` cannot be taken: the run stands at `winter.monday`")


def test_a_decision_after_the_end_is_told():
    assert "the run has ended there" in broken(TO_THE_GUEST + "the_guest.more")[1]


@pytest.mark.parametrize(
    ("expected", "told"),
    [
        ("expect: the_keeper", "expected the ending `the_keeper`: the run stands at `arrival`"),
        ("expect: nowhere", "there is no ending `nowhere`"),
        ("expect: trust = warm", "expected `trust = warm`: it is 1 or civil"),
        ("expect: window = open", "expected `window = open`: it is shut"),
        ("expect: old_map = yes", "expected `old_map = yes`: it is no"),
        ("expect: luck = 1", "there is no variable `luck`"),
        ("> Nobody says this.", "this was not shown: Nobody says this."),
    ],
)
def test_what_was_not_as_expected_is_told(expected, told):
    assert broken(expected)[1][0] == told
