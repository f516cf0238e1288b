"""What is told when a run has ended: answers, question, epilogue, honours."""

from __future__ import annotations

from game.core.model import Honour, Module, Story
from game.core.prose import Told, Words
from game.core.rules import holds
from game.core.sparing import asks
from game.core.state import State
from game.core.telling import tell, tell_line
from game.core.value import dataclass


@dataclass(frozen=True, slots=True)
class Verdict:
    """An ending in its state: its three answers, its question, the modules that it allows as told
    here (module id and prose), and the honours that the run earned. `summarised` are the modules that
    are told in summary."""

    ending: str
    party: tuple[Words, ...]
    price: tuple[Words, ...]
    you: tuple[Words, ...]
    question: tuple[Words, ...]
    epilogue: tuple[tuple[str, Told], ...]
    honours: tuple[Honour, ...]
    summarised: frozenset[str] = frozenset()


def judge(story: Story, state: State, asked: frozenset[str] = frozenset()) -> Verdict:
    """The verdict on a run whose state is at an ending (KeyError at any other), for a reader who asked
    to be spared some matters."""
    ending = story.endings[state.scene]
    epilogue, summarised = [], set()
    for module_id in ending.epilogue:
        told, summary = _afterwards(story, state, story.modules[module_id], asked)
        if summary:
            summarised.add(module_id)
        if told or summary:
            epilogue.append((module_id, summary or told))
    return Verdict(
        ending.id,
        tell_line(story, state, ending.answers.party),
        tell_line(story, state, ending.answers.price),
        tell_line(story, state, ending.answers.you),
        tell_line(story, state, ending.question),
        tuple(epilogue),
        earned(story, state),
        frozenset(summarised),
    )


def _afterwards(story: Story, state: State, module: Module, asked: frozenset[str]) -> tuple[Told, Told]:
    """What a module tells in a state, and what it tells instead to somebody who asked for that."""
    for number, (condition, prose) in enumerate(module.variants):
        if condition is None or holds(story, state, condition):
            sensitive = module.sensitive[number] if number < len(module.sensitive) else None
            summary = sensitive.summary if sensitive and asks(sensitive, asked) else ()
            return tell(story, state, prose), tell(story, state, summary)
    return (), ()


def earned(story: Story, state: State) -> tuple[Honour, ...]:
    """The honours of a run whose state is at an ending, in the order in which they are declared."""
    return tuple(each for each in story.honours.values() if holds(story, state, each.condition))
