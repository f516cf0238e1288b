"""Which front end speaks: decided once, from what is known before anything is drawn."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal, NamedTuple

Mode = Literal["full", "linear", "plain"]


class Size(NamedTuple):
    """A terminal's columns and rows."""

    columns: int
    rows: int


SMALLEST = Size(40, 12)
"""On anything smaller only plain text is of use."""


DUMB = ("dumb", "unknown")
"""What TERM says of terminals that obey nothing."""


def choose_mode(
    asked: str, environ: Mapping[str, str], *, isatty_in: bool, isatty_out: bool, size: Size
) -> Mode:
    """The mode to play in; `asked` is `full`, `linear`, `plain` or `auto`. What a terminal cannot
    show is not tried, whatever was asked for."""
    if not (isatty_in and isatty_out) or environ.get("TERM") in DUMB:
        return "plain"
    match asked:
        case "plain" | "linear" | "full":
            return asked
    if environ.get("ACCESSIBLE", "") not in ("", "0"):
        return "plain"
    if size.columns < SMALLEST.columns or size.rows < SMALLEST.rows:
        return "plain"
    return "full"
