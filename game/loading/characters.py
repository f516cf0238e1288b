"""Characters that may not stand in a story: those that steer a terminal, those that turn the direction
of writing, and those whose width terminals do not agree on."""

from __future__ import annotations

import re

_CONTROLS = "\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff\ufffe\uffff"
_DIRECTIONS = "\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069"
_EMOJI = (
    "\u231a\u231b\u23e9-\u23ec\u23f0\u23f3\u25fd\u25fe\u2614\u2615\u2648-\u2653\u267f\u2693\u26a1\u26aa\u26ab\u26bd"
    "\u26be\u26c4\u26c5\u26ce\u26d4\u26ea\u26f2\u26f3\u26f5\u26fa\u26fd\u2705\u270a\u270b\u2728\u274c\u274e"
    "\u2753-\u2755\u2757\u2795-\u2797\u27b0\u27bf\u2b1b\u2b1c\u2b50\u2b55\U0001f000-\U0001faff"
)
_UNEVEN = f"\t\u00ad\u200b-\u200d\u2060\u20e3\ufe0f\ufeff{_EMOJI}\U000e0000-\U000e007f"

CONTROL = re.compile(f"[{_CONTROLS}]")
"""Control characters but tab and line feed, and what is no character at all."""

DIRECTION = re.compile(f"[{_DIRECTIONS}]")
"""Marks that turn the direction of writing, and can make a line read otherwise than it is."""

STEERING = re.compile(f"[{_CONTROLS}{_DIRECTIONS}]")
"""Both of these."""

UNEVEN = re.compile(f"[{_UNEVEN}]")
"""Characters of doubtful width: see the terminal's own rules on widths."""

STRANGE = re.compile(f"[{_CONTROLS}{_DIRECTIONS}{_UNEVEN}]")
"""All of them."""

_NAMES = {
    "\x07": "a bell",
    "\x08": "a backspace",
    "\t": "a tab",
    "\x0c": "a form feed",
    "\x1b": "an escape character",
    "\u00ad": "a soft hyphen",
    "\u200b": "a zero-width space",
    "\u200c": "a zero-width non-joiner",
    "\u200d": "a zero-width joiner",
    "\u2060": "a word joiner",
    "\u20e3": "a keycap",
    "\ufe0f": "an emoji's variation selector",
    "\ufeff": "a byte order mark",
}


def printable(text: str) -> str:
    """The text with everything that could steer a terminal or turn the direction of writing replaced
    by U+FFFD, character for character."""
    return STEERING.sub("\ufffd", text)


def describe(character: str) -> str:
    """A character that may not stand in a story, in words and by number."""
    if CONTROL.match(character):
        name = _NAMES.get(character, "a control character")
    elif DIRECTION.match(character):
        name = "a mark that turns the direction of writing"
    else:
        name = _NAMES.get(character, "an emoji")
    return f"{name} (U+{ord(character):04X})"
