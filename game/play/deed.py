"""What a decision is called afterwards."""

from __future__ import annotations

from game.core.model import Menu, Story
from game.core.state import State
from game.core.telling import tell_plain


def label_of(story: Story, before: State, decision: str) -> str:
    """The label that a choice had in the state in which it was taken."""
    scene, _, choice = decision.rpartition(".")
    way = story.scenes[scene].way
    labels = [each.label for each in way.choices if each.id == choice] if isinstance(way, Menu) else []
    return tell_plain(story, before, labels[0]) if labels else decision
