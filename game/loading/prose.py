"""Prose as authors write it (story format, section 5) to prose as `core` has it.

A blank line parts paragraphs, single line ends fold. Blocks, documents and notes are lines of their
own; what stands inside a paragraph is read by `inline`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple, get_args

from game.core.condition import NEVER, Condition
from game.core.prose import Arm, Document, DocumentKind, Line, Paragraph, Part, Prose, Shown, Variants, Words
from game.core.value import dataclass, field
from game.loading.diagnostic import Diagnostic
from game.loading.inline import Folded, Scribe, parse_inline
from game.loading.names import Names
from game.loading.nodes import Scalar
from game.loading.suggest import nearest, proposal

DEEPEST = 2
"""How deep block variants may stand in one another."""

_KINDS = frozenset(kind for kind in get_args(DocumentKind) if kind != "quote")
_KEEP_LINES = frozenset({"telegram", "minutes"})
_ANYTHING = re.compile(r"[{}*\[>]|//")
_BLANK = re.compile(r"\n[ \t]*\n\s*")
_FOLD = re.compile(r"(?<![ \t])[ \t]*\n[ \t]*")
_NOTE = re.compile(r"//(?:\s|$)")
_BLOCK = re.compile(
    r"\{\s*(?:if\b(?P<if>[^{}:]*)|else\s+if\b(?P<elif>[^{}:]*)|(?:(?P<else>else)|(?P<end>end))\s*|show:(?P<show>[^{}]*))\}"
)
_OPENS = re.compile(r"(?P<kind>[a-z]+):(?:\s+(?P<rest>\S.*))?$")


class _Row(NamedTuple):
    """A line of the text without the spaces around it, and its offset."""

    text: str
    at: int


def parse_prose(
    scalar: Scalar, names: Names, *, endings_allowed: bool = False
) -> tuple[Prose, tuple[Diagnostic, ...]]:
    """The prose that a scalar holds, and what is wrong with it; what cannot be read is left out.
    `endings_allowed`: whether its conditions may ask `ending is ID`."""
    if not _ANYTHING.search(scalar.text):
        return tuple(_plain(scalar.text)), ()
    scribe = Scribe(scalar, names, endings_allowed, [])
    prose = _Blocks(scribe).read(_rows(scalar.text))
    return prose, tuple(scribe.findings)


def parse_line(
    scalar: Scalar, names: Names, *, endings_allowed: bool = False
) -> tuple[Line, tuple[Diagnostic, ...]]:
    """One line of prose: a label, a reason, a sentence of the record. It may have inline variants
    but no paragraphs, blocks or documents."""
    text = scalar.text.strip()
    if "\n" not in text and not _ANYTHING.search(text):
        return ((Words(text),) if text else ()), ()
    scribe = Scribe(scalar, names, endings_allowed, [])
    kept: list[_Row] = []
    parted = False
    for row in _rows(scalar.text):
        if _BLOCK.fullmatch(row.text) or row.text.startswith(">"):
            message = "blocks and documents cannot stand here"
            hint = "write `{condition: this|that}`" if row.text.startswith("{") else ""
            scribe.report(row.at, row.at + len(row.text), "misplaced-block", message, hint)
        elif row.text:
            if parted:
                message = "only one paragraph can stand here"
                scribe.report(
                    row.at, row.at + len(row.text), "misplaced-block", message, "leave out the blank line"
                )
            kept.append(row)
        parted = bool(kept) and not row.text
    return (parse_inline(scribe, _folded(kept)) if kept else ()), tuple(scribe.findings)


def _plain(text: str) -> Iterator[Part]:
    """Paragraphs of nothing but words."""
    for paragraph in _BLANK.split(text.strip()):
        if paragraph:
            yield Paragraph((Words(_FOLD.sub(" ", paragraph)),))


def _rows(text: str) -> Iterator[_Row]:
    """All lines but notes."""
    at = 0
    for line in text.split("\n"):
        stripped = line.strip()
        if not _NOTE.match(stripped):
            yield _Row(stripped, at + len(line) - len(line.lstrip()))
        at += len(line) + 1


def _folded(rows: Iterable[_Row]) -> Folded:
    """Lines on one line, a space between them."""
    starts: list[tuple[int, int]] = []
    length = 0
    texts = []
    for row in rows:
        starts.append((length, row.at))
        texts.append(row.text)
        length += len(row.text) + 1
    return Folded(" ".join(texts), tuple(starts))


@dataclass(slots=True)
class _OpenBlock:
    """A block variant that has begun and not ended: `opened` is its `{if}`, `parts` its present arm's."""

    opened: _Row
    condition: Condition | None
    arms: list[Arm] = field(default_factory=list)
    parts: list[Part] = field(default_factory=list)
    last: bool = False
    stray: bool = False
    """It began with `{else}`, which has been told."""


