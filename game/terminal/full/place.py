"""The reading place: kept by paragraph, so that it survives any change of width."""

from __future__ import annotations

import re
from collections.abc import Mapping

from game.core.value import dataclass
from game.terminal.rows import Rows

Extents = Mapping[str, tuple[int, int]]
"""Where what an anchor names begins, and where it is past."""


@dataclass(frozen=True, slots=True)
class Mark:
    """A place in a document: how far into what the anchor names (from 0, to less than 1), and how many
    rows beside it, where the row itself has no anchor. Without an anchor, a row from the beginning."""

    anchor: str = ""
    share: float = 0.0
    aside: int = 0


BEGINNING = Mark()


def extents(rows: Rows) -> Extents:
    """Where everything in the rows begins and ends that has an anchor."""
    found: dict[str, tuple[int, int]] = {}
    for index, row in enumerate(rows):
        if row.anchor:
            found[row.anchor] = (found.get(row.anchor, (index, 0))[0], index + 1)
    return found


def marked(rows: Rows, where: Extents, top: int) -> Mark:
    """The mark of a row."""
    for index in range(max(0, top), len(rows)):
        if anchor := rows[index].anchor:
            first, past = where[anchor]
            return Mark(anchor, (index - first) / (past - first), top - index)
    for index in range(min(top, len(rows)) - 1, -1, -1):
        if anchor := rows[index].anchor:
            first, past = where[anchor]
            return Mark(anchor, (index - first) / (past - first), top - index)
    return Mark(aside=top)


def found(rows: Rows, where: Extents, mark: Mark) -> int:
    """The row of a mark; where what it names is not there, of what comes before that."""
    if not mark.anchor:
        return _within(mark.aside, rows)
    if mark.anchor in where:
        first, past = where[mark.anchor]
        return _within(first + int(mark.share * (past - first) + 1e-9) + mark.aside, rows)
    sought = _order(mark.anchor)
    before = [each for each in where if _order(each)[0] == sought[0] and _order(each) <= sought]
    return where[max(before, key=_order)][0] if before else 0


def _within(row: int, rows: Rows) -> int:
    return max(0, min(row, len(rows) - 1))


def _order(anchor: str) -> tuple[str, tuple[int, ...]]:
    """An anchor in the order of the document, among those of its kind: `passage 2.10` after `passage 2.9`."""
    word = anchor.partition(" ")[0]
    return word, tuple(int(each) for each in re.findall(r"\d+", anchor))
