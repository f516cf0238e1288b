"""New files: each checks clean at once, says what to do next, and takes nobody's place."""

import re
import shutil
from pathlib import Path
from unittest.mock import patch

import pytest

from game.authoring.sorts import SORTS
from game.loading.load import load
from game.loading.packs import own_packs
from tests.loading.examples import BASE, write
from tests.program import Program

STORIES = BASE.parent
REAL = Path(__file__).parents[2] / "story"
WITHIN = [each for each in SORTS if each != "branch"]


@pytest.fixture
def thermidor(tmp_path):
    return Program(tmp_path / "saves")


@pytest.fixture(params=["small", "real"])
def story(request, tmp_path):
    return Path(shutil.copytree(REAL if request.param == "real" else STORIES / "small", tmp_path / "story"))


@pytest.fixture
def small(tmp_path):
    return Path(shutil.copytree(STORIES / "small", tmp_path / "story"))


def found(folder):
    return load(folder, own_packs(folder)).diagnostics


def written(done, folder):
    """The files that a command says it has written."""
    names = re.findall(r"^Written: (.+)$", done.stdout, re.MULTILINE)
    return [Path(name).resolve().relative_to(folder.resolve()).as_posix() for name in names]


@pytest.mark.parametrize("sort", SORTS)
def test_what_is_new_checks_clean_and_says_what_to_do_next(thermidor, story, sort):
    before = found(story)
    done = thermidor("new", sort, "the-porch", "--story", story)
    assert (done.returncode, done.stderr) == (0, "")
    files = written(done, story)
    assert files
    assert found(story) == before
    for name in files:
        text = (story / name).read_text("utf-8")
        assert "thermidor check" in text or "first-in" in name
        assert text.startswith("#")
    assert thermidor("check", story).returncode == 0


@pytest.mark.parametrize("sort", WITHIN)
def test_what_is_new_in_a_branch_checks_clean_and_touches_nothing_of_the_story(thermidor, story, sort):
    done = thermidor("new", "branch", "the-barracks", "--story", story)
    assert (done.returncode, done.stderr) == (0, "")
    own = {path: path.read_bytes() for path in story.rglob("*.yaml") if "branches" not in path.parts}
    before = found(story)
    done = thermidor("new", sort, "the-porch", "--story", story, "--branch", "the-barracks")
    assert done.returncode == 0, done.stderr
    assert all(name.startswith("branches/the-barracks/") for name in written(done, story))
    assert found(story) == before
    assert own == {path: path.read_bytes() for path in story.rglob("*.yaml") if "branches" not in path.parts}


def test_a_new_branch_can_be_played_at_once(thermidor, small):
    thermidor("new", "branch", "the-barracks", "--story", small)
    shown = thermidor("play", "--story", small, typed="\n2\n1\n").stdout
    assert "Call somewhere new." in shown


def test_a_new_scene_is_found_by_random_play(thermidor, small):
    thermidor("new", "scene", "the-porch", "--story", small)
    story = load(small).story
    assert "the_corridor.the_porch" in story.scenes
    thermidor("new", "ending", "the-loser", "--story", small)
    story = load(small).story
    assert "the_loser" in {choice.to for choice in story.scenes["road_to_the_loser"].way.choices}


@pytest.mark.parametrize("name", ["linear", "reference"])
def test_in_a_story_without_diaries_a_branch_finds_another_way_in(thermidor, tmp_path, name):
    folder = Path(shutil.copytree(STORIES / name, tmp_path / "story"))
    assert thermidor("new", "branch", "the-barracks", "--story", folder).returncode == 0
    assert found(folder) == ()
    told = thermidor("new", "call", "a-visit", "--story", folder)
    assert (told.returncode, "no diary" in told.stderr) == (1, True)


def test_nothing_is_overwritten(thermidor, small):
    thermidor("new", "codex", "stoves", "--story", small)
    path = small / "codex" / "stoves.yaml"
    path.write_text("stove:\n  title: Mine\n  text: |\n    Mine.\n", "utf-8")
    done = thermidor("new", "codex", "stoves", "--story", small)
    assert done.returncode == 3
    assert "is there already" in done.stderr
    assert "Mine" in path.read_text("utf-8")


