"""What a changed story has done to a run, as one sentence to its player."""

from __future__ import annotations

from collections.abc import Iterator

from game.core.model import Ending, Scene, Story, Variable
from game.core.play import Step
from game.core.state import State
from game.runs.file import At
from game.runs.renaming import names_since

_MOST = 3
"""So many changed values are named; a sentence with more is not read."""


def changed_values(story: Story, kept: At, state: State) -> tuple[str, ...]:
    """What is otherwise than it was kept, as half sentences: the scene, or else the values of
    variables that both versions know. A variable that was not kept says nothing: it stood at its
    start, or did not exist."""
    if state.scene not in names_since(story, kept.scene):
        former = next((each for each in names_since(story, kept.scene) if _find(story, each)), "")
        return (f"before it led to {title_of(story, former) if former else 'another place'}",)
    return tuple(_values(story, kept, state))


def _values(story: Story, kept: At, state: State) -> Iterator[str]:
    for name, before in kept.values.items():
        variable = story.variables.get(name)
        if variable and state.values[name] != before:
            yield _value(variable, before, state.values[name])


def _value(variable: Variable, before: int, now: int) -> str:
    label = variable.label or variable.id.replace("_", " ")
    if variable.hidden:
        return "what comes next is another thing"
    if variable.kind == "flag":
        return f"“{label}” {'holds now' if now else 'no longer holds'}"
    return f"“{label}” is {_step(variable, now)} and was {_step(variable, before)}"


def _step(variable: Variable, value: int) -> str:
    return variable.names[value] if 0 <= value < len(variable.names) else str(value)


def place_at(story: Story, steps: tuple[Step, ...]) -> str:
    """Where the last of the steps stands as the player knows it: its title, and the date of the latest
    scene that has one."""
    title = title_of(story, steps[-1].state.scene)
    for step in reversed(steps):
        for name in reversed(step.entered):
            place = _find(story, name)
            if place and place.date:
                return f"{title}, {place.date.written}"
    return title


def title_of(story: Story, name: str) -> str:
    """A scene or ending by its title, an evening by that of its diary, or else by its id."""
    place = _find(story, name)
    if isinstance(place, Scene) and place.diary and not place.title:
        place = _find(story, place.diary)
    return f"“{(place and place.title) or name}”"


def _find(story: Story, name: str) -> Scene | Ending | None:
    return story.endings.get(name) or story.scenes.get(name)


def sentence(
    counts: tuple[int, int],
    place: str,
    lost: tuple[str, str] | None,
    drifted: tuple[str, ...],
    *,
    ours: bool,
) -> str:
    """How many of how many decisions still stand, up to where, the first that was lost and why, and
    what came out otherwise."""
    alive, all_of_them = counts
    opening = (
        "This run does not replay as it was played, and that is a fault of this program:"
        if ours
        else "The story has changed since this run was kept:"
    )
    if lost is None:
        return f"{opening} {_all(all_of_them, place)}, but {_drift(drifted)}."
    name, reason = lost
    told = f"{opening} {alive} of {all_of_them} decisions still stand, up to {place}"
    told = f"{told}; the first that was lost is {name}: {reason}"
    return f"{told}; and {_drift(drifted)}." if drifted else f"{told}."


def _all(count: int, place: str) -> str:
    match count:
        case 0:
            return f"it begins at {place}"
        case 1:
            return f"its one decision still stands, up to {place}"
        case _:
            return f"all {count} decisions still stand, up to {place}"


def _drift(drifted: tuple[str, ...]) -> str:
    named = ", ".join(drifted[:_MOST])
    more = len(drifted) - _MOST
    return f"{named} and {more} more" if more > 0 else named
