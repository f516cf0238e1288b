"""What the program's own sentences share: counting, and other people's text inside them."""

from __future__ import annotations

import unicodedata


def counted(number: int, noun: str) -> str:
    """`1 decision`, `2 decisions`, `no decisions`."""
    return f"{number or 'no'} {noun}{'' if number == 1 else 's'}"


COUNTED = "Counted when the scene comes: until then it can still change."
"""What a count by name is for."""

NUMBERS = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine")
ORDINALS = ("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth")


def spelled(number: int) -> str:
    """A small number as a word."""
    return NUMBERS[number] if number < len(NUMBERS) else str(number)


def ordinal(number: int) -> str:
    """`first` for 1, while there is a word."""
    return ORDINALS[number - 1] if number <= len(ORDINALS) else f"{number}th"


def harmless(text: str) -> str:
    """The text with everything that a terminal might obey, or that hides, shown as its code."""
    if text.isprintable():
        return text
    return "".join(each if _printable(each) else f"<U+{ord(each):04X}>" for each in text)


def _printable(character: str) -> bool:
    return character.isprintable() or unicodedata.category(character) == "Zs"


def quoted(text: str) -> str:
    """The text in quotes, those within it single."""
    return f"“{text.translate(_WITHIN)}”"


_WITHIN = str.maketrans({'"': "'", "“": "‘", "”": "’"})
