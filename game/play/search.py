"""Finding people and codex entries by what a player remembers of their names."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from typing import TypeVar

Item = TypeVar("Item")


def folded(text: str) -> str:
    """Text without case and accents: what two spellings of one name have in common."""
    decomposed = unicodedata.normalize("NFKD", text.casefold())
    return "".join(each for each in decomposed if not unicodedata.combining(each))


def by_title(title: str) -> str:
    """What titles are put in order by: their first word that is no article, whatever is quoted."""
    return folded(title).removeprefix("the ").lstrip("“\"'")


def rank(query: str, title: str, text: str = "") -> int | None:
    """How well something fits a query, 0 the best: it is the title, the title begins with it, a
    word of the title does, it stands in the title, in the text; None where it does not fit."""
    sought, name = folded(query).strip(), folded(title)
    if not sought:
        return None
    if name == sought:
        return 0
    if name.startswith(sought):
        return 1
    if any(word.startswith(sought) for word in name.replace("-", " ").split()):
        return 2
    if sought in name:
        return 3
    return 4 if text and sought in folded(text) else None


def best(query: str, items: Iterable[tuple[Item, str, str]]) -> tuple[Item, ...]:
    """The items (each with its title and text) that fit a query, the best first, else in order."""
    found = [(place, item) for item, title, text in items if (place := rank(query, title, text)) is not None]
    return tuple(item for _, item in sorted(found, key=lambda each: each[0]))
