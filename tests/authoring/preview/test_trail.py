"""A preview survives edits of the story: renames are followed, and what is lost is said."""

import pytest

from game.authoring.preview.bench import opened
from game.authoring.preview.subject import Gone
from tests.loading.tiny import tiny

VARIABLES = """\
army:
  steps: [hostile, cool, loyal]
  start: 0
  label: The army
  shown: yes
  means: The army.
funeral:
  one_of: [absent, attended]
  start: absent
  means: Where you were.
"""
SCENES = """\
first:
  text: |
    {army >= 2: Loyal|Cold}, {funeral is attended: there|away}.
  choices:
    walk:
      label: Walk on.
      to: second
    wait:
      label: Wait.
      if: army >= 1
      locked: Not now.
      to: end_of_day
second:
  text: |
    Second.
  choices:
    rest:
      label: Rest.
      to: third
third:
  text: |
    Third, {army >= 1: armed|bare}.
  choices:
    out:
      label: Out.
      to: end_of_day
"""


def story(scenes=SCENES, variables=VARIABLES):
    return tiny(scenes, variables=variables)


def said(bench):
    return bench.previewed().shown.passages[-1].told[0].words


def text(bench):
    return "".join(word.text for word in said(bench))


def at_the_third():
    """Two choices followed, with a value turned before the second and another after it."""
    bench = opened(story(), "first", (("funeral", "attended"),))
    return bench.set("army", "2").follow("walk").follow("rest").set("army", "0")


def test_an_edit_of_the_text_is_seen_in_the_same_variant():
    bench = opened(story(), "first").explore().at_variant(2)
    after, sentences = bench.reloaded(story(SCENES.replace("Loyal", "Devoted")))
    assert text(bench) == "Loyal, away."
    assert text(after) == "Devoted, away."
    assert after.explore().number == 2
    assert sentences == ()


def test_what_was_followed_is_followed_again_in_its_states():
    bench = at_the_third()
    after, sentences = bench.reloaded(story(SCENES.replace("Third", "The third")))
    assert text(after) == "The third, bare."
    assert sentences == ()
    assert after.back().back().standing.arrival == bench.back().back().standing.arrival


def test_a_scene_that_was_renamed_is_followed_and_that_is_said():
    third = opened(story(), "third", (("army", "1"),))
    after, sentences = third.reloaded(
        story(SCENES.replace("third:\n", "the_last:\n  was: [third]\n").replace("to: third", "to: the_last"))
    )
    assert after.standing.subject.id == "the_last"
    assert text(after) == "Third, armed."
    assert sentences == ("`third` is called `the_last` now.",)


def test_a_choice_that_was_renamed_is_followed():
    after, sentences = at_the_third().reloaded(
        story(SCENES.replace("    walk:\n", "    stroll:\n      was: [walk]\n"))
    )
    assert text(after) == "Third, bare."
    assert sentences == ()
    assert after.trail.hops[0].decision == "first.stroll"


def test_a_choice_that_is_gone_ends_the_trail_before_it_and_that_is_said():
    after, sentences = at_the_third().reloaded(story(SCENES.replace("    rest:\n", "    sleep:\n")))
    assert after.standing.subject.id == "second"
    assert sentences == ("`second.rest` is not offered any more.", "1 of 2 choices could be followed.")


def test_a_choice_that_has_closed_says_its_reason():
    bench = opened(story(), "first", (("army", "1"),)).follow("wait")
    after, sentences = bench.reloaded(story(SCENES.replace("if: army >= 1", "if: army >= 2")))
    assert after.standing.subject.id == "first"
    assert sentences[0] == "`first.wait` is closed now: Not now."


def test_a_value_that_is_gone_is_left_out_and_that_is_said():
    bench = opened(story(), "first").set("funeral", "attended").set("army", "2")
    after, sentences = bench.reloaded(
        story(
            SCENES.replace("funeral is attended", "funeral is present"),
            VARIABLES.replace("attended", "present"),
        )
    )
    assert text(after) == "Loyal, away."
    assert sentences == ("`funeral` cannot be `attended`: it is absent, present.",)


def test_values_are_kept_by_name_though_others_come_before_them():
    bench = opened(story(), "first").set("funeral", "attended")
    after, _ = bench.reloaded(
        story(variables=VARIABLES.replace("[absent, attended]", "[absent, ill, attended]"))
    )
    assert text(after) == "Cold, there."


def test_a_scene_that_is_gone_is_gone_and_comes_back_as_it_was():
    bench = opened(story(), "third", (("army", "1"),))
    without = SCENES.replace("third:\n", "thirds:\n").replace("to: third", "to: thirds")
    with pytest.raises(Gone) as gone:
        bench.reloaded(story(without))
    assert gone.value.near == "thirds"
    assert text(bench.reloaded(story())[0]) == "Third, armed."
