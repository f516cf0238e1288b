"""What the checks find, and above all what they leave alone."""

from __future__ import annotations

import pytest

from game.core.play import begin
from tests.loading.tiny import codes, loaded, tiny

END = "  choices:\n    end_it:\n      label: End it.\n      to: end_of_day\n"
PROMISE = """
promised:
  flag: no
  panel: owed
  due: day
  label: To write
"""
AFTER = "title: After\n"


def told(scenes: str, **more: str) -> list[str]:
    return codes(loaded(scenes, **more))


# Flow


def test_a_scene_that_flows_to_itself_is_endless():
    assert "endless-flow" in told(
        "first:\n  choices:\n    a:\n      label: A.\n      to: second\n" + "second:\n  to: second\n"
    )


def test_a_circle_with_a_choice_in_it_is_not_endless():
    assert (
        told(
            "first:\n  to: second\nsecond:\n"
            + END.replace("end_of_day", "first")
            + "    b:\n      label: B.\n      to: end_of_day\n"
        )
        == []
    )


def test_a_circle_of_routes_is_endless_whatever_their_conditions():
    roads = "    - if: seen(second)\n      to: last\n    - to: second\n"
    scenes = f"first:\n  route:\n{roads}second:\n  to: first\nlast:\n{END}"
    assert told(scenes) == ["endless-flow"]


def test_a_gate_that_an_event_leads_back_to_is_not_endless():
    assert told("first:\n  gate: {to: last}\nknock:\n  comes: {at: [first]}\n  to: back\nlast:\n" + END) == []


def test_a_stretch_of_unreached_scenes_is_told_once():
    scenes = "first:\n" + END + "lost:\n  to: found\nfound:\n  to: gone\ngone:\n" + END
    assert told(scenes) == ["unreached-scene"]


def test_unreached_scenes_that_lead_to_each_other_in_a_circle_are_told_once():
    circle = "".join(
        f"{name}:\n  choices:\n    a:\n      label: A.\n      to: {after}\n"
        for name, after in (("one", "two"), ("two", "one"))
    )
    assert told("first:\n" + END + circle) == ["unreached-scene"]


# Calls and events

CALLS = """
first:
  diary:
    evenings: {one: May 1911, two: June 1911}
    to: last
  note:
    seam: invented
    text: |
      Ours.
rest:
  call:
    on: [first.one, first.two]
    label: Rest.
    again: yes
  to: back
visit:
  call:
    on: [first.one]
    label: Visit.
  to: deeper
"""
LAST = "last:\n" + END


def test_back_may_stand_in_scenes_that_only_calls_lead_to():
    assert told(CALLS + "deeper:\n  to: deepest\ndeepest:\n  to: back\n" + LAST) == []


def test_back_may_not_stand_where_a_run_can_come_otherwise():
    scenes = CALLS + "deeper:\n  to: back\n" + LAST + "    again:\n      label: Again.\n      to: deeper\n"
    assert told(scenes) == ["misplaced-back"]


def test_a_call_may_leave_its_diary_for_another():
    other = (
        "deeper:\n  gate: {to: last}\nknock:\n  comes: {at: [deeper]}\n  to: back\n"  # after it, no `back`
    )
    assert told(CALLS + other + LAST) == []


def test_a_gate_inside_a_call_may_not_lead_to_back():
    other = (
        "deeper:\n  gate: {to: deepest}\nknock:\n  comes: {at: [deeper]}\n  to: back\ndeepest:\n  to: back\n"
    )
    assert told(CALLS + other + LAST) == ["nested-diary"]


@pytest.mark.parametrize(
    "extra",
    ["    if: seen(deeper)\n", "    needs:\n      - if: seen(deeper)\n        locked: No.\n", "no again"],
)
def test_a_rest_that_can_be_closed_or_used_up_is_none(extra):
    call = "    again: yes\n" if extra != "no again" else "    again: no\n"
    scenes = CALLS.replace("    again: yes\n", call + (extra if extra != "no again" else ""))
    assert "no-rest" in told(scenes + "deeper:\n  to: back\n" + LAST)


def test_four_calls_an_evening_are_not_too_many_and_five_are():
    def evening(number):
        calls = "".join(
            f"call_{each}:\n  call:\n    on: [first.two]\n    label: Call.\n  to: back\n"
            for each in range(number)
        )
        return told(CALLS + calls + "deeper:\n  to: back\n" + LAST)

    assert evening(3) == []
    assert evening(4) == ["crowded-evening"]


# Promises

DAY = """
first:
  choices:
    promise:
      label: Promise.
      change: {promised: yes}
      to: settle
"""


def after_day(settle: str) -> list[str]:
    """The codes of a story in which a promise due on the first day comes to the scene `settle`, and
    then to a scene of the next chapter."""
    files = {
        "chapters/01-day/settle": settle,
        "chapters/02-after/chapter": AFTER,
        "chapters/02-after/after": "after:\n" + END,
    }
    return told(DAY, variables=PROMISE, **files)


def test_a_promise_that_nothing_settles_is_overdue():
    assert after_day("settle:\n  to: after\n") == ["overdue-promise"]


def test_a_promise_settled_on_the_way_is_not():
    assert after_day("settle:\n  arrive: {promised: no}\n  to: after\n") == []


def test_a_promise_settled_if_it_is_open_is_not():
    row = "  also:\n    - if: promised\n      change: {promised: no}\n"
    assert after_day(f"settle:\n{row}  to: after\n") == []


