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


OURS = "This run does not replay as it was played, and that is a fault of this program"
CHANGED = "The story has changed since this run was kept"

Branches = tuple[tuple[str, str], ...]
"""Branches by name, with their versions."""


def branches_changed(kept: Branches, now: Branches) -> str:
    """What has become of the branches that a run was played with, as a beginning of a sentence; empty
    if all of them are there as they were."""
    versions = dict(now)
    gone = [name for name, _ in kept if name not in versions]
    changed = [
        f"“{name}” is {versions[name]} and was {version}"
        for name, version in kept
        if versions.get(name, version) != version
    ]
    parts = []
    if gone:
        named = " and ".join(f"“{name}”" for name in gone)
        many = len(gone) > 1
        parts.append(
            f"the branch{'es' * many} {named}, with which this run was played, "
            f"{'are' if many else 'is'} switched off or missing"
        )
    if changed:
        parts.append(f"the branch{'es' * (len(changed) > 1)} {', '.join(changed)}")
    told = ", and ".join(parts)
    return told[:1].upper() + told[1:]


def branches_added(kept: Branches, now: Branches) -> str:
    """Which branches have come since a run was kept, as a beginning of a sentence; empty if none."""
    added = [f"“{name}”" for name, _ in now if name not in dict(kept)]
    many = len(added) > 1
    return f"The branch{'es' * many} {' and '.join(added)} {'have' if many else 'has'} come" if added else ""


def sentence(
    opening: str,
    counts: tuple[int, int],
    place: str,
    lost: tuple[str, str] | None,
    drifted: tuple[str, ...],
) -> str:
    """What has changed, how many of how many decisions still stand, up to where, the first that was
    lost and why, and what came out otherwise."""
    alive, all_of_them = counts
    opening = f"{opening}:"
    if lost is None:
        but = f", but {_drift(drifted)}" if drifted else ""
        return f"{opening} {_all(all_of_them, place)}{but}."
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
