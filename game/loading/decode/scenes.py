"""Scenes: what is told on entering, and the one way on."""

from __future__ import annotations

from game.core.dates import Date
from game.core.model import Flow, Menu, Note, Road, Route, Scene, Seam, Sensitive, Way
from game.core.prose import Prose
from game.loading.declare import Declarations, Declared
from game.loading.decode.choices import check_last, decode_choices, decode_offer
from game.loading.decode.effects import decode_effect
from game.loading.fields import Fields
from game.loading.ids import check_id
from game.loading.keys import EVENING, SCENE
from game.loading.ledger import Ledger
from game.loading.nodes import Scalar
from game.loading.written import WrittenCall, WrittenComing, WrittenDiary, WrittenGate, WrittenScene

_WAYS = ("choices", "to", "route", "diary", "gate")
_NOT_ON_ROUTES = ("text", "arrive", "also")


def decode_scenes(ledger: Ledger, declarations: Declarations) -> dict[str, WrittenScene]:
    """All scenes by id, in written order."""
    return {thing.id: _scene(ledger.within(thing.room.branch), thing) for thing in declarations.of("scenes")}


def _scene(ledger: Ledger, thing: Declared) -> WrittenScene:
    fields = Fields(ledger, SCENE, thing.node, thing.id, thing.key)
    _check_ways(fields)
    fields.was()
    way = _way(fields)
    scene = Scene(
        id=thing.id,
        chapter=thing.room.chapter,
        way=way,
        title=fields.words("title"),
        date=fields.date("date"),
        place=fields.words("place"),
        present=fields.names("present", "person"),
        text=fields.prose("text"),
        arrive=decode_effect(fields, "arrive"),
        note=decode_note(fields, way),
        sensitive=decode_sensitive(fields),
        is_call="call" in fields,
        is_event="comes" in fields,
    )
    return WrittenScene(scene, _diary(fields), _gate(fields), _call(fields), _comes(fields))


def _check_ways(fields: Fields) -> None:
    if not fields.is_read:
        return
    ways = [way for way in _WAYS if fields.holds_anything(way)]
    if not ways:
        hint = "end it in `choices`, `to`, `route`, `diary` or `gate`"
        fields.ledger.report(fields.at.span, "no-way-on", f"`{fields.subject}` ends in nothing", hint)
    for way in ways[1:]:
        message = f"`{fields.subject}` ends in `{ways[0]}` already"
        fields.report(way, "two-ways-on", message, f"keep `{ways[0]}` or `{way}`")
    for key in _NOT_ON_ROUTES if "route" in fields else ():
        if key in fields:
            hint = "put it into a scene of its own that flows to this one"
            fields.report(key, "text-on-route", f"a route shows nothing, so it has no `{key}`", hint)


def _way(fields: Fields) -> Way:
    """The way on. Of two, the first counts; a diary, a gate or nothing is an empty menu for now."""
    if "choices" in fields:
        return Menu(decode_choices(fields))
    if (to := fields.target("to")) is not None:
        return Flow(to)
    rows = tuple(fields.rows("route"))
    check_last(rows, "road")
    roads = tuple(Road(row.condition("if"), to) for row in rows if (to := row.target("to")) is not None)
    return Route(roads) if roads else Menu(())


def decode_note(fields: Fields, way: Way | None = None) -> Note | None:
    """What is known about a scene or an ending."""
    note = fields.inner("note")
    if note is None:
        return None
    seam: Seam = "invented"
    match note.option("seam"):
        case "documented" | "disputed" as known:
            seam = known
    did_choice = note.scalar("did_choice") if way is not None else None
    if did_choice is not None:
        _check_did_choice(note.ledger, did_choice, way)
    return Note(
        seam,
        note.prose("text"),
        note.line("did"),
        did_choice.text if did_choice else None,
        note.names("sources", "source"),
    )


def _check_did_choice(ledger: Ledger, scalar: Scalar, way: Way | None) -> None:
    choices = [choice.id for choice in way.choices] if isinstance(way, Menu) else []
    if scalar.text not in choices:
        message = f"the scene has no choice `{scalar.text}`"
        ledger.unknown(scalar, "unknown-choice", message, choices)


def decode_sensitive(fields: Fields, *, endings: bool = False) -> Sensitive | None:
    """What a reader may ask to be spared, and what is told instead."""
    sensitive = fields.inner("sensitive")
    if ("sensitive" in fields) != ("summary" in fields):
        key, other = ("sensitive", "summary") if "sensitive" in fields else ("summary", "sensitive")
        hint = f"add `{other}`: one is nothing without the other"
        fields.report(key, "sensitive-without-summary", f"`{key}` stands here without `{other}`", hint)
    if sensitive is None:
        return None
    return Sensitive(sensitive.new_id("about") or "", fields.prose("summary", endings=endings))


def _diary(fields: Fields) -> WrittenDiary | None:
    diary = fields.inner("diary")
    if diary is None:
        return None
    evenings: list[tuple[str, Date | None]] = []
    texts: dict[str, Prose] = {}
    for entry in diary.entries("evenings"):
        name = entry.key.text
        if not check_id(fields.ledger, name, entry.key):
            continue
        fields.ledger.places[f"{fields.subject}.{name}"] = entry.key
        if isinstance(entry.value, Scalar):
            evenings.append((name, diary.read_date(entry.value)))
        else:
            evening = Fields(fields.ledger, EVENING, entry.value, f"{fields.subject}.{name}", entry.key)
            evenings.append((name, evening.date("date")))
            texts[name] = evening.prose("text")
    return WrittenDiary(tuple(evenings), diary.target("to") or "", texts)


def _gate(fields: Fields) -> WrittenGate | None:
    gate = fields.inner("gate")
    if gate is None:
        return None
    most = gate.number("most", 0, low=1)
    return WrittenGate(most or None, gate.target("to") or "")


def _call(fields: Fields) -> WrittenCall | None:
    call = fields.inner("call")
    if call is None:
        return None
    hidden_unless, needs = decode_offer(call)
    return WrittenCall(
        call.names("on", "evening"), call.line("label"), hidden_unless, needs, call.yes("again")
    )


def _comes(fields: Fields) -> WrittenComing | None:
    comes = fields.inner("comes")
    return WrittenComing(comes.names("at", "gate"), comes.condition("if")) if comes else None
