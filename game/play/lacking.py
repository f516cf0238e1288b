"""What a condition lacks in a state, precondition by precondition, and in words for one of them.

Joined conditions and those with a name are taken apart; where several roads lead to one, the nearest
counts. What is said names the kind of thing that is short and nothing else of the door behind it.
"""

from __future__ import annotations

from typing import assert_never

from game.core.condition import (
    All,
    Among,
    Chose,
    Compare,
    Condition,
    CountOf,
    Either,
    EndingIs,
    Lying,
    Named,
    Not,
    Number,
    Quantity,
    Seen,
    Sum,
    TallyOf,
    Value,
)
from game.core.model import Story, Variable
from game.core.rules import holds, measure
from game.core.state import State
from game.core.telling import tell_plain
from game.core.value import dataclass
from game.play.calendar import place_of
from game.play.deed import label_of
from game.play.sentences import quoted, spelled

_COMMON = (
    *("A", "At", "How", "If", "In", "It", "No", "On", "Of", "Out", "That", "The", "To"),
    *("What", "When", "Where", "Whether", "Who", "You", "Your"),
)
"""Words that a label or meaning may begin with, and which are no names."""
_OPPOSITE = {"<": ">=", "<=": ">", ">": "<=", ">=": "<", "==": "!=", "!=": "=="}


@dataclass(frozen=True, slots=True)
class Lack:
    """One precondition that fails: `wanted` is whether it should hold or should not."""

    condition: Condition
    wanted: bool = True


def lacking(story: Story, state: State, condition: Condition, *, wanted: bool = True) -> tuple[Lack, ...]:
    """The fewest preconditions that would all have to be otherwise for a condition to hold (or, where it
    is not `wanted`, to fail). Empty where all is as it should be."""
    match condition:
        case Named(name):
            return lacking(story, state, story.conditions[name], wanted=wanted)
        case Not(inner):
            return lacking(story, state, inner, wanted=not wanted)
        case All(conditions) | Either(conditions):
            parts = [lacking(story, state, each, wanted=wanted) for each in conditions]
            if isinstance(condition, All) == wanted:
                return tuple(lack for part in parts for lack in part)
            # nothing can mend what has no road at all: it lacks more than one thing
            return min(parts, key=len, default=(Lack(condition, wanted),) * 2)
        case Compare(CountOf(conditions), ">=" | ">" as operator, Number(need)) if wanted:
            parts = sorted((lacking(story, state, each) for each in conditions), key=len)
            short = need + (operator == ">") - sum(not part for part in parts)
            nearest = [part for part in parts if part][: max(0, short)]
            if len(nearest) == 1 == len(nearest[0]) and short == 1:
                return (Lack(condition),)
            return (
                tuple(lack for part in nearest for lack in part)
                if short <= len(nearest)
                else (Lack(condition),) * 2
            )
        case _:
            return () if holds(story, state, condition) == wanted else (Lack(condition, wanted),)


def said(story: Story, state: State, lack: Lack) -> str:
    """One precondition that fails, in words: `one promise short: To call Muralov`."""
    match lack.condition:
        case Compare(left, operator, right):
            return _compared(story, state, left, operator if lack.wanted else _OPPOSITE[operator], right)
        case Among(variable, values):
            high = story.variables[variable].high
            fitting = values if lack.wanted else frozenset(range(high + 1)) - values
            return _among(story, state, story.variables[variable], fitting)
        case Seen(scene):
            return _seen(story, scene, wanted=lack.wanted)
        case Chose(choice):
            return _chose(story, state, choice, wanted=lack.wanted)
        case EndingIs() | Named() | Not() | All() | Either():
            return "one thing short" if lack.wanted else "one thing too many"
        case _:
            assert_never(lack.condition)


def within(text: str) -> str:
    """The text as it stands within a sentence: a name keeps its capital."""
    first, _, rest = text.rstrip(".").partition(" ")
    return f"{first.lower() if first in _COMMON else first} {rest}".rstrip()


def _many(number: int, noun: str) -> str:
    """`two votes short`; `one step too many` where there should be fewer."""
    many = abs(number)
    return f"{spelled(many)} {noun}{'' if many == 1 else 's'} {'short' if number > 0 else 'too many'}"


