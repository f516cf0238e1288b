"""The way of a run as visits: every scene that was entered and is over, with what was done in it."""

from __future__ import annotations

from collections.abc import Iterator

from game.core.dates import Date
from game.core.model import Scene, Story
from game.core.play import Deed, Step
from game.core.value import dataclass, replace
from game.play.calendar import place_of


@dataclass(frozen=True, slots=True)
class Visit:
    """A scene or ending that was entered, the heading and date under which it stood, and what was done
    in it."""

    scene: str
    chapter: str
    title: str
    date: Date | None
    deeds: tuple[Deed, ...] = ()


def visits(story: Story, steps: tuple[Step, ...]) -> Iterator[Visit]:
    """Everything that was entered on the way and is over, in order. Where the run stands is not, unless
    something has been done there already, or all has ended."""
    now = Visit("", next(iter(story.chapters)), "", None)
    for step in steps:
        if step.deed:
            now = replace(now, deeds=(*now.deeds, step.deed))
        for name in step.entered:
            if now.scene:
                yield now
            here = place_of(story, name)
            chapter = here.chapter if isinstance(here, Scene) else now.chapter
            now = Visit(name, chapter, here.title or now.title, here.date or now.date)
    if now.scene in story.endings or now.deeds:
        yield now
