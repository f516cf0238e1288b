"""Diaries, calls, gates and events, played as what they become."""

from __future__ import annotations

from game.core.dates import parse_date
from game.core.play import begin, choose, ended, present, replay
from game.core.prose import plain
from tests.loading.tiny import codes, loaded, offered, tiny, walk
from tests.small import small_story

DIARY = """
first:
  title: Two Evenings
  place: The house
  diary:
    evenings: {monday: 9 January 1911, tuesday: 10 January 1911}
    to: after
  text: |
    Two evenings.
  note:
    seam: invented
    text: |
      The days are ours.
visit:
  call:
    on: [first.monday, first.tuesday]
    label: Call on Anna.
    if: brave
    locked: Not yet.
  text: |
    Anna.
  choices:
    talk:
      label: Talk.
      to: longer
    leave:
      label: Leave for good.
      to: gone
    nod:
      label: Nod.
      to: back
longer:
  text: |
    You talk.
  to: back
walk:
  date: 11 January 1911
  place: The yard
  call:
    on: [first.tuesday]
    label: Walk.
    if: not seen(longer)
  to: back
rest:
  call:
    on: [first.monday, first.tuesday]
    label: Rest.
    again: yes
  arrive: {brave: yes}
  to: back
after:
  choices:
    end_it:
      label: End it.
      to: end_of_day
gone:
  choices:
    end_it:
      label: End it.
      to: end_of_day
"""
BRAVE = "brave:\n  flag: {}\n  means: You dare.\n"
YES, NO = BRAVE.format("yes"), BRAVE.format("no")


def test_a_diary_tells_its_text_and_opens_its_first_evening():
    story = tiny(DIARY, variables=YES)
    step = begin(story)
    assert step.state.scene == "first.monday"
    assert [passage.scene for passage in step.passages] == ["first"]
    assert offered(story, step) == ["visit", "rest"]


def test_a_call_taken_on_one_evening_is_not_offered_on_the_next():
    story = tiny(DIARY, variables=YES)
    step = walk(story, "visit", "nod")
    assert step.state.scene == "first.tuesday"
    assert offered(story, step) == ["walk", "rest"]


def test_rest_is_offered_again():
    story = tiny(DIARY, variables=YES)
    assert "rest" in offered(story, walk(story, "rest"))


def test_a_call_whose_need_fails_is_closed_with_its_reason():
    story = tiny(DIARY, variables=NO)
    step = begin(story)
    assert offered(story, step) == ["-visit", "rest"]
    assert plain(present(story, step.state)[0].reason) == "Not yet."
    assert offered(story, walk(story, "rest")) == ["visit", "walk", "rest"]


def test_a_call_with_an_if_alone_is_hidden():
    story = tiny(DIARY, variables=YES)
    assert offered(story, walk(story, "visit", "talk")) == ["rest"]


def test_back_from_a_longer_call_leads_to_the_next_evening_and_after_the_last_on():
    story = tiny(DIARY, variables=YES)
    assert walk(story, "visit", "talk").state.scene == "first.tuesday"
    assert walk(story, "rest", "visit", "talk").state.scene == "after"


def test_any_other_target_leaves_the_diary_for_good():
    story = tiny(DIARY, variables=YES)
    assert walk(story, "visit", "leave").state.scene == "gone"


def test_taking_a_call_is_the_decision_diary_evening_call():
    story = tiny(DIARY, variables=YES)
    decisions = ["first.monday.rest", "first.tuesday.visit", "visit.talk", "after.end_it"]
    steps = replay(story, decisions)
    assert [step.deed.decision for step in steps[1:] if step.deed] == decisions
    assert ended(story, steps[-1].state)


def test_conditions_can_ask_for_a_call():
    story = tiny(
        DIARY.replace("if: not seen(longer)", "if: chose(first.monday.rest)"),
        variables=YES,
    )
    assert "walk" in offered(story, walk(story, "rest"))
    assert "walk" not in offered(story, walk(story, "visit", "nod"))