def _missing(have: int, operator: str, need: int) -> int:
    """How many are missing until a comparison holds; less than nothing where there are too many."""
    match operator:
        case ">=" | "==":
            return need - have
        case ">":
            return need + 1 - have
        case "<=":
            return need - have
        case "<":
            return need - 1 - have
    return 1 if have <= need else -1


def _compared(story: Story, state: State, left: Quantity, operator: str, right: Quantity) -> str:
    missing = _missing(measure(story, state, left), operator, measure(story, state, right))
    match left:
        case TallyOf():
            return _many(missing, "vote")
        case Lying(panel):
            return _many(missing, "promise" if panel == "owed" else "paper")
        case CountOf():
            return "one more thing would have carried it" if missing > 0 else "one thing too many"
        case Value(name) if isinstance(right, Number):
            return _stands(story, state, story.variables[name], missing)
    lower, upper = _labels(story, state, left), _labels(story, state, right)
    steps = _many(missing, "step")
    return f"{lower} {steps}" if isinstance(right, Number) else f"{lower} {steps} beside {upper}"


def _stands(story: Story, state: State, variable: Variable, missing: int) -> str:
    """A meter or count that stands otherwise than it should."""
    label = _label(story, state, variable)
    if not label and not variable.missed:
        return _many(missing, "time") + (f": {within(variable.means)}" if variable.means else "")
    name = tell_plain(story, state, variable.missed) or within(label)
    return f"{name} {_many(missing, 'step').replace('too many', 'too far')}"


def _labels(story: Story, state: State, quantity: Quantity) -> str:
    match quantity:
        case Value(name):
            variable = story.variables[name]
            if variable.missed:
                return tell_plain(story, state, variable.missed)
            return within(_label(story, state, variable) or variable.means or name)
        case Sum(terms):
            return " and ".join(_labels(story, state, term) for _, term in terms)
        case Number(value):
            return str(value)
        case TallyOf():
            return "the votes"
        case Lying(panel):
            return "what you owe" if panel == "owed" else "the drawer"
        case CountOf():
            return "what counts"
        case _:
            assert_never(quantity)


def _label(story: Story, state: State, variable: Variable) -> str:
    """What the panel calls a meter, which on a line may be something else."""
    scene = story.scenes.get(state.scene)
    named = story.chapters[scene.chapter].names.get(variable.id) if scene else None
    return named.label if named else variable.label


def _among(story: Story, state: State, variable: Variable, fitting: frozenset[int]) -> str:
    value = state.values[variable.id]
    if variable.missed and variable.kind in ("flag", "one_of"):
        return tell_plain(story, state, variable.missed)
    if variable.kind == "flag":
        what = within(variable.label or variable.means or variable.id.replace("_", " "))
        if variable.panel is None and 1 not in fitting:
            return f"one thing was against it: {what}"
        kind = {"owed": "promise", "drawer": "paper", None: "thing"}[variable.panel]
        return f"one {kind} {'short' if 1 in fitting else 'too many'}: {what}"
    if variable.kind in ("meter", "count"):
        nearest = min(fitting, key=lambda each: abs(each - value), default=value)
        return _stands(story, state, variable, nearest - value)
    what = within(_label(story, state, variable) or variable.means or variable.id.replace("_", " "))
    return f"one thing was against it: {what}"


def _seen(story: Story, name: str, *, wanted: bool) -> str:
    scene = story.scenes.get(name)
    people = [story.people[each].name for each in scene.present if each in story.people] if scene else []
    if wanted and people:
        return f"not spoken to {people[0]}"
    title = place_of(story, name).title if scene else ""
    return (
        (f"not at “{title}”" if wanted else f"once too often at “{title}”")
        if title
        else ("one scene not seen" if wanted else "one scene too many")
    )


def _chose(story: Story, state: State, decision: str, *, wanted: bool) -> str:
    """A choice that was not taken is told where its scene was seen, and else whom it is with."""
    scene_id, _, choice = decision.rpartition(".")
    scene = story.scenes.get(scene_id)
    if scene is None:
        return "one choice otherwise"
    if scene.diary is not None and wanted:
        return _seen(story, choice, wanted=True)
    if wanted and scene_id not in state.seen:
        return _seen(story, scene_id, wanted=True)
    label = label_of(story, state, decision).rstrip(".")
    where = f", at “{scene.title}”" if scene.title else ""
    return f"one choice otherwise{where}: {quoted(label)}" + ("" if wanted else " was taken")
