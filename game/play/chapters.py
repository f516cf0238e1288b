"""Chapters: which of them a player has come to, and the way by which one was entered."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from game.core.model import Chapter, Story
from game.core.play import Step
from game.play.page import Act, Block, Item, Page, sentence
from game.play.search import best
from game.play.sentences import counted
from game.runs.file import Run
from game.runs.journal import Tree, grow, path
from game.runs.restore import Lost, walk


def meant(text: str, chapters: Iterable[Chapter]) -> Chapter | None:
    """The chapter that a number, a title or part of one means."""
    among = tuple(chapters)
    numbered = [each for each in among if each.number is not None and str(each.number) == text]
    found = numbered or best(text, ((each, each.title, each.id) for each in among))
    return found[0] if found else None


def entered(story: Story, scenes: Iterable[str]) -> tuple[Chapter, ...]:
    """The chapters in which these scenes stand, in the order of the story. The first is always there."""
    first = next(iter(story.chapters))
    ids = {first} | {story.scenes[name].chapter for name in scenes if name in story.scenes}
    return tuple(each for each in story.chapters.values() if each.id in ids)


def way_into(story: Story, runs: Sequence[Run], chapter: str) -> tuple[str, ...] | None:
    """The decisions up to where the first of these runs that came to a chapter entered it: on the road
    on which the run stands, if it did there. None if none of them came to it."""
    if chapter == next(iter(story.chapters)):
        return ()
    for run in runs:
        tree = grow(run.journal)
        names, entries = _entries(story, tree, chapter)
        if entries:
            here = [number for number in path(tree, tree.head) if number in entries]
            way = path(tree, here[0] if here else min(entries))
            return tuple(names[number] for number in way)
    return None


def _entries(story: Story, tree: Tree, chapter: str) -> tuple[dict[int, str], set[int]]:
    """The present names of the decisions that are alive, and those of them that entered a chapter."""
    names: dict[int, str] = {}
    chapters: dict[int, str] = {}
    entries: set[int] = set()
    for each in walk(story, tree):
        if isinstance(each, Lost):
            continue
        number, names[number], step = each
        before = chapters.get(tree.decisions[number - 1].parent, "") if number else ""
        chapters[number] = _chapter(story, step) or before
        if chapters[number] == chapter != before:
            entries.add(number)
    return names, entries


def _chapter(story: Story, step: Step) -> str:
    """The chapter of the scene that a step entered last, or empty where it entered none."""
    for name in reversed(step.entered):
        if name in story.scenes:
            return story.scenes[name].chapter
    return ""


def chapters_page(story: Story, scenes: Iterable[str], here: str) -> Page:
    """The chapters that any run entered, each of which a new run can begin at, and how many there are
    besides; `here` is the one in which the run stands."""
    known = entered(story, scenes)
    return Page("Chapters", tuple(_blocks(story, known, here)))


def _blocks(story: Story, known: Sequence[Chapter], here: str) -> Iterator[Block]:
    yield sentence("“begin CHAPTER” begins a new run where one of yours entered it. This one is kept.")
    for each in story.chapters.values():
        if each in known:
            act = Act("Begin here", f"begin {each.title}")
            yield Item(_titled(each), each.span, "You are here." if each.id == here else "", acts=(act,))
        elif not each.line:
            yield Item(_titled(each), "not yet entered")
    roads = sum(each.line for each in story.chapters.values() if each not in known)
    if roads:
        yield sentence(f"Not yet found: {counted(roads, 'way')} out of history.")


def _titled(chapter: Chapter) -> str:
    if chapter.line:
        return f"Another road: {chapter.title}"
    return chapter.title if chapter.number is None else f"{chapter.number}. {chapter.title}"
