"""A turn: what is offered in a state, and what a choice makes of it.

The order of effects is that of the story format, section 5. Everything here is pure; `begin`,
`choose` and `replay` give back all that was told on the way, because it was judged in states that
are past, and `present` only reads.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import assert_never

from game.core.model import STAY, Choice, Flow, Menu, Outcome, Road, Route, Scene, Story
from game.core.prose import Prose, Told, Words, plain
from game.core.rules import apply, holds
from game.core.state import State
from game.core.telling import tell, tell_line
from game.core.value import dataclass


@dataclass(frozen=True, slots=True)
class Passage:
    """Something told: the text of a scene (`choice` is None), what came of a choice, or an ending.

    `scene` is the scene told, or that of the choice; `outcome` is the outcome taken. `summary` is
    what a reader who asked to be spared reads instead."""

    scene: str
    told: Told
    choice: str | None = None
    outcome: str | None = None
    summary: Told = ()


@dataclass(frozen=True, slots=True)
class Offer:
    """A choice as shown. `reason` is why it is closed, for choices that are not open."""

    choice: str
    label: tuple[Words, ...]
    open: bool = True
    reason: tuple[Words, ...] = ()


@dataclass(frozen=True, slots=True)
class Deed:
    """What a choice leaves in the record: `scene.choice`, the log line and the textbook's."""

    decision: str
    outcome: str | None
    log: str
    official: str


@dataclass(frozen=True, slots=True)
class Step:
    """The state after a beginning or a choice, and what was told on the way. `entered` are the
    scenes entered, in order, also those that told nothing."""

    state: State
    passages: tuple[Passage, ...]
    entered: tuple[str, ...]
    deed: Deed | None = None


class NotOpen(Exception):
    """The choice is not open in this state: gone, hidden or closed."""

    def __init__(self, decision: str, reason: str = "") -> None:
        super().__init__(f"{decision}: {reason}" if reason else decision)
        self.decision = decision
        self.reason = reason


class EndlessFlow(Exception):
    """The scenes flow in a circle: `check` finds these, and play refuses to hang on one."""


Teller = Callable[[Story, State, Prose], Told]
"""Makes of prose as written what is read in one state: `tell`, or what only takes note of it."""


def begin(story: Story, telling: Teller = tell) -> Step:
    """The first step of every run of a story."""
    values = {variable.id: variable.start for variable in story.variables.values()}
    return _enter(story, State(story.header.start, values), [], telling)


def enter(story: Story, state: State) -> Step:
    """The step of a run that comes to the scene or ending which the state names: nothing of that has
    been done yet."""
    return _enter(story, state, [])


def ended(story: Story, state: State) -> bool:
    """Whether the run has come to an ending."""
    return state.scene in story.endings


def present(story: Story, state: State) -> tuple[Offer, ...]:
    """The offers of the state, in written order, closed ones among them; none at an ending."""
    if ended(story, state):
        return ()
    scene = story.scenes[state.scene]
    if not isinstance(scene.way, Menu):
        return ()
    shown = (offer(story, state, scene, choice) for choice in scene.way.choices)
    return tuple(each for each in shown if each is not None)


def offer(story: Story, state: State, scene: Scene, choice: Choice) -> Offer | None:
    """How a choice is offered in a state; None while it is hidden."""
    if choice.once and f"{scene.id}.{choice.id}" in state.chosen:
        return None
    if choice.hidden_unless is not None and not holds(story, state, choice.hidden_unless):
        return None
    label = tell_line(story, state, choice.label)
    for need in choice.needs:
        if not holds(story, state, need.condition):
            return Offer(choice.id, label, open=False, reason=tell_line(story, state, need.locked))
    return Offer(choice.id, label)


