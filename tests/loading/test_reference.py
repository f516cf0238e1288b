"""The author's reference says what the loader does: its tables are the decoder's, and its examples
are what is wrong."""

from __future__ import annotations

import ast
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from game.loading.codes import SEVERITIES
from game.loading.condition import parse_condition_text
from game.loading.declare import declare
from game.loading.diagnostic import Span
from game.loading.keys import KINDS
from game.loading.ledger import Ledger
from game.loading.load import load
from game.loading.packs import own_packs
from game.loading.shapes import Kind
from game.loading.source import read_folder
from tests.loading.examples import BASE, REFERENCE, ROOT, Example, as_mark, documented, examples, lessons

NOWHERE = Span("", 1, 1, 1, 1)
_ROW = re.compile(r"^\| `(\w+)`( \*)? \| (.+) \| (.+) \|$")
_TOLD = re.compile(r"# (\S+): ([a-z0-9-]+)$", re.MULTILINE)
_CODE = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
EXAMPLES = examples()


def heading(kind: Kind) -> str:
    return f"### {kind.word[0].upper()}{kind.word[1:]}: {kind.where}"


def table(kind: Kind) -> list[tuple[str, bool, str, str]]:
    """The rows of a kind's table in the reference."""
    text = REFERENCE.read_text("utf-8")
    _, found, rest = text.partition(f"\n{heading(kind)}\n")
    assert found, f"the reference has no section {heading(kind)!r}"
    rows = (_ROW.match(line) for line in rest.split("\n##")[0].splitlines())
    return [(row[1], bool(row[2]), row[3], row[4]) for row in rows if row]


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.word)
def test_the_reference_has_the_keys_of_the_decoder(kind):
    assert table(kind) == [(key.name, key.required, key.shape.word, key.means) for key in kind.keys]


def test_every_kind_that_a_key_leads_to_is_in_the_reference():
    inner = {key.shape.kind for kind in KINDS for key in kind.keys if key.shape.kind}
    assert inner <= set(KINDS)


def test_every_code_is_documented_once_and_none_that_is_not():
    assert sorted(documented()) == sorted(SEVERITIES)


def test_every_code_in_the_loader_is_in_the_table_and_the_other_way_round():
    assert set(SEVERITIES) == {
        code for path in (ROOT / "game" / "loading").rglob("*.py") for code in codes(path)
    }


def codes(path: Path) -> set[str]:
    """The strings in a module that are codes: all with a hyphen, others where a code is expected."""
    if path.name == "codes.py":
        return set()
    texts = {
        node.value
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
    }
    made = {f"unknown-{sort}" for sort in ("person", "chapter", "source", "module", "evening", "gate")}
    found = {text for text in texts if _CODE.fullmatch(text) and ("-" in text or text in SEVERITIES)}
    return (found | (made if path.name == "fields.py" else set())) - {"utf-8"}


def test_every_code_has_an_example():
    assert {example.code for example in EXAMPLES} == set(SEVERITIES)


def test_the_story_of_the_examples_is_good():
    assert load(BASE).diagnostics == ()


def test_the_lessons_of_the_reference_can_be_played(tmp_path):
    assert len(lessons()) >= 3
    for number, lesson in enumerate(lessons()):
        lesson.build(tmp_path / str(number))
        folder = tmp_path / str(number)
        assert load(folder, own_packs(folder)).story is not None


def test_the_conditions_of_the_reference_can_be_asked():
    text = REFERENCE.read_text("utf-8").partition("\n## Conditions\n")[2].partition("\n## ")[0]
    conditions = re.findall(r"^\| `(.+?)` \|", text, re.MULTILINE)
    ledger = Ledger()
    declare(read_folder(BASE), ledger)
    assert len(conditions) > 10
    for condition in conditions:
        found, faults = parse_condition_text(
            condition, lambda *_: NOWHERE, ledger.names, endings_allowed=True
        )
        assert found is not None, (condition, faults)


@pytest.mark.parametrize(
    "example", [each for each in EXAMPLES if each.language == "yaml"], ids=lambda example: example.code
)
def test_an_example_is_wrong_where_it_is_marked_and_nowhere_else(example: Example, tmp_path):
    example.build(tmp_path / "story")
    loaded = load(tmp_path / "story", own_packs(tmp_path / "story"))
    assert [as_mark(each) for each in loaded.diagnostics] == example.marks()
    assert {mark.code for mark in example.marks()} == {example.code}
    assert all(each.severity == SEVERITIES[each.code] for each in loaded.diagnostics)


@pytest.mark.skipif(sys.platform == "win32", reason="the examples are for a POSIX shell")
@pytest.mark.parametrize(
    "example", [each for each in EXAMPLES if each.language == "sh"], ids=lambda example: example.code
)
def test_what_an_example_does_to_the_files_is_told(example: Example, tmp_path):
    if example.code == "unreadable-file" and os.geteuid() == 0:
        pytest.skip("the superuser may read everything")
    Example("", "yaml", "").build(tmp_path / "story")
    subprocess.run(["/bin/sh", "-e", "-c", example.text], cwd=tmp_path / "story", check=True)
    told = [(each.span.path, each.code) for each in load(tmp_path / "story").diagnostics]
    assert told == _TOLD.findall(example.text)
    assert {code for _, code in told} == {example.code}
