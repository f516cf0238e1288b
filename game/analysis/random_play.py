"""Random plays: whole runs whose every choice is drawn evenly from those open, the same for a seed."""

from __future__ import annotations

import random
from collections.abc import Iterator

from game.analysis.machine import Machine, Values
from game.analysis.watching import Watch
from game.core.value import dataclass

MOST_CHOICES = 100_000


@dataclass(frozen=True, slots=True)
class Play:
    """One run: the numbers of the options taken, the place where it rests and the values there.
    `stopped` is why it went no further: it ended, nothing was open, or it was too long."""

    options: tuple[int, ...]
    place: int
    values: tuple[int, ...]
    stopped: str


class RandomPlays:
    """Plays a machine by chance. The same seed gives the same plays in the same order. A watch looks
    at every state that the plays come to."""

    def __init__(
        self, machine: Machine, seed: int = 0, watch: Watch | None = None, most_choices: int = MOST_CHOICES
    ) -> None:
        self.machine = machine
        self.watch = watch
        self.most_choices = most_choices
        self._chance = random.Random(seed)  # noqa: S311 - plays are to be repeatable
        place, values = machine.begin()
        self._place, self._values = place, tuple(values)

    def plays(self, count: int) -> Iterator[Play]:
        """So many runs from the beginning."""
        for _ in range(count):
            yield self.play()

    def play(self) -> Play:
        """One run from the beginning to where it stops."""
        values = list(self._values)
        taken: list[int] = []
        if self.watch is not None:
            self.watch.follow(taken)
            self.watch.look(self._place, values)
        place, stopped = self._go(self._place, values, taken)
        if self.watch is not None:
            self.watch.keep()
        return Play(tuple(taken), place, tuple(values), stopped)

    def _go(self, place: int, values: Values, taken: list[int]) -> tuple[int, str]:
        # the loop that all figures of random play hang on: names are looked up once
        machine, chance = self.machine, self._chance.random
        offers, takes, places = machine.offers, machine.takes, machine.table.places
        watch = self.watch
        looks = watch.looks if watch is not None else None
        for _ in range(self.most_choices):
            offered = offers[place]
            if offered is None:
                opened = machine.open(place, values)
            else:
                opened = offered(values) if callable(offered) else offered
            if not opened:
                return place, "ended" if places[place].ending else "trapped"
            option = opened[int(chance() * len(opened))]
            taken.append(option)
            place = (takes[option] or machine.made(option))(values)
            if place < 0:
                place = machine.enter(place, values)
            if looks is not None and looks[place] is not None and watch is not None:
                watch.look(place, values)
        return place, "too long"
