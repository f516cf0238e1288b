"""Watching runs: which of the moments asked about some run comes to, noted the first time.

What is still unseen at a place is written out as one function of the state, and written anew when
some of it has been seen: so watching costs little, and nothing where everything was seen.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from game.analysis.formula import Constant, Formula, holds
from game.analysis.machine import Machine, Values, function, source
from game.analysis.questions import Question
from game.analysis.table import Table

OFTEN = 20
"""How often a place is looked at before a function is made for it."""

Sighting = tuple[int, int]
"""The number of a run that was kept, and after how many of its choices."""


class Watch:
    """The moments of questions that no run came to yet; None is not watched for. `seen` leads from
    the number of a question to the first sighting of one of its moments; `runs` are the runs that saw
    something new."""

    def __init__(self, table: Table, asked: Sequence[Question | None]) -> None:
        self.machine = Machine(table, self._passed)
        self.seen: dict[int, Sighting] = {}
        self.runs: list[tuple[int, ...]] = []
        self._untold: list[int] = []
        self._taken: list[int] = []
        self._news = False
        self._looked = [0] * len(table.places)
        self._waiting: list[list[tuple[int, Formula]]] = [[] for _ in table.places]
        for number, question in enumerate(asked):
            for place, formula in question.moments if question else ():
                if not isinstance(formula, Constant) or formula.value:
                    self._waiting[place].append((number, formula))
        self._places: dict[int, set[int]] = {}
        for place, waiting in enumerate(self._waiting):
            for number, _ in waiting:
                self._places.setdefault(number, set()).add(place)
        self.looks: list[Callable[[Values], int] | None] = [None] * len(table.places)
        """For each place what tells which of its moments a state is, or None if nothing is left."""
        for place in range(len(table.places)):
            self._write(place)

    @property
    def unseen(self) -> int:
        """How many questions have moments that no run came to yet."""
        return len(self._places) - len(self.seen)

    def news(self) -> list[int]:
        """The questions seen since this was last asked, by runs that are over."""
        found, self._untold = self._untold, []
        return found

    def follow(self, taken: list[int]) -> None:
        """A run begins; the options that it takes are added to the list given."""
        self._taken = taken
        self._news = False

    def keep(self) -> None:
        """The run is over: it is kept if it saw something new."""
        if self._news:
            self.runs.append(tuple(self._taken))
            self._news = False

    def look(self, place: int, values: Values) -> None:
        """Note what is new in the state at a place."""
        look = self.looks[place]
        if look is not None and (found := look(values)):
            self._note(place, found, len(self._taken))

    def waiting(self, place: int) -> list[Formula]:
        """The moments of a place that no run came to yet."""
        return [formula for _, formula in self._waiting[place]]

    def replay(self, options: Iterable[int]) -> bool:
        """Look at every state of a run given by its options; False if it cannot be played."""
        machine = self.machine
        taken: list[int] = []
        self.follow(taken)
        place, values = machine.begin()
        self.look(place, values)
        whole = True
        for option in options:
            if option not in machine.open(place, values):
                whole = False
                break
            taken.append(option)
            place = machine.take(option, values)
            self.look(place, values)
        self.keep()
        return whole

    def _passed(self, place: int, values: Values) -> None:
        self.look(place, values)

    def _note(self, place: int, found: int, choices: int) -> None:
        self._news = True
        changed = {place}
        for position, (number, _) in enumerate(self._waiting[place]):
            if found >> position & 1:
                if number not in self.seen:
                    self.seen[number] = (len(self.runs), choices)
                    self._untold.append(number)
                changed |= self._places[number]
        for each in changed:
            self._waiting[each] = [waiting for waiting in self._waiting[each] if waiting[0] not in self.seen]
            self._write(each)

    def _write(self, place: int) -> None:
        """Look by the formulas themselves at first, and by a function once it pays to make one."""
        waiting = self._waiting[place]
        if not waiting:
            self.looks[place] = None
            return
        if self._looked[place] >= OFTEN:
            body = ["r = 0"]
            for position, (_, formula) in enumerate(waiting):
                body.append(f"if {source(formula)}: r |= {1 << position}")
            self.looks[place] = function([*body, "return r"])
            return

        def look(values: Values) -> int:
            self._looked[place] += 1
            if self._looked[place] == OFTEN:
                self._write(place)
            found = 0
            for position, (_, formula) in enumerate(waiting):
                if holds(formula, values):
                    found |= 1 << position
            return found

        self.looks[place] = look
