import pytest

from game.terminal import hyphens


@pytest.fixture(autouse=True)
def no_words_are_parted(monkeypatch):
    """What is drawn is the same wherever the tests run, be pyphen there or not."""
    monkeypatch.setattr(hyphens, "points", lambda word: ())
