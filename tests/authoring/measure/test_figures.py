"""Figures of small stories in which each is known by hand."""

import pytest

from game.authoring.measure.counting import Spread
from game.authoring.measure.part import Part
from game.authoring.measure.targets import Target
from tests.authoring.measure.helping import measured, subjects, values

# The ending of tiny stories tells “It ends. They. You. Nobody. Why?”: six words.
END = 6

FORK = """
first:
  text: |
    Four words for all.
  choices:
    left:
      label: Left.
      then: |
        Two words.
      to: end_of_day
    right:
      label: Right.
      then: |
        These are six words of outcome.
      to: corridor
corridor:
  choices:
    on:
      label: Go on.
      to: end_of_day
"""


def test_words_and_decisions_are_those_of_the_runs():
    measures = measured(FORK, plays=400)
    got = {each.figure.name: each for each in measures.figures}
    assert got["words"].value == 4 + 2 + 6 + END
    assert got["words_a_run"].spread == Spread(12, got["words_a_run"].value, 16)
    assert got["words_a_run"].value in (12, 14, 16)
    assert got["label_words_a_run"].spread.low == 2
    assert got["label_words_a_run"].spread.high == 4
    assert got["decisions_a_run"].spread == Spread(1, 1, 1)
    assert (got["forced_a_run"].spread.low, got["forced_a_run"].spread.high) == (0, 1)
    assert (got["forced_share"].spread.low, got["forced_share"].spread.high) == (0, 0.5)
    assert got["share_seen"].spread.low == pytest.approx(12 / 18)
    assert got["share_seen"].spread.high == pytest.approx(16 / 18)
    assert 400 < measures.choices < 800


def test_the_longest_stretch_is_read_between_two_inputs():
    targets = {"longest_stretch": Target(most=5)}
    measures = measured(FORK, targets=targets)
    longest = next(each for each in measures.figures if each.figure.name == "longest_stretch")
    # four words before the first input; six of outcome before the second, where there is one
    assert (longest.spread.low, longest.spread.high) == (4, 6)
    assert [
        (each.subject, each.message) for each in measures.findings if each.figure == "longest_stretch"
    ] == [("corridor", "up to 6 words are told before this menu")]


def test_opposed_runs_share_what_both_were_told():
    got = {each.figure.name: each for each in measured(FORK).figures}
    common = 4 + END
    assert got["overlap"].value == pytest.approx(2 * common / (12 + 16))


def test_the_same_seed_gives_the_same_measures():
    assert measured(FORK, plays=50, seed=3) == measured(FORK, plays=50, seed=3)
    assert measured(FORK, plays=50, seed=3) != measured(FORK, plays=50, seed=4)


def test_what_comes_of_choices_is_measured_by_its_mean_over_what_was_told():
    assert values(measured(FORK))["outcome_words"] == (2 + 6) / 2


VARIED = """
first:
  choices:
    hear:
      label: Listen.
      change: {snow: yes}
      then: |
        {if snow}
        One two three four.
        {else}
        Never told at all, this.
        {end}
      to: end_of_day
"""
SNOW = "snow:\n  flag: no\n  means: It snows.\n"


def test_text_that_no_run_was_told_is_found_with_its_place():
    measures = measured(VARIED, variables=SNOW)
    assert values(measures)["never_told"] == pytest.approx(5 / (9 + END))
    assert subjects(measures, "never_told") == ["first.hear"]
    finding = next(each for each in measures.findings if each.figure == "never_told")
    assert finding.message == "no play was told 5 words of it"
    assert (finding.place.path, finding.place.line) == ("chapters/01-day/day.yaml", 4)


SPEAKING = """
first:
  text: |
    {text}
  choices:
    on:
      label: On.
      to: end_of_day
"""


@pytest.mark.parametrize(
    ("text", "speaks"),
    [
        ("He waits.", False),
        ('"No," he says.', True),
        ("He says: “No.”", True),
        ('They call it "socialism" and go home.', False),
        ("> letter:\n    > “No,” he says.", False),
    ],
)
def test_somebody_speaks_where_a_quotation_ends_in_a_mark_or_opens_a_paragraph(text, speaks):
    assert values(measured(SPEAKING.format(text=text)))["speech"] == float(speaks)


