"""Runs and branches: what a run says when a branch is gone, has changed or has come, and that nothing
of it is lost."""

import random
import shutil
from dataclasses import replace

import pytest

from game.core.play import begin, choose
from game.loading.load import load
from game.loading.packs import pack
from game.runs.file import decode, encode
from game.runs.journal import decide, go, grow
from game.runs.record import begun, record
from game.runs.restore import restore
from tests.saves.make import with_forks
from tests.small import FOLDER, small_story

ATTIC = FOLDER.parent / "branches" / "the-attic"
BEFORE = ("promise_her", "evening_by_the_stove", "boris_and_the_map")
WITHIN = ("the_attic/climb_to_the_attic", "leave_it")


@pytest.fixture(scope="module")
def story():
    return load(FOLDER, [pack(ATTIC)]).story


def kept(story, *choices):
    """A run of these choices, as it comes back from its file."""
    run, step, journal = begun(story, "Run 1"), begin(story), ()
    for each in choices:
        step = choose(story, step.state, each)
        journal = decide(journal, step.deed.decision)
        run = record(story, run, journal, step.state)
    return decode(encode(run))


def changed(tmp_path, old, new, name="branch.yaml"):
    folder = shutil.copytree(ATTIC, tmp_path / "the-attic")
    (path,) = folder.rglob(name)
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new), "utf-8")
    return load(FOLDER, [pack(folder)]).story


def test_a_run_names_its_branches_and_their_versions(story):
    run = kept(story, *BEFORE)
    assert run.branches == (("the_attic", "0.3.0"),)
    assert b'"branches": [["the_attic", "0.3.0"]]' in encode(run)


def test_a_run_with_its_branch_says_nothing(story):
    assert restore(story, kept(story, *BEFORE, *WITHIN)).sentence == ""


def test_a_run_whose_branch_is_missing_says_so_and_stands_where_it_still_can(story):
    restored = restore(small_story(), kept(story, *BEFORE, *WITHIN))
    assert restored.sentence == (
        "The branch “the_attic”, with which this run was played, is switched off or missing: 3 of 5 decisions"
        " still stand, up to “Boris and the Map”, 17 January 1911; the first that was lost is a choice of the"
        " branch “the_attic”: it is no longer in the story."
    )
    assert (restored.head, restored.fault) == (3, False)
    assert restored.steps[-1].state.scene == "boris_and_the_map"


def test_a_missing_branch_is_told_of_even_where_nothing_is_lost(story):
    restored = restore(small_story(), kept(story, *BEFORE))
    assert restored.sentence == (
        "The branch “the_attic”, with which this run was played, is switched off or missing: all 3 decisions"
        " still stand, up to “Boris and the Map”, 17 January 1911."
    )
    assert not restored.fault


def test_switched_on_again_the_whole_run_stands(story):
    run, alone = kept(story, *BEFORE, *WITHIN), small_story()
    without = restore(alone, run)
    step = choose(alone, without.steps[-1].state, "take_the_map")
    run = record(alone, run, decide(without.journal, step.deed.decision), step.state)
    assert run.branches == ()
    again = restore(story, decode(encode(run)))
    assert again.alive == {1, 2, 3, 4, 5, 6}
    assert (again.head, again.sentence) == (6, "")


def test_a_run_whose_branch_has_another_version_says_so(story, tmp_path):
    later = changed(tmp_path, "0.3.0", "0.4.0")
    assert restore(later, kept(story, *BEFORE, *WITHIN)).sentence == (
        "The branch “the_attic” is 0.4.0 and was 0.3.0: all 5 decisions still stand,"
        " up to “The Telegram”, 31 January 1911."
    )


def test_a_choice_that_a_branch_renamed_still_stands(story, tmp_path):
    later = changed(tmp_path, "climb_to_the_attic:", "ask_of_the_attic:\n      was: [climb_to_the_attic]")
    restored = restore(later, kept(story, *BEFORE, *WITHIN))
    assert restored.alive == {1, 2, 3, 4, 5}
    assert restored.tree.decisions[3].decision == "boris_and_the_map.the_attic/ask_of_the_attic"


def test_a_branch_that_has_come_is_no_fault_of_ours_and_loses_nothing(story):
    run = kept(small_story(), *BEFORE, "leave_it", "go_down")
    restored = restore(story, run)
    assert (restored.sentence, restored.fault, restored.head) == ("", False, 5)


def test_a_branch_that_came_between_is_named_where_it_changed_the_run(tmp_path):
    with_bats = changed(
        tmp_path,
        "    if: dared\n  arrive: {alarm: yes}\n  text: |\n    They come down the chimney.\n  to: back\n",
        "  choices:\n    duck:\n      label: Duck.\n      to: back\n",
        "roof.yaml",
    )
    run = kept(small_story(), *BEFORE, "leave_it", "go_down")
    assert restore(with_bats, run).sentence == (
        "The branch “the_attic” has come: 4 of 5 decisions still stand, up to “Bats”, 17 January 1911; the"
        " first that was lost is “Go down to the others.”: “Bats” stands in its place."
    )


@pytest.mark.parametrize("seed", range(12))
def test_whatever_was_played_switching_a_branch_off_and_on_again_loses_nothing(story, seed):
    chance = random.Random(seed)
    run = decode(encode(with_forks(story, begun(story, "Forks"), chance)))
    without = restore(small_story(), run)
    assert without.fault is False
    assert all(entry in without.journal for entry in run.journal)
    played = decode(encode(record(small_story(), run, without.journal, without.steps[-1].state)))
    again = restore(story, replace(played, journal=go(played.journal, grow(run.journal).head)))
    assert again.alive == restore(story, run).alive
    assert (again.head, again.steps[-1].state) == (
        grow(run.journal).head,
        restore(story, run).steps[-1].state,
    )


@pytest.mark.parametrize("seed", range(12))
def test_a_branch_that_forces_nothing_loses_nothing_of_what_was_played_before_it_came(story, seed):
    run = decode(encode(with_forks(small_story(), begun(small_story(), "Forks"), random.Random(seed))))
    restored = restore(story, run)
    assert restored.sentence == ""
    assert len(restored.alive) == len(grow(run.journal).decisions)
