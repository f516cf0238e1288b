"""What a condition says: the small, total language that gates choices, outcomes and prose.

Every variable's value is a whole number at run time: a meter's step, a count, 0 or 1 for a flag,
the position of a `one_of` value. So a condition compares whole numbers and asks about the past,
and nothing else. What it means in a state is `rules.holds`.
"""

from __future__ import annotations

from typing import Literal

from game.core.value import dataclass

Operator = Literal["<", "<=", ">", ">=", "==", "!="]


@dataclass(frozen=True, slots=True)
class Number:
    """A whole number as written."""

    value: int


@dataclass(frozen=True, slots=True)
class Value:
    """The present value of a variable."""

    variable: str


@dataclass(frozen=True, slots=True)
class CountOf:
    """How many of the conditions hold: `count(a, b >= 2)`."""

    conditions: tuple[Condition, ...]


@dataclass(frozen=True, slots=True)
class TallyOf:
    """The votes that a chapter's tally stands at: `tally(chapter)`."""

    chapter: str


@dataclass(frozen=True, slots=True)
class Lying:
    """How many flags lie in a place of the panel: `owed`, `drawer`."""

    panel: Literal["owed", "drawer"]


@dataclass(frozen=True, slots=True)
class Sum:
    """Terms added up: `word + floor`; a minus before a term is kept as its sign."""

    terms: tuple[tuple[Literal[1, -1], Term], ...]


Term = Number | Value | CountOf | TallyOf | Lying
Quantity = Term | Sum


@dataclass(frozen=True, slots=True)
class Compare:
    """Two quantities side by side: `strength >= 2`, `machine > old_guard`."""

    left: Quantity
    operator: Operator
    right: Quantity


@dataclass(frozen=True, slots=True)
class Among:
    """A variable has one of these values: a flag, `x is a`, `x in (a, b)`."""

    variable: str
    values: frozenset[int]


@dataclass(frozen=True, slots=True)
class Seen:
    """The run has left this scene: `seen(scene)`."""

    scene: str


@dataclass(frozen=True, slots=True)
class Chose:
    """The run has taken this choice: `chose(scene.choice)`."""

    choice: str


@dataclass(frozen=True, slots=True)
class EndingIs:
    """The run has ended here: `ending is ID`, for epilogues and honours."""

    ending: str


@dataclass(frozen=True, slots=True)
class Named:
    """A condition that `variables.yaml` gives a name."""

    name: str


@dataclass(frozen=True, slots=True)
class Not:
    """The opposite of a condition."""

    condition: Condition


@dataclass(frozen=True, slots=True)
class All:
    """Every one holds; `All(())` always does."""

    conditions: tuple[Condition, ...]


@dataclass(frozen=True, slots=True)
class Either:
    """At least one holds; `Either(())` never does."""

    conditions: tuple[Condition, ...]


Condition = Compare | Among | Seen | Chose | EndingIs | Named | Not | All | Either

ALWAYS = All(())
NEVER = Either(())