def test_of_two_files_none_is_written_where_one_is_there(thermidor, small):
    write(small, {"chapters/00-snow/road-to-dusk.yaml": "spare:\n  to: the_guest\n"})
    done = thermidor("new", "ending", "dusk", "--story", small)
    assert done.returncode == 3
    assert not (small / "endings" / "dusk.yaml").exists()


@pytest.mark.parametrize(
    ("sort", "name", "said"),
    [
        ("scene", "The Gate", "cannot be an id"),
        ("scene", "back", "word of the language"),
        ("person", "../../elsewhere", "cannot be an id"),
        ("person", "x" * 65, "cannot be an id"),
        ("scene", "arrival", "already, in chapters/00-snow/01-arrival.yaml:1"),
        ("ending", "arrival", "already, in chapters/00-snow/01-arrival.yaml:1"),
        ("codex", "house", "already, in codex/house.yaml:1"),
        ("person", "boris", "already, in people/minor.yaml:1"),
    ],
)
def test_a_name_that_cannot_be_is_told_and_nothing_is_written(thermidor, small, sort, name, said):
    before = sorted(small.rglob("*"))
    done = thermidor("new", sort, name, "--story", small)
    assert (done.returncode, said in done.stderr) == (1, True), done.stderr
    assert sorted(small.rglob("*")) == before


def test_where_a_call_is_offered_can_be_said(thermidor, small):
    thermidor("new", "call", "a-visit", "--story", small, "--at", "winter.tuesday")
    assert "a_visit" in [each.id for each in load(small).story.scenes["winter.tuesday"].way.choices]
    done = thermidor("new", "call", "another", "--story", small, "--at", "winter.sunday")
    assert done.returncode == 1
    assert "there are: winter.monday, winter.tuesday" in done.stderr


def test_in_a_branch_a_name_of_the_story_may_be_taken_again(thermidor, small):
    thermidor("new", "branch", "the-barracks", "--story", small)
    done = thermidor("new", "scene", "arrival", "--story", small, "--branch", "the-barracks")
    assert done.returncode == 0
    assert found(small) == ()


def test_a_branch_that_is_not_there_is_told(thermidor, small):
    done = thermidor("new", "scene", "x", "--story", small, "--branch", "nowhere")
    assert (done.returncode, "There is no branch in nowhere" in done.stderr) == (1, True)


def test_a_branch_elsewhere_is_written_into_by_its_folder(thermidor, small, tmp_path):
    elsewhere = Path(shutil.copytree(STORIES / "branches" / "the-attic", tmp_path / "the-attic"))
    done = thermidor("new", "scene", "the-beam", "--story", small, "--branch", elsewhere)
    assert done.returncode == 0, done.stderr
    assert thermidor("check", small, "--branch", elsewhere).stdout == "No findings.\n"


def test_a_story_with_errors_is_to_be_mended_first(thermidor, small):
    write(small, {"chapters/00-snow/bad.yaml": "bad:\n  to: nowhere\n"})
    done = thermidor("new", "scene", "x", "--story", small)
    assert (done.returncode, "mend them first" in done.stderr) == (1, True)


def test_the_story_of_an_installed_program_is_written_for_by_branches_only(thermidor, small, tmp_path):
    own = tmp_path / "branches"
    with (
        patch("game.cli.new.checkout", lambda: None),
        patch("game.cli.stories.checkout", lambda: small.parent),
    ):
        refused = thermidor("new", "scene", "x", THERMIDOR_BRANCHES=str(own))
        done = thermidor("new", "branch", "the-barracks", THERMIDOR_BRANCHES=str(own))
        more = thermidor("new", "person", "vera", "--branch", "the-barracks", THERMIDOR_BRANCHES=str(own))
        checked = thermidor("check", THERMIDOR_BRANCHES=str(own))
    assert (refused.returncode, "new branch NAME" in refused.stderr) == (1, True)
    assert (done.returncode, more.returncode) == (0, 0)
    assert (own / "the-barracks" / "branch.yaml").is_file()
    assert (own / "the-barracks" / "people" / "vera.yaml").is_file()
    assert checked.stdout == "No findings.\n"


def test_what_a_file_says_is_true_on_every_machine(thermidor, small):
    with patch("game.cli.stories.checkout", lambda: small.parent):
        thermidor("new", "branch", "the-barracks")
    text = (small / "branches" / "the-barracks" / "branch.yaml").read_text("utf-8")
    assert "“thermidor check”" in text
    assert str(small) not in text
