"""What YAML says about a file that it cannot read, in an author's words and at the right place.

YAML notices late: the place where it gives up is often a line after the mistake. So the lines before
are looked at for the mistakes that authors make, and its own words come last.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from game.core.value import dataclass
from game.loading.codes import diagnostic
from game.loading.diagnostic import Diagnostic
from game.loading.nodes import Scalar
from game.loading.page import Page
from game.loading.writing import PROSE_KEYS

_KEY = re.compile(r"[ ]*(?:- +)*(?P<key>[A-Za-z_]\w*)[ ]*:(?=\s|$)")
_FAR = 6
"""So many lines before the one where YAML gives up may hold the mistake."""
_NO_COLON = "could not find expected ':'"
_BLOCK = "write the prose on the next line, under `|`"


@dataclass(frozen=True, slots=True)
class Trouble:
    """Where and why YAML gave up: `problem` at offset `at`, while doing `context`, which began at
    offset `since`; `last` is the last scalar that was read whole."""

    problem: str
    context: str
    at: int
    since: int
    last: Scalar | None


def explain(page: Page, trouble: Trouble) -> Diagnostic:
    """One error about a page that YAML cannot read."""
    for look in _LOOKS:
        if found := look(page, trouble):
            return found
    at = min(trouble.at, len(page.text))
    return _error(
        page, "yaml", at, at + 1, f"this is not YAML: {trouble.problem}", "compare it with its neighbours"
    )


def _error(page: Page, code: str, start: int, end: int, message: str, hint: str) -> Diagnostic:
    end = min(end, len(page.text))
    return diagnostic(page.span(start, max(start, end)), code, message, hint)


def _lines(page: Page, at: int) -> Iterator[tuple[int, str]]:
    """The line of an offset and written ones not far before it, nearest first, with their offsets."""
    last = page.line_at(at)
    for line in range(last, max(0, last - _FAR), -1):
        start = page.line_start(line)
        text = _cut(page, start)
        if text.strip() and not text.lstrip().startswith("#"):
            yield start, text


def _cut(page: Page, start: int) -> str:
    end = page.text.find("\n", start)
    return page.text[start : end if end >= 0 else len(page.text)]


def _tab(page: Page, trouble: Trouble) -> Diagnostic | None:
    for start, text in _lines(page, trouble.at):
        indent = text[: len(text) - len(text.lstrip(" \t"))]
        if "\t" in indent:
            at = start + indent.index("\t")
            return _error(
                page, "tab-indent", at, at + 1, "a tab stands in the indentation", "indent with spaces"
            )
    return None


def _quotes(page: Page, trouble: Trouble) -> Diagnostic | None:
    if "quoted scalar" in trouble.context and "escape" not in trouble.problem:
        return _unclosed(page, trouble.since)
    last = trouble.last
    if last is None or last.style not in ("single", "double"):
        return None
    between = page.text[last.end : trouble.at]
    if between.strip():
        return None
    if "\n" in page.text[last.start : last.end]:
        return _unclosed(page, last.start)
    if "\n" in between:
        return None
    rest = page.span(trouble.at, trouble.at)
    end = page.line_start(rest.line) + len(page.line(rest.line))
    message = "a value that begins with a quote ends at the next one; these words stand after it"
    return _error(page, "words-after-quote", trouble.at, end, message, _BLOCK)


def _unclosed(page: Page, start: int) -> Diagnostic:
    hint = "close it on the same line, or write prose on the next line, under `|`"
    return _error(
        page, "unclosed-quote", start, start + 1, "this quote is not closed where it should be", hint
    )


def _escape(page: Page, trouble: Trouble) -> Diagnostic | None:
    if "escape" not in trouble.problem and "hexdecimal" not in trouble.problem:
        return None
    start = page.text.rfind("\\", trouble.since, trouble.at + 1)
    start = start if start >= 0 else trouble.at
    message = "`\\` begins an escape inside double quotes, and this is none"
    return _error(page, "bad-escape", start, start + 2, message, "use single quotes, or a `|` block")


def _block_header(page: Page, trouble: Trouble) -> Diagnostic | None:
    if "block scalar" not in trouble.context:
        return None
    message = "after `|` or `>` nothing more may stand on the line"
    return _error(
        page, "block-header", trouble.since, trouble.at + 1, message, "begin the text on the next line"
    )


def _brace(page: Page, trouble: Trouble) -> Diagnostic | None:
    """Prose that opens with `{` or `[`."""
    for start, text in _lines(page, trouble.at):
        key = _KEY.match(text)
        if key and key["key"] in PROSE_KEYS:
            rest = text[key.end() :].lstrip()
            if rest[:1] in ("{", "["):
                at = start + len(text) - len(rest)
                kind = "map" if rest[0] == "{" else "list"
                message = f"prose that opens with `{rest[0]}` is a {kind} to YAML"
                return _error(page, "brace-opens-prose", at, at + 1, message, _BLOCK)
            return None
    return None


def _start_of_value(page: Page, trouble: Trouble) -> Diagnostic | None:
    if "cannot start any token" in trouble.problem:
        sign = page.text[trouble.at : trouble.at + 1]
        if sign == "\t":
            message = "a tab stands in the middle of the line"
            return _error(page, "forbidden-character", trouble.at, trouble.at + 1, message, "write a space")
        hint = "put it into quotes, or write prose on the next line, under `|`"
        return _error(
            page, "needs-quotes", trouble.at, trouble.at + 1, f"a value cannot begin with `{sign}`", hint
        )
    if "anchor" in trouble.context or "alias" in trouble.context:
        sign = page.text[trouble.since : trouble.since + 1]
        code = "alias" if sign == "*" else "anchor"
        message = f"a value cannot begin with `{sign}`"
        return _error(page, code, trouble.since, trouble.since + 1, message, _BLOCK)
    if "tag" in trouble.context or "tag handle" in trouble.problem:
        at = trouble.since
        return _error(page, "tag", at, at + 1, "a value cannot begin with `!`", _BLOCK)
    if "directive" in trouble.context or "YAML document" in trouble.problem:
        return _error(
            page, "directive", trouble.at, trouble.at + 1, "a line cannot begin with `%` here", "delete it"
        )
    return None


def _no_key(page: Page, trouble: Trouble) -> Diagnostic | None:
    """A line that begins with a colon."""
    start = page.line_start(page.line_at(trouble.at))
    text = _cut(page, start)
    first = len(text) - len(text.lstrip())
    if text[first : first + 2].rstrip() != ":":
        return None
    message = "the key before this colon is missing"
    return _error(page, "bad-key", start + first, start + first + 1, message, "write `key: value`")


def _colon(page: Page, trouble: Trouble) -> Diagnostic | None:
    """A second `: ` in a line, or one in the middle of unquoted prose."""
    if "mapping values are not allowed" not in trouble.problem:
        return None
    start = page.line_start(page.line_at(trouble.at))
    text = _cut(page, start)
    if _KEY.match(text) and text[: trouble.at - start].count(":") == 0:
        message = "this line stands deeper than the one before it, which has its value already"
        first = start + len(text) - len(text.lstrip())
        return _error(page, "bad-indent", first, trouble.at, message, "indent it like its neighbours")
    message = "`: ` inside an unquoted value begins another one for YAML"
    return _error(page, "colon-in-prose", trouble.at, trouble.at + 1, message, _BLOCK)


def _glued(page: Page, trouble: Trouble) -> Diagnostic | None:
    """`key:value`."""
    for start, text in _lines(
        page, min(trouble.at, trouble.since) if _NO_COLON in trouble.problem else trouble.at
    ):
        glued = re.match(r"[ ]*(?:- +)*(?P<key>[a-z_][a-z0-9_]*):(?=[^\s/:])", text)
        if glued:
            at = start + glued.end() - 1
            word = glued["key"] + ":"
            message = f"no space after `{word}`, so this is no key but one word"
            return _error(page, "no-space-after-colon", at, at + 1, message, f"write `{word} ` with a space")
        if _KEY.match(text):
            return None
    return None


def _hash(page: Page, trouble: Trouble) -> Diagnostic | None:
    """` #` in unquoted prose that goes on in the next line."""
    for start, text in _lines(page, trouble.at):
        key = _KEY.match(text)
        comment = re.search(r"[ \t]#", text)
        value = text[key.end() :].lstrip()[:1] if key else "?"
        if (
            comment
            and value not in ("", "|", ">", "'", '"', "{", "[", "#")
            and start + comment.start() < trouble.at
        ):
            at = start + comment.start() + 1
            message = "YAML drops everything from ` #` on, and cannot go on in the next line"
            return _error(page, "hash-in-prose", at, start + len(text), message, _BLOCK)
        if key:
            return None
    return None


def _bracket(page: Page, trouble: Trouble) -> Diagnostic | None:
    if "flow" not in trouble.context:
        return None
    sign = page.text[trouble.since : trouble.since + 1]
    closing = {"{": "}", "[": "]"}.get(sign, "bracket")
    message = f"this `{sign}` is not closed by `{closing}`, or a comma is missing after it"
    return _error(
        page, "unclosed-bracket", trouble.since, trouble.since + 1, message, "brackets close on their line"
    )


def _stray_bracket(page: Page, trouble: Trouble) -> Diagnostic | None:
    sign = page.text[trouble.at : trouble.at + 1]
    if sign and sign in "]},":
        return _error(
            page, "unclosed-bracket", trouble.at, trouble.at + 1, f"`{sign}` closes nothing", "delete it"
        )
    return None


def _no_colon(page: Page, trouble: Trouble) -> Diagnostic | None:
    if _NO_COLON not in trouble.problem:
        return None
    start = page.line_start(page.line_at(trouble.since))
    text = _cut(page, start)
    first = start + len(text) - len(text.lstrip())
    message = "this line is no `key: value`"
    hint = "add the colon; if it is prose, indent it deeper than its key, under `|`"
    return _error(page, "no-colon", first, start + len(text.rstrip()), message, hint)


def _documents(page: Page, trouble: Trouble) -> Diagnostic | None:
    """Something after `...`."""
    if "<document start>" not in trouble.problem:
        return None
    message = "after `...` nothing more may stand in the file"
    return _error(page, "several-documents", trouble.at, trouble.at + 1, message, "use a file for each")


def _indent(page: Page, trouble: Trouble) -> Diagnostic | None:
    if (
        "block" not in trouble.context
        and "block" not in trouble.problem
        and "sequence" not in trouble.problem
    ):
        return None
    start = page.line_start(page.line_at(trouble.at))
    text = _cut(page, start)
    first = start + len(text) - len(text.lstrip())
    message = "this line does not stand under anything: its indentation fits none of the lines before"
    return _error(
        page, "bad-indent", first, start + len(text.rstrip()), message, "indent it like its neighbours"
    )


def _headless(page: Page, trouble: Trouble) -> Diagnostic | None:
    """A file that begins indented, and comes back to the margin: the first id is missing."""
    first = re.search(r"^(?![ \t]*(?:#|$))[ \t]*", page.text, re.MULTILINE)
    if "<document start>" not in trouble.problem or first is None or not first.group():
        return None
    start, line = first.end(), page.line_at(first.end())
    end = page.line_start(line) + len(page.line(line))
    message = "the file begins with an indented line, which stands under nothing"
    return _error(page, "bad-indent", start, end, message, "is the id above it missing?")


_LOOKS: tuple[Callable[[Page, Trouble], Diagnostic | None], ...] = (
    _escape,
    _tab,
    _block_header,
    _brace,
    _quotes,
    _start_of_value,
    _glued,
    _no_key,
    _colon,
    _hash,
    _bracket,
    _no_colon,
    _stray_bracket,
    _headless,
    _documents,
    _indent,
)
