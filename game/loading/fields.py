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
from game.loading.diagnostic import Span
from game.loading.ids import BACK, STAY, UNWRITTEN, check_id
from game.loading.keys import Key, Kind
from game.loading.ledger import Ledger, Reference, Rename, Sort, proposal
from game.loading.names import Names
from game.loading.nodes import Entry, Mapping, Node, Scalar, Sequence
from game.loading.prose import parse_line, parse_prose
from game.loading.suggest import nearest

_FORMS: dict[str, type[Scalar] | type[Sequence] | type[Mapping]] = {
    "scalar": Scalar,
    "list": Sequence,
    "rows": Sequence,
    "keys": Mapping,
    "each": Mapping,
    "free": Mapping,
}
_NUMBER = re.compile(r"-?\d{1,9}")


class Child(NamedTuple):
    """One of the things that a key holds by id."""

    id: str
    key: Scalar
    fields: Fields


class Fields:
    """The values of one thing by key. `subject` is its name in references and places; `at` is told
    when something is missing from it. `is_read` is False if it is no mapping, which is told.

    A key is `in` it if it is written at all. The value of one that is written wrongly is told when
    the thing is read, and is nothing afterwards."""

    __slots__ = ("_kind", "_ledger", "_values", "at", "is_read", "subject")

    def __init__(self, ledger: Ledger, kind: Kind, node: Node, subject: str, at: Node) -> None:
        self._ledger = ledger
        self._kind = kind
        self._values: dict[str, Node] = {}
        self.subject = subject
        self.at = at
        self.is_read = isinstance(node, Mapping)
        if isinstance(node, Mapping):
            self._take(node)
        else:
            message = f"{kind.one} is written as keys and values"
            ledger.report(_place(node, at), "wrong-shape", message, self._known())

    # What the thing has

    def _take(self, node: Mapping) -> None:
        strange: list[Entry] = []
        for entry in node.entries:
            key = self._kind.by_name.get(entry.key.text)
            if key is None:
                strange.append(entry)
            else:
                self._put(key, entry, node.flow)
        for entry in strange:
            if (key := self._meant(entry)) is not None:
                self._put(key, entry, node.flow)
        for name in self._kind.required:
            if name not in self._values:
                self._ledger.report(self.at.span, "missing-key", f"this {self._kind.word} has no `{name}`")

    def _meant(self, entry: Entry) -> Key | None:
        """Report an unknown key; the key that was probably meant is given, to be read all the same."""
        written = entry.key.text
        near = nearest(written, self._kind.by_name)
        hint = f"did you mean `{near}`?" if near else self._known()
        message = f"{self._kind.one} has no key `{written}`"
        self._ledger.report(entry.key.span, "unknown-key", message, hint)
        return None if near is None or near in self._values else self._kind.by_name[near]

    def _put(self, key: Key, entry: Entry, flow: bool) -> None:
        value = self._values[key.name] = entry.value
        if _is_nothing(value):
            hint = "write one, or take the key out"
            self._ledger.report(entry.key.span, "empty-value", f"`{key.name}` has no value", hint)
        elif not isinstance(value, _FORMS[key.shape.form]):
            message = f"`{key.name}` is not written like this"
            self._ledger.report(value.span, "wrong-shape", message, f"it takes: {key.shape.word}")
        elif flow and key.shape.prose:
            message = f"`{key.name}` is prose and stands inside braces"
            hint = "write the keys on lines of their own, without `{` and `}`"
            self._ledger.report(entry.key.span, "prose-in-braces", message, hint)

    def _known(self) -> str:
        return "its keys are " + ", ".join(f"`{key.name}`" for key in self._kind.keys)

    def __contains__(self, key: str) -> bool:
        return key in self._values

    def holds_anything(self, key: str) -> bool:
        """Whether a key is written with more than empty brackets."""
        match self._values.get(key):
            case Mapping(entries=()) | Sequence(items=()) | None:
                return False
        return True

    def span(self, key: str) -> Span:
        """The place of a key's value; of the whole thing where it has none."""
        return self._values.get(key, self.at).span

    # Values of one word or one line

    def scalar(self, key: str) -> Scalar | None:
        """The text of a key and its place."""
        value = self._values.get(key)
        return value if isinstance(value, Scalar) and not _is_nothing(value) else None

    def words(self, key: str) -> str:
        """One line of text, told as it stands."""
        scalar = self.scalar(key)
        if scalar is None:
            return ""
        text = scalar.text.strip()
        if "\n" in text:
            self._ledger.report(scalar.span, "wrong-shape", f"`{key}` is one line")
        return text

    def yes(self, key: str) -> bool:
        """Whether a key says `yes`; no where it is not written."""
        scalar = self.scalar(key)
        if scalar is None or scalar.text in ("yes", "no"):
            return scalar is not None and scalar.text == "yes"
        self._ledger.report(scalar.span, "wrong-shape", f"`{key}` is `yes` or `no`")
        return False

    def number(self, key: str, default: int, low: int = 0) -> int:
        """A whole number not below `low`."""
        scalar = self.scalar(key)
        if scalar is None:
            return default
        if _NUMBER.fullmatch(scalar.text) and int(scalar.text) >= low:
            return int(scalar.text)
        self._ledger.report(scalar.span, "wrong-shape", f"`{key}` is a whole number, {low} or more")
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
            self._ledger.report(scalar.span, "malformed-date", message, hint)
        return date

    def option(self, key: str) -> str | None:
        """One of the words that the key's table allows."""
        scalar = self.scalar(key)
        if scalar is None:
            return None
        options = self._kind.by_name[key].shape.options
        if scalar.text in options:
            return scalar.text
        hint = proposal(scalar.text, options) or "write " + " or ".join(f"`{each}`" for each in options)
        self._ledger.report(scalar.span, "unknown-value", f"`{key}` cannot be `{scalar.text}`", hint)
        return None

    def new_id(self, key: str) -> str | None:
        """An id that is made up here."""
        scalar = self.scalar(key)
        return scalar.text if scalar and check_id(self._ledger, scalar.text, scalar) else None

    # Conditions and prose

    def condition(self, key: str, *, endings: bool = False) -> Condition | None:
        """A condition; None where it is not written or cannot be understood."""
        scalar = self.scalar(key)
        if scalar is None:
            return None
        condition, found = parse_condition(scalar, self._ledger.names, endings_allowed=endings)
        self._ledger.findings.extend(found)
        if condition is not None:
            self._ledger.conditions.append(condition)
        return condition

    def shown(self, key: str) -> Condition:
        """`yes`, `no` or a condition; never where it is not written."""
        scalar = self.scalar(key)
        if scalar is None or scalar.text == "no":
            return NEVER
        return ALWAYS if scalar.text == "yes" else self.condition(key) or NEVER

    def line(self, key: str) -> Line:
        """One line of prose."""
        scalar = self.scalar(key)
        if scalar is None:
            return ()
        line, found = parse_line(scalar, self._ledger.names)
        self._ledger.findings.extend(found)
        self._ledger.lines.append(line)
        return line

    def prose(self, key: str, *, endings: bool = False) -> Prose:
        """Prose of any length."""
        scalar = self.scalar(key)
        if scalar is None:
            return ()
        prose, found = parse_prose(scalar, self._ledger.names, endings_allowed=endings)
        self._ledger.findings.extend(found)
        self._ledger.prose.append(prose)
        return prose

    # Names of other things

    def target(self, key: str) -> str | None:
        """A scene or ending, or `stay`, `back` or `TODO`, as written."""
        scalar = self.scalar(key)
        if scalar is None:
            return None
        name = scalar.text
        names = self._ledger.names
        if name == UNWRITTEN:
            self._ledger.report(scalar.span, "draft-target", "what follows here is still to be written")
        elif name not in names.scenes and name not in names.endings and name not in (STAY, BACK):
            known = names.scenes | names.endings
            message = f"no scene is called `{name}`"
            name = self._ledger.unknown(scalar, "missing-target", message, known) or name
        self._ledger.references.append(Reference("target", name, scalar, self.subject))
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
        known = _KNOWN[sort](self._ledger.names)
        name: str | None = scalar.text
        if scalar.text not in known:
            message = f"no {_WORDS.get(sort, sort)} is called `{scalar.text}`"
            name = self._ledger.unknown(scalar, f"unknown-{sort}", message, known)
        if name is not None:
            self._ledger.references.append(Reference(sort, name, scalar, self.subject))
        return name

    def was(self) -> None:
        """Note the ids that the thing had in earlier releases."""
        self._ledger.renames.extend(Rename(old, self.subject) for old in self.scalars("was"))

    # Lists and things within

    def scalars(self, key: str) -> tuple[Scalar, ...]:
        """The texts of a list."""
        value = self._values.get(key)
        items = value.items if isinstance(value, Sequence) else ()
        for item in items:
            if not isinstance(item, Scalar):
                self._ledger.report(item.span, "wrong-shape", f"`{key}` is a list of single words or texts")
        return tuple(item for item in items if isinstance(item, Scalar))

    def entries(self, key: str) -> tuple[Entry, ...]:
        """The entries of a mapping whose keys are ids."""
        value = self._values.get(key)
        return value.entries if isinstance(value, Mapping) else ()

    def inner(self, key: str) -> Fields | None:
        """The one thing that a key holds."""
        value = self._values.get(key)
        kind = self._kind.by_name[key].shape.kind
        if kind is None or not isinstance(value, Mapping):
            return None
        return Fields(self._ledger, kind, value, self.subject, value)

    def rows(self, key: str) -> Iterator[Fields]:
        """The things that a key lists."""
        value = self._values.get(key)
        kind = self._kind.by_name[key].shape.kind
        if isinstance(value, Sequence) and kind is not None:
            for item in value.items:
                yield Fields(self._ledger, kind, item, self.subject, item)

    def each(self, key: str) -> Iterator[Child]:
        """The things that a key holds by id, each with its place noted."""
        kind = self._kind.by_name[key].shape.kind
        for entry in self.entries(key):
            name = entry.key.text
            if kind is not None and check_id(self._ledger, name, entry.key):
                subject = f"{self.subject}.{name}"
                self._ledger.places[subject] = entry.key
                yield Child(name, entry.key, Fields(self._ledger, kind, entry.value, subject, entry.key))


_WORDS = {"codex": "codex entry", "module": "epilogue module"}
_KNOWN: dict[Sort, Callable[[Names], frozenset[str]]] = {
    "person": lambda names: names.people,
    "chapter": lambda names: names.chapters,
    "codex": lambda names: names.codex,
    "source": lambda names: names.sources,
    "module": lambda names: names.modules,
    "evening": lambda names: names.evenings,
    "gate": lambda names: names.gates,
}


def find(kind: Kind, node: Node, name: str) -> Node | None:
    """What stands under a key of something that is not read yet; also where the key is misspelt, as
    `Fields` will read it."""
    if not isinstance(node, Mapping):
        return None
    if (entry := node.find(name)) is not None:
        return entry.value
    for entry in node.entries:
        if entry.key.text not in kind.by_name and nearest(entry.key.text, kind.by_name) == name:
            return entry.value
    return None


def _is_nothing(node: Node) -> bool:
    return isinstance(node, Scalar) and not node.text and node.style == "plain"


def _place(node: Node, at: Node) -> Span:
    return at.span if _is_nothing(node) else node.span
