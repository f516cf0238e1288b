"""Figures of the balance: endings, doors, calls and counts."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from game.authoring.measure.counting import Spread, spread
from game.authoring.measure.doors import Door
from game.authoring.measure.gathering import Gathering
from game.authoring.measure.measures import CallMeasured, EndingMeasured, Finding, TallyMeasured
from game.authoring.measure.plans import Needed
from game.authoring.measure.tallies import Tallies
from game.authoring.measure.targets import Target
from game.play.doors import historical

ROW = 200
"""Endings are counted over so many plays in a row."""


class Balanced:
    """The balance of what was gathered."""

    def __init__(
        self, gathering: Gathering, doors: Sequence[Door], needed: Sequence[Needed], tallies: Tallies
    ) -> None:
        self.gathering, self.doors = gathering, doors
        self.table, self.passages = gathering.table, gathering.passages
        self.story, self.part = self.table.story, self.passages.part
        self._tallies = tuple(self._counted(tallies))
        self.needed = tuple(each for each in needed if self.part.has_scene(self.story, each.call))
        came = Counter(gathering.ends)
        self._shares = {
            name: came[self.table.numbers[name]] / max(gathering.runs, 1) for name in self.story.endings
        }

    def values(self) -> dict[str, float | Spread | None]:
        """The figures by name."""
        of_history = [share for name, share in self._shares.items() if self._historical(name)]
        others = [share for name, share in self._shares.items() if not self._historical(name)]
        return {
            "history": sum(of_history) if of_history else None,
            "commonest_ending": max(others, default=None),
            "endings_in_200": spread(self._rows()),
            "least_carried": min((each.carried for each in self._tallies), default=None),
            "rarest_door": min((door.share for door in self.doors), default=None),
            "most_needed_call": max((each.share for each in self.needed), default=None),
            "unneeded_calls": float(sum(not each.endings for each in self.needed)) if self.needed else None,
        }

    def _historical(self, ending: str) -> bool:
        return historical(self.story.endings[ending])

    def _rows(self) -> Iterator[int]:
        """How many endings each row of plays came to; plays that fill no row are left out, if any does."""
        ends = self.gathering.ends
        whole = len(ends) // ROW * ROW or len(ends)
        for start in range(0, whole, ROW):
            row = set(ends[start : start + ROW])
            yield sum(self.table.places[place].ending for place in row)

    def endings(self) -> tuple[EndingMeasured, ...]:
        """The endings, the commonest first: all of a story; of a part its own, and those to which the
        plays come that come to the part."""
        came = Counter(self.gathering.came)
        found = []
        for name, ending in self.story.endings.items():
            place = self.table.numbers[name]
            if not came[place] and not self.part.has_ending(name):
                continue
            share = came[place] / max(len(self.gathering.came), 1)
            words = _mean(self.gathering.endings.get(place, ()))
            epilogue = _mean(self.gathering.epilogues.get(place, ()))
            found.append(EndingMeasured(name, ending.title, share, words, epilogue, self._historical(name)))
        return tuple(sorted(found, key=lambda each: -each.share))

    def calls(self) -> tuple[CallMeasured, ...]:
        """Every call of the part, in written order, rest left out."""
        options: dict[str, list[int]] = {}
        for option in self.table.options:
            scene = self.story.scenes[self.table.places[option.place].name]
            if scene.evening is not None:
                options.setdefault(option.choice, []).append(option.number)
        open_: dict[int, int] = {}
        closed: dict[int, int] = {}
        for number, times in self.gathering.menus.items():
            offered = self.passages.offers[number]
            for option_number in offered.open:
                open_[option_number] = open_.get(option_number, 0) + times
            for option_number in offered.closed:
                closed[option_number] = closed.get(option_number, 0) + times
        found = []
        for each in self.needed:
            mine = options[each.call]
            taken = sum(self.gathering.taken(option) for option in mine)
            was_open = sum(open_.get(option, 0) for option in mine)
            was_closed = sum(closed.get(option, 0) for option in mine)
            found.append(
                CallMeasured(
                    each.call,
                    self.story.scenes[each.call].title,
                    taken / max(self.gathering.runs, 1),
                    taken / was_open if was_open else 0.0,
                    was_closed / (was_open + was_closed) if was_closed else 0.0,
                    each.share,
                    each.endings,
                )
            )
        return tuple(found)

    def tallies(self) -> tuple[TallyMeasured, ...]:
        """Every count of the part that plays came to."""
        return self._tallies

    def _counted(self, tallies: Tallies) -> Iterator[TallyMeasured]:
        for number, counted in enumerate(tallies.all):
            numbers = self.gathering.counts.get(number, [])
            votes = spread(each for each, _ in numbers)
            if votes is None or not any(self.part.has_scene(self.story, name) for name in counted.scenes):
                continue
            carried = sum(each >= counted.tally.need for each, _ in numbers) / len(numbers)
            steps = [0] * (tallies.meter.high - tallies.meter.low + 1 if tallies.meter else 0)
            for _, step in numbers if steps else ():
                steps[step] += 1
            shares = tuple(each / len(numbers) for each in steps)
            yield TallyMeasured(
                counted.chapter, counted.tally.title, counted.tally.need, carried, votes, shares
            )

    def findings(self, targets: Mapping[str, Target]) -> Iterator[Finding]:
        """What should be looked at."""
        for place, times in self.gathering.stuck.items():
            message = f"{times} of the plays stopped here without an ending"
            yield Finding("endings_in_200", None, self.table.places[place].name, message)
        most = _end(targets, "commonest_ending", "most")
        for ending in self.endings():
            if not ending.share:
                yield Finding("commonest_ending", None, ending.ending, "no play came to it")
            elif not ending.history and most is not None and ending.share > most:
                yield Finding(
                    "commonest_ending", None, ending.ending, f"{ending.share:.1%} of plays come to it"
                )
        for tally in self._tallies:
            if tally.carried in (0, 1):
                told = "no play carries this count" if not tally.carried else "every play carries this count"
                yield Finding("least_carried", None, f"chapter:{tally.chapter}", told)
        least = _end(targets, "rarest_door", "least")
        for door in self.doors:
            if not door.share:
                yield Finding(
                    "rarest_door", None, door.subject, f"no play went through it to `{door.leads_to}`"
                )
            elif least is not None and door.share < least:
                message = f"{door.share:.2%} of plays go through it to `{door.leads_to}`"
                yield Finding("rarest_door", None, door.subject, message)
        most = _end(targets, "most_needed_call", "most")
        for each in self.needed:
            if not each.endings:
                yield Finding("unneeded_calls", None, each.call, "no plan of any ending needs this call")
            elif most is not None and each.share > most:
                message = f"stands in {each.share:.0%} of shortest plans"
                yield Finding("most_needed_call", None, each.call, message)


def _end(targets: Mapping[str, Target], figure: str, end: str) -> float | None:
    target = targets.get(figure)
    if target is None:
        return None
    return target.least if end == "least" else target.most


def _mean(numbers: Sequence[float]) -> float:
    return sum(numbers) / len(numbers) if numbers else 0.0
