"""States as an author gives them: names of what can be read, and the values that they may have."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from game.core.model import Story
from game.core.state import State
from game.loading.suggest import nearest

Said = tuple[tuple[str, str], ...]
"""Names and values as an author writes them: `("army", "3")`, `("seen(the_barber)", "yes")`."""
ENDING = "ending"
"""The name under which an epilogue reads how the run has ended."""
NO_YES = ("no", "yes")

_PAST = re.compile(r"(seen|chose)\((.+)\)")


class NotGiven(Exception):
    """A name that nothing has, or a value that it cannot have; the message is one sentence."""


def values_of(story: Story, name: str) -> tuple[str, ...]:
    """The values that something may have, as they are written, the lowest first. Raises NotGiven."""
    if name == ENDING:
        return tuple(story.endings)
    if past := _PAST.fullmatch(name):
        _require_past(story, name, past[1], past[2])
        return NO_YES
    variable = story.variables.get(name)
    if variable is None:
        raise NotGiven(f"No variable is called `{name}`.{_meant(name, story.variables)}")
    if variable.kind == "flag":
        return NO_YES
    if variable.kind == "one_of":
        return variable.names
    return tuple(map(str, range(variable.low, variable.high + 1)))


def _require_past(story: Story, name: str, what: str, of: str) -> None:
    scene, _, choice = of.rpartition(".")
    if what == "seen":
        if of not in story.scenes and of not in story.endings:
            raise NotGiven(f"`{name}`: no scene is called `{of}`.{_meant(of, story.scenes)}")
    elif scene not in story.scenes or not choice:
        raise NotGiven(f"`{name}`: a choice is written `scene.choice`.")


def _meant(name: str, known: Iterable[str]) -> str:
    near = nearest(name, known)
    return f" Did you mean `{near}`?" if near else ""


def value_of(story: Story, state: State, name: str) -> int:
    """Where in `values_of` a state stands, from 0. Raises NotGiven."""
    if name == ENDING:
        return list(story.endings).index(state.scene) if state.scene in story.endings else 0
    if past := _PAST.fullmatch(name):
        return int(past[2] in (state.seen if past[1] == "seen" else state.chosen))
    if name not in story.variables:
        values_of(story, name)
    return state.values[name] - story.variables[name].low


def with_value(story: Story, state: State, name: str, value: int) -> State:
    """The state with something at another of its values, by its place in `values_of`. Whoever has chosen
    something has seen the scene of it. Raises NotGiven."""
    if name == ENDING:
        return State(list(story.endings)[value], state.values, state.seen, state.chosen)
    if past := _PAST.fullmatch(name):
        return _with_past(state, past[1], past[2], holds=bool(value))
    if name not in story.variables:
        values_of(story, name)
    values = {**state.values, name: story.variables[name].low + value}
    return State(state.scene, values, state.seen, state.chosen)


def _with_past(state: State, what: str, of: str, *, holds: bool) -> State:
    seen, chosen = state.seen, state.chosen
    if what == "chose":
        scene = of.rpartition(".")[0]
        chosen = chosen | {of} if holds else chosen - {of}
        seen = seen | {scene} if holds and scene != state.scene else seen
    elif holds:
        seen = seen | {of}
    else:
        seen = seen - {of}
        chosen = frozenset(each for each in chosen if each.rpartition(".")[0] != of)
    return State(state.scene, state.values, seen, chosen)


def read(story: Story, name: str, text: str) -> int:
    """The value that a text means: as it is written, or the word of a meter's step. Raises NotGiven."""
    values = values_of(story, name)
    wanted = text.strip()
    if wanted in values:
        return values.index(wanted)
    variable = story.variables.get(name)
    words = [each.casefold() for each in variable.names] if variable else []
    if wanted.casefold() in words:
        return words.index(wanted.casefold())
    known = f"{values[0]} to {values[-1]}" if values[0].lstrip("-").isdecimal() else ", ".join(values[:12])
    named = f" ({', '.join(variable.names)})" if variable and variable.kind == "meter" else ""
    raise NotGiven(f"`{name}` cannot be `{text}`: it is {known}{named}.")


def placed(story: Story, state: State, said: Iterable[tuple[str, str]]) -> State:
    """The state with everything that was said of it. Raises NotGiven."""
    for name, text in said:
        state = with_value(story, state, name, read(story, name, text))
    return state


def written(story: Story, name: str, value: int) -> str:
    """A value as an author writes it."""
    return values_of(story, name)[value]


def word(story: Story, name: str, value: int) -> str:
    """What the step of a meter is called; empty for everything else."""
    variable = story.variables.get(name)
    return variable.names[value] if variable and variable.kind == "meter" else ""


def difference(story: Story, before: State, after: State) -> Said:
    """What has to be said of the one state to have the other."""
    names = [name for name, value in after.values.items() if before.values.get(name) != value]
    names += [f"seen({each})" for each in sorted(before.seen ^ after.seen)]
    names += [f"chose({each})" for each in sorted(before.chosen ^ after.chosen)]
    if before.scene != after.scene and after.scene in story.endings:
        names.append(ENDING)
    return tuple((name, written(story, name, value_of(story, after, name))) for name in names)


def said_otherwise(said: Said, changes: Mapping[str, str]) -> Said:
    """What was said, with something else said of some names."""
    return tuple({**dict(said), **changes}.items())
