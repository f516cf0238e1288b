"""How often chance comes where: the share of random plays that enter a place or go from one to another."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from itertools import pairwise
from typing import TypeVar

from game.analysis.machine import Values
from game.analysis.random_play import Play, RandomPlays
from game.analysis.table import Table
from game.analysis.watching import Watch
from game.core.model import Story
from game.core.value import dataclass

Key = TypeVar("Key")


@dataclass(frozen=True, slots=True)
class Heat:
    """Shares from 0 to 1 of so many random plays: of those that entered a place, that went from one
    place straight to another, and that took a choice, by its decision. What is not there is 0."""

    plays: int
    seed: int
    places: Mapping[str, float]
    links: Mapping[tuple[str, str], float]
    choices: Mapping[str, float]


def heat(story: Story, folded: Mapping[str, str], plays: int, seed: int = 0) -> Heat:
    """The shares of random plays of a story, every choice drawn evenly from those open. `folded` leads
    from every scene to the place that stands for it; the same seed gives the same shares."""
    table = Table(story)
    trail = _Trail(table)
    random = RandomPlays(trail.machine, seed, trail)
    names = [each.name for each in table.places]
    places: Counter[str] = Counter()
    links: Counter[tuple[str, str]] = Counter()
    options: Counter[int] = Counter()
    for _ in range(plays):
        play = random.play()
        way = [folded[names[number]] for number in trail.way(play) if names[number] in folded]
        places.update(set(way))
        links.update({pair for pair in pairwise(way) if pair[0] != pair[1]})
        options.update(set(play.options))
    shares = {table.decision(option): count / plays for option, count in options.items()}
    return Heat(plays, seed, _shares(places, plays), _shares(links, plays), shares)


def _shares(counts: Counter[Key], plays: int) -> dict[Key, float]:
    return {key: count / plays for key, count in counts.items()}


class _Trail(Watch):
    """Notes every place that a run passes without resting there, and after how many choices."""

    def __init__(self, table: Table) -> None:
        super().__init__(table, ())
        self._table = table
        self._taking: list[int] = []
        self._passing: list[tuple[int, int]] = []

    def follow(self, taken: list[int]) -> None:
        """A run begins."""
        self._taking = taken
        self._passing = []
        self.machine.begin()  # what is passed before the first choice is passed in every run

    def look(self, place: int, values: Values) -> None:
        """A place is passed, or rested at."""
        del values
        self._passing.append((len(self._taking), place))

    def way(self, play: Play) -> Iterator[int]:
        """Every place of the run that was followed last, in order."""
        passed = iter(self._passing)
        ahead = next(passed, None)
        for number, option in enumerate((*play.options, None)):
            while ahead is not None and ahead[0] == number:
                yield ahead[1]
                ahead = next(passed, None)
            yield play.place if option is None else self._table.options[option].place
