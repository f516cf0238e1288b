"""Every name that a story declares, known before conditions and prose are read."""

from __future__ import annotations

from collections.abc import Mapping

from game.core.model import Variable
from game.core.value import dataclass


@dataclass(frozen=True, slots=True, eq=False)
class Names:
    """Declared names by kind. `choices` are written `scene.choice` (of diaries:
    `diary.evening.call`), `evenings` `diary.evening`; `tallies` are the chapters that have one.
    `complete` is False when a file could not be read: a name that is not found may then stand there,
    and is not reported. No two are equal: what was found out with one may be remembered by it."""

    variables: Mapping[str, Variable]
    conditions: frozenset[str] = frozenset()
    scenes: frozenset[str] = frozenset()
    endings: frozenset[str] = frozenset()
    choices: frozenset[str] = frozenset()
    chapters: frozenset[str] = frozenset()
    tallies: frozenset[str] = frozenset()
    people: frozenset[str] = frozenset()
    codex: frozenset[str] = frozenset()
    texts: frozenset[str] = frozenset()
    sources: frozenset[str] = frozenset()
    modules: frozenset[str] = frozenset()
    evenings: frozenset[str] = frozenset()
    gates: frozenset[str] = frozenset()
    complete: bool = True
