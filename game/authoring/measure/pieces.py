"""Prose in pieces: stretches of written text that are told as a whole or not at all.

What two runs have in common is told in pieces, and so is what share of a story one run reads: a run
that has read one arm of a variant has not read the other.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import assert_never

from game.analysis.formula import Constant, Formula, holds
from game.analysis.table import Table
from game.authoring.measure.counting import words
from game.core.condition import Condition
from game.core.prose import Document, Line, Paragraph, Prose, Shown, Variants, Words, plain
from game.core.value import dataclass


@dataclass(frozen=True, slots=True)
class Fork:
    """Of several arms the first that holds is told, or none."""

    arms: tuple[tuple[Formula, tuple[Node, ...]], ...]


Node = int | Fork
"""The number of a piece, or a fork."""
Written = tuple[Node, ...]


class Pieces:
    """All pieces of a story. Each owner, as `scene` or `text:x`, is taken apart alike as often as it is
    asked for: text that scenes share is one and the same wherever it is shown."""

    def __init__(self, table: Table) -> None:
        self.table = table
        self.words: list[int] = []
        """How many words each piece has."""
        self._numbers: dict[tuple[str, int], int] = {}

    def prose(self, owner: str, prose: Prose, ending: str = "") -> Written:
        """The prose of an owner, as it is told at an ending if one is named."""
        parting = _Parting(self, owner, ending)
        return parting.numbered(parting.parts(prose))

    def line(self, owner: str, line: Line, ending: str = "") -> Written:
        """One line of an owner."""
        parting = _Parting(self, owner, ending)
        return parting.numbered(parting.line(line))

    def number(self, owner: str, position: int, count: int) -> int:
        """The number of a piece of an owner, which has so many words."""
        key = owner, position
        if (found := self._numbers.get(key)) is None:
            found = self._numbers[key] = len(self.words)
            self.words.append(count)
        return found


@dataclass(frozen=True, slots=True)
class _Text:
    """Text not yet numbered, by its words: what stands side by side is one piece."""

    words: int


class _Parting:
    """Takes one owner apart, counting its pieces."""

    def __init__(self, pieces: Pieces, owner: str, ending: str) -> None:
        self.pieces, self.owner, self.ending = pieces, owner, ending
        self.count = 0

    def numbered(self, parts: Iterable[_Text | Node]) -> Written:
        nodes: list[Node] = []
        waiting = 0
        for part in (*parts, None):
            if isinstance(part, _Text):
                waiting += part.words
                continue
            if waiting:
                self.count += 1
                nodes.append(self.pieces.number(self.owner, self.count, waiting))
                waiting = 0
            if part is not None:
                nodes.append(part)
        return tuple(nodes)

    def parts(self, prose: Prose) -> Iterator[_Text | Node]:
        for part in prose:
            match part:
                case Paragraph(line):
                    yield from self.line(line)
                case Document(_, lines, signed):
                    for line in (*lines, signed):
                        yield from self.line(line)
                case Shown(text):
                    shown = self.pieces.table.story.texts[text]
                    yield from self.pieces.prose(f"text:{text}", shown, self.ending)
                case Variants(arms):
                    yield Fork(
                        tuple(
                            (self.formula(arm.condition), self.numbered(self.parts(arm.prose)))
                            for arm in arms
                        )
                    )
                case _:
                    assert_never(part)

    def line(self, line: Line) -> Iterator[_Text | Node]:
        for piece in line:
            if isinstance(piece, Words):
                yield _Text(words(piece.text))
            else:
                this, that = (self.numbered((_Text(words(plain(w))),)) for w in (piece.this, piece.that))
                always = self.pieces.table.logic.always
                yield Fork(((self.formula(piece.condition), this), (always, that)))

    def formula(self, condition: Condition | None) -> Formula:
        return self.pieces.table.formula(condition, self.ending)


def told(written: Written, values: Sequence[int]) -> Iterator[int]:
    """The pieces that are told in a state."""
    for node in written:
        if isinstance(node, int):
            yield node
            continue
        for formula, then in node.arms:
            if holds(formula, values):
                yield from told(then, values)
                break


def every(written: Written) -> Iterator[int]:
    """All pieces, whatever they ask."""
    for node in written:
        if isinstance(node, int):
            yield node
        else:
            for _, then in node.arms:
                yield from every(then)


def asked(written: Written) -> Iterator[Formula]:
    """What decides which pieces are told."""
    for node in written:
        if isinstance(node, Fork):
            for formula, then in node.arms:
                if not isinstance(formula, Constant):
                    yield formula
                yield from asked(then)
