"""Names inside conditions: found, or told where they are not, with what was probably meant."""

from __future__ import annotations

from collections.abc import Callable, Collection
from typing import Protocol

from game.core.model import Variable
from game.core.value import dataclass, field
from game.loading.codes import diagnostic
from game.loading.diagnostic import Diagnostic, Span
from game.loading.names import Names
from game.loading.suggest import DECLARE, nearest, proposal

Place = Callable[[int, int], Span]


class Missing(Exception):
    """A name that cannot be resolved; what is to be said of it has been said."""


class Stretch(Protocol):
    """Something with a beginning and an end in a text."""

    @property
    def start(self) -> int:
        """The offset of its first character."""

    @property
    def end(self) -> int:
        """The offset after its last."""


class Name(Stretch, Protocol):
    """A name where it is used."""

    @property
    def text(self) -> str:
        """The name."""


@dataclass(slots=True)
class Lookup:
    """Resolves names, and gathers what is wrong with a condition."""

    names: Names
    place: Place
    findings: list[Diagnostic] = field(default_factory=list)

    def report(self, where: Stretch, code: str, message: str, hint: str = "") -> None:
        """Note something wrong with a stretch of the text."""
        self.findings.append(diagnostic(self.place(where.start, where.end), code, message, hint))

    def variable(self, word: Name, kinds: Collection[str]) -> Variable:
        """The variable called so. Raises Missing; `kinds` are those that a proposal may have."""
        found = self.names.variables.get(word.text)
        if found is not None:
            return found
        alike = (name for name, each in self.names.variables.items() if each.kind in kinds)
        raise self._unknown_variable(word, [*alike, *(self.names.conditions if "flag" in kinds else ())])

    def _unknown_variable(self, word: Name, alike: Collection[str]) -> Missing:
        """Say that nothing of that name is known, or what else it names."""
        names, name = self.names, word.text
        if name in names.conditions:
            message = f"`{name}` is a named condition: it holds or not, and has no value"
            self.report(word, "wrong-kind", message, f"write `{name}` or `not {name}`")
        elif name != name.lower():
            self.report(word, "unknown-variable", f"nothing is called `{name}`", self._lowered(name, alike))
        elif name in names.scenes or name in names.endings:
            message = f"`{name}` is no variable but a scene or an ending"
            self.report(word, "wrong-kind", message, f"write `seen({name})`")
        elif name in names.choices:
            self.report(word, "wrong-kind", f"`{name}` is a choice", f"write `chose({name})`")
        elif names.complete:
            message = f"no variable or named condition is called `{name}`"
            slip = nearest(name, names.variables)  # of another kind, which is no proposal
            self.report(word, "unknown-variable", message, proposal(name, alike) or ("" if slip else DECLARE))
        return Missing()

    def _lowered(self, name: str, alike: Collection[str]) -> str:
        small = name.lower()
        if small in ("and", "or", "not", "is", "in") or small in alike:
            return f"write `{small}`: names and words have small letters"
        return proposal(small, alike) or "names and words have small letters"

    def value(self, word: Name, variable: Variable) -> int:
        """The position of a `one_of` value. Raises Missing."""
        if word.text in variable.names:
            return variable.names.index(word.text)
        message = f"`{variable.id}` is never `{word.text}`"
        hint = proposal(word.text, variable.names) or f"it is one of: {', '.join(variable.names)}"
        self.report(word, "unknown-value", message, hint)
        raise Missing

    def known(self, word: Name, kind: str, known: Collection[str], code: str, space: str = "") -> str:
        """The id of a name among the known ones of its kind and namespace. Raises Missing."""
        if word.text not in known:
            if self.names.complete:
                message = f"no {kind} is called `{word.text}`"
                self.report(word, code, message, proposal(word.text, known))
            raise Missing
        return self.names.outside(space, word.text)

    def choice(self, word: Name) -> str:
        """The id of a choice written `scene.choice`. Raises Missing."""
        if word.text in self.names.choices or not self.names.complete:
            return self.known(word, "choice", self.names.choices, "unknown-choice", "choice:")
        scene, dot, _ = word.text.rpartition(".")
        if not dot:
            whole = sorted(each for each in self.names.choices if each.rpartition(".")[2] == word.text)
            hint = f"write `chose({whole[0]})`" if whole else "a choice is written `scene.choice`"
            self.report(word, "unknown-choice", f"`{word.text}` lacks its scene", hint)
            raise Missing
        if scene in self.names.scenes:
            known = sorted(each for each in self.names.choices if each.startswith(scene + "."))
            choice = word.text[len(scene) + 1 :]
            evenings = [each for each in known if each.endswith("." + choice)]
            hint = proposal(word.text, known) or (f"did you mean `{evenings[0]}`?" if evenings else "")
            self.report(word, "unknown-choice", f"`{scene}` has no choice `{choice}`", hint)
            raise Missing
        return self.known(word, "choice", self.names.choices, "unknown-choice", "choice:")
