"""What holds a story together: its header, its variables and its chapters."""

from __future__ import annotations

from types import MappingProxyType

from game.core.condition import ALWAYS, NEVER, Condition
from game.core.model import Account, Chapter, Header, MeterName, Tally, Variable, Voice
from game.core.value import replace
from game.loading.declare import Declarations, Declared
from game.loading.fields import Child, Fields
from game.loading.keys import CHAPTER, HEADER, STORY_LINE
from game.loading.ledger import Ledger
from game.loading.variables import VariableDeclared


def decode_header(ledger: Ledger, declarations: Declarations) -> Header:
    """What story.yaml says; an empty header where there is none."""
    if declarations.header is None:
        return Header("", "", "", "")
    fields = Fields(ledger, HEADER, declarations.header, "story:", declarations.header)
    return Header(
        id=fields.new_id("id") or "",
        title=fields.words("title"),
        version=fields.words("version"),
        start=fields.target("start") or "",
        subtitle=fields.words("subtitle"),
        language=fields.words("language") or "en",
        content_notes=fields.prose("content_notes"),
        disclaimer=fields.prose("disclaimer"),
        questions=fields.prose("questions"),
        credits=fields.prose("credits"),
        account=_account(fields),
    )


def _account(header: Fields) -> Account | None:
    fields = header.inner("account")
    if fields is None:
        return None
    chapter, title = fields.name("from", "chapter"), fields.words("title")
    opens, closes = fields.prose("opens"), fields.prose("closes", endings=True)
    return Account(chapter, title, opens, closes) if chapter else None


def decode_variables(declarations: Declarations) -> dict[str, Variable]:
    """All variables by id, now with what names other things."""
    return {
        each.id: _variable(each.variable, each.fields) for each in declarations.variables if each.variable
    }


def _variable(variable: Variable, fields: Fields | None) -> Variable:
    if fields is None:
        return variable
    missed = fields.line("missed")
    if variable.kind != "flag":
        return replace(variable, shown=fields.shown("shown", NEVER), missed=missed)
    whose, due = fields.name("whose", "person"), fields.name("due", "chapter")
    return replace(variable, whose=whose, due=due, missed=missed)


def decode_conditions(declarations: Declarations) -> dict[str, Condition]:
    """All named conditions by id."""
    return {each.id: _named(each) for each in declarations.variables if each.variable is None}


def _named(declared: VariableDeclared) -> Condition:
    fields = declared.fields
    if fields is None:
        return NEVER
    fields.words("means")
    return fields.condition("when") or NEVER


def decode_chapters(ledger: Ledger, declarations: Declarations) -> dict[str, Chapter]:
    """All chapters and lines by id: chapters by the number of their folder, lines after them."""
    written = {
        thing.id: _chapter(ledger.within(thing.room.branch), thing) for thing in declarations.of("chapter")
    }
    for name, place in declarations.rooms.items():
        written.setdefault(name, Chapter(name, "", place.number, line=place.line))
    return written


def _chapter(ledger: Ledger, thing: Declared) -> Chapter:
    line = thing.room.line
    fields = Fields(ledger, STORY_LINE if line else CHAPTER, thing.node, f"chapter:{thing.id}", thing.key)
    names = dict(map(_meter_name, fields.each("names"))) if line else {}
    return Chapter(
        thing.id,
        fields.words("title"),
        thing.room.number,
        fields.words("span"),
        fields.prose("epigraph"),
        _tally(fields),
        line,
        MappingProxyType(names),
    )


def _meter_name(child: Child) -> tuple[str, MeterName]:
    steps = tuple(step.text for step in child.fields.scalars("steps"))
    ledger = child.fields.ledger
    variable = ledger.names.variables.get(child.id)
    if variable is None:
        known = ledger.names.variables.keys()
        ledger.unknown(child.key, "unknown-variable", f"no variable is called `{child.id}`", known)
    elif variable.kind not in ("meter", "count"):
        message = f"`{child.id}` is no meter and no count"
        ledger.report(child.key.span, "wrong-steps", message, "only these have steps to name")
    elif steps and len(steps) != variable.high - variable.low + 1:
        message = (
            f"`{child.id}` goes from {variable.low} to {variable.high}, and {len(steps)} steps are named"
        )
        child.fields.report("steps", "wrong-steps", message, "name every step, from the lowest")
    name = variable.id if variable else child.id
    return name, MeterName(child.fields.words("label"), steps)


def _tally(chapter: Fields) -> Tally | None:
    fields = chapter.inner("tally")
    if fields is None:
        return None
    voices = tuple(_voice(child) for child in fields.each("voices"))
    need, sum_of_votes = fields.number("need", 1, low=1), sum(voice.votes for voice in voices)
    if need > sum_of_votes and voices:
        message = f"{need} votes are needed, and all voices together have {sum_of_votes}"
        fields.report("need", "tally-out-of-reach", message, "lower `need`, or give a voice more `votes`")
    return Tally(fields.words("title"), need, voices, fields.shown("shown", ALWAYS))


def _voice(child: Child) -> Voice:
    condition = child.fields.condition("if")
    votes = child.fields.number("votes", 1, low=1)
    return Voice(child.id, child.fields.line("label"), ALWAYS if condition is None else condition, votes)
