"""The small story, loaded once, and sessions of it."""

from functools import cache
from pathlib import Path

from game.core.model import Story
from game.loading.load import load
from game.play.session import Session
from game.runs.profile import Profile
from game.runs.record import begun
from game.runs.refusal import DiskFull

FOLDER = Path(__file__).parent / "stories" / "small"


@cache
def small_story() -> Story:
    loaded = load(FOLDER)
    assert loaded.story is not None, loaded.diagnostics
    return loaded.story


class Notebook:
    """Keeps a run in memory, or refuses while `full`."""

    def __init__(self, run, full=False):
        self.run = run
        self.full = full
        self.kept = []
        self.closed = False

    def keep(self, run):
        if self.full:
            raise DiskFull("The run could not be kept: the disk is full.")
        self.kept.append(run)
        self.run = run
        return run

    def prepare(self):
        pass

    def notices(self):
        return ()

    def close(self):
        self.closed = True


def session(*decisions, rewind=True, settings=None, taken=frozenset()):
    """A session of the small story in which these choices have been taken."""
    story = small_story()
    run = begun(story, "Run 1", rewind=rewind, settings=settings)
    playing = Session(story, run, Notebook(run), Profile(decisions=taken))
    for each in decisions:
        playing.choose(each)
    return playing


WINTER = ("promise_her",)
EVENING_TWO = (*WINTER, "evening_by_the_stove")
TELEGRAM = (*EVENING_TWO, "evening_by_the_stove")
THAW = (*TELEGRAM, "go_down")
GUEST = (*THAW, "hand_in_the_key")
