"""Names that players give to runs and bookmarks, and the ids that files go by."""

from __future__ import annotations

import os
import re
import unicodedata
from collections.abc import Collection

LONGEST = 60
_ID = re.compile(r"[0-9a-z]{8}")
_NUMBER = re.compile(r"(?<=.) \(\d{1,4}\)$")
_ALPHABET = "0123456789abcdefghjkmnpqrstvwxyz"
_UNWANTED = {"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"}


class BadName(ValueError):
    """A name that cannot be used; the message is one sentence for the player."""


def clean_name(text: str) -> str:
    """The name as it is kept: NFC, without spaces at its ends and with single ones inside. Raises
    BadName if nothing is left, if it is longer than 60 characters, or if it holds control or format
    characters (a name is printed on terminals)."""
    name = unicodedata.normalize("NFC", " ".join(text.split(" ")).strip())
    name = " ".join(part for part in name.split(" ") if part)
    if not name:
        raise BadName("A name needs at least one character.")
    if len(name) > LONGEST:
        raise BadName(f"A name has at most {LONGEST} characters; this one has {len(name)}.")
    if any(unicodedata.category(character) in _UNWANTED for character in name):
        raise BadName("A name cannot hold control or invisible characters.")
    return name


def folded(name: str) -> str:
    """What two names are compared by: upper and lower case are one."""
    return unicodedata.normalize("NFC", unicodedata.normalize("NFC", name).casefold())


def numbered(name: str, taken: Collection[str]) -> str:
    """The name, or the first of `NAME (2)`, `NAME (3)`... that is not among the taken ones. A number
    that the name has already is counted on from the beginning and not doubled."""
    others = {folded(each) for each in taken}
    bare, candidate, number = _NUMBER.sub("", name), name, 1
    while folded(candidate) in others:
        number += 1
        suffix = f" ({number})"
        candidate = bare[: LONGEST - len(suffix)].rstrip() + suffix
    return candidate


def is_id(text: str) -> bool:
    """Whether a text can be the id of a run: eight small letters or digits, so that no id means
    anything to any file system."""
    return _ID.fullmatch(text) is not None


def new_id() -> str:
    """A fresh id: forty random bits, which no name and no clock has a part in."""
    bits = int.from_bytes(os.urandom(5), "big")
    return "".join(_ALPHABET[bits >> shift & 31] for shift in range(35, -1, -5))
