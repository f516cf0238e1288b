"""What the conversation has handed over and the screen has not yet taken: the conversation begins first."""

from __future__ import annotations

from collections.abc import Callable
from threading import Condition

from game.terminal.full.events import Asked, Event, Finished, Questioned


class Post:
    """Holds events until somebody takes them, then passes them on as they come, in order."""

    def __init__(self) -> None:
        self._early: list[Event] = []
        self._taker: Callable[[Event], None] | None = None
        self._changed = Condition()

    def put(self, event: Event) -> None:
        """Hand an event over, from any thread."""
        with self._changed:
            if self._taker is None:
                self._early.append(event)
                self._changed.notify_all()
            else:
                self._taker(event)

    def waiting(self, seconds: float) -> tuple[Event, ...]:
        """What waits to be taken, as soon as an answer is waited for, or after so long."""
        with self._changed:
            self._changed.wait_for(self._complete, seconds)
            return tuple(self._early)

    def _complete(self) -> bool:
        return bool(self._early) and isinstance(self._early[-1], Asked | Questioned | Finished)

    def taken_by(self, taker: Callable[[Event], None], at_once: Callable[[Event], None]) -> None:
        """From now on `taker` is called with each event, and now `at_once` with those that wait."""
        with self._changed:
            self._taker = taker
            early, self._early = self._early, []
            for event in early:
                at_once(event)
