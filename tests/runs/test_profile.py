"""The profile is a cache of the runs: rebuilt when it is missing, and never in the way."""

import json

import pytest

from game.runs.profile import Profile, fold
from game.runs.restore import restore
from game.runs.shelf import Shelf
from tests.runs.small import STORY, played, story


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
    return Profile("", profile.decisions, profile.outcomes, profile.endings, profile.read)


def test_a_profile_that_is_missing_is_rebuilt_from_the_runs(shelf):
    assert seen(shelf.profile(STORY)) == SEEN
    assert shelf.profile(STORY).last in {row.id for row in shelf.listing()}


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
        b'{"format": 1, "stories": []}',
        b'{"format": 1, "stories": {"small": 7}}',
        b'{"format": 1, "stories": {"small": {"last": "x"}}}',
        b'{"format": 1, "stories": {"small": {"last": "", "decisions": 2, "outcomes": [], "endings": []}}}',
    ],
)
def test_a_broken_profile_is_rebuilt(shelf, data):
    (shelf.folder / "profile.json").write_bytes(data)
    assert seen(shelf.profile(STORY)) == SEEN
    assert shelf.remember(STORY, shelf.profile(STORY))
    assert json.loads((shelf.folder / "profile.json").read_bytes())["format"] == 1


def test_folding_in_twice_is_folding_in_once(shelf):
    run = shelf.read(shelf.find("First"))
    steps = restore(STORY, run).steps
    once = fold(Profile(), STORY, steps)
    assert fold(once, STORY, steps) == once
    assert once.outcomes == {"train.south.late"}
