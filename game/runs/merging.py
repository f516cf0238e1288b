"""Runs merged by their common beginnings, and walked once.

Runs that begin alike are replayed once as far as they do, and without what is not asked for: of
hundreds of runs nobody reads the labels.
"""

from __future__ import annotations

import gc
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import NamedTuple

from game.core.model import Choice, Ending, Menu, Scene, Story
from game.core.play import EndlessFlow, NotOpen, Step, Teller, begin, choose
from game.core.prose import Prose
from game.core.sparing import asks
from game.core.state import State
from game.core.telling import tell
from game.core.value import dataclass, replace
from game.runs.file import Run
from game.runs.journal import grow
from game.runs.renaming import names_since


class Seed(NamedTuple):
    """A decision as written, before anybody knows whether it can be taken."""

    parent: int
    decision: str


@dataclass(frozen=True, slots=True)
class Sown:
    """What all journals say: every decision once, the beginning as number 0 before them; how many grow
    from each; which runs stand on each, and which have a road that ends there, by their indexes; and
    for each the first run that wrote it."""

    seeds: list[Seed]
    growing: list[int]
    heads: dict[int, list[int]]
    ends: dict[int, list[int]]
    first: list[int]


class Walked(NamedTuple):
    """What became of a seed: the moment that it is, or the nearest before it that could be come to.
    Moments are numbered from 0, the beginning, each after its `parent`. A new moment has the `step`
    that leads to it, the state `before` that (None at the beginning) and the present name of its
    decision."""

    moment: int
    parent: int = -1
    name: str = ""
    before: State | None = None
    step: Step | None = None


def sow(story: Story, runs: Sequence[Run]) -> Sown:
    """The decisions of these runs; runs of other stories are passed over."""
    sown = Sown([Seed(-1, "")], [0], {}, {}, [0])
    known: dict[Seed, int] = {}
    for index, run in enumerate(runs):
        if run.story_id != story.header.id:
            continue
        tree = grow(run.journal)
        where = [0]
        for taken in tree.decisions:
            seed = Seed(where[taken.parent], taken.decision)
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


def walk(story: Story, sown: Sown, telling: Teller = tell) -> Iterator[Walked]:
    """What becomes of every seed, in order. A state is let go of when nothing more grows from it."""
    growing = list(sown.growing)
    states: dict[int, State] = {}
    at: list[int] = []
    become: dict[tuple[int, str], int] = {}
    known_as = _Names(story)
    for number, (parent, decision) in enumerate(sown.seeds):
        if parent < 0:
            step = begin(story, telling)
            states[0] = step.state
            at.append(0)
            yield Walked(0, step=step)
            continue
        before = states.get(parent)
        growing[parent] -= 1
        if not growing[parent]:
            states.pop(parent, None)
        taken = _take(story, before, known_as[decision], telling) if before else None
        if taken is None:
            at.append(at[parent])
            yield Walked(at[parent])
            continue
        name, step = taken
        if growing[number]:
            states[number] = step.state
        moment = become.get((at[parent], name))
        at.append(len(become) + 1 if moment is None else moment)
        if moment is None:
            become[at[parent], name] = at[number]
            yield Walked(at[number], at[parent], name, before, step)
        else:
            yield Walked(moment)


def _take(story: Story, state: State, names: tuple[str, ...], telling: Teller) -> tuple[str, Step] | None:
    """The present name of a decision and the step that it makes, or None where it is closed."""
    for name in names:
        scene, _, choice = name.rpartition(".")
        if scene == state.scene:
            try:
                return name, choose(story, state, choice, telling)
            except (NotOpen, EndlessFlow):
                continue
    return None


class _Names(dict[str, tuple[str, ...]]):
    """What decisions that were written once may be called now, found out once each."""

    def __init__(self, story: Story) -> None:
        super().__init__()
        self._story = story

    def __missing__(self, written: str) -> tuple[str, ...]:
        self[written] = names_since(self._story, written) if self._story.renamed else (written,)
        return self[written]


def bare(story: Story, spare: frozenset[str] | None = None) -> Story:
    """The story without what is told: its rules, titles and dates. Equal decisions lead to equal states
    in both. With `spare` its scenes and what comes of choices are told, as to a reader who asked to be
    spared these matters. Its scenes are to be asked for by their ids alone."""
    endings = {
        name: replace(each, text=_prose(each, spare), sensitive=None) for name, each in story.endings.items()
    }
    return replace(story, scenes=_Scenes(story.scenes, spare), endings=endings)


class _Scenes(dict[str, Scene]):
    """The scenes of a story, made bare as they are asked for, each once."""

    def __init__(self, whole: Mapping[str, Scene], spare: frozenset[str] | None) -> None:
        super().__init__()
        self._whole = whole
        self._spare = spare

    def __missing__(self, name: str) -> Scene:
        scene = self._whole[name]
        way = scene.way
        if isinstance(way, Menu):
            way = Menu(tuple(_choice(each, told=self._spare is not None) for each in way.choices))
        self[name] = replace(scene, way=way, text=_prose(scene, self._spare), sensitive=None)
        return self[name]


def _prose(place: Scene | Ending, spare: frozenset[str] | None) -> Prose:
    if spare is None:
        return ()
    return place.sensitive.summary if place.sensitive and asks(place.sensitive, spare) else place.text


def _choice(choice: Choice, *, told: bool) -> Choice:
    needs = tuple(replace(each, locked=()) for each in choice.needs)
    outcomes = tuple(
        replace(each, then=each.then if told else (), log=(), official=()) for each in choice.outcomes
    )
    then = choice.then if told else ()
    return replace(choice, label=(), needs=needs, then=then, outcomes=outcomes, log=(), official=())


@contextmanager
def uncollected() -> Iterator[None]:
    """Without looking for what is circular: nothing circular is made in a walk, and looking for it
    would take a quarter of the time."""
    collecting = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if collecting:
            gc.enable()
