"""Every way in which a subject is told: states that differ in what a reader sees."""

from __future__ import annotations

from collections import deque
from typing import Any

from game.authoring.preview.asking import Asked, asked, at_the_text, told
from game.authoring.preview.flipping import changed, toward
from game.authoring.preview.given import value_of, values_of, with_value
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
    are others."""

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
    which a condition is answered as in none before come before all others: so every arm is among them."""
    first = Variant(arrival, asked(story, subject, arrival, stays=stays))
    found: dict[Any, Variant] = {told(story, subject, arrival, stays=stays): first}
    before = {each.key for each in first.asked}
    answered, tried = set(before), {_key(arrival)}
    ways = {frozenset(before)}
    fresh, others = deque([first]), deque[tuple[Any, Variant]]()
    while (fresh or others) and len(found) < most and len(tried) < TRIED:
        if fresh:
            here = fresh.popleft()
        else:
            said, here = others.popleft()
            if said in found:
                continue
            found[said] = here
        for question in here.asked:
            after = _turned_over(story, subject, here.arrival, question, stays=stays)
            if after is None or _key(after) in tried:
                continue
            tried.add(_key(after))
            answers = asked(story, subject, after, stays=stays)
            keys = frozenset(each.key for each in answers)
            if keys in ways:
                continue
            ways.add(keys)
            said = told(story, subject, after, stays=stays)
            variant = Variant(after, answers, tuple(each for each in answers if each.key not in before))
            if said in found or answered >= keys:
                others.append((said, variant))
            else:
                answered |= keys
                found[said] = variant
                fresh.append(variant)
    more = any(said not in found for said, _ in others) or bool(fresh)
    return Variants(tuple(found.values()), tuple(found), more)


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
