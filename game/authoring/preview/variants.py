"""Every way in which a subject is told: states that differ in what a reader sees."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable
from typing import Any

from game.authoring.preview.asking import Asked, asked, at_the_text, told
from game.authoring.preview.flipping import changed, toward
from game.authoring.preview.given import value_of, values_of, with_value
from game.authoring.preview.spreading import spread
from game.authoring.preview.subject import Subject
from game.core.model import Story
from game.core.state import State
from game.core.value import dataclass

MOST = 60
"""So many variants of one subject are found: nobody reads more."""
TRIED = 400
"""So many states are looked at for them."""


@dataclass(frozen=True, slots=True)
class Variant:
    """One way of telling: a state in which it is told, the conditions that were asked for it, and those
    of them that are answered otherwise than in the first variant."""

    arrival: State
    asked: tuple[Asked, ...]
    turned: tuple[Asked, ...] = ()


@dataclass(frozen=True, slots=True)
class Variants:
    """The variants in order: first the state that was given, then those in which a condition is
    answered as in none before, then the combinations. `told` is what each tells; `more` is true where there
    may be others."""

    found: tuple[Variant, ...]
    told: tuple[Any, ...]
    more: bool = False

    def number(self, said: Any) -> int:
        """The number of the variant that tells this, from 1; 0 if it is none of those that were found."""
        return self.told.index(said) + 1 if said in self.told else 0


def variants(
    story: Story, subject: Subject, arrival: State, *, stays: bool = False, most: int = MOST
) -> Variants:
    """The variants of a subject around a state. Each condition that is asked in one is turned over by the
    least change of the state; what is then told is another variant, unless it was told before. Those in
    which a condition is answered as in none before come before all others: so every arm is among them.
    Where the states that can make a difference are few, all of them are gone through: then nothing is
    missing."""
    search = _Search(story, subject, arrival, stays=stays, most=most)
    while search.goes_on:
        search.turn_over()
    whole = False
    if len(search.found) < most and (states := spread(story, subject, arrival, stays=stays)) is not None:
        whole = search.go_through(states)
    return Variants(tuple(search.found.values()), tuple(search.found), not whole)


class _Search:
    """The variants that were found, and those whose conditions are still to be turned over."""

    def __init__(self, story: Story, subject: Subject, arrival: State, *, stays: bool, most: int) -> None:
        self._story, self._subject, self._stays, self._most = story, subject, stays, most
        first = Variant(arrival, asked(story, subject, arrival, stays=stays))
        self._before = {each.key for each in first.asked}
        self._answered, self._tried = set(self._before), {_key(arrival)}
        self._ways = {frozenset(self._before)}
        self._fresh, self._others = deque([first]), deque[tuple[Any, Variant]]()
        self.found: dict[Any, Variant] = {told(story, subject, arrival, stays=stays): first}

    @property
    def goes_on(self) -> bool:
        """Whether there is something to turn over, and room for what comes of it."""
        waiting = self._fresh or self._others
        return bool(waiting) and len(self.found) < self._most and len(self._tried) < TRIED

    def turn_over(self) -> None:
        """Turn over every condition of the next variant."""
        if self._fresh:
            here = self._fresh.popleft()
        else:
            said, here = self._others.popleft()
            self.found.setdefault(said, here)
        for question in here.asked:
            after = _turned_over(self._story, self._subject, here.arrival, question, stays=self._stays)
            if after is None or (made := self._made(after)) is None:
                continue
            said, variant, keys = made
            if self._answered >= keys:
                self._others.append((said, variant))
            else:  # even if it tells nothing new, what it asks may lead on
                self._answered |= keys
                self.found.setdefault(said, variant)
                self._fresh.append(variant)

    def go_through(self, states: Iterable[State]) -> bool:
        """Find the variants of these states; whether there was room for all."""
        self._ways = {frozenset(each.key for each in one.asked) for one in self.found.values()}
        self._tried = {_key(one.arrival) for one in self.found.values()}
        for state in states:
            if len(self.found) >= self._most:
                return False
            if made := self._made(state):
                self.found.setdefault(made[0], made[1])
        return True

    def _made(self, arrival: State) -> tuple[Any, Variant, frozenset[Any]] | None:
        """What a state tells, the variant that it makes, and its answers; None where these are known."""
        if _key(arrival) in self._tried:
            return None
        self._tried.add(_key(arrival))
        answers = asked(self._story, self._subject, arrival, stays=self._stays)
        keys = frozenset(each.key for each in answers)
        if keys in self._ways:
            return None
        self._ways.add(keys)
        said = told(self._story, self._subject, arrival, stays=self._stays)
        turned = tuple(each for each in answers if each.key not in self._before)
        return said, Variant(arrival, answers, turned), keys


def _key(state: State) -> Any:
    return state.scene, tuple(state.values.items()), state.seen, state.chosen


def _turned_over(
    story: Story, subject: Subject, arrival: State, question: Asked, *, stays: bool
) -> State | None:
    """A state on arrival in which a condition, when it comes to be told, is answered the other way."""
    now = at_the_text(story, subject, arrival, stays=stays)
    changes = toward(story, now, question.condition, wanted=not question.holds)
    if not changes:
        return None
    if now is not arrival:
        changes = {
            name: value
            for name, there in changes.items()
            if (value := _before(story, subject, arrival, name, there, stays=stays)) is not None
        }
    after = changed(story, arrival, changes) if changes else None
    if after is None:
        return None
    wanted = Asked(question.condition, not question.holds).key
    return after if any(each.key == wanted for each in asked(story, subject, after, stays=stays)) else None


def _before(
    story: Story, subject: Subject, arrival: State, name: str, wanted: int, *, stays: bool
) -> int | None:
    """The value on arrival that has become this one when the text is told; None if none has."""
    for value in (wanted, *range(len(values_of(story, name)))):
        after = at_the_text(story, subject, with_value(story, arrival, name, value), stays=stays)
        if value_of(story, after, name) == wanted:
            return int(value)
    return None
