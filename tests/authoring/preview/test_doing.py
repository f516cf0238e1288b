"""What the choices would do is what they do."""

import pytest

from game.authoring.preview.bench import opened
from game.authoring.preview.doing import doings
from game.core.play import choose, present
from tests.small import small_story

STORY = small_story()


def doing(bench, choice):
    return next(each for each in bench.doings() if each.choice == choice)


def test_a_choice_is_told_with_its_changes_outcomes_way_and_log():
    bench = opened(STORY, "anna_at_home", (("letters", "1"),))
    found = doing(bench, "speak_of_the_house")
    assert [(each.name, each.before, each.after) for each in found.moved] == [
        ("trust", "1 civil", "2 warm"),
        ("window", "shut", "ajar"),
    ]
    assert [(each.outcome, each.condition, each.taken) for each in found.outcomes] == [
        ("she_listens", "letters >= 1", True),
        ("she_does_not", "", False),
    ]
    assert found.way == ("anna_at_the_door",)
    assert found.log == "You spoke of the house, and Anna listened."


def test_a_closed_choice_says_the_condition_and_the_reason():
    found = doing(opened(STORY, "arrival"), "ask_for_the_key")
    assert (found.how, found.number, found.condition) == ("closed", 3, "trust >= 2")
    assert found.reason == "Anna keeps her hand on the keys."


def test_a_choice_that_was_taken_once_is_hidden_and_still_told():
    found = doing(opened(STORY, "arrival", (("chose(arrival.look_round)", "yes"),)), "look_round")
    assert (found.how, found.number, found.condition) == ("hidden", 0, "not chose(arrival.look_round)")


@pytest.mark.parametrize("name", sorted(each for each in STORY.scenes if "~" not in each))
def test_what_an_open_choice_would_do_is_what_taking_it_does(name):
    bench = opened(STORY, name)
    state = bench.steps[-1].state
    offers = {each.choice: each for each in present(STORY, state)}
    for each in doings(STORY, state):
        assert (each.how == "hidden") == (each.choice not in offers)
        if each.how != "open":
            continue
        step = choose(STORY, state, each.choice)
        assert each.log == step.deed.log
        assert [one.outcome for one in each.outcomes if one.taken] == [
            one for one in [step.deed.outcome] if one
        ]
        assert each.way == (step.entered or (state.scene,))
