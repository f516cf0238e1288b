"""The words and signs of a condition, with their offsets."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

Kind = Literal["name", "number", "sign", "wrong", "end"]

_TOKEN = re.compile(
    r"""
    (?P<name>   [A-Za-z_]\w*(?:[./][A-Za-z_]\w*)* )
  | (?P<number> \d+ )
  | (?P<wrong>  === | == | != | <> | => | =< | && | \|\| | ≥ | ≤ | ≠ | [=!&|~] )
  | (?P<sign>   <= | >= | [<>+\-(),] )
  | (?P<other>  \S )
    """,
    re.VERBOSE,
)


@dataclass(frozen=True, slots=True)
class Word:
    """A word or sign: `text[start:end]` of a condition. `wrong` is a sign that other languages have
    or no language; `end` is the end of the condition."""

    kind: Kind
    text: str
    start: int
    end: int


def words(text: str) -> tuple[Word, ...]:
    """All words of a condition; the last is its end."""
    found: list[Word] = []
    for match in _TOKEN.finditer(text):
        kind: Kind
        match match.lastgroup:
            case "name":
                kind = "name"
            case "number":
                kind = "number"
            case "sign":
                kind = "sign"
            case _:
                kind = "wrong"
        found.append(Word(kind, match.group(), match.start(), match.end()))
    end = len(text.rstrip())
    return (*found, Word("end", "", end, end))
