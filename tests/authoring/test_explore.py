"""Findings are placed at the line that is wrong, told in words, and the runs in them are real."""

import json

import pytest

from game.analysis.answers import Progress
from game.authoring.explore import explore, walkthrough
from game.authoring.explored import as_json
from game.authoring.findings import diagnostic, worth_telling
from game.authoring.placing import narrowed
from game.authoring.walkthrough import compare, read
from game.authoring.wording import written
from game.core.play import present, replay
from tests.loading.tiny import SCENES, loaded

VARIABLES = """\
army:
  steps: [none, some, much]
  start: 1
  label: Army
  shown: yes
oath:
  flag: no
  means: Sworn.
seal:
  flag: no
  means: Kept.
"""
SOUND = """\
first:
  text: |
    {army >= 2: It marches.|It waits.}
  choices:
    drill:
      label: Drill.
      change: {army: +1}
      to: second
    rest:
      label: Rest.
      change: {army: -1}
      to: second
second:
  text: |
    Words.
  choices:
    go:
      label: Go.
      if: army >= 1
      locked: There is nobody to go with.
      to: end_of_day
    stay_here:
      label: Stay.
      to: end_of_day
"""


def explored(scenes, variables=VARIABLES, **more):
    result = loaded(scenes, variables=variables, **more)
    assert result.story is not None, result.diagnostics
    found = explore(
        result.story, result.places, lines=lambda path: scenes.splitlines() if path == SCENES else []
    )
    return result.story, found


def wrong(scenes, **more):
    """Code, line and verdict of everything that is worth telling."""
    _, found = explored(scenes, **more)
    return [
        (each.question.kind, each.place.line, each.answer.verdict) for each in worth_telling(found.findings)
    ]


def line_of(scenes, text, number=1):
    lines = [at for at, line in enumerate(scenes.splitlines(), 1) if text in line]
    return lines[number - 1]


def test_an_inline_variant_that_no_run_reads_is_placed_at_its_marker():
    # the first text is told before anything could change
    _, found = explored(SOUND)
    (told,) = worth_telling(found.findings)
    assert (told.question.kind, told.place.line, told.place.column) == ("variant-seen", 3, 5)
    assert SOUND.splitlines()[2][told.place.column - 1 : told.place.end_column - 1] == (
        "{army >= 2: It marches.|It waits.}"
    )


def mended(scenes):
    return scenes.replace("{army >= 2: It marches.|It waits.}", "It waits.")


def test_a_sound_story_has_nothing_worth_telling():
    assert wrong(mended(SOUND)) == []


PLANTED = {
    "impossible condition": ("if: army >= 1", "if: army >= 1 and oath", "    go:", "choice-taken"),
    "reason never read": ("if: army >= 1", "if: army >= 0 or not oath", "locked:", "choice-closed"),
    "arm never told": ("    Words.", "    {if oath}\n    Sworn.\n    {end}", "    {if oath}", "variant-seen"),
    "arm always told": ("    Words.", "    {if not oath}\n    Free.\n    {end}", "    {end}", "variant-seen"),
    "else never told": (
        "    Words.",
        "    {if army <= 2}\n    A.\n    {else}\n    B.\n    {end}",
        "    {else}",
        "variant-seen",
    ),
    "nested": (
        "    Words.",
        "    {if army >= 2}\n    {army >= 1: A.|B.}\n    {else}\n    C.\n    {end}",
        "    {army >= 1",
        "variant-seen",
    ),
    "inline, over two lines": (
        "    Words.",
        "    And {oath: more of\n    them|none}.",
        "    And {oath",
        "variant-seen",
    ),
    "dead outcome": (
        "      label: Stay.\n      to:",
        "      label: Stay.\n      outcomes:\n        sworn: {if: oath}\n        free: {}\n      to:",
        "        sworn:",
        "outcome-taken",
    ),
    "dead row of a scene": (
        "second:\n",
        (
            "second:\n  also:\n    - if: army >= 2\n      change: {seal: yes}\n"
            "    - if: oath\n      change: {seal: yes}\n"
        ),
        "    - if: oath",
        "row-applied",
    ),
    "dead row of a choice": (
        "      change: {army: -1}\n",
        "      change: {army: -1}\n      also:\n      - if: army >= 1\n        change: {seal: yes}\n",
        "      - if: army >= 1",
        "row-applied",
    ),
    "dead row of an outcome": (
        "      label: Stay.\n      to:",
        (
            "      label: Stay.\n      outcomes:\n        any:\n          change: {army: -2}\n"
            "          also: [{if: army >= 1, change: {seal: yes}}]\n      to:"
        ),
        "          also:",
        "row-applied",
    ),
}


