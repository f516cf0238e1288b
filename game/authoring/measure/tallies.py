"""The counts by name: how many votes there are, and how strong the player is, where a count is taken."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import chain

from game.analysis.formula import Constant
from game.analysis.machine import Values, source
from game.analysis.machine import function as written
from game.analysis.table import Table
from game.core.condition import Condition, Named, TallyOf
from game.core.model import Menu, Route, Scene, Story, Tally, Variable
from game.core.value import dataclass
from game.core.walk import conditions_of, questions

Count = tuple[int, int, int]
"""The number of a count, its votes, and the step of the first meter."""


@dataclass(frozen=True, slots=True)
class Counted:
    """A chapter's count, and the scenes in which it is taken."""

    chapter: str
    tally: Tally
    scenes: tuple[str, ...]


class Tallies:
    """The counts of a story: each is taken where something that may happen asks about it; where only
    prose does, there."""

    def __init__(self, table: Table) -> None:
        story = table.story
        self.meter: Variable | None = next(
            (each for each in story.variables.values() if each.kind == "meter"), None
        )
        """The first meter that is declared: in the game, strength."""
        self.all: list[Counted] = []
        self.at: list[Callable[[Values], tuple[Count, ...]] | None] = [None] * len(table.places)
        """For each place what counts there in a state."""
        for chapter in story.chapters.values():
            if chapter.tally is not None and (scenes := _taken(story, chapter.id)):
                self.all.append(Counted(chapter.id, chapter.tally, scenes))
        for name in dict.fromkeys(chain.from_iterable(each.scenes for each in self.all)):
            here = [number for number, each in enumerate(self.all) if name in each.scenes]
            self.at[table.numbers[name]] = self._counting(table, here)

    def _counting(self, table: Table, here: list[int]) -> Callable[[Values], tuple[Count, ...]]:
        meter = f"v[{table.variables[self.meter.id]}]" if self.meter else "0"
        counts = []
        for number in here:
            voices = []
            for voice in self.all[number].tally.voices:
                formula = table.formula(voice.condition)
                if not isinstance(formula, Constant):
                    voices.append(f"({voice.votes} if {source(formula)} else 0)")
                elif formula.value:
                    voices.append(str(voice.votes))
            counts.append(f"({number}, {' + '.join(voices) or '0'}, {meter}),")
        counting: Callable[[Values], tuple[Count, ...]] = written([f"return ({' '.join(counts)})"])
        return counting


def _taken(story: Story, chapter: str) -> tuple[str, ...]:
    deciding = tuple(name for name, scene in story.scenes.items() if _asks(story, _deciding(scene), chapter))
    return deciding or tuple(
        name for name, scene in story.scenes.items() if _asks(story, conditions_of(scene.text), chapter)
    )


def _asks(story: Story, conditions: Iterator[Condition], chapter: str) -> bool:
    for condition in conditions:
        for question in questions(condition):
            if isinstance(question, TallyOf) and question.chapter == chapter:
                return True
            if isinstance(question, Named) and _asks(
                story, iter((story.conditions[question.name],)), chapter
            ):
                return True
    return False


def _deciding(scene: Scene) -> Iterator[Condition]:
    """The conditions on which something that may happen in a scene depends."""
    match scene.way:
        case Menu(choices):
            for choice in choices:
                yield from (need.condition for need in choice.needs)
                yield from (() if choice.hidden_unless is None else (choice.hidden_unless,))
                for effect in (choice.effect, *(outcome.effect for outcome in choice.outcomes)):
                    yield from (row.condition for row in effect.also)
                for outcome in choice.outcomes:
                    yield from (() if outcome.condition is None else (outcome.condition,))
        case Route(roads):
            yield from (road.condition for road in roads if road.condition is not None)
    yield from (row.condition for row in scene.arrive.also)
