"""Doors that were missed by one precondition, and by which.

A door is a choice, what comes of one, or a road of a route, that leads onto a line or to an ending
which is not the one that history came to. Of a door that lacked more than one thing nothing is said.
"""

from __future__ import annotations

from collections.abc import Iterator

from game.core.condition import ALWAYS, All, Condition
from game.core.model import Choice, Ending, Flow, Menu, Route, Scene, Story
from game.core.play import Step
from game.core.rules import apply
from game.core.state import State
from game.core.value import dataclass, replace
from game.play.deed import label_of
from game.play.lacking import lacking, said

_FAR = 20
"""How many scenes that flow on by themselves are followed to where a door leads."""


@dataclass(frozen=True, slots=True)
class Missed:
    """A door missed by one precondition: what was short, in words; the label of its choice, empty where
    the player did not see it; and the line or ending that it would have led to. `title` and `date` are
    where that was, `after` how many decisions."""

    short: str
    label: str
    leads_to: str
    title: str = ""
    date: str = ""
    after: int = 0

    def at(self, title: str, date: str, after: int) -> Missed:
        """The same, with the heading and date under which it happened, and after how many decisions."""
        return replace(self, title=title, date=date, after=after)


@dataclass(frozen=True, slots=True)
class _Door:
    """A way through: `hidden` and `needs` are the conditions of the choice, `outcome` that of its outcome
    or of a road; conditions of the outcomes and roads before it must fail."""

    leads_to: str
    choice: str = ""
    hidden: Condition = ALWAYS
    needs: Condition = ALWAYS
    outcome: str = ""
    condition: Condition = ALWAYS


class Watch:
    """Watches for doors of a story on the way. What a scene has of them is found out once."""

    def __init__(self, story: Story) -> None:
        self._story = story
        self._doors: dict[str, tuple[_Door, ...]] = {}

    def missed(self, before: State, step: Step) -> tuple[Missed, ...]:
        """The doors that a step missed by one precondition: in the menu that was left, in what came of
        the choice, and on the routes behind it."""
        found = [*self._in_menu(before, step)]
        if any(self._at(name) and isinstance(self._scene(name), Route) for name in step.entered):
            found += self._on_routes(before, step)
        return tuple(found)

    def _scene(self, name: str) -> object:
        scene = self._story.scenes.get(name)
        return scene.way if scene else None

    def _at(self, scene: str) -> tuple[_Door, ...]:
        if scene not in self._doors:
            here = self._story.scenes.get(scene)
            self._doors[scene] = tuple(_doors(self._story, here)) if here else ()
        return self._doors[scene]

    def _in_menu(self, before: State, step: Step) -> Iterator[Missed]:
        taken = step.deed.decision.rpartition(".")[2] if step.deed else ""
        for door in self._at(before.scene):
            if not door.outcome:
                yield from self._short(before, door, All((door.hidden, door.needs)))
            elif door.choice == taken and step.deed and step.deed.outcome != door.outcome:
                yield from self._short(before, door, door.condition)

    def _on_routes(self, before: State, step: Step) -> Iterator[Missed]:
        for name, state in _on_the_way(self._story, before, step):
            way = self._scene(name)
            if isinstance(way, Route):
                for door in self._at(name):
                    yield from self._short(state, door, door.condition)

    def _short(self, state: State, door: _Door, condition: Condition) -> Iterator[Missed]:
        lacks = lacking(self._story, state, condition)
        if len(lacks) == 1:
            shown = bool(door.choice) and not lacking(self._story, state, door.hidden)
            label = label_of(self._story, state, f"{state.scene}.{door.choice}") if shown else ""
            yield Missed(said(self._story, state, lacks[0]), label, door.leads_to)


def _on_the_way(story: Story, before: State, step: Step) -> Iterator[tuple[str, State]]:
    """The scenes that a step entered, each with the state in which it was left or stands."""
    scene, _, choice_id = step.deed.decision.rpartition(".") if step.deed else ("", "", "")
    way = story.scenes[scene].way if scene else None
    state, chosen = before, step.state.chosen
    if isinstance(way, Menu) and step.deed:
        choice = next(each for each in way.choices if each.id == choice_id)
        state = apply(story, state, choice.effect)
        for outcome in choice.outcomes:
            if outcome.id == step.deed.outcome:
                state = apply(story, state, outcome.effect)
    seen = before.seen | {scene}
    for name in step.entered:
        if name in story.endings:
            return
        state = apply(story, State(name, state.values, seen, chosen), story.scenes[name].arrive)
        yield name, state
        seen |= {name}


def _doors(story: Story, scene: Scene) -> Iterator[_Door]:
    match scene.way:
        case Menu(choices):
            for choice in choices:
                yield from _of_choice(story, scene, choice)
        case Route(roads):
            for road in roads:
                if road.condition is not None and (end := leads(story, scene, road.to)):
                    yield _Door(end, condition=road.condition)
        case Flow():
            return


def _of_choice(story: Story, scene: Scene, choice: Choice) -> Iterator[_Door]:
    hidden = ALWAYS if choice.hidden_unless is None else choice.hidden_unless
    needs = All(tuple(need.condition for need in choice.needs))
    if choice.to and (end := leads(story, scene, choice.to)):
        yield _Door(end, choice.id, hidden, needs)
    for outcome in choice.outcomes:
        if outcome.to and outcome.condition is not None and (end := leads(story, scene, outcome.to)):
            yield _Door(end, choice.id, hidden, needs, outcome.id, outcome.condition)


def leads(story: Story, scene: Scene, target: str) -> str:
    """The line or ending to which a way out of a scene leads, where that is a door; or empty."""
    for _ in range(_FAR):
        if target in story.endings:
            return "" if historical(story.endings[target]) else target
        there = story.scenes.get(target)
        if there is None:
            return ""
        if there.chapter != scene.chapter and story.chapters[there.chapter].line:
            return there.chapter
        if not isinstance(there.way, Flow):
            return ""
        target = there.way.to
    return ""


def historical(ending: Ending) -> bool:
    """Whether an ending is the one that history came to: its note says that it is documented."""
    return ending.note is not None and ending.note.seam == "documented"