@pytest.mark.parametrize("name", PLANTED)
def test_a_planted_fault_is_found_at_its_line(name):
    sound, faulty, at, kind = PLANTED[name]
    scenes = mended(SOUND).replace(sound, faulty, 1)
    assert scenes != mended(SOUND)
    assert (kind, line_of(scenes, at), "impossible") in wrong(scenes)


def test_a_row_is_judged_on_the_way_in_and_nothing_that_is_changed_there_hides_it():
    row = "second:\n  also:\n    - if: seen(first) and not oath\n      change: {oath: yes}\n"
    assert wrong(mended(SOUND).replace("second:\n", row)) == []
    at_once = "first:\n  also:\n    - if: not oath\n      change: {oath: yes}\n"
    _, found = explored(mended(SOUND).replace("first:\n", at_once, 1))
    (begun,) = [each for each in found.findings if each.question.kind == "row-applied"]
    assert (begun.answer.verdict, begun.run) == ("shown", ())


def test_what_follows_from_an_outcome_that_never_comes_is_not_told_as_well():
    row = "also: [{if: army >= 1, change: {seal: yes}}]"
    sound, faulty, at, _ = PLANTED["dead outcome"]
    scenes = mended(SOUND).replace(sound, faulty.replace("{if: oath}", f"{{if: oath, {row}}}"))
    assert wrong(scenes) == [("outcome-taken", line_of(scenes, at), "impossible")]


def test_a_trap_is_shown_by_a_run_to_it_with_what_is_closed_there():
    scenes = mended(SOUND).replace("      label: Stay.", "      label: Stay.\n      if: army >= 2")
    story, found = explored(scenes)
    trap = next(
        each for each in found.findings if each.question.kind == "open-choice" and each.weight == "bad"
    )
    assert trap.run == ("first.rest",)
    assert trap.values["army"] == "none"
    assert trap.closed == {"go": "There is nobody to go with."}
    state = replay(story, trap.run)[-1].state
    assert not [offer for offer in present(story, state) if offer.open]
    assert ("open-choice", line_of(scenes, "second:"), "broken") in wrong(scenes)
    # that a run cannot finish from there follows from it
    assert not any(kind == "can-finish" for kind, _, _ in wrong(scenes))
    broken = [each for each in found.findings if each.question.kind == "can-finish" and each.weight == "bad"]
    assert [each.question.subject for each in broken] == ["second"]


def test_what_follows_from_a_scene_that_is_never_entered_is_not_told_as_well():
    far = """\
far:
  text: |
    {oath: A|B}
  choices:
    only:
      label: Only.
      to: end_of_day
"""
    scenes = mended(SOUND).replace(
        "    stay_here:",
        "    leave:\n      label: Leave.\n      if: oath\n      to: far\n    stay_here:",
    )
    kinds = [(kind, line) for kind, line, _ in wrong(scenes + far)]
    assert kinds == [
        ("choice-taken", line_of(scenes, "    leave:")),
        ("scene-entered", line_of(scenes + far, "far:")),
    ]


