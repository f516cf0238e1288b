"""Where words may be parted, if pyphen is there (`pip install "thermidor[hyphens]"`); else nowhere.

Its dictionary takes longer to read than all of a first screen, so it is read when a narrow line asks.
"""

from __future__ import annotations

import re
from functools import cache
from typing import Any

MOST = 2
"""The hyphens that may end lines in a row."""
SHORTEST = 6
"""The letters of a word that is worth parting. Names, which begin with a capital, are left whole."""

_WORD = re.compile(r"[^\W\d_]+")


@cache
def points(word: str) -> tuple[int, ...]:
    """After how many of its letters a word may be parted."""
    dictionary = _dictionary()
    return () if dictionary is None else tuple(dictionary.positions(word))


@cache
def _dictionary() -> Any:
    try:
        import pyphen  # type: ignore[import-not-found,import-untyped,unused-ignore]
    except ImportError:
        return None
    return pyphen.Pyphen(lang="en_GB", left=3, right=3)


def partings(text: str, start: int, end: int) -> tuple[int, ...]:
    """The places between two others at which the word there may be parted, the last first. The last word
    of a text is left whole: a line of its end alone saves nothing."""
    word = _WORD.search(text, start, end)
    if word is None or end == len(text) or len(word[0]) < SHORTEST or not word[0].islower():
        return ()
    if text[word.start() - 1 : word.start()] == "-":
        return ()
    return tuple(word.start() + each for each in reversed(points(word[0])))
