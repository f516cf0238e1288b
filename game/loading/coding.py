"""Values of `core` as JSON and back: a closed set of kinds, and nothing is executed.

Every list begins with a word that says what it is: the name of a dataclass of `core` before its
fields in order (those at the end that have their usual values are left out), or one of the signs
below. Texts, whole numbers, yes, no and nothing stand for themselves.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cache
from typing import TYPE_CHECKING, Any

from game.core import condition, dates, model, prose
from game.core.model import frozen

if TYPE_CHECKING:
    from dataclasses import Field

_TUPLE, _SET, _MAPPING = "", "{", "="

KINDS: dict[str, type[Any]] = {
    kind.__name__: kind
    for module in (condition, dates, model, prose)
    for kind in vars(module).values()
    if isinstance(kind, type) and hasattr(kind, "__match_args__") and kind.__module__ == module.__name__
}
"""The dataclasses that can be written, by name."""


def encode(value: object) -> Any:
    """What `json` can write of a value of `core`. Raises TypeError for anything else."""
    name = type(value).__name__
    if KINDS.get(name) is type(value):
        return [name, *[encode(each) for each in _told(value, name)]]
    match value:
        case None | bool() | int() | str():
            return value
        case tuple():
            return [_TUPLE, *[encode(each) for each in value]]
        case frozenset():
            return [_SET, *[encode(each) for each in sorted(value)]]
        case Mapping():
            return [_MAPPING, *[[_TUPLE, encode(key), encode(each)] for key, each in value.items()]]
    raise TypeError(f"{name} is no kind of value that a story is made of")


def decode(written: Any) -> Any:
    """The value that `encode` wrote. Raises ValueError for anything that it did not write."""
    if not isinstance(written, list):
        return written
    if not written or not isinstance(written[0], str):
        raise ValueError("a list without its kind")
    sign, parts = written[0], [decode(each) for each in written[1:]]
    try:
        if kind := KINDS.get(sign):
            return kind(*parts)
        return _BUILDERS[sign](parts)
    except (KeyError, TypeError) as error:
        raise ValueError(f"{sign!r} cannot be made") from error


def _told(value: object, kind: str) -> list[object]:
    """The fields of a value up to the last that is not as usual."""
    names, usual = _fields(kind)
    told = [getattr(value, name) for name in names]
    while told and _same(told[-1], usual[len(told) - 1]):
        told.pop()
    return told


def _same(value: object, usual: object) -> bool:
    """Whether a field has its usual value; `1` is not `True`."""
    return type(value) is type(usual) and value == usual


@cache
def _fields(kind: str) -> tuple[tuple[str, ...], tuple[object, ...]]:
    """The names of a dataclass's fields and their usual values, MISSING where there is none."""
    from dataclasses import fields  # to write a copy, not to read one

    of_kind = fields(KINDS[kind])
    return tuple(field.name for field in of_kind), tuple(_usual(field) for field in of_kind)


def _usual(field: Field[Any]) -> object:
    from dataclasses import MISSING

    if field.default is not MISSING:
        return field.default
    return field.default_factory() if field.default_factory is not MISSING else MISSING


_BUILDERS: dict[str, Callable[[list[Any]], object]] = {
    _TUPLE: tuple,
    _SET: frozenset,
    _MAPPING: lambda pairs: frozen(dict(pairs)),
}
