"""Going on as the way was gone before, until there is something new or something to decide."""

from __future__ import annotations

from typing import Literal

from game.core.model import Story
from game.core.play import Offer, Step, choose, ended, present
from game.core.value import dataclass
from game.runs.profile import Profile, digests

Why = Literal["new", "decision", "ending"]
"""What it stopped at: text that was not read before, a real decision, or an ending."""


@dataclass(frozen=True, slots=True)
class Skipped:
    """The steps that were gone, which may be none, and why no further."""

    steps: tuple[Step, ...]
    why: Why


def ahead(story: Story, start: Step, seen: Profile, spare: frozenset[str], *, strict: bool) -> Skipped:
    """The way on from a step: the only choice that is open, or, unless that could not be taken back
    (`strict`), the only one of those that was taken before. No choice is taken twice, and nothing at
    all where what comes next is new."""
    steps: list[Step] = []
    taken: set[str] = set()
    here = start
    while not ended(story, here.state):
        offer = _way_on(story, here, seen, strict=strict)
        if offer is None or f"{here.state.scene}.{offer.choice}" in taken:
            return Skipped(tuple(steps), "decision")
        step = choose(story, here.state, offer.choice)
        decision = f"{here.state.scene}.{offer.choice}"
        new = any(digest not in seen.told for digest in digests(story, step, spare))
        if new and not steps and decision not in seen.decisions:
            return Skipped((), "new")
        steps.append(step)
        taken.add(decision)
        here = step
        if new and not ended(story, here.state):
            return Skipped(tuple(steps), "new")
    return Skipped(tuple(steps), "ending")


def _way_on(story: Story, here: Step, seen: Profile, *, strict: bool) -> Offer | None:
    open_ones = [each for each in present(story, here.state) if each.open]
    if len(open_ones) == 1:
        return open_ones[0]
    known = [each for each in open_ones if f"{here.state.scene}.{each.choice}" in seen.decisions]
    return known[0] if len(known) == 1 and not strict else None
