"""What every choice of a scene would do in a state, without taking any."""

from __future__ import annotations

from typing import Literal

from game.authoring.preview.given import value_of, word, written
from game.authoring.preview.standing import outcome_of
from game.authoring.wording import written as in_words
from game.core.condition import Chose, Condition, Not
from game.core.model import STAY, Choice, Menu, Outcome, Scene, Story
from game.core.play import choose, offer
from game.core.prose import Words, plain
from game.core.rules import apply, holds
from game.core.state import State
from game.core.telling import tell_line, tell_plain
from game.core.value import dataclass

How = Literal["open", "closed", "hidden"]


@dataclass(frozen=True, slots=True)
class Moved:
    """A value that a choice changes: its name, and what it is before and after, with the words of a
    meter's steps."""

    name: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class CameOf:
    """One way in which a choice may come out: its condition as written, empty for the last, and whether
    it is the one that would be taken."""

    outcome: str
    condition: str
    taken: bool


@dataclass(frozen=True, slots=True)
class Doing:
    """A choice as written and what it would do. `number` is the one it is offered under, 0 while it is
    hidden; `condition` is what closes or hides it, as written, and `reason` what the player reads. `way` are
    the scenes that it leads through, to where something is chosen again; where it is not open, its target."""

    choice: str
    label: str
    how: How
    number: int = 0
    condition: str = ""
    reason: str = ""
    outcomes: tuple[CameOf, ...] = ()
    moved: tuple[Moved, ...] = ()
    way: tuple[str, ...] = ()
    log: str = ""


def doings(story: Story, state: State) -> tuple[Doing, ...]:
    """What the choices of the scene at which a state stands would do there, in written order."""
    scene = story.scenes.get(state.scene)
    if scene is None or not isinstance(scene.way, Menu):
        return ()
    made: list[Doing] = []
    number = 0
    for choice in scene.way.choices:
        shown = offer(story, state, scene, choice)
        number += shown is not None
        made.append(_doing(story, state, scene, choice, number if shown else 0))
    return tuple(made)


def _doing(story: Story, state: State, scene: Scene, choice: Choice, number: int) -> Doing:
    outcome = outcome_of(story, state, choice)
    after = apply(story, state, choice.effect)
    after = apply(story, after, outcome.effect) if outcome else after
    chosen = State(after.scene, after.values, after.seen, after.chosen | {f"{scene.id}.{choice.id}"})
    barred = _barred(story, state, scene, choice)
    how: How = "open" if barred is None else "closed" if number else "hidden"
    reason: tuple[Words, ...] = ()
    if how == "closed":
        failing = (need for need in choice.needs if not holds(story, state, need.condition))
        reason = next((tell_line(story, state, need.locked) for need in failing), ())
    return Doing(
        choice=choice.id,
        label=tell_plain(story, state, choice.label),
        how=how,
        number=number,
        condition="" if barred is None else in_words(story, barred),
        reason=plain(reason),
        outcomes=tuple(_came_of(story, each, outcome) for each in choice.outcomes),
        moved=tuple(moved(story, state, after)),
        way=_way(story, state, scene, choice, outcome, is_open=how == "open"),
        log=tell_plain(story, chosen, (outcome and outcome.log) or choice.log),
    )


def _barred(story: Story, state: State, scene: Scene, choice: Choice) -> Condition | None:
    """The first condition that keeps a choice from being open."""
    decision = f"{scene.id}.{choice.id}"
    if choice.once and decision in state.chosen:
        return Not(Chose(decision))
    if choice.hidden_unless is not None and not holds(story, state, choice.hidden_unless):
        return choice.hidden_unless
    return next((need.condition for need in choice.needs if not holds(story, state, need.condition)), None)


def _came_of(story: Story, each: Outcome, taken: Outcome | None) -> CameOf:
    said = "" if each.condition is None else in_words(story, each.condition)
    return CameOf(each.id, said, each is taken)


def moved(story: Story, before: State, after: State) -> list[Moved]:
    """The values that are different, but for what the loader keeps for itself."""
    found = []
    for name, variable in story.variables.items():
        if not variable.hidden and before.values[name] != after.values[name]:
            found.append(Moved(name, called(story, before, name), called(story, after, name)))
    return found


def called(story: Story, state: State, name: str) -> str:
    """A value as it is written, with the word of a meter's step: `3 loyal`."""
    value = value_of(story, state, name)
    return f"{written(story, name, value)} {word(story, name, value)}".rstrip()


def _way(
    story: Story, state: State, scene: Scene, choice: Choice, outcome: Outcome | None, *, is_open: bool
) -> tuple[str, ...]:
    target = (outcome and outcome.to) or choice.to or ""
    if target == STAY or not is_open:
        return (target,) if target != STAY else (scene.id,)
    return choose(story, state, choice.id).entered
