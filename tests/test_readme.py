"""The README: what it tells a reader to type works, word for word."""

import re
import shlex
import shutil
from pathlib import Path

import pytest

from game.authoring.walkthrough import Decide, read
from game.loading.load import load
from game.play.command import words
from game.play.session import Session
from game.runs.shelf import Shelf
from game.terminal.full.keys import letters
from tests.program import Program
from tests.small import FOLDER

ROOT = Path(__file__).parent.parent
README = (ROOT / "README.md").read_text("utf-8")
BLOCKS = re.findall(r"^```sh\n(.*?)^```", README, re.MULTILINE | re.DOTALL)
LINES = [line for block in BLOCKS for line in block.splitlines() if line.startswith("thermidor ")]
KEYS, TYPED = (
    re.search(rf"^\| {head} \|.*?\n\n", README, re.MULTILINE | re.DOTALL)[0] for head in ("key", "type")
)


@pytest.fixture(scope="module")
def saves(tmp_path_factory):
    """A folder with one whole run of the real story."""
    folder = tmp_path_factory.mktemp("saves")
    story = load(ROOT / "story").story
    with Shelf(folder).create(story, "Run 1") as kept:
        session = Session(story, kept.run, kept)
        for each in read((ROOT / "tests" / "walkthroughs" / "history.txt").read_text("utf-8")):
            if isinstance(each, Decide):
                session.choose(each.decision.rpartition(".")[2])
    return folder


@pytest.mark.parametrize("line", LINES)
def test_a_command_does_what_it_says(line, saves, tmp_path, monkeypatch):
    shutil.copytree(saves, tmp_path / "saves")
    shutil.copytree(FOLDER, tmp_path / "my-story")
    for name in ("story", "tests"):
        (tmp_path / name).symlink_to(ROOT / name)
    monkeypatch.chdir(tmp_path)
    before = set(tmp_path.iterdir())
    words = shlex.split(line, comments=True)[1:]
    done = Program(tmp_path / "saves")(*words, typed="quit\n")
    told = done.stderr if "explore" not in words else ""  # how far it has got
    assert (done.returncode, told) == (0, "")
    if "export" in words or "-o" in words:
        (file,) = set(tmp_path.iterdir()) - before
        assert file.stat().st_size > 1000
    else:
        assert done.stdout


def test_there_are_commands_in_it():
    assert len(LINES) > 12
    assert {"export", "record", "tree", "gallery", "account"} <= {line.split()[1] for line in LINES}


def test_what_can_be_typed_is_understood():
    typed = {
        span.split()[0] for row in TYPED.strip().splitlines()[2:] for span in re.findall("`([^`]+)`", row)
    }
    assert typed - set(words()) == set()


def test_the_letters_of_its_table_are_keys():
    first = [row.split("|")[1] for row in KEYS.strip().splitlines()[2:]]
    named = {span for cell in first for span in re.findall("`([a-z>])`", cell)} - {"q"}
    assert named
    assert named <= set(letters())


def test_its_pictures_and_links_lead_somewhere():
    targets = re.findall(r"\]\(([^)#:]+)\)", README)
    assert "docs/reading-room.svg" in targets
    assert [each for each in targets if not (ROOT / each).exists()] == []
