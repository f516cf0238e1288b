# ruff: noqa: A002, ANN001, ANN002, ANN003, ANN201, ANN202, ANN204, ARG001
"""Values: what `dataclasses` means by one, at a fraction of its price.

A start of the program makes some two hundred frozen classes. For each of them the library compiles six
functions, and imports `inspect` to do so: two fifths of the time to the first scene. Here one function
is compiled, `__init__`, when the first value is made; the others are shared, and read the names of the
fields. A type checker sees the library itself, and so does whoever asks a class of ours for its
`__dataclass_fields__`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

__all__ = ["dataclass", "field", "members", "replace"]

if TYPE_CHECKING:
    from dataclasses import Field, dataclass, field, replace

    def members(kind: type) -> tuple[Field[Any], ...]:
        """The fields of a class of values, in order."""
        ...

else:
    from operator import attrgetter

    _ABSENT = object()
    _set = object.__setattr__

    class Field:
        """A field: its name, and what was said of it."""

        __slots__ = ("compare", "default", "default_factory", "init", "name", "repr", "type")

        def __init__(self, default=_ABSENT, default_factory=_ABSENT, init=True, repr=True, compare=True):
            self.default = default
            self.default_factory = default_factory
            self.init = init
            self.repr = repr
            self.compare = compare

    def field(**said):
        """A field of which more is to be said than its default."""
        return Field(**said)

    def members(kind):
        """The fields of a class of values, in order."""
        return tuple(kind.__value_fields__.values())

    def replace(value, /, **changes):
        """The value with some fields changed."""
        kept = {each.name: getattr(value, each.name) for each in members(type(value)) if each.init}
        return type(value)(**kept | changes)

    def dataclass(kind=None, /, *, frozen=False, slots=False, order=False, eq=True):
        """The class of values that the annotations of a class describe."""
        if kind is None:
            return lambda kind: dataclass(kind, frozen=frozen, slots=slots, order=order, eq=eq)
        found, own = _fields(kind)
        compared = tuple(each.name for each in found.values() if each.compare)
        given = {
            "__value_fields__": found,
            "__dataclass_fields__": _LibraryFields(),
            "__match_args__": tuple(each.name for each in found.values() if each.init),
            "__init__": _init(kind, found, frozen),
            "__repr__": _repr,
        }
        if eq:
            given |= {
                "__eq__": _eq,
                "__hash__": _hash if frozen else None,
                "__compared__": _comparer(compared),
            }
        if order:
            given |= {"__lt__": _lt, "__le__": _le, "__gt__": _gt, "__ge__": _ge}
        if frozen:
            given |= {"__setattr__": _refuse_set, "__delattr__": _refuse_delete}
            given |= {"__getstate__": _getstate, "__setstate__": _setstate}
        mine = {name: each for name, each in given.items() if name not in vars(kind) or name == "__hash__"}
        if not slots:
            for name, each in mine.items():
                type.__setattr__(kind, name, each)
            return kind
        kept = {name: each for name, each in vars(kind).items() if name not in found}
        for name in ("__dict__", "__weakref__"):
            kept.pop(name, None)
        return type(kind)(kind.__name__, kind.__bases__, {**kept, **mine, "__slots__": own})

    def _fields(kind):
        found = {}
        for base in reversed(kind.__mro__[1:]):
            found |= getattr(base, "__value_fields__", {})
        said_of = kind.__annotations__
        own = tuple(name for name, said in said_of.items() if "ClassVar" not in str(said))
        for name in own:
            said = vars(kind).get(name, _ABSENT)
            found[name] = said if isinstance(said, Field) else Field(said)
            found[name].name, found[name].type = name, kind.__annotations__[name]
        return found, tuple(name for name in own if not hasattr(kind.__base__, name))

    def _init(kind, found, frozen):
        """What makes the first value of a class, and puts in its own place what makes the others: of most
        classes a start makes no value at all."""
        more = hasattr(kind, "__post_init__")

        def __init__(self, *given, **named):  # noqa: N807
            compiled = _compiled(found, frozen, more)
            for each in type(self).__mro__:
                if vars(each).get("__init__") is __init__:
                    type.__setattr__(each, "__init__", compiled)
            compiled(self, *given, **named)

        return __init__

    def _compiled(found, frozen, more):
        """The one function that is compiled: it is called a million times in a long check."""
        scope = {"_set": _set, "_absent": _ABSENT}
        parameters, body = [], []
        for name, each in found.items():
            if not each.init:
                continue
            parameter = value = name
            if each.default is not _ABSENT:
                scope[f"_default_{name}"] = each.default
                parameter = f"{name}=_default_{name}"
            elif each.default_factory is not _ABSENT:
                scope[f"_made_{name}"] = each.default_factory
                parameter = f"{name}=_absent"
                value = f"_made_{name}() if {name} is _absent else {name}"
            parameters.append(parameter)
            body.append(f"_set(self, {name!r}, {value})" if frozen else f"self.{name} = {value}")
        if more:
            body.append("self.__post_init__()")
        exec(f"def __init__(self, {', '.join(parameters)}):\n " + "\n ".join(body or ["pass"]), scope)  # noqa: S102
        return scope["__init__"]

    class _LibraryFields:
        """The fields as the library describes them, when somebody asks a class for them."""

        def __get__(self, value, kind):
            import dataclasses

            told = []
            for each in members(kind):
                said = {
                    name: given
                    for name in ("default", "default_factory")
                    if (given := getattr(each, name)) is not _ABSENT
                }
                flags = {"init": each.init, "repr": each.repr, "compare": each.compare}
                told.append((each.name, each.type, dataclasses.field(**said, **flags)))
            return dataclasses.make_dataclass(kind.__name__, told).__dataclass_fields__

    def _comparer(names):
        if len(names) > 1:
            return attrgetter(*names)
        return lambda value: tuple(getattr(value, name) for name in names)

    def _compared(value):
        return type(value).__compared__(value)

    def _repr(self):
        shown = (f"{each.name}={getattr(self, each.name)!r}" for each in members(type(self)) if each.repr)
        return f"{type(self).__qualname__}({', '.join(shown)})"

    def _eq(self, other):
        return _compared(self) == _compared(other) if type(other) is type(self) else NotImplemented

    def _hash(self):
        return hash(_compared(self))

    def _lt(self, other):
        return _compared(self) < _compared(other) if type(other) is type(self) else NotImplemented

    def _le(self, other):
        return _compared(self) <= _compared(other) if type(other) is type(self) else NotImplemented

    def _gt(self, other):
        return _compared(self) > _compared(other) if type(other) is type(self) else NotImplemented

    def _ge(self, other):
        return _compared(self) >= _compared(other) if type(other) is type(self) else NotImplemented

    def _refuse_set(self, name, value):
        raise AttributeError(f"cannot assign to field {name!r}")

    def _refuse_delete(self, name):
        raise AttributeError(f"cannot delete field {name!r}")

    def _getstate(self):
        return [getattr(self, each.name) for each in members(type(self))]

    def _setstate(self, state):
        for each, value in zip(members(type(self)), state, strict=True):
            _set(self, each.name, value)
