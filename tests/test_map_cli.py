"""`map` from outside."""

import shlex
import shutil
import sys
from xml.etree import ElementTree as ET

import pytest

from tests.program import Program, play
from tests.small import FOLDER

TO_THE_GUEST = "2\n2\n3\n1\n3\n"
ABROAD = FOLDER.parent / "abroad"


@pytest.fixture
def thermidor(tmp_path):
    return Program(tmp_path / "saves")


def drawn(thermidor, *arguments):
    return thermidor("map", FOLDER, "--plays", "50", *arguments)


def test_the_name_of_a_file_says_what_is_drawn_and_nothing_is_written_over(thermidor, tmp_path):
    begins = {"html": "<!DOCTYPE html>", "svg": "<svg", "dot": "digraph", "gv": "digraph", "mmd": "flowchart"}
    for ending, begin in begins.items():
        file = tmp_path / f"map é.{ending}"
        done = drawn(thermidor, "-o", file)
        assert done.returncode == 0, done.stderr
        assert f"Written to {file}." in done.stdout
        assert file.read_text("utf-8").startswith(begin)
        again = drawn(thermidor, "-o", file)
        assert again.returncode == 3
        assert "is there already" in again.stderr
        assert drawn(thermidor, "-o", file, "--force").returncode == 0


def test_without_a_file_it_is_one_named_after_the_story(thermidor, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    assert drawn(thermidor).returncode == 0
    assert drawn(thermidor, "--format", "mermaid").returncode == 0
    assert sorted(each.name for each in tmp_path.glob("*-map.*")) == ["small-map.html", "small-map.mmd"]


def test_a_file_whose_name_says_nothing_is_refused_before_anything_is_done(thermidor, tmp_path):
    done = drawn(thermidor, "-o", tmp_path / "map.png")
    assert done.returncode == 3
    assert "does not say what to draw" in done.stderr
    assert ".svg" in done.stderr


def test_on_standard_output_is_nothing_but_the_map(thermidor):
    done = drawn(thermidor, "--format", "svg", "-o", "-")
    ET.fromstring(done.stdout)
    assert drawn(thermidor, "--format", "svg", "-o", "-").stdout == done.stdout


def test_places_are_named_as_one_stands(thermidor, tmp_path, monkeypatch):
    monkeypatch.chdir(FOLDER.parent)
    done = thermidor("map", "small", "-o", tmp_path / "map.html")
    assert done.returncode == 0
    assert "small/chapters/00-snow/01-arrival.yaml:1<" in (tmp_path / "map.html").read_text("utf-8")


def test_a_run_lies_over_it(thermidor):
    play(thermidor, typed=TO_THE_GUEST)
    done = drawn(thermidor, "--run", "Run 1", "--format", "svg", "-o", "-")
    assert done.returncode == 0, done.stderr
    assert "In red: Run 1, 1 road" in done.stdout
    missing = drawn(thermidor, "--run", "Nobody's", "-o", "-")
    assert missing.returncode == 3
    assert "There is no run" in missing.stderr


def test_only_what_is_asked_for_is_drawn(thermidor):
    whole = thermidor("map", ABROAD, "--format", "dot", "-o", "-", "--plays", "0").stdout
    assert '"a_barn"' in whole
    home = thermidor("map", ABROAD, "--format", "dot", "-o", "-", "--plays", "0", "--chapter", "home").stdout
    assert '"home"' in home
    assert '"a_barn"' not in home
    road = thermidor("map", ABROAD, "--format", "dot", "-o", "-", "--plays", "0", "--line", "the-road").stdout
    assert '"a_barn"' in road
    assert '"home" ->' not in road


def test_what_is_not_there_is_told_with_what_is(thermidor):
    done = drawn(thermidor, "--chapter", "nowhere")
    assert done.returncode == 2
    assert "there is no chapter nowhere. There are:" in done.stderr
    assert "there is no line snow. There are none." in drawn(thermidor, "--line", "snow").stderr


def test_a_story_with_errors_is_not_drawn_and_they_are_told(thermidor, tmp_path):
    (tmp_path / "story.yaml").write_text("id: broken\ntitle: Broken\nversion: 1.0.0\nstart: nowhere\n")
    done = thermidor("map", tmp_path, "-o", "-")
    assert done.returncode == 1
    assert "nowhere" in done.stdout
    assert "<!DOCTYPE" not in done.stdout


def test_without_the_library_that_lays_it_out_the_other_forms_are_drawn(thermidor, monkeypatch, tmp_path):
    for name in [each for each in sys.modules if each.startswith(("graphlay", "game.authoring.map"))]:
        monkeypatch.delitem(sys.modules, name)
    monkeypatch.setitem(sys.modules, "graphlay", None)
    done = drawn(thermidor, "-o", tmp_path / "map.svg")
    assert done.returncode == 3
    assert "thermidor[author]" in done.stderr
    assert drawn(thermidor, "-o", tmp_path / "map.dot").returncode == 0
    assert drawn(thermidor, "-o", tmp_path / "map.mmd").returncode == 0


def test_a_branch_is_on_the_map_with_its_own_files(thermidor, tmp_path):
    attic = FOLDER.parent / "branches" / "the-attic"
    done = thermidor(
        "map",
        FOLDER,
        "--branch",
        attic,
        "--format",
        "dot",
        "-o",
        "-",
        "--plays",
        "0",
        THERMIDOR_CACHE="off",
    )
    assert done.returncode == 0, done.stderr
    assert '"the_attic/' in done.stdout
    both = drawn(thermidor, "--branch", attic, "--no-branches")
    assert both.returncode == 2
    assert "give one of the two" in both.stderr


def test_without_branches_none_is_on_the_map(thermidor):
    whole = thermidor("map", "--format", "dot", "-o", "-", "--plays", "0").stdout
    alone = thermidor("map", "--format", "dot", "-o", "-", "--plays", "0", "--no-branches").stdout
    assert '"frunze/' in whole
    assert '"frunze/' not in alone


def test_every_command_of_its_page_does_what_the_page_says(thermidor, tmp_path, monkeypatch):
    page = (FOLDER.parents[2] / "docs" / "map.md").read_text("utf-8")
    lines = [line.partition("#")[0] for line in page.splitlines() if line.startswith("thermidor map")]
    shutil.copytree(FOLDER, tmp_path / "my-story")
    shutil.copytree(FOLDER.parent / "branches" / "the-attic", tmp_path / "pack")
    monkeypatch.chdir(tmp_path)
    thermidor("play", "--plain", typed="1\n1\n")
    assert len(lines) > 8
    for line in lines:
        done = thermidor(*shlex.split(line)[1:])
        assert done.returncode == 0, (line, done.stderr)
        written = tmp_path / done.stdout.removeprefix("Written to ").removesuffix(".\n")
        assert written.stat().st_size > 1000
        written.unlink()


def test_every_key_that_its_page_names_is_one_of_the_sheet():
    page = (FOLDER.parents[2] / "docs" / "map.md").read_text("utf-8")
    script = (FOLDER.parents[2] / "game" / "authoring" / "map" / "page.js").read_text("utf-8")
    for key in ("+", "-", "0", "/"):
        assert f"`{key}`" in page
        assert f'event.key === "{key}"' in script