def test_dated_scenes_are_to_have_a_note_with_a_source():
    scenes = """
first:
  date: 3 May 1924
  text: |
    A day.
  note:
    seam: invented
    text: |
      Nothing is known.
    sources: [book]
  to: second
second:
  date: 4 May 1924
  text: |
    Another.
  note:
    seam: invented
    text: |
      Nothing is known.
  to: third
third:
  text: |
    No date.
  to: fourth
fourth:
  date: 5 May 1924
  choices:
    on:
      label: On.
      to: end_of_day
"""
    measures = measured(scenes, sources="book:\n  title: A Book\n")
    assert values(measures)["noted"] == 0.5
    assert subjects(measures, "noted") == ["second"]


MENUS = """
first:
  choices:
    rest:
      label: Rest.
      change: {snow: yes}
      to: second
    wait:
      label: Wait.
      to: second
second:
  choices:
    sometimes:
      label: Sometimes.
      if: snow
      locked: It does not snow.
      to: end_of_day
    always:
      label: Always open.
      if: not snow or snow
      locked: Nobody reads this.
      to: end_of_day
    never:
      label: Never.
      if: snow and not snow
      locked: Never.
      to: end_of_day
"""


def test_menus_that_never_close_and_reasons_that_nobody_reads_are_found():
    measures = measured(MENUS, variables=SNOW)
    assert values(measures)["menus_never_closed"] == 0.5
    assert subjects(measures, "menus_never_closed") == ["first", "second.always", "second.never"]


LINE = """
first:
  choices:
    remain:
      label: Remain.
      to: end_of_day
    leave:
      label: Leave.
      to: away
    leave_too:
      label: Leave, too.
      to: gone
    think:
      label: Think.
      to: crossing
crossing:
  route:
    - if: snow
      to: away
    - to: end_of_day
"""
AWAY = {
    "lines/far/chapter": "title: Far\n",
    "lines/far/scenes": """
away:
  text: |
    Far away.
  choices:
    on:
      label: On.
      to: gone
""",
    "endings/gone": """
gone:
  title: Gone
  kind: withdrawal
  text: |
    You are gone.
  answers:
    party: A.
    price: B.
    you: C.
  question: Where?
""",
    "endings/history": """
as_it_was:
  title: As It Was
  kind: defeat
  text: |
    So it was.
  answers:
    party: A.
    price: B.
    you: C.
  question: Why?
  note:
    seam: documented
    text: |
      It was so.
""",
    "variables": SNOW,
}


def history(scenes):
    return scenes.replace("to: end_of_day", "to: as_it_was")


def test_doors_are_ways_onto_lines_and_to_other_endings():
    measures = measured(history(LINE), plays=2000, **AWAY)
    doors = {(each.subject, each.leads_to): each.share for each in measures.doors}
    assert set(doors) == {("first.leave", "far"), ("first.leave_too", "gone"), ("crossing", "far")}
    assert doors["first.leave", "far"] == pytest.approx(0.25, abs=0.05)
    assert doors["crossing", "far"] == 0
    got = values(measures)
    assert got["rarest_door"] == 0
    assert got["history"] == pytest.approx(0.5, abs=0.05)
    assert got["commonest_ending"] == pytest.approx(0.5, abs=0.05)
    assert got["endings_in_200"] == 2
    assert sum(each.share for each in measures.endings) == pytest.approx(1)
    assert subjects(measures, "rarest_door") == ["crossing"]
    assert subjects(measures, "commonest_ending") == ["end_of_day"]


def test_a_route_that_is_taken_is_a_door_gone_through():
    scenes = history(LINE).replace(
        "think:\n      label: Think.", "think:\n      label: Think.\n      change: {snow: yes}"
    )
    doors = {each.subject: each.share for each in measured(scenes, plays=2000, **AWAY).doors}
    assert doors["crossing"] == pytest.approx(0.25, abs=0.05)


