"""The markup inside a paragraph: variants, links and stress, and the signs that print as typed."""

from __future__ import annotations

import re
from bisect import bisect_right

from game.core.condition import Condition
from game.core.prose import Emphasis, Line, Variant, Words
from game.core.value import dataclass
from game.loading.codes import diagnostic
from game.loading.condition import parse_condition_text
from game.loading.diagnostic import Diagnostic, Span
from game.loading.names import Names
from game.loading.nodes import Scalar
from game.loading.suggest import nearest, proposal

KEYWORDS = ("if", "else if", "else", "end", "show:")
_BLOCK_WORD = re.compile(r"(?:if|else|end|show)(?![\w])")
_INLINE = "inside a line, write `{condition: this|that}`"
_MARKUP = re.compile(
    r"""
    (?P<literal>  \{\{ | \}\} | \\\* | \\\[\[ )
  | (?P<link>     \[\[ (?P<entry>[^\[\]|{}]*) (?: \| (?P<words>[^\[\]{}]*) )? \]\] )
  | (?P<unlinked> \[\[ )
  | (?P<strong>   \*\* )
  | (?P<stress>   \* )
  | (?P<open>     \{ )
  | (?P<close>    \} )
  | (?P<bar>      \| )
    """,
    re.VERBOSE,
)
_SPECIAL = re.compile(r"[{}*\[]")


@dataclass(frozen=True, slots=True)
class Folded:
    """A paragraph on one line, and where its parts stand in the text that it was folded from."""

    text: str
    starts: tuple[tuple[int, int], ...]
    """Pairs of an offset in `text` and the offset in the scalar's text that it came from."""

    def origin(self, offset: int) -> int:
        """The offset in the scalar's text."""
        at, origin = self.starts[max(0, bisect_right(self.starts, (offset, 1 << 60)) - 1)]
        return origin + offset - at


@dataclass(slots=True)
class Scribe:
    """What parsing one prose needs and gathers: the scalar, the names, and what is wrong."""

    scalar: Scalar
    names: Names
    endings_allowed: bool
    findings: list[Diagnostic]

    def report(self, start: int, end: int, code: str, message: str, hint: str = "") -> None:
        """Note something wrong with a stretch of the scalar's text."""
        self.findings.append(diagnostic(self.scalar.at(start, end), code, message, hint))

    def condition(self, text: str, folded: Folded, start: int) -> Condition | None:
        """The condition `text`, which begins at `start` of the folded text."""

        def place(first: int, last: int) -> Span:
            begin = folded.origin(start + first)
            end = folded.origin(start + last - 1) + 1 if last > first else begin
            return self.scalar.at(begin, end)

        found, faults = parse_condition_text(text, place, self.names, endings_allowed=self.endings_allowed)
        self.findings.extend(faults)
        return found


def parse_inline(scribe: Scribe, folded: Folded) -> Line:
    """The words and variants of one paragraph."""
    if not _SPECIAL.search(folded.text):
        return (Words(folded.text),) if folded.text else ()
    return _Inline(scribe, folded).line()