def test_every_run_in_the_record_is_played_by_core_to_what_it_shows():
    story, found = explored(SOUND)
    rows = as_json(found, whole=True)["findings"]
    shown = [row for row in rows if row["verdict"] == "shown"]
    assert len(shown) == sum(verdicts.get("shown", 0) for verdicts in as_json(found)["counts"].values())
    for row in shown:
        steps = replay(story, row["run"])
        if row["question"] == "choice-taken":
            assert row["run"][-1] == row["subject"]
        if row["question"] == "ending-reached":
            assert steps[-1].state.scene == row["subject"]


def test_the_record_is_json_with_the_documented_names():
    _, found = explored(SOUND)
    told = json.loads(json.dumps(as_json(found)))
    assert set(told) == {
        "format", "story", "budget", "plays", "states", "largest", "seconds", "stopped", "counts", "findings",
    }  # fmt: skip
    bad = [row for row in told["findings"] if row["verdict"] == "impossible"]
    assert bad[0]["question"] == "variant-seen"
    assert bad[0]["condition"] == "army >= 2"
    assert bad[0]["holds"] is True
    assert set(bad[0]["proof"]) == {"kind", "kept", "free", "states", "cut"}
    assert [row["subject"] for row in told["findings"] if row["verdict"] == "shown"] == ["end_of_day"]


def test_the_same_story_is_told_the_same_twice():
    def told():
        found = as_json(explored(SOUND)[1], whole=True)
        return {**found, "seconds": 0}

    assert told() == told()


def test_a_written_walkthrough_holds():
    story, found = explored(SOUND)
    (ending,) = [each for each in found.findings if each.question.kind == "ending-reached"]
    comparison = compare(story, read(walkthrough(found, ending)))
    assert not comparison.broken
    assert comparison.end.state.scene == "end_of_day"


def test_one_ending_can_be_asked_for_alone():
    result = loaded(SOUND, variables=VARIABLES)
    found = explore(result.story, result.places, ending="end_of_day")
    assert [each.question.kind for each in found.findings] == ["ending-reached"]
    assert found.bad == 0


def test_progress_is_told_and_ends_with_everything_settled():
    result = loaded(SOUND, variables=VARIABLES)
    told: list[Progress] = []
    explore(result.story, result.places, told=told.append)
    assert told[-1].settled == told[-1].asked > 10


def test_a_diagnostic_says_what_is_wrong_and_how_it_is_known():
    story, found = explored(SOUND)
    (told,) = [diagnostic(story, each) for each in worth_telling(found.findings)]
    assert told.message == "in `first` no run is told what is there for `army >= 2` (text 1)"
    assert told.hint == (
        "take it out, or let a run come here for which it is meant; "
        "proved from the values that each variable can have there"
    )
    assert told.severity == "error"


@pytest.mark.parametrize(
    "text",
    [
        "army >= 2", "oath", "not oath", "seen(first)", "chose(first.drill)", "army >= 1 and oath",
        "army >= 1 or oath and seal", "(army >= 1 or oath) and seal", "count(oath, army >= 2) >= 1",
        "army + count(oath, seal) - 1 >= 2", "owed >= 2", "not (oath or seal)", "army > drawer",
    ],
)  # fmt: skip
def test_conditions_are_put_into_words_that_mean_the_same(text):
    def condition(words):
        scenes = SOUND.replace("if: army >= 1", f"if: {words}")
        story = loaded(scenes, variables=VARIABLES).story
        assert story is not None, words
        return story, story.scenes["second"].way.choices[0].needs[0].condition

    story, first = condition(text)
    assert condition(written(story, first))[1] == first


def test_where_the_source_is_not_as_expected_the_place_of_the_subject_has_to_do():
    _, found = explored(SOUND)
    (told,) = worth_telling(found.findings)
    place = loaded(SOUND, variables=VARIABLES).places["first"]
    assert narrowed(["something: else"], place, told.question) == place
    assert narrowed([], place, told.question) == place
