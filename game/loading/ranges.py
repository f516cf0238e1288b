"""What a condition can be at all, over the ranges that variables are declared with.

Only what is certain is said: a range is never narrower than the truth, and where variables hang
together in a way that is not looked at, the answer is "it depends" (None).
"""

from __future__ import annotations

import operator
from collections.abc import Callable, Iterable
from functools import reduce
from typing import NamedTuple, assert_never

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
from game.loading.names import Names

_COMPARE: dict[str, Callable[[int, int], bool]] = {
    "<": operator.lt,
    "<=": operator.le,
    ">": operator.gt,
    ">=": operator.ge,
    "==": operator.eq,
    "!=": operator.ne,
}
_WIDEST = 10**9
_FEW = 1000
"""Up to so many values a variable is looked at value by value."""


class Range(NamedTuple):
    """Whole numbers from `low` to `high`, both included."""

    low: int
    high: int


def span_of(quantity: Quantity, names: Names) -> Range:
    """A range that the quantity never leaves."""
    match quantity:
        case Number(value):
            return Range(value, value)
        case Value(variable):
            declared = names.variables[variable]
            return Range(declared.low, declared.high)
        case CountOf(conditions):
            certain = [verdict(each, names) for each in conditions]
            return Range(certain.count(True), len(certain) - certain.count(False))
        case TallyOf():
            return Range(0, _WIDEST)
        case Lying(panel):
            most = len({each.id for each in names.variables.values() if each.panel == panel})
            return Range(0, most if names.complete else _WIDEST)
        case Sum(terms):
            low = high = 0
            for sign, term in terms:
                part = span_of(term, names)
                low += part.low if sign > 0 else -part.high
                high += part.high if sign > 0 else -part.low
            return Range(low, high)
        case _:
            assert_never(quantity)


def verdict(condition: Condition, names: Names) -> bool | None:
    """True if the condition always holds, False if it never does, None if that depends."""
    match condition:
        case All(conditions):
            return _all(conditions, names)
        case Either(conditions):
            opposite = _all(tuple(Not(each) for each in conditions), names)
            return None if opposite is None else not opposite
        case Not(inner):
            answer = verdict(inner, names)
            return None if answer is None else not answer
        case Compare() | Among():
            return _simple(condition, names)
        case Seen() | Chose() | EndingIs() | Named():
            return None
        case _:
            assert_never(condition)


def _simple(condition: Compare | Among, names: Names) -> bool | None:
    if isinstance(condition, Compare):
        left, right = span_of(condition.left, names), span_of(condition.right, names)
        compare = _COMPARE[condition.operator]
        if (
            left.high < right.low
            or right.high < left.low
            or (left.low == left.high == right.low == right.high)
        ):
            return compare(left.low, right.low)
        if left.high == right.low and condition.operator in ("<=", ">"):
            return compare(left.low, right.high)
        if left.low == right.high and condition.operator in (">=", "<"):
            return compare(left.high, right.low)
        return None
    declared = names.variables[condition.variable]
    inside = sum(declared.low <= value <= declared.high for value in condition.values)
    if inside == 0:
        return False
    return True if inside > declared.high - declared.low else None


def _all(conditions: tuple[Condition, ...], names: Names) -> bool | None:
    """Whether all hold, looking also at what they leave of each variable together."""
    verdicts = [verdict(each, names) for each in conditions]
    if False in verdicts:
        return False
    if all(verdicts):
        return True
    left: dict[str, frozenset[int]] = {}
    for each in conditions:
        about = values_of(each, names)
        if about is not None:
            variable, values = about
            left[variable] = left[variable] & values if variable in left else values
    return None if all(left.values()) else False


def values_of(condition: Condition, names: Names) -> tuple[str, frozenset[int]] | None:
    """The variable that the condition is about, and its values for which it holds; None if it is
    about more than the value of one variable."""
    match condition:
        case Among(variable, values):
            return variable, values & _values(variable, names) if _is_small(variable, names) else values
        case Compare(Value(variable), sign, Number(number)) if _is_small(variable, names):
            compare = _COMPARE[sign]
            return variable, frozenset(v for v in _values(variable, names) if compare(v, number))
        case Not(inner):
            about = values_of(inner, names)
            if about is None or not _is_small(about[0], names):
                return None
            return about[0], _values(about[0], names) - about[1]
        case All(conditions) if conditions:
            return _joined(conditions, names, frozenset.intersection)
        case Either(conditions) if conditions:
            return _joined(conditions, names, frozenset.union)
    return None


def _joined(
    conditions: Iterable[Condition],
    names: Names,
    join: Callable[[frozenset[int], frozenset[int]], frozenset[int]],
) -> tuple[str, frozenset[int]] | None:
    parts = [values_of(each, names) for each in conditions]
    known = [part for part in parts if part is not None]
    variables = {variable for variable, _ in known}
    if len(known) < len(parts) or len(variables) != 1:
        return None
    return variables.pop(), reduce(join, (values for _, values in known))


def _is_small(variable: str, names: Names) -> bool:
    declared = names.variables[variable]
    return declared.high - declared.low < _FEW


def _values(variable: str, names: Names) -> frozenset[int]:
    declared = names.variables[variable]
    return frozenset(range(declared.low, declared.high + 1))
