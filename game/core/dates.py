"""Dates in the story: a day, a month or a season, in English, and in order."""

from __future__ import annotations

import re

from game.core.value import dataclass

MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip
SEASONS = {"Winter": 1, "Spring": 3, "Summer": 6, "Autumn": 9}
_DAYS = (31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
_WRITTEN = re.compile(r"(?:(?P<day>[1-9]|[12]\d|3[01]) )?(?P<name>[A-Z][a-z]+) (?P<year>[12]\d{3})")


@dataclass(frozen=True, slots=True, order=True)
class Date:
    """A date as precise as it was written. `month` is 1-12, `day` 0 where none was given; a season
    sorts with its first month. Dates sort by year, month, day; `written` is what the player reads."""

    year: int
    month: int
    day: int
    written: str


def parse_date(text: str) -> Date | None:
    """`3 March 1924`, `March 1924` or `Spring 1925`; None for anything else or for a day that the
    month lacks."""
    match = _WRITTEN.fullmatch(text)
    if not match:
        return None
    year, name, day = int(match["year"]), match["name"], int(match["day"] or 0)
    if name in SEASONS and not day:
        return Date(year, SEASONS[name], 0, text)
    if name not in MONTHS:
        return None
    month = MONTHS.index(name) + 1
    leap = month == 2 and year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)
    if day > _DAYS[month - 1] + leap:
        return None
    return Date(year, month, day, text)
