"""A file as nodes: mappings, sequences and scalars, each with its place. Nothing is guessed: every
scalar is the text that was written until the decoder decides what it is."""

from __future__ import annotations

from typing import Literal

from game.core.value import dataclass, field
from game.loading.alignment import place
from game.loading.diagnostic import Span
from game.loading.page import Page

Style = Literal["plain", "single", "double", "literal", "folded"]


@dataclass(frozen=True, slots=True)
class Scalar:
    """A text as YAML reads it; `start` and `end` are where its notation stands in the page. An empty
    value is the plain scalar of no text. With `dataclasses.replace` a text made from it keeps its place."""

    text: str
    style: Style
    page: Page = field(repr=False, compare=False)
    start: int = field(repr=False, compare=False)
    end: int = field(repr=False, compare=False)

    @property
    def span(self) -> Span:
        """The place of the whole notation, with quotes or the sign of the block."""
        return self.page.span(self.start, self.end)

    def at(self, offset: int, end: int | None = None) -> Span:
        """The place in the file of `text[offset:end]`; without `end`, of one character. Where that
        cannot be told (a text that is not as written), the place of the whole."""
        return self.page.span(*place(self.page.text, self.start, self.end, self.text, offset, end))


@dataclass(frozen=True, slots=True)
class Entry:
    """A key and its value."""

    key: Scalar
    value: Node


@dataclass(frozen=True, slots=True)
class Mapping:
    """Entries in written order, keys unique. `flow` is `{...}`."""

    entries: tuple[Entry, ...]
    flow: bool
    page: Page = field(repr=False, compare=False)
    start: int = field(repr=False, compare=False)
    end: int = field(repr=False, compare=False)

    @property
    def span(self) -> Span:
        """The place of the whole mapping."""
        return self.page.span(self.start, self.end)

    def find(self, key: str) -> Entry | None:
        """The entry with this key."""
        for entry in self.entries:
            if entry.key.text == key:
                return entry
        return None


@dataclass(frozen=True, slots=True)
class Sequence:
    """Items in written order. `flow` is `[...]`."""

    items: tuple[Node, ...]
    flow: bool
    page: Page = field(repr=False, compare=False)
    start: int = field(repr=False, compare=False)
    end: int = field(repr=False, compare=False)

    @property
    def span(self) -> Span:
        """The place of the whole sequence."""
        return self.page.span(self.start, self.end)


Node = Scalar | Mapping | Sequence
