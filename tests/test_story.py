"""The real story: clean, without traps, true to its own facts, with every ending walked to."""

import random
import re
from pathlib import Path

import pytest

from game.authoring.measure.counting import lines_told
from game.core.model import Menu
from game.core.play import begin, choose, ended, present
from game.core.prose import Words
from game.core.rules import holds
from game.loading.load import load
from game.loading.packs import own_packs

ROOT = Path(__file__).parent.parent
WALKS = sorted((ROOT / "tests" / "walkthroughs").rglob("*.txt"))
PLAYS = 60


@pytest.fixture(scope="module", params=[False, True], ids=["alone", "with its branches"])
def loaded(request):
    return load(ROOT / "story", own_packs(ROOT / "story") if request.param else ())


@pytest.fixture(scope="module")
def story(loaded):
    assert loaded.story is not None
    return loaded.story


@pytest.fixture(scope="module")
def states(story):
    """Every state that some seeded plays at random come to rest at, with the scenes entered on the way."""
    found = []
    for seed in range(PLAYS):
        chance, step = random.Random(seed), begin(story)
        while not ended(story, step.state):
            open_ = [offer.choice for offer in present(story, step.state) if offer.open]
            assert open_, f"no way on from {step.state.scene}, seed {seed}"
            step = choose(story, step.state, chance.choice(open_))
            found.append(step)
    return found


def test_the_checker_has_nothing_to_say(loaded):
    assert loaded.diagnostics == ()


def test_the_checker_has_nothing_to_say_of_the_branches_together_and_alone():
    branches = own_packs(ROOT / "story")
    for some in (branches, *((each,) for each in branches)):
        assert load(ROOT / "story", some).diagnostics == ()


def test_every_play_comes_to_an_ending(story, states):
    assert sum(ended(story, step.state) for step in states) == PLAYS


def test_sentences_are_told_with_a_space_between_them(states):
    told = (block for step in states for passage in step.passages for block in passage.told)
    lines = (line for block in told for line in lines_told(block))
    assert [line for line in lines if re.search(r"[a-z][.!?][\"”]?[A-Z]", line)] == []


def test_nobody_who_is_dead_is_present(story, states):
    for step in states:
        if ended(story, step.state):
            continue
        for name in story.scenes[step.state.scene].present:
            for fact in story.people[name].facts:
                assert not (fact.dead and holds(story, step.state, fact.condition)), (step.state.scene, name)


def test_no_office_is_held_twice(story, states):
    for step in states:
        offices = [
            fact.office
            for person in story.people.values()
            for fact in person.facts
            if fact.office and holds(story, step.state, fact.condition)
        ]
        assert len(offices) == len(set(offices)), step.state.scene


def test_every_ending_has_a_walkthrough_and_every_kind_an_ending(story):
    walked = {
        line.removeprefix("expect:").strip()
        for path in WALKS
        for line in path.read_text(encoding="utf-8").splitlines()
        if line.startswith("expect:")
    }
    assert set(story.endings) <= walked
    assert {ending.kind for ending in story.endings.values()} == {
        "triumph", "compromise", "defeat", "catastrophe", "withdrawal",
    }  # fmt: skip


def test_the_historical_walkthrough_does_what_the_notes_say_he_did(story):
    lines = (ROOT / "tests" / "walkthroughs" / "history.txt").read_text(encoding="utf-8").splitlines()
    decisions = [line for line in lines if line and not line.startswith(("#", "expect"))]
    differing = []
    for decision in decisions:
        scene_id, _, taken = decision.rpartition(".")
        note = story.scenes[scene_id].note
        if note and note.did_choice and note.did_choice != taken:
            differing.append((decision, note.did_choice))
    assert differing == []


def longest(piece):
    if isinstance(piece, Words):
        return piece.text
    return max(("".join(word.text for word in side) for side in (piece.this, piece.that)), key=len)


def test_a_menu_offers_a_few_choices_and_says_what_each_does(story):
    for scene in story.scenes.values():
        if isinstance(scene.way, Menu):
            assert 1 <= len(scene.way.choices) <= 6, scene.id
            for choice in scene.way.choices:
                words = "".join(longest(piece) for piece in choice.label).split()
                assert 3 <= len(words) <= 15, f"{scene.id}.{choice.id}"


def test_every_dated_scene_has_a_note_with_sources(story):
    for scene in story.scenes.values():
        if scene.date and scene.text and not scene.diary:
            assert scene.note is not None, scene.id
            assert scene.note.sources, scene.id