class _Blocks:
    """Reads prose line by line; `_open` are the blocks that stand around the present line."""

    def __init__(self, scribe: Scribe) -> None:
        self._scribe = scribe
        self._parts: list[Part] = []
        self._open: list[_OpenBlock] = []
        self._paragraph: list[_Row] = []
        self._quoted: list[_Row] = []

    def read(self, rows: Iterable[_Row]) -> Prose:
        for row in rows:
            if row.text.startswith(">"):
                self._end_paragraph()
                inner = row.text[1:].lstrip()
                self._quoted.append(_Row(inner, row.at + len(row.text) - len(inner)))
            elif match := _BLOCK.fullmatch(row.text):
                self._end_paragraph()
                self._end_document()
                self._keyword(row, match)
            else:
                self._end_document()
                if row.text:
                    self._paragraph.append(row)
                else:
                    self._end_paragraph()
        self._end_paragraph()
        self._end_document()
        while self._open:
            block = self._open[-1]
            if not block.stray:
                message = "this `{if}` has no `{end}`"
                self._report(block.opened, "missing-end", message, "write `{end}` alone on a line")
            self._end_block()
        return tuple(self._parts)

    def _report(self, row: _Row, code: str, message: str, hint: str = "") -> None:
        self._scribe.report(row.at, row.at + len(row.text), code, message, hint)

    def _put(self, part: Part) -> None:
        (self._open[-1].parts if self._open else self._parts).append(part)

    def _end_paragraph(self) -> None:
        if self._paragraph:
            line = parse_inline(self._scribe, _folded(self._paragraph))
            self._paragraph = []
            if line:
                self._put(Paragraph(line))

    # Blocks

    def _keyword(self, row: _Row, match: re.Match[str]) -> None:
        match match.lastgroup:
            case "if":
                if len(self._open) == DEEPEST:
                    message = f"blocks stand in one another at most {DEEPEST} deep"
                    self._report(row, "nested-too-deep", message, "use named conditions, or `{show: text}`")
                self._open.append(_OpenBlock(row, self._condition(row, match, "if")))
            case "elif":
                self._next_arm(row, self._condition(row, match, "elif"), last=False)
            case "else":
                self._next_arm(row, None, last=True)
            case "end":
                if self._open:
                    self._end_block()
                else:
                    self._report(row, "misplaced-block", "this `{end}` ends nothing", "delete it")
            case _:
                self._show(row, match)

    def _condition(self, row: _Row, match: re.Match[str], group: str) -> Condition:
        folded = Folded(row.text, ((0, row.at),))
        found = self._scribe.condition(match[group], folded, match.start(group))
        return NEVER if found is None else found

    def _next_arm(self, row: _Row, condition: Condition | None, *, last: bool) -> None:
        word = "{else}" if last else "{else if}"
        if not self._open:
            self._report(row, "misplaced-block", f"this `{word}` has no `{{if}}`", "begin with `{if ...}`")
            self._open.append(_OpenBlock(row, condition, stray=True))
            return
        block = self._open[-1]
        if block.last:
            self._report(
                row, "misplaced-block", f"this `{word}` stands after `{{else}}`", "`{else}` is the last"
            )
        block.arms.append(Arm(block.condition, tuple(block.parts)))
        block.condition, block.parts, block.last = condition, [], last

    def _end_block(self) -> None:
        block = self._open.pop()
        arms = (*block.arms, Arm(block.condition, tuple(block.parts)))
        if not block.stray and not any(arm.prose for arm in arms):
            self._report(
                block.opened, "empty-variant", "there is nothing in this block", "write it, or delete it"
            )
        self._put(Variants(arms))

    def _show(self, row: _Row, match: re.Match[str]) -> None:
        name, names = match["show"].strip(), self._scribe.names
        self._put(Shown(names.outside("text:", name)))
        if name not in names.texts and names.complete:
            start = row.at + match.start("show") + len(match["show"]) - len(match["show"].lstrip())
            hint = proposal(name, names.texts) or "shared texts stand in texts/"
            self._scribe.report(start, start + len(name), "unknown-text", f"no text is called `{name}`", hint)

    # Documents

    def _end_document(self) -> None:
        if not self._quoted:
            return
        rows, self._quoted = self._quoted, []
        kind, rows = self._kind(rows)
        while rows and not rows[-1].text:
            rows.pop()
        signed: Line = ()
        if rows and rows[-1].text.startswith("—"):
            row = rows.pop()
            name = row.text[1:].lstrip()
            signed = parse_inline(self._scribe, _folded([_Row(name, row.at + len(row.text) - len(name))]))
        for row in rows:
            if _BLOCK.fullmatch(row.text):
                message = "blocks cannot stand inside a document"
                self._report(row, "misplaced-block", message, "write `{condition: this|that}` in its lines")
        rows = [row for row in rows if not _BLOCK.fullmatch(row.text)]
        groups = [[row] for row in rows if row.text] if kind in _KEEP_LINES else _paragraphs(rows)
        lines = tuple(line for group in groups if (line := parse_inline(self._scribe, _folded(group))))
        self._put(Document(kind, lines, signed))

    def _kind(self, rows: list[_Row]) -> tuple[DocumentKind, list[_Row]]:
        """What a document is by its first line, and its other lines."""
        first = rows[0]
        opens = _OPENS.fullmatch(first.text)
        if opens is None:
            return "quote", rows
        rest = opens["rest"]
        if opens["kind"] not in _KINDS:
            if rest is None:
                near = nearest(opens["kind"], _KINDS)
                hint = f"did you mean `{near}:`?" if near else f"there are {', '.join(sorted(_KINDS))}"
                message = f"there is no document called `{opens['kind']}`"
                self._report(first, "unknown-document", message, hint)
            return "quote", rows
        kind: DocumentKind = next(kind for kind in get_args(DocumentKind) if kind == opens["kind"])
        following = [_Row(rest, first.at + opens.start("rest"))] if rest else []
        return kind, [*following, *rows[1:]]


def _paragraphs(rows: Iterable[_Row]) -> list[list[_Row]]:
    """Lines in groups, parted by empty ones."""
    groups: list[list[_Row]] = [[]]
    for row in rows:
        if row.text:
            groups[-1].append(row)
        elif groups[-1]:
            groups.append([])
    return [group for group in groups if group]
