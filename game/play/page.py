"""A page: what a look-up answers, as a value that every front end can show."""

from __future__ import annotations

from game.core.prose import Told, ToldParagraph, Words
from game.core.value import dataclass


@dataclass(frozen=True, slots=True)
class Heading:
    """Opens a part of a page. `kind` says in a word what the part is, where that is not seen."""

    title: str
    aside: str = ""
    kind: str = ""


@dataclass(frozen=True, slots=True)
class Prose:
    """Paragraphs and documents, as in a scene."""

    told: Told


@dataclass(frozen=True, slots=True)
class Act:
    """What can be done with a row: `line` is what a player may type for it anywhere; one that ends in
    a space waits for the player to complete it."""

    label: str
    line: str


@dataclass(frozen=True, slots=True)
class Item:
    """A row: the important word first, then what it is, then a line about it; where it is closed, that
    line is the reason. `kind` says in a word what it is, where that is not seen. The first of `acts`
    is the one that is meant. `depth` is how far it stands under the items before it, from 0."""

    name: str
    value: str = ""
    detail: str = ""
    kind: str = ""
    closed: bool = False
    acts: tuple[Act, ...] = ()
    depth: int = 0


@dataclass(frozen=True, slots=True)
class Chart:
    """How a meter went: its step (from 0, of `steps`) at the beginning and after each decision.
    `words` are the names of its steps; `marks` say before which of the values a chapter begins."""

    name: str
    values: tuple[int, ...]
    steps: int
    words: tuple[str, ...] = ()
    marks: tuple[tuple[int, str], ...] = ()


Block = Heading | Prose | Item | Chart


@dataclass(frozen=True, slots=True)
class Page:
    """A look-up's answer, under its title. `search` is true where its rows are meant to be narrowed
    by typing, `at_end` where its end is to be read first."""

    title: str
    blocks: tuple[Block, ...]
    search: bool = False
    at_end: bool = False


def sentence(text: str) -> Prose:
    """One plain paragraph."""
    return Prose((ToldParagraph((Words(text),)),))
