"""All states that can make a difference to what is told, where they are few enough to be gone through."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import product
from math import prod
from typing import assert_never

from game.authoring.preview.flipping import changed
from game.authoring.preview.given import value_of, values_of, with_value
from game.authoring.preview.reading import conditions, names_in
from game.authoring.preview.subject import Subject
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
from game.core.model import Flow, Story
from game.core.rules import holds
from game.core.state import State

FEW = 1024
"""So many states are gone through."""


def spread(story: Story, subject: Subject, arrival: State, *, stays: bool = False) -> Iterator[State] | None:
    """States on arrival among which there is one for everything that can be told, the nearest first; None
    where they are too many. Values that every condition treats alike are not told apart."""
    asked = tuple(conditions(story, subject, deeds=False))
    names = tuple(dict.fromkeys(name for each in asked for name in names_in(story, each)))
    leaves = _Leaves(story)
    for each in asked:
        leaves.add(each)
    apart = leaves.beside | (frozenset() if stays else _touched(story, subject))
    values = [
        _classes(story, arrival, name, leaves.alone.get(name, []), whole=name in apart) for name in names
    ]
    if prod(map(len, values)) > FEW:
        return None
    return _states(story, arrival, names, values)


def _states(
    story: Story, arrival: State, names: tuple[str, ...], values: list[tuple[int, ...]]
) -> Iterator[State]:
    now = [value_of(story, arrival, name) for name in names]

    def cost(chosen: tuple[int, ...]) -> tuple[int, int]:
        apart = [abs(one - other) for one, other in zip(chosen, now, strict=True)]
        return sum(each > 0 for each in apart), sum(apart)

    for chosen in sorted(product(*values), key=cost):
        # what was chosen is said last: it makes its scene seen
        pairs = sorted(zip(names, chosen, strict=True), key=lambda pair: pair[0].startswith("chose("))
        yield changed(story, arrival, dict(pairs))


def _classes(
    story: Story, arrival: State, name: str, leaves: list[Condition], *, whole: bool
) -> tuple[int, ...]:
    """Of the values of something one for each way in which its conditions may come out, the nearest."""
    values = range(len(values_of(story, name)))
    if whole or name not in story.variables:
        return tuple(values)
    now = value_of(story, arrival, name)
    found: dict[tuple[bool, ...], int] = {}
    for value in sorted(values, key=lambda each: abs(each - now)):
        state = with_value(story, arrival, name, value)
        found.setdefault(tuple(holds(story, state, leaf) for leaf in leaves), value)
    return tuple(sorted(found.values()))


def _touched(story: Story, subject: Subject) -> frozenset[str]:
    """What arriving changes."""
    if subject.kind != "scene":
        return frozenset()
    scene = story.scenes[subject.id]
    effects = [scene.arrive]
    if isinstance(scene.way, Flow) and scene.way.to.startswith(f"{scene.id}."):
        effects.append(story.scenes[scene.way.to].arrive)
    rows = (changes for each in effects for changes in (each.changes, *(row.changes for row in each.also)))
    return frozenset(change.variable for changes in rows for change in changes)


class _Leaves:
    """The smallest conditions that conditions are made of: those on one variable `alone`, by its name, and
    the variables that are set `beside` others, whose every value may count."""

    def __init__(self, story: Story) -> None:
        self._story = story
        self.alone: dict[str, list[Condition]] = {}
        self.beside: frozenset[str] = frozenset()

    def add(self, condition: Condition) -> None:
        match condition:
            case Among(variable):
                self.alone.setdefault(variable, []).append(condition)
            case Compare(Value(variable), _, Number()) | Compare(Number(), _, Value(variable)):
                self.alone.setdefault(variable, []).append(condition)
            case Compare(left, _, right):
                self._weigh(left)
                self._weigh(right)
            case Not(inner):
                self.add(inner)
            case All(conditions_) | Either(conditions_):
                for each in conditions_:
                    self.add(each)
            case Named(name):
                self.add(self._story.conditions[name])
            case Seen() | Chose() | EndingIs():
                pass
            case _:
                assert_never(condition)

    def _weigh(self, quantity: Quantity) -> None:
        match quantity:
            case Value(variable):
                self.beside |= {variable}
            case Sum(terms):
                for _, term in terms:
                    self._weigh(term)
            case CountOf(conditions_):
                for each in conditions_:
                    self.add(each)
            case TallyOf(chapter):
                tally = self._story.chapters[chapter].tally
                for voice in tally.voices if tally else ():
                    self.add(voice.condition)
            case Lying(panel):
                self.beside |= {each.id for each in self._story.variables.values() if each.panel == panel}
            case Number():
                pass
            case _:
                assert_never(quantity)
