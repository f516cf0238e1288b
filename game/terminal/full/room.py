"""The reading room at work: the desk, its size and settings, and what each key does to it.

Only this changes. It knows nothing of the terminal: `screen` draws it and brings it keys.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Literal

from game.core.value import dataclass, replace
from game.play.page import Act
from game.play.view import SceneView
from game.runs.settings import NARROWEST, WIDEST, Settings
from game.terminal import forces, status
from game.terminal import strip as strips
from game.terminal.ascii import drawn_in_ascii, in_ascii
from game.terminal.asking import LEAVING
from game.terminal.full import desk as desks
from game.terminal.full import events, foot, keys, leaf, sheet
from game.terminal.full.control import Picture
from game.terminal.full.desk import Desk
from game.terminal.full.events import Event
from game.terminal.full.keys import Keyboard
from game.terminal.full.leaf import Drawn, Leaf, Spread
from game.terminal.full.sheet import Answer, Panel, Question, Scene
from game.terminal.layout import Layout, layout_for, typeset
from game.terminal.mode import SMALLEST, Size
from game.terminal.rows import Row, Rows, Span
from game.terminal.theme import Theme

HELP = "? help"
STEP = 2
"""The columns by which `-` and `+` change the measure."""

Line = Literal["", "command", "search", "narrow", "answer"]
"""What the line at the foot is for, while it is there."""


@dataclass(frozen=True, slots=True)
class Outside:
    """What the room may ask of those who hold it: to hand a line to the conversation, to have the line
    at the foot typed at with this on it, and to be left by an exception."""

    submit: Callable[[str], None]
    type_at: Callable[[Line, str], None]
    leave: Callable[[BaseException], None]


class Room:
    """The desk and its reader."""

    def __init__(
        self, settings: Settings, theme: Theme | None, outside: Outside, keyboard: Keyboard | None = None
    ) -> None:
        self.keyboard = keyboard or keys.play()
        self.desk = Desk()
        self.settings = settings
        self.size = Size(80, 24)
        self.line: Line = ""
        self._forced = theme
        self.outside = outside
        self._held = ""
        self._drawn: list[tuple[Leaf, Layout, Drawn]] = []
        self._side: tuple[SceneView, int, int, Rows] | None = None

    @property
    def theme(self) -> Theme:
        """The theme in force."""
        return self._forced or self.settings.theme  # type: ignore[return-value]

    @property
    def too_small(self) -> bool:
        """Whether nothing of use can be drawn."""
        return self.size.columns < SMALLEST.columns or self.size.rows < SMALLEST.rows

    @property
    def layout(self) -> Layout:
        """The layout for the size of the moment."""
        return layout_for(self.size.columns, self.size.rows, self.settings.measure)

    @property
    def message(self) -> Rows:
        """What stands above the last row: what the program says, or where the reader is in a search."""
        said = () if self.too_small else self.desk.said
        columns = max(1, self.size.columns - 2)
        said = in_ascii(said) if self.settings.ascii else said
        rows = sheet.message(said, columns, max(1, self.size.rows // 2 - 1)) if said else ()
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
        layout = self.layout
        for at, (known, under, made) in enumerate(self._drawn):
            same = known.sheet is top.sheet and known.opened == top.opened and known.folded == top.folded
            if same and under == layout:
                self._drawn.append(self._drawn.pop(at))
                return made
        worded = replace(top, sheet=in_ascii(top.sheet)) if self.settings.ascii else top
        made = leaf.drawn(worded, layout)
        self._drawn = [*self._drawn[-3:], (top, layout, made)]
        return made

    # What the conversation hands over.

    def receive(self, event: Event) -> None:
        """Something has happened in the conversation."""
        if isinstance(event, events.Adjusted):
            self.settings = event.settings
            self._drawn, self._side = [], None
        over = len(self.desk.leaves) > 1
        self.desk = desks.received(self.desk, event, self.keyboard.told(over=over))
        match event:
            case events.Turned() | events.Questioned():
                self._held = ""  # it was meant for what is no longer there
            case events.Told() if self.desk.sought:
                self._look_for(self.desk.sought, from_end=True)
            case events.Told() | events.Stood():
                self._pick_first()
        if isinstance(event, events.Questioned) and not event.options:
            self.outside.type_at("answer", "")
        if self.desk.waiting and self._held:
            held, self._held = self._held, ""
            self.send(held)

    def _pick_first(self) -> None:
        spread = self.spread()
        if spread and not spread.leaf.picked and isinstance(spread.leaf.sheet, Answer):
            first = leaf.first_pick(spread)
            self._put(leaf.revealed(spread, first) if first else spread.leaf)

    def send(self, line: str) -> None:
        """Hand a line over; one that ends in a space is completed first."""
        if line.endswith(" "):
            self.outside.type_at("command", line)
        elif self.desk.waiting:
            self.desk = desks.sent(self.desk, line)
            self.outside.submit(line)
        else:
            self._held = line

    # What can be seen.

    def picture(self, columns: int, rows: int) -> Picture:
        """What stands above the foot."""
        spread = self.spread()
        if self.too_small:
            words = f"Too small: {SMALLEST.columns} columns and {SMALLEST.rows} rows at least."
            return Picture(typeset((Span(words),), max(1, columns)), self.theme)
        if spread is None:
            return Picture((), self.theme)
        layout = self.layout
        view = self.desk.view
        shown = self._characters(leaf.marked_rows(spread))
        side: Rows = ()
        if layout.panel and view:
            side = self._beside(view, layout, rows)
        return Picture(
            shown,
            self.theme,
            layout.margin,
            side,
            layout.margin + layout.measure + layout.gap,
            self._cursor(spread, layout),
        )

    def _beside(self, view: SceneView, layout: Layout, rows: int) -> Rows:
        above = 1 if layout.rows >= sheet.DENSE else 0
        if self._side is None or self._side[0] is not view or self._side[1:3] != (layout.panel, rows):
            made = self._characters(forces.panel(self._worded(view), layout.panel, rows - above))
            self._side = (view, layout.panel, rows, (Row(),) * above + made)
        return self._side[3]

    def _worded(self, view: SceneView) -> SceneView:
        return in_ascii(view) if self.settings.ascii else view

    def _characters(self, rows: Rows) -> Rows:
        """The rows in the characters that may be drawn."""
        return drawn_in_ascii(rows) if self.settings.ascii else rows

    def _cursor(self, spread: Spread, layout: Layout) -> tuple[int, int] | None:
        if spread.stop:
            row, column, _ = spread.stop.at[0]
            return row - spread.top, layout.margin + column
        if spread.picked:
            return spread.drawn.where[spread.picked][0] - spread.top, layout.margin
        return None

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

    # What the reader does.

    def _put(self, top: Leaf) -> None:
        self.desk = desks.with_top(self.desk, top)

    def _move(self, how: Callable[[Spread], Leaf]) -> None:
        self.desk = replace(self.desk, said=())
        spread = self.spread()
        if spread and not self.too_small:
            self._put(how(spread))

    def down(self) -> None:
        """The next choice or row."""
        self._move(leaf.down)

    def up(self) -> None:
        """The choice or row before."""
        self._move(leaf.up)

    def read_on(self) -> None:
        """A screen further."""
        self._move(leaf.read_on)

    def page_up(self) -> None:
        """A screen back."""
        self._move(lambda spread: leaf.paged(spread, -1))

    def home(self) -> None:
        """To the beginning."""
        self._move(lambda spread: leaf.to(spread, 0))

    def end(self) -> None:
        """To the end."""
        self._move(lambda spread: leaf.to(spread, spread.last))

    def wheel(self, rows: int) -> None:
        """So many rows further, or back."""
        self._move(lambda spread: leaf.scrolled(spread, rows))

    def tab(self, by: int) -> None:
        """The next link or fold, or the one before."""
        self._move(lambda spread: leaf.tabbed(spread, by))

    def sideways(self, *, away: bool) -> None:
        """Fold away or out: the rows under an item, or the text that was read before."""
        shown = self.desk.top.sheet if self.desk.top else None
        line = self.keyboard.before if away else self.keyboard.after
        if line and len(self.desk.leaves) == 1:
            self.send(line)
        elif isinstance(shown, Scene):
            self._move(lambda spread: leaf.all_folds(spread, opened=not away))
        else:
            self._move(lambda spread: leaf.folded(spread, away=away))

    def enter(self) -> None:
        """Take, follow or open what is picked; pick the first choice where none is; else read on."""
        spread = self.spread()
        if spread is None or self.too_small:
            return
        if spread.stop:
            self._follow(spread)
        elif spread.picked and (acts := leaf.acts(spread)):
            self.send(acts[0].line)
        elif spread.picked:
            number = int(spread.picked.rpartition(" ")[2])
            self._move(lambda each: leaf.folded(each, away=number not in each.leaf.folded))
        elif spread.leaf.picked in spread.drawn.where:
            self._move(lambda each: leaf.revealed(each, each.leaf.picked))
        elif isinstance(spread.leaf.sheet, Question) and not spread.leaf.sheet.options:
            self.outside.type_at("answer", "")
        elif first := leaf.first_pick(spread):
            if len(spread.drawn.picks) == 1 and isinstance(spread.leaf.sheet, Scene):
                self.send(sheet.acts(spread.leaf.sheet, first)[0].line)
            else:
                self._move(lambda each: leaf.revealed(each, first))
        else:
            self.read_on()

    def _follow(self, spread: Spread) -> None:
        stop = spread.stop
        if stop is None:
            return
        if stop.kind == "fold":
            self._move(lambda each: leaf.turned_over(each.leaf, stop.name))
        else:
            self.send(f"codex {stop.name}")

    def digit(self, number: int) -> None:
        """Take a choice by its number; one that is out of sight is shown first."""
        spread = self.spread()
        if spread is None or self.too_small:
            return
        anchor = f"offer {number}"
        if anchor in spread.drawn.picks and not spread.shows(anchor):
            self._move(lambda each: leaf.revealed(each, anchor))
            self.desk = replace(self.desk, said=(f"This is choice {number}: {number} once more takes it.",))
        elif anchor in spread.drawn.picks:
            self.send(sheet.acts(spread.leaf.sheet, anchor)[0].line)
        elif isinstance(spread.leaf.sheet, Scene):
            self.send(str(number))

    def point(self, row: int, column: int) -> None:
        """A click: take a choice, follow a link, open a fold, do what is meant with an item."""
        spread = self.spread()
        if spread is None or self.too_small:
            return
        at, column = row + spread.top, column - self.layout.margin
        if at >= len(spread.drawn.rows) or column >= self.layout.measure:
            return
        for number, stop in enumerate(spread.drawn.stops):
            if any(
                line == at and (start <= column < past or stop.kind == "fold")
                for line, start, past in stop.at
            ):
                self._put(replace(spread.leaf, stop=number))
                self.enter()
                return
        anchor = spread.drawn.rows[at].anchor
        if anchor in spread.drawn.picks:
            self._put(replace(spread.leaf, picked=anchor, stop=None))
            self.enter()

    def close(self) -> None:
        """Close what lies on top; else let go of what is picked, looked for or said."""
        top = self.desk.top
        if top and (top.sought or top.stop is not None):
            self._put(replace(top, sought="", stop=None))
        elif top and isinstance(top.sheet, Answer) and top.sheet.narrowed:
            self.narrow("")
        elif len(self.desk.leaves) > 1:
            self.desk = desks.closed(self.desk)
        elif top and isinstance(top.sheet, Scene):
            self._put(replace(top, picked=""))
        self.desk = replace(self.desk, said=())

    def leave(self) -> None:
        """Leave the game, or what lies over the text."""
        top = self.desk.top
        if top and isinstance(top.sheet, Answer | Panel):
            self.close()
        elif self.desk.waiting == "answer" and top and isinstance(top.sheet, Question):
            lines = [each.line for each in top.sheet.options if each.line in (*LEAVING, "leave")]
            if lines:
                self.send(lines[0])
            else:
                self.outside.leave(EOFError())
        else:
            self.send("quit")

    def letter(self, letter: str) -> None:
        """A letter: what it does with what is picked, else what it stands for anywhere."""
        spread = self.spread()
        if spread is None or self.too_small:
            return
        act = desks.by_letter(leaf.acts(spread)).get(letter)
        if act:
            self._do(act)
        elif letter in "nN" and spread.leaf.sought:
            self._move(lambda each: leaf.next_hit(each, 1 if letter == "n" else -1))
            self._tell_hits()
        elif letter in ("-", "+", "=") and letter not in self.keyboard.lines:
            self._measure(letter)
        elif letter == "m":
            self.send(f"set mouse {'off' if self.settings.mouse else 'on'}")
        elif self.desk.waiting != "answer" and (line := self.keyboard.lines.get(letter)):
            self.send(line)

    def _do(self, act: Act) -> None:
        if act.line.startswith("delete "):
            # Enter has to be pressed for it: one letter is too easily struck.
            self.outside.type_at("command", act.line)
        else:
            self.send(act.line)

    def _measure(self, letter: str) -> None:
        now = self.settings.measure
        wanted = WIDEST if letter == "=" else now + (STEP if letter == "+" else -STEP)
        self.send(f"set measure {max(NARROWEST, min(WIDEST, wanted))}")

    def forces(self) -> None:
        """The panel over the text, or away again."""
        if self.desk.top and isinstance(self.desk.top.sheet, Panel):
            self.close()
        else:
            self.send("status")

    def help(self) -> None:
        """What can be done here."""
        self.send("help")

    def seek(self) -> None:
        """Look for something: among the rows of a list, in an answer, in all that was read."""
        top = self.desk.top
        if top and isinstance(top.sheet, Answer) and top.sheet.page.search:
            self.outside.type_at("narrow", top.sheet.narrowed)
        elif top:
            self.outside.type_at("search", "")

    def sought(self, words: str) -> None:
        """This is looked for: in the answer on top, or over the scene in what was read."""
        top = self.desk.top
        if not words.strip() or top is None:
            return
        if isinstance(top.sheet, Scene):
            self.desk = replace(self.desk, sought=words)
            self.send("read")
        else:
            self._look_for(words)

    def _look_for(self, words: str, *, from_end: bool = False) -> None:
        self.desk = replace(self.desk, sought="")
        self._move(lambda spread: leaf.searched(spread, words, from_end=from_end))
        self._tell_hits()

    def _tell_hits(self) -> None:
        spread = self.spread()
        if spread is None:
            return
        from game.terminal.full.finding import hits

        many = len(hits(spread.drawn.rows, spread.leaf.sought))
        told = (
            f"{spread.leaf.hit + 1} of {many}: n and N go on."
            if many
            else f"“{spread.leaf.sought}” is not here."
        )
        self.desk = replace(self.desk, said=(told,))

    def narrow(self, words: str) -> None:
        """Only the rows that fit this are shown."""
        top = self.desk.top
        if top and isinstance(top.sheet, Answer):
            narrowed = replace(top.sheet, narrowed=words)
            self._put(Leaf(narrowed))
            self._pick_first()
