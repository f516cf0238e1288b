"""The least change of a state by which a condition holds, or does not."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping

from game.authoring.preview.given import ENDING, value_of, values_of, with_value
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
from game.core.model import Story
from game.core.rules import holds, measure
from game.core.state import State

Changes = Mapping[str, int]
"""New values by name, as their places in `values_of`."""
_STEPS = 24
"""So many changes are made to bring two quantities to one side of each other."""


def changed(story: Story, state: State, changes: Changes) -> State:
    """The state with these values."""
    for name, value in changes.items():
        state = with_value(story, state, name, value)
    return state


def toward(story: Story, state: State, condition: Condition, *, wanted: bool) -> Changes | None:
    """What to change so that a condition holds or not; nothing where it is so already, None where no
    way is found. Not always the least for conditions that count or compare sums."""
    found = _toward(story, state, condition, wanted)
    if found is None or holds(story, changed(story, state, found), condition) != wanted:
        return None
    return found


def _toward(story: Story, state: State, condition: Condition, wanted: bool) -> Changes | None:
    if holds(story, state, condition) == wanted:
        return {}
    match condition:
        case Among(variable, values):
            low = story.variables[variable].low
            return _nearest(story, state, variable, lambda value: (value + low in values) == wanted)
        case Seen(scene):
            return {f"seen({scene})": int(wanted)}
        case Chose(choice):
            return {f"chose({choice})": int(wanted)}
        case EndingIs(ending):
            at = list(story.endings).index(ending)
            return {ENDING: at} if wanted else _nearest(story, state, ENDING, lambda value: value != at)
        case Named(name):
            return _toward(story, state, story.conditions[name], wanted)
        case Not(inner):
            return _toward(story, state, inner, not wanted)
        case All(conditions) | Either(conditions):
            every = wanted == isinstance(condition, All)
            return (_every if every else _one)(story, state, conditions, wanted)
        case Compare():
            return _compared(story, state, condition, wanted)


def _nearest(story: Story, state: State, name: str, fits: Callable[[int], bool]) -> Changes | None:
    now = value_of(story, state, name)
    fitting = [value for value in range(len(values_of(story, name))) if fits(value)]
    return {name: min(fitting, key=lambda value: abs(value - now))} if fitting else None


def _every(story: Story, state: State, conditions: Iterable[Condition], wanted: bool) -> Changes | None:
    made: dict[str, int] = {}
    for each in conditions:
        found = _toward(story, state, each, wanted)
        if found is None:
            return None
        made |= found
        state = changed(story, state, found)
    return made


def _one(story: Story, state: State, conditions: Iterable[Condition], wanted: bool) -> Changes | None:
    ways = [found for each in conditions if (found := toward(story, state, each, wanted=wanted)) is not None]
    return min(ways, key=lambda changes: _cost(story, state, changes), default=None)


def _cost(story: Story, state: State, changes: Changes) -> tuple[int, int]:
    moved = sum(abs(value - value_of(story, state, name)) for name, value in changes.items())
    return len(changes), moved


def _compared(story: Story, state: State, condition: Compare, wanted: bool) -> Changes | None:
    """One step after the other, each the one that brings the two sides furthest for its cost."""
    made: dict[str, int] = {}
    for _ in range(_STEPS):
        if holds(story, state, condition) == wanted:
            return made
        before = _gap(story, state, condition)
        best: Changes | None = None
        least: tuple[bool, float, int] = (True, 0.0, 0)
        for step in _steps(story, state, (condition.left, condition.right)):
            after = changed(story, state, step)
            there = holds(story, after, condition) == wanted
            gone = abs(before - _gap(story, after, condition))
            nearer = there or _nears(condition, before, _gap(story, after, condition), wanted=wanted)
            if not nearer:
                continue
            number, moved = _cost(story, state, step)
            worth = (not there, number if there else number / max(gone, 1), moved)
            if best is None or worth < least:
                best, least = step, worth
        if best is None:
            return None
        made |= best
        state = changed(story, state, best)
    return None


def _gap(story: Story, state: State, condition: Compare) -> int:
    return measure(story, state, condition.left) - measure(story, state, condition.right)


def _nears(condition: Compare, before: int, after: int, *, wanted: bool) -> bool:
    """Whether the difference of the sides has gone the way in which the condition turns."""
    match condition.operator:
        case ">" | ">=":
            return after > before if wanted else after < before
        case "<" | "<=":
            return after < before if wanted else after > before
        case "==" if wanted:
            return abs(after) < abs(before)
        case "!=" if not wanted:
            return abs(after) < abs(before)
    return after != before


def _steps(story: Story, state: State, quantities: Iterable[Quantity]) -> Iterator[Changes]:
    """The single changes that may move a quantity."""
    for quantity in quantities:
        match quantity:
            case Number():
                pass
            case Value(variable):
                now = value_of(story, state, variable)
                yield from (
                    {variable: value} for value in range(len(values_of(story, variable))) if value != now
                )
            case Sum(terms):
                yield from _steps(story, state, (term for _, term in terms))
            case CountOf(conditions):
                yield from _turned(story, state, conditions)
            case TallyOf(chapter):
                tally = story.chapters[chapter].tally
                yield from _turned(story, state, (voice.condition for voice in tally.voices) if tally else ())
            case Lying(panel):
                for each in story.variables.values():
                    if each.panel == panel:
                        yield {each.id: 1 - state.values[each.id]}


def _turned(story: Story, state: State, conditions: Iterable[Condition]) -> Iterator[Changes]:
    for each in conditions:
        found = toward(story, state, each, wanted=not holds(story, state, each))
        if found:
            yield found
