"""The official account: a run as the textbook will tell it, with you missing."""

from __future__ import annotations

from collections.abc import Iterator

from game.core.model import Account, Story
from game.core.play import Step, ended
from game.core.prose import Prose as Written
from game.core.prose import ToldParagraph, Words
from game.core.telling import tell
from game.core.value import dataclass, replace
from game.play.page import Block, Heading, Page, Prose, sentence
from game.play.visits import visits

UNWRITTEN = "The textbook of these years is not written yet"


@dataclass(frozen=True, slots=True)
class Passed:
    """A date in the textbook: what happened on it, sentence by sentence. Where nothing did, the date
    stands there alone: something was done on it that is passed over in silence."""

    chapter: str
    date: str
    sentences: tuple[str, ...] = ()


def passed(story: Story, steps: tuple[Step, ...]) -> tuple[Passed, ...]:
    """The dates of the way here on which anything was done, in order."""
    found: list[Passed] = []
    for visit in visits(story, steps):
        if not any(deed.log or deed.official for deed in visit.deeds):
            continue
        told = tuple(deed.official for deed in visit.deeds if deed.official)
        here = Passed(visit.chapter, visit.date.written if visit.date else "", told)
        if found and (found[-1].chapter, found[-1].date) == (here.chapter, here.date):
            here = replace(here, sentences=(*found.pop().sentences, *told))
        found.append(here)
    return tuple(found)


def due(story: Story, steps: tuple[Step, ...]) -> bool:
    """Whether the account can be read yet: from the chapter that the story names, and at every ending."""
    account = story.header.account
    if account is None or ended(story, steps[-1].state):
        return account is not None
    return any(
        name in story.scenes and story.scenes[name].chapter == account.chapter
        for step in steps
        for name in step.entered
    )


def account_page(story: Story, steps: tuple[Step, ...]) -> Page:
    """The account as a page; before its time, when it will be written."""
    account = story.header.account
    if account is None:
        return Page("The official account", (sentence("Of this story no textbook tells."),))
    if not due(story, steps):
        chapter = story.chapters[account.chapter]
        when = ", ".join(each for each in (f"“{chapter.title}”", chapter.span) if each)
        said = f"{UNWRITTEN}. It will be, once you have come to {when}."
        return Page("The official account", (sentence(said),))
    return Page(account.title, tuple(_told(story, steps, account)))


def _told(story: Story, steps: tuple[Step, ...], account: Account) -> Iterator[Block]:
    yield from _prose(story, steps, account.opens)
    chapter = ""
    for each in passed(story, steps):
        if each.chapter != chapter:
            chapter = each.chapter
            yield Heading(story.chapters[chapter].title, story.chapters[chapter].span)
        yield Prose((_dated(each),))
    if ended(story, steps[-1].state):
        yield from _prose(story, steps, account.closes)


def _dated(each: Passed) -> ToldParagraph:
    """`5 December 1923.` and what was done, or the date alone."""
    date = f"{each.date}." if each.date else "Undated."
    return ToldParagraph((Words(date, "stress"), Words("".join(f" {told}" for told in each.sentences))))


def _prose(story: Story, steps: tuple[Step, ...], written: Written) -> Iterator[Block]:
    if told := tell(story, steps[-1].state, written):
        yield Prose(told)
