"""Quotes and dashes as a printer sets them, one character for one, so that spans keep their places."""

from __future__ import annotations

import re
from functools import lru_cache

_OPENING = re.compile(
    r"""(?:(?<=[\s(\[—–/“‘\u00a0])|^)("|'(?!\d|nineteen|twenty))"""  # a year may stand so
    r"""(?=[^\s.,;:!?)\]—–]|\.\.\.|—\w)"""
)
_SINGLE = {'"': "“", "'": "‘"}
_BETWEEN = re.compile(r"(?<=[\w.)]) - (?=[\w(“])")


@lru_cache(maxsize=4096)
def curled(text: str) -> str:
    """The text with quotes that open and close, and a dash where a hyphen stands between spaces. It is
    as long as it was."""
    if '"' not in text and "'" not in text and " - " not in text:
        return text
    opened = _OPENING.sub(lambda found: _SINGLE[found[1]], text)
    # a single quote may open right after a double one, which is known only now
    opened = _OPENING.sub(lambda found: _SINGLE[found[1]], opened)
    return _BETWEEN.sub("\u00a0– ", opened.replace('"', "”").replace("'", "’"))
