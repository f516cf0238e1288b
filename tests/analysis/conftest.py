"""The real story, loaded once."""

from pathlib import Path

import pytest

from game.loading.load import load


@pytest.fixture(scope="package")
def real_story():
    story = load(Path(__file__).parents[2] / "story").story
    assert story is not None
    return story
