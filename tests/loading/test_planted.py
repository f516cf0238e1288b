"""Everything wrong is told at once: each fault with its code at its place, once, and nothing else."""

from __future__ import annotations

from pathlib import Path

import pytest

from game.loading.codes import SEVERITIES
from game.loading.load import load
from game.loading.packs import own_packs
from game.loading.source import read_text
from tests.loading.examples import BASE, ROOT, Example, Mark, as_mark, examples, write

PLANTED = Example("", "yaml", (ROOT / "tests" / "cases" / "planted.txt").read_text("utf-8"))


def cannot_be_read(example: Example) -> bool:
    return any(read_text(path, text.encode())[0].root is None for path, text in example.files().items())


UNREADABLE = [each for each in examples() if each.language == "yaml" and cannot_be_read(each)]


def told(folder: Path) -> list[Mark]:
    return [as_mark(each) for each in load(folder, own_packs(folder)).diagnostics]


@pytest.mark.parametrize("newline", ["\n", "\r\n"], ids=["lf", "crlf"])
def test_a_story_with_one_of_every_fault_gives_exactly_those(newline: str, tmp_path):
    write(tmp_path / "story", PLANTED.files(), newline)
    assert told(tmp_path / "story") == PLANTED.marks()


def test_no_two_faults_are_planted_in_one_file_and_none_twice():
    marks = PLANTED.marks()
    assert len({mark.path for mark in marks}) == len({mark.code for mark in marks}) == len(marks)


def test_files_that_cannot_be_read_are_told_and_cause_no_faults_elsewhere(tmp_path):
    """The unreadable examples of the reference, each as a file of its own in a good story."""
    Example("", "yaml", "").build(tmp_path / "story")
    expected = []
    for example in UNREADABLE:
        path = f"codex/{example.code}.yaml"
        write(tmp_path / "story", {path: next(iter(example.files().values()))})
        expected += [Mark(path, mark.line, mark.column, mark.width, mark.code) for mark in example.marks()]
    assert told(tmp_path / "story") == sorted(expected)


def test_every_fault_is_planted_in_one_of_the_two_stories_or_done_to_files():
    planted = {mark.code for mark in PLANTED.marks()}
    unreadable = {example.code for example in UNREADABLE}
    done = {example.code for example in examples() if example.language == "sh"}
    assert planted | unreadable | done == set(SEVERITIES)


def names(folder: Path) -> list[str]:
    return sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*.yaml"))


@pytest.mark.parametrize("story", [BASE, BASE.parent / "small"], ids=lambda path: path.name)
def test_whichever_file_is_broken_only_it_is_told(story: Path, tmp_path):
    for number, name in enumerate(names(story)):
        folder = tmp_path / str(number)
        write(folder, {each: (story / each).read_text("utf-8") for each in names(story)})
        (folder / name).write_text("a: [b\n", "utf-8")
        assert [(mark.path, mark.code) for mark in told(folder)] == [(name, "unclosed-bracket")]
