"""What a changed story has done to a run, as one sentence to its player."""

from __future__ import annotations

from collections.abc import Iterator

from game.core.model import Story, Variable
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
        places = [_place(story, name) for name in names_since(story, kept.scene)]
        former = next((place for place in places if place), "")
        return (f"before it led to {former or 'another place'}",)
    return tuple(_values(story, kept, state))


def _values(story: Story, kept: At, state: State) -> Iterator[str]:
    for name, before in kept.values.items():
        variable = story.variables.get(name)
        if variable is None or name not in state.values:
            continue
        now = state.values[name]
        if now != before:
            yield _value(variable, before, now)


def _value(variable: Variable, before: int, now: int) -> str:
    label = variable.label or variable.id.replace("_", " ")
    if variable.hidden:
        return "what comes next is another thing"
    if variable.kind == "flag":
        return f"“{label}” {'holds now' if now else 'no longer holds'}"
    return f"“{label}” is {_step(variable, now)} and was {_step(variable, before)}"


def _step(variable: Variable, value: int) -> str:
    return variable.names[value] if 0 <= value < len(variable.names) else str(value)


def place_of(story: Story, state: State) -> str:
    """The scene or ending of a state as the player knows it: its title, or else its id, and date."""
    return _place(story, state.scene)


def title_of(story: Story, scene: str) -> str:
    """A scene or ending by its title, or else its id."""
    place = story.endings.get(scene) or story.scenes.get(scene)
    return f"“{(place and place.title) or scene}”"


def _place(story: Story, scene: str) -> str:
    """Title and date; empty if there is no such scene or ending."""
    place = story.endings.get(scene) or story.scenes.get(scene)
    if place is None:
        return ""
    return f"{title_of(story, scene)}, {place.date.written}" if place.date else title_of(story, scene)


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
