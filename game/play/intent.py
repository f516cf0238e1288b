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
    READ = auto()
    """All that was read in this run, as one page."""
    SKIP = auto()
    """On, as the way was gone before, to what is new."""
    UNDO = auto()
    """Back to before the last jump."""
    CHAPTERS = auto()
    """The chapters, and those at which a new run can begin."""
    SETTINGS = auto()
    """The settings that are in force."""
    RECORD = auto()
    """This run beside history."""
    TREE = auto()
    """All runs, merged by their common beginnings."""
    GALLERY = auto()
    """The endings and honours there are."""
    ACCOUNT = auto()
    """This run as the textbook will tell it."""
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
class Begin:
    """Begin a new run where one of this player's runs entered a chapter; it is named as in RewindTo."""

    chapter: str


@dataclass(frozen=True, slots=True)
class BeginFork:
    """Begin a new run at a fork of the tree of histories, by its number there."""

    number: int


@dataclass(frozen=True, slots=True)
class Rename:
    """Give this run another name."""

    name: str


@dataclass(frozen=True, slots=True)
class Copy:
    """Copy the run of this name; this run where it is empty, or under this name where no run has it."""

    name: str = ""


@dataclass(frozen=True, slots=True)
class Delete:
    """Put the run of this name into the trash."""

    name: str


@dataclass(frozen=True, slots=True)
class Export:
    """Write this run to a file, in the form that the end of its name says."""

    file: str


@dataclass(frozen=True, slots=True)
class Change:
    """Give a setting another value."""

    name: str
    value: str


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
    | Begin
    | BeginFork
    | Rename
    | Copy
    | Delete
    | Export
    | Change
    | Misread
)
