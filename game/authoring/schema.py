"""JSON Schemas (2020-12) of every kind of file, for editors: made from the tables that the decoder reads by.

An editor reads YAML 1.2, where `3` is a number and `true` a truth; to the story both are the text that
was written. So whatever may be any text may be these, too.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from game.core.dates import MONTHS, SEASONS
from game.loading import keys, shapes
from game.loading.ids import ID, RESERVED
from game.loading.layout import Role, room
from game.loading.shapes import Key, Kind, Shape

Schema = dict[str, Any]

DIALECT = "https://json-schema.org/draft/2020-12/schema"
FOLDER = ".schema"
"""The folder of a story or a branch that holds the schemas. The loader passes it over."""

_WORD = {"type": ["string", "number", "boolean"]}
_ID: Schema = {
    "type": ["string", "boolean"],
    "pattern": f"^{ID.pattern}$",
    "not": {"enum": sorted(RESERVED)},
}
_PAIR: Schema = {"type": "string", "pattern": f"^{ID.pattern}\\.{ID.pattern}$"}
_LIST: Schema = {"type": "array", "items": _WORD}
_IDS: Schema = {"type": "array", "items": _ID}
_DAY, _YEAR = "(([1-9]|[12][0-9]|3[01]) )?", "[12][0-9]{3}"
_DATE: Schema = {
    "type": "string",
    "pattern": f"^{_DAY}({'|'.join(MONTHS)}) {_YEAR}$|^({'|'.join(SEASONS)}) {_YEAR}$",
}
_CHANGE: Schema = {
    "anyOf": [
        {"type": "integer"},  # YAML reads +1 and -1 as numbers
        {"type": ["string", "boolean"], "pattern": f"^[+=-][0-9]{{1,6}}$|^{ID.pattern}$"},
    ]
}
_OLD: Schema = {"type": "string", "pattern": f"^({ID.pattern}\\.)?{ID.pattern}$"}

_WRITTEN: Mapping[Shape, Schema] = {
    shapes.WORDS: _WORD,
    shapes.TITLE: _WORD,
    shapes.LINE: _WORD,
    shapes.PROSE: _WORD,
    shapes.CONDITION: {"type": "string", "minLength": 1},
    shapes.SHOWN: {"type": "string", "minLength": 1},
    shapes.YES: {"enum": ["yes", "no"]},
    shapes.NUMBER: {"type": "integer"},
    shapes.RANGE: {"type": "string", "pattern": r"^-?[0-9]{1,6}\.\.-?[0-9]{1,6}$"},
    shapes.DATE: _DATE,
    shapes.ID: _ID,
    shapes.IDS: _IDS,
    shapes.STEPS: _LIST,
    shapes.TARGET: {"anyOf": [{"enum": ["TODO", "stay", "back"]}, _ID]},
    shapes.WAS: {"type": "array", "items": _OLD},
    shapes.PERSON: _ID,
    shapes.PEOPLE: _IDS,
    shapes.CHAPTER_ID: _ID,
    shapes.CODEX_ID: _ID,
    shapes.CHOICE_ID: _ID,
    shapes.SOURCES: _IDS,
    shapes.MODULES: _IDS,
    shapes.EVENINGS: {"type": "array", "items": _PAIR},
    shapes.GATES: _IDS,
    shapes.CHANGES: {"type": "object", "propertyNames": _ID, "additionalProperties": _CHANGE},
}
"""How values are written that are no things with keys."""

_FILLED = {"object": "minProperties", "array": "minItems"}
"""What says that something must be in brackets."""
_BY_ID: Mapping[str, Kind] = {
    "people": keys.PERSON_KIND,
    "codex": keys.ENTRY,
    "texts": keys.TEXT,
    "sources": keys.SOURCE,
    "honours": keys.HONOUR,
    "scenes": keys.SCENE,
    "endings": keys.ENDING,
    "epilogue": keys.MODULE,
}
_WHOLE: Mapping[str, Kind] = {
    "story": keys.HEADER,
    "branch": keys.BRANCH,
    "person": keys.PERSON_KIND,
    "chapter": keys.CHAPTER,
    "line": keys.STORY_LINE,
}
_OF_ROLES: Mapping[Role, str] = {"header": "story"}


def modeline(path: str, branch: str = "") -> str:
    """The line at the top of a file that tells an editor its schema, with its line end; empty for a
    file that has none. The path is that in the folder of the story or of a branch."""
    place = room(path, branch)
    if place is None:
        return ""
    name = "line" if place.role == "chapter" and place.line else _OF_ROLES.get(place.role, place.role)
    upwards = "../" * path.count("/")
    return f"# yaml-language-server: $schema={upwards}{FOLDER}/{name}.json\n"


def schemas() -> dict[str, Schema]:
    """The schema of every kind of file, by name."""
    found = {name: _file(name, kind, {"$ref": _reference(kind)}) for name, kind in _WHOLE.items()}
    found |= {name: _file(name, kind, _by_id({"$ref": _reference(kind)})) for name, kind in _BY_ID.items()}
    found["variables"] = _variables()
    return dict(sorted(found.items()))


def written(schema: Schema) -> str:
    """A schema as the text of its file."""
    return json.dumps(schema, indent=1, ensure_ascii=False) + "\n"


def _file(name: str, kind: Kind, root: Schema) -> Schema:
    return {**_head(name), **root, "$defs": {_name(each): _kind(each) for each in _within(kind)}}


def _variables() -> Schema:
    kinds = keys.VARIABLE_KINDS
    one = {"oneOf": [{"$ref": _reference(kind)} for kind in kinds.values()]}
    return {
        **_head("variables"),
        **_by_id(one),
        "$defs": {_name(kind): _kind(kind) for kind in kinds.values()},
    }


def _head(name: str) -> Schema:
    return {"$schema": DIALECT, "title": f"Thermidor: {name}"}


def _within(kind: Kind) -> list[Kind]:
    """A kind and all that its keys lead to."""
    found = [kind]
    for each in found:  # grows while it is walked
        inner = (key.shape.kind for key in each.keys if key.shape.kind)
        found += [one for one in dict.fromkeys(inner) if one not in found]
    return found


def _kind(kind: Kind) -> Schema:
    schema: Schema = {
        "type": "object",
        "description": f"{kind.one.capitalize()}: {kind.where}",
        "properties": {key.name: _key(key) for key in kind.keys},
        "additionalProperties": False,
    }
    if kind.required:
        schema["required"] = list(kind.required)
    return schema


def _key(key: Key) -> Schema:
    schema = {**_shape(key.shape), "description": key.means}
    if key.required and schema.get("type") in ("array", "object"):
        schema[_FILLED[schema["type"]]] = 1
    return schema


def _shape(shape: Shape) -> Schema:
    if shape.options:
        return {"enum": list(shape.options)}
    if shape.kind is None:
        return _WRITTEN[shape]
    thing: Schema = {"$ref": _reference(shape.kind)}
    match shape.form:
        case "rows":
            return {"type": "array", "items": thing}
        case "each":
            return _by_id({"anyOf": [_shape(shape.short), thing]} if shape.short else thing)
        case "within":
            return _by_id(_by_id(thing))
        case _:
            return thing


def _by_id(thing: Schema) -> Schema:
    return {"type": "object", "propertyNames": _ID, "additionalProperties": thing}


def _name(kind: Kind) -> str:
    return kind.word.replace(" ", "_").replace("'", "")


def _reference(kind: Kind) -> str:
    return f"#/$defs/{_name(kind)}"