def test_of_a_line_the_runs_are_measured_that_come_there():
    measures = measured(history(LINE), Part("line", "far"), plays=2000, **AWAY)
    got = {each.figure.name: each for each in measures.figures}
    assert measures.came == pytest.approx(0.25, abs=0.05)
    assert got["words"].value == 2
    assert got["words_a_run"].spread == Spread(2, 2, 2)
    assert got["share_seen"].spread == Spread(1, 1, 1)
    assert got["forced_a_run"].value == 1
    assert got["decisions_a_run"].value == 0
    assert "endings" not in got
    assert [(each.ending, each.share) for each in measures.endings] == [("gone", 1)]
    assert measures.doors == ()


def test_a_part_is_held_to_no_target_of_size():
    targets = {"words": Target(least=1000), "overlap": Target(most=0.2)}
    whole = {each.figure.name: each for each in measured(FORK, targets=targets).figures}
    chapter = {
        each.figure.name: each for each in measured(FORK, Part("chapter", "day"), targets=targets).figures
    }
    assert (whole["words"].met, whole["overlap"].met) == (False, False)
    assert (chapter["words"].met, chapter["overlap"].met) == (None, False)


TALLY = """
first:
  choices:
    ask:
      label: Ask.
      change: {asked: yes, strength: -1}
      to: hall
    rest:
      label: Rest.
      to: hall
hall:
  choices:
    vote:
      label: Vote.
      outcomes:
        carried:
          if: tally(day) >= 3
        lost: {}
      to: end_of_day
"""
STRENGTH = "strength:\n  steps: [spent, up, well]\n  start: 2\n  label: Strength\n  better: up\n"


def test_counts_are_taken_where_something_that_may_happen_asks():
    chapter = """
title: The Day
tally:
  title: To carry it
  need: 3
  voices:
    one:
      label: One
      votes: 2
    two:
      label: Two
      if: asked
      votes: 3
"""
    files = {
        "chapters/01-day/chapter": chapter,
        "variables": STRENGTH + "asked:\n  flag: no\n  means: You asked.\n",
    }
    (tally,) = measured(TALLY, plays=2000, **files).tallies
    assert (tally.chapter, tally.need) == ("day", 3)
    assert tally.carried == pytest.approx(0.5, abs=0.05)
    assert (tally.votes.low, tally.votes.high) == (2, 5)
    assert tally.steps == pytest.approx((0, tally.carried, 1 - tally.carried))


EVENINGS = """
first:
  diary:
    evenings: {monday: 1 May 1924, tuesday: 2 May 1924}
    to: last
visit:
  title: The Visit
  call:
    on: [first.monday, first.tuesday]
    label: Visit.
  choices:
    ask:
      label: Ask.
      change: {asked: yes}
      to: back
    sit:
      label: Sit.
      to: back
walk:
  call:
    on: [first.monday]
    label: Walk.
  to: back
sleep:
  call:
    on: [first.tuesday]
    label: Sleep.
    if: snow
    locked: It is too light.
  to: back
rest:
  call:
    on: [first.monday, first.tuesday]
    label: Rest.
    again: yes
  to: back
last:
  choices:
    speak:
      label: Speak.
      if: asked
      locked: You have nothing to say.
      to: gone
    go:
      label: Go.
      to: as_it_was
"""


def test_calls_are_needed_by_the_endings_that_cannot_be_had_without():
    files = {**AWAY, "variables": SNOW + "asked:\n  flag: no\n  means: You asked.\n"}
    measures = measured(EVENINGS, plays=3000, **files)
    calls = {each.call: each for each in measures.calls}
    assert list(calls) == ["visit", "walk", "sleep"]
    assert (calls["visit"].needed, calls["visit"].endings) == (1, ("gone",))
    assert (calls["walk"].needed, calls["walk"].endings) == (0, ())
    # on Monday one of three; on Tuesday one of two where it was not made on Monday
    assert calls["visit"].taken == pytest.approx(1 / 3 + 2 / 3 / 2, abs=0.04)
    assert calls["visit"].chosen == pytest.approx((2 / 3) / (1 + 2 / 3), abs=0.04)
    assert (calls["sleep"].taken, calls["sleep"].closed) == (0, 1)
    got = values(measures)
    assert (got["most_needed_call"], got["unneeded_calls"]) == (1, 2)
    assert subjects(measures, "unneeded_calls") == ["walk", "sleep"]
    shut = next(each for each in measures.findings if each.subject == "first.tuesday.sleep")
    assert shut.message == "no play found it open"
    assert EVENINGS.split("\n")[shut.place.line - 1] == "sleep:"


