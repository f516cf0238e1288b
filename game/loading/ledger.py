"""What reading a story leaves besides its values: findings, places and references."""

from __future__ import annotations

from collections.abc import Collection
from typing import Literal

from game.core.condition import Condition
from game.core.prose import Line, Prose
from game.core.value import dataclass, field, replace
from game.loading.codes import diagnostic
from game.loading.diagnostic import Diagnostic, Span
from game.loading.names import Names
from game.loading.nodes import Node, Scalar
from game.loading.suggest import nearest

Sort = Literal["target", "person", "chapter", "codex", "source", "module", "evening", "gate"]


@dataclass(frozen=True, slots=True)
class Reference:
    """A name where it is used: the one that was meant, where another was written that nothing has.
    `subject` is what uses it: `scene`, `scene.choice`, `person:x`."""

    sort: Sort
    name: str
    scalar: Scalar
    subject: str


@dataclass(frozen=True, slots=True)
class Rename:
    """An id of an earlier release, and the subject that has another one now. `branch` wrote it."""

    old: Scalar
    subject: str
    branch: str = ""


@dataclass(slots=True)
class Ledger:
    """Filled while a story is declared and decoded. `places` leads from a subject to the node that
    introduces it."""

    names: Names = field(default_factory=lambda: Names({}))
    findings: list[Diagnostic] = field(default_factory=list)
    places: dict[str, Node] = field(default_factory=dict)
    references: list[Reference] = field(default_factory=list)
    renames: list[Rename] = field(default_factory=list)
    conditions: list[Condition] = field(default_factory=list)
    prose: list[Prose] = field(default_factory=list)
    lines: list[Line] = field(default_factory=list)
    changed: set[str] = field(default_factory=set)
    """All conditions and prose that were read, and the variables that something changes."""
    branch: str = ""
    branches: dict[str, Ledger] = field(default_factory=dict)
    whole: Ledger | None = None
    """The branch whose names are meant, the same ledger for each branch, and in a branch's the story's."""

    def within(self, branch: str) -> Ledger:
        """This ledger as a branch writes into it: all but the names is shared. The story's for ""."""
        if not branch:
            return self
        if branch not in self.branches:
            self.branches[branch] = replace(self, names=Names({}), branch=branch, branches={}, whole=self)
        return self.branches[branch]

    @property
    def is_whole(self) -> bool:
        """Whether every file could be read."""
        return self.names.complete and all(each.names.complete for each in self.branches.values())

    def report(self, span: Span, code: str, message: str, hint: str = "") -> None:
        """Note that something is wrong."""
        self.findings.append(diagnostic(span, code, message, hint))

    def unknown(
        self, scalar: Scalar, code: str, message: str, known: Collection[str], otherwise: str = ""
    ) -> str | None:
        """Note a name that nothing has, and give the nearest that something has: it was probably
        meant. `otherwise` is the hint where nothing is near. Nothing is noted if the name may stand in a
        file that could not be read."""
        if not self.names.complete:
            return None
        inside = scalar.text.removeprefix(f"{self.branch}/") if self.branch else scalar.text
        if inside != scalar.text and inside in known:
            self.report(scalar.span, code, message, f"inside the branch it is called `{inside}`")
            return inside
        near = nearest(scalar.text, known)
        hint = f"did you mean `{near}`?" if near else self._elsewhere(scalar.text) or otherwise
        self.report(scalar.span, code, message, hint)
        return near

    def _elsewhere(self, name: str) -> str:
        """The hint that a name is that of something in a branch, where it cannot be seen from here."""
        for branch, within in (self.whole or self).branches.items():
            if any(name == own.rpartition(":")[2] for own in within.names.own):
                return f"the branch `{branch}` has one; what can be switched off is known only inside"
        return ""