def test_a_promise_settled_only_if_something_else_holds_is_overdue():
    row = "  also:\n    - if: promised and not seen(first)\n      change: {promised: no}\n"
    assert after_day(f"settle:\n{row}  to: after\n") == ["overdue-promise"]


def test_a_promise_settled_by_one_of_two_choices_is_overdue():
    choices = "  choices:\n    keep:\n      label: Keep.\n      change: {promised: no}\n      to: after\n"
    other = "    forget:\n      label: Forget.\n      to: after\n"
    assert after_day(f"settle:\n{choices}{other}") == ["overdue-promise"]
    closed = "    forget:\n      label: Forget.\n      if: not promised\n      to: after\n"
    assert after_day(f"settle:\n{choices}{closed}") == []


def test_a_promise_settled_by_the_outcome_that_comes_of_it_is_not_overdue():
    opened = "        open:\n          if: promised\n          change: {promised: no}\n"
    outcomes = f"      outcomes:\n{opened}        done: {{}}\n"
    assert after_day(f"settle:\n  choices:\n    go:\n      label: Go.\n{outcomes}      to: after\n") == []


def test_a_promise_is_followed_back_from_a_call_to_its_own_diary_only():
    diary = "settle:\n  diary:\n    evenings: {one: May 1911}\n    to: settled\n"
    note = "  note:\n    seam: invented\n    text: |\n      Ours.\n"
    calls = "rest:\n  call:\n    on: [settle.one, later.one]\n    label: Rest.\n    again: yes\n  to: back\n"
    settled = "settled:\n  arrive: {promised: no}\n  to: later\n"
    files = {
        "chapters/01-day/settle": diary + note + calls + settled,
        "chapters/02-after/chapter": AFTER,
        "chapters/02-after/after": diary.replace("settle:", "later:").replace("settled", "after")
        + note
        + "after:\n"
        + END,
    }
    assert told(DAY, variables=PROMISE, **files) == []


# Use


def test_what_the_panel_shows_or_a_line_names_is_read():
    variables = "seen_meter:\n  steps: [a, b]\n  start: 0\n  label: M\n  shown: yes\n"
    assert told("first:\n  arrive: {seen_meter: +1}\n" + END, variables=variables) == []
    assert told("first:\n  arrive: {seen_meter: +1}\n" + END, variables=variables.replace("yes", "no")) == [
        "never-read"
    ]


def test_asking_how_many_promises_lie_open_reads_them():
    scenes = "first:\n  arrive: {promised: yes}\n  text: |\n    {owed >= 1: You owe.}\n" + END
    assert told(scenes, variables=PROMISE.replace("  due: day\n", "")) == []


def test_a_text_shown_in_a_block_or_another_text_is_used():
    texts = "one:\n  text: |\n    {if seen(first)}\n    {show: two}\n    {end}\ntwo:\n  text: |\n    Two.\n"
    assert told("first:\n  text: |\n    {show: one}\n" + END, **{"texts/all": texts}) == []


# Circles and tangles

TALLY = """
title: The Day
tally:
  title: To be heard
  need: 1
  voices:
    one:
      label: One
      if: {asked}
"""


def named(count: int, when: str = "c{}", first: str = "seen(first)") -> str:
    """Named conditions, each of which asks about the one before."""
    asked = [first, *(when.format(number, number) for number in range(count - 1))]
    return "".join(f"c{number}:\n  means: M\n  when: {each}\n" for number, each in enumerate(asked))


def asking(count: int) -> str:
    return f"first:\n  text: |\n    {{c{count - 1}: So.}}\n" + END


@pytest.mark.parametrize("asked", ["tally(day) >= 1", "c0"])
def test_a_tally_that_asks_about_itself_is_a_circle(asked):
    variables = named(1, first="tally(day) >= 1")
    chapter = {"chapters/01-day/chapter": TALLY.format(asked=asked)}
    assert told(asking(1), variables=variables, **chapter) == ["circular-condition"]


def test_conditions_may_lead_eight_deep_and_no_deeper():
    assert told(asking(9), variables=named(9)) == []
    assert told(asking(3_000), variables=named(3_000)) == ["too-deep"]


def test_as_deep_as_conditions_may_lead_they_can_be_judged():
    nested = "count(" * 31 + "c{}, seen(first)" + ") >= 1" * 31
    assert told(asking(9), variables=named(9, nested)) == []
    step = begin(tiny(asking(9), variables=named(9, nested)))
    assert step.state.scene == "first"


def test_conditions_that_double_and_double_are_too_many():
    assert told(asking(9), variables=named(9, "c{} and c{}")) == []
    assert told(asking(9), variables=named(9, "c{0} and c{0} and c{0}")) == ["too-big"]


def test_texts_that_double_and_double_are_too_many():
    again = "{{show: t{0}}}\n\n    {{show: t{0}}}"
    texts = "t0:\n  text: |\n    So.\n" + "".join(
        f"t{number + 1}:\n  text: |\n    {again.format(number)}\n" for number in range(40)
    )
    scenes = "first:\n  text: |\n    {show: t40}\n" + END
    assert told(scenes, **{"texts/all": texts}) == ["too-deep"]


def test_a_call_needs_no_note_but_its_diary_does():
    without = CALLS.replace("  note:\n    seam: invented\n    text: |\n      Ours.\n", "")
    assert told(without + "deeper:\n  to: back\n" + LAST) == ["missing-note"]