class _Inline:
    """Reads one paragraph from left to right. `_words` is the run that words are added to: that of
    the paragraph, or of the arm of a variant."""

    def __init__(self, scribe: Scribe, folded: Folded) -> None:
        self._scribe = scribe
        self._folded = folded
        self._text = folded.text
        self._emphasis: Emphasis = "plain"
        self._emphasis_at = 0
        self._words: list[Words] = []
        self._unsaid: list[str] = []
        self._closing: list[int] | None = None

    def line(self) -> Line:
        pieces: list[Words | Variant] = []
        at = 0
        while match := _MARKUP.search(self._text, at):
            self._say(self._text[at : match.start()])
            at = match.end()
            if match.lastgroup == "open":
                pieces.extend(self._taken())
                variant, at = self._variant(match.start())
                pieces.extend([variant] if variant else [])
            elif match.lastgroup == "bar":
                self._say("|")
            elif match.lastgroup == "close":
                self._report(
                    match.start(), match.end(), "this `}` closes nothing", "a `}` to be read is written `}}`"
                )
            else:
                self._mark(match)
        self._say(self._text[at:])
        self._close_emphasis()
        pieces.extend(self._taken())
        return tuple(pieces)

    # Words

    def _say(self, text: str) -> None:
        """Add text to the run in the present emphasis."""
        if text:
            self._unsaid.append(text)

    def _end_words(self) -> None:
        """End a stretch in one emphasis."""
        if self._unsaid:
            self._words.append(Words("".join(self._unsaid), self._emphasis))
            self._unsaid.clear()

    def _taken(self) -> tuple[Words, ...]:
        self._end_words()
        words, self._words = tuple(self._words), []
        return words

    def _mark(self, match: re.Match[str]) -> None:
        """A sign that means the same in a paragraph and in an arm."""
        match match.lastgroup:
            case "literal":
                self._say({"{{": "{", "}}": "}", "\\*": "*", "\\[[": "[["}[match.group()])
            case "link":
                self._link(match)
            case "unlinked":
                hint = "a link is `[[entry]]` or `[[entry|words]]`; to be read, `[[` is written `\\[[`"
                self._report(match.start(), match.end(), "this `[[` is not closed", hint)
            case "strong" | "stress":
                self._stress("strong" if match.lastgroup == "strong" else "stress", match)

    def _link(self, match: re.Match[str]) -> None:
        entry = match["entry"].strip()
        names = self._scribe.names
        if entry not in names.codex and names.complete:
            start, end = match.span("entry")
            hint = proposal(entry, names.codex)
            self._report(start, end, f"the codex has no entry `{entry}`", hint, "unknown-codex")
        words = match["words"]
        self._end_words()
        shown = entry.replace("_", " ") if words is None else words
        self._words.append(Words(shown, self._emphasis, names.outside("codex:", entry)))

    def _stress(self, emphasis: Emphasis, match: re.Match[str]) -> None:
        sign = match.group()
        before = self._text[max(0, match.start() - 1) : match.start()]
        after = self._text[match.end() : match.end() + 1]
        if self._emphasis == "plain":
            if not after or after.isspace():
                self._report(
                    *match.span(), f"this `{sign}` opens nothing", "a `*` to be read is written `\\*`"
                )
                return
            self._end_words()
            self._emphasis, self._emphasis_at = emphasis, match.start()
        elif self._emphasis != emphasis:
            hint = "write one of `*...*` and `**...**`"
            self._report(*match.span(), f"this `{sign}` stands inside stressed words", hint)
        else:
            if before.isspace():
                hint = "no space stands before it; a `*` to be read is written `\\*`"
                self._report(*match.span(), f"this `{sign}` closes after a space", hint)
            self._end_words()
            self._emphasis, self._emphasis_at = "plain", match.start()

    def _close_emphasis(self) -> None:
        if self._emphasis != "plain":
            sign = "*" if self._emphasis == "stress" else "**"
            at = self._emphasis_at
            hint = "close it in the same paragraph; a `*` to be read is written `\\*`"
            self._report(at, at + len(sign), f"this `{sign}` is not closed", hint)
            self._end_words()
            self._emphasis = "plain"

    # Variants

    def _variant(self, start: int) -> tuple[Variant | None, int]:
        """The variant whose `{` stands at `start`, and the offset after it."""
        end = self._end(start)
        if end is None:
            hint = "a `{` to be read is written `{{`"
            self._report(start, start + 1, "this `{` is not closed in its paragraph", hint)
            return None, start + 1
        marks = _MARKUP.finditer(self._text, start + 1, end)
        if nested := next((mark for mark in marks if mark.lastgroup == "open"), None):
            hint = "put one of them into a block, `{if ...}` alone on its line"
            self._report(*nested.span(), "a variant stands inside a variant", hint, "nested-variant")
            return None, (self._end(end) or end) + 1
        inside = self._text[start + 1 : end]
        colon = inside.find(":")
        block = _BLOCK_WORD.match(inside.lstrip())
        if block and (block.group() != "if" or colon < 0):
            message = f"`{{{block.group()}}}` stands alone on its line"
            self._report(start, end + 1, message, _INLINE, "misplaced-block")
        elif block:
            self._report(start, end + 1, "a variant inside a line has no `if`", _INLINE, "unknown-keyword")
        elif colon < 0:
            self._unknown(start, end, inside)
        elif inside[colon + 1 : colon + 2] not in (" ", ""):
            at = start + 1 + colon
            self._report(at, at + 1, "no space after the colon that ends a condition", _INLINE)
        else:
            return self._judged(start, start + 1 + colon, end), end + 1
        return None, end + 1

    def _judged(self, start: int, colon: int, end: int) -> Variant | None:
        """The variant from its `{` to its `}`; None if its condition is wrong."""
        condition = self._scribe.condition(self._text[start + 1 : colon], self._folded, start + 1)
        arms = self._arms(min(colon + 2, end), end)
        if len(arms) > 2:
            self._report(start, end + 1, "a variant has at most two parts", "write another one after it")
        elif not arms[0]:
            hint = "write `{not ...: that}` if there is nothing to say"
            self._report(start, end + 1, "this variant has no first part", hint, "empty-variant")
        if condition is None:
            return None
        return Variant(condition, arms[0], arms[1] if len(arms) > 1 else ())

    def _unknown(self, start: int, end: int, inside: str) -> None:
        word = inside.strip()
        near = {"endif": "end", "fi": "end", "elif": "else if", "elseif": "else if"}.get(word.split(" ")[0])
        near = near or nearest(word.split(" ")[0], KEYWORDS)
        hint = f"did you mean `{{{near}}}`?" if near else "a `{` to be read is written `{{`"
        message = f"`{{{word[:40]}}}` is neither a variant nor a keyword"
        self._report(start, end + 1, message, hint, "unknown-keyword")

    def _end(self, start: int) -> int | None:
        """The offset of the first `}` after `start` that closes."""
        if self._closing is None:
            marks = _MARKUP.finditer(self._text)
            self._closing = [mark.start() for mark in marks if mark.lastgroup == "close"]
        index = bisect_right(self._closing, start)
        return self._closing[index] if index < len(self._closing) else None

    def _arms(self, start: int, end: int) -> list[tuple[Words, ...]]:
        """The parts between the bars. Stress that was open before the variant goes on in each part."""
        outside, outside_at = self._emphasis, self._emphasis_at
        arms: list[tuple[Words, ...]] = []
        at = start
        for match in _MARKUP.finditer(self._text, at, end):
            self._say(self._text[at : match.start()])
            at = match.end()
            if match.lastgroup == "bar":
                self._end_arm(outside, outside_at)
                arms.append(self._taken())
            else:
                self._mark(match)
        self._say(self._text[at:end])
        self._end_arm(outside, outside_at)
        return [*arms, self._taken()]

    def _end_arm(self, outside: Emphasis, outside_at: int) -> None:
        if self._emphasis != outside:
            if outside == "plain":
                self._close_emphasis()
            else:
                at = self._emphasis_at
                self._report(
                    at, at + 1, "stress ends inside a variant and began before it", "close it in the variant"
                )
        self._end_words()
        self._emphasis, self._emphasis_at = outside, outside_at

    def _report(
        self, start: int, end: int, message: str, hint: str = "", code: str = "unbalanced-markup"
    ) -> None:
        first, last = self._folded.origin(start), self._folded.origin(max(start, end - 1)) + 1
        self._scribe.report(first, last, code, message, hint)
