"""The words and signs of a condition, read from left to right."""

from __future__ import annotations

import re
from typing import Literal

from game.core.value import dataclass
from game.loading.lookup import Lookup

Kind = Literal["name", "number", "sign", "wrong", "end"]

LANGUAGE = frozenset(
    {"and", "or", "not", "is", "in", "seen", "chose", "ending", "count", "tally", "owed", "drawer"}
)
"""The words that conditions are made of: none of them is a name."""
INSTEAD = {
    "==": "is",
    "===": "is",
    "=": "is",
    "!=": "is not",
    "<>": "is not",
    "≠": "is not",
    "=>": ">=",
    "=<": "<=",
    "≥": ">=",
    "≤": "<=",
    "&&": "and",
    "&": "and",
    "||": "or",
    "|": "or",
    "!": "not",
    "~": "not",
}
"""What to write for the signs that other languages have."""

_TOKEN = re.compile(
    r"""
    (?P<name>   [A-Za-z_]\w*(?:[./][A-Za-z_]\w*)* )
  | (?P<number> [0-9]+ )
  | (?P<wrong>  === | == | != | <> | => | =< | && | \|\| | ≥ | ≤ | ≠ | [=!&|~] )
  | (?P<sign>   <= | >= | [<>+\-(),] )
  | (?P<other>  \S )
    """,
    re.VERBOSE,
)


class Malformed(Exception):
    """The rest of the condition cannot be read; why has been said."""


@dataclass(frozen=True, slots=True)
class Word:
    """A word or sign: `text[start:end]` of a condition. `wrong` is a sign that other languages have
    or no language; `end` is the end of the condition."""

    kind: Kind
    text: str
    start: int
    end: int


def split(text: str) -> tuple[Word, ...]:
    """All words of a condition; the last is its end."""
    found: list[Word] = []
    for match in _TOKEN.finditer(text):
        kind: Kind
        match match.lastgroup:
            case "name" | "number" | "sign" as known:
                kind = known
            case _:
                kind = "wrong"
        found.append(Word(kind, match.group(), match.start(), match.end()))
    end = len(text.rstrip())
    return (*found, Word("end", "", end, end))


class Words:
    """The words of one condition, and how far they have been read."""

    def __init__(self, text: str, lookup: Lookup, deepest: int) -> None:
        self.lookup = lookup
        self._words = split(text)
        self._at = 0
        self._depth = 0
        self._deepest = deepest

    def next(self) -> Word:
        """The word that comes next."""
        return self._words[self._at]

    def following(self) -> Word:
        """The word after the next."""
        return self._words[min(self._at + 1, len(self._words) - 1)]

    def last(self) -> Word:
        """The word that was taken last."""
        return self._words[max(self._at - 1, 0)]

    def take(self) -> Word:
        """The next word, which has then been read. The end is never passed."""
        word = self._words[self._at]
        self._at = min(self._at + 1, len(self._words) - 1)
        return word

    def comes(self, *texts: str) -> bool:
        """Whether one of these words or signs comes next."""
        word = self.next()
        return word.kind in ("name", "sign") and word.text in texts

    def skip(self, text: str) -> bool:
        """Take a word if it comes next."""
        if self.comes(text):
            self.take()
            return True
        return False

    def expect(self, text: str, after: str) -> None:
        """Take a word that must come next. Raises Malformed."""
        if not self.skip(text):
            raise self.unexpected(f"`{text}` after {after}")

    def name(self, what: str) -> Word:
        """Take a name, which must come next. Raises Malformed."""
        word = self.next()
        if word.kind != "name" or word.text in LANGUAGE:
            raise self.unexpected(what)
        return self.take()

    def deeper(self) -> None:
        """Something begins that conditions stand in. Raises Malformed beyond the bound."""
        self._depth += 1
        if self._depth > self._deepest:
            self.report("too-deep", f"this condition is nested more than {self._deepest} deep")
            raise Malformed

    def higher(self) -> None:
        """What began with `deeper` has ended."""
        self._depth -= 1

    def report(self, code: str, message: str, hint: str = "") -> None:
        """Note something wrong with the next word."""
        self.lookup.report(self.next(), code, message, hint)

    def unexpected(self, expected: str) -> Malformed:
        """Say what should stand here, or what to write for the sign that stands here."""
        word = self.next()
        if word.kind == "wrong" and word.text in INSTEAD:
            message = f"`{word.text}` is no sign of the language"
            self.report("wrong-operator", message, f"write `{INSTEAD[word.text]}`")
        elif word.text.lower() in LANGUAGE and word.text not in LANGUAGE:
            message = f"expected {expected}, found `{word.text}`"
            hint = f"write `{word.text.lower()}`: words have small letters"
            self.report("condition-syntax", message, hint)
        else:
            found = f"`{word.text}`" if word.text else "the end"
            self.report("condition-syntax", f"expected {expected}, found {found}")
        return Malformed()
