"""Branches from outside: listed, switched, named, checked, played."""

import os
import shutil

import pytest

from game.play.sentences import harmless
from tests.program import Program, play
from tests.small import FOLDER

ATTIC = FOLDER.parent / "branches" / "the-attic"


@pytest.fixture
def thermidor(tmp_path):
    return Program(tmp_path / "saves")


@pytest.fixture
def story(tmp_path):
    """The small story with a branch in its folder."""
    folder = shutil.copytree(FOLDER, tmp_path / "story")
    shutil.copytree(ATTIC, folder / "branches" / "the-attic")
    return folder


def test_branches_are_listed_with_what_they_say_of_themselves(thermidor, story):
    done = thermidor("branches", "--story", story)
    assert done.returncode == 0
    assert done.stdout.splitlines()[0] == (
        f"the_attic  on  The Attic, 0.3.0, by Nobody  ({story / 'branches' / 'the-attic'})"
    )


def test_that_there_are_none_is_said(thermidor):
    done = thermidor("branches", "--story", FOLDER)
    assert done.stdout.splitlines()[0] == "There are no branches."


def test_a_branch_in_the_storys_folder_is_played_until_it_is_switched_off(thermidor, story):
    assert "Climb to the attic" in thermidor("play", "--story", story, typed="\n2\n").stdout
    done = thermidor("branches", "--story", story, "off", "the-attic")
    assert (done.returncode, done.stdout) == (0, "The branch “the_attic” is off.\n")
    assert "  off  " in thermidor("branches", "--story", story).stdout
    assert "Climb to the attic" not in thermidor("play", "--new", "--story", story, typed="\n2\n").stdout
    assert thermidor("branches", "--story", story, "on", "the_attic").returncode == 0
    assert "Climb to the attic" in thermidor("play", "--new", "--story", story, typed="\n2\n").stdout


def test_switching_what_is_not_there_is_wrong_usage_and_says_what_there_is(thermidor, story):
    done = thermidor("branches", "--story", story, "off", "atic")
    assert done.returncode == 2
    assert "there are: the_attic" in done.stderr


def test_a_branch_is_played_checked_and_replayed_by_its_folder(thermidor, tmp_path):
    walk = tmp_path / "walk.txt"
    walk.write_text(
        "arrival.promise_her\nwinter.monday.evening_by_the_stove\nwinter.tuesday.boris_and_the_map\n"
        "boris_and_the_map.the_attic/climb_to_the_attic\nexpect: the_attic/ladder = found\n"
    )
    assert "Climb to the attic" in play(thermidor, "--branch", ATTIC, typed="\n2\n").stdout
    assert thermidor("check", FOLDER, "--branch", ATTIC).stdout == "No findings.\n"
    assert thermidor("replay", walk, "--story", FOLDER, "--branch", ATTIC).returncode == 0
    assert thermidor("replay", walk, "--story", FOLDER).returncode == 1


def test_a_branch_that_is_named_is_played_though_it_is_off_and_in_place_of_another(
    thermidor, story, tmp_path
):
    thermidor("branches", "--story", story, "off", "the-attic")
    mine = shutil.copytree(ATTIC, tmp_path / "mine" / "the-attic")
    path = mine / "chapters" / "00-snow" / "roof.yaml"
    path.write_text(path.read_text("utf-8").replace("Climb to the attic", "Climb to my attic"), "utf-8")
    shown = thermidor("play", "--story", story, "--branch", mine, typed="\n2\n").stdout
    assert "Climb to my attic" in shown
    assert "Climb to the attic" not in shown


def test_a_players_own_branches_are_played_with_the_game_and_with_no_other_story(thermidor, tmp_path):
    own = tmp_path / "branches"
    shutil.copytree(ATTIC, own / "the-attic")
    assert "the_attic  on" in thermidor("branches", THERMIDOR_BRANCHES=str(own)).stdout
    assert "the_attic" not in thermidor("branches", "--story", FOLDER, THERMIDOR_BRANCHES=str(own)).stdout
    assert f"{own}  (THERMIDOR_BRANCHES)" in thermidor("where", THERMIDOR_BRANCHES=str(own)).stdout