def test_a_call_inherits_the_date_of_its_evening_and_place_and_note_of_its_diary():
    scenes = tiny(DIARY, variables=YES).scenes
    one_evening = tiny(
        DIARY.replace("  date: 11 January 1911\n  place: The yard\n", ""), variables=YES
    ).scenes["walk"]
    assert one_evening.date == parse_date("10 January 1911")
    assert one_evening.place == "The house"
    assert one_evening.note == scenes["first"].note
    assert one_evening.note is not None


def test_a_call_that_has_its_own_date_and_place_keeps_them():
    walk_scene = tiny(DIARY, variables=YES).scenes["walk"]
    assert (walk_scene.date, walk_scene.place) == (parse_date("11 January 1911"), "The yard")


def test_a_call_of_several_evenings_has_no_date_of_its_own_but_its_evenings_have():
    scenes = tiny(DIARY, variables=YES).scenes
    assert scenes["visit"].date is None
    assert [scenes[f"first.{each}"].date for each in ("monday", "tuesday")] == [
        parse_date("9 January 1911"),
        parse_date("10 January 1911"),
    ]


def test_the_panel_knows_the_evenings_ahead():
    story = tiny(DIARY, variables=YES)
    assert [name for name, _ in story.diaries["first"].evenings] == ["monday", "tuesday"]
    assert (story.scenes["first.monday"].diary, story.scenes["first.monday"].evening) == ("first", "monday")
    assert story.scenes["visit"].is_call
    assert not story.scenes["longer"].is_call


TELLING = DIARY.replace(
    "{monday: 9 January 1911, tuesday: 10 January 1911}",
    """
      monday: 9 January 1911
      tuesday:
        date: 10 January 1911
        text: |
          It {brave: has|has not} stopped snowing.""",
)


def test_an_evening_may_tell_something_when_it_comes():
    story = tiny(TELLING, variables=YES)
    assert [passage.scene for passage in begin(story).passages] == ["first"], "its date is enough"
    came = walk(story, "visit", "nod").passages[-1]
    assert came.scene == "first.tuesday"
    assert plain(came.told[0].words) == "It has stopped snowing."
    assert story.scenes["first.tuesday"].date == parse_date("10 January 1911")
    assert story.digest == tiny(DIARY, variables=YES).digest, "nothing is played otherwise"


def test_an_evening_that_tells_something_has_its_date_beside_it():
    undated = loaded(TELLING.replace("        date: 10 January 1911\n", ""), variables=YES)
    assert codes(undated) == ["missing-key"]
    noted = loaded(TELLING.replace("        text: |\n", "        told: |\n"), variables=YES)
    assert codes(noted) == ["unknown-key"]


def test_what_is_made_has_names_that_no_author_can_write():
    story = tiny(DIARY, variables=YES)
    written = {"first", "visit", "longer", "walk", "rest", "after", "gone"}
    assert {name for name in story.scenes if not {".", "~"} & set(name)} == written
    assert [each.id for each in story.variables.values() if each.hidden] == ["~back"]


GATE = """
first:
  choices:
    write:
      label: Write.
      change: {written: yes}
      to: corridor
    wait:
      label: Wait.
      to: corridor
corridor:
  text: |
    The corridor.
  arrive: {steps: +1}
  gate: {MOST to: after}
draught:
  comes: {at: [corridor, after_gate]}
  text: |
    A draught.
  to: back
answer:
  comes:
    at: [corridor]
    if: written
  choices:
    read:
      label: Read it.
      to: reading
reading:
  text: |
    You read.
  to: back
knock:
  comes: {at: [corridor, after_gate]}
  text: |
    A knock.
  to: back
after:
  choices:
    go_on:
      label: Go on.
      to: after_gate
after_gate:
  gate: {to: last}
last:
  text: |
    The last.
  choices:
    end_it:
      label: End it.
      to: end_of_day
"""
GATE_STATE = """
written:
  flag: no
  means: You wrote.
steps:
  count: 0..3
  start: 0
  means: How often you came to the corridor.
"""


def gate(most: str = "") -> object:
    return tiny(GATE.replace("MOST", most), variables=GATE_STATE)


def told(step) -> list[str]:
    return [passage.scene for passage in step.passages if passage.choice is None]


