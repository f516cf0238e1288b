"""What the conversation has handed over and the screen has not yet taken: the conversation begins first."""

from __future__ import annotations

from collections.abc import Callable
from threading import Lock

from game.terminal.full.events import Event


class Post:
    """Holds events until somebody takes them, then passes them on as they come, in order."""

    def __init__(self) -> None:
        self._early: list[Event] = []
        self._taker: Callable[[Event], None] | None = None
        self._lock = Lock()

    def put(self, event: Event) -> None:
        """Hand an event over, from any thread."""
        with self._lock:
            if self._taker is None:
                self._early.append(event)
            else:
                self._taker(event)

    def taken_by(self, taker: Callable[[Event], None]) -> None:
        """From now on this is called with each event, and at once with those that wait."""
        with self._lock:
            self._taker = taker
            early, self._early = self._early, []
            for event in early:
                taker(event)
