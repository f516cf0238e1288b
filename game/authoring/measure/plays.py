"""Random plays that are read: every choice drawn evenly from those open, the same for a seed, with all
that was told on the way."""

from __future__ import annotations

import random
from collections.abc import Collection, Iterator, Mapping

from game.analysis.machine import Machine, Values
from game.analysis.table import Table
from game.authoring.measure.passages import Offered, Passages, Tell
from game.authoring.measure.tallies import Count, Tallies
from game.core.value import dataclass

MOST_CHOICES = 100_000


@dataclass(frozen=True, slots=True)
class Run:
    """One run: the options taken, the arms that came of them, the menus met, the tellings read and the
    places entered, all in order and by their numbers; `read` says for each menu how many tellings came
    before it. `place` is where it rests; `ended` is false where nothing was open any more, or it would not
    end."""

    options: tuple[int, ...]
    arms: tuple[int, ...]
    menus: tuple[int, ...]
    read: tuple[int, ...]
    told: tuple[int, ...]
    entered: tuple[int, ...]
    counts: tuple[Count, ...]
    place: int
    ended: bool


class Plays:
    """Plays a story by chance, and reads it. The same seed gives the same runs in the same order."""

    def __init__(
        self,
        table: Table,
        passages: Passages,
        tallies: Tallies,
        seed: int = 0,
        most_choices: int = MOST_CHOICES,
    ) -> None:
        self.most_choices = most_choices
        self.table, self.passages, self.tallies = table, passages, tallies
        self._chance = random.Random(seed)  # noqa: S311 - plays are to be repeatable
        self._machine = Machine(table, self._entered, self._came)
        self.first_arm: list[int] = []
        self.arms: list[tuple[int, int]] = []
        """For each arm, by its number in runs, its option and which of the option's it is."""
        for option in table.options:
            self.first_arm.append(len(self.arms))
            self.arms += [(option.number, number) for number in range(len(option.arms))]
        self._stays = [table.options[option].arms[arm].to is None for option, arm in self.arms]
        self._outcomes: list[Tell | None] = [passages.outcomes[option][arm] for option, arm in self.arms]
        self._first = table.first
        self._alike = _calls(table)
        # of the run that is being played
        self._run_arms: list[int] = []
        self._run_told: list[int] = []
        self._run_entered: list[int] = []
        self._run_counts: list[Count] = []

    def plays(self, count: int) -> Iterator[Run]:
        """So many runs from the beginning."""
        for _ in range(count):
            yield self.play()

    def opposed(self, run: Run) -> Run:
        """A run that takes other choices than the one given wherever it can."""
        avoided: dict[int, set[int]] = {}
        for taken in run.options:
            for option in self._alike.get(taken, (taken,)):
                avoided.setdefault(self.table.options[option].place, set()).add(option)
        return self.play(avoided)

    def play(self, avoided: Mapping[int, Collection[int]] | None = None) -> Run:
        """One run from the beginning to where it stops; it avoids some options of places, if others are
        open there."""
        arms, told, entered, counts = self._run_arms, self._run_told, self._run_entered, self._run_counts
        for each in (arms, told, entered, counts):
            each.clear()
        options: list[int] = []
        menus: list[int] = []
        read: list[int] = []
        place, ended = self._go(options, menus, read, avoided)
        return Run(
            tuple(options),
            tuple(arms),
            tuple(menus),
            tuple(read),
            tuple(told),
            tuple(entered),
            tuple(counts),
            place,
            ended,
        )

    def _go(
        self,
        options: list[int],
        menus: list[int],
        read: list[int],
        avoided: Mapping[int, Collection[int]] | None,
    ) -> tuple[int, bool]:
        # the loop that all figures hang on: names are looked up once
        machine, chance, arms, stays = self._machine, self._chance.random, self._run_arms, self._stays
        told = self._run_told
        takes, offered = machine.takes, self.passages.menus
        values = list(self._first)
        place = machine.enter(~self.table.start, values)
        self._entered(place, values)
        for _ in range(self.most_choices):
            menu = offered[place]
            if not isinstance(menu, Offered):
                menu = menu(values)
            opened = menu.open
            if not opened:
                return place, self._end(place, values)
            menus.append(menu.number)
            read.append(len(told))
            if avoided is not None:
                opened = self._others(opened, avoided.get(place, ()))
            option = opened[int(chance() * len(opened))] if len(opened) > 1 else opened[0]
            options.append(option)
            place = (takes[option] or machine.made(option))(values)
            if place < 0:
                place = machine.enter(place, values)
            if not stays[arms[-1]]:
                self._entered(place, values)
        return place, False

    def _others(self, opened: tuple[int, ...], avoided: Collection[int]) -> tuple[int, ...]:
        return tuple(option for option in opened if option not in avoided) or opened

    def _entered(self, place: int, values: Values) -> None:
        """What happens on entering a place, whether the run rests there or not."""
        self._run_entered.append(place)
        tell = self.passages.texts[place]
        if tell is not None:
            self._run_told.append(tell if isinstance(tell, int) else tell(values))
        counted = self.tallies.at[place]
        if counted:
            self._run_counts += counted(values)

    def _came(self, option: int, arm: int, values: Values) -> None:
        """What happens when an arm comes of an option."""
        number = self.first_arm[option] + arm
        self._run_arms.append(number)
        tell = self._outcomes[number]
        if tell is not None:
            self._run_told.append(tell if isinstance(tell, int) else tell(values))

    def _end(self, place: int, values: Values) -> bool:
        for tell in self.passages.epilogues[place]:
            self._run_told.append(tell if isinstance(tell, int) else tell(values))
        return self.table.places[place].ending


def _calls(table: Table) -> dict[int, tuple[int, ...]]:
    """From each option that takes a call to those that take the same call on this evening or another; rest
    is another thing every evening."""
    evenings: dict[str, list[int]] = {}
    for option in table.options:
        scene = table.story.scenes[table.places[option.place].name]
        if scene.evening is not None and option.open is not table.logic.always:
            evenings.setdefault(option.choice, []).append(option.number)
    return {number: tuple(numbers) for numbers in evenings.values() for number in numbers}
