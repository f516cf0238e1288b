"""What a player may want, as a closed union of values."""

from __future__ import annotations

from enum import Enum, auto

from game.core.value import dataclass


class Wish(Enum):
    """What can be wanted in one word."""

    HELP = auto()
    """What may be typed here."""
    SCENE = auto()
    """The scene again, from its heading."""
    STATUS = auto()
    """The whole panel."""
    NOTE = auto()
    """What is known about the scene that was played last."""
    LOG = auto()
    """The decisions so far."""
    DIARY = auto()
    """The evenings ahead."""
    FORKS = auto()
    """The other ends of this run: where it forked and how far each road went."""
    RUNS = auto()
    """The runs there are."""
    NEW = auto()
    """Leave this run as it is kept and begin another."""
    LEAVE = auto()
    """Stop playing."""
    NOTHING = auto()
    """An empty line."""


@dataclass(frozen=True, slots=True)
class Choose:
    """Take a choice of the scene, by its id; it may be closed."""

    choice: str


@dataclass(frozen=True, slots=True)
class AskPeople:
    """Who is present, or whom a name or part of it means."""

    name: str = ""


@dataclass(frozen=True, slots=True)
class AskCodex:
    """The entries that this text leads to, or what a search finds."""

    search: str = ""


@dataclass(frozen=True, slots=True)
class AskEarlier:
    """The text of this many turns before the present one."""

    turns: int = 1


@dataclass(frozen=True, slots=True)
class Save:
    """Put a bookmark here, under a name."""

    name: str


@dataclass(frozen=True, slots=True)
class Load:
    """Go to a bookmark, or to another run, of this name; without one, say which there are."""

    name: str = ""


@dataclass(frozen=True, slots=True)
class Rewind:
    """Take back so many choices."""

    choices: int = 1


@dataclass(frozen=True, slots=True)
class RewindTo:
    """Go back to where a chapter began; it is named by its number or part of its title."""

    chapter: str


@dataclass(frozen=True, slots=True)
class TakeFork:
    """Go to the end of another road of this run, by its number in the list of forks."""

    number: int


@dataclass(frozen=True, slots=True)
class Spare:
    """Have hard passages told in summary from now on, or in full again."""

    wanted: bool


@dataclass(frozen=True, slots=True)
class Misread:
    """What was typed means nothing here; `sentence` says what would."""

    sentence: str


Intent = (
    Wish
    | Choose
    | AskPeople
    | AskCodex
    | AskEarlier
    | Save
    | Load
    | Rewind
    | RewindTo
    | TakeFork
    | Spare
    | Misread
)
