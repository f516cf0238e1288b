"""The profile is a cache of the runs: rebuilt when it is missing, and never in the way."""

import json
from dataclasses import replace
from random import Random

import pytest

from game.core.play import replay
from game.core.prose import ToldDocument, ToldParagraph, Words
from game.play.session import Session
from game.runs.digest import digest_of
from game.runs.profile import Profile, fold, join
from game.runs.restore import restore
from game.runs.shelf import Shelf
from tests.runs.small import STORY, played, story
from tests.small import small_story


@pytest.fixture
def shelf(tmp_path):
    shelf = Shelf(tmp_path / "saves")
    for name, decisions in (
        ("First", ("bog.wade", "course.wait", "train.south")),
        ("Second", ("bog.round", "course.sign")),
    ):
        with shelf.create(STORY, name) as opened:
            opened.keep(played(STORY, opened.run, *decisions))
    return shelf


SEEN = Profile(
    decisions=frozenset({"bog.wade", "bog.round", "course.wait", "course.sign", "train.south"}),
    outcomes=frozenset({"train.south.late"}),
    endings=frozenset({"over"}),
    read=frozenset({"bog", "course", "night", "train", "over"}),
)


def seen(profile):
    return replace(profile, last="", told=frozenset())


def test_a_profile_that_is_missing_is_rebuilt_from_the_runs(shelf):
    assert seen(shelf.profile(STORY)) == SEEN
    assert shelf.profile(STORY).last in {row.id for row in shelf.listing()}


def test_a_rebuilt_profile_is_what_folding_every_run_gives(shelf, tmp_path):
    tale = small_story()
    shelf = Shelf(tmp_path / "many")
    folded = Profile()
    random = Random(1911)
    for number in range(60):
        spare = ["bereavement"] if number % 3 == 0 else []
        with shelf.create(tale, f"Run {number}", settings={"spare": spare}) as opened:
            playing = Session(tale, opened.run, opened)
            while not playing.ended:
                if random.random() < 0.2 and len(playing.steps) > 1:
                    playing.rewind(random.randrange(1, len(playing.steps)))
                playing.choose(random.choice([each.choice for each in playing.view().offers if each.open]))
            folded = join(folded, playing.known)
    assert replace(shelf.profile(tale), last="") == folded
    assert folded.honours
    assert len(folded.endings) == 2


def test_who_waits_too_long_is_told_once_and_nobody_else(shelf):
    told = []
    shelf.profile(STORY, lambda: told.append("wait"), patience=0)
    assert told == ["wait"]
    shelf.profile(STORY, lambda: told.append("wait"), patience=3600)
    assert shelf.remember(STORY, Profile("7k3q9m2p"))
    shelf.profile(STORY, lambda: told.append("wait"), patience=0)
    assert told == ["wait"]


def test_what_was_seen_in_a_deleted_run_stays_seen(shelf):
    shelf.delete(shelf.find("First"))
    assert seen(shelf.profile(STORY)) == SEEN


def test_a_cached_profile_is_read_and_no_run_is(shelf):
    assert shelf.remember(STORY, Profile("7k3q9m2p", endings=frozenset({"lost"})))
    for path in shelf.folder.glob("????????.json"):
        path.write_bytes(b"not even looked at")
    assert shelf.profile(STORY) == Profile("7k3q9m2p", endings=frozenset({"lost"}))


def test_the_last_run_is_told_by_the_cache_or_by_the_runs(shelf):
    first = shelf.find("First")
    assert shelf.remember(STORY, Profile(first))
    assert shelf.last(STORY) == first
    shelf.delete(first)
    assert shelf.last(STORY) == shelf.find("Second")
    assert shelf.last(story(name="large")) is None


def test_each_story_has_its_own(shelf):
    large = story(name="large")
    shelf.remember(large, Profile(endings=frozenset({"lost"})))
    shelf.remember(STORY, Profile(endings=frozenset({"over"})))
    assert shelf.profile(large).endings == {"lost"}
    assert shelf.profile(STORY).endings == {"over"}


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"null",
        b"[]",
        b"\xff",
        b"[" * 99_999,
        b'{"format": 9}',
        b'{"format": 1, "stories": {"small": {"last": "", "decisions": ["bog.wade"], "outcomes": []}}}',
        b'{"format": 2, "stories": []}',
        b'{"format": 2, "stories": {"small": 7}}',
        b'{"format": 2, "stories": {"small": {"last": "x"}}}',
        b'{"format": 2, "stories": {"small": {"last": "", "decisions": 2, "outcomes": "", "endings": ""}}}',
    ],
)
def test_a_broken_profile_is_rebuilt(shelf, data):
    (shelf.folder / "profile.json").write_bytes(data)
    assert seen(shelf.profile(STORY)) == SEEN
    assert shelf.remember(STORY, shelf.profile(STORY))
    assert json.loads((shelf.folder / "profile.json").read_bytes())["format"] == 2


def test_folding_in_twice_is_folding_in_once(shelf):
    run = shelf.read(shelf.find("First"))
    steps = restore(STORY, run).steps
    once = fold(Profile(), STORY, steps)
    assert fold(once, STORY, steps) == once
    assert once.outcomes == {"train.south.late"}


def decisions(*choices):
    return replay(small_story(), [f"{scene}.{choice}" for scene, choice in choices])


WAY = (
    ("arrival", "promise_her"),
    ("winter.monday", "anna_at_home"),
    ("anna_at_home", "speak_of_the_house"),
    ("anna_at_the_door", "thank_her"),
    ("winter.tuesday", "evening_by_the_stove"),
    ("the_telegram", "go_down"),
    ("the_thaw", "hand_in_the_key"),
)


def test_the_honours_of_an_ending_are_remembered():
    steps = decisions(*WAY)
    assert fold(Profile(), small_story(), steps[:-1]).honours == frozenset()
    assert fold(Profile(), small_story(), steps).honours == {"both_calls"}


def test_every_block_that_was_told_is_remembered_by_its_digest():
    steps = decisions(*WAY)
    told = {digest_of(block) for step in steps for each in step.passages for block in each.told}
    once = fold(Profile(), small_story(), steps)
    assert once.told == told
    assert fold(once, small_story(), steps) == once


def test_a_reader_who_was_spared_has_read_the_summary_and_not_the_text():
    steps = decisions(*WAY[:-1])
    (hard,) = [each for step in steps for each in step.passages if each.summary]
    spared = fold(Profile(), small_story(), steps, frozenset({"bereavement"})).told
    assert {digest_of(block) for block in hard.summary} <= spared
    assert not {digest_of(block) for block in hard.told} <= spared


def test_a_digest_tells_texts_apart_and_not_how_they_are_set():
    said = digest_of(ToldParagraph((Words("Wait for me."),)))
    assert digest_of(ToldParagraph((Words("Wait "), Words("for me.", "stress")))) == said
    assert digest_of(ToldParagraph((Words("Wait for him."),))) != said
    assert digest_of(ToldDocument("letter", ((Words("Wait for me."),),))) != said


def test_what_two_profiles_have_seen_is_joined_and_cached_whole(shelf):
    one = fold(Profile("7k3q9m2p"), small_story(), decisions(*WAY))
    other = Profile("other", decisions=frozenset({"bog.wade"}))
    both = join(one, other)
    assert (both.last, both.told) == ("7k3q9m2p", one.told)
    assert both.decisions == one.decisions | {"bog.wade"}
    assert shelf.remember(small_story(), both)
    assert shelf.profile(small_story()) == both
