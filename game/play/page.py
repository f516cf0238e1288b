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
class Item:
    """A row: the important word first, then what it is, then a line about it; where it is closed, that
    line is the reason. `kind` says in a word what it is, where that is not seen."""

    name: str
    value: str = ""
    detail: str = ""
    kind: str = ""
    closed: bool = False


Block = Heading | Prose | Item


@dataclass(frozen=True, slots=True)
class Page:
    """A look-up's answer, under its title."""

    title: str
    blocks: tuple[Block, ...]


def sentence(text: str) -> Prose:
    """One plain paragraph."""
    return Prose((ToldParagraph((Words(text),)),))
