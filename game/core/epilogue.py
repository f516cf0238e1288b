"""What is told when a run has ended: answers, question, epilogue, honours."""

from __future__ import annotations

from game.core.model import Honour, Story
from game.core.prose import Told, Words
from game.core.rules import holds
from game.core.state import State
from game.core.telling import tell, tell_line
from game.core.value import dataclass


@dataclass(frozen=True, slots=True)
class Verdict:
    """An ending in its state: its three answers, its question, the modules that it allows as told
    here (module id and prose), and the honours that the run earned."""

    ending: str
    party: tuple[Words, ...]
    price: tuple[Words, ...]
    you: tuple[Words, ...]
    question: tuple[Words, ...]
    epilogue: tuple[tuple[str, Told], ...]
    honours: tuple[Honour, ...]


def judge(story: Story, state: State) -> Verdict:
    """The verdict on a run whose state is at an ending (KeyError at any other)."""
    ending = story.endings[state.scene]
    epilogue = []
    for module_id in ending.epilogue:
        for condition, prose in story.modules[module_id].variants:
            if condition is None or holds(story, state, condition):
                if told := tell(story, state, prose):
                    epilogue.append((module_id, told))
                break
    return Verdict(
        ending.id,
        tell_line(story, state, ending.answers.party),
        tell_line(story, state, ending.answers.price),
        tell_line(story, state, ending.answers.you),
        tell_line(story, state, ending.question),
        tuple(epilogue),
        earned(story, state),
    )


def earned(story: Story, state: State) -> tuple[Honour, ...]:
    """The honours of a run whose state is at an ending, in the order in which they are declared."""
    return tuple(each for each in story.honours.values() if holds(story, state, each.condition))
