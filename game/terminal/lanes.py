"""The tree of histories as a drawing: every road a line, and every fork a bend in one.

A road goes to the right, a decision a step. Where others leave it, the one that most roads follow goes
straight on; the others bend down, those that left last the nearest, so that no line crosses another.
"""

from __future__ import annotations

from collections.abc import Iterator
from html import escape
from itertools import pairwise

from game.core.model import Story
from game.core.value import dataclass
from game.play.doors import Missed, historical
from game.play.histories import Branch, Histories, label, place, reached_places, run_names, standing, summary
from game.play.sentences import counted
from game.terminal.layout import clipped, width
from game.terminal.quotes import curled
from game.terminal.sheet import CELL, EDGE, LINE, TOP, sheet, text

STEP = 13.0
BEND = 9.0
MOST = 120
"""The most roads that are drawn each for itself; beyond, those that part late are drawn as one."""
_LONGEST = 104


@dataclass(frozen=True, slots=True)
class _Lane:
    """A road from where it leaves another to its end: the branches that it is made of, the lane that it
    leaves (-1 for the first), how many roads it stands for, its ending, and the doors it missed."""

    branches: tuple[int, ...]
    leaves: int
    roads: int = 1
    ending: str = ""
    missed: tuple[Missed, ...] = ()


def drawing(story: Story, found: Histories, title: str) -> str:
    """The tree as the text of an SVG file, to be encoded as UTF-8."""
    names = run_names(found.runs)
    begins = _begins(found)
    lanes = _lanes(story, found)
    drawn: list[str] = []
    levels: list[float] = []
    wide, y = 0.0, TOP
    for lane in lanes:
        y += LINE * 1.3
        levels.append(y)
        last = found.branches[lane.branches[-1]]
        x = _x(begins[lane.branches[-1]] + last.decisions)
        lines = [_end(story, lane, last), _runs(lane, last, names)]
        waiting = list(_waiting(found, lane, names))
        lines += [*waiting, *map(_short, lane.missed)]
        drawn += [*_named(found, lane, y, begins), *_ended(story, lane, x, y, lines, len(waiting))]
        wide = max(wide, x + 24 + CELL * max(map(width, lines)))
        y += LINE * (len(lines) - 0.3)
    # lines first, so that what is written and the dots stand over them
    roads = [each for number in range(len(lanes)) for each in _road(found, lanes, number, levels, begins)]
    said = summary(story, found)
    wide = max(wide, EDGE + CELL * width(said)) + EDGE
    return sheet([*roads, *drawn], wide, y, title, said, story.header.title)


def _short(door: Missed) -> str:
    return clipped(curled(f"a door missed: {door.short}"), _LONGEST)


def _x(decisions: int) -> float:
    return EDGE + STEP * decisions


def _begins(found: Histories) -> list[int]:
    """How many decisions lie before each branch."""
    begins: list[int] = []
    for branch in found.branches:
        parent = branch.parent
        begins.append(begins[parent] + found.branches[parent].decisions if parent >= 0 else 0)
    return begins


def _lanes(story: Story, found: Histories) -> list[_Lane]:
    """The roads from top to bottom."""
    growing: dict[int, list[int]] = {}
    for number, branch in enumerate(found.branches):
        growing.setdefault(branch.parent, []).append(number)
    known = reached_places(story, found.merged)
    least = _least(found)
    lanes: list[_Lane] = []
    ahead = [(0, -1)]
    while ahead:
        first, leaves = ahead.pop()
        chain, others = [first], []
        # where a run stands on the way of another, one road follows: it is no end of the line
        while (following := growing.get(chain[-1])) and (
            len(following) == 1 or found.branches[chain[-1]].passing > least
        ):
            straight = max(following, key=lambda each: (found.branches[each].passing, -each))
            others += [(each, len(lanes)) for each in reversed(following) if each != straight]
            chain.append(straight)
        last = found.branches[chain[-1]]
        missed = () if following else tuple(_missed(found, chain, known))
        lanes.append(_Lane(tuple(chain), leaves, last.passing, "" if following else last.ending, missed))
        ahead += others
    return lanes


