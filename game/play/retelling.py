"""A run as it was read: every passage and every choice, in order."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain

from game.core.model import Story
from game.core.play import Step
from game.core.prose import ToldParagraph, Words
from game.play.calendar import chapter_at
from game.play.deed import label_of
from game.play.look import passages_of
from game.play.page import Block, Heading, Page, Prose
from game.play.view import PassageView


def read_page(story: Story, steps: tuple[Step, ...], spare: frozenset[str]) -> Page:
    """The whole run so far, as its reader had it told; its end is to be read first."""
    return Page("What you have read", tuple(_blocks(story, steps, spare)), at_end=True)


def standing_page(story: Story, steps: tuple[Step, ...], spare: frozenset[str], name: str) -> Page:
    """Where the run of this name stands: its last turn, without the choices."""
    chapter = Heading(story.chapters[chapter_at(story, steps)].title, "", "Chapter")
    passages = passages_of(story, steps[-1], spare)
    return Page(f"“{name}”", (chapter, *chain.from_iterable(map(_passage, passages))))


def _blocks(story: Story, steps: tuple[Step, ...], spare: frozenset[str]) -> Iterator[Block]:
    chapter = ""
    for index, step in enumerate(steps):
        if index and step.deed:
            label = label_of(story, steps[index - 1].state, step.deed.decision)
            yield Prose((ToldParagraph((Words("You chose: ", "strong"), Words(label))),))
        now = chapter_at(story, steps[: index + 1])
        for passage in passages_of(story, step, spare):
            if passage.kind != "outcome" and now != chapter:
                chapter = now
                yield Heading(story.chapters[now].title, story.chapters[now].span, "Chapter")
            yield from _passage(passage)


def _passage(passage: PassageView) -> Iterator[Block]:
    if passage.title or passage.date:
        where = ", ".join(each for each in (passage.place, passage.date) if each)
        yield Heading(passage.title or where, where if passage.title else "")
    if passage.told:
        yield Prose(passage.told)
