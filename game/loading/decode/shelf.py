"""What players look things up in: people, the codex, shared texts and the bibliography."""

from __future__ import annotations

from game.core.condition import ALWAYS
from game.core.model import CodexEntry, Fact, Person, Source
from game.core.prose import Prose
from game.loading.declare import Declarations, Declared
from game.loading.fields import Fields
from game.loading.keys import ENTRY, PERSON_KIND, SOURCE, TEXT
from game.loading.ledger import Ledger


def decode_people(ledger: Ledger, declarations: Declarations) -> dict[str, Person]:
    """The dramatis personae by id, minor ones last."""
    return {
        thing.id: _person(ledger.within(thing.room.branch), thing)
        for thing in declarations.of("person", "people")
    }


def decode_codex(ledger: Ledger, declarations: Declarations) -> dict[str, CodexEntry]:
    """The codex by id."""
    return {thing.id: _entry(ledger.within(thing.room.branch), thing) for thing in declarations.of("codex")}


def decode_texts(ledger: Ledger, declarations: Declarations) -> dict[str, Prose]:
    """The shared texts by id."""
    return {
        thing.id: Fields(
            ledger.within(thing.room.branch), TEXT, thing.node, f"text:{thing.id}", thing.key
        ).prose("text")
        for thing in declarations.of("texts")
    }


def decode_sources(ledger: Ledger, declarations: Declarations) -> dict[str, Source]:
    """The bibliography by id."""
    return {
        thing.id: _source(ledger.within(thing.room.branch), thing) for thing in declarations.of("sources")
    }


def _person(ledger: Ledger, thing: Declared) -> Person:
    fields = Fields(ledger, PERSON_KIND, thing.node, f"person:{thing.id}", thing.key)
    facts = tuple(_fact(row) for row in fields.rows("facts"))
    name, role = fields.words("name"), fields.words("role")
    return Person(thing.id, name, role, fields.prose("text"), fields.prose("stance"), facts)


def _fact(fields: Fields) -> Fact:
    if fields.is_read and "dead" not in fields and "office" not in fields:
        hint = "add `dead: yes` or `office`"
        fields.ledger.report(fields.at.span, "missing-key", "this fact says nothing", hint)
    return Fact(fields.condition("if") or ALWAYS, fields.yes("dead"), fields.new_id("office"))


def _entry(ledger: Ledger, thing: Declared) -> CodexEntry:
    fields = Fields(ledger, ENTRY, thing.node, f"codex:{thing.id}", thing.key)
    return CodexEntry(thing.id, fields.words("title"), fields.prose("text"))


def _source(ledger: Ledger, thing: Declared) -> Source:
    fields = Fields(ledger, SOURCE, thing.node, f"source:{thing.id}", thing.key)
    return Source(thing.id, fields.words("author"), fields.words("title"), fields.words("year"))
