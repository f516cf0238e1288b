"""Every name that a story declares, known before conditions and prose are read."""

from __future__ import annotations

from collections.abc import Mapping

from game.core.model import Variable
from game.core.value import dataclass, field


@dataclass(frozen=True, slots=True, eq=False)
class Names:
    """Declared names by kind. `choices` are written `scene.choice` (of diaries:
    `diary.evening.call`), `evenings` `diary.evening`; `tallies` are the chapters that have one.
    `complete` is False when a file could not be read: a name that is not found may then stand there,
    and is not reported. Inside a branch they are the story's and its own. No two are equal: what was
    found out with one may be remembered by it."""

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
    own: Mapping[str, str] = field(default_factory=dict)
    """What a branch calls by names of its own: from the namespace and the name as it is written inside
    to the id that it has outside."""

    def outside(self, space: str, name: str) -> str:
        """The id of what is called so here: a branch's own names come before the story's."""
        return self.own.get(space + name, name)
