"""What a step did, in the order in which it was done."""

from __future__ import annotations

from collections.abc import Iterator

from game.core.model import Effect, Menu, Story
from game.core.play import Step
from game.core.rules import apply
from game.core.state import State


def effects(story: Story, before: State, step: Step) -> Iterator[tuple[State, Effect]]:
    """The effects on the way of a step, each with the state that it met: one for what was chosen, one for
    its outcome, and one for every scene and ending that was entered, be it empty."""
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
        state = State(name, state.values, seen, step.state.chosen)
        effect = story.scenes[name].arrive if name in story.scenes else Effect()
        yield state, effect
        state = apply(story, state, effect)
        seen |= {name}
