"""Calls of the first volume: long enough to be a visit, and remembered elsewhere by what was done there.

That it is remembered is shown by two runs which differ in nothing but what was done on that evening: the
meters are made equal after it, since a step more or less is soon made up for, and both players like the
same."""

import hashlib
from functools import cache
from pathlib import Path

import pytest

from game.core.model import Menu
from game.core.play import begin, choose, ended, present
from game.core.prose import Document, Paragraph, Variants, plain
from game.core.value import replace
from game.loading.load import load

ROOT = Path(__file__).parent.parent
VOLUME = ("fever", "the_wire", "the_letter", "lessons_of_october")
PLAYS = 600
ENOUGH = 40


@cache
def story():
    loaded = load(ROOT / "story", ())
    assert loaded.story is not None
    return loaded.story


def calls():
    """Every call of the volume at which something is chosen; at the others one rests."""
    return [
        scene
        for scene in story().scenes.values()
        if scene.is_call and scene.chapter in VOLUME and isinstance(scene.way, Menu)
    ]


def words(line):
    return sum(
        len(piece.text.split())
        if hasattr(piece, "text")
        else max(len(plain(side).split()) for side in (piece.this, piece.that))
        for piece in line
    )


def longest(prose):
    """The words of a prose, its variants at their longest."""
    count = 0
    for part in prose:
        if isinstance(part, Paragraph):
            count += words(part.line)
        elif isinstance(part, Document):
            count += sum(words(line) for line in (*part.lines, part.signed))
        elif isinstance(part, Variants):
            count += max(longest(arm.prose) for arm in part.arms)
    return count


@cache
def liking(seed, scene, choice):
    return hashlib.blake2b(f"{seed} {scene} {choice}".encode()).digest()


def liked(seed, state):
    """What the player whom the seed makes would choose: what they like best of what is open."""
    open_ = [offer.choice for offer in present(story(), state) if offer.open]
    return min(open_, key=lambda choice: liking(seed, state.scene, choice))


@cache
def forks():
    """For every call some states in which players stood before it, each with its player."""
    found = {call.id: [] for call in calls()}
    for seed in range(PLAYS):
        state = begin(story()).state
        while not ended(story(), state) and story().scenes[state.scene].chapter in VOLUME:
            if state.scene in found and len(found[state.scene]) < ENOUGH:
                found[state.scene].append((seed, state))
            state = choose(story(), state, liked(seed, state)).state
    return found


def elsewhere(seed, state, chapter):
    """What is told and offered from a state on in the scenes of other chapters, and told at the end."""
    told = []
    while not ended(story(), state):
        scene = story().scenes[state.scene]
        if scene.chapter != chapter:
            told.append((scene.id, present(story(), state)))
        step = choose(story(), state, liked(seed, state))
        told += [
            (passage.scene, passage.told)
            for passage in step.passages
            if passage.scene not in story().scenes or story().scenes[passage.scene].chapter != chapter
        ]
        state = step.state
    return told


def matters(call, one, other):
    """Whether there is a run which is told something else elsewhere for one of two things done at a call."""
    meters = [each.id for each in story().variables.values() if each.kind == "meter"]
    for seed, state in forks()[call.id]:
        open_ = {offer.choice for offer in present(story(), state) if offer.open}
        if {one, other} <= open_:
            this, that = (choose(story(), state, each).state for each in (one, other))
            that = replace(that, values={**that.values, **{each: this.values[each] for each in meters}})
            if elsewhere(seed, this, call.chapter) != elsewhere(seed, that, call.chapter):
                return True
    return False


@pytest.mark.parametrize("call", calls(), ids=lambda call: call.id)
def test_a_call_is_a_visit_and_no_errand(call):
    assert longest(call.text) >= 150


@pytest.mark.parametrize("call", calls(), ids=lambda call: call.id)
def test_what_was_done_at_a_call_is_told_of_in_another_chapter(call):
    taken = [choice.id for choice in call.way.choices]
    forgotten = [
        one for one in taken if not any(matters(call, one, other) for other in taken if other != one)
    ]
    assert forgotten == []
