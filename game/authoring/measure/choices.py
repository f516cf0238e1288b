"""Figures of the choices: how many, what they cost and gain, and what menus show."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from game.authoring.measure.counting import Spread, spread
from game.authoring.measure.effects import Balance, Compared, Effects, good
from game.authoring.measure.elsewhere import carried
from game.authoring.measure.gathering import Gathering
from game.authoring.measure.measures import Finding
from game.core.condition import NEVER
from game.core.model import Choice, Menu
from game.loading.diagnostic import Span


class Choices:
    """The choices of what was gathered."""

    def __init__(self, gathering: Gathering, places: Mapping[str, Span]) -> None:
        self.gathering = gathering
        self.table, self.passages = gathering.table, gathering.passages
        self.story, self.part = self.table.story, self.passages.part
        balance = Balance(self.table)
        self.effects: list[Effects] = []
        self.compared: list[Compared] = []
        self.menus = 0
        """How many menus of two options or more the part has, evenings aside."""
        for place in self.table.places:
            scene = self.story.scenes.get(place.name)
            own = [option for option in place.options if self._has(option.number)]
            if scene is None or scene.evening is not None or not own:
                continue
            self.effects += [each for option in own if (each := balance.effects(option)).changes]
            if len(place.options) > 1:
                self.menus += 1
                mine = {option.number for option in own}
                self.compared += [
                    each for each in balance.compared(place) if mine & {each.first, each.second}
                ]
        self.carried = carried(self.story, places)
        self._open: set[int] = set()
        self._closed: set[int] = set()
        self._met: set[int] = set()
        for number in gathering.menus:
            offered = self.passages.offers[number]
            self._met.add(offered.place)
            self._open.update(offered.open)
            self._closed.update(offered.closed)

    def _has(self, option: int) -> bool:
        found = self.table.options[option]
        return self.part.has_choice(self.story, self.table.places[found.place].name, found.choice)

    def values(self) -> dict[str, float | Spread | None]:
        """The figures by name."""
        read = self.gathering.read
        inputs = [(each.forced, each.decisions + each.forced) for each in read]
        menus = self._menus()
        return {
            "decisions_a_run": spread(each.decisions for each in read),
            "forced_a_run": spread(each.forced for each in read),
            "forced_share": spread(forced / all_ for forced, all_ in inputs if all_),
            "gain_and_cost": _share(sum(each.trades for each in self.effects), len(self.effects)),
            "dominated_menus": _share(self._where(better=True), self.menus),
            "idle_menus": _share(self._where(better=False), self.menus),
            "menus_never_closed": _share(sum(not self._shuts(place) for place in menus), len(menus)),
            "variables_elsewhere": _share(sum(each.elsewhere for each in self.carried), len(self.carried)),
        }

    def _where(self, *, better: bool) -> int:
        """How many menus have a pair of options that compare so."""
        return len(
            {self.table.options[each.first].place for each in self.compared if bool(each.better) == better}
        )

    def _menus(self) -> list[int]:
        """The menus with options of the part that plays came to."""
        places = self.table.places
        return [
            place.number
            for place in places
            if place.number in self._met and any(self._has(option.number) for option in place.options)
        ]

    def _shuts(self, place: int) -> bool:
        return any(option.number in self._closed for option in self.table.places[place].options)

    def findings(self) -> Iterator[Finding]:
        """What should be looked at."""
        decision = self.table.decision
        for pair in self.compared:
            first, second = decision(pair.first), decision(pair.second)
            if pair.better:
                message = f"`{first}` is at least as good in everything, and better in {_listed(pair.better)}"
                yield Finding("dominated_menus", None, second, message)
            else:
                message = f"does the same as `{first}`, as far as anything still asks"
                yield Finding("idle_menus", None, second, message)
        for each in self.effects:
            if not each.trades:
                yield Finding("gain_and_cost", None, decision(each.option), _one_sided(each))
        for variable in self.story.variables.values():
            if (
                self.part.whole
                and variable.kind == "meter"
                and variable.shown != NEVER
                and not good(variable)
            ):
                message = "is shown, and does not say which way of it is `better`"
                yield Finding("gain_and_cost", None, f"variable:{variable.id}", message)
        for place in self._menus():
            name = self.table.places[place].name
            if not self._shuts(place):
                yield Finding("menus_never_closed", None, name, "no play was shown a closed option here")
        yield from self._reasons()
        for carried_ in self.carried:
            if not carried_.elsewhere:
                message = "no other file asks about it than the one that changes it"
                yield Finding("variables_elsewhere", None, f"variable:{carried_.variable}", message)

    def _reasons(self) -> Iterator[Finding]:
        """Options with a reason that no play read, and those that were never open."""
        for place in self._menus():
            for option in self.table.places[place].options:
                if not self._has(option.number):
                    continue
                name = self.table.decision(option.number)
                if option.number not in self._open:
                    told = "no play found it open"
                    yield Finding("menus_never_closed", None, name, told)
                elif self._choice(option.number).needs and option.number not in self._closed:
                    told = "no play found it closed, and nobody read its reason"
                    yield Finding("menus_never_closed", None, name, told)

    def _choice(self, option: int) -> Choice:
        found = self.table.options[option]
        way = self.story.scenes[self.table.places[found.place].name].way
        if not isinstance(way, Menu):
            raise TypeError("an option stands in a menu")
        return next(each for each in way.choices if each.id == found.choice)


def _one_sided(each: Effects) -> str:
    if each.gains and each.costs:
        return f"sets {_listed(each.gains)}: a gain or a cost, and nothing else"
    if each.gains:
        return f"gains {_listed(each.gains)} and costs nothing"
    if each.costs:
        return f"costs {_listed(each.costs)} and gains nothing"
    return "changes only what is neither to the good nor to the bad"


def _listed(names: tuple[str, ...]) -> str:
    told = [f"`{each}`" for each in names]
    return told[0] if len(told) == 1 else ", ".join(told[:-1]) + " and " + told[-1]


def _share(part: float, of: float) -> float | None:
    return part / of if of else None
