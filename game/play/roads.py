"""Which endings the road of a run has left open, and which the last choice has closed."""

from __future__ import annotations

from typing import Protocol

from game.core.model import Story
from game.core.play import Step
from game.core.state import State
from game.play.view import RoadsView


class KnowsRoads(Protocol):
    """Whoever knows which endings are ruled out."""

    def open(self, state: State) -> frozenset[str] | None:
        """The endings that may still be reached from a state: what is left out surely cannot be. None
        where nothing is known (yet)."""
        ...


def roads_view(
    story: Story, steps: tuple[Step, ...], knows: KnowsRoads, reached: frozenset[str]
) -> RoadsView | None:
    """How many endings are not ruled out where these steps have led, and the titles of those of them
    that the player has `reached` before; how many the last step has ruled out. None where it is not
    known."""
    still = knows.open(steps[-1].state)
    if still is None:
        return None
    before = knows.open(steps[-2].state) if len(steps) > 1 else None
    known = tuple(each.title for each in story.endings.values() if each.id in still & reached)
    return RoadsView(len(still), len(story.endings), known, len((before or still) - still))
