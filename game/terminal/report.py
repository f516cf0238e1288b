"""Diagnostics as text: for people, for screen readers, for programs and for GitHub."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from typing import Literal, assert_never

from game.loading.diagnostic import Diagnostic
from game.play.sentences import harmless
from game.terminal.layout import width

Format = Literal["pretty", "plain", "json", "github"]
FORMATS: tuple[Format, ...] = ("pretty", "plain", "json", "github")


def report(diagnostics: Sequence[Diagnostic], form: Format) -> str:
    """All diagnostics in one of the forms, with a line at the end that counts them where a person
    reads it; ends in a line end unless it is empty."""
    match form:
        case "pretty":
            return pretty(diagnostics) + ("\n\n" if diagnostics else "") + summary(diagnostics) + "\n"
        case "plain":
            return "".join(f"{line}\n" for line in (*map(plain, diagnostics), summary(diagnostics)))
        case "json":
            return json.dumps([_record(each) for each in diagnostics], ensure_ascii=False, indent=1) + "\n"
        case "github":
            return "".join(f"{github(each)}\n" for each in diagnostics)
        case _:
            assert_never(form)


def pretty(diagnostics: Iterable[Diagnostic]) -> str:
    """Each with the line that it stands in, marked, and what to write instead."""
    return "\n\n".join("\n".join(_pretty(each)) for each in diagnostics)


def _pretty(each: Diagnostic) -> Iterable[str]:
    yield _head(each)
    if each.source.strip():
        gutter = f"{each.span.line:>5} | "
        source = harmless(each.source.expandtabs(1))
        yield f"{gutter}{source}".rstrip()
        yield " " * (len(gutter) - 2) + "| " + " " * _before(each) + "^" * _under(each)
    if each.hint:
        yield f"   hint: {harmless(each.hint)}"


def plain(each: Diagnostic) -> str:
    """A diagnostic in one line."""
    return f"{_head(each)}; {harmless(each.hint)}" if each.hint else _head(each)


def summary(diagnostics: Sequence[Diagnostic]) -> str:
    """How many there are of each kind."""
    errors = sum(each.severity == "error" for each in diagnostics)
    warnings = len(diagnostics) - errors
    if not diagnostics:
        return "No findings."
    return f"{errors} error{'s' * (errors != 1)}, {warnings} warning{'s' * (warnings != 1)}."


def github(each: Diagnostic) -> str:
    """A workflow command, which GitHub shows beside the line."""
    span = each.span
    message = f"{each.message}. {each.hint}" if each.hint else each.message
    place = f"file={_property(span.path)},line={span.line},col={span.column},endLine={span.end_line}"
    return f"::{each.severity} {place},title={_property(each.code)}::{_data(message)}"


def _head(each: Diagnostic) -> str:
    span = each.span
    place = f"{harmless(span.path)}:{span.line}:{span.column}"
    return f"{place}: {each.severity}[{each.code}] {harmless(each.message)}"


def _before(each: Diagnostic) -> int:
    return width(harmless(each.source[: each.span.column - 1].expandtabs(1)))


def _under(each: Diagnostic) -> int:
    """How wide the mark is: to the end of the span, or of its first line."""
    span = each.span
    end = span.end_column - 1 if span.end_line == span.line else len(each.source)
    return max(1, width(harmless(each.source[span.column - 1 : end])))


def _record(each: Diagnostic) -> dict[str, object]:
    span = each.span
    return {
        "path": span.path,
        "line": span.line,
        "column": span.column,
        "end_line": span.end_line,
        "end_column": span.end_column,
        "severity": each.severity,
        "code": each.code,
        "message": each.message,
        "hint": each.hint,
    }


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
