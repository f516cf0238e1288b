"""The book of a run as a value: title page, chapters, ending, notes, glossary and colophon.

No writer holds a fact of the run: what is not in a `Volume` is in no book.
"""

from __future__ import annotations

from game.core.model import Seam
from game.core.prose import Told, Words
from game.core.value import dataclass
from game.play.view import AnswerView, EpilogueView, HonourView, OfferView, PassageKind


@dataclass(frozen=True, slots=True)
class Reading:
    """Something that was read. `notes` are the numbers of the notes that belong to it."""

    kind: PassageKind
    told: Told
    title: str = ""
    date: str = ""
    place: str = ""
    summarised: bool = False
    notes: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Decision:
    """Choices as they stood, and which was taken: `chosen` is its place among them from 0, None where
    the run still stands before them. `date` is the date in the story, `log` the line that the game
    keeps of it, and `changes` what it did to the player's means, a sentence each."""

    number: int
    offers: tuple[OfferView, ...]
    chosen: int | None
    date: str = ""
    log: str = ""
    changes: tuple[str, ...] = ()

    @property
    def label(self) -> tuple[Words, ...]:
        """What was chosen; empty while nothing is."""
        return self.offers[self.chosen].label if self.chosen is not None else ()

    @property
    def others(self) -> tuple[OfferView, ...]:
        """What else could have been, closed ones among it."""
        return tuple(each for place, each in enumerate(self.offers) if place != self.chosen)


@dataclass(frozen=True, slots=True)
class Note:
    """What is known about a scene. `lead` says in a sentence what kind of knowledge it is, `did` what
    was really done, and `alike` whether the player did the same."""

    number: int
    title: str
    seam: Seam
    lead: str
    told: Told = ()
    did: tuple[Words, ...] = ()
    alike: bool = False
    sources: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Chapter:
    """A chapter as it was played: what was read and decided, in order, and its notes."""

    title: str
    number: int | None = None
    span: str = ""
    line: bool = False
    epigraph: Told = ()
    parts: tuple[Reading | Decision, ...] = ()
    notes: tuple[Note, ...] = ()


@dataclass(frozen=True, slots=True)
class End:
    """The ending that was reached: its last scene, and the verdict."""

    reading: Reading
    kind: str
    answers: tuple[AnswerView, ...]
    epilogue: tuple[EpilogueView, ...] = ()
    honours: tuple[HonourView, ...] = ()
    question: tuple[Words, ...] = ()
    notes: tuple[Note, ...] = ()


@dataclass(frozen=True, slots=True)
class Entry:
    """A word that the book refers to, explained."""

    id: str
    title: str
    told: Told


@dataclass(frozen=True, slots=True)
class Figure:
    """One of the persons who were present: a name, and who that is."""

    name: str
    role: str


@dataclass(frozen=True, slots=True)
class Imprint:
    """What is to be said of a run besides its steps: its name, the days on which it was begun and last
    played (`2026-11-22`; may be empty), what a changed story did to it, and the program's version."""

    run: str = ""
    begun: str = ""
    kept: str = ""
    drift: str = ""
    program: str = ""


@dataclass(frozen=True, slots=True)
class Volume:
    """A run as a book. `dates` are those of its first and last dated scene, `language` that of the
    story; `end` is None where the run has not ended."""

    title: str
    subtitle: str
    language: str
    version: str
    imprint: Imprint
    dates: str
    preface: Told
    questions: Told
    chapters: tuple[Chapter, ...]
    end: End | None
    persons: tuple[Figure, ...]
    glossary: tuple[Entry, ...]
    credits: Told
    decisions: int
