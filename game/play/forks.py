"""The roads of a run: where they end, and which choice parts each from the others."""

from __future__ import annotations

from collections import Counter

from game.core.play import NotOpen, replay
from game.core.value import dataclass
from game.play.calendar import date_at, heading_at
from game.play.deed import label_of
from game.play.session import Session
from game.runs.journal import Tree, line, path


@dataclass(frozen=True, slots=True)
class Fork:
    """The end of a road of this run: the decision that the head would stand on, how many decisions
    lead there, where it is, and the label of the choice that parts it from the other roads. `here` is
    true of the road whose end the run stands on, `ahead` of those on which it stands further back."""

    end: int
    decisions: int
    title: str
    date: str
    by: str = ""
    here: bool = False
    ahead: bool = False


def forks(session: Session) -> tuple[Fork, ...]:
    """The ends of all roads of a run that can still be walked, in order of writing."""
    tree = session.tree
    parents = {taken.parent for taken in tree.decisions}
    ends = [taken.number for taken in tree.decisions if taken.number not in parents]
    return tuple(fork for end in ends if (fork := _fork(session, tree, end)))


def _fork(session: Session, tree: Tree, end: int) -> Fork | None:
    decisions = line(tree, end)
    try:
        steps = session.steps if end == tree.head else replay(session.story, decisions)
    except NotOpen:
        return None
    parting = _parting(tree, end)
    by = label_of(session.story, steps[parting].state, decisions[parting]) if decisions else "The beginning"
    title, date = heading_at(session.story, steps), date_at(session.story, steps)
    further = tree.head != end and (not tree.head or tree.head in path(tree, end))
    return Fork(end, len(decisions), title, date, by, end == tree.head, further)


def _parting(tree: Tree, end: int) -> int:
    """Which decision on the way to an end is the last that another road took otherwise, from 0."""
    children = Counter(taken.parent for taken in tree.decisions)
    way = path(tree, end)
    parted = [index for index, number in enumerate((0, *way[:-1])) if children[number] > 1]
    return parted[-1] if parted else max(0, len(way) - 1)