def _least(found: Histories) -> int:
    """Of how many roads a branch that is parted further must be, so that there are not too many."""
    roads = [branch.passing for branch in found.branches if branch.number == 0]
    least = 1
    while len(roads) > MOST:
        least += 1
        roads = [
            branch.passing
            for branch in found.branches
            if (branch.passing <= least or not branch.number)
            and (branch.parent < 0 or found.branches[branch.parent].passing > least)
        ]
    return least


def _missed(found: Histories, chain: list[int], known: frozenset[str]) -> Iterator[Missed]:
    """The doors that a lane missed, to places where no run has been."""
    for number in chain:
        yield from (each for each in found.branches[number].missed if each.leads_to not in known)


def _road(
    found: Histories, lanes: list[_Lane], number: int, levels: list[float], begins: list[int]
) -> Iterator[str]:
    lane, y = lanes[number], levels[number]
    first, last = lane.branches[0], lane.branches[-1]
    end = _x(begins[last] + found.branches[last].decisions)
    if lane.leaves < 0:
        yield f'<path class="road" d="M{_x(0):g} {y:g}H{end:g}"/>'
        return
    x, above = _x(begins[first]), levels[lane.leaves]
    yield f'<path class="road" d="M{x:g} {above:g}V{y - BEND:g}Q{x:g} {y:g} {x + BEND:g} {y:g}H{end:g}"/>'


def _named(found: Histories, lane: _Lane, y: float, begins: list[int]) -> Iterator[str]:
    """What opens a lane, the forks on it, and the places where doors were missed."""
    first = found.branches[lane.branches[0]]
    if first.by:
        x = _x(begins[lane.branches[0]]) + BEND + 5
        yield text(x, y - 9, clipped(curled(label(first)), _LONGEST), "muted stress")
    for number, following in pairwise(lane.branches):
        branch = found.branches[number]
        said = f"{place(branch)}: {label(found.branches[following])} goes straight on"
        yield _dot("fork", _x(begins[number] + branch.decisions), y, 3.4, said)
    for door in lane.missed:
        said = f"{door.date}: {door.short}" if door.date else door.short
        yield _dot("door", _x(door.after), y, 4.2, said)


def _dot(own: str, x: float, y: float, radius: float, said: str = "") -> str:
    told = f"<title>{escape(curled(said))}</title>" if said else ""
    return f'<circle class="{own}" cx="{x:g}" cy="{y:g}" r="{radius:g}">{told}</circle>'


def _ended(story: Story, lane: _Lane, x: float, y: float, lines: list[str], waiting: int) -> Iterator[str]:
    ending = lane.ending
    yield _dot("open" if not ending else "end" if historical(story.endings[ending]) else "red", x, y, 5.5)
    for number, line in enumerate(lines):
        own = (
            ""
            if number == 0 and not ending
            else "strong"
            if number == 0
            else "muted"
            if number < 2 + waiting
            else "red"
        )
        yield text(x + 13, y + 4.5 + LINE * number, line, own)


def _end(story: Story, lane: _Lane, last: Branch) -> str:
    if lane.roads > 1:
        return f"{counted(lane.roads, 'road')} from here"
    if last.ending:
        return curled(story.endings[last.ending].title)
    return curled(f"goes on at {last.title}")


def _waiting(found: Histories, lane: _Lane, names: tuple[str, ...]) -> Iterator[str]:
    """The runs that stand on a lane before its end, and where."""
    for number in lane.branches[:-1]:
        branch = found.branches[number]
        if branch.standing:
            said = f"on the way: {standing(branch, names)}, at {branch.title or branch.date}"
            yield clipped(curled(said), _LONGEST)


def _runs(lane: _Lane, last: Branch, names: tuple[str, ...]) -> str:
    if lane.roads > 1:
        return curled(place(last))
    return " · ".join(each for each in (last.date, clipped(standing(last, names), _LONGEST)) if each)
