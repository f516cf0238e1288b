"""What an id may be: stable, plain, and no word of the language (story format, section 1)."""

from __future__ import annotations

import re

from game.loading.ledger import Ledger
from game.loading.nodes import Node

STAY = "stay"
BACK = "back"
UNWRITTEN = "TODO"
"""The target of what is still to be written."""

ID = re.compile(r"[a-z][a-z0-9_]{0,63}")
RESERVED = frozenset({
    "and", "or", "not", "is", "in", "count", "seen", "chose", "tally", "show", "if", "else", "end",
    "back", "stay", "owed", "drawer", "ending",
})  # fmt: skip
"""Words of the language, which are no ids."""


def check_id(ledger: Ledger, text: str, at: Node) -> bool:
    """Whether the text may be an id; what is wrong with it is noted."""
    if text in RESERVED:
        ledger.report(
            at.span,
            "reserved-id",
            f"`{text}` is a word of the language and cannot be an id",
            "take another word",
        )
        return False
    if not ID.fullmatch(text):
        hint = "an id begins with a letter and has at most 64 of a-z, 0-9 and _"
        ledger.report(at.span, "bad-id", f"`{text}` cannot be an id", hint)
        return False
    return True
