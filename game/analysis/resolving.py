"""From conditions as written to formulas over the slots of a table."""

from __future__ import annotations

from collections.abc import Iterator
from typing import assert_never

from game.analysis.formula import Formula, Logic
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
from game.core.model import Ending, Honour, Menu, Module, Scene, Story, Variable
from game.core.prose import Line, Prose
from game.core.walk import conditions_of, conditions_of_line, questions


class Resolving:
    """Reads the conditions of one story. `variables` leads from a variable to its slot, `seen` and
    `chosen` from a scene and a decision to theirs."""

    def __init__(
        self,
        story: Story,
        logic: Logic,
        variables: dict[str, int],
        seen: dict[str, int],
        chosen: dict[str, int],
    ) -> None:
        self.story = story
        self.logic = logic
        self.variables = variables
        self.seen = seen
        self.chosen = chosen
        self._panels: dict[str, tuple[Variable, ...]] = {}
        self._made: dict[int, tuple[Condition, Formula]] = {}
        self._named: dict[str, Formula] = {}

    def formula(self, condition: Condition | None, ending: str = "") -> Formula:
        """What a condition says; None always holds. At an ending, `ending is` is answered; it is
        asked nowhere else, and holds nowhere else."""
        if condition is None:
            return self.logic.always
        if ending:
            return self._formula(condition, ending)
        # the same object stands for the same condition as long as it is kept alive here
        made = self._made.get(id(condition))
        if made is None:
            made = self._made[id(condition)] = (condition, self._formula(condition, ""))
        return made[1]

    def _formula(self, condition: Condition, ending: str) -> Formula:
        logic = self.logic
        match condition:
            case Among(variable, values):
                low = self.story.variables[variable].low
                return logic.test(
                    self.variables[variable], sum(1 << value - low for value in values if value >= low)
                )
            case Compare(left, operator, right):
                return self._compared(left, operator, right, ending)
            case All(conditions):
                return logic.every(self._formula(each, ending) for each in conditions)
            case Either(conditions):
                return logic.some(self._formula(each, ending) for each in conditions)
            case Not(inner):
                return logic.opposite(self._formula(inner, ending))
            case Seen(scene):
                return self._bit(self.seen.get(scene))
            case Chose(choice):
                return self._bit(self.chosen.get(choice))
            case Named(name):
                if ending:
                    return self._formula(self.story.conditions[name], ending)
                if name not in self._named:
                    self._named[name] = self._formula(self.story.conditions[name], "")
                return self._named[name]
            case EndingIs(wanted):
                return logic.constant(wanted == ending)
            case _:
                assert_never(condition)

    def _bit(self, slot: int | None) -> Formula:
        return self.logic.never if slot is None else self.logic.test(slot, 2)

    def _compared(self, left: Quantity, operator: str, right: Quantity, ending: str) -> Formula:
        terms = [*self._terms(left, 1, ending), *self._terms(right, -1, ending)]
        constant = sum(each for each in terms if isinstance(each, int))
        slots = [(each[0], each[1]) for each in terms if isinstance(each, tuple) and isinstance(each[0], int)]
        parts = [
            (each[0], each[1]) for each in terms if isinstance(each, tuple) and not isinstance(each[0], int)
        ]

        def least(number: int) -> Formula:
            return self.logic.weighed(slots, parts, number - constant)

        match operator:
            case ">=":
                return least(0)
            case ">":
                return least(1)
            case "<":
                return self.logic.opposite(least(0))
            case "<=":
                return self.logic.opposite(least(1))
            case "==":
                return self.logic.every((least(0), self.logic.opposite(least(1))))
            case "!=":
                return self.logic.some((self.logic.opposite(least(0)), least(1)))
        raise ValueError(operator)

    def _terms(
        self, quantity: Quantity, sign: int, ending: str
    ) -> Iterator[int | tuple[int, int] | tuple[Formula, int]]:
        """Constants, slots with their weights and formulas with theirs, that a quantity adds up."""
        match quantity:
            case Number(value):
                yield sign * value
            case Value(variable):
                yield self.variables[variable], sign
                yield sign * self.story.variables[variable].low
            case CountOf(conditions):
                for each in conditions:
                    yield self._formula(each, ending), sign
            case TallyOf(chapter):
                tally = self.story.chapters[chapter].tally
                for voice in tally.voices if tally else ():
                    yield self._formula(voice.condition, ending), sign * voice.votes
            case Lying(panel):
                for lying in self._lying(panel):
                    yield self.variables[lying.id], sign
                    yield sign * lying.low
            case Sum(terms):
                for factor, term in terms:
                    yield from self._terms(term, sign * factor, ending)
            case _:
                assert_never(quantity)

    def _lying(self, panel: str) -> tuple[Variable, ...]:
        if panel not in self._panels:
            every = self.story.variables.values()
            self._panels[panel] = tuple(each for each in every if each.panel == panel)
        return self._panels[panel]


