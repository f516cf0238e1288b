"""Stories as authors write them, changed as authors change them, under runs that were kept before."""

import random
import re
import shutil
from pathlib import Path

import pytest

from game.loading.load import load
from game.runs.file import decode, encode
from game.runs.journal import grow, line
from game.runs.record import begun
from game.runs.restore import restore
from tests.saves.make import to_the_end, with_forks

SMALL = Path(__file__).parents[1] / "stories" / "small"


@pytest.fixture(scope="module")
def story():
    return load(SMALL).story


@pytest.fixture
def folder(tmp_path):
    shutil.copytree(SMALL, tmp_path / "story")
    return tmp_path / "story"


def rename(folder, old, new):
    """Rename a thing wherever it is named, and say so where it stands."""
    for path in folder.rglob("*.yaml"):
        text = re.sub(rf"\b{old}\b", new, path.read_text("utf-8"))
        path.write_text(re.sub(rf"(?m)^( *){new}:$", rf"\1{new}:\n\1  was: [{old}]", text), "utf-8")


def edit(folder, name, old, new):
    (path,) = folder.rglob(name)
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new), "utf-8")


def loaded(folder):
    found = load(folder)
    assert found.story is not None, found.diagnostics
    return found.story


def random_runs(story):
    for seed in range(12):
        chance = random.Random(seed)
        yield decode(encode(with_forks(story, begun(story, "Forks"), chance)))
        yield decode(encode(to_the_end(story, begun(story, "Straight"), chance)))


def sentences(later, story):
    """What is said of each run."""
    return {restore(later, run).sentence for run in random_runs(story)}


RENAMES = {
    "a scene": [("the_telegram", "the_wire")],
    "the first scene": [("arrival", "coming")],
    "a choice": [("say_nothing", "keep_silent")],
    "a diary": [("winter", "cold")],
    "a call": [("anna_at_home", "at_annas")],
    "an event": [("a_knock", "knocking")],
    "a gate": [("the_corridor", "the_passage")],
    "a diary and a call of it": [("winter", "cold"), ("evening_by_the_stove", "stove")],
    "a scene and a choice of it": [("arrival", "coming"), ("promise_her", "give_your_word")],
}


@pytest.mark.parametrize("renames", RENAMES.values(), ids=RENAMES.keys())
def test_what_was_renamed_and_says_so_loses_nothing(story, folder, renames):
    for old, new in renames:
        rename(folder, old, new)
    later = loaded(folder)
    assert later.digest != story.digest
    for run in random_runs(story):
        restored = restore(later, run)
        assert restored.sentence == ""
        assert len(restored.alive) == len(grow(run.journal).decisions)
        assert restored.journal == run.journal
        written = " ".join(line(grow(run.journal)))
        for old, new in renames:
            written = re.sub(rf"\b{old}\b", new, written)
        assert line(restored.tree) == tuple(written.split())


def test_a_rename_that_says_nothing_is_a_loss_that_is_told(story, folder):
    rename(folder, "the_telegram", "the_wire")
    edit(folder, "03-telegram.yaml", "  was: [the_telegram]\n", "")
    told = sentences(loaded(folder), story)
    assert any("the_telegram.go_down: it is no longer in the story" in sentence for sentence in told)


def test_corrected_prose_is_no_change_at_all(story, folder):
    edit(folder, "01-arrival.yaml", "Anna opens before you knock.", "Anna opens, before you knock.")
    edit(folder, "01-arrival.yaml", "Look round the hall first.", "First look round the hall.")
    assert loaded(folder).digest == story.digest


GATE = """\
the_gate:
  title: The Gate
  text: |
    A gate.
  choices:
    through:
      label: Go through.
      to: the_telegram
"""


def test_a_scene_put_between_is_told_by_its_title(story, folder):
    edit(folder, "03-telegram.yaml", "the_telegram:\n", f"{GATE}the_telegram:\n")
    edit(folder, "02-winter.yaml", "to: the_telegram}", "to: the_gate}")
    told = sentences(loaded(folder), story)
    assert any("“Go down to the others.”: “The Gate” stands in its place." in sentence for sentence in told)


def test_a_choice_that_was_closed_is_told_with_its_reason(story, folder):
    edit(folder, "02-winter.yaml", "if: strength >= 1", "if: strength >= 3")
    told = sentences(loaded(folder), story)
    reason = "“See Boris about his map.”: it is closed now (“You cannot manage the stairs to his room.”)"
    assert any(reason in sentence for sentence in told)


def test_a_value_that_comes_out_otherwise_is_told(story, folder):
    edit(folder, "02-winter.yaml", "arrive: {strength: +1}", "arrive: {strength: -1}")
    told = sentences(loaded(folder), story)
    assert any("“Strength” is" in sentence for sentence in told)
