"""What conditions mean in a state, and what changes do to one."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import assert_never

from game.core.condition import (
    All,
    Among,
    Chose,
    Compare,
    Condition,
    CountOf,
    Either,
    EndingIs,
    Lying,
    Named,
    Not,
    Number,
    Quantity,
    Seen,
    Sum,
    TallyOf,
    Value,
)
from game.core.model import Add, Change, Effect, Set, Story, Tally
from game.core.state import State


def holds(story: Story, state: State, condition: Condition) -> bool:
    """Whether a condition is true in a state."""
    match condition:
        case Among(variable, values):
            return state.values[variable] in values
        case Compare(left, operator, right):
            return _compare(measure(story, state, left), operator, measure(story, state, right))
        case All(conditions):
            return all(holds(story, state, each) for each in conditions)
        case Either(conditions):
            return any(holds(story, state, each) for each in conditions)
        case Not(inner):
            return not holds(story, state, inner)
        case Seen(scene):
            return scene in state.seen
        case Chose(choice):
            return choice in state.chosen
        case Named(name):
            return holds(story, state, story.conditions[name])
        case EndingIs(ending):
            return state.scene == ending
        case _:
            assert_never(condition)


def measure(story: Story, state: State, quantity: Quantity) -> int:
    """The whole number that a quantity has in a state."""
    match quantity:
        case Number(value):
            return value
        case Value(variable):
            return state.values[variable]
        case Sum(terms):
            return sum(sign * measure(story, state, term) for sign, term in terms)
        case CountOf(conditions):
            return sum(holds(story, state, each) for each in conditions)
        case TallyOf(chapter):
            tally = story.chapters[chapter].tally
            return votes(story, state, tally) if tally else 0
        case Lying(panel):
            return sum(
                state.values[variable.id] for variable in story.variables.values() if variable.panel == panel
            )
        case _:
            assert_never(quantity)


def votes(story: Story, state: State, tally: Tally) -> int:
    """The votes of the voices that would stand up now."""
    return sum(voice.votes for voice in tally.voices if holds(story, state, voice.condition))


def apply(story: Story, state: State, effect: Effect) -> State:
    """The state after an effect: its changes in order, then every `also` row that holds, all rows
    judged before any is applied (story-format, section 5)."""
    if not effect.changes and not effect.also:
        return state
    changed = _with_values(state, _changed(story, state.values, effect.changes))
    rows = [row for row in effect.also if holds(story, changed, row.condition)]
    return _with_values(changed, _changed(story, changed.values, (c for row in rows for c in row.changes)))


def _changed(story: Story, values: Mapping[str, int], changes: Iterable[Change]) -> Mapping[str, int]:
    after = dict(values)
    for change in changes:
        variable = story.variables[change.variable]
        match change:
            case Add(name, amount):
                value = after[name] + amount
            case Set(name, value):
                pass
            case _:
                assert_never(change)
        after[name] = max(variable.low, min(variable.high, value))
    return after


def _with_values(state: State, values: Mapping[str, int]) -> State:
    return State(state.scene, values, state.seen, state.chosen)


def _compare(left: int, operator: str, right: int) -> bool:
    match operator:
        case "<":
            return left < right
        case "<=":
            return left <= right
        case ">":
            return left > right
        case ">=":
            return left >= right
        case "==":
            return left == right
        case "!=":
            return left != right
    raise ValueError(operator)
