"""What became of promises: which of them a step kept, and which it broke."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from game.core.model import Change, Effect, Menu, Set, Story
from game.core.play import Step
from game.core.rules import apply, holds
from game.core.state import State


def settlements(story: Story, before: State, step: Step) -> Mapping[str, bool]:
    """The promises that a step settled and of which it says how: True for kept, False for broken."""
    found: dict[str, bool] = {}
    for change in _changes(story, before, step):
        if isinstance(change, Set):
            if change.kept is None:
                found.pop(change.variable, None)
            else:
                found[change.variable] = change.kept
    return found


def _changes(story: Story, before: State, step: Step) -> Iterator[Change]:
    """Everything that a step changed, in order."""
    for state, effect in _effects(story, before, step):
        yield from effect.changes
        judged = apply(story, state, Effect(effect.changes))
        yield from (
            change for row in effect.also if holds(story, judged, row.condition) for change in row.changes
        )


def _effects(story: Story, before: State, step: Step) -> Iterator[tuple[State, Effect]]:
    """The effects on the way of a step, each with the state that it met."""
    state, seen = before, before.seen
    if step.deed:
        scene, _, taken = step.deed.decision.rpartition(".")
        way = story.scenes[scene].way
        for choice in way.choices if isinstance(way, Menu) else ():
            if choice.id == taken:
                yield state, choice.effect
                state = apply(story, state, choice.effect)
                for outcome in choice.outcomes:
                    if outcome.id == step.deed.outcome:
                        yield state, outcome.effect
                        state = apply(story, state, outcome.effect)
        seen |= {scene}
    for name in step.entered:
        if name in story.endings:
            return
        state = State(name, state.values, seen, step.state.chosen)
        effect = story.scenes[name].arrive
        yield state, effect
        state = apply(story, state, effect)
        seen |= {name}
