"""What a story tells, passage by passage: the text of a scene, what came of a choice, an ending with its
answers, an epilogue; and the menus that it offers.

What a passage tells in a state is reckoned by `core` the first time that a run meets what the passage
asks about, and remembered: a play looks at a few numbers and no prose.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Literal, TypeVar

from game.analysis.formula import Constant, Formula
from game.analysis.machine import Values, function, source
from game.analysis.table import Table
from game.authoring.measure.counting import lines_told, words, words_told
from game.authoring.measure.part import Part
from game.authoring.measure.pieces import Fork, Pieces, Written, asked, every, told
from game.core.model import Choice, Ending, Menu, Outcome, Scene
from game.core.play import present
from game.core.prose import Told, ToldParagraph, plain
from game.core.rules import holds
from game.core.state import State
from game.core.telling import tell, tell_line
from game.core.value import dataclass

Met = TypeVar("Met")

PassageKind = Literal["scene", "outcome", "ending", "epilogue"]

_SPEECH = re.compile(r"[\"“]\s*\w[^\"”]*[.,!?…—–-][*_]*[\"”]|^[\"“]\s*\w")
"""Speech: a quotation that ends in a mark of its own, or that opens a paragraph."""


@dataclass(frozen=True, slots=True)
class Passage:
    """Something that a story tells: `subject` has a place in the files, `chapter` is empty for what
    comes at an end. `measured` says whether it belongs to the part that is measured."""

    number: int
    kind: PassageKind
    subject: str
    chapter: str
    measured: bool
    written: Written


@dataclass(frozen=True, slots=True)
class Telling:
    """A passage as it is told in some states."""

    number: int
    passage: Passage
    words: int
    pieces: tuple[int, ...]
    speech: bool


@dataclass(frozen=True, slots=True)
class Offered:
    """What a menu offers in some states: options by their numbers, open and closed."""

    number: int
    place: int
    open: tuple[int, ...]
    closed: tuple[int, ...]
    words: int
    """Of its labels, and of its reasons."""


Tell = int | Callable[[Values], int]
"""The number of a telling, or what finds it in a state."""


class Passages:
    """The passages of a story and the tellings that were met so far."""

    def __init__(self, table: Table, part: Part) -> None:
        self.table, self.part = table, part
        self.story = table.story
        self.pieces = Pieces(table)
        self.all: list[Passage] = []
        self.tellings: list[Telling] = []
        self.offers: list[Offered] = []
        count = len(table.places)
        self.texts: list[Tell | None] = [None] * count
        """What each place tells on arrival."""
        self.outcomes: list[list[Tell | None]] = [[] for _ in table.options]
        """For each option what each of its arms tells."""
        self.epilogues: list[tuple[Tell, ...]] = [()] * count
        """For each ending the modules that may be told after it."""
        self.menus: list[Offered | Callable[[Values], Offered]] = []
        for place in table.places:
            if place.ending:
                self._ending(place.number, self.story.endings[place.name])
            else:
                self._scene(place.number, self.story.scenes[place.name])
            self.menus.append(self._menu(place.number))

    def measured(self) -> Iterator[int]:
        """The pieces of all text that belongs to the part, each once."""
        seen: set[int] = set()
        for passage in self.all:
            if passage.measured:
                seen.update(every(passage.written))
        yield from sorted(seen)

    # Making

    def _scene(self, place: int, scene: Scene) -> None:
        in_part = self.part.has_scene(self.story, scene.id)
        if scene.text:
            written = self.pieces.prose(scene.id, scene.text)
            passage = self._passage("scene", scene.id, scene.chapter, in_part, written)
            self.texts[place] = self._tell(
                passage, scene.id, lambda state: tell(self.story, state, scene.text)
            )
        if not isinstance(scene.way, Menu):
            return
        choices = {choice.id: choice for choice in scene.way.choices}
        for option in self.table.places[place].options:
            choice = choices[option.choice]
            outcomes = {outcome.id: outcome for outcome in choice.outcomes}
            for arm in option.arms:
                outcome = outcomes.get(arm.outcome) if arm.outcome else None
                self.outcomes[option.number].append(self._outcome(scene, choice, outcome))

    def _outcome(self, scene: Scene, choice: Choice, outcome: Outcome | None) -> Tell | None:
        own = f"{scene.id}.{choice.id}"
        named = f"{own}.{outcome.id}" if outcome else own
        if not choice.then and not (outcome and outcome.then):
            return None
        written = self.pieces.prose(own, choice.then)
        written += self.pieces.prose(named, outcome.then) if outcome else ()
        in_part = self.part.has_choice(self.story, scene.id, choice.id)
        passage = self._passage("outcome", named, scene.chapter, in_part, written)

        def telling(state: State) -> Told:
            then = tell(self.story, state, choice.then)
            return then + (tell(self.story, state, outcome.then) if outcome else ())

        return self._tell(passage, scene.id, telling)

    def _ending(self, place: int, ending: Ending) -> None:
        name, answers = ending.id, ending.answers
        in_part = self.part.has_ending(name)
        written = self.pieces.prose(name, ending.text, name)
        for each, line in (
            ("party", answers.party),
            ("price", answers.price),
            ("you", answers.you),
            ("question", ending.question),
        ):
            written += self.pieces.line(f"{name}:{each}", line, name)

        def telling(state: State) -> Told:
            lines = (answers.party, answers.price, answers.you, ending.question)
            asked_ = tuple(ToldParagraph(tell_line(self.story, state, line)) for line in lines)
            return tell(self.story, state, ending.text) + asked_

        self.texts[place] = self._tell(self._passage("ending", name, "", in_part, written), name, telling)
        self.epilogues[place] = tuple(self._module(ending, each) for each in ending.epilogue)

    def _module(self, ending: Ending, name: str) -> Tell:
        variants = self.story.modules[name].variants
        arms = tuple(
            (
                self.table.formula(condition, ending.id),
                self.pieces.prose(f"module:{name}:{number}", prose, ending.id),
            )
            for number, (condition, prose) in enumerate(variants)
        )

        def telling(state: State) -> Told:
            for condition, prose in variants:
                if condition is None or holds(self.story, state, condition):
                    return tell(self.story, state, prose)
            return ()

        in_part = self.part.has_ending(name)
        passage = self._passage("epilogue", f"module:{name}", "", in_part, (Fork(arms),))
        return self._tell(passage, ending.id, telling)

    def _passage(
        self, kind: PassageKind, subject: str, chapter: str, measured: bool, written: Written
    ) -> Passage:
        passage = Passage(len(self.all), kind, subject, chapter, measured, written)
        self.all.append(passage)
        return passage

    def _tell(self, passage: Passage, at: str, telling: Callable[[State], Told]) -> Tell:
        """What tells a passage in a state at a scene or ending."""

        def met(values: Sequence[int]) -> int:
            told_ = telling(self.state(at, values))
            speech = any(_speaks(block) for block in told_)
            pieces = tuple(sorted(set(told(passage.written, values))))
            made = Telling(len(self.tellings), passage, words_told(told_), pieces, speech)
            self.tellings.append(made)
            return made.number

        formulas = tuple(dict.fromkeys(asked(passage.written)))
        if not formulas:
            return met(self.table.first)
        return remembering(formulas, met)

    def _menu(self, place: int) -> Offered | Callable[[Values], Offered]:
        options = self.table.places[place].options
        name = self.table.places[place].name
        if not options:
            return self._offered(place, (), (), 0)
        formulas = [each for option in options for each in (option.shown, option.open)]
        for choice in _choices(self.story.scenes[name]):
            for line in (choice.label, *(need.locked for need in choice.needs)):
                formulas += asked(self.pieces.line(f"{name}.{choice.id}:line", line))
            # which of the reasons is told is told by the needs themselves
            formulas += [self.table.formula(need.condition) for need in choice.needs]

        def met(values: Sequence[int]) -> Offered:
            state = self.state(name, values)
            numbers = {option.choice: option.number for option in options}
            shown = present(self.story, state)
            opened = tuple(numbers[each.choice] for each in shown if each.open)
            closed = tuple(numbers[each.choice] for each in shown if not each.open)
            read = sum(words(plain(each.label)) + words(plain(each.reason)) for each in shown)
            return self._offered(place, opened, closed, read)

        asked_ = tuple(dict.fromkeys(each for each in formulas if not isinstance(each, Constant)))
        return remembering(asked_, met) if asked_ else met(self.table.first)

    def _offered(self, place: int, opened: tuple[int, ...], closed: tuple[int, ...], read: int) -> Offered:
        made = Offered(len(self.offers), place, opened, closed, read)
        self.offers.append(made)
        return made

    def state(self, name: str, values: Sequence[int]) -> State:
        """The state of `core` at a scene or ending that has these values, as far as anything asks."""
        table = self.table
        return State(
            name,
            {each: values[slot] + table.slots[slot].low for each, slot in table.variables.items()},
            frozenset(each for each, slot in table.seen.items() if values[slot]),
            frozenset(each for each, slot in table.chosen.items() if values[slot]),
        )


def remembering(formulas: Iterable[Formula], met: Callable[[Sequence[int]], Met]) -> Callable[[Values], Met]:
    """What `met` says of a state, asked once for all states in which the same formulas hold."""
    body = ["r = 0"]
    body += [f"if {source(each)}: r |= {1 << position}" for position, each in enumerate(formulas)]
    body += ["f = cache.get(r)", "if f is None:", " f = cache[r] = met(v)", "return f"]
    found: Callable[[Values], Met] = function(body, {"cache": {}, "met": met})
    return found


def _choices(scene: Scene) -> tuple[Choice, ...]:
    return scene.way.choices if isinstance(scene.way, Menu) else ()


def _speaks(block: object) -> bool:
    return isinstance(block, ToldParagraph) and any(_SPEECH.search(each) for each in lines_told(block))
