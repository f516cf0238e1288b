"""Stories change under runs: what still stands, and the one sentence that says so."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from game.core.model import Add, Menu, Set, Variable, frozen
from game.core.play import present, replay
from game.runs.file import decode, encode
from game.runs.journal import Decision, Go, decide, go, grow, line, mark
from game.runs.record import at, begun, record
from game.runs.refusal import OtherStory
from game.runs.restore import restore
from tests.runs.small import (
    BOG,
    COURSE,
    LAWS,
    SIGNED,
    STORY,
    STRENGTH,
    TRAIN,
    WORD,
    choice,
    played,
    scene,
    story,
    strong,
    without,
)


@pytest.fixture
def run():
    return played(STORY, begun(STORY, "First"), "bog.round", "course.sign", "course.speak")


@pytest.fixture
def forked(run):
    """Three decisions, and from the second of them one more that leads elsewhere."""
    back = replace(run, journal=go(mark(run.journal, "before the letter"), 2))
    return played(STORY, back, "course.wait", "train.south")


def test_a_run_of_the_same_story_replays_and_says_nothing(run):
    restored = restore(STORY, run)
    assert restored.sentence == ""
    assert restored.alive == {1, 2, 3}
    assert restored.head == 3
    assert restored.journal == run.journal
    assert restored.steps == replay(STORY, line(grow(run.journal)))
    assert not restored.fault
    assert restored.lost is None


def test_prose_that_was_corrected_is_no_drift(run):
    other = story(replace(COURSE, title="A Newer Course", text=()), version="1.0.1")
    assert other.digest == STORY.digest
    assert restore(other, run).sentence == ""


def test_a_scene_that_was_added_where_the_run_does_not_go_is_no_drift(run):
    added = story(scene("siding", choice("wait", "over")), version="1.1.0")
    assert added.digest != STORY.digest
    assert restore(added, run).sentence == ""


def test_a_variable_that_was_added_is_no_drift(run):
    later = story(variables=(STRENGTH, SIGNED, WORD, Variable("gout", "count", 0, 9, 3)), version="1.1.0")
    assert restore(later, run).sentence == ""


def test_a_scene_that_was_renamed_takes_its_decisions_with_it(run):
    moved = replace(COURSE, id="new_course")
    bog = replace(BOG, way=Menu((choice("wade", "new_course"), choice("round", "new_course"))))
    later = without(story(bog, moved, renamed={"course": "new_course"}, version="2.0.0"), "course")
    restored = restore(later, run)
    assert restored.sentence == ""
    assert restored.alive == {1, 2, 3}
    assert restored.journal == run.journal
    assert line(restored.tree) == ("bog.round", "new_course.sign", "new_course.speak")
    assert decide(go(restored.journal, 1), "new_course.sign", restored.names)[-1] == Go(2)


def test_a_choice_that_was_renamed_is_the_same_choice(run):
    later = story(
        replace(COURSE, way=Menu(tuple(replace(each, id=f"{each.id}_now") for each in COURSE.way.choices))),
        renamed={f"course.{each.id}": f"course.{each.id}_now" for each in COURSE.way.choices},
    )
    assert restore(later, run).sentence == ""


def test_a_choice_renamed_twice_in_a_scene_renamed_twice_is_found(run):
    moved = replace(COURSE, id="c3", way=Menu((choice("s3", "stay", once=True), choice("speak", "train"))))
    bog = replace(BOG, way=Menu((choice("wade", "c3"), choice("round", "c3"))))
    renamed = {"course": "c2", "c2": "c3", "c3.sign": "c3.s2", "c3.s2": "c3.s3"}
    restored = restore(without(story(bog, moved, renamed=renamed), "course"), run)
    assert line(restored.tree) == ("bog.round", "c3.s3", "c3.speak")
    assert len(restored.alive) == 3


def test_an_evening_of_a_renamed_diary_is_found():
    evening = scene("diary.monday", choice("kamenev", "over"))
    start = replace(BOG, way=Menu((choice("wade", "diary.monday"),)))
    first = story(start, evening)
    run = played(first, begun(first, "First"), "bog.wade", "diary.monday.kamenev")
    start = replace(BOG, way=Menu((choice("wade", "october.monday"),)))
    later = story(start, replace(evening, id="october.monday"), renamed={"diary": "october"})
    assert restore(later, run).alive == {1, 2}


def test_renames_that_go_in_a_circle_end():
    run = replace(begun(STORY, "x"), journal=(Decision("p.x"),))
    restored = restore(story(renamed={"p": "q", "q": "p"}), run)
    assert restored.alive == frozenset()


def test_a_scene_that_is_gone_is_said_with_the_place_where_the_run_stands(run):
    bog = replace(BOG, way=Menu((choice("wade", "train"), choice("round", "train"))))
    restored = restore(without(story(bog, version="2.0.0"), "course"), run)
    assert restored.sentence == (
        "The story has changed since this run was kept: 1 of 3 decisions still stand, up to "
        "“The Red Train”, 3 October 1923; the first that was lost is course.sign: it is no longer in the "
        "story."
    )
    assert restored.head == 1
    assert restored.journal == (*run.journal, Go(1))
    assert restored.steps[-1].state.scene == "train"


def test_a_choice_that_is_gone_is_said(run):
    course = replace(COURSE, way=Menu(COURSE.way.choices[1:]))
    restored = restore(story(course, version="2.0.0"), run)
    assert restored.sentence == (
        "The story has changed since this run was kept: 1 of 3 decisions still stand, up to "
        "“A New Course”, 15 October 1923; the first that was lost is course.sign: it is no longer in the "
        "story."
    )
    assert restored.alive == {1}


def test_a_choice_that_is_closed_now_is_said_with_its_reason(run):
    course = scene(
        "course",
        COURSE.way.choices[0],
        choice("speak", "train", Add("word", 2), needs=(strong(4),)),
        title="A New Course",
        date="15 October 1923",
    )
    restored = restore(story(course, version="2.0.0"), run)
    assert restored.sentence == (
        "The story has changed since this run was kept: 2 of 3 decisions still stand, up to "
        "“A New Course”, 15 October 1923; the first that was lost is “Speak it”: it is closed now "
        "(“You cannot stand.”)."
    )
    assert restored.lost.number == 3


def test_a_choice_that_is_hidden_now_is_said(run):
    hidden = replace(COURSE.way.choices[0], hidden_unless=strong(4).condition)
    restored = restore(story(replace(COURSE, way=Menu((hidden,)))), run)
    assert restored.sentence.endswith("is “Sign it”: it is not offered now.")


def test_another_scene_that_stands_between_is_said(run):
    bog = replace(BOG, way=Menu((choice("wade", "siding"), choice("round", "siding"))))
    siding = scene("siding", choice("on", "course"), title="A Siding", date="October 1923")
    restored = restore(story(bog, siding, version="2.0.0"), run)
    assert restored.sentence == (
        "The story has changed since this run was kept: 1 of 3 decisions still stand, up to “A Siding”, "
        "October 1923; the first that was lost is “Sign it”: “A Siding” stands in its place."
    )


def test_scenes_that_flow_in_a_circle_do_not_hang_a_run(run):
    circle = story(replace(BOG, way=Menu((choice("round", "night"),))), scene("night", flow="night"))
    assert "“Round it”: it leads nowhere now." in restore(circle, run).sentence


def test_values_that_came_out_otherwise_are_said(run):
    course = replace(
        COURSE,
        way=Menu(
            (
                choice("sign", "stay", Set("signed", 0), Add("strength", -1), once=True),
                choice("speak", "train", Add("word", 5)),
            )
        ),
    )
    restored = restore(story(course), run)
    assert restored.sentence == (
        "The story has changed since this run was kept: all 3 decisions still stand, up to “The Red Train”, "
        "15 October 1923, but “The letter is signed” no longer holds, “word” is 5 and was 2."
    )
    assert restored.alive == {1, 2, 3}


def test_an_evening_goes_by_the_title_of_its_diary():
    diary = scene("diary", flow="diary.monday", title="Two Evenings", date="9 October 1923")
    monday = replace(scene("diary.monday", choice("kamenev", "over")), diary="diary", evening="monday")
    start = replace(BOG, way=Menu((choice("wade", "diary"),)))
    first = story(start, diary, monday)
    run = played(first, begun(first, "First"), "bog.wade", "diary.monday.kamenev")
    later = story(start, diary, replace(monday, way=Menu((choice("muralov", "over"),))))
    assert "up to “Two Evenings”, 9 October 1923; the first" in restore(later, run).sentence


def test_a_meter_is_told_by_its_steps():
    run = played(STORY, begun(STORY, "First"), "bog.wade")
    bog = replace(BOG, way=Menu((choice("wade", "course", Add("strength", 2)),)))
    assert restore(story(bog), run).sentence.endswith("but “Strength” is well and was feverish.")


def test_many_values_are_not_all_named():
    counts = tuple(Variable(f"v{n}", "count", 0, 9, 0) for n in range(6))
    variables = (*counts, STRENGTH, SIGNED, WORD)
    changing = choice("wade", "over", *(Add(each.id, 1) for each in counts))
    first = story(scene("bog", changing), variables=variables)
    run = played(first, begun(first, "x"), "bog.wade")
    later = story(scene("bog", choice("wade", "over")), variables=variables)
    assert restore(later, run).sentence == (
        "The story has changed since this run was kept: its one decision still stands, up to “Alma-Ata”, "
        "but “v0” is 0 and was 1, “v1” is 0 and was 1, “v2” is 0 and was 1 and 3 more."
    )


def test_an_end_that_is_another_scene_is_said():
    run = played(STORY, begun(STORY, "First"), "bog.round")
    later = story(replace(BOG, way=Menu((choice("round", "train"),))))
    assert restore(later, run).sentence == (
        "The story has changed since this run was kept: its one decision still stands, up to "
        "“The Red Train”, 3 October 1923, but before it led to “A New Course”."
    )


def test_a_start_that_is_another_scene_is_said():
    later = replace(STORY, header=replace(STORY.header, start="train"))
    later = without(later, "bog")
    assert restore(later, begun(STORY, "First")).sentence == (
        "The story has changed since this run was kept: it begins at “The Red Train”, "
        "but before it led to another place."
    )


def test_what_grows_from_a_lost_decision_is_lost_and_other_branches_live(forked):
    later = story(replace(COURSE, way=Menu((COURSE.way.choices[0], COURSE.way.choices[1]))))
    restored = restore(later, forked)
    assert restored.alive == {1, 2, 3}
    assert restored.head == 2
    assert restored.lost.number == 4
    assert restored.sentence.startswith(
        "The story has changed since this run was kept: 3 of 5 decisions still stand, up to “A New Course”"
    )
    assert restored.journal == (*forked.journal, Go(2))


def test_a_lost_branch_that_the_head_is_not_on_is_said_and_the_run_stands_where_it_stood(forked):
    later = story(replace(COURSE, way=Menu((COURSE.way.choices[0], COURSE.way.choices[2]))))
    restored = restore(later, forked)
    assert restored.alive == {1, 2, 4, 5}
    assert restored.head == 5
    assert restored.journal == forked.journal
    assert "4 of 5 decisions still stand, up to “Alma-Ata”, 15 October 1923; the first that was lost is" in (
        restored.sentence
    )


def test_what_was_lost_is_kept_as_written_and_lives_again_when_the_story_has_it_again(run):
    later = without(story(replace(BOG, way=Menu((choice("round", "train"),)))), "course")
    restored = restore(later, run)
    gone_on = record(later, run, decide(restored.journal, "train.home"), restored.steps[-1].state)
    assert gone_on.journal[: len(run.journal)] == run.journal
    assert restore(STORY, gone_on).alive == {1, 2, 3}


def test_after_it_was_kept_under_the_new_story_nothing_is_said_again(forked):
    later = story(replace(COURSE, way=Menu((COURSE.way.choices[0], COURSE.way.choices[1]))))
    first = restore(later, forked)
    kept = record(later, forked, first.journal, first.steps[-1].state)
    again = restore(later, kept)
    assert again.sentence == ""
    assert not again.fault
    assert again.alive == first.alive


def test_under_the_same_rules_a_failure_is_ours_and_said_as_such(run):
    broken = replace(run, journal=(*run.journal[:2], Decision("course.fly"), Go(3)))
    restored = restore(STORY, broken)
    assert restored.fault
    assert restored.sentence.startswith(
        "This run does not replay as it was played, and that is a fault of this program: 2 of 3 decisions"
    )
    assert restored.head == 2


def test_under_the_same_rules_another_state_is_our_fault_too(run):
    drifted = replace(run, at=replace(run.at, values=frozen({"word": 7})))
    restored = restore(STORY, drifted)
    assert restored.fault
    assert restored.sentence.endswith("but “word” is 2 and was 7.")


def test_what_was_kept_of_a_variable_that_is_gone_says_nothing(run):
    kept = replace(run, at=replace(run.at, values=frozen({**run.at.values, "gone": 7})), story_digest="old")
    assert restore(STORY, kept).sentence == ""


def test_a_run_of_another_story_is_refused(run):
    with pytest.raises(OtherStory) as refused:
        restore(story(name="large"), run)
    assert "“small”" in refused.value.sentence


def test_what_is_kept_of_a_state_is_the_scene_and_what_differs_from_the_start(run):
    state = restore(STORY, run).steps[-1].state
    assert at(STORY, state).scene == "train"
    assert dict(at(STORY, state).values) == {"signed": 1, "word": 2}


# laws

PLAYS = st.lists(st.tuples(st.sampled_from(["choose", "go"]), st.integers(0, 50)), max_size=30)


def random_play(made, plays):
    """A run after these choices and rewindings, each picked among what is possible."""
    run = begun(made, "Random")
    for act, number in plays:
        restored = restore(made, run)
        if act == "go":
            run = played(
                made, replace(run, journal=go(run.journal, number % (len(restored.tree.decisions) + 1)))
            )
            continue
        state = restored.steps[-1].state
        if opened := [offer.choice for offer in present(made, state) if offer.open]:
            run = played(made, run, f"{state.scene}.{opened[number % len(opened)]}")
    return run


@given(PLAYS)
@LAWS
def test_what_is_restored_is_what_a_replay_gives(plays):
    run = decode(encode(random_play(STORY, plays)))
    restored = restore(STORY, run)
    tree = grow(run.journal)
    assert restored.sentence == ""
    assert restored.alive == set(range(1, len(tree.decisions) + 1))
    assert restored.steps == replay(STORY, line(tree))
    assert at(STORY, restored.steps[-1].state) == run.at


SCENES = (
    replace(COURSE, way=Menu(COURSE.way.choices[1:])),
    replace(COURSE, way=Menu((COURSE.way.choices[1], COURSE.way.choices[0]))),
    replace(BOG, way=Menu((choice("wade", "train"), choice("round", "course")))),
    replace(TRAIN, way=Menu((choice("south", "over", needs=(strong(3),)), choice("round_again", "bog")))),
    scene("night", flow="course"),
)


@given(PLAYS, st.lists(st.sampled_from(SCENES), max_size=3))
@LAWS
def test_under_any_change_what_is_alive_can_be_replayed_and_nothing_is_removed(plays, changed):
    run = random_play(STORY, plays)
    later = story(*changed, version="2.0.0")
    restored = restore(later, run)
    for number in restored.alive:
        replay(later, line(restored.tree, number))
    for taken in restored.tree.decisions:
        if taken.number not in restored.alive and (taken.parent in restored.alive or not taken.parent):
            with pytest.raises(Exception, match=taken.decision.split(".")[0]):
                replay(later, line(restored.tree, taken.number))
    assert restored.steps == replay(later, line(restored.tree, restored.head))
    assert restored.journal[: len(run.journal)] == run.journal
    assert bool(restored.sentence) or restored.alive == set(range(1, len(restored.tree.decisions) + 1))