def asked_past(story: Story) -> tuple[frozenset[str], frozenset[str]]:
    """The scenes and the decisions that some condition of the story asks about: `seen` and `chose`.
    A choice that is offered once asks about itself."""
    seen: set[str] = set()
    chosen: set[str] = set()
    for condition in _conditions(story):
        for question in questions(condition):
            if isinstance(question, Seen):
                seen.add(question.scene)
            elif isinstance(question, Chose):
                chosen.add(question.choice)
    for scene in story.scenes.values():
        if isinstance(scene.way, Menu):
            chosen.update(f"{scene.id}.{choice.id}" for choice in scene.way.choices if choice.once)
    return frozenset(seen), frozenset(chosen)


def _conditions(story: Story) -> Iterator[Condition]:
    """Every condition that may decide something or vary what is told in a run."""
    yield from story.conditions.values()
    for chapter in story.chapters.values():
        for voice in chapter.tally.voices if chapter.tally else ():
            yield voice.condition
            yield from conditions_of_line(voice.label)
    for text in story.texts.values():
        yield from conditions_of(text)
    for scene in story.scenes.values():
        yield from _of_scene(scene)
    for ending in story.endings.values():
        yield from _of_ending(ending)
    for module in story.modules.values():
        yield from _of_module(module)
    for honour in story.honours.values():
        yield from _of_honour(honour)


def _of_scene(scene: Scene) -> Iterator[Condition]:
    yield from (row.condition for row in scene.arrive.also)
    yield from conditions_of(scene.text)
    if scene.sensitive:
        yield from conditions_of(scene.sensitive.summary)
    if not isinstance(scene.way, Menu):
        roads = getattr(scene.way, "roads", ())
        yield from (road.condition for road in roads if road.condition is not None)
        return
    for choice in scene.way.choices:
        if choice.hidden_unless is not None:
            yield choice.hidden_unless
        yield from (row.condition for row in choice.effect.also)
        for need in choice.needs:
            yield need.condition
            yield from conditions_of_line(need.locked)
        yield from _of_lines(choice.label, choice.log, choice.official)
        yield from conditions_of(choice.then)
        for outcome in choice.outcomes:
            if outcome.condition is not None:
                yield outcome.condition
            yield from (row.condition for row in outcome.effect.also)
            yield from _of_lines(outcome.log, outcome.official)
            yield from conditions_of(outcome.then)


def _of_lines(*lines: Line) -> Iterator[Condition]:
    for line in lines:
        yield from conditions_of_line(line)


def _of_ending(ending: Ending) -> Iterator[Condition]:
    yield from conditions_of(ending.text)
    if ending.sensitive:
        yield from conditions_of(ending.sensitive.summary)
    answers = ending.answers
    yield from _of_lines(answers.party, answers.price, answers.you, ending.question)


def _of_module(module: Module) -> Iterator[Condition]:
    for condition, prose in module.variants:
        if condition is not None:
            yield condition
        yield from _of_prose(prose)
    for sensitive in module.sensitive:
        yield from _of_prose(sensitive.summary if sensitive else ())


def _of_honour(honour: Honour) -> Iterator[Condition]:
    yield honour.condition
    yield from _of_prose(honour.text)


def _of_prose(prose: Prose) -> Iterator[Condition]:
    yield from conditions_of(prose)
