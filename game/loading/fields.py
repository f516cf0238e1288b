"""One thing an author wrote, read key by key as its kind's table says.

Whatever is wrong is noted in the ledger, and a value is always given, so that everything else that
is wrong is still seen.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import NamedTuple

from game.core.condition import ALWAYS, NEVER, Condition
from game.core.dates import Date, parse_date
from game.core.prose import Line, Prose
from game.loading.condition import parse_condition
from game.loading.given import Given
from game.loading.ids import BACK, STAY, UNWRITTEN, check_id
from game.loading.ledger import Ledger, Reference, Rename, Sort
from game.loading.names import Names
from game.loading.nodes import Mapping, Node, Scalar, Sequence
from game.loading.prose import parse_line, parse_prose
from game.loading.shapes import Kind
from game.loading.suggest import proposal

_NUMBER = re.compile(r"-?\d{1,9}")


class Child(NamedTuple):
    """One of the things that a key holds by id."""

    id: str
    key: Scalar
    fields: Fields


class Fields(Given):
    """The values of one thing by key, as what they mean. `subject` is its name in references and
    places. Getters note what is wrong with a value and give one all the same."""

    __slots__ = ("subject",)

    def __init__(self, ledger: Ledger, kind: Kind, node: Node, subject: str, at: Node) -> None:
        super().__init__(ledger, kind, node, at)
        self.subject = subject

    # Values of one word or one line

    def words(self, key: str) -> str:
        """One line of text, told as it stands."""
        scalar = self.scalar(key)
        if scalar is None:
            return ""
        text = scalar.text.strip()
        if "\n" in text:
            self.ledger.report(scalar.span, "wrong-shape", f"`{key}` is one line")
        return text

    def yes(self, key: str) -> bool:
        """Whether a key says `yes`; no where it is not written."""
        scalar = self.scalar(key)
        if scalar is None or scalar.text in ("yes", "no"):
            return scalar is not None and scalar.text == "yes"
        self.ledger.report(scalar.span, "wrong-shape", f"`{key}` is `yes` or `no`")
        return False

    def number(self, key: str, default: int, low: int = 0) -> int:
        """A whole number not below `low`."""
        scalar = self.scalar(key)
        if scalar is None:
            return default
        if _NUMBER.fullmatch(scalar.text) and int(scalar.text) >= low:
            return int(scalar.text)
        self.ledger.report(scalar.span, "wrong-shape", f"`{key}` is a whole number, {low} or more")
        return default

    def date(self, key: str) -> Date | None:
        """A day, month or season."""
        scalar = self.scalar(key)
        return self.read_date(scalar) if scalar else None

    def read_date(self, scalar: Scalar) -> Date | None:
        """The date that a text of this thing tells."""
        date = parse_date(scalar.text)
        if date is None:
            message = f"`{scalar.text}` is no date"
            hint = "write `3 March 1924`, `March 1924` or `Spring 1925`"
            self.ledger.report(scalar.span, "malformed-date", message, hint)
        return date

    def option(self, key: str) -> str | None:
        """One of the words that the key's table allows."""
        scalar = self.scalar(key)
        if scalar is None:
            return None
        options = self.kind.by_name[key].shape.options
        if scalar.text in options:
            return scalar.text
        hint = proposal(scalar.text, options) or "write " + " or ".join(f"`{each}`" for each in options)
        self.ledger.report(scalar.span, "unknown-value", f"`{key}` cannot be `{scalar.text}`", hint)
        return None

    def new_id(self, key: str) -> str | None:
        """An id that is made up here."""
        scalar = self.scalar(key)
        return scalar.text if scalar and check_id(self.ledger, scalar.text, scalar) else None

    # Conditions and prose

    def condition(self, key: str, *, endings: bool = False) -> Condition | None:
        """A condition; None where it is not written or cannot be understood."""
        scalar = self.scalar(key)
        if scalar is None:
            return None
        condition, found = parse_condition(scalar, self.ledger.names, endings_allowed=endings)
        self.ledger.findings.extend(found)
        if condition is not None:
            self.ledger.conditions.append(condition)
        return condition

    def shown(self, key: str, default: Condition) -> Condition:
        """`yes`, `no` or a condition."""
        scalar = self.scalar(key)
        if scalar is None:
            return default
        if scalar.text in ("yes", "no"):
            return ALWAYS if scalar.text == "yes" else NEVER
        written = self.condition(key)
        return default if written is None else written

    def line(self, key: str) -> Line:
        """One line of prose."""
        scalar = self.scalar(key)
        if scalar is None:
            return ()
        line, found = parse_line(scalar, self.ledger.names)
        self.ledger.findings.extend(found)
        self.ledger.lines.append(line)
        return line

    def prose(self, key: str, *, endings: bool = False) -> Prose:
        """Prose of any length."""
        scalar = self.scalar(key)
        if scalar is None:
            return ()
        prose, found = parse_prose(scalar, self.ledger.names, endings_allowed=endings)
        self.ledger.findings.extend(found)
        self.ledger.prose.append(prose)
        return prose

    # Names of other things

    def target(self, key: str) -> str | None:
        """A scene or ending, or `stay`, `back` or `TODO`, as written."""
        scalar = self.scalar(key)
        if scalar is None:
            return None
        name = scalar.text
        names = self.ledger.names
        if name == UNWRITTEN:
            self.ledger.report(scalar.span, "draft-target", "what follows here is still to be written")
        elif name not in (STAY, BACK):
            if name not in names.scenes and name not in names.endings:
                known = names.scenes | names.endings
                message = f"no scene is called `{name}`"
                hint = f"write a scene that is, or `{UNWRITTEN}` until there is one"
                name = self.ledger.unknown(scalar, "missing-target", message, known, hint) or name
            name = names.outside("", name)
        self.ledger.references.append(Reference("target", name, scalar, self.subject))
        return name

    def name(self, key: str, sort: Sort) -> str | None:
        """The name of something of another kind; None where there is none."""
        scalar = self.scalar(key)
        return self._refer(scalar, sort) if scalar else None

    def names(self, key: str, sort: Sort) -> tuple[str, ...]:
        """Names of things of another kind, without those that do not exist."""
        found = (self._refer(scalar, sort) for scalar in self.scalars(key))
        return tuple(name for name in found if name is not None)

    def _refer(self, scalar: Scalar, sort: Sort) -> str | None:
        known = _KNOWN[sort](self.ledger.names)
        name: str | None = scalar.text
        if scalar.text not in known:
            message = f"no {_WORDS.get(sort, sort)} is called `{scalar.text}`"
            name = self.ledger.unknown(scalar, f"unknown-{sort}", message, known)
        if name is not None:
            name = self.ledger.names.outside(_SPACES[sort], name)
            self.ledger.references.append(Reference(sort, name, scalar, self.subject))
        return name

    def was(self) -> None:
        """Note the ids that the thing had in earlier releases."""
        branch = self.ledger.branch
        self.ledger.renames.extend(Rename(old, self.subject, branch) for old in self.scalars("was"))

    # Lists and things within

    def scalars(self, key: str) -> tuple[Scalar, ...]:
        """The texts of a list."""
        value = self.values.get(key)
        items = value.items if isinstance(value, Sequence) else ()
        for item in items:
            if not isinstance(item, Scalar):
                self.ledger.report(item.span, "wrong-shape", f"`{key}` is a list of single words or texts")
        return tuple(item for item in items if isinstance(item, Scalar))

    def inner(self, key: str) -> Fields | None:
        """The one thing that a key holds."""
        value = self.values.get(key)
        kind = self.kind.by_name[key].shape.kind
        if kind is None or not isinstance(value, Mapping):
            return None
        return Fields(self.ledger, kind, value, self.subject, value)

    def rows(self, key: str) -> Iterator[Fields]:
        """The things that a key lists."""
        value = self.values.get(key)
        kind = self.kind.by_name[key].shape.kind
        if isinstance(value, Sequence) and kind is not None:
            for item in value.items:
                yield Fields(self.ledger, kind, item, self.subject, item)

    def each(self, key: str) -> Iterator[Child]:
        """The things that a key holds by id, each with its place noted."""
        kind = self.kind.by_name[key].shape.kind
        for entry in self.entries(key):
            name = entry.key.text
            if kind is not None and check_id(self.ledger, name, entry.key):
                subject = f"{self.subject}.{name}"
                self.ledger.places[subject] = entry.key
                yield Child(name, entry.key, Fields(self.ledger, kind, entry.value, subject, entry.key))


_WORDS = {"codex": "codex entry", "module": "epilogue module"}
_SPACES: dict[Sort, str] = {
    **{sort: f"{sort}:" for sort in ("person", "chapter", "codex", "source", "module", "evening")},
    "gate": "",
}
_KNOWN: dict[Sort, Callable[[Names], frozenset[str]]] = {
    "person": lambda names: names.people,
    "chapter": lambda names: names.chapters,
    "codex": lambda names: names.codex,
    "source": lambda names: names.sources,
    "module": lambda names: names.modules,
    "evening": lambda names: names.evenings,
    "gate": lambda names: names.gates,
}
