"""The gallery: the endings of a story, those that were reached with their answers; and the honours.

The titles of endings that no run has reached are in none of what is made here.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator

from game.core.epilogue import earned, judge
from game.core.model import Ending, Story
from game.core.play import begin
from game.core.prose import Told, ToldParagraph, plain
from game.core.telling import tell
from game.core.value import dataclass
from game.play.histories import Histories, run_names
from game.play.look import QUESTIONS
from game.play.merging import Reached
from game.play.page import Act, Block, Heading, Item, Page, sentence
from game.play.sentences import counted

KINDS = {
    "triumph": "triumphs",
    "compromise": "compromises",
    "defeat": "defeats",
    "catastrophe": "catastrophes",
    "withdrawal": "withdrawals",
}


_OPEN = 6
_APART = 5
"""How many honours that were not earned are shown at a time, and how far they stand apart in the list."""


@dataclass(frozen=True, slots=True)
class Picture:
    """An ending on the wall, under its number from 1. All but the number and the kind is empty until
    it has been reached: then it has its answers as that run got them, in the order of the questions, or
    its title alone where the run that reached it is there no more."""

    number: int
    kind: str
    title: str = ""
    date: str = ""
    answers: tuple[str, ...] = ()
    question: str = ""
    run: str = ""
    decisions: int = 0


@dataclass(frozen=True, slots=True)
class Medal:
    """An honour: what it was given for is told once it has been earned, its hint until then."""

    title: str
    earned: bool = False
    told: Told = ()
    hint: str = ""


@dataclass(frozen=True, slots=True)
class Gallery:
    """Every ending and every honour of a story, in their order."""

    pictures: tuple[Picture, ...]
    medals: tuple[Medal, ...] = ()

    @property
    def reached(self) -> int:
        """How many of the endings have been reached."""
        return sum(bool(each.title) for each in self.pictures)

    @property
    def earned(self) -> tuple[Medal, ...]:
        """The honours that were earned."""
        return tuple(each for each in self.medals if each.earned)

    @property
    def open(self) -> tuple[Medal, ...]:
        """A few of the others, taken from the whole length of the list; they stay until they are earned."""
        order = sorted(range(len(self.medals)), key=lambda number: (number % _APART, number))
        return tuple(self.medals[number] for number in order if not self.medals[number].earned)[:_OPEN]

    @property
    def more(self) -> int:
        """How many honours there are besides."""
        return len(self.medals) - len(self.earned) - len(self.open)


def gallery(story: Story, found: Histories, won: Iterable[str] = (), reached: Iterable[str] = ()) -> Gallery:
    """The gallery of these runs. `won` and `reached` are the ids of honours that are known to be earned
    besides, and of endings to be reached, by runs that are there no more."""
    pictures = _pictures(story, found, frozenset(reached))
    return Gallery(tuple(pictures), tuple(_medals(story, found, frozenset(won))))


def _pictures(story: Story, found: Histories, known: frozenset[str]) -> Iterator[Picture]:
    names = run_names(found.runs)
    for number, ending in enumerate(story.endings.values(), 1):
        if reached := found.merged.endings.get(ending.id):
            yield _hung(story, number, ending, reached, names[reached.run])
        elif ending.id in known:
            yield Picture(number, ending.kind, ending.title, ending.date.written if ending.date else "")
        else:
            yield Picture(number, ending.kind)


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


def _medals(story: Story, found: Histories, won: frozenset[str]) -> Iterator[Medal]:
    """The honours, each with its text as the first run that earned it was told."""
    told: dict[str, Told] = {}
    for state in found.merged.ended:
        for honour in earned(story, state):
            if honour.id not in told:
                told[honour.id] = tell(story, state, honour.text)
    start = begin(story).state
    for honour in story.honours.values():
        if honour.id in won and honour.id not in told:
            told[honour.id] = tell(story, start, honour.text)
        yield Medal(honour.title, honour.id in told, told.get(honour.id, ()), honour.hint)


def gallery_page(
    story: Story, found: Histories, won: Iterable[str] = (), reached: Iterable[str] = ()
) -> Page:
    """The gallery as a page."""
    hung = gallery(story, found, won, reached)
    many = f"{hung.reached or 'none'} of {len(hung.pictures)} reached"
    blocks: list[Block] = [Heading("Endings", many), sentence(by_kind(hung.pictures))]
    for each in hung.pictures:
        blocks += _rows(each)
    if hung.medals:
        blocks.append(Heading("Honours", f"{len(hung.earned) or 'none'} of {len(hung.medals)} earned"))
        for medal in hung.earned:
            blocks += _row(medal)
        blocks += [Item(each.title, "not earned yet", each.hint, "Honour") for each in hung.open]
        if hung.more:
            blocks.append(sentence(more(hung)))
    return Page("The gallery", tuple(blocks))


def more(hung: Gallery) -> str:
    """How many honours there are of which nothing is said yet."""
    return f"And {counted(hung.more, 'other')}, of which nothing is said yet."


def by_kind(hung: tuple[Picture, ...]) -> str:
    """How many of each kind have been reached, in a sentence."""
    every, reached = Counter(each.kind for each in hung), Counter(each.kind for each in hung if each.title)
    kinds = (f"{KINDS[kind]}, {reached[kind]} of {every[kind]}" for kind in KINDS if every[kind])
    return f"{'; '.join(kinds).capitalize()}."


def _rows(each: Picture) -> Iterator[Item]:
    if not each.title:
        yield Item(f"{each.number}. A {each.kind}", "not reached yet", kind="Ending")
        return
    name = f"{each.number}. {each.title}"
    of = ", ".join(part for part in (each.kind, each.date) if part)
    if not each.run:
        yield Item(name, of, "in a run that is there no more", "Ending")
        return
    acts = (Act(f"Open {each.run}", f"load {each.run}"),)
    yield Item(name, of, f"{each.run}, {counted(each.decisions, 'decision')}", "Ending", acts=acts)
    for question, answer in zip(QUESTIONS, each.answers, strict=True):
        yield Item(question, detail=answer, depth=1)
    if each.question:
        yield Item(each.question, kind="It asks", depth=1)


def _row(medal: Medal) -> Iterator[Item]:
    yield Item(medal.title, "earned", kind="Honour")
    for block in medal.told:
        if isinstance(block, ToldParagraph):
            yield Item(plain(block.words), depth=1)
