"""The author's guide: what it tells a reader to type and write works, in its order, and is answered so."""

import re
import shlex
import shutil
from pathlib import Path
from typing import NamedTuple

import pytest

from game.authoring.walkthrough import Decide, read
from game.loading.load import load
from game.loading.packs import own_packs
from game.play.session import Session
from game.runs import where
from game.runs.shelf import Shelf
from tests.program import Program

ROOT = Path(__file__).parent.parent
GUIDE = ROOT / "docs" / "authoring.md"
TEXT = GUIDE.read_text("utf-8")
SKIPPED = "..."
FENCED = re.compile(r"^```.*?^```$", re.MULTILINE | re.DOTALL)


class Block(NamedTuple):
    """A fenced block: its language, what stands in it, and the line of the guide where it begins."""

    language: str
    text: str
    line: int


def blocks(text):
    """The fenced blocks of a page, in order."""
    found = re.finditer(r"^```(\w+)\n(.*?)^```$", text, re.MULTILINE | re.DOTALL)
    return [Block(each[1], each[2], text.count("\n", 0, each.start()) + 1) for each in found]


class Reader:
    """Somebody who does what the guide says, in a copy of the game that nobody has written in before."""

    def __init__(self, home, program):
        self.home = self.here = home
        self.program = program
        self.told = None

    def do(self, block):
        match block.language:
            case "sh":
                for line in block.text.splitlines():
                    self.type(line, block)
            case "text":
                self.read(block)
            case "yaml":
                self.write(block)
            case "diff":
                self.edit(block)
            case other:
                pytest.fail(f"authoring.md:{block.line}: nobody knows what to do with ```{other}")

    def type(self, line, block):
        command, *words = shlex.split(line, comments=True)
        if command == "cd":
            self.here = (self.here / words[0]).resolve()
            assert self.here.is_dir()
        elif words == ["play", "--new"]:
            self.play()
        else:
            assert command == "thermidor"
            self.run(words, block)

    def run(self, words, block):
        with pytest.MonkeyPatch.context() as patch:
            patch.chdir(self.here)
            self.told = self.program(*words, typed="quit\n", COLUMNS="100")
        assert self.told.returncode in (0, 1, 2), f"authoring.md:{block.line}: {self.told}"

    def play(self):
        """Play to the ending, on the road that was explored."""
        (road,) = self.here.glob("ends/*.txt")
        story = load(self.home / "story", own_packs(self.home / "story")).story
        with Shelf(self.program.saves).create(story, "Run 1") as kept:
            session = Session(story, kept.run, kept)
            for each in read(road.read_text("utf-8")):
                if isinstance(each, Decide):
                    session.choose(each.decision.rpartition(".")[2])

    def read(self, block):
        """What is shown was said: all of it, in order, but for what `...` stands for."""
        said = "\n".join(each.rstrip() for each in (self.told.stdout + self.told.stderr).splitlines())
        wanted = "(.|\n)*".join(re.escape(each) for each in block.text.strip().split(SKIPPED))
        assert re.search(rf"(?m)^{wanted}$", said), f"authoring.md:{block.line}: what was said is\n{said}"

    def write(self, block):
        heading, _, text = block.text.partition("\n")
        name, more, _ = heading.removeprefix("# ").partition(", at the end")
        file = self.here / name
        if more:
            text = file.read_text("utf-8") + text
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, "utf-8")

    def edit(self, block):
        heading, *lines = block.text.splitlines()
        file = self.here / heading.removeprefix("--- ")
        old, new = ("".join(f"{each[1:]}\n" for each in lines if each[0] in signs) for signs in (" -", " +"))
        text = file.read_text("utf-8")
        assert text.count(f"\n{old}") == 1, f"authoring.md:{block.line}: these lines stand there not once"
        file.write_text(text.replace(f"\n{old}", f"\n{new}"), "utf-8")


@pytest.fixture
def reader(tmp_path, monkeypatch):
    home = tmp_path / "thermidor"
    home.mkdir()
    shutil.copytree(ROOT / "story", home / "story")
    shutil.copy(ROOT / "pyproject.toml", home)
    monkeypatch.setattr(where.checkout, "__defaults__", (home / "game",))
    return Reader(home, Program(home / "saves"))


def test_the_guide_does_what_it_says(reader):
    for block in blocks(TEXT):
        reader.do(block)


def test_commands_that_are_named_in_passing_have_these_options(tmp_path):
    program = Program(tmp_path)
    passing = [
        " ".join(each.split()) for each in re.findall(r"`(thermidor [^`]+)`", re.sub(FENCED, "", TEXT))
    ]
    assert len(passing) > 3
    for line in passing:
        _, *words = line.split()
        commands = [each for each in words[:2] if each.islower() and not each.startswith("-")]
        told = program(*commands[:1], "--help")
        assert told.returncode == 0, line
        assert [each for each in words if each.startswith("--") and each not in told.stdout] == []


def test_its_links_lead_somewhere():
    targets = re.findall(r"\]\(([^)]+)\)", re.sub(FENCED, "", TEXT))
    assert len(targets) > 20
    for target in targets:
        name, _, heading = target.partition("#")
        page = (GUIDE.parent / name).resolve() if name else GUIDE
        assert page.exists(), target
        assert not heading or heading in headings(page.read_text("utf-8")), target


def headings(text):
    """The anchors of a page's headings, as forges make them."""
    found = re.findall(r"^#+ (.+)$", re.sub(FENCED, "", text), re.MULTILINE)
    return {re.sub(r"[^\w -]", "", each.lower()).replace(" ", "-") for each in found}


def test_a_terminal_shows_its_prose_without_breaking_lines():
    prose = re.sub(r"^```text\n.*?^```$", "", TEXT, flags=re.MULTILINE | re.DOTALL)
    assert [each for each in prose.splitlines() if len(each) > 84] == []
