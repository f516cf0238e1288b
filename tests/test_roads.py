"""The roads of a story: kept beside its copy, made while somebody reads, told afterwards."""

import os
import subprocess
import sys
import threading

import pytest

from game.cli.roads import KeptRoads, roads_path
from game.core.play import begin, choose
from game.core.value import replace
from game.loading.cache import copy_path
from game.loading.records import with_header
from game.play.session import Session
from game.play.view import RoadsView
from game.runs.profile import Profile
from game.runs.record import begun
from game.terminal import changes, plain
from game.terminal.full import events
from game.terminal.full.desk import Desk, received
from tests.play.beyond import Table, say
from tests.program import Program, play
from tests.small import FOLDER, GUEST, Notebook, small_story

BOTH = {"the_keeper", "the_guest"}


def nobody():
    raise AssertionError("the roads were made though they were there")


@pytest.fixture
def thermidor(tmp_path):
    return Program(tmp_path / "saves")


@pytest.fixture
def path(tmp_path):
    return roads_path(copy_path(FOLDER, tmp_path))


@pytest.fixture
def made(path):
    kept = KeptRoads(small_story().digest, path, small_story)
    kept.make()
    return kept


def reopened(path, story=nobody, digest=""):
    return KeptRoads(digest or small_story().digest, path, story)


def first():
    return begin(small_story()).state


def promised():
    return choose(small_story(), first(), "promise_her").state


# The file


def test_nothing_is_known_until_they_are_made(path):
    kept = reopened(path, small_story)
    assert kept.open(first()) is None
    kept.make()
    assert kept.open(first()) == BOTH


def test_they_are_made_once(made, path):
    again = reopened(path)
    with again.made_meanwhile(0):
        assert again.open(first()) == BOTH
        assert again.open(promised()) == {"the_guest"}


def joined():
    for each in threading.enumerate():
        if isinstance(each, threading.Timer):
            each.join()


def test_they_are_made_while_somebody_reads(path):
    kept = reopened(path, small_story)
    with kept.made_meanwhile(0):
        joined()
        assert kept.open(first()) == BOTH


def test_who_leaves_before_waits_for_nothing(path):
    with reopened(path).made_meanwhile(3600):
        pass
    joined()
    assert not path.exists()


def test_who_leaves_meanwhile_has_them_made_no_further(path):
    reopened(path, small_story).make(lambda: False)
    assert not path.exists()


def test_a_story_that_has_changed_meanwhile_is_not_taken_for_the_one_that_is_played(path):
    kept = reopened(path, lambda: replace(small_story(), digest="sha256:other"))
    kept.make()
    assert kept.open(first()) is None
    assert not path.exists()


@pytest.mark.parametrize("cut", [0, 10, 60, -1, -200])
def test_a_file_that_is_cut_short_is_made_again(made, path, cut):
    path.write_bytes(path.read_bytes()[:cut])
    kept = reopened(path, small_story)
    assert kept.open(first()) is None
    with kept.made_meanwhile(0):
        joined()
    assert kept.open(first()) == BOTH
    assert reopened(path).open(first()) == BOTH


def test_damage_anywhere_is_noticed_before_anything_false_is_told(made, path):
    whole = path.read_bytes()
    for at in range(0, len(whole), 37):
        path.write_bytes(whole[:at] + bytes([whole[at] ^ 32]) + whole[at + 1 :])
        assert reopened(path).open(first()) in (None, BOTH)


@pytest.mark.parametrize("key", ["format", "program", "story"])
def test_roads_of_another_format_program_or_story_are_not_used(made, path, key):
    with_header(path, {**made._header(), key: 0})
    kept = reopened(path, small_story)
    assert kept.open(first()) is None
    with kept.made_meanwhile(0):
        joined()
    assert kept.open(first()) == BOTH


def test_what_others_could_have_written_is_not_used(made, path):
    path.chmod(0o666)
    assert reopened(path).open(first()) is None
    path.chmod(0o600)
    path.parent.chmod(0o777)
    assert reopened(path).open(first()) is None


def test_where_nothing_can_be_kept_nothing_is_told_and_nothing_is_wrong(tmp_path):
    (tmp_path / "stories").write_text("in the way")
    kept = reopened(roads_path(copy_path(FOLDER, tmp_path)), small_story)
    kept.make()
    assert kept.open(first()) is None


def test_that_none_could_be_made_is_remembered(path, monkeypatch):
    monkeypatch.setattr("game.analysis.ruling_out.roads_records", lambda *_, **__: [])
    reopened(path, small_story).make()
    kept = reopened(path)
    with kept.made_meanwhile(0):
        assert kept.open(first()) is None


