"""How runs end: endings, the modules of the epilogue, and honours."""

from __future__ import annotations

from collections.abc import Iterable
from typing import cast

from game.core.condition import NEVER
from game.core.model import Answers, Ending, EndingKind, Honour, Module, Sensitive
from game.loading.declare import Declarations, Declared
from game.loading.decode.choices import check_last
from game.loading.decode.scenes import decode_note, decode_sensitive
from game.loading.fields import Fields
from game.loading.keys import ENDING, HONOUR, MODULE
from game.loading.ledger import Ledger


def decode_endings(ledger: Ledger, declarations: Declarations) -> dict[str, Ending]:
    """All endings by id, in written order."""
    return {
        thing.id: _ending(ledger.within(thing.room.branch), thing) for thing in declarations.of("endings")
    }


def decode_modules(ledger: Ledger, declarations: Declarations) -> dict[str, Module]:
    """All modules of the epilogue by id."""
    return {
        thing.id: _module(ledger.within(thing.room.branch), thing) for thing in declarations.of("epilogue")
    }


def decode_honours(ledger: Ledger, declarations: Declarations) -> dict[str, Honour]:
    """All honours by id."""
    return {
        thing.id: _honour(ledger.within(thing.room.branch), thing) for thing in declarations.of("honours")
    }


def _ending(ledger: Ledger, thing: Declared) -> Ending:
    fields = Fields(ledger, ENDING, thing.node, thing.id, thing.key)
    fields.was()
    answers = fields.inner("answers")
    return Ending(
        id=thing.id,
        title=fields.words("title"),
        kind=cast("EndingKind", fields.option("kind") or "defeat"),
        text=fields.prose("text"),
        answers=Answers(answers.line("party"), answers.line("price"), answers.line("you"))
        if answers
        else Answers((), (), ()),
        question=fields.line("question"),
        epilogue=fields.names("epilogue", "module"),
        note=decode_note(fields),
        date=fields.date("date"),
        place=fields.words("place"),
        present=fields.names("present", "person"),
        sensitive=decode_sensitive(fields),
    )


def _module(ledger: Ledger, thing: Declared) -> Module:
    fields = Fields(ledger, MODULE, thing.node, f"module:{thing.id}", thing.key)
    rows = tuple(fields.rows("variants"))
    check_last(rows, "variant")
    about = fields.inner("about")
    if about and ("person" in about) == ("codex" in about):
        hint = "write `{person: ID}` or `{codex: ID}`"
        ledger.report(about.at.span, "wrong-shape", "a module is about one person or one codex entry", hint)
    return Module(
        thing.id,
        about.name("person", "person") if about else None,
        about.name("codex", "codex") if about else None,
        tuple((row.condition("if", endings=True), row.prose("text", endings=True)) for row in rows),
        _without_nothing(decode_sensitive(row, endings=True) for row in rows),
    )


def _without_nothing(found: Iterable[Sensitive | None]) -> tuple[Sensitive | None, ...]:
    """Up to the last that is something."""
    kept = list(found)
    while kept and kept[-1] is None:
        kept.pop()
    return tuple(kept)


def _honour(ledger: Ledger, thing: Declared) -> Honour:
    fields = Fields(ledger, HONOUR, thing.node, f"honour:{thing.id}", thing.key)
    condition = fields.condition("when", endings=True)
    title, text = fields.words("title"), fields.prose("text", endings=True)
    return Honour(thing.id, title, text, condition or NEVER, fields.words("hint"))