def test_a_branch_with_errors_is_told_with_the_way_to_play_without_it(thermidor, story):
    path = story / "branches" / "the-attic" / "chapters" / "00-snow" / "roof.yaml"
    path.write_text(path.read_text("utf-8").replace("to: arrival", "to: arival"), "utf-8")
    done = thermidor("play", "--story", story)
    assert done.returncode == 1
    assert "The branch “the_attic” of the story" in done.stderr
    assert "branches off the_attic” plays without." in done.stderr
    assert thermidor("check", story).returncode == 1
    thermidor("branches", "--story", story, "off", "the_attic")
    assert thermidor("play", "--story", story, typed="\n2\n").returncode == 0


def test_check_reads_the_story_without_its_branches_too(thermidor, story):
    path = story / "chapters" / "01-thaw" / "01-thaw.yaml"
    path.write_text(path.read_text("utf-8") + "the_porch:\n  to: the_guest\n", "utf-8")
    roof = story / "branches" / "the-attic" / "chapters" / "00-snow" / "roof.yaml"
    roof.write_text(roof.read_text("utf-8").replace("to: arrival", "to: the_porch"), "utf-8")
    told = thermidor("check", story, "--format", "plain").stdout
    assert "[unreached-scene] nothing leads to `the_porch`, while branches are switched off" in told


def test_a_run_that_lost_its_branch_says_so_when_it_is_opened(thermidor, story):
    thermidor("play", "--story", story, typed="\n2\n2\n2\n3\n")
    thermidor("branches", "--story", story, "off", "the-attic")
    shown = thermidor("play", "--story", story, typed="\n").stdout
    assert "The branch “the_attic”, with which this run was played, is switched off or missing" in shown


EVIL = "\x1b]0;owned\x07"


def test_names_and_words_of_a_branch_cannot_command_a_terminal(thermidor, story):
    (story / "branches" / EVIL).mkdir()
    header = story / "branches" / "the-attic" / "branch.yaml"
    header.write_text('title: "\\e[2J"\nauthor: x\nversion: 0.1.0\nwritten_for: 1.2.0\n', "utf-8")
    for done in (
        thermidor("branches", "--story", story),
        thermidor("branches", "--story", story, "off", EVIL[::-1]),
        thermidor("check", story, "--format", "plain"),
        thermidor("check", story, "--format", "github"),
        thermidor("play", "--story", story),
        thermidor("new", "scene", EVIL, "--story", story),
        thermidor("new", "scene", "x", "--story", story, "--branch", EVIL[::-1]),
    ):
        assert "\x1b" not in done.stdout + done.stderr
        assert "Traceback" not in done.stderr
        assert done.returncode in (0, 1, 2)


@pytest.mark.parametrize("name", [EVIL, "two\nlines", "tab\t", os.fsdecode(b"caf\xe9")])
@pytest.mark.parametrize("named", [False, True])
def test_a_branch_that_nobody_can_name_is_told_of_as_what_it_is(thermidor, story, tmp_path, name, named):
    folder = (tmp_path if named else story / "branches") / name
    shutil.copytree(ATTIC, folder)
    arguments = ("--branch", folder) if named else ()
    done = thermidor("play", "--story", story, *arguments)
    assert done.returncode == 1
    assert f"The branch “{harmless(name)}” of the story in {story} has an error" in done.stderr
    assert "cannot be the name of a branch" in done.stderr
    assert "Rename that folder, or move it away." in done.stderr
    assert harmless(done.stderr.replace("\n", " ")) == done.stderr.replace("\n", " ")
    shutil.move(folder, tmp_path / "the-attic")
    assert thermidor("play", "--story", story).returncode == 0


def test_a_folder_that_is_no_branch_is_told_with_the_way_to_play_without_it(thermidor, story):
    (story / "branches" / "My Notes").mkdir()
    done = thermidor("play", "--story", story)
    assert done.returncode == 1
    assert "branches off 'My Notes'” plays without." in done.stderr
    assert thermidor("branches", "--story", story, "off", "My Notes").returncode == 0
    assert thermidor("play", "--story", story, typed="\n2\n").returncode == 0
    assert "My Notes  off  it cannot be read" in thermidor("branches", "--story", story).stdout