def test_a_defect_in_making_them_ends_no_game(path, monkeypatch):
    monkeypatch.setattr("game.analysis.ruling_out.roads_records", lambda *_, **__: 1 // 0)
    kept = reopened(path, small_story)
    kept.make()
    assert kept.open(first()) is None


# Telling


def playing(made, *decisions, endings=frozenset(), **how):
    run = begun(small_story(), "Run 1")
    session = Session(small_story(), run, Notebook(run), Profile(endings=endings), roads=made, **how)
    for each in decisions:
        session.choose(each)
    return session


def test_a_choice_that_closes_a_road_says_so_afterwards_and_never_before(made):
    session = playing(made)
    before = session.view()
    assert before.roads == RoadsView(2, 2)
    assert not changes.closing(before)
    session.choose("promise_her")
    after = session.view()
    assert after.roads == RoadsView(1, 2, closed=1)
    assert "One road has closed." in plain.turn(after)


def test_looking_again_or_choosing_on_does_not_tell_it_twice(made):
    session = playing(made, "promise_her")
    assert session.view(afresh=True).roads == RoadsView(1, 2)
    session.choose("evening_by_the_stove")
    assert session.view().roads == RoadsView(1, 2)


def test_going_back_opens_the_road_again(made):
    session = playing(made, "promise_her")
    session.rewind(1)
    assert session.view().roads == RoadsView(2, 2)


def test_only_endings_that_were_reached_are_named(made):
    titles = {each.id: each.title for each in small_story().endings.values()}
    told = plain.status(playing(made).view())
    assert "Roads still open: 2 of 2." in told
    assert not any(each in told for each in titles.values())
    told = plain.status(playing(made, endings=frozenset({"the_guest"})).view())
    assert f"Reached before, of these: {titles['the_guest']}." in told
    assert titles["the_keeper"] not in told
    closed = playing(made, "promise_her", endings=frozenset({"the_keeper"})).view()
    assert closed.roads.known == ()


def test_at_an_ending_there_are_no_roads(made):
    assert playing(made, *GUEST).view().roads is None


def test_who_does_not_want_to_be_told_is_not(made):
    assert playing(made, "promise_her", tells_roads=False).view().roads is None


def test_the_setting_holds_at_once(made):
    session, table = playing(made, "promise_her"), Table()
    say(session, "set roads off", table)
    assert session.view().roads is None
    say(session, "set roads on", table)
    assert session.view().roads == RoadsView(1, 2, closed=1)


def test_status_on_the_same_turn_obeys_the_setting(thermidor, tmp_path, made):
    told = typed(thermidor, tmp_path, "2", "set roads off", "status", "set roads on", "status", "quit")
    off, on = told[told.index("“roads” is off.") :].split("“roads” is on.")
    assert "Roads still open" not in off
    assert "Roads still open: 1 of 2." in on


def test_the_panel_of_the_full_screen_does_so_too(made):
    view = playing(made, "promise_her").view()
    desk = received(received(Desk(), events.Turned(view)), events.Asked(view))
    silent = replace(view, roads=None)
    after = received(desk, events.Asked(silent))
    assert after.view == silent
    assert received(after, events.Asked(view)) == desk


def typed(thermidor, tmp_path, *lines):
    environ = {"THERMIDOR_CACHE": str(tmp_path), "THERMIDOR_SETTINGS": str(tmp_path / "settings.toml")}
    return play(thermidor, "--new", typed="".join(f"{each}\n" for each in lines), **environ).stdout


def test_the_program_tells_what_lies_beside_its_copy(thermidor, tmp_path, made):
    told = typed(thermidor, tmp_path, "2", "status", "quit")
    assert "One road has closed." in told
    assert "Roads still open: 1 of 2." in told
    told = typed(thermidor, tmp_path, "set roads off", "2", "status", "quit")
    assert "oad has closed" not in told
    assert "Roads still open" not in told
    assert (tmp_path / "settings.toml").read_text() == "roads = false\n"
    assert "Roads still open" not in typed(thermidor, tmp_path, "2", "status", "quit")


def test_without_roads_the_program_tells_nothing_of_them(thermidor, tmp_path):
    told = typed(thermidor, tmp_path, "2", "status", "quit")
    assert "oad has closed" not in told
    assert "Roads still open" not in told


def test_the_program_starts_without_what_makes_roads(made, thermidor, tmp_path):
    # the first screen waits for nothing that only their making needs
    code = (
        "import sys; from game.cli.stories import roads_to_play, story_to_play; from pathlib import Path;"
        f"story = story_to_play(Path({str(FOLDER)!r})); roads_to_play(story, Path({str(FOLDER)!r}));"
        "print(sorted(each for each in sys.modules if each.startswith('game.analysis')))"
    )
    environ = {**os.environ, "THERMIDOR_CACHE": str(tmp_path)}
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True, env=environ
    )
    assert done.stdout.strip() == "['game.analysis', 'game.analysis.roads']"
