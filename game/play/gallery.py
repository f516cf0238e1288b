"""The gallery: the endings of a story, those that were reached with their answers; and the honours.

The titles of endings that no run has reached are in none of what is made here.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator

from game.core.epilogue import judge
from game.core.model import Ending, Honour, Story
from game.core.prose import plain
from game.core.rules import holds
from game.core.telling import tell
from game.core.value import dataclass
from game.play.histories import Histories, run_names
from game.play.look import QUESTIONS
from game.play.merging import Reached
from game.play.page import Act, Block, Heading, Item, Page, Prose, sentence
from game.play.sentences import counted

KINDS = {
    "triumph": "triumphs",
    "compromise": "compromises",
    "defeat": "defeats",
    "catastrophe": "catastrophes",
    "withdrawal": "withdrawals",
}


@dataclass(frozen=True, slots=True)
class Picture:
    """An ending on the wall, under its number from 1. All but the number and the kind is empty until
    it has been reached: then it has its answers as that run got them, in the order of the questions."""

    number: int
    kind: str
    title: str = ""
    date: str = ""
    answers: tuple[str, ...] = ()
    question: str = ""
    run: str = ""
    decisions: int = 0


def pictures(story: Story, found: Histories) -> Iterator[Picture]:
    """The endings of a story in their order."""
    names = run_names(found.runs)
    for number, ending in enumerate(story.endings.values(), 1):
        reached = found.merged.endings.get(ending.id)
        if reached is None:
            yield Picture(number, ending.kind)
        else:
            yield _hung(story, number, ending, reached, names[reached.run])


def _hung(story: Story, number: int, ending: Ending, reached: Reached, run: str) -> Picture:
    verdict = judge(story, reached.state)
    return Picture(
        number=number,
        kind=ending.kind,
        title=ending.title,
        date=ending.date.written if ending.date else "",
        answers=tuple(plain(each) for each in (verdict.party, verdict.price, verdict.you)),
        question=plain(verdict.question),
        run=run,
        decisions=reached.decisions,
    )


def honoured(story: Story, found: Histories, earned: Iterable[str] = ()) -> frozenset[str]:
    """The ids of the honours that these runs have earned, with those that are known to be `earned`."""
    left = {each.id: each for each in story.honours.values() if each.id not in set(earned)}
    fresh = {
        each.id
        for each in left.values()
        for state in found.merged.ended
        if holds(story, state, each.condition)
    }
    return frozenset(earned) | fresh


def gallery_page(story: Story, found: Histories, earned: Iterable[str] = ()) -> Page:
    """The gallery as a page."""
    hung = tuple(pictures(story, found))
    blocks: list[Block] = [Heading("Endings", reached_of(hung)), sentence(by_kind(hung))]
    for each in hung:
        blocks += _rows(each)
    if story.honours:
        won = honoured(story, found, earned)
        blocks += _honours(story, found, won)
    return Page("The gallery", tuple(blocks))


def reached_of(hung: tuple[Picture, ...]) -> str:
    """`3 of 20 reached`."""
    return f"{sum(bool(each.title) for each in hung) or 'none'} of {len(hung)} reached"


def by_kind(hung: tuple[Picture, ...]) -> str:
    """How many of each kind, in a sentence."""
    every, reached = Counter(each.kind for each in hung), Counter(each.kind for each in hung if each.title)
    return (
        "; ".join(
            f"{KINDS[kind]}, {reached[kind]} of {every[kind]}" for kind in KINDS if every[kind]
        ).capitalize()
        + "."
    )


def _rows(each: Picture) -> Iterator[Item]:
    if not each.title:
        yield Item(f"{each.number}. A {each.kind}", "not reached yet", kind="Ending")
        return
    name = f"{each.number}. {each.title}"
    acts = (Act(f"Open {each.run}", f"load {each.run}"),)
    where = f"{each.run}, {counted(each.decisions, 'decision')}"
    yield Item(name, ", ".join(part for part in (each.kind, each.date) if part), where, "Ending", acts=acts)
    for question, answer in zip(QUESTIONS, each.answers, strict=True):
        yield Item(question, detail=answer, depth=1)
    if each.question:
        yield Item(each.question, kind="It asks", depth=1)


def _honours(story: Story, found: Histories, won: frozenset[str]) -> Iterator[Block]:
    yield Heading(
        "Honours", f"{sum(each in won for each in story.honours) or 'none'} of {len(story.honours)} earned"
    )
    for each in story.honours.values():
        if each.id in won:
            yield Item(each.title, "earned", kind="Honour")
            yield from _text(story, found, each)
        else:
            yield Item(each.title, "not earned yet", kind="Honour")


def _text(story: Story, found: Histories, honour: Honour) -> Iterator[Block]:
    """What an honour says, as the first run that earned it was told."""
    for state in found.merged.ended:
        if holds(story, state, honour.condition):
            if told := tell(story, state, honour.text):
                yield Prose(told)
            return
