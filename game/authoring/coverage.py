"""What walkthroughs show of a story's prose, and what they never do.

The story is played with a mark in every paragraph and every arm of a variant: the marks that come out
in what is told are those that were shown. What can be shown in play counts: texts, what comes of choices,
labels and reasons, the record's sentences, endings and epilogues; not what is looked up.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Literal

from game.authoring.walkthrough import Decide, Instruction
from game.core.epilogue import judge
from game.core.model import Choice, Ending, Menu, Module, Need, Outcome, Scene, Sensitive, Story, frozen
from game.core.play import NotOpen, Step, begin, choose, ended, present
from game.core.prose import (
    Arm,
    Document,
    Line,
    Paragraph,
    Part,
    Prose,
    Shown,
    Told,
    ToldDocument,
    Variant,
    Variants,
    Words,
    plain,
)
from game.core.sparing import EVERYTHING
from game.core.value import dataclass, replace

_ENOUGH = 24
"""So many letters tell one paragraph from another."""
_MARK = re.compile("\ue000(\\d+)\ue001")


@dataclass(frozen=True, slots=True)
class Unit:
    """A paragraph or document, or an arm of a variant inside a line. `subject` is what it belongs to, as
    places have it; `text` is how it begins."""

    subject: str
    kind: Literal["paragraph", "variant"]
    text: str


@dataclass(frozen=True, slots=True)
class Coverage:
    """Every unit of a story in written order, and those that were shown."""

    units: tuple[Unit, ...]
    shown: frozenset[Unit]

    @property
    def unseen(self) -> tuple[Unit, ...]:
        """The units that no walkthrough shows."""
        return tuple(unit for unit in self.units if unit not in self.shown)


def cover(story: Story, walkthroughs: Iterable[Iterable[Instruction]]) -> Coverage:
    """What walkthroughs show, each as far as its decisions can be taken."""
    marking = _Marking()
    marked = marking.story(story)
    shown = {number for walk in walkthroughs for step in _steps(marked, walk) for number in step}
    units = tuple(marking.units)
    return Coverage(units, frozenset(units[number] for number in shown))


def _steps(story: Story, walk: Iterable[Instruction]) -> Iterator[set[int]]:
    steps = [begin(story)]
    for each in walk:
        if isinstance(each, Decide):
            try:
                steps.append(choose(story, steps[-1].state, each.decision.rpartition(".")[2]))
            except NotOpen:
                break
    for step in steps:
        yield set(_marks_of(story, step))


def _marks_of(story: Story, step: Step) -> Iterator[int]:
    """The units that are shown where a step leads, and on its way."""
    for passage in step.passages:
        yield from _of_told(passage.told)
        yield from _of_told(passage.summary)
    if step.deed:
        yield from _marks(step.deed.log)
        yield from _marks(step.deed.official)
    if ended(story, step.state):
        verdict = judge(story, step.state)
        for line in (verdict.party, verdict.price, verdict.you, verdict.question):
            yield from _marks(plain(line))
        spared = judge(story, step.state, frozenset({EVERYTHING}))
        for _, told in (*verdict.epilogue, *spared.epilogue):
            yield from _of_told(told)
    for offer in present(story, step.state):
        yield from _marks(plain(offer.label))
        yield from _marks(plain(offer.reason))


def _of_told(told: Told) -> Iterator[int]:
    for block in told:
        lines = (*block.lines, block.signed) if isinstance(block, ToldDocument) else (block.words,)
        text = " ".join(plain(line) for line in lines)
        if _MARK.sub("", text).strip():  # a paragraph that comes out empty is not shown
            yield from _marks(text)


def _marks(text: str) -> Iterator[int]:
    return (int(number) for number in _MARK.findall(text))


class _Marking:
    """Puts a mark into everything that may or may not be shown."""

    def __init__(self) -> None:
        self.units: dict[Unit, int] = {}

    def story(self, story: Story) -> Story:
        return replace(
            story,
            scenes=frozen({name: self._scene(story, scene) for name, scene in story.scenes.items()}),
            endings=frozen({name: self._ending(ending) for name, ending in story.endings.items()}),
            texts=frozen({name: self._prose(f"text:{name}", text) for name, text in story.texts.items()}),
            modules=frozen({name: self._module(module) for name, module in story.modules.items()}),
        )

    def _scene(self, story: Story, scene: Scene) -> Scene:
        text, way = self._prose(scene.id, scene.text), scene.way
        if isinstance(way, Menu):
            way = Menu(tuple(self._choice(_subject(story, scene, each), each) for each in way.choices))
        return replace(scene, text=text, way=way, sensitive=self._sensitive(scene.id, scene.sensitive))

    def _sensitive(self, subject: str, sensitive: Sensitive | None) -> Sensitive | None:
        if sensitive is None:
            return None
        return replace(sensitive, summary=self._prose(subject, sensitive.summary))

    def _choice(self, subject: str, choice: Choice) -> Choice:
        return replace(
            choice,
            label=self._line(subject, choice.label),
            needs=tuple(Need(need.condition, self._line(subject, need.locked)) for need in choice.needs),
            then=self._prose(subject, choice.then),
            outcomes=tuple(self._outcome(f"{subject}.{each.id}", each) for each in choice.outcomes),
            log=self._line(subject, choice.log),
            official=self._line(subject, choice.official),
        )

    def _outcome(self, subject: str, outcome: Outcome) -> Outcome:
        return replace(
            outcome,
            then=self._prose(subject, outcome.then),
            log=self._line(subject, outcome.log),
            official=self._line(subject, outcome.official),
        )

    def _ending(self, ending: Ending) -> Ending:
        answers = ending.answers
        return replace(
            ending,
            text=self._prose(ending.id, ending.text),
            answers=replace(
                answers,
                party=self._line(ending.id, answers.party),
                price=self._line(ending.id, answers.price),
                you=self._line(ending.id, answers.you),
            ),
            question=self._line(ending.id, ending.question),
            sensitive=self._sensitive(ending.id, ending.sensitive),
        )

    def _module(self, module: Module) -> Module:
        subject = f"module:{module.id}"
        variants = tuple((condition, self._prose(subject, prose)) for condition, prose in module.variants)
        sensitive = tuple(self._sensitive(subject, each) for each in module.sensitive)
        return replace(module, variants=variants, sensitive=sensitive)

    def _prose(self, subject: str, prose: Prose) -> Prose:
        return tuple(self._part(subject, part) for part in prose)

    def _part(self, subject: str, part: Part) -> Part:
        match part:
            case Paragraph(line):
                mark = self._mark(subject, "paragraph", _beginning(line))
                return Paragraph((mark, *self._line(subject, line)))
            case Document(kind, lines, signed):
                mark = self._mark(subject, "paragraph", _beginning(lines[0] if lines else signed))
                marked = tuple((mark, *self._line(subject, line)) for line in lines)
                return Document(kind, marked, self._line(subject, signed))
            case Variants(arms):
                return Variants(tuple(Arm(arm.condition, self._prose(subject, arm.prose)) for arm in arms))
            case Shown():
                return part

    def _line(self, subject: str, line: Line) -> Line:
        return tuple(
            Variant(each.condition, self._arm(subject, each.this), self._arm(subject, each.that))
            if isinstance(each, Variant)
            else each
            for each in line
        )

    def _arm(self, subject: str, words: tuple[Words, ...]) -> tuple[Words, ...]:
        if not plain(words).strip():
            return words
        return (self._mark(subject, "variant", plain(words).strip()), *words)

    def _mark(self, subject: str, kind: Literal["paragraph", "variant"], text: str) -> Words:
        number = self.units.setdefault(Unit(subject, kind, text), len(self.units))
        return Words(f"\ue000{number}\ue001")


def _beginning(line: Line) -> str:
    """The first words of a line that are told or could be."""
    for each in line:
        text = plain(each.this or each.that) if isinstance(each, Variant) else each.text
        if text.strip():
            return text.strip()
    return ""


def _subject(story: Story, scene: Scene, choice: Choice) -> str:
    """What a choice belongs to: a call is the same on every evening."""
    return choice.id if scene.evening and choice.id in story.scenes else f"{scene.id}.{choice.id}"


def line_of(unit: Unit, lines: Sequence[str], first: int) -> int:
    """The line of a file, from 1, on which a unit stands: sought from the line on which its subject
    does, which it is if the unit is not found."""
    wanted = " ".join(unit.text.split())
    start = wanted[:_ENOUGH]
    for number, written in enumerate(lines[first - 1 :], first):
        line = " ".join(written.split())
        if start and (start in line or (len(line) >= _ENOUGH // 2 and wanted.startswith(line))):
            return number
    return first
