"""Conditions as an author writes them, for messages (story format, section 4)."""

from __future__ import annotations

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
from game.core.model import Story

_LOOSEST, _BOTH, _TIGHTEST = range(3)


def written(story: Story, condition: Condition) -> str:
    """A condition in the words of the format; what the loader took apart is not always put together as
    it was written."""
    return _written(story, condition, _LOOSEST)


def _written(story: Story, condition: Condition, binding: int) -> str:
    match condition:
        case Either(()):
            return "never"
        case All(()):
            return "always"
        case Either(conditions):
            text = " or ".join(_written(story, each, _BOTH) for each in conditions)
            return f"({text})" if binding > _LOOSEST and len(conditions) > 1 else text
        case All(conditions):
            text = " and ".join(_written(story, each, _TIGHTEST) for each in conditions)
            return f"({text})" if binding > _BOTH and len(conditions) > 1 else text
        case Not(inner):
            return f"not {_written(story, inner, _TIGHTEST)}"
        case Compare(left, operator, right):
            return f"{_quantity(story, left)} {operator} {_quantity(story, right)}"
        case Among(variable, values):
            return _among(story, variable, values)
        case Seen(scene):
            return f"seen({scene})"
        case Chose(choice):
            return f"chose({choice})"
        case EndingIs(ending):
            return f"ending is {ending}"
        case Named(name):
            return name
        case _:
            assert_never(condition)


def _among(story: Story, name: str, values: frozenset[int]) -> str:
    variable = story.variables[name]
    if variable.kind == "flag" and len(values) == 1:
        return name if 1 in values else f"not {name}"
    words = [
        variable.names[value - variable.low] if variable.names else str(value) for value in sorted(values)
    ]
    if len(words) == 1:
        return f"{name} is {words[0]}"
    return f"{name} in ({', '.join(words)})"


def _quantity(story: Story, quantity: Quantity) -> str:
    match quantity:
        case Number(value):
            return str(value)
        case Value(variable):
            return variable
        case CountOf(conditions):
            return f"count({', '.join(written(story, each) for each in conditions)})"
        case TallyOf(chapter):
            return f"tally({chapter})"
        case Lying(panel):
            return panel
        case Sum(terms):
            text = ""
            for sign, term in terms:
                join = (" + " if sign > 0 else " - ") if text else ("" if sign > 0 else "-")
                text += join + _quantity(story, term)
            return text
        case _:
            assert_never(quantity)
