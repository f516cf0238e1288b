"""JSON, strictly: what one program takes for a number or a key, every other must too."""

from __future__ import annotations

import json
import math
from typing import Any

Json = Any
"""What JSON can say: a mapping, a list, a text, a number, a truth or None."""
_DEEPEST = 16
_HUGE = 10**15


class Broken(Exception):
    """What is wrong, as half a sentence."""


def parse(data: bytes) -> Json:
    """The value of a JSON text. Raises Broken for whatever could not be written back as it was read:
    text that is not UTF-8, doubled keys, depth, numbers beyond measure or that are none."""
    try:
        document = json.loads(data.decode("utf-8"), object_pairs_hook=_without_doubles)
    except UnicodeDecodeError:
        raise Broken("it is not UTF-8 text") from None
    except RecursionError:
        raise Broken("it is nested too deeply") from None
    except ValueError as error:
        at = f", line {error.lineno}" if isinstance(error, json.JSONDecodeError) else ""
        raise Broken(f"it is not whole JSON{at}") from None
    _sound(document, 0)
    return document


def _without_doubles(pairs: list[tuple[str, Json]]) -> dict[str, Json]:
    mapping = dict(pairs)
    if len(mapping) != len(pairs):
        raise Broken("a key stands in it twice")
    return mapping


def _sound(value: Json, depth: int) -> None:
    """Numbers, depth and texts within what can be written back as it was read."""
    if depth > _DEEPEST:
        raise Broken("it is nested too deeply")
    if isinstance(value, str):
        if not value.isascii() and any("\ud800" <= character <= "\udfff" for character in value):
            raise Broken("a text in it is broken")
    elif isinstance(value, float):
        if not math.isfinite(value):
            raise Broken("a number in it is none")
    elif isinstance(value, int):
        if abs(value) >= _HUGE:
            raise Broken("a number in it is too large")
    elif isinstance(value, list):
        for item in value:
            _sound(item, depth + 1)
    elif isinstance(value, dict):
        for key, item in value.items():
            _sound(key, depth + 1)
            _sound(item, depth + 1)
