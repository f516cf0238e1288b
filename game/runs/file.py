"""A run as a value, and as the bytes of its file.

Reading gives a value for every file there may be; it never raises, and what it cannot take for a
run is never written to. Keys that this program does not know are kept and written back.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping

from game.core.model import frozen
from game.core.value import dataclass, field
from game.runs.journal import Decision, Entry, Go, Journal, Mark, Unknown
from game.runs.names import BadName, clean_name, is_id
from game.runs.parsing import Broken, Json, parse

FORMAT = 1
MOST = 4 * 1024 * 1024
"""The most bytes that a file may have."""
_MOST_WRITES = 10**12
"""What `rev` may say: no run is written so often, and what may follow is a number that can be read."""
_TIME = re.compile(r"\d{4}-[01]\d-[0-3]\dT[0-2]\d:[0-5]\d:[0-6]\dZ", re.ASCII)


@dataclass(frozen=True, slots=True)
class At:
    """Where the run stood when it was kept: the scene, and the values that differed from the start.
    Compared after a replay, never loaded."""

    scene: str
    values: Mapping[str, int] = field(default_factory=lambda: frozen({}))
    extra: Mapping[str, Json] = field(default_factory=lambda: frozen({}))


@dataclass(frozen=True, slots=True)
class Run:
    """All that is kept of a run. Times are UTC, `2026-11-22T10:31:12Z`; nothing depends on them.

    `rev` counts the writes of the file, `rewind` is whether going back was allowed when the run was
    begun, `settings` is what else the player chose then, for instance which matters to `spare`. The
    story's id, version, digest and branches are those that the run was last kept under. `extra` and
    `story_extra` hold the keys that this program does not know."""

    id: str
    name: str
    story_id: str
    story_version: str
    story_digest: str
    begun: str
    kept: str
    at: At
    journal: Journal = ()
    rev: int = 0
    branches: tuple[tuple[str, str], ...] = ()
    rewind: bool = True
    settings: Mapping[str, Json] = field(default_factory=lambda: frozen({}))
    extra: Mapping[str, Json] = field(default_factory=lambda: frozen({}))
    story_extra: Mapping[str, Json] = field(default_factory=lambda: frozen({}))


@dataclass(frozen=True, slots=True)
class Damaged:
    """It was a run, or meant to be one; `reason` is half a sentence."""

    reason: str


@dataclass(frozen=True, slots=True)
class Foreign:
    """It is something else; `reason` is half a sentence."""

    reason: str


@dataclass(frozen=True, slots=True)
class Newer:
    """A run of a later program, in a format that this one does not know."""

    format: int


Reading = Run | Damaged | Foreign | Newer


def decode(data: bytes) -> Reading:
    """What the bytes of a file say. Never raises."""
    if len(data) > MOST:
        return Damaged("it is larger than 4 MB")
    if not data.strip(b"\0 \t\r\n"):
        return Damaged("it is empty")
    try:
        document = parse(data)
        if not isinstance(document, dict) or "format" not in document:
            return Foreign("it is JSON, but not a run")
        number = document["format"]
        if type(number) is int and number > FORMAT:
            return Newer(number)
        if type(number) is not int or number != FORMAT:
            return Foreign("its format is none of ours")
        return _run(document)
    except Broken as broken:
        return Damaged(str(broken))


def encode(run: Run) -> bytes:
    """The bytes of a run's file: JSON with a line for each part and each entry of the journal."""
    story = {"id": run.story_id, "version": run.story_version, "digest": run.story_digest}
    parts: dict[str, str] = {
        "format": str(FORMAT),
        "id": _text(run.id),
        "name": _text(run.name),
        "rev": str(run.rev),
        "story": _text({**story, **run.story_extra}),
        "branches": _text([list(branch) for branch in run.branches]),
        "rewind": _text(run.rewind),
        "begun": _text(run.begun),
        "kept": _text(run.kept),
    }
    if run.settings:
        parts["settings"] = _text(dict(run.settings))
    parts |= {key: _text(value) for key, value in run.extra.items()}
    entries = _lines([_written(entry) for entry in run.journal])[1:-1]
    parts["journal"] = f"[\n  {entries}\n ]" if entries else "[]"
    parts["at"] = _text({"scene": run.at.scene, "values": dict(run.at.values), **run.at.extra})
    body = ",\n".join(f" {_text(key)}: {value}" for key, value in parts.items())
    return ("{\n" + body + "\n}\n").encode("utf-8")


