"""Names come from files and arguments that others may have written: none may command a terminal."""

import json

import pytest

from game.play.sentences import harmless
from tests.program import Program, play
from tests.small import FOLDER

EVIL = "\x1b]0;owned\x07\x1b[2J"


@pytest.fixture
def saves(tmp_path):
    return tmp_path / "saves"


@pytest.fixture
def thermidor(saves):
    return Program(saves)


def test_what_a_terminal_might_obey_is_shown_as_its_code():
    assert harmless(EVIL) == "<U+001B>]0;owned<U+0007><U+001B>[2J"
    assert harmless("a\u202eb\u200bc\x9b") == "a<U+202E>b<U+200B>c<U+009B>"
    assert harmless("Лев — ё № 漢") == "Лев — ё № 漢"


def test_a_saved_run_with_an_evil_name_is_told_of_harmlessly(thermidor, saves):
    play(thermidor, typed="2\n")
    (path,) = [each for each in saves.glob("*.json") if each.name != "profile.json"]
    run = json.loads(path.read_text())
    path.write_text(json.dumps(run | {"name": EVIL}))
    (saves / "profile.json").unlink()
    for done in (thermidor("runs"), play(thermidor), thermidor("runs", "rename", run["id"], "x")):
        assert "\x1b" not in done.stdout + done.stderr
        assert "Traceback" not in done.stderr


def test_a_file_with_an_evil_name_is_listed_harmlessly(thermidor, saves):
    saves.mkdir()
    (saves / "\x1b[31mred.json").write_text("{}")
    done = thermidor("runs")
    assert "red.json is not a run" in done.stdout
    assert "\x1b" not in done.stdout


@pytest.mark.parametrize(
    "arguments", [["play", "--run", EVIL], ["runs", "copy", EVIL], ["runs", "restore", EVIL]]
)
def test_an_evil_argument_is_quoted_harmlessly(thermidor, arguments):
    done = thermidor(*arguments)
    assert done.returncode == 3
    assert "\x1b" not in done.stdout + done.stderr


RED = "\x1b[31mred"


def test_a_file_that_an_argument_names_is_told_of_harmlessly(thermidor, tmp_path):
    play(thermidor, typed="2\n")
    (tmp_path / RED).mkdir()
    (tmp_path / RED / "story.yaml").write_text("id: red\n")
    walk = tmp_path / f"{RED}.txt"
    walk.write_text("nowhere.at_all\n")
    for arguments in (
        ["runs", "export", "Run 1", tmp_path / f"{RED}.json"],
        ["replay", RED],
        ["replay", walk, "--story", FOLDER],
        ["play", "--story", tmp_path / RED],
        ["check", RED],
        [f"--{RED}"],
    ):
        done = thermidor(*arguments)
        assert "red" in done.stdout + done.stderr
        assert "\x1b" not in done.stdout + done.stderr
    assert "\x1b" not in thermidor("where", THERMIDOR_SAVES=RED).stdout


def test_what_is_typed_is_echoed_harmlessly(thermidor):
    done = play(thermidor, typed=f"\n{EVIL}\nsave {EVIL}\npeople {EVIL}\ncodex {EVIL}\nload {EVIL}\n")
    assert done.returncode == 0
    assert "\x1b" not in done.stdout + done.stderr
    assert "\x07" not in done.stdout
