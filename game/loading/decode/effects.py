"""What changes: `change`, `arrive` and the rows of `also`."""

from __future__ import annotations

import re

from game.core.condition import ALWAYS
from game.core.model import Add, Also, Change, Effect, Set, Variable
from game.loading.fields import Fields
from game.loading.ledger import Ledger
from game.loading.nodes import Node, Scalar
from game.loading.suggest import DECLARE, proposal

_STEP = re.compile(r"([+\-=])(\d{1,6})")


def decode_effect(fields: Fields, key: str) -> Effect:
    """The changes under a key, and the rows of `also` beside it."""
    also = tuple(
        Also(row.condition("if") or ALWAYS, decode_changes(row, "change")) for row in fields.rows("also")
    )
    return Effect(decode_changes(fields, key), also)


def decode_changes(fields: Fields, key: str) -> tuple[Change, ...]:
    """The changes under a key, without those that cannot be understood."""
    changes: list[Change] = []
    for entry in fields.entries(key):
        variable = _variable(fields.ledger, entry.key)
        if variable is not None and (change := _change(fields.ledger, variable, entry.value)) is not None:
            changes.append(change)
    return tuple(changes)


def _variable(ledger: Ledger, key: Scalar) -> Variable | None:
    names = ledger.names
    if key.text in names.variables:
        variable = names.variables[key.text]
        ledger.changed.add(variable.id)
        return variable
    if key.text in names.conditions:
        message = f"`{key.text}` is a named condition; only variables can be changed"
        ledger.report(key.span, "wrong-change", message, "change the variables that it reads")
        return None
    message = f"no variable is called `{key.text}`"
    ledger.unknown(key, "unknown-variable", message, names.variables.keys(), DECLARE)
    return None


def _change(ledger: Ledger, variable: Variable, value: Node) -> Change | None:
    if not isinstance(value, Scalar):
        ledger.report(
            value.span, "wrong-change", f"a change of `{variable.id}` is one word or number", _how(variable)
        )
        return None
    match variable.kind:
        case "flag":
            return _set_flag(ledger, variable, value)
        case "one_of":
            return _set_value(ledger, variable, value)
        case "meter" | "count":
            return _move(ledger, variable, value)


def _set_flag(ledger: Ledger, variable: Variable, value: Scalar) -> Change | None:
    if value.text in ("yes", "no"):
        return Set(variable.id, int(value.text == "yes"))
    if value.text in ("kept", "broken"):
        if variable.panel == "owed":
            return Set(variable.id, 0, kept=value.text == "kept")
        message = f"`{variable.id}` is no promise, and cannot be {value.text}"
        ledger.report(value.span, "wrong-change", message, "write `yes` or `no`")
        return None
    ledger.report(value.span, "wrong-change", f"`{variable.id}` is a flag", _how(variable))
    return None


def _set_value(ledger: Ledger, variable: Variable, value: Scalar) -> Change | None:
    if value.text in variable.names:
        return Set(variable.id, variable.names.index(value.text))
    hint = proposal(value.text, variable.names) or _how(variable)
    ledger.report(value.span, "unknown-value", f"`{variable.id}` has no value `{value.text}`", hint)
    return None


def _move(ledger: Ledger, variable: Variable, value: Scalar) -> Change | None:
    match = _STEP.fullmatch(value.text)
    if match is None:
        if value.text.isdecimal():
            hint = f"write `+{value.text}` to add or `={value.text}` to set"
            ledger.report(
                value.span, "bare-number", f"does `{value.text}` add to `{variable.id}` or set it?", hint
            )
        else:
            ledger.report(value.span, "wrong-change", f"`{variable.id}` is a {variable.kind}", _how(variable))
        return None
    sign, amount = match[1], int(match[2])
    within = (
        variable.low <= amount <= variable.high if sign == "=" else 0 < amount <= variable.high - variable.low
    )
    if not within and variable.low < variable.high:
        message = f"`{value.text}` cannot be: `{variable.id}` goes from {variable.low} to {variable.high}"
        hint = "write a step that it can take, or a value that it can have"
        ledger.report(value.span, "change-out-of-range", message, hint)
    if sign == "=":
        return Set(variable.id, amount)
    return Add(variable.id, amount if sign == "+" else -amount)


def _how(variable: Variable) -> str:
    match variable.kind:
        case "flag":
            promise = ", or `kept` or `broken`" if variable.panel == "owed" else ""
            return f"write `yes` or `no`{promise}"
        case "one_of":
            return "its values are " + ", ".join(f"`{name}`" for name in variable.names)
        case "meter" | "count":
            return "write `+1`, `-1` or `=1`"
