"""Fifty plays at a terminal, each killed at some moment: a choice whose following screen has begun to
show is in the file, the file is whole, and the next play goes on from there."""

import os
import random
import select
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from game.core.play import begin, choose, present
from game.loading.load import load
from game.runs.file import Run, decode
from game.runs.journal import Decision

pty = pytest.importorskip("pty")
termios = pytest.importorskip("termios")

CHECKOUT = Path(__file__).parents[2]
PLAYS, KILLS_EACH = 5, 10
PATIENCE = 20.0

STORY = {
    "story.yaml": "id: ring\ntitle: The Ring\nversion: 1.0.0\nlanguage: en\nstart: one\n",
    "variables.yaml": "steps_made:\n  count: 0..50\n  start: 0\n  means: How far one has gone.\n",
    "chapters/00-ring/chapter.yaml": "title: Ring\n",
    "chapters/00-ring/ring.yaml": "".join(
        f"""{here}:
  title: Room {here}
  text: |
    This is room {here}. It looks like the others.
  choices:
    left:
      label: Go left.
      change: {{steps_made: +1}}
      to: {left}
    right:
      label: Go right.
      to: {right}
    stop:
      label: Stop for good.
      if: steps_made >= 50
      to: over
"""
        for here, left, right in (("one", "two", "three"), ("two", "three", "one"), ("three", "one", "two"))
    ),
    "endings/endings.yaml": """over:
  title: Over
  kind: defeat
  text: |
    It is over.
  answers:
    party: It stays.
    price: Nothing.
    you: You stay.
  question: Where to?
""",
}


@pytest.fixture
def folder(tmp_path):
    for name, text in STORY.items():
        path = tmp_path / "story" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)
    return tmp_path


@pytest.fixture
def start(folder):
    """Starts plays, and leaves none behind."""
    plays = []

    def started(*arguments):
        plays.append(Play(folder, *arguments))
        return plays[-1]

    yield started
    for play in plays:
        play.kill()


class Play:
    """One process at a terminal of its own, which does not echo: what is read is what is shown."""

    def __init__(self, folder, *arguments):
        self.master, slave = pty.openpty()
        mode = termios.tcgetattr(slave)
        mode[3] &= ~termios.ECHO
        termios.tcsetattr(slave, termios.TCSANOW, mode)
        self.process = subprocess.Popen(
            [sys.executable, "-m", "game", "play", "--plain", *arguments, *self.places(folder)],
            cwd=CHECKOUT,
            env=os.environ | {"THERMIDOR_CACHE": str(folder / "cache"), "TERM": "xterm"},
            stdin=slave,
            stdout=slave,
            stderr=slave,
            start_new_session=True,
        )
        os.close(slave)

    @staticmethod
    def places(folder):
        return ("--story", str(folder / "story"), "--saves", str(folder / "saves"))

    def read(self, patience):
        """What is shown within this time, or nothing."""
        if not select.select([self.master], [], [], patience)[0]:
            return b""
        try:
            return os.read(self.master, 65536)
        except OSError:  # the other side is gone
            return b""

    def until_asked(self):
        """Read to the prompt."""
        shown = b""
        while not shown.endswith(b"> "):
            more = self.read(PATIENCE)
            assert more, shown.decode()
            shown += more

    def type(self, line):
        os.write(self.master, f"{line}\n".encode())

    def kill(self):
        """Kill it at once; what it had still shown. Twice is once."""
        if self.process.returncode is not None:
            return b""
        self.process.send_signal(signal.SIGKILL)
        self.process.wait(PATIENCE)
        shown = b""
        while more := self.read(0):
            shown += more
        os.close(self.master)
        return shown


class Player:
    """Somebody who plays at random and remembers what the game has answered to."""

    def __init__(self, story, chance):
        self.story, self.chance = story, chance
        self.state = begin(story).state
        self.decisions = []

    def pick(self):
        """A choice by its number, and the decision that it is."""
        offers = present(self.story, self.state)
        number = self.chance.choice([n for n, offer in enumerate(offers, 1) if offer.open])
        return number, f"{self.state.scene}.{offers[number - 1].choice}"

    def took(self, decision):
        self.state = choose(self.story, self.state, decision.rpartition(".")[2]).state
        self.decisions.append(decision)


def kept(folder):
    (path,) = (folder / "saves").glob("????????.json")
    run = decode(path.read_bytes())
    assert isinstance(run, Run), run
    assert all(isinstance(entry, Decision) for entry in run.journal)
    return [entry.id for entry in run.journal]


@pytest.mark.parametrize("seed", range(PLAYS))
def test_what_was_answered_is_kept_whenever_the_game_is_killed(folder, start, seed):
    chance = random.Random(seed)
    player = Player(load(folder / "story").story, chance)
    play = start("--new")
    play.until_asked()
    play.type("")
    for _ in range(KILLS_EACH):
        play.until_asked()
        for _ in range(chance.randrange(4)):
            number, decision = player.pick()
            play.type(number)
            play.until_asked()
            player.took(decision)
        number, decision = player.pick()
        play.type(number)
        answered = play.read(chance.uniform(0, 0.006)) + play.kill()
        found = kept(folder)
        assert found in (player.decisions, [*player.decisions, decision])
        if answered:
            assert found[-1:] == [decision]
            assert len(found) == len(player.decisions) + 1
        if len(found) > len(player.decisions):
            player.took(decision)
        play = start("--run", "Run 1")
    play.until_asked()
    play.kill()
    assert kept(folder) == player.decisions
    assert len(player.decisions) >= KILLS_EACH // 2
