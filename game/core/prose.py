"""Prose as written, with its variants, and prose as told, with none.

Written prose is parsed once, when a story is loaded; `telling` turns it into told prose in a state.
Told prose holds no markup of any library: a front end decides how stress, documents and links look.
"""

from __future__ import annotations

from typing import Literal

from game.core.condition import Condition
from game.core.value import dataclass

Emphasis = Literal["plain", "stress", "strong"]
DocumentKind = Literal["quote", "telegram", "letter", "newspaper", "minutes"]


@dataclass(frozen=True, slots=True)
class Words:
    """A stretch of text in one voice; `link` is the codex entry that it leads to."""

    text: str
    emphasis: Emphasis = "plain"
    link: str | None = None


@dataclass(frozen=True, slots=True)
class Variant:
    """An inline alternative: `{condition: this|that}`."""

    condition: Condition
    this: tuple[Words, ...]
    that: tuple[Words, ...] = ()


Line = tuple[Words | Variant, ...]
"""One line of written prose: a label, a log line, a paragraph."""


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One paragraph, its single line ends folded to spaces."""

    line: Line


@dataclass(frozen=True, slots=True)
class Document:
    """A text inside the text. Telegrams and minutes keep their lines, each a `Line`; in the other
    kinds each `Line` is a paragraph. `signed` is the name after `> — `."""

    kind: DocumentKind
    lines: tuple[Line, ...]
    signed: Line = ()


@dataclass(frozen=True, slots=True)
class Shown:
    """Prose shared by scenes, inserted here: `{show: text_id}`."""

    text: str


@dataclass(frozen=True, slots=True)
class Arm:
    """One arm of a block variant; the arm of `{else}` has no condition."""

    condition: Condition | None
    prose: Prose


@dataclass(frozen=True, slots=True)
class Variants:
    """A block variant, `{if}` to `{end}`: the first arm that holds is told, or nothing."""

    arms: tuple[Arm, ...]


Part = Paragraph | Document | Shown | Variants
Prose = tuple[Part, ...]


@dataclass(frozen=True, slots=True)
class ToldParagraph:
    """A paragraph as the player reads it."""

    words: tuple[Words, ...]


@dataclass(frozen=True, slots=True)
class ToldDocument:
    """A document as the player reads it; see `Document`."""

    kind: DocumentKind
    lines: tuple[tuple[Words, ...], ...]
    signed: tuple[Words, ...] = ()


ToldBlock = ToldParagraph | ToldDocument
Told = tuple[ToldBlock, ...]


def plain(words: tuple[Words, ...]) -> str:
    """The bare text of told words."""
    return "".join(word.text for word in words)
