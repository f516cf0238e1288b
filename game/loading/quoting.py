"""Diagnostics of a file as they are told: with the line that they begin on, and not a thousand times."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from game.core.value import replace
from game.loading.diagnostic import Diagnostic
from game.loading.page import Page

ALIKE = 20
"""So many diagnostics of one code are told of one file as a file."""
MANY = 100
"""So many are told of what one file says."""


def few_alike(diagnostics: Iterable[Diagnostic], most: int = ALIKE) -> Iterator[Diagnostic]:
    """The diagnostics of a file, of each code the first few; the last of those tells how many more
    there are. Nobody reads the thousandth, and a file can be made to have any number."""
    alike: dict[str, list[Diagnostic]] = {}
    for each in diagnostics:
        alike.setdefault(each.code, []).append(each)
    for found in alike.values():
        yield from found[: most - 1]
        if len(found) == most:
            yield found[-1]
        elif len(found) > most:
            last = found[most - 1]
            more = f"{last.message} (and {len(found) - most:,} more of these in this file)"
            yield replace(last, message=more)


def quoted(diagnostic: Diagnostic, page: Page | None) -> Diagnostic:
    """The diagnostic with its line of the page, unless it has one."""
    if diagnostic.source or page is None:
        return diagnostic
    return replace(diagnostic, source=page.line(diagnostic.span.line))
