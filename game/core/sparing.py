"""What a reader who asked to be spared reads instead."""

from __future__ import annotations

from game.core.model import Story
from game.core.play import Passage
from game.core.prose import Told

EVERYTHING = "*"
"""Stands for every matter that a reader may ask to be spared."""
SPARED = (EVERYTHING,)
"""What is told in summary to a reader who asks for it without saying what (the game, section 10)."""


def spared(story: Story, passage: Passage, asked: frozenset[str]) -> bool:
    """Whether a passage is told in summary to somebody who asked to be spared these matters."""
    if passage.choice is not None or not passage.summary or passage.scene not in story.scenes:
        return False
    sensitive = story.scenes[passage.scene].sensitive
    return sensitive is not None and bool(asked & {sensitive.about, EVERYTHING})


def told_to(story: Story, passage: Passage, asked: frozenset[str]) -> Told:
    """What such a reader reads of a passage."""
    return passage.summary if spared(story, passage, asked) else passage.told
