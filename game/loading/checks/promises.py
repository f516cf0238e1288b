"""Promises: that none is left open beyond the chapter in which it is due.

Runs are followed knowing of each state only whether the promise is open and where `back` leads;
whatever else a condition asks may be so or not. That finds every way on which a promise stays open,
and perhaps some that the rest of the state rules out: so it is a warning.
"""

from __future__ import annotations

from collections.abc import Iterator

from game.core.condition import All, Among, Condition, Either, Named, Not
from game.core.model import Change, Choice, Effect, Flow, Menu, Outcome, Route, Scene, Set, Story, Variable
from game.core.value import dataclass, replace
from game.loading.checks.case import Case
from game.loading.checks.usage import condition_circles
from game.loading.desugar import WAY_BACK
from game.loading.diagnostic import Diagnostic
from game.loading.ids import STAY

Truths = frozenset[bool]
"""What a condition can be, as far as it is known."""

_TRUE: Truths = frozenset({True})
_UNKNOWN: Truths = frozenset({True, False})


def overdue_promise(case: Case) -> Iterator[Diagnostic]:
    """Promises that can still be open after the chapter in which they are due."""
    if not case.is_whole:
        return
    circular = frozenset(
        subject.removeprefix("variable:") for circle in condition_circles(case) for subject in circle
    )
    for variable in case.written.variables.values():
        chapter = case.story.chapters.get(variable.due or "")
        if chapter and chapter.number is not None:
            scene = _open_beyond(_Watch(case.story, variable.id, circular), variable, chapter.number)
            if scene is not None:
                message = f"`{variable.id}` can still be open in `{scene}`, after the chapter `{chapter.id}`"
                hint = "settle it on every way there, or let it be due later"
                yield case.at(f"variable:{variable.id}", "overdue-promise", message, hint)


@dataclass(frozen=True, slots=True)
class _Known:
    """What is known of a state: where it is, whether the promise is open, and the value of `~back`
    while that can matter."""

    scene: str
    is_open: bool
    back: int | None = None


def _open_beyond(watch: _Watch, promise: Variable, due: int) -> str | None:
    """The first scene in written order of a chapter after `due` in which the promise can be open."""
    story = watch.story
    seen: set[_Known] = set()
    overdue: set[str] = set()
    ahead = [_Known(story.header.start, bool(promise.start))]
    while ahead:
        known = ahead.pop()
        if known in seen or known.scene not in story.scenes:
            continue
        seen.add(known)
        scene = story.scenes[known.scene]
        number = story.chapters[scene.chapter].number
        for after in watch.after(scene.arrive, known):
            if after.is_open and number is not None and number > due and scene.id != WAY_BACK:
                overdue.add(scene.id)
            ahead += watch.onward(scene, after)
    return next((name for name in story.scenes if name in overdue), None)


class _Watch:
    """What becomes of one promise. Named conditions that are `circular` are not looked into."""

    def __init__(self, story: Story, promise: str, circular: frozenset[str]) -> None:
        self.story = story
        self._promise = promise
        self._circular = circular

    def after(self, effect: Effect, known: _Known) -> set[_Known]:
        """What can be known after an effect."""
        known = self._changed(effect.changes, known)
        possible = {known}
        for row in effect.also:
            truths = self._truths(row.condition, known)
            then = {self._changed(row.changes, each) for each in possible} if True in truths else set()
            possible = then | (possible if False in truths else set())
        return possible

    def _changed(self, changes: tuple[Change, ...], known: _Known) -> _Known:
        for change in changes:
            if isinstance(change, Set) and change.variable == self._promise:
                known = replace(known, is_open=bool(change.value))
            elif isinstance(change, Set) and change.variable == WAY_BACK:
                known = replace(known, back=change.value)
        return known

    def onward(self, scene: Scene, known: _Known) -> Iterator[_Known]:
        """What can be known in the scenes that follow."""
        match scene.way:
            case Menu(choices):
                for choice in choices:
                    if self._can_be_open(choice, known):
                        yield from self._taken(choice, known)
            case Flow(to):
                yield replace(known, scene=to)
            case Route(roads):
                # once `back` has led back, it means nothing until the next call or event sets it
                onward = replace(known, back=None) if scene.id == WAY_BACK else known
                for road in roads:
                    truths = self._truths(road.condition, known)
                    if True in truths:
                        yield replace(onward, scene=road.to)
                    if False not in truths:
                        break

    def _can_be_open(self, choice: Choice, known: _Known) -> bool:
        conditions = (choice.hidden_unless, *(need.condition for need in choice.needs))
        return all(True in self._truths(condition, known) for condition in conditions)

    def _taken(self, choice: Choice, known: _Known) -> Iterator[_Known]:
        for outcome in self._outcomes(choice, known):
            to = outcome.to or choice.to
            for half in self.after(choice.effect, known):
                for after in self.after(outcome.effect, half):
                    yield after if to in (None, STAY) else replace(after, scene=to or "")

    def _outcomes(self, choice: Choice, known: _Known) -> Iterator[Outcome]:
        if not choice.outcomes:
            yield Outcome("")
        for outcome in choice.outcomes:
            truths = self._truths(outcome.condition, known)
            if True in truths:
                yield outcome
            if False not in truths:
                break

    def _truths(self, condition: Condition | None, known: _Known) -> Truths:
        match condition:
            case None:
                return _TRUE
            case Among(self._promise, values):
                return frozenset({int(known.is_open) in values})
            case Among(name, values) if name == WAY_BACK and known.back is not None:
                return frozenset({known.back in values})
            case Not(inner):
                return frozenset(not truth for truth in self._truths(inner, known))
            case All(conditions):
                return _joined([self._truths(each, known) for each in conditions], decisive=False)
            case Either(conditions):
                return _joined([self._truths(each, known) for each in conditions], decisive=True)
            case Named(name) if name in self.story.conditions and name not in self._circular:
                return self._truths(self.story.conditions[name], known)
            case _:
                return _UNKNOWN


def _joined(parts: list[Truths], *, decisive: bool) -> Truths:
    """What all (`decisive` False) or any (True) of several conditions can be together."""
    if any(part == {decisive} for part in parts):
        return frozenset({decisive})
    if all(part == {not decisive} for part in parts):
        return frozenset({not decisive})
    return _UNKNOWN
