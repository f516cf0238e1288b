"""Views made by reflection: every field of every part filled, or one of them changed."""

import dataclasses
import types
import typing
from itertools import count

from game.core.prose import ToldParagraph, Words
from game.play.view import SceneView

UNSEEN = {
    "scene",
    "chapter.id",
    "offers[0].choice",
    "panel[0].id",
    "present[0].id",
    "links[0].id",
    "verdict.ending",
    "passages[0].kind",
}
"""Ids, which are for the program, and whether a text is an outcome or a scene: no reader wants them."""


def full_view() -> SceneView:
    """A view in which every field holds something that no other field holds. Its choice and its
    caller are closed, so that they have a reason."""
    view = _made(SceneView, count(3))
    for path in ("chapter.line", "offers[0].open", "diary[0].callers[0].open", "passages[0].kind"):
        view = changed(view, path)
    (passage,) = view.passages
    return dataclasses.replace(view, passages=(dataclasses.replace(passage, read=(1,)),))


def _made(kind, numbers):
    origin, arguments = typing.get_origin(kind), typing.get_args(kind)
    if dataclasses.is_dataclass(kind):
        if kind is Words:
            return Words(f"word{next(numbers)}")
        hints = typing.get_type_hints(kind)
        return kind(**{field.name: _made(hints[field.name], numbers) for field in dataclasses.fields(kind)})
    if origin is typing.Literal:
        return arguments[0]
    if origin is tuple:
        return (_made(arguments[0], numbers),)
    if origin in (typing.Union, types.UnionType):
        return _made(ToldParagraph if ToldParagraph in arguments else arguments[0], numbers)
    if kind is bool:
        return True
    if kind is int:
        return next(numbers)
    assert kind is str, kind
    return f"text{next(numbers)}"


def leaves(value, path=""):
    """The paths of all texts, numbers and truths in a view."""
    if dataclasses.is_dataclass(value):
        for field in dataclasses.fields(value):
            if isinstance(value, Words) and field.name != "text":
                continue
            yield from leaves(getattr(value, field.name), f"{path}.{field.name}".lstrip("."))
    elif isinstance(value, tuple):
        for index, item in enumerate(value):
            yield from leaves(item, f"{path}[{index}]")
    else:
        yield path


def changed(value, path):
    """The view with the leaf at this path changed."""
    if not path:
        return _other(value)
    if path.startswith("["):
        index, _, rest = path[1:].partition("]")
        items = list(value)
        items[int(index)] = changed(items[int(index)], rest.removeprefix("."))
        return tuple(items)
    name = path
    for mark in ".[":
        name = name.split(mark, 1)[0]
    rest = path[len(name) :].removeprefix(".")
    return dataclasses.replace(value, **{name: changed(getattr(value, name), rest)})


def _other(value):
    match value:
        case bool():
            return not value
        case int():
            return value + 1
        case "outcome" | "scene":
            return "scene" if value == "outcome" else "outcome"
        case str():
            return f"{value} otherwise"
