"""`record`, `tree`, `gallery` and `account` from outside."""

from xml.etree import ElementTree as ET

import pytest

from tests.program import Program, play
from tests.small import FOLDER

COMMANDS = ("record", "tree", "gallery", "account")
TO_THE_GUEST = "2\n2\n3\n1\n3\n"


@pytest.fixture
def saves(tmp_path):
    return tmp_path / "saves"


@pytest.fixture
def thermidor(saves):
    return Program(saves)


def show(thermidor, *arguments):
    return thermidor(*arguments, "--story", FOLDER)


def test_without_runs_each_says_so(thermidor):
    for name in ("record", "account"):
        done = show(thermidor, name)
        assert done.returncode == 3
        assert "There is no run yet." in done.stderr
    assert "There are no runs yet" in show(thermidor, "tree").stdout
    assert "none of 2 reached" in show(thermidor, "gallery").stdout
    for form in ("svg", "html"):
        assert show(thermidor, "tree", "--format", form).returncode == 0
        assert show(thermidor, "gallery", "--format", form).returncode == 0


@pytest.mark.parametrize("name", COMMANDS)
def test_in_a_pipe_it_is_plain_text(thermidor, name):
    play(thermidor, typed=TO_THE_GUEST)
    done = show(thermidor, name)
    assert done.returncode == 0, done.stderr
    assert "\x1b" not in done.stdout
    assert len(done.stdout.splitlines()) >= 3


@pytest.mark.parametrize("name", COMMANDS)
@pytest.mark.parametrize("form", ["svg", "html"])
def test_as_a_picture_it_is_whole_and_on_standard_output(thermidor, name, form):
    play(thermidor, typed=TO_THE_GUEST)
    done = show(thermidor, name, "--format", form)
    assert done.returncode == 0, done.stderr
    if form == "svg":
        ET.fromstring(done.stdout)
    else:
        assert done.stdout.startswith("<!DOCTYPE html>")
    addresses = [each for each in done.stdout.split("//")[1:] if not each.startswith("www.w3.org/2000/svg")]
    assert addresses == []


def test_the_last_run_is_meant_where_none_is_named(thermidor):
    play(thermidor, typed=TO_THE_GUEST)
    play(thermidor, "--new", typed="4\n")
    assert "You carried your own trunk." in show(thermidor, "record").stdout
    assert "You promised Anna a call." in show(thermidor, "record", "Run 1").stdout


def test_a_run_that_is_not_there_is_refused(thermidor):
    play(thermidor, typed=TO_THE_GUEST)
    for name in COMMANDS:
        done = show(thermidor, name, "Nobody's")
        assert done.returncode == 3
        assert "There is no run" in done.stderr


def test_a_tree_of_one_run_has_none_of_the_others(thermidor):
    play(thermidor, typed=TO_THE_GUEST)
    play(thermidor, "--new", typed="4\n")
    assert show(thermidor, "tree").stdout.count("Run ") >= 2
    assert "Run 1" not in show(thermidor, "tree", "Run 2").stdout


def test_the_name_of_a_file_says_its_form_and_nothing_is_written_over(thermidor, tmp_path):
    play(thermidor, typed=TO_THE_GUEST)
    file = tmp_path / "tree é.svg"
    assert f"Written to {file}." in show(thermidor, "tree", "-o", file).stdout
    assert file.read_text("utf-8").startswith("<svg")
    again = show(thermidor, "tree", "-o", file)
    assert again.returncode == 3
    assert "is there already" in again.stderr
    assert show(thermidor, "gallery", "-o", file, "--force").returncode == 0
    assert "The gallery" in file.read_text("utf-8")


def test_where_it_cannot_be_written_that_is_said(thermidor, tmp_path):
    play(thermidor, typed=TO_THE_GUEST)
    done = show(thermidor, "tree", "-o", tmp_path / "nowhere" / "tree.svg")
    assert done.returncode == 3
    assert "The picture could not be written" in done.stderr


@pytest.mark.parametrize("form", ["text", "svg", "html"])
def test_the_title_of_an_ending_that_was_not_reached_is_in_no_form_of_the_gallery(thermidor, form):
    play(thermidor, typed=TO_THE_GUEST)
    shown = show(thermidor, "gallery", "--format", form).stdout
    assert "The Guest" in shown
    assert "The Keeper" not in shown


def test_nothing_is_written_among_the_runs_by_looking(thermidor, saves):
    play(thermidor, typed=TO_THE_GUEST)
    before = {path: path.read_bytes() for path in saves.rglob("*") if path.is_file()}
    for name in COMMANDS:
        show(thermidor, name)
    assert {path: path.read_bytes() for path in saves.rglob("*") if path.is_file()} == before


def test_a_damaged_run_hides_no_other(thermidor, saves):
    play(thermidor, typed=TO_THE_GUEST)
    play(thermidor, "--new", typed="4\n")
    next(path for path in saves.glob("*.json") if path.name != "profile.json").write_text("{")
    done = show(thermidor, "tree")
    assert done.returncode == 0
    assert "1 run," in done.stdout


def test_an_ending_stays_in_the_gallery_when_its_run_is_deleted(thermidor):
    play(thermidor, typed=TO_THE_GUEST)
    assert thermidor("runs", "delete", "Run 1").returncode == 0
    shown = show(thermidor, "gallery").stdout
    assert "The Guest" in shown
    assert "in a run that is there no more" in shown
