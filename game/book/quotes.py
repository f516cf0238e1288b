"""Quotation marks as an English book has them, for prose that was typed with straight ones."""

from __future__ import annotations

import re
from collections.abc import Iterable

from game.core.prose import Words
from game.core.value import replace

_OPENERS = frozenset(" \u00a0\u202f([{“‘/")
_DASHES = frozenset("—–-")
_ELIDED = re.compile(r"'(?=\d|(?:tis|twas|em|til|cause|bout|round|n)\b)", re.IGNORECASE)


def curled(words: Iterable[Words]) -> tuple[Words, ...]:
    """One line of words with curly marks. Nothing else is changed, nor the length of anything."""
    words = tuple(words)
    line = curl("".join(each.text for each in words))
    made, at = [], 0
    for each in words:
        made.append(replace(each, text=line[at : at + len(each.text)]))
        at += len(each.text)
    return tuple(made)


def curl(line: str) -> str:
    """One line of text with curly marks."""
    if '"' not in line and "'" not in line:
        return line
    made: list[str] = []
    for place, character in enumerate(line):
        if character not in "\"'":
            made.append(character)
            continue
        before = made[-1] if made else " "
        after = line[place + 1] if place + 1 < len(line) else " "
        opens = before in _OPENERS or (before in _DASHES and after.isalnum())
        if character == '"':
            made.append("“" if opens else "”")
        else:
            made.append("‘" if opens and not _ELIDED.match(line, place) else "’")
    return "".join(made)
