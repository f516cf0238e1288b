"""Notes: every dated scene tells what of it is known."""

from __future__ import annotations

from collections.abc import Iterator

from game.loading.checks.case import Case
from game.loading.diagnostic import Diagnostic


def missing_note(case: Case) -> Iterator[Diagnostic]:
    """Dated scenes, diaries and endings without a note. Calls have that of their diary."""
    for name, each in case.scenes.items():
        if (each.scene.date or each.diary) and not each.scene.note and not each.call:
            yield _missing(case, name)
    for name, ending in case.written.endings.items():
        if ending.date and not ending.note:
            yield _missing(case, name)


def _missing(case: Case, name: str) -> Diagnostic:
    hint = "tell what is known, what is argued over and what is made up"
    return case.at(name, "missing-note", f"`{name}` is dated and has no `note`", hint)
