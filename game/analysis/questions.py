"""What is asked about a story: every question of `explore`, each as places and formulas.

A question of the first form asks whether some run comes to one of its moments: a state at a place
where a formula holds. One of the second form asks whether no run does: its moments are the bad ones.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import count
from typing import Literal, assert_never, get_args

from game.analysis.formula import Formula, holds
from game.analysis.graph import taken
from game.analysis.table import Deeds, Option, Place, Table, turned
from game.analysis.turning import Turner
from game.core.condition import ALWAYS, Condition
from game.core.model import Choice, Effect, Menu, Outcome, Scene
from game.core.prose import Arm, Document, Line, Paragraph, Prose, Shown, Variant, Variants
from game.core.value import dataclass, replace

Kind = Literal[
    "scene-entered",
    "ending-reached",
    "choice-taken",
    "choice-closed",
    "outcome-taken",
    "row-applied",
    "variant-seen",
    "module-shown",
    "open-choice",
    "can-finish",
]
KINDS: tuple[Kind, ...] = get_args(Kind)
EVERY: frozenset[Kind] = frozenset({"open-choice", "can-finish"})
"""The questions that ask about every reachable state."""

Moment = tuple[int, Formula]
"""A place, and what must hold of the state there."""


@dataclass(frozen=True, slots=True, eq=False)
class Question:
    """One thing asked. `subject` is what it is about, as `places` of a loaded story know it; `part`
    tells which part of that: a need, or a variant of its text and which arm. `condition` is the
    written condition that decides, where there is one; `otherwise` tells that it must fail."""

    kind: Kind
    subject: str
    part: str = ""
    condition: Condition | None = None
    otherwise: bool = False
    moments: tuple[Moment, ...] = ()
    option: int | None = None
    """The option that is taken then, if the question is about what comes of it."""


@dataclass(frozen=True, slots=True)
class Telling:
    """A place where something is told, in the states where `held` holds, after deeds."""

    place: int
    held: Formula
    deeds: tuple[Deeds, ...] = ()
    option: int | None = None


Tellings = Sequence[Telling]


def questions(table: Table) -> list[Question]:
    """Every question about the story of a table, in the order of its places."""
    return _Asking(table).all()


class _Asking:
    """Finds the questions of one table."""

    def __init__(self, table: Table) -> None:
        self.table = table
        self.logic = table.logic
        self.turner = Turner(table.logic)
        self._shared: dict[tuple[Kind, str, str, bool], Question] = {}
        """What is asked about shared texts and calls: wherever they are shown or offered."""

    def all(self) -> list[Question]:
        """Every question, in the order of the places."""
        found: list[Question] = []
        for place in self.table.places:
            if not _made(self.table, place):
                found += self._ending(place) if place.ending else self._scene(place)
        found += self._modules()
        return [*found, *self._shared.values()]

    # Places

    def _scene(self, place: Place) -> Iterator[Question]:
        scene = self.table.story.scenes[place.name]
        always = self.logic.always
        here = (Telling(place.number, always),)
        yield Question("scene-entered", place.name, moments=((place.number, always),))
        yield from self._arriving(place, scene)
        yield from self._prose(place.name, "text", scene.text, here)
        if scene.sensitive:
            yield from self._prose(place.name, "summary", scene.sensitive.summary, here)
        if isinstance(scene.way, Menu):
            for option, choice in zip(place.options, scene.way.choices, strict=True):
                yield from self._choice(place, scene, option, choice)
            shut = self.logic.opposite(self.logic.some(option.open for option in place.options))
            yield Question("open-choice", place.name, moments=((place.number, shut),))
        yield Question("can-finish", place.name)

    def _choice(self, place: Place, scene: Scene, option: Option, choice: Choice) -> Iterator[Question]:
        subject = f"{place.name}.{choice.id}"
        taking = ((place.number, option.open),)
        yield Question("choice-taken", subject, moments=taking, option=option.number)
        if scene.evening is None:
            yield from self._offered(place, option, choice, subject)
        else:
            # what a call says is written once, and read on any of its evenings
            self._merge(self._offered(place, option, choice, choice.id))
        held = taken(self.logic, option.open, [arm.condition for arm in option.arms])
        told = [
            Telling(place.number, each, arm.deeds, option.number)
            for arm, each in zip(option.arms, held, strict=True)
        ]
        if scene.evening is None:
            yield from self._choosing(option, choice, subject, told)
        else:
            self._merge(self._choosing(option, choice, choice.id, told))
        outcomes = {outcome.id: outcome for outcome in choice.outcomes}
        happened = [outcomes.get(arm.outcome) if arm.outcome else None for arm in option.arms]
        yield from self._prose(subject, "then", choice.then, told)
        own = list(zip(told, happened, strict=True))
        yield from self._line(subject, "log", choice.log, [t for t, o in own if not (o and o.log)])
        yield from self._line(
            subject, "official", choice.official, [t for t, o in own if not (o and o.official)]
        )
        for telling, outcome in own:
            if outcome:
                yield from self._outcome(telling, f"{subject}.{outcome.id}", outcome)

    def _offered(self, place: Place, option: Option, choice: Choice, subject: str) -> Iterator[Question]:
        yield from self._line(subject, "label", choice.label, (Telling(place.number, option.shown),))
        yield from self._needs(place, option, choice, subject)

    def _needs(self, place: Place, option: Option, choice: Choice, subject: str) -> Iterator[Question]:
        before = option.shown
        for number, (formula, need) in enumerate(zip(option.needs, choice.needs, strict=True), 1):
            closed = self.logic.every((before, self.logic.opposite(formula)))
            part = f"needs {number}" if len(choice.needs) > 1 else ""
            yield Question("choice-closed", subject, part, need.condition, True, ((place.number, closed),))
            yield from self._line(subject, f"locked {number}", need.locked, (Telling(place.number, closed),))
            before = self.logic.every((before, formula))

    def _outcome(self, telling: Telling, subject: str, outcome: Outcome) -> Iterator[Question]:
        moments = ((telling.place, telling.held),)
        yield Question("outcome-taken", subject, "", outcome.condition, False, moments, telling.option)
        yield from self._prose(subject, "then", outcome.then, (telling,))
        yield from self._line(subject, "log", outcome.log, (telling,))
        yield from self._line(subject, "official", outcome.official, (telling,))

    # Rows of changes

    def _choosing(self, option: Option, choice: Choice, subject: str, told: Tellings) -> Iterator[Question]:
        """The rows of a choice, judged after what the choice changes, and those of its outcomes, judged
        after all that the choice does and what the outcome changes."""
        first = replace(told[0], held=option.open)
        yield from self._rows(subject, choice.effect, (_short_of(first, 0),))
        own = 1 if choice.effect.changes or choice.effect.also else 0
        for outcome, telling in zip(choice.outcomes, told, strict=False):
            yield from self._rows(f"{subject}.{outcome.id}", outcome.effect, (_short_of(telling, own),))

    def _arriving(self, place: Place, scene: Scene) -> Iterator[Question]:
        """The rows of a scene, judged on the way into it: asked about every place that leads here. What
        is changed on arriving may hide what was so before."""
        if not scene.arrive.also:
            return
        changes = Deeds(place.arrive.changes)
        ways = [
            Telling(source.number, held, (*deeds, Deeds(source.leaving), changes), option)
            for source in self.table.places
            for held, deeds, option in self._leading(source, place.number)
        ]
        begun: tuple[int, ...] | None = None
        if place.number == self.table.start:
            begun = tuple(turned(changes, self.table.first, self.logic.sizes))
        yield from self._rows(place.name, scene.arrive, ways, begun)

    def _leading(self, source: Place, to: int) -> Iterator[tuple[Formula, tuple[Deeds, ...], int | None]]:
        """The ways from one place to another: when each is gone, what it does, and by which option."""
        for option in source.options:
            held = taken(self.logic, option.open, [arm.condition for arm in option.arms])
            for arm, each in zip(option.arms, held, strict=True):
                if arm.to == to:
                    yield each, arm.deeds, option.number
        held = taken(self.logic, self.logic.always, [way.condition for way in source.ways])
        for way, each in zip(source.ways, held, strict=True):
            if way.to == to:
                yield each, (), None

    def _rows(
        self, subject: str, effect: Effect, told: Tellings, begun: tuple[int, ...] | None = None
    ) -> Iterator[Question]:
        """One question a row that has a condition: whether it ever holds where the row is judged, or held
        in the state in which runs have `begun`. The run that shows it ends with the choice that applies
        the row, where only one choice does."""
        for number, row in enumerate(effect.also, 1):
            if row.condition == ALWAYS:
                continue
            here = self._where(told, row.condition)
            if begun is not None and holds(self.table.formula(row.condition), begun):
                here.append(Telling(self.table.start, self.logic.always))
            options = {each.option for each in here}
            option = options.pop() if len(options) == 1 else None
            part = f"also {number}"
            yield Question("row-applied", subject, part, row.condition, False, _moments(here), option)

    def _ending(self, place: Place) -> Iterator[Question]:
        ending = self.table.story.endings[place.name]
        here = (Telling(place.number, self.logic.always),)
        yield Question("ending-reached", place.name, moments=((place.number, self.logic.always),))
        yield from self._prose(place.name, "text", ending.text, here)
        if ending.sensitive:
            yield from self._prose(place.name, "summary", ending.sensitive.summary, here)
        answers = ending.answers
        yield from self._line(place.name, "answers party", answers.party, here)
        yield from self._line(place.name, "answers price", answers.price, here)
        yield from self._line(place.name, "answers you", answers.you, here)
        yield from self._line(place.name, "question", ending.question, here)

    def _modules(self) -> Iterator[Question]:
        story, always = self.table.story, self.logic.always
        allowed: dict[str, list[Telling]] = {}
        for ending in story.endings.values():
            for shown in dict.fromkeys(ending.epilogue):
                allowed.setdefault(shown, []).append(Telling(self.table.numbers[ending.id], always))
        for module_id, module in story.modules.items():
            rest: Tellings = allowed.get(module_id, [])
            for number, (condition, prose) in enumerate(module.variants, 1):
                here = self._where(rest, condition)
                part = f"variant {number}"
                yield Question("module-shown", f"module:{module_id}", part, condition, False, _moments(here))
                yield from self._prose(f"module:{module_id}", f"{part} text", prose, here)
                for sensitive in module.sensitive[number - 1 : number]:
                    summary = sensitive.summary if sensitive else ()
                    yield from self._prose(f"module:{module_id}", f"{part} summary", summary, here)
                rest = self._where(rest, condition, otherwise=True)

    # Prose

    def _prose(self, subject: str, part: str, prose: Prose, told: Tellings) -> Iterator[Question]:
        yield from self._parts(subject, part, prose, told, count())

    def _line(self, subject: str, part: str, line: Line, told: Tellings) -> Iterator[Question]:
        yield from self._pieces(subject, part, line, told, count())

    def _parts(
        self, subject: str, part: str, prose: Prose, told: Tellings, numbers: Iterator[int]
    ) -> Iterator[Question]:
        for each in prose:
            match each:
                case Paragraph(line):
                    yield from self._pieces(subject, part, line, told, numbers)
                case Document(_, lines, signed):
                    for line in (*lines, signed):
                        yield from self._pieces(subject, part, line, told, numbers)
                case Shown(text):
                    self._share(text, told)
                case Variants(arms):
                    yield from self._arms(subject, part, arms, told, numbers)
                case _:
                    assert_never(each)

    def _pieces(
        self, subject: str, part: str, line: Line, told: Tellings, numbers: Iterator[int]
    ) -> Iterator[Question]:
        for piece in line:
            if isinstance(piece, Variant):
                named = f"{part} {next(numbers) + 1}"
                for otherwise in (False, True):
                    here = self._where(told, piece.condition, otherwise)
                    yield _variant(subject, named, piece.condition, otherwise, here)

    def _arms(
        self, subject: str, part: str, arms: Sequence[Arm], told: Tellings, numbers: Iterator[int]
    ) -> Iterator[Question]:
        rest = told
        for arm in arms:
            named = f"{part} {next(numbers) + 1}"
            here = self._where(rest, arm.condition)
            # an `{else}` is what is left by the arm before it
            condition = arm.condition or arms[-2].condition
            yield _variant(subject, named, condition, arm.condition is None, here)
            yield from self._parts(subject, part, arm.prose, here, numbers)
            rest = self._where(rest, arm.condition, otherwise=True)
        if arms[-1].condition is not None:
            named = f"{part} {next(numbers) + 1}"
            yield _variant(subject, named, arms[-1].condition, True, rest)

    def _share(self, text: str, told: Tellings) -> None:
        self._merge(self._prose(f"text:{text}", "text", self.table.story.texts[text], told))

    def _merge(self, questions: Iterable[Question]) -> None:
        """Keep questions that are asked of several places, as one each."""
        for asked in questions:
            key = (asked.kind, asked.subject, asked.part, asked.otherwise)
            before = self._shared.get(key)
            moments = (*before.moments, *asked.moments) if before else asked.moments
            self._shared[key] = replace(asked, moments=moments, option=None)

    def _where(self, told: Tellings, condition: Condition | None, otherwise: bool = False) -> list[Telling]:
        """The tellings where a condition holds, or does not."""
        found = []
        for each in told:
            place = self.table.places[each.place]
            formula = self.table.formula(condition, place.name if place.ending else "")
            if otherwise:
                formula = self.logic.opposite(formula)
            if each.deeds:
                formula = self.turner.after(formula, each.deeds)
            held = formula if each.held is self.logic.always else self.logic.every((each.held, formula))
            if held is not self.logic.never:
                found.append(Telling(each.place, held, each.deeds, each.option))
        return found


def _made(table: Table, place: Place) -> bool:
    """Whether a scene was made by the desugaring of gates and calls: what is asked of it is asked of the
    scenes that it was made for."""
    if place.ending or not ("." in place.name or "~" in place.name):
        return False
    return table.story.scenes[place.name].evening is None


def _short_of(telling: Telling, number: int) -> Telling:
    """What is so when the rows of one of the deeds are judged: after those before it and its own changes."""
    own = [Deeds(each.changes) for each in telling.deeds[number : number + 1]]
    return replace(telling, deeds=(*telling.deeds[:number], *own))


def _variant(
    subject: str, part: str, condition: Condition | None, otherwise: bool, told: Tellings
) -> Question:
    option = told[0].option if told else None
    return Question("variant-seen", subject, part, condition, otherwise, _moments(told), option)


def _moments(told: Tellings) -> tuple[Moment, ...]:
    return tuple((each.place, each.held) for each in told)
