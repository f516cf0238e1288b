"""The table set to run: each place becomes two or three small functions, made when first needed.

Formulas and deeds are written out as Python over a list of whole numbers. Nothing but numbers from
the table enters that source: no name, no text of a story.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Any, assert_never

from game.analysis.formula import Constant, Every, Formula, Some, Test, Weighed
from game.analysis.table import Arm, Deeds, Move, Option, Place, Put, Table, Turning
from game.core.play import EndlessFlow

Values = list[int]
Take = Callable[[Values], int]
MOST_FLOWS = 10_000


class Machine:
    """Runs a table. A run is a place and a list of values, which the functions change in place."""

    def __init__(
        self,
        table: Table,
        look: Callable[[int, Values], None] | None = None,
        came: Callable[[int, int, Values], None] | None = None,
    ) -> None:
        self.table = table
        self.look = look
        """Called at every scene that a run passes without stopping, after its arrival."""
        self.came = came
        """Called with an option that was taken and which of its arms came of it, after their deeds and
        before the scene is left."""
        count = len(table.places)
        self.offers: list[Callable[[Values], Sequence[int]] | Sequence[int] | None] = [None] * count
        """For each place the numbers of its open options, or what tells them in a state."""
        self.takes: list[Take | None] = [None] * len(table.options)
        """For each option what changes the values and gives back the place, to be entered if negative."""
        self._enters: list[Take | None] = [None] * count
        self._plain = [not place.arrive.changes and not place.arrive.rows for place in table.places]
        self._rests = [place.menu or place.ending for place in table.places]

    def begin(self) -> tuple[int, Values]:
        """Where every run begins, and the values there."""
        values = list(self.table.first)
        return self.enter(~self.table.start, values), values

    def open(self, place: int, values: Values) -> Sequence[int]:
        """The numbers of the options that are open in a state, in written order."""
        offers = self.offers[place]
        if offers is None:
            offers = self.offers[place] = self._offers(self.table.places[place])
        return offers(values) if callable(offers) else offers

    def take(self, option: int, values: Values) -> int:
        """Take an open option: changes the values, gives back the place where the run then rests."""
        take = self.takes[option] or self.made(option)
        place = take(values)
        return self.enter(place, values) if place < 0 else place

    def made(self, option: int) -> Take:
        """What takes an option, made and kept."""
        take = self.takes[option] = self._take(self.table.options[option])
        return take

    def enter(self, place: int, values: Values) -> int:
        """Enter the place `~place` and go on until something is to be chosen or all ends."""
        flows = 0
        while place < 0:
            enter = self._enters[~place]
            if enter is None:
                enter = self._enters[~place] = self._enter(self.table.places[~place])
            place = enter(values)
            flows += 1
            if flows > MOST_FLOWS:
                raise EndlessFlow(f"the scenes flow in a circle at {self.table.places[~place].name}")
        return place

    # Writing functions

    def _offers(self, place: Place) -> Callable[[Values], Sequence[int]] | Sequence[int]:
        always = self.table.logic.always
        if all(isinstance(option.open, Constant) for option in place.options):
            return tuple(option.number for option in place.options if option.open is always)
        body = ["r = []"]
        for option in place.options:
            if option.open is always:
                body.append(f"r.append({option.number})")
            elif option.open is not self.table.logic.never:
                body.append(f"if {source(option.open)}: r.append({option.number})")
        offers: Callable[[Values], Sequence[int]] = function([*body, "return r"])
        return offers

    def _take(self, option: Option) -> Take:
        place = self.table.places[option.place]
        body: list[str] = []
        for number, arm in enumerate(option.arms):
            lines = list(self._arm(place, arm, number))
            if arm.condition is self.table.logic.always:
                body += lines
                break
            body.append(f"if {source(arm.condition)}:")
            body += [" " + line for line in lines]
        taking: Take = function(body, {"came": self.came})
        return taking

    def _arm(self, place: Place, arm: Arm, number: int) -> Iterator[str]:
        for deeds in arm.deeds:
            yield from self._deeds(deeds)
        if self.came is not None:
            yield f"came({arm.option}, {number}, v)"
        if arm.to is None:
            yield f"return {place.number}"
            return
        for turning in place.leaving:
            yield from self._turning(turning)
        yield f"return {self._target(arm.to)}"

    def _target(self, to: int) -> int:
        """A place that does nothing to a state is entered by being there."""
        return to if self._rests[to] and self._plain[to] else ~to

    def _enter(self, place: Place) -> Take:
        body = list(self._deeds(place.arrive))
        if place.menu or place.ending:
            body.append(f"return {place.number}")
        elif self.look is not None:
            body.append(f"look({place.number}, v)")
        for way in place.ways:
            lines = [line for turning in place.leaving for line in self._turning(turning)]
            lines.append(f"return {self._target(way.to)}")
            if way.condition is self.table.logic.always:
                body += lines
                break
            body.append(f"if {source(way.condition)}:")
            body += [" " + line for line in lines]
        else:
            if place.ways:
                body.append(f"return lost({place.number})")
        entering: Take = function(body, {"lost": self._lost, "look": self.look})
        return entering

    def _lost(self, place: int) -> int:
        raise EndlessFlow(f"no road leads out of {self.table.places[place].name}")

    def _deeds(self, deeds: Deeds) -> Iterator[str]:
        for turning in deeds.changes:
            yield from self._turning(turning)
        # all rows are judged before any is applied
        if len(deeds.rows) > 1:
            for number, (condition, _) in enumerate(deeds.rows):
                yield f"c{number} = {source(condition)}"
        for number, (condition, changes) in enumerate(deeds.rows):
            yield f"if c{number}:" if len(deeds.rows) > 1 else f"if {source(condition)}:"
            for turning in changes:
                for line in self._turning(turning):
                    yield " " + line
            if not changes:
                yield " pass"

    def _turning(self, turning: Turning) -> Iterator[str]:
        match turning:
            case Put(slot, value):
                yield f"v[{slot}] = {value}"
            case Move(slot, amount) if amount > 0:
                top = self.table.slots[slot].size - 1
                yield f"n = v[{slot}] + {amount}"
                yield f"v[{slot}] = n if n < {top} else {top}"
            case Move(slot, amount) if amount < 0:
                yield f"n = v[{slot}] - {-amount}"
                yield f"v[{slot}] = n if n > 0 else 0"
            case Move():
                return
            case _:
                assert_never(turning)


def function(body: Sequence[str], scope: dict[str, Any] | None = None) -> Any:
    """The function of a list `v` that lines of Python make."""
    found: dict[str, Any] = dict(scope or {})
    text = "def f(v):\n " + "\n ".join(body or ["pass"])
    exec(compile(text, "<table>", "exec"), found)  # noqa: S102
    return found["f"]


def source(formula: Formula) -> str:
    """A formula as a Python expression over the list `v`; whole numbers are all that is in it."""
    match formula:
        case Constant(_, value):
            return str(value)
        case Test(_, slot, allowed):
            return _tested(f"v[{slot}]", allowed)
        case Weighed(_, slots, parts, least):
            terms = [f"{weight} * v[{slot}]" if weight != 1 else f"v[{slot}]" for slot, weight in slots]
            terms += [f"{weight} * ({source(part)})" for part, weight in parts]
            return f"({' + '.join(terms)} >= {least})"
        case Every(_, joined):
            return "(" + " and ".join(source(part) for part in joined) + ")"
        case Some(_, joined):
            return "(" + " or ".join(source(part) for part in joined) + ")"
        case _:
            assert_never(formula)


def _tested(value: str, allowed: int) -> str:
    """A test as the comparison it amounts to, or by its bits."""
    if allowed & (allowed - 1) == 0:
        return f"{value} == {allowed.bit_length() - 1}" if allowed != 1 else f"not {value}"
    if allowed & (allowed + 1) == 0:
        return f"{value} < {allowed.bit_length()}"
    return f"({allowed} >> {value} & 1)"
