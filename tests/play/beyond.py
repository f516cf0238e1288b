"""A table for tests of play: runs in memory, and what was done with them."""

from game.play.beyond import NoRuns
from game.play.reading import parse
from game.play.respond import respond
from game.runs.listing import list_run
from game.runs.refusal import NoSuchRun
from game.runs.settings import NotSet, Settings
from tests.small import small_story


class Table(NoRuns):
    """Holds the runs that it was given. `done` tells what was done with them."""

    def __init__(self, *runs, settings=None):
        self.runs = list(runs)
        self.done = []
        self._settings = settings or Settings()

    def listing(self):
        return [list_run(run, small_story()) for run in self.runs]

    def kept(self):
        return self.runs

    def copy(self, run_id, name=""):
        self.done.append(("copy", run_id, name))
        return name or "Its copy"

    def delete(self, run_id):
        if run_id == "held":
            raise NoSuchRun("It is held.")
        self.done.append(("delete", run_id))
        return f"runs restore {run_id}"

    def export(self, session, file):
        self.done.append(("export", session.run.id, file))
        return f"Written to {file}."

    def settings(self):
        return self._settings

    def change(self, name, value):
        from dataclasses import replace

        if name not in ("skim", "roads"):
            raise NotSet("That is not set.")
        self._settings = replace(self._settings, **{name: value == "on"})
        return self._settings


def say(playing, line, table=None):
    """What comes of a typed line."""
    view = playing.view()
    return respond(playing, view, parse(line, view), table)
