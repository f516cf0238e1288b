"""The reading room at work: the desk, and what each key does to it.

Only this changes. It knows nothing of the terminal: `screen` draws what it shows and brings it keys.
"""

from __future__ import annotations

from collections.abc import Callable

from game.core.value import dataclass, replace
from game.play.page import Act
from game.runs.settings import NARROWEST, WIDEST, Settings
from game.terminal.asking import LEAVING
from game.terminal.full import desk as desks
from game.terminal.full import events, finding, keys, leaf, moves, sheet
from game.terminal.full.desk import Desk
from game.terminal.full.events import Event
from game.terminal.full.keys import Keyboard
from game.terminal.full.leaf import Leaf, Spread
from game.terminal.full.sheet import Answer, Panel, Question, Scene
from game.terminal.full.sight import Line, Memory, Sight
from game.terminal.mode import Size
from game.terminal.theme import Theme

STEP = 2
"""The columns by which `-` and `+` change the measure."""
UNSEEN = "A key was pressed before this could be read: it is not taken."


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
        self.outside = outside
        self._forced = theme
        self._memory = Memory()
        self._held = ""
        self._changed = False
        self._early: list[Callable[[], None]] | None = []

    @property
    def sight(self) -> Sight:
        """What can be seen."""
        theme: Theme = self._forced or self.settings.theme  # type: ignore[assignment]
        return Sight(self.desk, self.settings, theme, self.size, self.line, self._memory)

    # What the conversation hands over.

    def receive(self, event: Event) -> None:
        """Something has happened in the conversation."""
        if isinstance(event, events.Adjusted):
            self.settings = event.settings
            self._memory.forget()
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
        if self.desk.waiting == "turn" and self._changed and self.desk.said:
            self.desk, line = desks.asked_again(self.desk)
            self._changed = False
            if line:
                self.outside.submit(line)
        if self.desk.waiting and self._held:
            held, self._held = self._held, ""
            self.send(held)

    def _pick_first(self) -> None:
        spread = self.sight.spread()
        if spread and not spread.leaf.picked and isinstance(spread.leaf.sheet, Answer):
            first = leaf.first_pick(spread)
            self._put(moves.revealed(spread, first) if first else spread.leaf)

    def send(self, line: str) -> None:
        """Hand a line over; one that ends in a space is completed first."""
        if line.endswith(" "):
            self.outside.type_at("command", line)
        elif self.desk.waiting:
            self._changed = True  # it may be, until something else than a sentence comes of it
            self.desk = desks.sent(self.desk, line)
            self.outside.submit(line)
        else:
            self._held = line

    # What the reader does.

    def struck(self, act: Callable[[], None]) -> None:
        """A key that does this was struck: obey it, once there was something to be seen."""
        if self._early is None:
            act()
        else:
            self._early.append(act)

    def painted(self) -> bool:
        """The desk has been drawn as it is. Keys that were struck before anything could be seen are
        obeyed now where that changes nothing: where it is asked with which run to go on. Elsewhere they
        are told of. True if the desk is another now."""
        top = self.desk.top
        if self._early is None or top is None:
            return False
        early, self._early = self._early, None
        if isinstance(top.sheet, Question) and not top.sheet.opening:
            for act in early:
                if self.desk.waiting and not self.line:
                    act()
        elif early:
            self.desk = replace(self.desk, said=(*self.desk.said, UNSEEN))
        return bool(early)

    def _put(self, top: Leaf) -> None:
        self.desk = desks.with_top(self.desk, top)

    def move(self, how: Callable[[Spread], Leaf]) -> None:
        """Move in what lies on top."""
        self.desk = replace(self.desk, said=())
        spread = self.sight.spread()
        if spread and not self.sight.too_small:
            self._put(how(spread))

    def _reveal(self, anchor: str) -> None:
        """Show what is named beside what is said, in whatever room that leaves."""
        if spread := self.sight.spread():
            self._put(moves.revealed(spread, anchor))

    def wheel(self, rows: int) -> None:
        """So many rows further, or back."""
        self.move(lambda spread: moves.scrolled(spread, rows))

    def sideways(self, *, away: bool) -> None:
        """Fold away or out: the rows under an item, or the text that was read before."""
        shown = self.desk.top.sheet if self.desk.top else None
        line = self.keyboard.before if away else self.keyboard.after
        if line and len(self.desk.leaves) == 1:
            self.send(line)
        elif isinstance(shown, Scene):
            self.move(lambda spread: moves.all_folds(spread, opened=not away))
        else:
            self.move(lambda spread: moves.folded(spread, away=away))

    def enter(self) -> None:
        """Take, follow or open what is picked; pick the first choice where none is; else read on."""
        spread = self.sight.spread()
        if spread is None or self.sight.too_small:
            return
        if spread.stop:
            self._follow(spread)
        elif spread.picked and (acts := leaf.acts(spread)):
            self.send(acts[0].line)
        elif spread.picked:
            number = int(spread.picked.rpartition(" ")[2])
            self.move(lambda each: moves.folded(each, away=number not in each.leaf.folded))
        elif spread.leaf.picked in spread.drawn.where:
            self.move(lambda each: moves.revealed(each, each.leaf.picked))
        elif isinstance(spread.leaf.sheet, Question) and not spread.leaf.sheet.options:
            self.outside.type_at("answer", "")
        elif first := leaf.first_pick(spread):
            if len(spread.drawn.picks) == 1 and isinstance(spread.leaf.sheet, Scene):
                self.send(sheet.acts(spread.leaf.sheet, first)[0].line)
            else:
                self.move(lambda each: moves.revealed(each, first))
        else:
            self.move(moves.read_on)

    def _follow(self, spread: Spread) -> None:
        stop = spread.stop
        if stop is None:
            return
        if stop.kind == "fold":
            self.move(lambda each: moves.turned_over(each.leaf, stop.name))
        else:
            self.send(f"codex {stop.name}")

    def digit(self, number: int) -> None:
        """Take a choice by its number; one that is out of sight is shown first."""
        spread = self.sight.spread()
        if spread is None or self.sight.too_small:
            return
        anchor = f"offer {number}"
        if anchor in spread.drawn.picks and not spread.shows(anchor):
            self.desk = replace(self.desk, said=(f"This is choice {number}: {number} once more takes it.",))
            self._reveal(anchor)
        elif anchor in spread.drawn.picks:
            self.send(sheet.acts(spread.leaf.sheet, anchor)[0].line)
        elif isinstance(spread.leaf.sheet, Scene):
            self.send(str(number))

    def point(self, row: int, column: int) -> None:
        """A click: take a choice, follow a link, open a fold, do what is meant with an item."""
        spread = self.sight.spread()
        if spread is None or self.sight.too_small:
            return
        at, column = row + spread.top, column - self.sight.layout.margin
        if at >= len(spread.drawn.rows) or column >= self.sight.layout.measure:
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
        if len(self.desk.leaves) > 1 and top and isinstance(top.sheet, Answer | Panel):
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
        spread = self.sight.spread()
        if spread is None or self.sight.too_small:
            return
        act = desks.by_letter(leaf.acts(spread)).get(letter)
        if act:
            self._do(act)
        elif letter in keys.SEEKING and spread.leaf.sought:
            self.move(lambda each: moves.next_hit(each, 1 if letter == "n" else -1))
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
        self.move(lambda spread: moves.searched(spread, words, from_end=from_end))
        self._tell_hits()

    def _tell_hits(self) -> None:
        spread = self.sight.spread()
        if spread is None:
            return
        many = len(finding.hits(spread.drawn.rows, spread.leaf.sought))
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
