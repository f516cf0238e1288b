"""Saves of every released version are read, and go on in the story of today."""

import json
from pathlib import Path

import pytest

from game.core.play import ended
from game.loading.load import load
from game.runs.file import Run, decode, encode
from game.runs.journal import grow
from game.runs.restore import restore
from game.runs.shelf import Shelf

SAVES = Path(__file__).parents[1] / "saves"
FILES = sorted(SAVES.glob("*/*.json"))


@pytest.fixture(scope="module")
def story():
    return load(SAVES.parent / "stories" / "small").story


def test_there_are_saves_to_read():
    assert len(FILES) >= 6


@pytest.mark.parametrize("path", FILES, ids=lambda path: f"{path.parent.name}/{path.stem}")
def test_a_released_save_is_read_and_nothing_of_it_is_lost(path, story, tmp_path):
    run = decode(path.read_bytes())
    assert isinstance(run, Run)
    assert json.loads(encode(run)) == json.loads(path.read_bytes())
    restored = restore(story, run)
    assert len(restored.alive) == len(grow(run.journal).decisions)
    assert not restored.fault
    assert ended(story, restored.steps[-1].state) == (path.stem in ("ended", "strict"))
    before = path.read_bytes()
    with Shelf(tmp_path).open(Shelf(tmp_path).import_(path).id) as opened:
        assert opened.keep(opened.run).journal == run.journal
    assert path.read_bytes() == before
