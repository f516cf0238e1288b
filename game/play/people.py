"""Pages about people: who is here, who was met, and what is known of somebody."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from game.core.model import Story
from game.core.play import Step
from game.core.prose import Told, ToldParagraph, plain
from game.core.rules import holds
from game.core.state import State
from game.core.telling import tell
from game.play.calendar import place_of
from game.play.look import persons
from game.play.page import Act, Block, Heading, Item, Page, Prose, sentence
from game.play.search import best, folded
from game.play.view import SceneView

MANY = 6
"""So many persons are told in full at once; of more, there is a list."""


def people_page(story: Story, steps: tuple[Step, ...], view: SceneView, name: str) -> Page:
    """Who is present, then who else was met in this run; or, for a name, the persons whom it may
    mean, told in full."""
    state = steps[-1].state
    if not name:
        return _all(story, steps, [each.id for each in view.present])
    found = best(name, ((each.id, each.name, each.role) for each in story.people.values()))
    if not found and (met := _met_in_passing(steps, name)):
        return Page("Persons", (sentence(f"{met} is met in passing, and has no entry of their own."),))
    if not found:
        return Page("Persons", (sentence(f"Nobody in this story is called “{name}”."),))
    if len(found) > MANY:
        return Page("Persons", _rows(story, state, found))
    return Page("Persons", tuple(block for key in found for block in _dossier(story, state, key)))


def met(story: Story, steps: tuple[Step, ...]) -> tuple[str, ...]:
    """The ids of all persons who were present on the way here, in the order in which they were met."""
    names = (name for step in steps for name in step.entered)
    found = dict.fromkeys(person for name in names for person in place_of(story, name).present)
    return tuple(person for person in found if person in story.people)


def _all(story: Story, steps: tuple[Step, ...], present: list[str]) -> Page:
    state = steps[-1].state
    here = _rows(story, state, present) or (sentence("Nobody but you."),)
    others = [person for person in met(story, steps) if person not in present]
    also = (Heading("Met so far"), *_rows(story, state, others)) if others else ()
    return Page("Persons present", (*here, *also))


def _rows(story: Story, state: State, ids: Iterable[str]) -> tuple[Block, ...]:
    return tuple(
        Item(
            each.name,
            _role(story, state, each.id),
            " ".join(plain(block.words) for block in each.stance if isinstance(block, ToldParagraph)),
            acts=(Act("Who that is", f"people {each.name}"),),
        )
        for each in persons(story, state, ids)
    )


def _dossier(story: Story, state: State, key: str) -> tuple[Block, ...]:
    (row,) = persons(story, state, [key])
    told = tell(story, state, story.people[key].text) + row.stance
    return (Heading(row.name, _role(story, state, key)), *((Prose(told),) if told else ()))


def _role(story: Story, state: State, key: str) -> str:
    person = story.people[key]
    dead = any(fact.dead and holds(story, state, fact.condition) for fact in person.facts)
    return f"{person.role}; dead" if dead else person.role


def _met_in_passing(steps: tuple[Step, ...], name: str) -> str:
    """The name as the text so far has it, where somebody is called that: a capital within a sentence."""
    sought = folded(name).strip()
    for step in reversed(steps):
        for passage in reversed(step.passages):
            for word in _spoken(passage.told):
                if folded(word) == sought and word[0].isupper():
                    return word
    return ""


def _spoken(told: Told) -> Iterator[str]:
    """The words of told prose, without what is written around them."""
    for block in told:
        if isinstance(block, ToldParagraph):
            yield from re.findall(r"\w[\w-]*", plain(block.words))
