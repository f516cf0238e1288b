"""What is asked of a state before a reader sees anything: every condition, in order, and its answer."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, assert_never

from game.authoring.preview.subject import Subject
from game.core.condition import Chose, Condition
from game.core.epilogue import judge
from game.core.model import Choice, Ending, Flow, Menu, Route, Scene, Story
from game.core.play import present
from game.core.prose import Document, Line, Paragraph, Prose, Shown, Variant, Variants
from game.core.rules import apply, holds
from game.core.state import State
from game.core.telling import tell
from game.core.value import dataclass, replace


@dataclass(frozen=True, slots=True)
class Asked:
    """A condition that was asked, and whether it held."""

    condition: Condition
    holds: bool

    @property
    def key(self) -> tuple[int | str, bool]:
        """Tells answers apart: conditions of one story by what they are, not by what they say, which takes
        long; but for whether a choice was taken, which choices that can be taken once ask unwritten."""
        match self.condition:
            case Chose(choice):
                return choice, self.holds
        return id(self.condition), self.holds


@dataclass(frozen=True, slots=True)
class Part:
    """A scene as a state comes to tell it: its `arrive` is done."""

    scene: Scene
    state: State


def parts(story: Story, subject: Subject, arrival: State, *, stays: bool = False) -> tuple[Part, ...]:
    """The scene, and what the loader has made of it beyond: the first evening of a diary, the route of
    a gate. With `stays` the state has arrived already."""
    found: list[Part] = []
    scene, state = story.scenes[subject.id], arrival
    while True:
        state = state if stays else apply(story, state, scene.arrive)
        found.append(Part(scene, state))
        if not isinstance(scene.way, Flow) or not scene.way.to.startswith(f"{subject.id}."):
            return tuple(found)
        state = State(scene.way.to, state.values, state.seen | {scene.id}, state.chosen)
        scene = story.scenes[scene.way.to]


def at_the_text(story: Story, subject: Subject, arrival: State, *, stays: bool = False) -> State:
    """The state in which the first word of a subject is told."""
    if subject.kind != "scene":
        return arrival
    return parts(story, subject, arrival, stays=stays)[0].state


def told(story: Story, subject: Subject, arrival: State, *, stays: bool = False) -> tuple[Any, ...]:
    """Everything that a reader can tell two states apart by, before anything is chosen."""
    match subject.kind:
        case "scene":
            said: list[Any] = []
            for part in parts(story, subject, arrival, stays=stays):
                said.append(() if stays else tell(story, part.state, part.scene.text))
                said.append(present(story, part.state))
                if isinstance(part.scene.way, Route):
                    said.append(_road(story, part))
            return tuple(said)
        case "ending":
            # honours are of the run, and would drown what the ending itself tells
            verdict = replace(judge(story, arrival), honours=())
            return tell(story, arrival, story.endings[subject.id].text), verdict
        case "module":
            for condition, prose in story.modules[subject.id].variants:
                if condition is None or holds(story, arrival, condition):
                    return (tell(story, arrival, prose),)
            return ()
        case "codex":
            return (tell(story, arrival, story.codex[subject.id].text),)
        case "person":
            person = story.people[subject.id]
            dead = any(fact.dead and holds(story, arrival, fact.condition) for fact in person.facts)
            return tell(story, arrival, person.text), tell(story, arrival, person.stance)[:1], dead
        case _:
            assert_never(subject.kind)


def _road(story: Story, part: Part) -> str:
    roads = part.scene.way.roads if isinstance(part.scene.way, Route) else ()
    taken = (road.to for road in roads if road.condition is None or holds(story, part.state, road.condition))
    return next(taken, "")


def asked(story: Story, subject: Subject, arrival: State, *, stays: bool = False) -> tuple[Asked, ...]:
    """Every condition that is asked on the way to what is told in a state, in order, each once."""
    match subject.kind:
        case "scene":
            found = list(_of_scene(story, parts(story, subject, arrival, stays=stays), stays=stays))
        case "ending":
            found = list(_of_ending(story, arrival, story.endings[subject.id]))
        case "module":
            found = list(_of_variants(story, arrival, story.modules[subject.id].variants))
        case "codex":
            found = list(_of_prose(story, arrival, story.codex[subject.id].text))
        case "person":
            person = story.people[subject.id]
            facts = (_answer(story, arrival, fact.condition) for fact in person.facts if fact.dead)
            found = [*facts, *_of_prose(story, arrival, (*person.text, *person.stance))]
        case _:
            assert_never(subject.kind)
    return tuple({each.key: each for each in found}.values())


def _answer(story: Story, state: State, condition: Condition) -> Asked:
    return Asked(condition, holds(story, state, condition))


def _of_scene(story: Story, told_parts: tuple[Part, ...], *, stays: bool) -> Iterator[Asked]:
    for part in told_parts:
        scene, state = part.scene, part.state
        if not stays:
            yield from _of_prose(story, state, scene.text)
        match scene.way:
            case Menu(choices):
                for choice in choices:
                    yield from _of_choice(story, state, scene, choice)
            case Route(roads):
                for road in roads:
                    if road.condition is None:
                        break
                    answer = _answer(story, state, road.condition)
                    yield answer
                    if answer.holds:
                        break
            case Flow():
                pass
            case _:
                assert_never(scene.way)


def _of_choice(story: Story, state: State, scene: Scene, choice: Choice) -> Iterator[Asked]:
    if choice.once:
        taken = _answer(story, state, Chose(f"{scene.id}.{choice.id}"))
        yield taken
        if taken.holds:
            return
    if choice.hidden_unless is not None:
        shown = _answer(story, state, choice.hidden_unless)
        yield shown
        if not shown.holds:
            return
    yield from _of_line(story, state, choice.label)
    for need in choice.needs:
        met = _answer(story, state, need.condition)
        yield met
        if not met.holds:
            yield from _of_line(story, state, need.locked)
            return


def _of_ending(story: Story, state: State, ending: Ending) -> Iterator[Asked]:
    yield from _of_prose(story, state, ending.text)
    for line in (ending.answers.party, ending.answers.price, ending.answers.you, ending.question):
        yield from _of_line(story, state, line)
    for name in ending.epilogue:
        yield from _of_variants(story, state, story.modules[name].variants)


def _of_variants(
    story: Story, state: State, variants: tuple[tuple[Condition | None, Prose], ...]
) -> Iterator[Asked]:
    for condition, prose in variants:
        answer = None if condition is None else _answer(story, state, condition)
        if answer:
            yield answer
        if answer is None or answer.holds:
            yield from _of_prose(story, state, prose)
            return


def _of_prose(story: Story, state: State, prose: Prose) -> Iterator[Asked]:
    for part in prose:
        match part:
            case Paragraph(line):
                yield from _of_line(story, state, line)
            case Document(_, lines, signed):
                for line in (*lines, signed):
                    yield from _of_line(story, state, line)
            case Shown(text):
                yield from _of_prose(story, state, story.texts[text])
            case Variants(arms):
                yield from _of_variants(story, state, tuple((arm.condition, arm.prose) for arm in arms))
            case _:
                assert_never(part)


def _of_line(story: Story, state: State, line: Line) -> Iterator[Asked]:
    return (_answer(story, state, each.condition) for each in line if isinstance(each, Variant))
