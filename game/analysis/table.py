"""The table: a story as integers, the same machine as `core` plays.

A place is a scene or an ending, by number. A slot is a variable, or a bit of the past that some
condition asks about (`seen(x)`, `chose(x)`, a choice that is offered once); its value is counted
from 0. What a condition says is a formula over slots. Nothing here knows prose.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Literal, assert_never

from game.analysis.formula import Formula, Logic, holds
from game.analysis.resolving import Resolving, asked_past
from game.core.condition import Condition
from game.core.model import STAY, Add, Change, Choice, Effect, Flow, Menu, Outcome, Route, Scene, Set, Story
from game.core.state import State
from game.core.value import dataclass

SlotKind = Literal["variable", "seen", "chosen"]


@dataclass(frozen=True, slots=True)
class Slot:
    """A place for a whole number from 0 to `size - 1`, which stands for `low` and up. `name` is a
    variable, a scene that may have been left or a decision that may have been taken."""

    kind: SlotKind
    name: str
    size: int
    start: int
    low: int = 0


@dataclass(frozen=True, slots=True)
class Move:
    """Add an amount to a slot; it stops at its ends."""

    slot: int
    amount: int


@dataclass(frozen=True, slots=True)
class Put:
    """Give a slot a value."""

    slot: int
    value: int


Turning = Move | Put


@dataclass(frozen=True, slots=True)
class Deeds:
    """Changes in order, then those of every row that holds in the state that they leave, all rows
    judged before any is applied."""

    changes: tuple[Turning, ...]
    rows: tuple[tuple[Formula, tuple[Turning, ...]], ...] = ()


@dataclass(frozen=True, slots=True, eq=False)
class Arm:
    """What may come of an option: the first arm that holds is taken. `outcome` is None for a choice
    without outcomes, and where none of them holds; `to` is the number of a place, or None to stay."""

    option: int
    outcome: str | None
    condition: Formula
    deeds: tuple[Deeds, ...]
    to: int | None


@dataclass(frozen=True, slots=True, eq=False)
class Option:
    """A choice. It is shown where `shown` holds, and open where the needs hold as well; where they do
    not, the first need that fails is the reason. `number` counts the options of the whole table."""

    number: int
    place: int
    choice: str
    shown: Formula
    needs: tuple[Formula, ...]
    open: Formula
    arms: tuple[Arm, ...]


@dataclass(frozen=True, slots=True)
class Way:
    """Where a place leads that offers nothing: the first that holds."""

    condition: Formula
    to: int


@dataclass(frozen=True, slots=True, eq=False)
class Place:
    """A scene or an ending. Its state is the one after `arrive`. An ending has neither options nor
    ways; a scene has either."""

    number: int
    name: str
    ending: bool
    arrive: Deeds
    leaving: tuple[Turning, ...]
    options: tuple[Option, ...] = ()
    ways: tuple[Way, ...] = ()
    menu: bool = False


class Table:
    """The machine of a story. `logic` makes its formulas; `formula` reads any condition of the story."""

    def __init__(self, story: Story) -> None:
        self.story = story
        seen, chosen = asked_past(story)
        slots = [
            Slot("variable", each.id, each.high - each.low + 1, each.start - each.low, each.low)
            for each in story.variables.values()
        ]
        slots += [Slot("seen", name, 2, 0) for name in sorted(seen)]
        slots += [Slot("chosen", name, 2, 0) for name in sorted(chosen)]
        self.slots: tuple[Slot, ...] = tuple(slots)
        self.logic = Logic([slot.size for slot in slots])
        numbers = {(slot.kind, slot.name): number for number, slot in enumerate(slots)}
        self.variables = {name: number for (kind, name), number in numbers.items() if kind == "variable"}
        self.seen = {name: number for (kind, name), number in numbers.items() if kind == "seen"}
        self.chosen = {name: number for (kind, name), number in numbers.items() if kind == "chosen"}
        self._resolving = Resolving(story, self.logic, self.variables, self.seen, self.chosen)
        names = (*story.scenes, *story.endings)
        self.numbers: Mapping[str, int] = {name: number for number, name in enumerate(names)}
        self._options: list[Option] = []
        self.places: tuple[Place, ...] = tuple(self._place(name) for name in names)
        self.options: tuple[Option, ...] = tuple(self._options)
        self.start = self.numbers[story.header.start]

    def formula(self, condition: Condition | None, ending: str = "") -> Formula:
        """What a condition says, at an ending if one is named; None always holds."""
        return self._resolving.formula(condition, ending)

    @property
    def first(self) -> tuple[int, ...]:
        """The values before the start is entered."""
        return tuple(slot.start for slot in self.slots)

    def values(self, state: State) -> tuple[int, ...]:
        """The slots of a state of `core`."""
        return tuple(self._value(state, slot) for slot in self.slots)

    def _value(self, state: State, slot: Slot) -> int:
        match slot.kind:
            case "variable":
                return state.values[slot.name] - slot.low
            case "seen":
                return slot.name in state.seen
            case "chosen":
                return slot.name in state.chosen
            case _:
                assert_never(slot.kind)

    def decision(self, option: int) -> str:
        """An option's number as the decision that a run is made of: `scene.choice`."""
        found = self.options[option]
        return f"{self.places[found.place].name}.{found.choice}"

    def _place(self, name: str) -> Place:
        number = self.numbers[name]
        if name in self.story.endings:
            return Place(number, name, True, Deeds(()), ())
        scene = self.story.scenes[name]
        leaving = (Put(self.seen[name], 1),) if name in self.seen else ()
        arrive = self._deeds(scene.arrive)
        match scene.way:
            case Menu(choices):
                options = tuple(self._option(scene, number, choice) for choice in choices)
                return Place(number, name, False, arrive, leaving, options, menu=True)
            case Flow(to):
                ways: tuple[Way, ...] = (Way(self.logic.always, self.numbers[to]),)
            case Route(roads):
                ways = tuple(Way(self.formula(road.condition), self.numbers[road.to]) for road in roads)
            case _:
                assert_never(scene.way)
        return Place(number, name, False, arrive, leaving, (), ways)

    def _option(self, scene: Scene, place: int, choice: Choice) -> Option:
        logic = self.logic
        decision = f"{scene.id}.{choice.id}"
        shown = self.formula(choice.hidden_unless)
        if choice.once:
            shown = logic.every((logic.test(self.chosen[decision], 1), shown))
        needs = tuple(self.formula(need.condition) for need in choice.needs)
        number = len(self._options)
        made = Option(
            number,
            place,
            choice.id,
            shown,
            needs,
            logic.every((shown, *needs)) if needs else shown,
            tuple(self._arm(number, decision, choice, outcome) for outcome in _outcomes(choice)),
        )
        self._options.append(made)
        return made

    def _arm(self, option: int, decision: str, choice: Choice, outcome: Outcome | None) -> Arm:
        to = (outcome and outcome.to) or choice.to
        if to is None:
            raise ValueError(f"{decision} leads nowhere")
        deeds = [self._deeds(choice.effect)]
        if outcome:
            deeds.append(self._deeds(outcome.effect))
        if decision in self.chosen:
            deeds.append(Deeds((Put(self.chosen[decision], 1),)))
        return Arm(
            option,
            outcome.id if outcome else None,
            self.formula(outcome.condition if outcome else None),
            tuple(each for each in deeds if each.changes or each.rows),
            None if to == STAY else self.numbers[to],
        )

    def _deeds(self, effect: Effect) -> Deeds:
        rows = tuple((self.formula(row.condition), self._turnings(row.changes)) for row in effect.also)
        return Deeds(self._turnings(effect.changes), rows)

    def _turnings(self, changes: Sequence[Change]) -> tuple[Turning, ...]:
        return tuple(self._turning(change) for change in changes)

    def _turning(self, change: Change) -> Turning:
        slot = self.variables[change.variable]
        match change:
            case Add(_, amount):
                return Move(slot, amount)
            case Set(_, value):
                here = self.slots[slot]
                return Put(slot, max(0, min(here.size - 1, value - here.low)))
            case _:
                assert_never(change)


def _outcomes(choice: Choice) -> tuple[Outcome | None, ...]:
    """The outcomes in order; None stands for there being none that holds."""
    if choice.outcomes and choice.outcomes[-1].condition is None:
        return choice.outcomes
    return (*choice.outcomes, None)


def turned(deeds: Deeds, values: Sequence[int], sizes: Sequence[int]) -> list[int]:
    """The values after deeds."""
    after = _applied(deeds.changes, list(values), sizes)
    rows = [changes for condition, changes in deeds.rows if holds(condition, after)]
    for changes in rows:
        _applied(changes, after, sizes)
    return after


def _applied(changes: Sequence[Turning], values: list[int], sizes: Sequence[int]) -> list[int]:
    for change in changes:
        match change:
            case Move(slot, amount):
                values[slot] = max(0, min(sizes[slot] - 1, values[slot] + amount))
            case Put(slot, value):
                values[slot] = value
            case _:
                assert_never(change)
    return values
