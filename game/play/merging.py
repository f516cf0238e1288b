"""All roads of all runs of a player, merged by their common beginnings and walked once.

Runs that begin alike are replayed once as far as they do, and without their prose: what is asked of
hundreds of runs is where they went, and not what was told there.
"""

from __future__ import annotations

import gc
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from game.core.model import Choice, Menu, Scene, Story
from game.core.play import EndlessFlow, NotOpen, Step, begin, choose
from game.core.state import State
from game.core.value import dataclass, replace
from game.play.calendar import place_of
from game.play.deed import label_of
from game.play.doors import Missed, Watch
from game.runs.file import Run
from game.runs.journal import grow
from game.runs.renaming import names_since


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
    # nothing circular is made here, and looking for it would take a quarter of the time
    collecting = gc.isenabled()
    gc.disable()
    try:
        return _Walk(story, _sown(story, runs)).merged()
    finally:
        if collecting:
            gc.enable()


class _Seed(NamedTuple):
    """A decision as written, before anybody knows whether it can be taken."""

    parent: int
    decision: str


@dataclass(frozen=True, slots=True)
class _Sown:
    """What all journals say: every decision once; how many grow from each; which runs stand on each,
    and which have a road that ends there; and for each the first run that wrote it."""

    seeds: list[_Seed]
    growing: list[int]
    heads: dict[int, list[int]]
    ends: dict[int, list[int]]
    first: list[int]


def _sown(story: Story, runs: Sequence[Run]) -> _Sown:
    sown = _Sown([_Seed(-1, "")], [0], {}, {}, [0])
    known: dict[tuple[int, str], int] = {}
    for index, run in enumerate(runs):
        if run.story_id != story.header.id:
            continue
        tree = grow(run.journal)
        where = [0]
        for taken in tree.decisions:
            seed = _Seed(where[taken.parent], taken.decision)
            number = known.get(seed)
            if number is None:
                number = known[seed] = len(sown.seeds)
                sown.seeds.append(seed)
                sown.growing.append(0)
                sown.growing[seed.parent] += 1
                sown.first.append(index)
            where.append(number)
        parents = {taken.parent for taken in tree.decisions}
        for taken in tree.decisions:
            if taken.number not in parents:
                sown.ends.setdefault(where[taken.number], []).append(index)
        sown.heads.setdefault(where[tree.head], []).append(index)
    return sown


class _Walk:
    """One walk through what was sown."""

    def __init__(self, story: Story, sown: _Sown) -> None:
        self.story, self.sown = story, sown
        self.bare = bare(story)
        self.watch = Watch(story)
        self.moments: list[Moment] = []
        self.endings: dict[str, Reached] = {}
        self.ended: list[State] = []
        self._names: dict[str, tuple[str, ...]] = {}

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
        growing = list(self.sown.growing)
        states: dict[int, State] = {}
        at: list[int] = []
        become: dict[tuple[int, str], int] = {}
        for number, (parent, decision) in enumerate(self.sown.seeds):
            if parent < 0:
                states[0] = self._begin()
                at.append(0)
                continue
            before = states.get(parent)
            growing[parent] -= 1
            if not growing[parent]:
                states.pop(parent, None)
            taken = self._take(before, decision) if before else None
            if before is None or taken is None:
                at.append(at[parent])
                continue
            name, step = taken
            if growing[number]:
                states[number] = step.state
            known = become.get((at[parent], name))
            if known is None:
                known = become[(at[parent], name)] = len(self.moments)
                forked = self.sown.growing[parent] > 1 or parent in self.sown.heads
                self._add(at[parent], name, before, step, forked)
                self._reach(known, self.sown.first[number], step.state)
            at.append(known)
        return at

    def _begin(self) -> State:
        step = begin(self.bare)
        self.moments.append(self._moment(-1, "", "", step, Moment(-1, "", "", "", "", "")))
        return step.state

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

    def _take(self, state: State, written: str) -> tuple[str, Step] | None:
        """The present name of a decision and the step that it makes, or None where it is closed."""
        for name in self._known_as(written):
            scene, _, choice = name.rpartition(".")
            if scene == state.scene:
                try:
                    return name, choose(self.bare, state, choice)
                except (NotOpen, EndlessFlow):
                    continue
        return None

    def _known_as(self, written: str) -> tuple[str, ...]:
        if not self.story.renamed:
            return (written,)
        if written not in self._names:
            self._names[written] = names_since(self.story, written)
        return self._names[written]


class _Scenes(dict[str, Scene]):
    """The scenes of a story, made bare as they are asked for, each once."""

    def __init__(self, whole: Mapping[str, Scene]) -> None:
        super().__init__()
        self._whole = whole

    def __missing__(self, name: str) -> Scene:
        scene = self._whole[name]
        way = scene.way
        if isinstance(way, Menu):
            way = Menu(tuple(_bare_choice(each) for each in way.choices))
        self[name] = replace(scene, way=way, text=(), sensitive=None)
        return self[name]


def bare(story: Story) -> Story:
    """The story without what is told: its rules, titles and dates. Equal decisions lead to equal
    states in both. Its scenes are to be asked for by their ids alone."""
    endings = {name: replace(each, text=()) for name, each in story.endings.items()}
    return replace(story, scenes=_Scenes(story.scenes), endings=endings)


def _bare_choice(choice: Choice) -> Choice:
    needs = tuple(replace(each, locked=()) for each in choice.needs)
    outcomes = tuple(replace(each, then=(), log=(), official=()) for each in choice.outcomes)
    return replace(choice, label=(), needs=needs, then=(), outcomes=outcomes, log=(), official=())
