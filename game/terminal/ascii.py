"""ASCII: views and pages without dashes and quotes of their own, rows without drawing characters.

Words are changed before lines are broken, since a dash takes more room in ASCII; what is drawn around
them is changed after, a column for a column. Letters of any script stay what they are.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache
from typing import Any, TypeVar, cast

from game.core.value import members, replace
from game.terminal.layout import width
from game.terminal.rows import Row, Rows, Span

Shown = TypeVar("Shown")

_SPACES = "[ \u00a0\u202f]*"
_FIRST = re.compile("^—(?= )")
_LAST = re.compile(f"{_SPACES}—+(?=[”’\"'.,;:!?)\\]])")
_DASH = re.compile(f"{_SPACES}—+{_SPACES}")

WORDS = {
    "‘": "'",
    "’": "'",
    "‚": "'",
    "“": '"',
    "”": '"',
    "„": '"',
    "«": '"',
    "»": '"',
    "–": "-",
    "‑": "-",
    "−": "-",
    "…": "...",
    "№": "No.",
    "§": "par.",
    "°": " deg",
    "·": ".",
    "•": "*",
    "→": "->",
    "←": "<-",
    "£": "GBP ",
    "€": "EUR ",
}
"""What stands for a character within words, where there is room for more than one."""

TYPED = ("line",)
"""The fields of acts and options that hold what is typed."""

DRAWN = {
    **dict.fromkeys("─╌▔–—−", "-"),
    **dict.fromkeys("│┃▌▐╵╷", "|"),
    **dict.fromkeys("├└┌┐┘┤┬┴┼", "+"),
    **dict.fromkeys("▸▶→", ">"),
    **dict.fromkeys("◂◀←", "<"),
    **dict.fromkeys("▾▼↓", "v"),
    **dict.fromkeys("▴▲↑", "^"),
    **dict.fromkeys("■●◆", "#"),
    **dict.fromkeys("□○◇", "."),
    **dict.fromkeys("“”", '"'),
    **dict.fromkeys("‘’", "'"),
    **dict(zip("▁▂▃▄▅▆▇█", "_.-=+*%#", strict=True)),
    **dict.fromkeys("▀━", "="),
    "·": ".",
    "…": "~",
    "⋯": "~",
    "\u00a0": " ",
}
"""What stands for a character that is drawn: one column for one."""


def in_ascii(value: Shown) -> Shown:
    """A view or a page, with everything in it, in words that need no more than ASCII and letters. What
    is to be typed stays as it is: it may name a run."""
    changed = _told(value)
    return value if changed is None else cast("Shown", changed)


def drawn_in_ascii(rows: Rows) -> Rows:
    """The rows, no row wider or narrower than it was, with nothing but ASCII and letters."""
    return tuple(each if each.text.isascii() else _drawn(each) for each in rows)


def _drawn(row: Row) -> Row:
    spans = (
        Span("".join(map(_character, span.text)), span.role, span.emphasis, span.link) for span in row.spans
    )
    return replace(row, spans=tuple(spans))


def _told(value: Any) -> Any:
    """The value changed, or None where there is nothing to change."""
    if isinstance(value, str):
        return None if value.isascii() else _worded(value)
    if isinstance(value, tuple):
        told = [_told(each) for each in value]
        if all(each is None for each in told):
            return None
        return tuple(old if new is None else new for old, new in zip(value, told, strict=True))
    if not hasattr(value, "__value_fields__"):
        return None
    names = (each.name for each in members(type(value)) if each.name not in TYPED)
    fields = {name: _told(getattr(value, name)) for name in names}
    changes = {name: new for name, new in fields.items() if new is not None}
    return replace(value, **changes) if changes else None


@cache
def _worded(text: str) -> str:
    text = _DASH.sub("\u00a0- ", _LAST.sub("\u00a0-", _FIRST.sub("-", text)))
    if text.isascii():
        return text
    return "".join(each if each.isascii() else WORDS.get(each, each) for each in text)


@cache
def _character(character: str) -> str:
    """One column for one: a letter or its mark as it is, else what stands for it, else a question mark."""
    if character.isascii() or unicodedata.category(character)[0] in "LM":
        return character
    if character in DRAWN:
        return DRAWN[character]
    plainer = unicodedata.normalize("NFKD", character)
    if plainer.isascii() and len(plainer) == width(character):
        return plainer
    return "?" * width(character)
