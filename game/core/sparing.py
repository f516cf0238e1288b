"""What a reader who asked to be spared reads instead."""

from __future__ import annotations

from game.core.model import Sensitive, Story
from game.core.play import Passage
from game.core.prose import Told

EVERYTHING = "*"
"""Stands for every matter that a reader may ask to be spared."""
SPARED = (EVERYTHING,)
"""What is told in summary to a reader who asks for it without saying what (the game, section 10)."""


def spared(story: Story, passage: Passage, asked: frozenset[str]) -> bool:
    """Whether a passage is told in summary to somebody who asked to be spared these matters."""
    if passage.choice is not None or not passage.summary:
        return False
    place = story.endings.get(passage.scene) or story.scenes.get(passage.scene)
    return place is not None and asks(place.sensitive, asked)


def asks(sensitive: Sensitive | None, asked: frozenset[str]) -> bool:
    """Whether somebody who asked to be spared these matters asked for this one."""
    return sensitive is not None and bool(asked & {sensitive.about, EVERYTHING})


def told_to(story: Story, passage: Passage, asked: frozenset[str]) -> Told:
    """What such a reader reads of a passage."""
    return passage.summary if spared(story, passage, asked) else passage.told
