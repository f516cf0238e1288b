import pytest

from game.core.condition import Among, Chose, Compare, Number, Seen, TallyOf
from game.core.model import frozen
from game.core.play import replay
from game.core.prose import Variant, Words
from game.core.rules import holds
from game.core.state import State
from game.core.value import replace
from game.play.histories import histories, tree_page
from game.play.lacking import Lack, lacking, said
from tests.play.away import AWAY, HISTORY, ONE_SHORT, SCENES, away_story, run, told
from tests.small import session, small_story


def tree(*runs):
    return told(tree_page(away_story(), histories(away_story(), runs)))


def test_a_door_missed_by_one_thing_says_so():
    page = tree(run("One", *ONE_SHORT))
    assert "A door missed: the army one step short" in page
    assert "“Leave the hall”; The Vote, 7 March 1924" in page
    knocked = tree(run("One", "first.knock", "second.nod", "third.sit"))
    assert "A door missed: one promise short: to call before you act" in knocked


def test_of_a_door_missed_by_more_nothing_is_said():
    page = tree(run("One", *HISTORY))
    assert "door" not in page
    assert "Leave" not in page


def test_a_door_that_stood_open_was_not_missed():
    assert "door missed" not in tree(run("One", *AWAY[:2], "third.sit"))


def test_a_door_to_a_place_that_was_reached_is_not_told_of_any_more():
    assert "door missed" in tree(run("One", *ONE_SHORT))
    assert "door missed" not in tree(run("One", *ONE_SHORT), run("Two", *AWAY, number=1))


def test_a_door_that_is_still_before_the_player_is_not_missed_yet():
    assert "door missed" not in tree(run("One", *ONE_SHORT[:2]))


def test_the_way_to_where_history_ended_is_no_door():
    sleepless = """      if: army >= 2
      locked: You cannot sleep.
      log: You slept.
      to: end_of_day
    doze:
      label: Doze.
      to: elsewhere
"""
    asked = away_story(SCENES.replace("      log: You slept.\n      to: end_of_day\n", sleepless))
    found = histories(asked, (run("One", *HISTORY[:3], "fourth.doze"),))
    assert found.merged.endings.keys() == {"elsewhere"}
    assert [each for branch in found.branches for each in branch.missed] == []


HIDDEN = """
first:
  title: The Door
  choices:
    knock:
      label: Knock.
      change: {army: +1}
      to: second
    wait:
      label: Wait.
      to: second
second:
  title: The Hall
  choices:
    leave:
      label: Leave at night.
      if: army >= 2
      to: elsewhere
    ask:
      label: Ask.
      outcomes:
        given:
          if: army >= 2
          then: |
            Given.
          to: elsewhere
        kept:
          then: |
            Kept.
          to: third
third:
  route:
    - if: army >= 2
      to: elsewhere
    - to: fourth
fourth:
  title: The Evening
  choices:
    sleep:
      label: Sleep.
      to: end_of_day
"""


def test_of_a_choice_that_was_hidden_the_label_is_not_told():
    hidden = away_story(HIDDEN)
    found = histories(hidden, (run("One", "first.wait", "second.ask", "fourth.sleep"),))
    missed = [each for branch in found.branches for each in branch.missed]
    assert {each.short for each in missed} == {"the army one step short"}
    assert [each.label for each in missed] == ["", "Ask.", ""]
    assert "at night" not in told(tree_page(hidden, found))


def test_doors_are_found_on_routes_and_in_what_comes_of_a_choice():
    found = histories(away_story(HIDDEN), (run("One", "first.wait", "second.ask"),))
    (branch,) = [each for each in found.branches if each.missed]
    assert [each.after for each in branch.missed] == [1, 1, 1]
    assert len(branch.missed) == 3


def asking(text):
    """A story in which this is what a door asks for, and the condition."""
    asked = away_story(SCENES.replace("      if: ready\n", f"      if: {text}\n"))
    way = asked.scenes["third"].way
    return asked, way.choices[0].needs[0].condition


SAID = {
    "army >= 2": "the army one step short",
    "army <= 0": "the army one step too far",
    "called": "one promise short: to call before you act",
    "notes": "one paper short: the notes",
    "owed >= 1": "one promise short",
    "drawer >= 2": "two papers short",
    "asked": "one thing short: you asked for the vote",
    "not mood is cold": "one thing was against it: how the house stands to you",
    "silence >= 3": "three times short: how often you were silent",
    "count(called, asked) >= 1": "one more thing would have carried it",
    "army + silence >= 2": "the army and how often you were silent one step short",
    "ready": None,
    "called and notes": None,
    "called or (notes and asked)": "one promise short: to call before you act",
    "not (called or army >= 1)": "the army one step too far",
    "count(called, asked, notes) >= 2": None,
    "chose(first.knock)": "one choice otherwise, at “The Door”: “Knock at the door”",
    "not chose(first.wait)": "one choice otherwise, at “The Door”: “Wait” was taken",
    "seen(fourth)": "not at “The Evening”",
    "chose(fourth.sleep)": "not at “The Evening”",
}


@pytest.mark.parametrize("text", SAID)
def test_one_precondition_is_told_by_its_kind_and_several_are_not(text):
    asked, wanted = asking(text)
    state = replay(asked, ("first.wait", "second.nod"))[-1].state
    lacks = lacking(asked, state, wanted)
    assert (said(asked, state, lacks[0]) if len(lacks) == 1 else None) == SAID[text]


MISSED = {
    "army >= 2": ("army", "the garrison", "the garrison one step short"),
    "silence >= 3": ("silence", "your silence", "your silence three steps short"),
    "army + silence >= 2": ("silence", "your silence", "the army and your silence one step short"),
    "asked": ("asked", "you had asked|you had not asked", "you had not asked"),
    "not mood is cold": ("mood", "the house was warm|the house was cold", "the house was cold"),
}


@pytest.mark.parametrize("text", MISSED)
def test_a_variable_has_words_of_its_own_for_doors(text):
    name, words, sentence = MISSED[text]
    asked, wanted = asking(text)
    this, _, that = words.partition("|")
    told_so = Variant(Among(name, frozenset({1})), (Words(this),), (Words(that),)) if that else Words(this)
    variable = replace(asked.variables[name], missed=(told_so,))
    worded = replace(asked, variables={**asked.variables, name: variable})
    state = replay(worded, ("first.wait", "second.nod"))[-1].state
    (lack,) = lacking(worded, state, wanted)
    assert said(worded, state, lack) == sentence


@pytest.mark.parametrize("text", SAID)
def test_nothing_is_lacking_where_a_condition_holds_and_something_where_it_does_not(text):
    asked, wanted = asking(text)
    for army in range(3):
        for called in range(2):
            values = {"army": army, "silence": 2, "called": called, "notes": 1, "asked": called, "mood": 1}
            state = State("third", frozen(values), frozenset({"first"}), frozenset({"first.wait"}))
            assert (not lacking(asked, state, wanted)) == holds(asked, state, wanted)


def test_votes_that_are_short_are_counted():
    state = session().steps[-1].state
    lack = Lack(Compare(TallyOf("snow"), ">=", Number(3)))
    assert said(small_story(), state, lack) == "three votes short"


def test_whom_one_has_not_spoken_to_is_named():
    state = session().steps[-1].state
    for condition in (Seen("anna_at_home"), Chose("winter.monday.anna_at_home")):
        assert said(small_story(), state, Lack(condition)) == "not spoken to Anna Petrovna"
