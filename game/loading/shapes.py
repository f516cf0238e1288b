"""How values are written, and what a kind of thing is: the terms in which `keys` tells what an author
may write."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal

from game.core.value import dataclass, field

Form = Literal["scalar", "list", "keys", "each", "within", "rows", "free"]


@dataclass(frozen=True, slots=True, eq=False)
class Shape:
    """How a value is written.

    `word` is what the reference calls it. `form` is its outline: one scalar; a list of scalars;
    the keys of one thing of `kind`; `each`, ids that lead to things of `kind`; `within`, ids of others
    that lead to such ids; `rows`, a list of
    things of `kind`; `free`, a mapping whose keys are not ours. `prose` must stand in block style.
    `options` are the only words that may be written, where there are only some. `short` is what may
    stand instead of each thing that a key holds by id, where that is enough."""

    word: str
    form: Form = "scalar"
    kind: Kind | None = None
    prose: bool = False
    options: tuple[str, ...] = ()
    short: Shape | None = None


@dataclass(frozen=True, slots=True, eq=False)
class Key:
    """A key of a kind of thing: how its value is written and what it means."""

    name: str
    shape: Shape
    means: str
    required: bool = False


@dataclass(frozen=True, slots=True, eq=False)
class Kind:
    """A kind of thing that an author writes with keys. `word` is its name in messages and in the
    reference; `where` tells which file or key holds it."""

    word: str
    where: str
    keys: tuple[Key, ...]
    by_name: Mapping[str, Key] = field(init=False, repr=False)
    required: tuple[str, ...] = field(init=False, repr=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "by_name", {key.name: key for key in self.keys})
        object.__setattr__(self, "required", tuple(key.name for key in self.keys if key.required))

    @property
    def one(self) -> str:
        """Its name with an article."""
        vowel = self.word[0] in "aeiou" and not self.word.startswith("one")
        return f"{'an' if vowel else 'a'} {self.word}"


def by_id(kind: Kind, short: Shape | None = None) -> Shape:
    """Ids that lead to things of a kind, or to something shorter."""
    brief = f"a {short.word} or " if short else ""
    return Shape(f"by id, each {brief}{kind.one}", "each", kind, short=short)


def by_scene(kind: Kind) -> Shape:
    """Ids of scenes that lead to ids of things of a kind."""
    return Shape(f"by scene, then by id, each {kind.one}", "within", kind)


def rows(kind: Kind) -> Shape:
    """A list of things of a kind."""
    return Shape(f"list, each {kind.one}", "rows", kind)


def thing(kind: Kind) -> Shape:
    """One thing of a kind."""
    return Shape(kind.word, "keys", kind)


def _either(*options: str) -> Shape:
    return Shape(" or ".join(f"`{option}`" for option in options), options=options)


WORDS = Shape("words")
TITLE = Shape("words", prose=True)
LINE = Shape("one line of prose", prose=True)
PROSE = Shape("prose", prose=True)
CONDITION = Shape("condition")
SHOWN = Shape("`yes`, `no` or condition")
YES = Shape("`yes` or `no`")
NUMBER = Shape("number")
RANGE = Shape("range, `0..12`")
DATE = Shape("date")
ID = Shape("id")
IDS = Shape("list of ids", "list")
STEPS = Shape("list of words", "list")
TARGET = Shape("id of a scene or ending")
WAS = Shape("list of old ids", "list")
PERSON = Shape("id of a person")
PEOPLE = Shape("list of ids of people", "list")
CHAPTER_ID = Shape("id of a chapter")
CODEX_ID = Shape("id of a codex entry")
CHOICE_ID = Shape("id of a choice of the scene")
SOURCES = Shape("list of ids of sources", "list")
MODULES = Shape("list of ids of epilogue modules", "list")
EVENINGS = Shape("list of `diary.evening`", "list")
GATES = Shape("list of ids of gates", "list")
CHANGES = Shape("by variable, each a change", "free")
PANEL = _either("owed", "drawer")
BETTER = _either("up", "down")
BETTER_FLAG = _either("yes", "no")
SEAM = _either("documented", "disputed", "invented")
ENDING_KIND = _either("triumph", "compromise", "defeat", "catastrophe", "withdrawal")
