"""Which variables conditions ask about, also through named conditions, tallies and the panel."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import assert_never

from game.core.condition import Among, Chose, Condition, EndingIs, Lying, Named, Seen, TallyOf, Value
from game.core.model import Story
from game.core.walk import Question, questions


def asked_about(story: Story, conditions: Iterable[Condition]) -> frozenset[str]:
    """The ids of the variables that conditions ask about."""
    ahead = [question for each in conditions for question in questions(each)]
    seen: set[Question] = set()
    found: set[str] = set()
    while ahead:
        question = ahead.pop()
        if question in seen:
            continue
        seen.add(question)
        match question:
            case Among(variable, _) | Value(variable):
                found.add(variable)
            case Lying(panel):
                found |= {each.id for each in story.variables.values() if each.panel == panel}
            case Named(name):
                ahead += questions(story.conditions[name])
            case TallyOf(chapter):
                ahead += _voices(story, chapter)
            case Seen() | Chose() | EndingIs():
                pass
            case _:
                assert_never(question)
    return frozenset(found)


def _voices(story: Story, chapter: str) -> Iterator[Question]:
    tally = story.chapters[chapter].tally
    for voice in tally.voices if tally else ():
        yield from questions(voice.condition)
