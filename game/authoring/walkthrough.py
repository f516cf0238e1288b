"""Walkthroughs: a run as text, played and compared.

A line is a decision, `scene.choice` or `scene.choice: the label that was shown`; or `expect: ending_id`,
`expect: variable = value`, `expect: honour ID` or `expect: no honour ID`, or
`> text that must have been shown by now`. Lines that begin with `|` after
a decision, or before the first, are all that it told, a paragraph each. What follows `#` at the beginning
of a line is a comment.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import zip_longest

from game.core.epilogue import earned, judge
from game.core.model import Story, Variable
from game.core.play import NotOpen, Offer, Step, begin, choose, ended, present
from game.core.prose import Told, ToldDocument, plain
from game.core.state import State
from game.core.value import dataclass, replace
from game.loading.characters import printable


@dataclass(frozen=True, slots=True)
class Decide:
    """Take this choice, which has this label if one is written."""

    line: int
    decision: str
    label: str = ""


@dataclass(frozen=True, slots=True)
class ExpectEnding:
    """The run stands at this ending."""

    line: int
    ending: str


@dataclass(frozen=True, slots=True)
class ExpectValue:
    """A variable has this value: a number, a step, a name, `yes` or `no`."""

    line: int
    variable: str
    value: str


@dataclass(frozen=True, slots=True)
class ExpectHonour:
    """The run has ended and has earned this honour, or has not."""

    line: int
    honour: str
    earned: bool = True


@dataclass(frozen=True, slots=True)
class ExpectText:
    """This text has been shown since the line before last that asked for one."""

    line: int
    text: str


@dataclass(frozen=True, slots=True)
class ExpectTold:
    """The last decision, or the beginning, has told these paragraphs and no others."""

    line: int
    texts: tuple[str, ...]


Expectation = ExpectEnding | ExpectValue | ExpectHonour | ExpectText | ExpectTold
Instruction = Decide | Expectation


@dataclass(frozen=True, slots=True)
class Comparison:
    """What came of a walkthrough: the decisions that were taken, the step where it stopped, and, if
    it broke, the line of the file and what to say about it."""

    decisions: tuple[str, ...]
    end: Step
    line: int = 0
    sentences: tuple[str, ...] = ()

    @property
    def broken(self) -> bool:
        """Whether something was not as expected."""
        return bool(self.sentences)


def read(text: str) -> tuple[Instruction, ...]:
    """The instructions of a walkthrough, with the numbers of their lines from 1."""
    return tuple(_read(text))


def _read(text: str) -> Iterator[Instruction]:
    told: ExpectTold | None = None
    for number, written in enumerate(text.splitlines(), 1):
        line = printable(written).strip()
        if line.startswith("|"):
            told = told or ExpectTold(number, ())
            told = replace(told, texts=(*told.texts, _bare(line[1:])))
            continue
        if told:
            yield told
            told = None
        if not line or line.startswith("#"):
            continue
        if line.startswith(">"):
            yield ExpectText(number, _bare(line[1:]))
        elif line.startswith("expect:"):
            yield _expectation(number, line.removeprefix("expect:"))
        else:
            decision, _, label = (each.strip() for each in line.partition(":"))
            yield Decide(number, decision, _bare(label))
    if told:
        yield told


def _expectation(number: int, written: str) -> Expectation:
    name, equals, value = (each.strip() for each in written.partition("="))
    if equals:
        return ExpectValue(number, name, value)
    match name.split():
        case ["honour", honour]:
            return ExpectHonour(number, honour)
        case ["no", "honour", honour]:
            return ExpectHonour(number, honour, earned=False)
    return ExpectEnding(number, name)


def compare(story: Story, instructions: Iterable[Instruction]) -> Comparison:
    """Play a walkthrough to its end, or to the first line that does not hold."""
    steps = [begin(story)]
    decisions: list[str] = []
    for each in instructions:
        wrong = _decide(story, steps, each) if isinstance(each, Decide) else _expect(story, steps, each)
        if wrong:
            return Comparison(tuple(decisions), steps[-1], each.line, tuple(wrong))
        if isinstance(each, Decide):
            decisions.append(each.decision)
    return Comparison(tuple(decisions), steps[-1])


def _decide(story: Story, steps: list[Step], wanted: Decide) -> list[str]:
    state = steps[-1].state
    scene, _, choice = wanted.decision.rpartition(".")
    if scene != state.scene:
        why = f"`{wanted.decision}` cannot be taken: the run stands at `{state.scene}`"
        return [why, *_open(story, steps[-1])]
    label = next((label_of(each) for each in present(story, state) if each.choice == choice), "")
    try:
        steps.append(choose(story, state, choice))
    except NotOpen as closed:
        return [
            f"`{wanted.decision}` cannot be taken: {_why(story, steps[-1], closed)}",
            *_open(story, steps[-1]),
        ]
    if wanted.label and wanted.label != label:
        return [f"the label of `{wanted.decision}` is: {label}"]
    return []


def label_of(each: Offer) -> str:
    """The label of an offer as a walkthrough has it."""
    return _bare(plain(each.label))


def _why(story: Story, step: Step, closed: NotOpen) -> str:
    choice = closed.decision.rpartition(".")[2]
    shut = any(each.choice == choice and not each.open for each in present(story, step.state))
    return f"closed: {closed.reason}" if shut else closed.reason


def _open(story: Story, step: Step) -> Iterator[str]:
    """What could be taken there instead."""
    if ended(story, step.state):
        yield "the run has ended there"
        return
    for each in present(story, step.state):
        reason = "" if each.open else f" (closed: {plain(each.reason)})"
        yield f"  {step.state.scene}.{each.choice}: {plain(each.label)}{reason}"


def _expect(story: Story, steps: list[Step], wanted: Expectation) -> list[str]:
    state = steps[-1].state
    match wanted:
        case ExpectEnding(_, ending):
            if ending not in story.endings:
                return [f"there is no ending `{ending}`"]
            if state.scene != ending:
                return [
                    f"expected the ending `{ending}`: the run stands at `{state.scene}`",
                    *_open(story, steps[-1]),
                ]
        case ExpectValue(_, name, value):
            if name not in story.variables:
                return [f"there is no variable `{name}`"]
            now = _named(story.variables[name], state.values[name])
            if value not in now:
                return [f"expected `{name} = {value}`: it is {' or '.join(now)}"]
        case ExpectHonour():
            return _honoured(story, steps[-1].state, wanted)
        case ExpectText(_, text):
            if not any(text in shown for step in steps for shown in told_by(story, step)):
                return [f"this was not shown: {text}"]
        case ExpectTold(_, texts):
            now = told_by(story, steps[-1])
            if texts != now:
                return list(_otherwise(texts, now))
    return []


def _honoured(story: Story, state: State, wanted: ExpectHonour) -> list[str]:
    if wanted.honour not in story.honours:
        return [f"there is no honour `{wanted.honour}`"]
    if not ended(story, state):
        return [f"the honour `{wanted.honour}` is given at an ending: the run stands at `{state.scene}`"]
    if (wanted.honour in {each.id for each in earned(story, state)}) == wanted.earned:
        return []
    return [f"the honour `{wanted.honour}` was {'not ' if wanted.earned else ''}earned"]


def _named(variable: Variable, value: int) -> tuple[str, ...]:
    """The ways to write a value."""
    match variable.kind:
        case "flag":
            return ("yes",) if value else ("no",)
        case "one_of":
            return (variable.names[value],)
        case "meter":
            return (str(value), variable.names[value - variable.low])
        case "count":
            return (str(value),)


def _otherwise(texts: tuple[str, ...], now: tuple[str, ...]) -> Iterator[str]:
    """The first paragraph that is another one than was written."""
    pairs = zip_longest(texts, now)
    written, told = next((was, is_now) for was, is_now in pairs if was != is_now)
    yield f"this is no longer told: {written}" if written else "more is told than was written"
    if told:
        yield f"  there is now: {told}"


def told_by(story: Story, step: Step) -> tuple[str, ...]:
    """All that a step told, a paragraph each; where it came to an ending, also what follows that."""
    told = [text for passage in step.passages for text in _texts(passage.told)]
    if ended(story, step.state):
        verdict = judge(story, step.state)
        lines = (verdict.party, verdict.price, verdict.you, verdict.question)
        told += [_bare(plain(line)) for line in lines]
        told += [text for _, module in verdict.epilogue for text in _texts(module)]
    return tuple(text for text in told if text)


def _texts(told: Told) -> Iterator[str]:
    for block in told:
        if isinstance(block, ToldDocument):
            yield from (_bare(plain(line)) for line in (*block.lines, block.signed))
        else:
            yield _bare(plain(block.words))


def _bare(text: str) -> str:
    return " ".join(text.replace("\u00a0", " ").split())
