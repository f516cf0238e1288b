"""What became of promises: which of them a step kept, and which it broke."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from game.core.effects import effects
from game.core.model import Change, Effect, Set, Story
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
    for state, effect in effects(story, before, step):
        yield from effect.changes
        judged = apply(story, state, Effect(effect.changes))
        yield from (
            change for row in effect.also if holds(story, judged, row.condition) for change in row.changes
        )
