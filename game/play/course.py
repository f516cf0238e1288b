"""How the meters went: the history of each over the run."""

from __future__ import annotations

from collections.abc import Iterator

from game.core.model import Story
from game.core.play import Step
from game.play.calendar import chapter_at
from game.play.page import Chart
from game.play.view import SceneView


def charts(story: Story, steps: tuple[Step, ...], view: SceneView) -> tuple[Chart, ...]:
    """The history of each meter of the panel: its step at the beginning and after each decision, with
    a mark where each chapter begins."""
    marks = tuple(_marks(story, steps))
    return tuple(
        Chart(
            meter.label,
            tuple(step.state.values[meter.id] - story.variables[meter.id].low for step in steps),
            meter.steps,
            _words(story, view, meter.id),
            marks,
        )
        for meter in view.panel
    )


def _words(story: Story, view: SceneView, meter: str) -> tuple[str, ...]:
    """What the steps of a meter are called now: a line that leaves history may rename them."""
    name = story.chapters[view.chapter.id].names.get(meter)
    return (name.steps if name else ()) or story.variables[meter].names


def _marks(story: Story, steps: tuple[Step, ...]) -> Iterator[tuple[int, str]]:
    before = ""
    for index in range(len(steps)):
        chapter = chapter_at(story, steps[: index + 1])
        if chapter != before:
            yield index, story.chapters[chapter].title
        before = chapter
