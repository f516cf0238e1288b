"""A preview stands where a run would: what is followed, resumed or come to by itself is what players see."""

import pytest

from game.authoring.preview.bench import opened
from game.authoring.preview.given import NotGiven, read, values_of
from game.authoring.preview.standing import begun, followed, resumed, shown, step_of
from game.authoring.preview.subject import Gone, Subject, find
from game.core.play import NotOpen, begin, choose, present
from game.core.value import replace
from game.loading.load import load
from game.loading.packs import pack
from game.runs.journal import Decision
from game.runs.record import begun as begun_run
from game.runs.record import record
from tests.small import FOLDER, THAW, small_story

STORY = small_story()


def run_of(*choices):
    """A run of these choices, and its steps."""
    steps = [begin(STORY)]
    decisions = []
    for each in choices:
        decisions.append(Decision(f"{steps[-1].state.scene}.{each}"))
        steps.append(choose(STORY, steps[-1].state, each))
    run = record(STORY, begun_run(STORY, "Run 1"), tuple(decisions), steps[-1].state)
    return run, steps


def told(step):
    return [each.told for each in step.passages]


def test_following_choices_from_the_beginning_tells_what_a_run_tells():
    standing = begun(STORY, find(STORY, STORY.header.start))
    _, steps = run_of(*THAW)
    assert step_of(STORY, standing) == steps[0]
    for choice, step in zip(THAW, steps[1:], strict=True):
        standing = followed(STORY, standing, choice)
        assert step_of(STORY, standing).state == step.state
        assert told(step_of(STORY, standing)) == told(step)
        assert standing.behind[-1].state == steps[steps.index(step) - 1].state


def test_every_scene_that_a_run_came_to_is_previewed_in_the_state_in_which_it_came():
    run, steps = run_of(*THAW)
    for step in steps:
        for name in step.entered:
            standing = resumed(STORY, find(STORY, name), run)
            here = step_of(STORY, standing)
            assert here.state == steps[len(standing.behind)].state
            assert told(here) == told(steps[len(standing.behind)])
            assert name in here.entered


def test_a_scene_to_which_a_run_never_came_is_previewed_at_the_runs_head():
    run, steps = run_of(*THAW)
    standing = resumed(STORY, Subject("scene", "boris_and_the_map"), run)
    assert standing.behind == tuple(steps)
    assert standing.arrival.values == steps[-1].state.values
    assert standing.arrival.seen == steps[-1].state.seen | {steps[-1].state.scene}


def test_a_call_by_itself_knows_its_evening_and_leads_back_to_the_next():
    standing = begun(STORY, find(STORY, "anna_at_home"))
    standing = followed(STORY, standing, "speak_of_the_weather")
    assert standing.subject.id == "winter.tuesday"
    ahead = shown(STORY, begun(STORY, find(STORY, "anna_at_home"))).diary
    assert [each.date for each in ahead] == ["17 January 1911"]


def test_a_scene_behind_a_call_knows_its_evening_too():
    standing = begun(STORY, find(STORY, "anna_at_the_door"))
    assert followed(STORY, standing, "thank_her").subject.id == "winter.tuesday"


def test_staying_in_a_scene_tells_only_what_came_of_it_and_offers_the_rest():
    standing = followed(STORY, begun(STORY, find(STORY, "arrival")), "look_round")
    assert standing.stays
    view = shown(STORY, standing)
    assert [each.kind for each in view.passages] == ["outcome"]
    assert "look_round" not in [each.choice for each in view.offers]


def test_a_closed_choice_cannot_be_followed():
    with pytest.raises(NotOpen):
        followed(STORY, begun(STORY, find(STORY, "arrival")), "ask_for_the_key")


def test_only_the_first_scene_of_a_chapter_opens_it():
    assert shown(STORY, begun(STORY, find(STORY, "arrival"))).chapter.opens
    assert not shown(STORY, begun(STORY, find(STORY, "the_stairs"))).chapter.opens
    assert shown(STORY, begun(STORY, find(STORY, "the_thaw"))).chapter.opens


def test_a_value_may_be_said_as_it_is_written_or_by_the_word_of_its_step():
    assert read(STORY, "trust", "2") == read(STORY, "trust", "warm") == 2
    assert read(STORY, "window", "ajar") == 1
    assert read(STORY, "seen(arrival)", "yes") == 1
    state = begun(STORY, find(STORY, "arrival"), (("trust", "warm"), ("chose(hall.x)", "yes"))).given
    assert state.values["trust"] == 2
    assert state.chosen == {"hall.x"}


@pytest.mark.parametrize(
    ("name", "text", "words"),
    [
        ("trsut", "2", "No variable is called `trsut`. Did you mean `trust`?"),
        ("trust", "3", "`trust` cannot be `3`: it is 0 to 2 (cold, civil, warm)."),
        ("window", "broken", "`window` cannot be `broken`: it is shut, ajar, open."),
        ("old_map", "2", "`old_map` cannot be `2`: it is no, yes."),
        ("seen(arival)", "yes", "`seen(arival)`: no scene is called `arival`. Did you mean `arrival`?"),
        ("chose(arrival)", "yes", "`chose(arrival)`: a choice is written `scene.choice`."),
    ],
)
def test_what_cannot_be_given_is_said_with_what_can(name, text, words):
    with pytest.raises(NotGiven) as fault:
        read(STORY, name, text)
    assert str(fault.value) == words


def test_everything_that_a_scene_reads_has_values():
    for name in STORY.scenes:
        for each in opened(STORY, name).reads:
            assert len(values_of(STORY, each)) >= 2


def test_a_name_that_nothing_has_is_said_with_what_was_meant():
    with pytest.raises(Gone) as gone:
        find(STORY, "arival")
    assert gone.value.near == "arrival"


def test_a_scene_of_a_branch_is_what_was_meant_by_its_name_inside():
    story = load(FOLDER, [pack(FOLDER.parent / "branches" / "the-attic")]).story
    with pytest.raises(Gone) as gone:
        find(story, "the_hatch")
    assert gone.value.near == "the_attic/the_hatch"


def test_turning_a_value_changes_what_is_shown_and_stops_at_its_ends():
    bench = opened(STORY, "arrival").turned("trust", 1)
    (offer,) = [each for each in bench.previewed().shown.offers if each.choice == "ask_for_the_key"]
    assert offer.open
    assert bench.turned("trust", 1).standing.arrival == bench.standing.arrival
    assert bench.turned("trust", -1).standing == replace(bench.standing, arrival=bench.standing.given)
    assert [each.name for each in bench.fields() if each.changed] == ["trust"]


def test_back_is_where_the_choice_was_followed_in_the_state_that_it_had_there():
    bench = opened(STORY, "arrival").turned("trust", 1)
    there = bench.follow("ask_for_the_key")
    assert present(STORY, step_of(STORY, there.standing).state)
    assert there.back().standing == bench.standing
