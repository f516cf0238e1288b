"""A leaf: one sheet on the desk and how far it is read; and how it lies on the screen."""

from __future__ import annotations

from game.core.value import dataclass, replace
from game.play.page import Act
from game.terminal import render
from game.terminal.full import finding, sheet
from game.terminal.full.finding import Hit
from game.terminal.full.place import BEGINNING, Extents, Mark, extents, found
from game.terminal.full.sheet import Sheet
from game.terminal.layout import Layout
from game.terminal.rows import Rows


@dataclass(frozen=True, slots=True)
class Leaf:
    """A sheet, the place at its first visible row, what is picked (an anchor), the ordinal of the link
    or fold that is picked instead, what is folded open or away, and what is looked for."""

    sheet: Sheet
    mark: Mark = BEGINNING
    picked: str = ""
    stop: int | None = None
    opened: frozenset[str] = frozenset()
    folded: frozenset[int] = frozenset()
    sought: str = ""
    hit: int = 0


@dataclass(frozen=True, slots=True)
class Stop:
    """Something in the text to be followed or opened: a link to a codex entry, or a fold. A link that a
    line breaks is one stop in two stretches."""

    kind: str
    name: str
    at: Hit


@dataclass(frozen=True, slots=True)
class Drawn:
    """A leaf's rows, and where everything in them is."""

    rows: Rows
    where: Extents
    picks: tuple[str, ...]
    stops: tuple[Stop, ...]


@dataclass(frozen=True, slots=True)
class Spread:
    """A leaf as it lies on the screen, in so many rows."""

    leaf: Leaf
    drawn: Drawn
    height: int

    @property
    def top(self) -> int:
        """The row of the document at the top of the screen."""
        if len(self.drawn.rows) <= self.height:
            return 0
        row = found(self.drawn.rows, self.drawn.where, self.leaf.mark)
        # A paragraph at the top stays there in any width, even if nothing then fills the foot.
        return row if self.leaf.mark.anchor else min(row, self.last)

    @property
    def last(self) -> int:
        """The top row where the document's end is at the foot of the screen."""
        return max(0, len(self.drawn.rows) - self.height)

    @property
    def at_end(self) -> bool:
        """Whether there is nothing more below."""
        return self.top >= self.last

    def shows(self, anchor: str) -> bool:
        """Whether all of what is named is on the screen, or as much as there is room for."""
        if anchor not in self.drawn.where:
            return False
        first, past = self.drawn.where[anchor]
        return first >= self.top and (
            past <= self.top + self.height or (past - first > self.height and first == self.top)
        )

    @property
    def picked(self) -> str:
        """The anchor of what is picked, if it can be seen."""
        return self.leaf.picked if self.shows(self.leaf.picked) else ""

    @property
    def stop(self) -> Stop | None:
        """The link or fold that is picked."""
        at = self.leaf.stop
        return self.drawn.stops[at] if at is not None and at < len(self.drawn.stops) else None


def drawn(leaf: Leaf, layout: Layout) -> Drawn:
    """The leaf's rows in a layout, nothing picked."""
    rows = sheet.draw(leaf.sheet, layout, leaf.opened, leaf.folded)
    where = extents(rows)
    there = tuple(each for each in sheet.picks(leaf.sheet) if each in where)
    return Drawn(rows, where, there, _stops(rows))


def _stops(rows: Rows) -> tuple[Stop, ...]:
    stops: list[Stop] = []
    for index, row in enumerate(rows):
        column = 0
        for span in row.spans:
            at = (index, column, column + len(span.text))
            column += len(span.text)
            if span.link:
                before = stops[-1] if stops else None
                broken = before and before.name == span.link and _adjoins(rows, before.at[-1], at)
                if before and broken:
                    stops[-1] = replace(before, at=(*before.at, at))
                else:
                    stops.append(Stop("link", span.link, (at,)))
            elif span.role == "fold":
                stops.append(Stop("fold", row.anchor, (at,)))
    return tuple(stops)


def _adjoins(rows: Rows, before: tuple[int, int, int], at: tuple[int, int, int]) -> bool:
    """Whether one stretch follows the other, on the same row or over the end of a line."""
    if before[0] == at[0]:
        return before[2] == at[1]
    ends = before[2] == len(rows[before[0]].text)
    return before[0] + 1 == at[0] and ends and not rows[at[0]].text[: at[1]].strip()


def first_pick(spread: Spread) -> str:
    """The first of what can be picked that is on the screen and open; empty if none is."""
    seen = [each for each in spread.drawn.picks if spread.shows(each)]
    closed = _closed(spread.leaf.sheet)
    return next((each for each in seen if each not in closed), seen[0] if seen else "")


def _closed(shown: Sheet) -> frozenset[str]:
    if not isinstance(shown, sheet.Scene):
        return frozenset()
    return frozenset(f"offer {each.number}" for each in shown.view.offers if not each.open)


def acts(spread: Spread) -> tuple[Act, ...]:
    """What can be done with what is picked."""
    return sheet.acts(spread.leaf.sheet, spread.picked) if spread.picked else ()


def foldable(spread: Spread) -> int | None:
    """The picked item, by its index, where others stand under it."""
    shown, number = spread.leaf.sheet, spread.picked.rpartition(" ")[2]
    if not isinstance(shown, sheet.Answer) or not number.isdecimal():
        return None
    return int(number) if sheet.deeper(shown, int(number)) else None


def marked_rows(spread: Spread) -> Rows:
    """The rows that are on the screen, with what is picked and what was found drawn as such."""
    top = spread.top
    rows = spread.drawn.rows[top : top + spread.height]
    if spread.leaf.picked:
        rows = render.selected(rows, spread.leaf.picked)
    if spread.leaf.sought:
        rows = _with_hits(rows, top, finding.hits(spread.drawn.rows, spread.leaf.sought))
    elif spread.stop:
        rows = _with_hits(rows, top, (spread.stop.at,))
    return rows


def _with_hits(rows: Rows, top: int, there: tuple[Hit, ...]) -> Rows:
    marks: dict[int, list[tuple[int, int]]] = {}
    for each in there:
        for row, start, past in each:
            marks.setdefault(row - top, []).append((start, past))
    return tuple(finding.shown(row, marks[at]) if at in marks else row for at, row in enumerate(rows))


def how_far(spread: Spread) -> str:
    """Where the reader is, for the status line: `▼ 46%`; nothing where all can be seen."""
    many = len(spread.drawn.rows)
    if many <= spread.height:
        return ""
    share = min(100, 100 * (spread.top + spread.height) // many)
    return "100%" if spread.at_end else f"▼ {share}%"
