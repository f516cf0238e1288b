"""Which endings are not yet ruled out from a state, as asked of records that were made beforehand.

For every ending and place there is a set that holds at least the states from which the ending can
still be reached: what is not in it is closed for good, whatever is done. Whatever leads into a set
from elsewhere is in the set there, so an ending that is ruled out once stays so. A set is a diagram
of decisions; the diagrams of a place are one record, which is read when the place is first asked about.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from game.core.state import State
from game.core.value import dataclass

HEAD = "roads"
"""The name of the record that tells of what the others are made."""

Find = Callable[[str], Any]


@dataclass(frozen=True, slots=True)
class _Place:
    """The diagrams of a place: the decisions, each after those that follow on it, and for each value of
    what tells the place's contexts apart where the diagram of every ending begins."""

    decisions: tuple[tuple[int, tuple[int, ...]], ...]
    roots: Mapping[int, tuple[int, ...]]


def place_record(name: str) -> str:
    """The name of the record of a scene."""
    return f"scene {name}"


class Roads:
    """The endings that are not yet ruled out. `find` gives a record by its name, None if there is none."""

    def __init__(self, find: Find) -> None:
        """Raises ValueError where the records are none of these."""
        self._find = find
        self._places: dict[str, _Place | None] = {}
        try:
            head = find(HEAD)
            self.endings: tuple[str, ...] = tuple(str(each) for each in head["endings"])
            self._slots = [(str(kind), str(name), int(low)) for kind, name, low in head["slots"]]
            self._split: int | None = None if head["split"] is None else int(head["split"])
        except (KeyError, TypeError, ValueError) as wrong:
            raise ValueError("these are no roads") from wrong

    def open(self, state: State) -> frozenset[str] | None:
        """The endings that may still be reached from a state in which a run waits for a choice; what is
        left out cannot be. None where nothing is known. Raises ValueError where a record is none."""
        place = self._place(state.scene)
        if place is None:
            return None
        try:
            context = 0 if self._split is None else self._value(state, self._split)
            # where nothing asks about the context any more there is one for all
            roots = place.roots.get(context, place.roots.get(-1))
            if roots is None:
                return None
            return frozenset(
                ending
                for ending, root in zip(self.endings, roots, strict=True)
                if self._holds(place, root, state)
            )
        except LookupError as wrong:
            raise ValueError("these are the roads of another story") from wrong

    def _holds(self, place: _Place, root: int, state: State) -> bool:
        while root > 1:
            slot, follow = place.decisions[root - 2]
            root = follow[self._value(state, slot)]
        return root == 1

    def _value(self, state: State, slot: int) -> int:
        kind, name, low = self._slots[slot]
        if kind == "variable":
            return state.values[name] - low
        return name in (state.seen if kind == "seen" else state.chosen)

    def _place(self, name: str) -> _Place | None:
        if name not in self._places:
            record = self._find(place_record(name))
            self._places[name] = None if record is None else self._decoded(record)
        return self._places[name]

    def _decoded(self, record: Any) -> _Place:
        try:
            decisions = tuple((int(slot), tuple(map(int, follow))) for slot, *follow in record["decisions"])
            roots = {int(each): tuple(map(int, begins)) for each, begins in record["roots"]}
        except (KeyError, TypeError, ValueError) as wrong:
            raise ValueError("this is no record of a scene") from wrong
        sound = all(
            0 <= slot < len(self._slots) and all(0 <= then < number for then in follow)
            for number, (slot, follow) in enumerate(decisions, 2)
        )
        ends = len(decisions) + 2
        of_all = all(
            len(begins) == len(self.endings) and all(0 <= root < ends for root in begins)
            for begins in roots.values()
        )
        if not sound or not of_all:
            raise ValueError("this is no record of a scene")
        return _Place(decisions, roots)
