"""What a subject reads of the state, in the order in which it asks: also to decide what a choice does."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import assert_never

from game.authoring.preview.given import ENDING
from game.authoring.preview.subject import Subject
from game.core.condition import Among, Chose, Condition, EndingIs, Lying, Named, Seen, TallyOf, Value
from game.core.model import Choice, Effect, Flow, Menu, Outcome, Route, Scene, Story
from game.core.prose import Line, Prose
from game.core.walk import Question, conditions_of, conditions_of_line, questions, texts_of


def read_by(story: Story, subject: Subject) -> tuple[str, ...]:
    """The names of everything that a subject reads: variables, `seen(x)`, `chose(x.y)`, `ending`. Where
    it asks how many lie in a place of the panel, of all that may lie there."""
    names = (name for each in conditions(story, subject) for name in names_in(story, each))
    return tuple(dict.fromkeys(names))


def names_in(story: Story, condition: Condition) -> Iterator[str]:
    """What a condition reads, in order, through everything that has a name."""
    for question in questions(condition):
        yield from _names(story, question)


def _names(story: Story, question: Question) -> Iterator[str]:
    match question:
        case Among(variable) | Value(variable):
            yield variable
        case Seen(scene):
            yield f"seen({scene})"
        case Chose(choice):
            yield f"chose({choice})"
        case EndingIs():
            yield ENDING
        case Named(name):
            yield from names_in(story, story.conditions[name])
        case TallyOf(chapter):
            tally = story.chapters[chapter].tally
            for voice in tally.voices if tally else ():
                yield from names_in(story, voice.condition)
        case Lying(panel):
            yield from (each.id for each in story.variables.values() if each.panel == panel)
        case _:
            assert_never(question)


def conditions(story: Story, subject: Subject, *, deeds: bool = True) -> Iterator[Condition]:
    """Every condition of a subject as it is written, in order; without `deeds` only those on which it
    depends what is told before anything is chosen."""
    match subject.kind:
        case "scene":
            yield from _of_scene(story, story.scenes[subject.id], deeds=deeds)
        case "ending":
            ending = story.endings[subject.id]
            yield from _of_prose(story, ending.text)
            for line in (ending.answers.party, ending.answers.price, ending.answers.you, ending.question):
                yield from conditions_of_line(line)
            for name in ending.epilogue:
                yield from conditions(story, Subject("module", name))
        case "module":
            for condition, prose in story.modules[subject.id].variants:
                yield from () if condition is None else (condition,)
                yield from _of_prose(story, prose)
        case "codex":
            yield from _of_prose(story, story.codex[subject.id].text)
        case "person":
            person = story.people[subject.id]
            yield from (fact.condition for fact in person.facts if fact.dead)
            yield from _of_prose(story, (*person.text, *person.stance))
        case _:
            assert_never(subject.kind)


def _of_scene(story: Story, scene: Scene, *, deeds: bool) -> Iterator[Condition]:
    yield from _of_effect(scene.arrive)
    yield from _of_prose(story, scene.text)
    match scene.way:
        case Menu(choices):
            for choice in choices:
                yield from _of_choice(story, scene, choice, deeds=deeds)
        case Route(roads):
            yield from (road.condition for road in roads if road.condition is not None)
        case Flow(to):
            if to.startswith(f"{scene.id}."):
                yield from _of_scene(story, story.scenes[to], deeds=deeds)
        case _:
            assert_never(scene.way)


def _of_choice(story: Story, scene: Scene, choice: Choice, *, deeds: bool) -> Iterator[Condition]:
    if choice.once:
        yield Chose(f"{scene.id}.{choice.id}")
    if choice.hidden_unless is not None:
        yield choice.hidden_unless
    yield from conditions_of_line(choice.label)
    for need in choice.needs:
        yield need.condition
        yield from conditions_of_line(need.locked)
    if not deeds:
        return
    yield from _of_deed(story, choice)
    for outcome in choice.outcomes:
        if outcome.condition is not None:
            yield outcome.condition
        yield from _of_deed(story, outcome)


def _of_deed(story: Story, deed: Choice | Outcome) -> Iterator[Condition]:
    yield from _of_effect(deed.effect)
    yield from _of_prose(story, deed.then)
    yield from _of_lines((deed.log, deed.official))


def _of_lines(lines: Iterable[Line]) -> Iterator[Condition]:
    return (condition for line in lines for condition in conditions_of_line(line))


def _of_effect(effect: Effect) -> Iterator[Condition]:
    return (row.condition for row in effect.also)


def _of_prose(story: Story, prose: Prose) -> Iterator[Condition]:
    yield from conditions_of(prose)
    for text in texts_of(prose):
        yield from _of_prose(story, story.texts[text])
