"""What a player may pick, and what comes of it: choices, their needs and their outcomes."""

from __future__ import annotations

from collections.abc import Sequence

from game.core.condition import ALWAYS, Condition
from game.core.model import Choice, Need, Outcome
from game.loading.decode.effects import decode_effect
from game.loading.fields import Fields
from game.loading.ids import STAY


def decode_choices(scene: Fields) -> tuple[Choice, ...]:
    """The choices of a scene, in written order."""
    return tuple(decode_choice(child.id, child.fields) for child in scene.each("choices"))


def decode_offer(fields: Fields) -> tuple[Condition | None, tuple[Need, ...]]:
    """When something is offered (None: always), and what it needs to be open."""
    condition = fields.condition("if")
    needs = [Need(row.condition("if") or ALWAYS, row.line("locked")) for row in fields.rows("needs")]
    if "locked" not in fields:
        return condition, tuple(needs)
    if "if" not in fields:
        hint = "add the `if` that closes it, or take `locked` out"
        fields.report("locked", "locked-without-if", "nothing ever locks this", hint)
    return None, (Need(condition or ALWAYS, fields.line("locked")), *needs)


def check_last(rows: Sequence[Fields], word: str) -> None:
    """Of outcomes, roads and variants the first that holds is taken: the last must hold always, and
    one before it that did would hide the rest."""
    for row in rows[:-1]:
        if "if" not in row:
            hint = "give it an `if`, or put it last"
            row.ledger.report(
                row.at.span, "earlier-without-if", f"no {word} after this one can ever come", hint
            )
    for row in rows[-1:]:
        if "if" in row:
            hint = "add a last one without `if`"
            row.report("if", "last-with-if", f"what if no {word} holds?", hint)


def decode_choice(name: str, fields: Fields) -> Choice:
    """A choice that is called so."""
    hidden_unless, needs = decode_offer(fields)
    children = tuple(fields.each("outcomes"))
    check_last([child.fields for child in children], "outcome")
    outcomes = tuple(_outcome(child.id, child.fields) for child in children)
    fields.was()
    choice = Choice(
        name,
        fields.line("label"),
        hidden_unless,
        needs,
        fields.yes("once"),
        fields.prose("then"),
        decode_effect(fields, "change"),
        outcomes,
        fields.line("log"),
        fields.line("official"),
        fields.target("to"),
    )
    _check_targets(choice, fields, [child.fields for child in children])
    return choice


def _outcome(name: str, fields: Fields) -> Outcome:
    return Outcome(
        name,
        fields.condition("if"),
        fields.prose("then"),
        decode_effect(fields, "change"),
        fields.line("log"),
        fields.line("official"),
        fields.target("to"),
    )


def _check_targets(choice: Choice, fields: Fields, outcomes: Sequence[Fields]) -> None:
    if (
        fields.is_read
        and "to" not in fields
        and not (outcomes and all("to" in outcome for outcome in outcomes))
    ):
        hint = "add `to`" + (" here or to every outcome" if outcomes else "")
        fields.ledger.report(fields.at.span, "missing-key", f"`{choice.id}` leads nowhere", hint)
    for each in (fields, *outcomes):
        target = each.scalar("to")
        if target is not None and target.text == STAY and not choice.once:
            hint = "add `once: yes`, or the player can pick it for ever"
            each.report("to", "stay-without-once", f"`{choice.id}` stays and is never used up", hint)