def test_events_come_in_written_order_each_once_and_then_the_gate_leads_on():
    step = walk(gate(), "wait")
    assert told(step) == ["corridor", "draught", "knock"]
    assert step.state.scene == "after"


def test_an_event_whose_condition_fails_does_not_come():
    assert walk(gate(), "write").state.scene == "answer"
    assert "answer" not in walk(gate(), "wait").entered


def test_an_event_may_go_on_in_further_scenes_and_the_gate_is_told_once():
    step = walk(gate(), "write", "read")
    assert told(step) == ["reading", "knock"]
    assert step.state.values["steps"] == 1


def test_at_most_so_many_events_come():
    story = gate("most: 1,")
    assert told(walk(story, "wait")) == ["corridor", "draught"]
    assert [each.id for each in story.variables.values() if each.hidden] == ["corridor.came", "~back"]


def test_an_event_that_did_not_come_may_come_at_another_gate_but_none_comes_twice():
    assert told(walk(gate("most: 1,"), "wait", "go_on")) == ["knock", "last"]
    assert told(walk(gate(), "wait", "go_on")) == ["last"]


def test_a_gate_that_lets_all_events_come_counts_none():
    assert "corridor.came" not in gate("most: 3,").variables


def test_events_are_marked():
    story = gate()
    assert [name for name, scene in story.scenes.items() if scene.is_event] == ["draught", "answer", "knock"]


def test_a_gate_without_events_leads_on():
    story = tiny(
        "first:\n  gate: {to: last}\nlast:\n  choices:\n    a:\n      label: A.\n      to: end_of_day\n"
    )
    assert walk(story).state.scene == "last"


def test_a_diary_and_a_gate_can_follow_each_other_and_back_leads_to_the_right_one():
    story = small_story()
    step = walk(story, "say_nothing", "anna_at_home", "speak_of_the_house", "thank_her")
    assert step.state.scene == "winter.tuesday"
    assert choose(story, step.state, "boris_and_the_map").state.scene == "boris_and_the_map"
    step = walk(
        story,
        "say_nothing",
        "anna_at_home",
        "speak_of_the_house",
        "thank_her",
        "boris_and_the_map",
        "take_the_map",
    )
    assert step.state.scene == "a_knock"
    assert (
        walk(story, "promise_her", "evening_by_the_stove", "evening_by_the_stove").state.scene
        == "the_telegram"
    )


def test_outcomes_may_lead_back():
    nod = "      label: Nod.\n"
    outcomes = "        a:\n          if: seen(rest)\n          to: back\n        b:\n          to: gone\n"
    text = DIARY.replace(f"{nod}      to: back\n", f"{nod}      outcomes:\n{outcomes}")
    story = tiny(text, variables=YES)
    assert walk(story, "visit", "nod").state.scene == "gone"
    assert walk(story, "rest", "visit", "nod").state.scene == "after"


def test_a_route_may_lead_back():
    text = DIARY.replace(
        "longer:\n  text: |\n    You talk.\n  to: back\n", "longer:\n  route:\n    - to: back\n"
    )
    assert walk(tiny(text, variables=YES), "visit", "talk").state.scene == "first.tuesday"


UNFINISHED = """
first:
  choices:
    go:
      label: Go.
      to: TODO
    end_it:
      label: End it.
      to: end_of_day
"""


def test_what_is_still_to_be_written_can_be_played_up_to():
    result = loaded(UNFINISHED)
    assert codes(result) == ["draft-target"]
    assert result.story is not None
    step = walk(result.story, "go")
    assert ended(result.story, step.state)


def test_old_names_of_diaries_and_calls_lead_to_decisions_of_today():
    text = DIARY.replace("first:\n", "first:\n  was: [begun]\n", 1).replace(
        "visit:\n", "visit:\n  was: [anna]\n", 1
    )
    renamed = tiny(text, variables=YES).renamed
    assert renamed["begun"] == "first"
    assert renamed["begun.monday"] == "first.monday"
    assert renamed["anna"] == "visit"
    assert renamed["first.monday.anna"] == "first.monday.visit"