_text = json.JSONEncoder(ensure_ascii=False, allow_nan=False).encode
_lines = json.JSONEncoder(ensure_ascii=False, allow_nan=False, separators=(",\n  ", ": ")).encode
"""JSON on one line, and with a line for each item. One encoder for a whole journal: a journal is
written at every turn."""


def _written(entry: Entry) -> Json:
    match entry:
        case Decision(id):
            return id
        case Go(to, extra):
            return _with_extra({"go": to}, extra)
        case Mark(name, extra):
            return _with_extra({"mark": name}, extra)
        case Unknown(written):
            return json.loads(written)


def _with_extra(known: dict[str, Json], extra: str) -> dict[str, Json]:
    return known | json.loads(extra) if extra else known


def _run(document: dict[str, Json]) -> Run:
    rest = dict(document)
    del rest["format"]
    story = dict(_taken(rest, "story", dict))
    at = dict(_taken(rest, "at", dict))
    return Run(
        id=_id(_taken(rest, "id", str)),
        name=_name(_taken(rest, "name", str)),
        rev=_count(_taken(rest, "rev", int), _MOST_WRITES),
        story_id=_word(_taken(story, "id", str)),
        story_version=_word(_taken(story, "version", str)),
        story_digest=_word(_taken(story, "digest", str)),
        branches=tuple(_branch(each) for each in _taken(rest, "branches", list)),
        rewind=_taken(rest, "rewind", bool),
        begun=_time(_taken(rest, "begun", str)),
        kept=_time(_taken(rest, "kept", str)),
        journal=_journal(_taken(rest, "journal", list)),
        at=At(_word(_taken(at, "scene", str)), _values(_taken(at, "values", dict)), frozen(at)),
        settings=frozen(_taken(rest, "settings", dict, {})),
        extra=frozen(rest),
        story_extra=frozen(story),
    )


def _taken(mapping: dict[str, Json], key: str, kind: type, default: Json = None) -> Json:
    """The value of a key, which is taken out of the mapping: what remains is unknown."""
    value = mapping.pop(key, default)
    if type(value) is not kind:
        raise Broken(f"its `{key}` is {'missing' if value is None else 'of the wrong kind'}")
    return value


def _journal(written: list[Json]) -> Journal:
    """The entries of a journal, none of which goes to what had not been decided."""
    entries, decisions = [], 0
    for each in written:
        entry = _entry(each)
        if isinstance(entry, Decision):
            decisions += 1
        elif isinstance(entry, Go) and entry.to > decisions:
            raise Broken(f"its journal goes to decision {entry.to} of {decisions}")
        entries.append(entry)
    return tuple(entries)


def _entry(written: Json) -> Entry:
    if isinstance(written, str):
        return Decision(_decision(written))
    if not isinstance(written, dict) or ("go" in written and "mark" in written):
        raise Broken("its journal holds something that is no entry")
    rest = dict(written)
    if "go" in rest:
        to = _count(_taken(rest, "go", int))
        return Go(to, _text(rest) if rest else "")
    if "mark" in rest:
        name = _name(_taken(rest, "mark", str))
        return Mark(name, _text(rest) if rest else "")
    return Unknown(_text(written))


def _decision(text: str) -> str:
    if "." not in text:
        raise Broken(f"its journal holds something that is no decision: {text[:40]!r}")
    return _word(text)


def _word(text: str) -> str:
    """An id or a version: short, and nothing that a terminal would obey."""
    if not text or len(text) > 300 or not text.isprintable():
        raise Broken("an id in it is none")
    return text


def _id(text: str) -> str:
    if not is_id(text):
        raise Broken("its `id` is not that of a run")
    return text


def _name(text: str) -> str:
    try:
        clean = clean_name(text)
    except BadName:
        raise Broken("a name in it is none") from None
    if clean != text:
        raise Broken("a name in it is none")
    return text


def _count(number: int, most: int | None = None) -> int:
    if number < 0:
        raise Broken("a number in it is below zero")
    if most is not None and number > most:
        raise Broken("a number in it is too large")
    return number


def _time(text: str) -> str:
    if not _TIME.fullmatch(text):
        raise Broken("a time in it is none")
    return text


def _branch(written: Json) -> tuple[str, str]:
    match written:
        case [str(name), str(version)]:
            return _word(name), _word(version)
    raise Broken("its `branches` are none")


def _values(written: dict[str, Json]) -> Mapping[str, int]:
    for name, value in written.items():
        if type(value) is not int:
            raise Broken(f"the value of `{_word(name)}` is no whole number")
    return frozen(written)
