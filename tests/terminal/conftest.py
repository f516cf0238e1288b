"""The game in a pseudo-terminal, by itself or in a shell, and what it has kept."""

import json
import shlex

import pytest

from game.terminal import hyphens
from tests.small import FOLDER
from tests.terminal.pseudo import GAME
from tests.terminal.window import Window


@pytest.fixture(autouse=True)
def no_words_are_parted(monkeypatch):
    """What is drawn is the same wherever the tests run, be pyphen there or not."""
    monkeypatch.setattr(hyphens, "points", lambda word: ())


@pytest.fixture
def saves(tmp_path):
    return tmp_path / "saves"


@pytest.fixture
def opened():
    """The windows of a test, closed when it ends."""
    windows = []
    yield windows
    for each in windows:
        each.close()


@pytest.fixture
def screen(saves, opened):
    """Plays the small story in a terminal."""

    def start(*arguments, **how):
        opened.append(Window("play", "--story", FOLDER, "--saves", saves, *arguments, **how))
        return opened[-1]

    return start


@pytest.fixture
def shell(saves, opened):
    """Plays the small story from a shell that has jobs: outside one nobody could let the game go on. What
    the shell does is written for it beforehand, with the game in the place of the braces."""

    def start(script, *arguments, **how):
        game = shlex.join([*GAME, "play", "--story", str(FOLDER), "--saves", str(saves), *arguments])
        opened.append(Window(command=("sh", "-m", "-c", script.format(game)), **how))
        return opened[-1]

    return start


@pytest.fixture
def journal(saves):
    """What stands in the journal of the one run there is."""

    def read():
        (run,) = [path for path in saves.glob("*.json") if path.name != "profile.json"]
        return json.loads(run.read_text())["journal"]

    return read
