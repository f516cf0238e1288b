"""Variables as declared: what kind of value each holds, between which ends, and how it begins."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import cast

from game.core.model import Better, Panel, Variable, VariableKind
from game.core.value import dataclass
from game.loading.fields import Fields
from game.loading.given import find
from game.loading.ids import check_id
from game.loading.keys import VARIABLE_KINDS
from game.loading.ledger import Ledger
from game.loading.nodes import Node
from game.loading.suggest import proposal

_RANGE = re.compile(r"(-?\d{1,6})\.\.(-?\d{1,6})")


@dataclass(frozen=True, slots=True)
class VariableDeclared:
    """A variable without what names other things (`shown`, `whose`, `due`), which is read from its
    fields when names are known; None for a named condition. The fields are None if it is of no kind."""

    id: str
    variable: Variable | None
    fields: Fields | None


def declare_variable(ledger: Ledger, name: str, key: Node, node: Node) -> VariableDeclared:
    """A variable or named condition as far as it can be read before names are known. Something of no
    kind is taken for a flag, so that its uses are not reported as well."""
    kinds = [word for word, kind in VARIABLE_KINDS.items() if find(kind, node, word) is not None]
    if len(kinds) != 1:
        message = f"`{name}` is of no kind" if not kinds else f"`{name}` is of several kinds"
        hint = "write one of `steps`, `count`, `one_of`, `flag` or `when`"
        ledger.report(key.span, "variable-kind", message, hint)
        return VariableDeclared(name, Variable(name, "flag", 0, 1, 0), None)
    word = kinds[0]
    fields = Fields(ledger, VARIABLE_KINDS[word], node, f"variable:{name}", key)
    if word == "when":
        return VariableDeclared(name, None, fields)
    variable = _READ[word](name, fields)
    if not variable.label and "means" not in fields:
        hint = "say what it stands for: the next author will ask"
        ledger.report(key.span, "missing-means", f"`{name}` has neither `label` nor `means`", hint)
    return VariableDeclared(name, variable, fields)


def _meter(name: str, fields: Fields) -> Variable:
    steps = tuple(step.text for step in fields.scalars("steps"))
    return _numbered(name, fields, "meter", (0, max(len(steps) - 1, 0)), steps)


def _count(name: str, fields: Fields) -> Variable:
    low, high = 0, 0
    if (scalar := fields.scalar("count")) is not None:
        match = _RANGE.fullmatch(scalar.text)
        if match and int(match[1]) < int(match[2]):
            low, high = int(match[1]), int(match[2])
        else:
            fields.ledger.report(
                scalar.span, "wrong-shape", f"`{scalar.text}` is no range", "write it as `0..12`"
            )
    return _numbered(name, fields, "count", (low, high), ())


def _numbered(
    name: str,
    fields: Fields,
    kind: VariableKind,
    ends: tuple[int, int],
    steps: tuple[str, ...],
) -> Variable:
    low, high = ends
    start = fields.number("start", low, low=-999_999)
    if not low <= start <= high and low < high:
        message = f"`{name}` begins outside its range, {low}..{high}"
        fields.report("start", "start-out-of-range", message, f"write a number from {low} to {high}")
    start = min(max(start, low), high)
    return Variable(
        name,
        kind,
        low,
        high,
        start,
        steps,
        fields.words("label"),
        fields.words("means"),
        better=_better(fields),
    )


def _one_of(name: str, fields: Fields) -> Variable:
    scalars = [each for each in fields.scalars("one_of") if check_id(fields.ledger, each.text, each)]
    values = tuple(dict.fromkeys(scalar.text for scalar in scalars))
    if len(values) < len(scalars):
        fields.report("one_of", "duplicate-id", f"`{name}` has the same value twice")
    start = fields.scalar("start")
    if start is not None and start.text not in values and values:
        hint = proposal(start.text, values) or "its values are " + ", ".join(values)
        fields.ledger.report(start.span, "unknown-value", f"`{name}` has no value `{start.text}`", hint)
    at = values.index(start.text) if start and start.text in values else 0
    high = max(len(values) - 1, 0)
    return Variable(
        name,
        "one_of",
        0,
        high,
        at,
        values,
        fields.words("label"),
        fields.words("means"),
        better=_better(fields),
    )


def _flag(name: str, fields: Fields) -> Variable:
    panel = cast("Panel | None", fields.option("panel"))
    start, label = int(fields.yes("flag")), fields.words("label")
    if panel and not label:
        hint = "say what the player reads in the list"
        fields.report("panel", "missing-key", f"`{name}` lies in the panel and has no `label`", hint)
    if "due" in fields and panel != "owed":
        message = f"`{name}` is due and does not lie in `panel: owed`"
        fields.report("due", "missing-key", message, "add `panel: owed`, or take `due` out")
    good: dict[str | None, Better] = {"yes": "up", "no": "down"}
    better = good.get(fields.option("better"))
    means = fields.words("means")
    return Variable(name, "flag", 0, 1, start, (), label, means, panel=panel, better=better)


def _better(fields: Fields) -> Better | None:
    return cast("Better | None", fields.option("better"))


_READ: dict[str, Callable[[str, Fields], Variable]] = {
    "steps": _meter,
    "count": _count,
    "one_of": _one_of,
    "flag": _flag,
}
