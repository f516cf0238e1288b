"""Where in time a run stands, and the evenings that lie ahead of it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import assert_never

from game.core.model import Diary, Ending, Flow, Menu, Route, Scene, Story
from game.core.play import Step, offer
from game.core.state import State
from game.play.view import CallerView, EveningView

BACK = "~back"
"""The scene that the loader makes of `to: back`."""


def place_of(story: Story, name: str) -> Scene | Ending:
    """The scene or ending of this id (KeyError if there is none)."""
    return story.endings[name] if name in story.endings else story.scenes[name]


def entered(steps: tuple[Step, ...]) -> Iterator[str]:
    """The scenes entered on the way, the latest first."""
    for step in reversed(steps):
        yield from reversed(step.entered)


def date_at(story: Story, steps: tuple[Step, ...]) -> str:
    """The date where the last of the steps stands: that of the latest dated scene; or empty. A line that
    can be come upon in more than one year leaves its days open: a scene of it with a heading and no date
    stands on none."""
    for name in entered(steps):
        place = place_of(story, name)
        if place.date:
            return place.date.written
        if isinstance(place, Scene) and _leaves_its_day_open(story, place):
            return ""
    return ""


def _leaves_its_day_open(story: Story, scene: Scene) -> bool:
    beside = scene.is_call or scene.is_event or scene.diary is not None
    return bool(scene.title) and not beside and story.chapters[scene.chapter].line


def heading_at(story: Story, steps: tuple[Step, ...]) -> str:
    """The heading under which the last of the steps stands: the latest title; or empty."""
    return next((title for name in entered(steps) if (title := place_of(story, name).title)), "")


def evening_of(story: Story, name: str) -> tuple[int, int] | None:
    """The how manieth evening a scene is, and of how many; None where it is none."""
    scene = story.scenes.get(name)
    if scene is None or scene.diary is None or scene.evening is None:
        return None
    evenings = [evening for evening, _ in story.diaries[scene.diary].evenings]
    return evenings.index(scene.evening) + 1, len(evenings)


def chapter_at(story: Story, steps: tuple[Step, ...]) -> str:
    """The chapter where the last of the steps stands. An ending belongs to the scene before it."""
    for name in entered(steps):
        if name in story.scenes:
            return story.scenes[name].chapter
    return next(iter(story.chapters))


def diary_ahead(story: Story, steps: tuple[Step, ...]) -> tuple[EveningView, ...]:
    """The evenings of the diary that is open, tonight's among them, with their callers as far as
    they are known in the present state; empty where no diary is open."""
    state = steps[-1].state
    for name in entered(steps):
        scene = story.scenes.get(name)
        if scene is None or state.scene in story.endings:
            return ()
        if scene.diary is not None:
            return _evenings(story, state, story.diaries[scene.diary])
        if not (scene.is_call or scene.is_event or _returns(scene)):
            return ()
    return ()


def on_a_call(story: Story, name: str) -> bool:
    """Whether a scene is part of a call that an evening was given to: a call, or what follows from it
    and leads back to the diary. What comes by itself is none."""
    scene = story.scenes.get(name)
    return scene is not None and not scene.is_event and (scene.is_call or _returns(scene))


def _evenings(story: Story, state: State, diary: Diary) -> tuple[EveningView, ...]:
    return tuple(
        EveningView(date.written, _callers(story, state, evening), evening == state.scene)
        for name, date in diary.evenings
        if (evening := f"{diary.id}.{name}") not in state.seen
    )


def _returns(scene: Scene) -> bool:
    """Whether a scene is part of a call or event: something in it leads back to the diary."""
    match scene.way:
        case Menu(choices):
            return any(BACK in (choice.to, *(each.to for each in choice.outcomes)) for choice in choices)
        case Flow(to):
            return to == BACK
        case Route(roads):
            return scene.id == BACK or any(road.to == BACK for road in roads)
        case _:
            assert_never(scene.way)


def _callers(story: Story, state: State, evening: str) -> tuple[CallerView, ...]:
    scene = story.scenes[evening]
    if not isinstance(scene.way, Menu):
        return ()
    offers = (offer(story, state, scene, choice) for choice in scene.way.choices)
    return tuple(CallerView(each.label, each.open, each.reason) for each in offers if each)
