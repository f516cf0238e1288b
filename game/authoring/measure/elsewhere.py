"""Which variables are asked about in another file than one that changes them: state that carries."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from itertools import chain

from game.core.condition import Among, Condition, Lying, Named, TallyOf, Value
from game.core.model import Choice, Effect, Ending, Menu, Module, Route, Scene, Story
from game.core.value import dataclass
from game.core.walk import conditions_of, conditions_of_line, questions, texts_of
from game.loading.diagnostic import Span


@dataclass(frozen=True, slots=True)
class Carried:
    """A variable that some file changes: the files that do, and those that ask about it."""

    variable: str
    changed: frozenset[str]
    asked: frozenset[str]

    @property
    def elsewhere(self) -> bool:
        """Whether another file asks about it than one that changes it."""
        return any(one != other for one in self.changed for other in self.asked)


def carried(story: Story, places: Mapping[str, Span]) -> tuple[Carried, ...]:
    """Every variable of an author that something changes."""
    walk = _Walk(story, places)
    for scene in story.scenes.values():
        walk.scene(scene)
    for ending in story.endings.values():
        walk.ending(ending)
    for module in story.modules.values():
        walk.module(module)
    return tuple(
        Carried(name, frozenset(walk.changed[name]), frozenset(walk.asked.get(name, ())))
        for name, variable in story.variables.items()
        if not variable.hidden and name in walk.changed
    )


class _Walk:
    """Notes files by variable."""

    def __init__(self, story: Story, places: Mapping[str, Span]) -> None:
        self.story, self.places = story, places
        self.changed: dict[str, set[str]] = {}
        self.asked: dict[str, set[str]] = {}

    def scene(self, scene: Scene) -> None:
        file = self._file(scene.id, "")
        self._effect(scene.arrive, file)
        self._ask(chain(conditions_of(scene.text), self._shown(texts_of(scene.text))), file)
        match scene.way:
            case Menu(choices):
                for choice in choices:
                    self._choice(choice, self._file(f"{scene.id}.{choice.id}", file))
            case Route(roads):
                self._ask((road.condition for road in roads if road.condition is not None), file)

    def _choice(self, choice: Choice, file: str) -> None:
        hidden = () if choice.hidden_unless is None else (choice.hidden_unless,)
        self._ask((*hidden, *(need.condition for need in choice.needs)), file)
        for line in (choice.label, choice.log, choice.official, *(need.locked for need in choice.needs)):
            self._ask(conditions_of_line(line), file)
        told = [(choice.effect, choice.then), *((each.effect, each.then) for each in choice.outcomes)]
        for effect, then in told:
            self._effect(effect, file)
            self._ask(chain(conditions_of(then), self._shown(texts_of(then))), file)
        for outcome in choice.outcomes:
            self._ask(() if outcome.condition is None else (outcome.condition,), file)
            self._ask(chain(conditions_of_line(outcome.log), conditions_of_line(outcome.official)), file)

    def ending(self, ending: Ending) -> None:
        file = self._file(ending.id, "")
        self._ask(conditions_of(ending.text), file)
        answers = ending.answers
        for line in (answers.party, answers.price, answers.you, ending.question):
            self._ask(conditions_of_line(line), file)

    def module(self, module: Module) -> None:
        file = self._file(f"module:{module.id}", "")
        for condition, prose in module.variants:
            self._ask(() if condition is None else (condition,), file)
            self._ask(conditions_of(prose), file)

    def _effect(self, effect: Effect, file: str) -> None:
        for change in (*effect.changes, *(each for row in effect.also for each in row.changes)):
            self.changed.setdefault(change.variable, set()).add(file)
        self._ask((row.condition for row in effect.also), file)

    def _ask(self, conditions: Iterable[Condition], file: str) -> None:
        for condition in conditions:
            for name in self._variables(condition):
                self.asked.setdefault(name, set()).add(file)

    def _shown(self, texts: Iterable[str]) -> Iterator[Condition]:
        for text in texts:
            prose = self.story.texts[text]
            yield from conditions_of(prose)
            yield from self._shown(texts_of(prose))

    def _variables(self, condition: Condition) -> Iterator[str]:
        for question in questions(condition):
            match question:
                case Among(name) | Value(name):
                    yield name
                case Named(name):
                    yield from self._variables(self.story.conditions[name])
                case TallyOf(chapter):
                    tally = self.story.chapters[chapter].tally
                    for voice in tally.voices if tally else ():
                        yield from self._variables(voice.condition)
                case Lying(panel):
                    yield from (each.id for each in self.story.variables.values() if each.panel == panel)

    def _file(self, subject: str, otherwise: str) -> str:
        span = self.places.get(subject)
        return span.path if span else otherwise
