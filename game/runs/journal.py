"""The journal of a run: what was chosen, in order of writing, and the tree that grows from it.

Nothing is ever removed from a journal: going back is one more entry. All here is pure.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import NamedTuple, assert_never

from game.core.value import dataclass
from game.runs.names import clean_name, folded

_NOTHING: Mapping[str, str] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Decision:
    """A choice taken from the head, written `scene.choice`."""

    id: str


@dataclass(frozen=True, slots=True)
class Go:
    """The head moves to a decision by its number; 0 is the start. `extra` holds keys of the entry
    that this program does not know, as JSON."""

    to: int
    extra: str = ""


@dataclass(frozen=True, slots=True)
class Mark:
    """The head is given a name."""

    name: str
    extra: str = ""


@dataclass(frozen=True, slots=True)
class Unknown:
    """An entry that this program does not know, as JSON: kept in its place, and without effect."""

    written: str


Entry = Decision | Go | Mark | Unknown
Journal = tuple[Entry, ...]


class BadJournal(ValueError):
    """An entry goes to a decision that had not been taken."""


class Taken(NamedTuple):
    """A decision in the tree. Decisions are numbered from 1 in order of writing; `parent` is the
    number of the one that it grew from, 0 for the start."""

    number: int
    decision: str
    parent: int


@dataclass(frozen=True, slots=True)
class Tree:
    """What a journal has grown to: every decision (number n at index n - 1), where the head is, and
    which decisions have names, in order of naming. A name given again has moved."""

    decisions: tuple[Taken, ...] = ()
    head: int = 0
    marks: tuple[tuple[str, int], ...] = ()


def grow(journal: Journal) -> Tree:
    """The tree of a journal. Raises BadJournal."""
    decisions: list[Taken] = []
    marks: dict[str, tuple[str, int]] = {}
    head = 0
    for entry in journal:
        match entry:
            case Decision(id):
                decisions.append(Taken(len(decisions) + 1, id, head))
                head = len(decisions)
            case Go(to):
                if not 0 <= to <= len(decisions):
                    raise BadJournal(f"it goes to decision {to} of {len(decisions)}")
                head = to
            case Mark(name):
                marks.pop(folded(name), None)
                marks[folded(name)] = (name, head)
            case Unknown():
                pass
            case _:
                assert_never(entry)
    return Tree(tuple(decisions), head, tuple(marks.values()))


def path(tree: Tree, number: int) -> tuple[int, ...]:
    """The numbers of the decisions that lead from the start to a decision, itself the last."""
    numbers = []
    while number:
        numbers.append(number)
        number = tree.decisions[number - 1].parent
    return tuple(reversed(numbers))


def line(tree: Tree, number: int | None = None) -> tuple[str, ...]:
    """The decisions from the start to a decision, or to the head: what `replay` takes."""
    return tuple(
        tree.decisions[each - 1].decision for each in path(tree, tree.head if number is None else number)
    )


def decide(journal: Journal, decision: str, names: Mapping[str, str] = _NOTHING) -> Journal:
    """The journal after a choice from its head. The same choice from the same head goes to where it
    led the first time. `names` gives present names of decisions written under former ones."""
    tree = grow(journal)
    for taken in tree.decisions:
        if taken.parent == tree.head and names.get(taken.decision, taken.decision) == decision:
            return (*journal, Go(taken.number))
    return (*journal, Decision(decision))


def go(journal: Journal, number: int) -> Journal:
    """The journal with its head on a decision (0: the start), unchanged if it is there already.
    Raises BadJournal if there is no such decision."""
    tree = grow(journal)
    if tree.head == number:
        return journal
    if not 0 <= number <= len(tree.decisions):
        raise BadJournal(f"it goes to decision {number} of {len(tree.decisions)}")
    return (*journal, Go(number))


def jumps(journal: Journal) -> tuple[int, ...]:
    """The decisions on which the head stood before each of its jumps, in order. Taking a choice again
    is no jump, though it goes to the decision that it was the first time."""
    left: list[int] = []
    parents = [taken.parent for taken in grow(journal).decisions]
    head = written = 0
    for entry in journal:
        match entry:
            case Decision():
                written += 1
                head = written
            case Go(to):
                if to != head and (not to or parents[to - 1] != head):
                    left.append(head)
                head = to
            case _:
                pass
    return tuple(left)


def mark(journal: Journal, name: str) -> Journal:
    """The journal with a name given to its head, unchanged if the head has it. Raises BadName."""
    name = clean_name(name)
    tree = grow(journal)
    return journal if (name, tree.head) in tree.marks else (*journal, Mark(name))


def marked(tree: Tree, name: str) -> int | None:
    """The decision that goes by a name, upper and lower case being one."""
    wanted = folded(name)
    return next((number for given, number in tree.marks if folded(given) == wanted), None)
