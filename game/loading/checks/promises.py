"""Promises: that none is left open beyond the chapter in which it is due."""

from __future__ import annotations

from collections.abc import Iterator

from game.core.condition import All, Among, Condition, Either, Named, Not
from game.core.model import Change, Choice, Effect, Flow, Menu, Outcome, Route, Scene, Set, Story, Variable
from game.loading.checks.case import Case
from game.loading.checks.usage import condition_circles
from game.loading.diagnostic import Diagnostic

Truths = frozenset[bool]
"""What a condition can be, as far as one flag decides it."""

_UNKNOWN: Truths = frozenset({True, False})


def overdue_promise(case: Case) -> Iterator[Diagnostic]:
    """Promises that can still be open after the chapter in which they are due. Everything but the
    promise itself is taken to be possible."""
    if not case.is_whole:
        return
    circular = frozenset(name for circle in condition_circles(case) for name in circle)
    for variable in case.written.variables.values():
        chapter = case.story.chapters.get(variable.due or "")
        if chapter and chapter.number is not None:
            scene = _open_beyond(_Flag(case.story, variable.id, circular), variable, chapter.number)
            if scene is not None:
                message = f"`{variable.id}` can still be open in `{scene}`, after the chapter `{chapter.id}`"
                hint = "settle it on every way there, or let it be due later"
                yield case.at(f"variable:{variable.id}", "overdue-promise", message, hint)


def _open_beyond(flag: _Flag, promise: Variable, due: int) -> str | None:
    """The first scene in written order of a chapter after `due` in which the flag can be true."""
    story = flag.story
    start = (story.header.start, bool(promise.start))
    seen: set[tuple[str, bool]] = set()
    overdue: set[str] = set()
    ahead = [start]
    while ahead:
        name, is_open = at = ahead.pop()
        if at in seen or name not in story.scenes:
            continue
        seen.add(at)
        scene = story.scenes[name]
        for after in flag.after(scene.arrive, is_open):
            number = story.chapters[scene.chapter].number
            if after and number is not None and number > due and "~" not in name:
                overdue.add(name)
            ahead += flag.onward(scene, after)
    return next((name for name in story.scenes if name in overdue), None)


class _Flag:
    """What becomes of one flag while everything else is unknown, `circular` conditions included."""

    def __init__(self, story: Story, name: str, circular: frozenset[str]) -> None:
        self.story = story
        self._name = name
        self._circular = circular

    def after(self, effect: Effect, is_open: bool) -> set[bool]:
        """What the flag can be after an effect."""
        changed = _changed(self._name, effect.changes, is_open)
        possible = {changed}
        for row in effect.also:
            truths = self._truths(row.condition, changed)
            then = (
                {_changed(self._name, row.changes, value) for value in possible} if True in truths else set()
            )
            possible = then | (possible if False in truths else set())
        return possible

    def onward(self, scene: Scene, is_open: bool) -> Iterator[tuple[str, bool]]:
        """Where a scene can lead, and what the flag then is."""
        match scene.way:
            case Menu(choices):
                for choice in choices:
                    if self._can_be_open(choice, is_open):
                        yield from self._taken(scene, choice, is_open)
            case Flow(to):
                yield to, is_open
            case Route(roads):
                for road in roads:
                    truths = _ALWAYS if road.condition is None else self._truths(road.condition, is_open)
                    if True in truths:
                        yield road.to, is_open
                    if False not in truths:
                        break

    def _can_be_open(self, choice: Choice, is_open: bool) -> bool:
        conditions = [need.condition for need in choice.needs]
        conditions += [choice.hidden_unless] if choice.hidden_unless is not None else []
        return all(True in self._truths(condition, is_open) for condition in conditions)

    def _taken(self, scene: Scene, choice: Choice, is_open: bool) -> Iterator[tuple[str, bool]]:
        for outcome in self._outcomes(choice, is_open):
            for value in self.after(choice.effect, is_open):
                for last in self.after(outcome.effect, value):
                    to = outcome.to or choice.to
                    yield (scene.id if to is None or to == "stay" else to), last

    def _outcomes(self, choice: Choice, is_open: bool) -> Iterator[Outcome]:
        if not choice.outcomes:
            yield Outcome("")
        for outcome in choice.outcomes:
            truths = _ALWAYS if outcome.condition is None else self._truths(outcome.condition, is_open)
            if True in truths:
                yield outcome
            if False not in truths:
                break

    def _truths(self, condition: Condition, is_open: bool) -> Truths:
        match condition:
            case Among(self._name, values):
                return frozenset({int(is_open) in values})
            case Not(inner):
                return frozenset(not truth for truth in self._truths(inner, is_open))
            case All(conditions):
                return _joined([self._truths(each, is_open) for each in conditions], decisive=False)
            case Either(conditions):
                return _joined([self._truths(each, is_open) for each in conditions], decisive=True)
            case Named(name) if name in self.story.conditions and name not in self._circular:
                return self._truths(self.story.conditions[name], is_open)
            case _:
                return _UNKNOWN


_ALWAYS: Truths = frozenset({True})


def _joined(parts: list[Truths], *, decisive: bool) -> Truths:
    """What all (`decisive` False) or any (True) of several conditions can be together."""
    if any(part == {decisive} for part in parts):
        return frozenset({decisive})
    if all(part == {not decisive} for part in parts):
        return frozenset({not decisive})
    return _UNKNOWN


def _changed(name: str, changes: tuple[Change, ...], value: bool) -> bool:
    for change in changes:
        if isinstance(change, Set) and change.variable == name:
            value = bool(change.value)
    return value
