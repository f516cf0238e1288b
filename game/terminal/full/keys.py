"""The keys of the reading room: what each does, said once for the bindings and for the page of help."""

from __future__ import annotations

from collections.abc import Mapping

from game.core.value import dataclass
from game.play.command import words


@dataclass(frozen=True, slots=True)
class Letter:
    """A letter that stands for a line that could be typed. One whose line ends in a space waits for the
    player to complete it: a slip of the hand changes nothing that cannot be taken back."""

    letter: str
    line: str
    does: str


LETTERS = (
    Letter("f", "status", "forces, promises, papers, the count"),
    Letter("s", "status", ""),
    Letter("p", "people", "who is here, and whom you have met"),
    Letter("c", "codex", "the codex; the words of this page first"),
    Letter("n", "note", "what is known of the scene just played"),
    Letter("l", "log", "what you have decided so far"),
    Letter("d", "diary", "the evenings ahead"),
    Letter("b", "read", "what you have read so far"),
    Letter("b", "back", "the text before this"),
    Letter("i", "record", "the run beside history"),
    Letter("t", "tree", "the tree of all your histories"),
    Letter("e", "gallery", "the endings"),
    Letter("a", "account", "the official account"),
    Letter("w", "chapters", "the chapters, to begin at one"),
    Letter("o", "runs", "your runs, to open, copy, delete"),
    Letter("y", "fork", "the other roads of this run"),
    Letter(",", "set", "settings"),
    Letter(">", "skip", "on to the next scene that you have not read"),
    Letter("u", "undo", "take back the last jump"),
    Letter("r", "rewind ", "take a choice back, when you press Enter"),
)

MOVING = (
    ("Space, PgDn", "read on; at the end, to the choices"),
    ("↑ ↓, j k", "what can be chosen; else a row up or down"),
    ("Enter", "take it, follow it, open it; else read on"),
    ("1 … 9", "take a choice; one out of sight is shown first"),
    ("PgUp, Home, End, g, G", "back, to the beginning, to the end"),
    ("Tab, Shift-Tab", "the links and folded lines of the text"),
    ("← →", "fold away, unfold"),
    ("/", "look for something in all that you have read"),
    (":", "type anything; Tab completes, ↑ brings earlier lines"),
    ("Esc, Backspace", "close what lies over the text"),
    ("- + =", "narrower, wider, as wide as is good"),
    ("m", "leave the mouse to the terminal, to mark text; or take it"),
    ("Ctrl-L, Ctrl-Z", "draw again; to the shell and back"),
    ("q", "leave; everything is kept"),
)


@dataclass(frozen=True, slots=True)
class Keyboard:
    """What keys stand for besides moving about: the lines of letters and of ← and →, and what help tells of
    the keys, while nothing lies over the text. What is empty is as in play."""

    lines: Mapping[str, str]
    before: str = ""
    after: str = ""
    help: tuple[tuple[str, str], ...] = ()

    def told(self, *, over: bool) -> tuple[tuple[str, str], ...]:
        """The keys and what they do, for help; `over` where something lies over the text."""
        return self.help if self.help and not over else told(over=over)


def play() -> Keyboard:
    """The keys of play."""
    return Keyboard(letters())


IN_ANSWERS = (
    ("↑ ↓, j k", "the next row, the one before; else a row up or down"),
    ("Enter", "do what is meant with it; the foot says what else"),
    ("← →", "fold away what stands under a row, or out again"),
    ("/", "only the rows that fit; elsewhere look for something"),
    ("n, N", "the next place that was found, the one before"),
    ("Esc, Backspace, q", "close this"),
)
SEEKING = "nN"
"""The letters that go on with a search, where there is one: nothing else is told of them there."""


def letters() -> dict[str, str]:
    """The lines that letters stand for, of the commands that there are."""
    there = set(words())
    found: dict[str, str] = {}
    for each in LETTERS:
        if each.line.strip() in there:
            found.setdefault(each.letter, each.line)
    return found


def told(*, over: bool) -> tuple[tuple[str, str], ...]:
    """The keys and what they do, for help; `over` where something lies over the text."""
    known = letters()
    named = tuple(
        (f"{each.letter}, F2" if each.letter == "f" else each.letter, each.does)
        for each in LETTERS
        if each.does and known.get(each.letter) == each.line and not (over and each.letter in SEEKING)
    )
    return (*(IN_ANSWERS if over else MOVING), *named)