def choose(story: Story, state: State, choice_id: str, telling: Teller = tell) -> Step:
    """Take a choice of the scene that the state stands at. Raises NotOpen."""
    scene, choice = _open_choice(story, state, choice_id)
    decision = f"{scene.id}.{choice.id}"
    outcome = _outcome(story, state, choice)
    after = apply(story, state, choice.effect)
    if outcome:
        after = apply(story, after, outcome.effect)
    after = State(after.scene, after.values, after.seen, after.chosen | {decision})
    told = telling(story, after, choice.then) + (telling(story, after, outcome.then) if outcome else ())
    deed = Deed(
        decision,
        outcome.id if outcome else None,
        plain(tell_line(story, after, (outcome and outcome.log) or choice.log)),
        plain(tell_line(story, after, (outcome and outcome.official) or choice.official)),
    )
    passages = [Passage(scene.id, told, choice.id, deed.outcome)] if told else []
    target = (outcome and outcome.to) or choice.to
    if target is None:
        raise EndlessFlow(f"{decision} leads nowhere")
    if target == STAY:
        return Step(after, tuple(passages), (), deed)
    left = State(target, after.values, after.seen | {scene.id}, after.chosen)
    step = _enter(story, left, passages, telling)
    return Step(step.state, step.passages, step.entered, deed)


def replay(story: Story, decisions: Iterable[str]) -> tuple[Step, ...]:
    """Every step of a run from its beginning: one more than there are decisions. Raises NotOpen at
    the first decision that is not of the scene where the run then stands, or not open there."""
    steps = [begin(story)]
    for decision in decisions:
        state = steps[-1].state
        scene, _, choice = decision.rpartition(".")
        if scene != state.scene:
            raise NotOpen(decision, f"the run stands at {state.scene}")
        steps.append(choose(story, state, choice))
    return tuple(steps)


def _open_choice(story: Story, state: State, choice_id: str) -> tuple[Scene, Choice]:
    decision = f"{state.scene}.{choice_id}"
    if ended(story, state):
        raise NotOpen(decision, "the run has ended")
    scene = story.scenes[state.scene]
    choices = scene.way.choices if isinstance(scene.way, Menu) else ()
    for choice in choices:
        if choice.id == choice_id:
            shown = offer(story, state, scene, choice)
            if shown is None:
                raise NotOpen(decision, "it is not offered")
            if not shown.open:
                raise NotOpen(decision, plain(shown.reason))
            return scene, choice
    raise NotOpen(decision, "the scene has no such choice")


def _outcome(story: Story, state: State, choice: Choice) -> Outcome | None:
    for outcome in choice.outcomes:
        if outcome.condition is None or holds(story, state, outcome.condition):
            return outcome
    return None


def _enter(story: Story, state: State, passages: list[Passage], telling: Teller = tell) -> Step:
    """Enter the scene that the state names, and go on until something is to be chosen or all ends."""
    entered: list[str] = []
    while True:
        entered.append(state.scene)
        if len(entered) > 10_000:
            raise EndlessFlow(f"the scenes flow in a circle: {' -> '.join(entered[-5:])}")
        if state.scene in story.endings:
            ending = story.endings[state.scene]
            summary = telling(story, state, ending.sensitive.summary) if ending.sensitive else ()
            last = Passage(state.scene, telling(story, state, ending.text), summary=summary)
            return Step(state, (*passages, last), tuple(entered))
        scene = story.scenes[state.scene]
        state = apply(story, state, scene.arrive)
        if told := telling(story, state, scene.text):
            summary = telling(story, state, scene.sensitive.summary) if scene.sensitive else ()
            passages = [*passages, Passage(scene.id, told, summary=summary)]
        match scene.way:
            case Menu():
                return Step(state, tuple(passages), tuple(entered))
            case Flow(to):
                target = to
            case Route(roads):
                target = _road(story, state, scene.id, roads)
            case _:
                assert_never(scene.way)
        state = State(target, state.values, state.seen | {scene.id}, state.chosen)


def _road(story: Story, state: State, scene: str, roads: tuple[Road, ...]) -> str:
    for road in roads:
        if road.condition is None or holds(story, state, road.condition):
            return road.to
    raise EndlessFlow(f"no road leads out of {scene}")
