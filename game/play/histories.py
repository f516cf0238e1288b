"""The tree of histories: all runs of a player, merged by their common beginnings."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from game.core.model import Story
from game.core.value import dataclass
from game.play.doors import Missed
from game.play.merging import Merged, Moment, merge
from game.play.page import Act, Block, Item, Page, sentence
from game.play.sentences import counted, quoted
from game.runs.file import Run
from game.runs.names import folded

BEGIN_AT = "begin fork "
"""What is typed before the number of a fork, to begin a new run there."""


@dataclass(frozen=True, slots=True)
class Branch:
    """A stretch of the tree in which nothing forks, up to where it ends: in a fork, in an ending, or
    where a run stands.

    `moment` is that end, `by` the label of the choice that opens the stretch (empty at the beginning),
    `decisions` how many it has, `depth` how many branches it grows from. `number` is that of the fork,
    from 1, or 0. `standing` are the indexes of the runs that stand at its end, `roads` those of others
    that have a road ending there; `passing` counts the roads that go through it."""

    moment: int
    by: str
    decisions: int
    depth: int
    title: str
    date: str
    ending: str = ""
    number: int = 0
    standing: tuple[int, ...] = ()
    roads: tuple[int, ...] = ()
    passing: int = 0
    missed: tuple[Missed, ...] = ()
    parent: int = -1
    """The place of the branch that this one grows from among all, -1 for none."""


@dataclass(frozen=True, slots=True)
class Histories:
    """All runs as one tree: its branches in the order of reading, each before those that grow from it."""

    runs: tuple[Run, ...]
    merged: Merged
    branches: tuple[Branch, ...]

    def fork(self, number: int) -> tuple[str, ...] | None:
        """The decisions that lead to the fork of this number, or None if there is no such fork: a new
        run that begins there has them behind it."""
        for each in self.branches:
            if number and each.number == number:
                return self.merged.decisions(each.moment)
        return None


def histories(story: Story, runs: Sequence[Run]) -> Histories:
    """The tree of these runs, in the order in which they were begun; those of other stories are passed
    over."""
    of_it = (run for run in runs if run.story_id == story.header.id)
    mine = tuple(sorted(of_it, key=lambda run: (run.begun, run.id)))
    merged = merge(story, mine)
    return Histories(mine, merged, tuple(_branches(merged)))


def _branches(merged: Merged) -> Iterator[Branch]:
    """Every branch, in the order in which its roads were first walked."""
    moments = merged.moments
    growing: dict[int, list[int]] = {}
    for number, moment in enumerate(moments):
        growing.setdefault(moment.parent, []).append(number)
    passing = _passing(moments, growing)
    ahead = [(0, 0, -1)]
    number = place = 0
    while ahead:
        first, depth, parent = ahead.pop()
        last, decisions, missed = first, int(first > 0), list(moments[first].missed)
        while len(growing.get(last, ())) == 1 and not moments[last].runs:
            last = growing[last][0]
            decisions += 1
            missed += moments[last].missed
        following = growing.get(last, [])
        # a fork is any place from which a run goes on: where one stands, another may choose otherwise
        number += bool(following)
        end = moments[last]
        roads = () if following else tuple(each for each in end.roads if each not in end.runs)
        yield Branch(
            last, moments[first].label, decisions, depth, end.title, end.date, end.ending,
            number if following else 0, end.runs, roads, passing[last], tuple(missed), parent,
        )  # fmt: skip
        ahead += [(each, depth + 1, place) for each in reversed(following)]
        place += 1


def _passing(moments: Sequence[Moment], growing: dict[int, list[int]]) -> Counter[int]:
    """How many ends of roads lie behind each moment, itself among them."""
    passing: Counter[int] = Counter()
    for number in range(len(moments) - 1, -1, -1):
        if not growing.get(number):
            passing[number] = 1
        if moments[number].parent >= 0:
            passing[moments[number].parent] += passing[number]
    return passing


def tree_page(story: Story, found: Histories) -> Page:
    """The tree as a page: a row a branch, those that grow from it under it."""
    if not found.runs:
        return Page("The tree of histories", (sentence("There are no runs yet, and so no tree."),))
    names = run_names(found.runs)
    known = reached_places(story, found.merged)
    rows: list[Block] = [sentence(summary(story, found))]
    for branch in found.branches:
        rows.append(_row(story, branch, names))
        rows += [_missed(each, branch.depth + 1) for each in branch.missed if each.leads_to not in known]
    return Page("The tree of histories", tuple(rows))


def summary(story: Story, found: Histories) -> str:
    """How much there is of it, in a sentence."""
    roads = sum(not each.number for each in found.branches)
    endings = len(found.merged.endings)
    return (
        f"{counted(len(found.runs), 'run')}, {counted(roads, 'road')}, "
        f"{endings or 'none'} of {counted(len(story.endings), 'ending')} reached."
    )


def run_names(runs: Sequence[Run]) -> tuple[str, ...]:
    """The names by which `load` finds the runs: the id where several have one name."""
    having = Counter(folded(run.name) for run in runs)
    return tuple(run.id if having[folded(run.name)] > 1 else run.name for run in runs)


def reached_places(story: Story, merged: Merged) -> frozenset[str]:
    """The lines and endings that any run has come to: a door to them is no longer missed."""
    chapters = {moment.chapter for moment in merged.moments}
    return frozenset(merged.endings) | {each for each in chapters if story.chapters[each].line}


def place(branch: Branch) -> str:
    """Where a branch ends: heading and date."""
    return ", ".join(each for each in (branch.title, branch.date) if each)


def label(branch: Branch) -> str:
    """The choice that opens a branch, in quotation marks."""
    return quoted(branch.by.rstrip(".")) if branch.by else "The beginning"


def standing(branch: Branch, names: Sequence[str]) -> str:
    """Which runs end or stand there, or have a road that ends there."""
    told = [names[each] for each in branch.standing]
    told += [f"another road of {names[each]}" for each in branch.roads]
    return ", ".join(told[:3]) + (f" and {len(told) - 3} more" if len(told) > 3 else "")


def whither(story: Story, branch: Branch) -> str:
    """How a branch ends, in words: in an ending, in a fork, or where a run goes on."""
    if branch.ending:
        return f"ends in “{story.endings[branch.ending].title}”, {branch.date}".rstrip(", ")
    if branch.number:
        return f"to fork {branch.number}: {place(branch)}"
    return f"goes on at {place(branch)}"


def _row(story: Story, branch: Branch, names: Sequence[str]) -> Item:
    acts = [Act(f"Open {names[each]}", f"load {names[each]}") for each in (*branch.standing, *branch.roads)]
    if branch.number:
        acts.append(Act("Begin a new run at this fork", f"{BEGIN_AT}{branch.number}"))
    detail = [counted(branch.decisions, "decision")] if branch.decisions else []
    if branch.number and branch.passing > 1:
        detail.append(counted(branch.passing, "road"))
    if who := standing(branch, names):
        detail.append(f"here: {who}" if branch.number else who)
    name, end = label(branch), whither(story, branch)
    return Item(name, end, "; ".join(detail), "Road", acts=tuple(acts), depth=branch.depth)


def _missed(door: Missed, depth: int) -> Item:
    where = ", ".join(each for each in (door.title, door.date) if each)
    what = quoted(door.label.rstrip(".")) if door.label else "a way that was not shown"
    return Item(f"A door missed: {door.short}", detail=f"{what}; {where}", kind="Door", depth=depth)
