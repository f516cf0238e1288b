"""The ways of a run on the map: every place that it came to, on all its roads, and in which order."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import pairwise

from game.core.model import Story
from game.core.value import dataclass
from game.runs.file import Run
from game.runs.merging import bare, sow, walk


@dataclass(frozen=True, slots=True)
class Trace:
    """Where a run went: `places` tell the how manieth place of the run each was first, from 1; `links`
    are the ways that it went. `roads` is how many roads it has, `endings` those that it reached."""

    name: str
    places: Mapping[str, int]
    links: frozenset[tuple[str, str]]
    roads: int
    endings: tuple[str, ...]


def trace(story: Story, folded: Mapping[str, str], run: Run) -> Trace:
    """The tree of a run on the map: what can still be played of every road that it has. `folded` leads
    from every scene to the place that stands for it."""
    rules = bare(story)
    places: dict[str, int] = {}
    links: set[tuple[str, str]] = set()
    moments: set[int] = set()
    parents: set[int] = set()
    for walked in walk(rules, sow(story, (run,))):
        if walked.step is None:
            continue
        moments.add(walked.moment)
        parents.add(walked.parent)
        before = [walked.before.scene] if walked.before else []
        way = [folded[name] for name in (*before, *walked.step.entered) if name in folded]
        for name in way:
            places.setdefault(name, len(places) + 1)
        links.update(pair for pair in pairwise(way) if pair[0] != pair[1])
    endings = tuple(name for name in places if name in story.endings)
    return Trace(run.name, places, frozenset(links), len(moments - parents), endings)
