"""What can be seen of the desk: its top leaf, the panel beside that, and the rows at the foot.

A `Sight` is made anew for every look; what was drawn for one lies in the memory for the next.
"""

from __future__ import annotations

from typing import Literal, TypeVar

from game.core.value import dataclass, field, replace
from game.play.view import SceneView
from game.runs.settings import Settings
from game.terminal import forces, status
from game.terminal import strip as strips
from game.terminal.full import foot, leaf, sheet
from game.terminal.full.desk import Desk
from game.terminal.full.leaf import Drawn, Leaf, Spread
from game.terminal.full.picture import Picture
from game.terminal.full.sheet import Answer, Panel, Question, Scene
from game.terminal.layout import Layout, layout_for, typeset
from game.terminal.mode import SMALLEST, Size
from game.terminal.rows import Row, Rows, Span, row
from game.terminal.theme import Theme

HELP = "? help"
MEMORY = 4
"""The leaves that are remembered as they were drawn."""

Shown = TypeVar("Shown")
Line = Literal["", "command", "search", "narrow", "answer"]
"""What the line at the foot is for, while it is there."""


@dataclass(slots=True)
class Memory:
    """What was drawn before, the last at the end."""

    leaves: list[tuple[Leaf, Layout, Drawn]] = field(default_factory=list)
    side: tuple[SceneView, int, int, Rows] | None = None

    def forget(self) -> None:
        """Nothing that was drawn is good any more."""
        self.leaves, self.side = [], None


@dataclass(frozen=True, slots=True)
class Sight:
    """A desk seen in a window of a size, while its line is for something or is not there."""

    desk: Desk
    settings: Settings
    theme: Theme
    size: Size
    line: Line
    memory: Memory

    @property
    def too_small(self) -> bool:
        """Whether nothing of use can be drawn."""
        return self.size.columns < SMALLEST.columns or self.size.rows < SMALLEST.rows

    @property
    def layout(self) -> Layout:
        """The layout for this size."""
        return layout_for(self.size.columns, self.size.rows, self.settings.measure)

    @property
    def message(self) -> Rows:
        """What stands above the last row: what the program says, or where the reader is in a search;
        else a rule, where there is room for it."""
        columns = max(1, self.size.columns - 2)
        if self.too_small:
            return ()
        if self.desk.said:
            rows = sheet.message(self._worded(self.desk.said), columns, max(1, self.size.rows // 2 - 1))
        else:
            ruled = self.size.rows >= sheet.DENSE and not self.desk.strip
            rows = (row("─" * columns, "rule"),) if ruled else ()
        return self._characters(rows)

    @property
    def height(self) -> int:
        """The rows that a document has."""
        foot_rows = 1 if self.line else max(1, len(self.message))
        return max(1, self.size.rows - 1 - foot_rows - len(self.strip))

    @property
    def strip(self) -> Rows:
        """What a bench says under the page."""
        if self.too_small or self.desk.strip is None:
            return ()
        return self._characters(strips.rows(self.desk.strip, self.size.columns))

    def spread(self) -> Spread | None:
        """The leaf on top as it lies on the screen."""
        top = self.desk.top
        return Spread(top, self._rows(top), self.height) if top else None

    def _rows(self, top: Leaf) -> Drawn:
        layout, known = self.layout, self.memory.leaves
        for at, (other, under, made) in enumerate(known):
            same = other.sheet is top.sheet and other.opened == top.opened and other.folded == top.folded
            if same and under == layout:
                known.append(known.pop(at))
                return made
        made = leaf.drawn(replace(top, sheet=self._worded(top.sheet)), layout)
        known.append((top, layout, made))
        del known[:-MEMORY]
        return made

    def picture(self, rows: int) -> Picture:
        """What stands above the foot, in so many rows."""
        spread = self.spread()
        if self.too_small:
            words = f"Too small: {SMALLEST.columns} columns and {SMALLEST.rows} rows at least."
            return Picture(typeset((Span(words),), max(1, self.size.columns)), self.theme)
        if spread is None:
            return Picture((), self.theme)
        layout, view = self.layout, self.desk.view
        told = isinstance(spread.leaf.sheet, Panel)  # all of it lies here already
        return Picture(
            self._characters(leaf.marked_rows(spread)),
            self.theme,
            layout.margin,
            self._beside(view, layout, rows) if layout.panel and view and not told else (),
            layout.margin + layout.measure + layout.gap,
            _cursor(spread, layout),
        )

    def _beside(self, view: SceneView, layout: Layout, rows: int) -> Rows:
        known = self.memory.side
        if known and known[0] is view and known[1:3] == (layout.panel, rows):
            return known[3]
        above = 1 if layout.rows >= sheet.DENSE else 0
        made = self._characters(forces.panel(self._worded(view), layout.panel, rows - above))
        made = ((Row(),) * above) + made
        self.memory.side = (view, layout.panel, rows, made)
        return made

    def last_row(self) -> Row:
        """The row at the foot of the screen."""
        return self._characters((self._last_row(),))[0]

    def _last_row(self) -> Row:
        spread, view, columns = self.spread(), self.desk.view, self.size.columns
        if self.too_small or spread is None:
            return Row()
        place = leaf.how_far(spread)
        shown = spread.leaf.sheet
        if isinstance(shown, Scene):
            return status.line(self._worded(shown.view), columns, place, HELP)
        over = len(self.desk.leaves) > 1 and not isinstance(shown, Question)
        offered = [("Esc", "close")] if over else [("q", "leave")] if view is None else []
        if isinstance(shown, Answer) and shown.page.search:
            offered.append(("/", "narrow"))
        if (number := leaf.foldable(spread)) is not None:
            offered.append(("→", "unfold") if number in spread.leaf.folded else ("←", "fold"))
        return foot.line(leaf.acts(spread) if over else (), tuple(offered), columns, place, HELP)

    def _worded(self, shown: Shown) -> Shown:
        """What is shown in the words that may be drawn."""
        if not self.settings.ascii:
            return shown
        from game.terminal.ascii import in_ascii  # few have a terminal without other characters

        return in_ascii(shown)

    def _characters(self, rows: Rows) -> Rows:
        """The rows in the characters that may be drawn."""
        if not self.settings.ascii:
            return rows
        from game.terminal.ascii import drawn_in_ascii

        return drawn_in_ascii(rows)


def _cursor(spread: Spread, layout: Layout) -> tuple[int, int] | None:
    if spread.stop:
        first, column, _ = spread.stop.at[0]
        return first - spread.top, layout.margin + column
    if spread.picked:
        return spread.drawn.where[spread.picked][0] - spread.top, layout.margin
    return None
