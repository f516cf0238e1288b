"""Which slots a formula truly depends on: as a graph of decisions, reduced.

Two formulas that mean the same over the values that are possible have the same graph, so what
cancels out (a choice's outcomes together, `x or not x`) is seen to cancel out.
"""

from __future__ import annotations

from game.analysis.bits import slots_of
from game.analysis.domains import Domains
from game.analysis.formula import Constant, Formula, Logic

MOST_NODES = 4000


class TooLarge(Exception):
    """The graph of a formula outgrew what is sensible: its slots are those it is written with."""


class Deciding:
    """Graphs of decisions over the slots of one logic. A graph is a number; 0 is never, 1 always."""

    def __init__(self, logic: Logic, domains: Domains) -> None:
        self.logic = logic
        self.domains = domains
        self._graphs: dict[tuple[int, ...], int] = {}
        self._depends: list[int] = [0, 0]
        self._asked: dict[tuple[Formula, int], int] = {}

    def depends(self, formula: Formula, here: int) -> int:
        """The slots that decide whether the formula holds, one bit each, where the slots have only
        these possible values."""
        if isinstance(formula, Constant):
            return 0
        formula = self.domains.trimmed(formula, here)
        reads = self.logic.reads(formula)
        if reads & (reads - 1) == 0:
            return reads
        key = (formula, here & self.domains.fields_read(formula))
        if (found := self._asked.get(key)) is None:
            try:
                found = self._depends[self._graph(formula, here, {})]
            except TooLarge:
                found = reads
            self._asked[key] = found
        return found

    def always(self, formula: Formula, here: int) -> bool:
        """Whether the formula holds for all possible values, as far as can be told."""
        formula = self.domains.trimmed(formula, here)
        if isinstance(formula, Constant):
            return formula.value
        try:
            return self._graph(formula, here, {}) == 1
        except TooLarge:
            return False

    def without(self, formula: Formula, kept: int, here: int) -> Formula:
        """What must hold of the kept slots for the formula to hold with some possible values of the
        others. Nothing is lost where it does not depend on the others."""
        if isinstance(formula, Constant) or not self.logic.reads(formula) & ~kept:
            return formula
        matter = self.depends(formula, here)
        formula = self.domains.trimmed(formula, here)
        idle = self.logic.reads(formula) & ~kept & ~matter
        for slot in slots_of(idle):
            values = self.domains.of(here, slot)
            formula = self.logic.fix(formula, slot, values.bit_length() - 1)
        free = self.logic.reads(formula) & ~kept
        return self.logic.possible(formula, [(slot, self.domains.of(here, slot)) for slot in slots_of(free)])

    def _graph(self, formula: Formula, here: int, made: dict[Formula, int]) -> int:
        if isinstance(formula, Constant):
            return int(formula.value)
        if (found := made.get(formula)) is not None:
            return found
        if len(made) > MOST_NODES:
            raise TooLarge
        reads = self.logic.reads(formula)
        slot = (reads & -reads).bit_length() - 1
        values = self.domains.of(here, slot)
        children = tuple(
            self._graph(self.logic.fix(formula, slot, value), here, made) if values >> value & 1 else -1
            for value in range(self.logic.sizes[slot])
        )
        after = {child for child in children if child >= 0}
        if len(after) == 1:
            found = after.pop()
        else:
            content = (slot, *children)
            if (known := self._graphs.get(content)) is None:
                known = self._graphs[content] = len(self._depends)
                below = 0
                for child in after:
                    below |= self._depends[child]
                self._depends.append(below | 1 << slot)
            found = known
        made[formula] = found
        return found
