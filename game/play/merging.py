"""All roads of all runs of a player, merged by their common beginnings and walked once, for the tree of
histories and the gallery: where they went, and not what was told there."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from game.core.model import Scene, Story
from game.core.play import Step
from game.core.state import State
from game.core.value import dataclass
from game.play.calendar import place_of
from game.play.deed import label_of
from game.play.doors import Missed, Watch
from game.runs.file import Run
from game.runs.merging import Sown, bare, sow, uncollected, walk


class Moment(NamedTuple):
    """Where one stands after a decision, or at the beginning, which is moment 0. `parent` is the moment
    before it, -1 for the beginning. `label` is what the choice was called, where other roads took
    another one there. `missed` are the doors that were missed by one precondition on the way here.
    `runs` are the indexes of the runs that stand here, `roads` of those that have a road ending here."""

    parent: int
    decision: str
    label: str
    title: str
    date: str
    chapter: str
    ending: str = ""
    missed: tuple[Missed, ...] = ()
    runs: tuple[int, ...] = ()
    roads: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Reached:
    """How an ending was reached first: the index of the run, how many decisions led there, and the
    state in which the ending stood."""

    run: int
    decisions: int
    state: State


@dataclass(frozen=True, slots=True)
class Merged:
    """The moments of all runs, each after the one that it grew from, and how each ending was reached:
    the first time, and every state in which one was."""

    moments: tuple[Moment, ...]
    endings: Mapping[str, Reached]
    ended: tuple[State, ...]

    def decisions(self, moment: int) -> tuple[str, ...]:
        """The decisions that lead from the beginning to a moment."""
        found = []
        while moment > 0:
            found.append(self.moments[moment].decision)
            moment = self.moments[moment].parent
        return tuple(reversed(found))


def merge(story: Story, runs: Sequence[Run]) -> Merged:
    """Everything that these runs have walked and that can still be walked; runs of other stories are
    passed over."""
    with uncollected():
        return _Walk(story, sow(story, runs)).merged()


class _Walk:
    """One walk through what was sown."""

    def __init__(self, story: Story, sown: Sown) -> None:
        self.story, self.sown = story, sown
        self.bare = bare(story)
        self.watch = Watch(story)
        self.moments: list[Moment] = []
        self.endings: dict[str, Reached] = {}
        self.ended: list[State] = []

    def merged(self) -> Merged:
        at = self._walk()
        runs: dict[int, list[int]] = {}
        roads: dict[int, list[int]] = {}
        for found, said in ((runs, self.sown.heads), (roads, self.sown.ends)):
            for seed, indexes in said.items():
                found.setdefault(at[seed], []).extend(indexes)
        for number in {*runs, *roads}:
            standing = tuple(dict.fromkeys(runs.get(number, ())))
            ending = tuple(dict.fromkeys(roads.get(number, ())))
            self.moments[number] = self.moments[number]._replace(runs=standing, roads=ending)
        return Merged(tuple(self.moments), self.endings, tuple(self.ended))

    def _walk(self) -> list[int]:
        """Walk it, in order; for every seed the moment that it became, or the nearest before it."""
        at: list[int] = []
        for number, each in enumerate(walk(self.bare, self.sown)):
            at.append(each.moment)
            if each.step and each.before:
                parent = self.sown.seeds[number].parent
                forked = self.sown.growing[parent] > 1 or parent in self.sown.heads
                self._add(each.parent, each.name, each.before, each.step, forked)
                self._reach(each.moment, self.sown.first[number], each.step.state)
            elif each.step:
                self.moments.append(self._moment(-1, "", "", each.step, Moment(-1, "", "", "", "", "")))
        return at

    def _add(self, parent: int, name: str, before: State, step: Step, forked: bool) -> None:
        place = self.moments[parent]
        label = label_of(self.story, before, name) if forked or parent == 0 else ""
        moment = self._moment(parent, name, label, step, place)
        missed = tuple(
            each.at(place.title, place.date, self._length(parent)) for each in self.watch.missed(before, step)
        )
        self.moments.append(moment._replace(missed=missed) if missed else moment)

    def _moment(self, parent: int, name: str, label: str, step: Step, place: Moment) -> Moment:
        """The moment after a step: its heading and its date are the latest that there were."""
        title, date, chapter = place.title, place.date, place.chapter
        for entered in step.entered:
            here = place_of(self.bare, entered)
            title = here.title or title
            date = here.date.written if here.date else date
            chapter = here.chapter if isinstance(here, Scene) else chapter
        ending = step.state.scene if step.state.scene in self.bare.endings else ""
        return Moment(parent, name, label, title, date, chapter, ending)

    def _reach(self, moment: int, run: int, state: State) -> None:
        if self.moments[moment].ending:
            self.ended.append(state)
            if state.scene not in self.endings:
                self.endings[state.scene] = Reached(run, self._length(moment), state)

    def _length(self, moment: int) -> int:
        length = 0
        while moment > 0:
            moment, length = self.moments[moment].parent, length + 1
        return length
