"""Diagnostics as text: for people, for screen readers, for programs and for GitHub."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from typing import Literal, assert_never

from game.loading.diagnostic import Diagnostic
from game.play.sentences import harmless
from game.terminal.layout import clipped, width

Format = Literal["pretty", "plain", "json", "github"]
FORMATS: tuple[Format, ...] = ("pretty", "plain", "json", "github")


COLUMNS = 100
"""How wide a source line is shown where nobody says how wide the terminal is."""
_NARROWEST = 20


def report(diagnostics: Sequence[Diagnostic], form: Format, columns: int = COLUMNS) -> str:
    """All diagnostics in one of the forms, with a line at the end that counts them where a person
    reads it; ends in a line end unless it is empty. Source lines are cut to so many columns."""
    match form:
        case "pretty":
            return (
                pretty(diagnostics, columns) + ("\n\n" if diagnostics else "") + summary(diagnostics) + "\n"
            )
        case "plain":
            return "".join(f"{line}\n" for line in (*map(plain, diagnostics), summary(diagnostics)))
        case "json":
            return json.dumps([_record(each) for each in diagnostics], ensure_ascii=False, indent=1) + "\n"
        case "github":
            return "".join(f"{github(each)}\n" for each in diagnostics)
        case _:
            assert_never(form)


def pretty(diagnostics: Iterable[Diagnostic], columns: int = COLUMNS) -> str:
    """Each with the line that it stands in, marked, and what to write instead."""
    return "\n\n".join("\n".join(_pretty(each, columns)) for each in diagnostics)


def _pretty(each: Diagnostic, columns: int) -> Iterable[str]:
    yield _head(each)
    if each.source.strip():
        gutter = f"{each.span.line:>5} | "
        lead, marked, rest = _around(each, max(_NARROWEST, columns - len(gutter)))
        yield f"{gutter}{lead}{marked}{rest}".rstrip()
        yield " " * (len(gutter) - 2) + "| " + " " * width(lead) + "^" * max(1, width(marked))
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
    told = "\n".join(map(harmless, message.split("\n")))
    place = f"file={_property(span.path)},line={span.line},col={span.column},endLine={span.end_line}"
    return f"::{each.severity} {place},title={_property(each.code)}::{_data(told)}"


def _head(each: Diagnostic) -> str:
    span = each.span
    place = f"{harmless(span.path)}:{span.line}:{span.column}"
    return f"{place}: {each.severity}[{each.code}] {harmless(each.message)}"


def _around(each: Diagnostic, room: int) -> tuple[str, str, str]:
    """The source line before, in and after the place, as much of it as there is room for. The place
    ends with the span, or with its first line."""
    span, source = each.span, each.source
    start = span.column - 1
    end = span.end_column - 1 if span.end_line == span.line else len(source)
    lead = _shown(source[max(0, start - room) : start])
    most = room + 1
    marked, rest = _shown(source[start:end][:most]), _shown(source[max(start, end) :][:most])
    if len(source) > room or width(lead + marked + rest) > room:
        before = clipped(lead[::-1], max(room // 3, room - width(marked + rest)))[::-1]
        lead = before if start <= room or before.startswith("…") else f"…{before[1:]}"
        marked = clipped(marked, room - width(lead))
        rest = clipped(rest, room - width(lead + marked))
    return lead, marked, rest


def _shown(source: str) -> str:
    return harmless(source.expandtabs(1))


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
