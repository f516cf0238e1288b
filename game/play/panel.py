"""The panel: meters in words, those that have vanished, promises, papers and the tally."""

from __future__ import annotations

import re
from itertools import pairwise

from game.core.effects import effects
from game.core.model import Chapter, MeterName, Story, Variable
from game.core.play import Step
from game.core.promises import settlements
from game.core.rules import apply, holds, votes
from game.core.state import State
from game.core.telling import tell_line
from game.play.calendar import chapter_at, date_at, place_of
from game.play.view import (
    MeterView,
    PaperView,
    PromiseView,
    SettledView,
    TallyView,
    VanishedView,
    VoiceView,
)

Steps = tuple[Step, ...]


def meters(story: Story, steps: Steps, chapter: Chapter) -> tuple[MeterView, ...]:
    """The meters that the panel shows now, in the order in which they are declared; in a line also
    the counts that the line has given a name."""
    now, before = steps[-1].state, _before(steps)
    shown = (
        variable
        for variable in story.variables.values()
        if variable.id in chapter.names or (variable.kind == "meter" and holds(story, now, variable.shown))
    )
    return tuple(
        _meter(
            variable,
            now,
            before,
            chapter.names.get(variable.id),
            explained=_joined(story, variable, chapter, steps)
            or (not place and _first_cost(variable, steps)),
        )
        for place, variable in enumerate(shown)
    )


def _joined(story: Story, variable: Variable, chapter: Chapter, steps: Steps) -> bool:
    """Whether the last choice brought a meter into the panel that had never been there. With those that
    stand there from the beginning the reader is left to himself."""
    if len(steps) < 2:
        return False
    if variable.id in chapter.names:
        return variable.id not in story.chapters[chapter_at(story, steps[:-1])].names
    return not any(holds(story, step.state, variable.shown) for step in steps[:-1])


def _first_cost(variable: Variable, steps: Steps) -> bool:
    """Whether the last choice made a meter sink that had never sunk before."""
    values = [step.state.values[variable.id] for step in steps]
    sunk = [after < before for before, after in pairwise(values)]
    return bool(sunk) and sunk[-1] and not any(sunk[:-1])


def _meter(
    variable: Variable, now: State, before: State, name: MeterName | None, *, explained: bool
) -> MeterView:
    """The first meter of a panel is what every deed costs: it is explained when it first costs some."""
    value = now.values[variable.id]
    words = (name and name.steps) or variable.names
    return MeterView(
        id=variable.id,
        label=(name and name.label) or variable.label,
        step=value - variable.low,
        steps=variable.high - variable.low + 1,
        word=words[value - variable.low] if words else str(value),
        means=variable.means,
        change=value - before.values[variable.id],
        explained=explained,
    )


def vanished(story: Story, steps: Steps) -> tuple[VanishedView, ...]:
    """The meters that once stood in the panel and have left it, with the date they were gone. What
    the player would rather have seen sink is no force of his: it is not gone because it is told no more."""
    gone = []
    for variable in story.variables.values():
        if variable.kind != "meter" or variable.better == "down":
            continue
        if holds(story, steps[-1].state, variable.shown):
            continue
        for index in range(len(steps) - 2, -1, -1):
            if holds(story, steps[index].state, variable.shown):
                last = index + 1 == len(steps) - 1
                gone.append(VanishedView(variable.label, _ceased(story, steps[: index + 2], variable), last))
                break
    return tuple(gone)


def _ceased(story: Story, steps: Steps, variable: Variable) -> str:
    """The date of the deed or scene that took a meter out of the panel in the last of the steps: what
    flows on from there may be dated months later."""
    date = date_at(story, steps[:-1])
    since: str | None = None
    for met, effect in effects(story, steps[-2].state, steps[-1]):
        here = place_of(story, met.scene).date
        # a scene that has been left is only known to have been seen when the next one is met
        before, date = date, here.written if here else date
        for day, state in ((before, met), (date, apply(story, met, effect))):
            since = None if holds(story, state, variable.shown) else since or day
    return since or date


def owed(story: Story, steps: Steps) -> tuple[PromiseView, ...]:
    """The promises that are open."""
    return tuple(
        PromiseView(flag.label, _name(story, flag.whose), _until(story, flag.due), new)
        for flag, new in _lying(story, steps, "owed")
    )


def settled(story: Story, steps: Steps) -> tuple[SettledView, ...]:
    """The promises that the last choice settled."""
    gone = _left(story, steps, "owed")
    how = settlements(story, _before(steps), steps[-1]) if gone else {}
    return tuple(SettledView(flag.label, _name(story, flag.whose), how.get(flag.id)) for flag in gone)


def parted(story: Story, steps: Steps) -> tuple[str, ...]:
    """The papers that the last choice took out of the drawer."""
    return tuple(flag.label for flag in _left(story, steps, "drawer"))


def drawer(story: Story, steps: Steps) -> tuple[PaperView, ...]:
    """The papers that are kept."""
    return tuple(
        PaperView(flag.label, _until(story, flag.due), new) for flag, new in _lying(story, steps, "drawer")
    )


def _lying(story: Story, steps: Steps, panel: str) -> list[tuple[Variable, bool]]:
    now, before = steps[-1].state.values, _before(steps).values
    return [
        (variable, not before[variable.id])
        for variable in story.variables.values()
        if variable.panel == panel and now[variable.id]
    ]


def _left(story: Story, steps: Steps, panel: str) -> list[Variable]:
    now, before = steps[-1].state.values, _before(steps).values
    return [
        variable
        for variable in story.variables.values()
        if variable.panel == panel and before[variable.id] and not now[variable.id]
    ]


def tally(story: Story, steps: Steps, chapter: Chapter) -> TallyView | None:
    """The chapter's count by name as it would be taken now; None where nothing is counted, or no longer."""
    count, state, before = chapter.tally, steps[-1].state, _before(steps)
    if count is None or not holds(story, state, count.shown):
        return None
    counted = len(steps) > 1 and chapter_at(story, steps[:-1]) == chapter.id
    compared = counted and holds(story, before, count.shown)
    metered = _metered(story, before, state)
    voices = []
    for voice in count.voices:
        stands = holds(story, state, voice.condition)
        turned = compared and holds(story, before, voice.condition) != stands
        named = turned and holds(story, metered, voice.condition) != stands
        voices.append(VoiceView(tell_line(story, state, voice.label), voice.votes, stands, turned, named))
    return TallyView(count.title, count.need, votes(story, state, count), tuple(voices))


def _metered(story: Story, before: State, now: State) -> State:
    """A state in which of all that has changed only the meters have."""
    meters = {name: now.values[name] for name, each in story.variables.items() if each.kind == "meter"}
    return State(before.scene, {**before.values, **meters}, before.seen, before.chosen)


def _before(steps: Steps) -> State:
    """The state before the last choice; at the beginning nothing has changed yet."""
    return steps[-2].state if len(steps) > 1 else steps[-1].state


def _name(story: Story, person: str | None) -> str:
    return story.people[person].name if person is not None else ""


def _until(story: Story, chapter: str | None) -> str:
    """When a chapter ends, as a time: `March 1924, the end of “The Wire”`."""
    if chapter is None:
        return ""
    it = story.chapters[chapter]
    last = re.split(r"\s+[-–—]\s+", it.span)[-1]
    return f"{last}, the end of “{it.title}”" if last else f"the end of “{it.title}”"
