"""The ways of a run on the map: every place that it came to, on all its roads, and in which order."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import pairwise

from game.core.model import Story
from game.core.play import Step, begin, choose
from game.core.value import dataclass
from game.play.merging import bare, merge
from game.runs.file import Run


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
    """The tree of a run on the map: what can still be played of every road that it has."""
    merged = merge(story, (run,))
    rules = bare(story)
    steps: list[Step] = []
    places: dict[str, int] = {}
    links: set[tuple[str, str]] = set()
    for moment in merged.moments:
        before = steps[moment.parent] if moment.parent >= 0 else None
        step = (
            begin(rules)
            if before is None
            else choose(rules, before.state, moment.decision.rpartition(".")[2])
        )
        steps.append(step)
        way = [before.state.scene, *step.entered] if before else list(step.entered)
        kept = [folded[name] for name in way if name in folded]
        for name in kept:
            places.setdefault(name, len(places) + 1)
        links.update(pair for pair in pairwise(kept) if pair[0] != pair[1])
    parents = {each.parent for each in merged.moments}
    roads = sum(number not in parents for number in range(len(merged.moments)))
    return Trace(run.name, places, frozenset(links), roads, tuple(merged.endings))
