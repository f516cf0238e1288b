"""A profile rebuilt from the runs: those that begin alike are walked once as far as they do."""

from __future__ import annotations

from collections.abc import Callable
from time import monotonic

from game.core.model import Story
from game.core.rules import holds
from game.runs.file import Run
from game.runs.folder import Folder
from game.runs.listing import read_all
from game.runs.merging import bare, sow, uncollected, walk
from game.runs.profile import Profile, join, spared_in
from game.runs.reader import Reader


def rebuilt(folder: Folder, story: Story, waiting: Callable[[], None], seconds: float) -> Profile:
    """The profile of all runs, also of those in the trash. `waiting` is called, once, if it takes longer
    than so many seconds."""
    patience = _Patience(waiting, seconds)
    last = ""
    kept: dict[frozenset[str], list[Run]] = {}
    for where in (folder.root, folder.trash):
        runs = (each for each in read_all(folder, where) if isinstance(each, Run))
        mine = [each for each in runs if each.story_id == story.header.id]
        if where == folder.root and mine:
            last = max(mine, key=lambda run: run.kept).id
        for run in mine:
            kept.setdefault(spared_in(run), []).append(run)
    profile = Profile(last)
    with uncollected():
        for spare, runs_so in kept.items():
            profile = join(profile, _seen_in(story, runs_so, spare, patience))
    return profile


class _Patience:
    """Somebody who waits: told why, once, when it has taken too long."""

    def __init__(self, waiting: Callable[[], None], seconds: float) -> None:
        self._waiting = waiting
        self._until = monotonic() + seconds
        self._told = False

    def pass_by(self) -> None:
        """Some time has passed."""
        if not self._told and monotonic() >= self._until:
            self._told = True
            self._waiting()


def _seen_in(story: Story, runs: list[Run], spare: frozenset[str], patience: _Patience) -> Profile:
    """What a reader who asked to be spared these matters has seen in these runs."""
    reader, plainly = Reader(), bare(story, spare)
    entered: set[str] = set()
    decisions: set[str] = set()
    outcomes: set[str] = set()
    endings: set[str] = set()
    honours: set[str] = set()
    for number, each in enumerate(walk(plainly, sow(story, runs), reader)):
        if not number % 256:
            patience.pass_by()
        if each.step is None:
            continue
        entered.update(each.step.entered)
        if deed := each.step.deed:
            decisions.add(deed.decision)
            if deed.outcome:
                outcomes.add(f"{deed.decision}.{deed.outcome}")
        state = each.step.state
        if state.scene in story.endings:
            endings.add(state.scene)
            wanted = (one for one in story.honours.values() if one.id not in honours)
            honours.update([one.id for one in wanted if holds(story, state, one.condition)])
    found = (decisions, outcomes, endings, honours, entered, reader.told)
    return Profile("", *map(frozenset, found))
