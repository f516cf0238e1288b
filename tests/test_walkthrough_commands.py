"""Walkthroughs from the command line: recorded from a run, brought up to date, and what none shows."""

import json
import os
import pty
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.program import Program, play
from tests.small import FOLDER


@pytest.fixture
def thermidor(tmp_path):
    return Program(tmp_path / "saves")


@pytest.fixture
def walk(thermidor, tmp_path):
    """The walkthrough of a run that was played."""
    play(thermidor, typed="\n2\n3\n2\n1\n3\n")
    path = tmp_path / "walk.txt"
    done = thermidor("walkthrough", "record", "Run 1", "-o", path, "--story", FOLDER)
    assert done.returncode == 0, done.stderr
    return path


@pytest.fixture
def story(tmp_path):
    """The small story with other prose."""
    folder = Path(shutil.copytree(FOLDER, tmp_path / "story"))
    path = folder / "chapters" / "00-snow" / "01-arrival.yaml"
    path.write_text(
        path.read_text("utf-8").replace("She writes it down.", "She learns it by heart."), "utf-8"
    )
    return folder


def test_a_run_that_was_played_is_recorded_and_replays(thermidor, walk):
    text = walk.read_text("utf-8")
    assert text.startswith("# Run 1\n")
    assert "arrival.promise_her: Promise Anna to call on her.\n| She writes it down.\n" in text
    done = thermidor("replay", walk, "--story", FOLDER)
    assert (done.returncode, done.stdout.count("decision")) == (0, 1)


def test_a_run_is_recorded_to_the_screen_where_no_file_is_named(thermidor, walk):
    done = thermidor("walkthrough", "record", "Run 1", "--story", FOLDER)
    assert done.stdout == walk.read_text("utf-8")
    brief = thermidor("walkthrough", "record", "Run 1", "--brief", "--story", FOLDER).stdout
    assert "|" not in brief
    assert "\narrival.promise_her\n" in brief


def test_a_file_that_is_there_is_written_over_only_by_force(thermidor, walk):
    walk.write_text("mine", "utf-8")
    done = thermidor("walkthrough", "record", "Run 1", "-o", walk, "--story", FOLDER)
    assert (done.returncode, walk.read_text("utf-8")) == (3, "mine")
    assert "--force" in done.stderr
    assert (
        thermidor("walkthrough", "record", "Run 1", "-o", walk, "--force", "--story", FOLDER).returncode == 0
    )
    assert walk.read_text("utf-8") != "mine"


def test_a_run_that_is_not_there_is_refused(thermidor):
    done = thermidor("walkthrough", "record", "Run 9", "--story", FOLDER)
    assert (done.returncode, "There is no run “Run 9”" in done.stderr) == (3, True)


def test_after_a_change_of_prose_the_difference_is_shown_and_nothing_written_unasked(thermidor, walk, story):
    before = walk.read_text("utf-8")
    assert thermidor("replay", walk, "--story", story).returncode == 1
    done = thermidor("walkthrough", "update", walk, "--story", story)
    assert done.returncode == 1
    assert "-| She writes it down.\n+| She learns it by heart.\n" in done.stdout
    assert "“--yes” writes what is shown" in done.stderr
    assert walk.read_text("utf-8") == before


def test_check_is_for_workflows(thermidor, walk, story):
    assert thermidor("walkthrough", "update", walk, "--check", "--story", story).returncode == 1
    done = thermidor("walkthrough", "update", walk, "--check", "--story", FOLDER)
    assert (done.returncode, done.stdout) == (0, f"{walk}: up to date.\n")


def test_what_was_agreed_to_is_written(thermidor, walk, story):
    assert thermidor("walkthrough", "update", walk, "--yes", "--story", story).returncode == 0
    assert "| She learns it by heart.\n" in walk.read_text("utf-8")
    assert thermidor("replay", walk, "--story", story).returncode == 0


@pytest.mark.skipif(sys.platform == "win32", reason="there are no pseudo-terminals")
@pytest.mark.parametrize(("answer", "written"), [(b"y\n", True), (b"\n", False)])
def test_at_a_terminal_the_author_is_asked(walk, story, answer, written):
    master, slave = pty.openpty()
    command = [sys.executable, "-m", "game", "walkthrough", "update", str(walk), "--story", str(story)]
    with subprocess.Popen(command, stdin=slave, stdout=subprocess.PIPE) as process:
        os.close(slave)
        os.write(master, answer)
        shown = process.stdout.read().decode()
    os.close(master)
    assert "Write this to" in shown
    assert ("| She learns it by heart." in walk.read_text("utf-8")) is written
    assert process.returncode == (0 if written else 1)


def test_several_files_and_folders_are_replayed_and_each_is_told_of(thermidor, walk, tmp_path):
    folder = tmp_path / "walks"
    folder.mkdir()
    shutil.copy(walk, folder / "a.txt")
    (folder / "b.txt").write_text("arrival.nothing\n", "utf-8")
    done = thermidor("replay", folder, walk, "--story", FOLDER)
    assert done.returncode == 1
    names = [line.split(":")[0] for line in done.stdout.splitlines() if not line.startswith(" ")]
    assert names == [str(folder / "a.txt"), str(folder / "b.txt"), str(walk)]


def test_a_file_that_cannot_be_read_is_wrong_usage(thermidor, tmp_path):
    for command in (["replay"], ["walkthrough", "update"], ["walkthrough", "coverage"]):
        done = thermidor(*command, tmp_path / "nothing.txt", "--story", FOLDER)
        assert (done.returncode, "cannot be read" in done.stderr) == (2, True)


def test_what_no_walkthrough_shows_is_told_with_its_place(thermidor, walk):
    done = thermidor("walkthrough", "coverage", walk, "--story", FOLDER)
    assert done.returncode == 0
    lines = done.stdout.splitlines()
    place = "chapters/00-snow/01-arrival.yaml:17: arrival.look_round"
    assert f"{place}: paragraph not shown: Eleven doors, four stoves." in lines
    assert lines[-1].startswith("1 walkthrough shows ")
    assert lines[-1].endswith("%).")


def test_coverage_as_json_says_the_same(thermidor, walk):
    told = json.loads(thermidor("walkthrough", "coverage", walk, "--json", "--story", FOLDER).stdout)
    assert told["shown"] + len(told["unseen"]) == told["units"]
    assert {"path", "line", "subject", "kind", "text"} == set(told["unseen"][0])
    source = (FOLDER / told["unseen"][0]["path"]).read_text("utf-8").splitlines()
    assert told["unseen"][0]["text"][:12] in source[told["unseen"][0]["line"] - 1]