def test_variables_asked_about_in_the_file_that_changes_them_carry_nothing():
    other = """
second:
  choices:
    on:
      label: "{far: Far|Near}."
      to: end_of_day
"""
    scenes = """
first:
  choices:
    go:
      label: "{near: Again|Go}."
      change: {near: yes, far: yes}
      to: second
"""
    flags = "near:\n  flag: no\n  means: Near.\nfar:\n  flag: no\n  means: Far.\n"
    measures = measured(scenes, variables=flags, **{"chapters/01-day/other": other})
    assert values(measures)["variables_elsewhere"] == 0.5
    assert subjects(measures, "variables_elsewhere") == ["variable:near"]


def test_a_place_where_plays_are_trapped_is_found():
    scenes = """
first:
  choices:
    on:
      label: On.
      if: snow
      locked: It does not snow.
      to: end_of_day
"""
    measures = measured(scenes, plays=10, variables=SNOW)
    assert subjects(measures, "endings_in_200") == ["first"]
    assert values(measures)["endings_in_200"] == 0


def test_a_count_is_taken_once_a_run():
    scenes = TALLY.replace(
        "    vote:\n",
        "    ask_again:\n      label: Ask again.\n      change: {asked: yes}\n      to: hall\n    vote:\n",
    ).replace("{asked: yes, strength: -1}", "{strength: -1}")
    chapter = """
title: The Day
tally:
  title: To carry it
  need: 1
  voices:
    one:
      label: One
      if: asked
"""
    files = {
        "chapters/01-day/chapter": chapter,
        "variables": STRENGTH + "asked:\n  flag: no\n  means: You asked.\n",
    }
    measures = measured(scenes, plays=200, **files)
    (tally,) = measures.tallies
    assert (tally.carried, tally.votes.high) == (0, 0)
    assert values(measures)["least_carried"] == 0
    assert subjects(measures, "least_carried") == ["chapter:day"]


def test_a_way_from_a_line_to_an_ending_is_no_door():
    scenes = AWAY["lines/far/scenes"].replace("to: gone", "to: parting")
    scenes += "parting:\n  route:\n    - if: snow\n      to: end_of_day\n    - to: gone\n"
    measures = measured(history(LINE), plays=50, **{**AWAY, "lines/far/scenes": scenes})
    assert {each.subject for each in measures.doors} == {"first.leave", "first.leave_too", "crossing"}


def test_the_shortest_plans_are_those_with_the_fewest_calls():
    scenes = EVENINGS.replace("if: asked\n", "if: asked or (snow and slept)\n")
    scenes = scenes.replace("  to: back\nsleep:", "  arrive: {snow: yes}\n  to: back\nsleep:")
    scenes = scenes.replace("  to: back\nrest:", "  arrive: {slept: yes}\n  to: back\nrest:")
    flags = "".join(f"{name}:\n  flag: no\n  means: You {name}.\n" for name in ("asked", "slept"))
    calls = {
        each.call: each for each in measured(scenes, plays=3000, **{**AWAY, "variables": SNOW + flags}).calls
    }
    assert (calls["visit"].needed, calls["walk"].needed, calls["sleep"].needed) == (1, 0, 0)
    assert [calls[name].endings for name in ("visit", "walk", "sleep")] == [("gone",)] * 3
    # open after a walk only, beside a visit and rest
    sleep = calls["sleep"]
    assert (sleep.closed, sleep.chosen) == (pytest.approx(2 / 3, abs=0.05), pytest.approx(1 / 3, abs=0.06))


def test_endings_are_counted_over_whole_rows_of_plays():
    got = {each.figure.name: each for each in measured(history(LINE), plays=201, **AWAY).figures}
    assert got["endings_in_200"].spread == Spread(2, 2, 2)
    assert values(measured(history(LINE), plays=1, **AWAY))["endings_in_200"] == 1
