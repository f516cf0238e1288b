"""Which keys an author gave a thing, and whether its kind has them and they have the right shape.

A misspelt key is told, and then read as the one that was meant: so one slip is told once.
"""

from __future__ import annotations

from game.loading.diagnostic import Span
from game.loading.ledger import Ledger
from game.loading.nodes import Entry, Mapping, Node, Scalar, Sequence
from game.loading.shapes import Form, Key, Kind
from game.loading.suggest import nearest

_FORMS: dict[Form, type[Scalar] | type[Sequence] | type[Mapping]] = {
    "scalar": Scalar,
    "list": Sequence,
    "rows": Sequence,
    "keys": Mapping,
    "each": Mapping,
    "within": Mapping,
    "free": Mapping,
}


class Given:
    """The keys that are written of one thing, and their values as nodes of the shapes that they should
    have. `at` is told when something is missing from it. `is_read` is False if it is no mapping.

    A key is `in` it if it is written at all. A value of the wrong shape is told once, here, and is
    nothing afterwards."""

    __slots__ = ("at", "is_read", "kind", "ledger", "values")

    def __init__(self, ledger: Ledger, kind: Kind, node: Node, at: Node) -> None:
        self.ledger = ledger
        self.kind = kind
        self.values: dict[str, Node | None] = {}
        """None for what is written wrongly."""
        self.at = at
        self.is_read = isinstance(node, Mapping)
        if isinstance(node, Mapping):
            self._take(node)
        else:
            message = f"{kind.one} is written as keys and values"
            ledger.report(_place(node, at), "wrong-shape", message, self._known())

    def _take(self, node: Mapping) -> None:
        strange: list[Entry] = []
        for entry in node.entries:
            key = self.kind.by_name.get(entry.key.text)
            if key is None:
                strange.append(entry)
            else:
                self._put(key, entry, node.flow)
        for entry in strange:
            if (key := self._meant(entry)) is not None:
                self._put(key, entry, node.flow)
        for name in self.kind.required:
            if name not in self.values:
                hint = f"`{name}` is {self.kind.by_name[name].means}"
                message = f"this {self.kind.word} has no `{name}`"
                self.ledger.report(self.at.span, "missing-key", message, hint)

    def _meant(self, entry: Entry) -> Key | None:
        """Report an unknown key; the key that was probably meant is given, to be read all the same."""
        written = entry.key.text
        near = nearest(written, self.kind.by_name)
        hint = f"did you mean `{near}`?" if near else self._deeper(entry.value) or self._known()
        message = f"{self.kind.one} has no key `{written}`"
        self.ledger.report(entry.key.span, "unknown-key", message, hint)
        return None if near is None or near in self.values else self.kind.by_name[near]

    def _deeper(self, value: Node) -> str:
        """The hint where something stands beside the key under which it belongs, or is too deep itself."""
        if _is_nothing(value):
            return f"an id stands as far left as its neighbours; {self._known()}"
        written = [each.key.text for each in value.entries] if isinstance(value, Mapping) else []
        for key in self.kind.keys:
            inner = key.shape.kind if key.shape.form == "each" else None
            if inner and written and all(name in inner.by_name for name in written):
                return f"{inner.one} stands under `{key.name}`: indent it deeper"
        return ""

    def _put(self, key: Key, entry: Entry, flow: bool) -> None:
        value = entry.value
        fits = isinstance(value, _FORMS[key.shape.form]) and not (_is_nothing(value) or _lacks(key, value))
        self.values[key.name] = value if fits else _as_meant(key, value)
        if not fits:
            self._unfit(key, entry)
        elif flow and key.shape.prose:
            message = f"`{key.name}` is prose and stands inside braces"
            hint = "write the keys on lines of their own, without `{` and `}`"
            self.ledger.report(entry.key.span, "prose-in-braces", message, hint)

    def _unfit(self, key: Key, entry: Entry) -> None:
        if _is_nothing(entry.value) or _lacks(key, entry.value):
            hint = "write one, or take the key out"
            self.ledger.report(entry.key.span, "empty-value", f"`{key.name}` has no value", hint)
        else:
            message = f"`{key.name}` is not written like this"
            self.ledger.report(entry.value.span, "wrong-shape", message, _instead(key, entry.value))

    def _known(self) -> str:
        return "its keys are " + ", ".join(f"`{key.name}`" for key in self.kind.keys)

    def __contains__(self, key: str) -> bool:
        return key in self.values

    def holds_anything(self, key: str) -> bool:
        """Whether a key is written with more than empty brackets."""
        match self.values.get(key):
            case Mapping(entries=()) | Sequence(items=()):
                return False
        return key in self.values

    def span(self, key: str) -> Span:
        """The place of a key's value; of the whole thing where it has none."""
        return (self.values.get(key) or self.at).span

    def report(self, key: str, code: str, message: str, hint: str = "") -> None:
        """Note that something is wrong with the value of a key."""
        self.ledger.report(self.span(key), code, message, hint)

    def scalar(self, key: str) -> Scalar | None:
        """The text of a key and its place."""
        value = self.values.get(key)
        return value if isinstance(value, Scalar) else None

    def entries(self, key: str) -> tuple[Entry, ...]:
        """The entries of a mapping whose keys are ids."""
        value = self.values.get(key)
        return value.entries if isinstance(value, Mapping) else ()


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


def _as_meant(key: Key, value: Node) -> Sequence | None:
    """A list of the one word that stands where a list should; None where nothing can be guessed."""
    if key.shape.form == "list" and isinstance(value, Scalar) and value.text and " " not in value.text:
        return Sequence((value,), True, value.page, value.start, value.end)
    return None


def _instead(key: Key, value: Node) -> str:
    """The hint that tells how a value is written."""
    if _as_meant(key, value) and isinstance(value, Scalar):
        return f"write `{key.name}: [{value.text}]`"
    if key.shape.form == "each" and isinstance(value, Sequence):
        return "take the dashes out, and indent what belongs to each id under it"
    return f"it takes: {key.shape.word}"


def _is_nothing(node: Node) -> bool:
    return isinstance(node, Scalar) and not node.text and node.style == "plain"


def _lacks(key: Key, value: Node) -> bool:
    """Whether these are empty brackets where something must be in them."""
    match value:
        case Mapping(entries=()) | Sequence(items=()):
            return key.required
    return False


def _place(node: Node, at: Node) -> Span:
    return at.span if _is_nothing(node) else node.span
