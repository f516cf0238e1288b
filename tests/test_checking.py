"""`check` as an author and a repository use it: again after every change, on GitHub, before a commit."""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path
from threading import Timer
from unittest.mock import patch

import pytest
import yaml

from tests.program import Program
from tests.small import FOLDER

ATTIC = FOLDER.parent / "branches" / "the-attic"
HOOKS = Path(__file__).parents[1] / ".pre-commit-hooks.yaml"


@pytest.fixture
def thermidor(tmp_path):
    return Program(tmp_path / "saves")


@pytest.fixture
def story(tmp_path):
    return Path(shutil.copytree(FOLDER, tmp_path / "repository" / "my story"))


class Watching:
    """`check --watch` in a process of its own; `told` waits for the next findings."""

    def __init__(self, *arguments):
        self.process = subprocess.Popen(
            [sys.executable, "-m", "game", "check", *map(str, arguments), "--watch", "--format", "plain"],
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            encoding="utf-8",
        )

    def told(self):
        lines = []
        for line in self.process.stdout:
            lines.append(line.rstrip("\n"))
            if re.match(r"No findings\.|\d+ errors?, ", line):
                break
        assert re.match(r"Checked at \d\d:\d\d:\d\d\. Waiting for changes", self.process.stderr.readline())
        return lines

    def __enter__(self):
        self.patience = Timer(60, self.process.kill)
        self.patience.start()
        return self

    def __exit__(self, *_):
        self.patience.cancel()
        self.process.kill()
        self.process.communicate()


def misspell(path, by_rename=False):
    """Break a file as an editor saves it: in its place, or beside it and then put in its place."""
    text = path.read_text("utf-8").replace("to: hall", "to: hal", 1)
    if by_rename:
        beside = path.with_name("4913~")
        beside.write_text(text, "utf-8")
        beside.replace(path)
    else:
        path.write_text(text, "utf-8")


@pytest.mark.parametrize("by_rename", [False, True], ids=["in place", "by rename"])
def test_after_every_save_the_findings_are_told_again(story, by_rename):
    path = story / "chapters" / "00-snow" / "01-arrival.yaml"
    whole = path.read_text("utf-8")
    with Watching(story) as watching:
        assert watching.told() == ["No findings."]
        misspell(path, by_rename)
        assert "error[missing-target] no scene is called `hal`" in watching.told()[0]
        path.write_text(whole, "utf-8")
        assert watching.told() == ["No findings."]


def test_a_new_branch_and_a_file_that_is_gone_are_seen(story):
    with Watching(story) as watching:
        assert watching.told() == ["No findings."]
        (story / "texts" / "shared.yaml").unlink()
        assert any("unknown-text" in line for line in watching.told())


def test_a_branch_elsewhere_is_watched_too(story, tmp_path):
    elsewhere = Path(shutil.copytree(ATTIC, tmp_path / "the-attic"))
    with Watching(story, "--branch", elsewhere) as watching:
        assert watching.told() == ["No findings."]
        path = elsewhere / "branch.yaml"
        path.write_text(path.read_text("utf-8").replace("1.2.0", "1.0.0"), "utf-8")
        assert any("other-version" in line for line in watching.told())


def test_without_the_library_it_is_said_how_to_get_it(thermidor, story):
    with patch.dict(sys.modules, {"watchfiles": None}):
        done = thermidor("check", story, "--watch")
    assert done.returncode == 3
    assert "pip install 'thermidor[author]'" in done.stderr


def test_github_is_told_of_files_by_their_place_in_the_repository(thermidor, story, monkeypatch):
    misspell(story / "chapters" / "00-snow" / "01-arrival.yaml")
    monkeypatch.chdir(story.parent)
    done = thermidor("check", "my story", "--format", "github")
    assert done.returncode == 1
    assert done.stdout == (
        "::error file=my story/chapters/00-snow/01-arrival.yaml,line=29,col=11,endLine=29,"
        "title=missing-target::no scene is called `hal`. did you mean `hall`?\n"
    )
    done = thermidor("check", story, "--format", "github", GITHUB_WORKSPACE=str(story))
    assert "file=chapters/00-snow/01-arrival.yaml," in done.stdout


def test_github_is_told_of_a_branch_in_the_repository(thermidor, story, monkeypatch):
    folder = Path(shutil.copytree(ATTIC, story / "branches" / "the-attic"))
    path = folder / "chapters" / "00-snow" / "roof.yaml"
    path.write_text(path.read_text("utf-8").replace("to: arrival", "to: arival"), "utf-8")
    monkeypatch.chdir(story.parent)
    place = "file=my story/branches/the-attic/chapters/00-snow/roof.yaml,"
    assert place in thermidor("check", "my story", "--format", "github").stdout
    elsewhere = story.parent / "the-attic"
    folder.rename(elsewhere)
    shown = thermidor("check", "my story", "--branch", "the-attic", "--format", "github").stdout
    assert "file=the-attic/chapters/00-snow/roof.yaml," in shown


def test_the_hook_for_story_repositories_passes_a_good_story_and_stops_a_bad_one(thermidor, story):
    (hook,) = yaml.safe_load(HOOKS.read_text("utf-8"))
    program, *arguments = hook["entry"].split()
    assert program == "thermidor"
    command = [sys.executable, "-m", "game", *arguments, *hook["args"]]
    environ = {**os.environ, "PYTHONPATH": str(HOOKS.parent)}

    def run():
        return subprocess.run(command, cwd=story, capture_output=True, text=True, check=False, env=environ)

    assert run().returncode == 0
    misspell(story / "chapters" / "00-snow" / "01-arrival.yaml")
    assert (run().returncode, "did you mean `hall`?" in run().stdout) == (1, True)
    assert hook["pass_filenames"] is False
    for name in ("story.yaml", "branches/x/branch.yaml", "chapters/01-a/b.yml"):
        assert re.search(hook["files"], name)
