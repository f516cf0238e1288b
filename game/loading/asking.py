"""What a condition asks of one variable: nothing (a flag), `is` or `in`."""

from __future__ import annotations

from game.core.condition import Among, Compare, Condition, Named, Not, Number, Value
from game.core.model import Variable
from game.loading.lookup import Missing
from game.loading.words import INSTEAD, LANGUAGE, Malformed, Word, Words

NUMERIC = ("meter", "count")
"""The kinds of variables that are numbers to a condition."""


def about(words: Words, name: Word) -> Condition:
    """The condition that begins with `name`, which has been taken. Raises Missing, Malformed."""
    if words.skip("is"):
        negated = words.skip("not")
        condition = _is(words, name)
        return Not(condition) if negated else condition
    if words.comes("not"):
        words.take()
        if not words.comes("in"):
            raise words.unexpected("`in` after `not`")
        return Not(_among(words, name))
    if words.comes("in"):
        return _among(words, name)
    if words.next().kind == "wrong":
        raise _wrong_sign(words, name)
    return _bare(words, name)


def described(variable: Variable) -> str:
    """The kind of a variable, with its article."""
    return "a `one_of`" if variable.kind == "one_of" else f"a {variable.kind}"


def number(words: Words, word: Word) -> int:
    """The number that a word writes. Raises Missing for one that is too big to be meant."""
    if len(word.text) > 9:
        words.lookup.report(word, "condition-syntax", "this number is too big")
        raise Missing
    return int(word.text)


def _bare(words: Words, name: Word) -> Condition:
    if name.text in words.lookup.names.conditions:
        return Named(words.lookup.names.outside("variable:", name.text))
    variable = words.lookup.variable(name, ("flag",))
    if variable.kind == "flag":
        return Among(variable.id, frozenset({1}))
    asked = f"is {variable.names[-1]}" if variable.kind == "one_of" else ">= 1"
    message = f"`{name.text}` is {described(variable)}, which does not hold or fail"
    words.lookup.report(name, "wrong-kind", message, f"write `{name.text} {asked}`")
    raise Missing


def _is(words: Words, name: Word) -> Condition:
    negative = words.skip("-")
    value = _value(words, "a value after `is`")
    variable = words.lookup.variable(name, ("one_of",) if value.kind == "name" else NUMERIC)
    match variable.kind:
        case "one_of":
            return Among(variable.id, frozenset({words.lookup.value(value, variable)}))
        case "flag":
            raise _flag(words, value, name)
        case "meter" | "count" if value.kind == "number":
            amount = number(words, value)
            return Compare(Value(variable.id), "==", Number(-amount if negative else amount))
        case _:
            raise _step(words, value, variable)


def _among(words: Words, name: Word) -> Condition:
    words.take()
    words.expect("(", "`in`")
    values = [_value(words, "a value")]
    while words.skip(","):
        values.append(_value(words, "a value"))
    words.expect(")", "the values")
    variable = words.lookup.variable(name, NUMERIC if values[0].kind == "number" else ("one_of",))
    match variable.kind:
        case "flag":
            raise _flag(words, name, name)
        case "one_of":
            return Among(variable.id, frozenset([words.lookup.value(each, variable) for each in values]))
        case _:
            for each in values:
                if each.kind != "number":
                    raise _step(words, each, variable)
            return Among(variable.id, frozenset([number(words, each) for each in values]))


def _value(words: Words, what: str) -> Word:
    word = words.next()
    if word.kind not in ("name", "number") or word.text in LANGUAGE:
        raise words.unexpected(what)
    return words.take()


def _flag(words: Words, where: Word, name: Word) -> Missing:
    hint = f"write `{name.text}` or `not {name.text}`"
    words.lookup.report(where, "wrong-kind", f"`{name.text}` is a flag and has no values", hint)
    return Missing()


def _step(words: Words, value: Word, variable: Variable) -> Missing:
    """A meter or count is compared with a word."""
    if value.text in variable.names:
        step = variable.names.index(value.text)
        message = f"`{value.text}` is the name of a step; conditions ask for its number"
        hint = f"write `{variable.id} is {step}` or `{variable.id} >= {step}`"
        words.lookup.report(value, "step-name", message, hint)
    else:
        message = f"`{variable.id}` is {described(variable)} and has numbers, no names"
        words.lookup.report(value, "wrong-kind", message, f"write `{variable.id} >= {variable.high}`")
    return Missing()


def _wrong_sign(words: Words, name: Word) -> Malformed:
    """`x == y` and its like: say what to write for this kind of variable."""
    variable = words.lookup.names.variables.get(name.text)
    sign = words.next().text
    if variable is not None and variable.kind == "flag" and INSTEAD.get(sign) in ("is", "is not"):
        hint = f"write `{name.text}` or `not {name.text}`"
        words.report("wrong-operator", f"`{sign}` is no sign of the language", hint)
        return Malformed()
    return words.unexpected("`is`, `in`, `>=` or the end")
