"""Traps of YAML that are no errors to YAML, and characters that a terminal does not show alike."""

from __future__ import annotations

import re
from collections.abc import Iterator

from game.core.value import replace
from game.loading.characters import STEERING, STRANGE, UNEVEN, describe
from game.loading.codes import diagnostic
from game.loading.diagnostic import Diagnostic
from game.loading.ids import ID
from game.loading.nodes import Entry, Mapping, Node, Scalar, Sequence

PROSE_KEYS = frozenset(
    {
        *(
            "text",
            "then",
            "label",
            "locked",
            "log",
            "official",
            "title",
            "means",
            "did",
            "question",
            "summary",
        ),
        *("subtitle", "questions", "content_notes", "disclaimer", "credits", "epigraph", "stance"),
        *("party", "price", "you"),
    }
)
"""The keys whose values are prose wherever they stand."""

_HASH = re.compile(r"[ \t]+#[^\n]*")
_GLUED = re.compile(r"[a-z][a-z0-9_]*:(?=[^\s/:])")
_BLOCK = "write the prose on the next line, under `|`"


def is_strange(text: str) -> bool:
    """Whether any character of a text would be a fault of `scalar_faults`."""
    return STRANGE.search(text) is not None


def scalar_faults(scalar: Scalar) -> Iterator[Diagnostic]:
    """Characters of a text that would steer a terminal (they can be written as `"\\e"`), and
    characters whose width terminals do not agree on."""
    text = scalar.text
    if match := STEERING.search(text):
        span = scalar.at(match.start(), match.end())
        message = f"this writes {describe(match.group())} into the text"
        yield diagnostic(span, "control-character", message, "delete it")
    if match := UNEVEN.search(text):
        span = scalar.at(match.start(), match.end())
        message = f"{describe(match.group())}: terminals do not agree on its width"
        yield diagnostic(span, "forbidden-character", message, "write it otherwise, or leave it out")


def entry_faults(entry: Entry) -> list[Diagnostic]:
    """What an author meant otherwise than YAML reads it."""
    key, value = entry.key, entry.value
    faults: list[Diagnostic] = []
    if ":" in key.text and key.style == "plain" and (glued := _GLUED.match(key.text)):
        faults.append(_glued(key, glued))
    if key.text not in PROSE_KEYS:
        faults.extend(item_faults(value))
    elif not isinstance(value, Scalar) or value.style != "literal":
        faults.extend(_prose_faults(key, value))
    return faults


def item_faults(node: Node) -> tuple[Diagnostic, ...]:
    """`key:value` where a value stands that is not prose."""
    if not isinstance(node, Scalar) or ":" not in node.text or node.style != "plain":
        return ()
    glued = _GLUED.match(node.text)
    return (_glued(node, glued),) if glued else ()


def as_meant(entry: Entry) -> Entry:
    """The entry as its author meant it, if it has faults of `entry_faults`: so that one slip is told
    once, and not again by whoever wonders at a map in the place of prose."""
    key, value = entry.key, entry.value
    if key.style == "plain" and (glued := _GLUED.match(key.text)):
        word, rest = key.text[: glued.end() - 1], key.text[glued.end() :]
        middle = key.start + glued.end()
        return Entry(replace(key, text=word, end=middle - 1), replace(key, text=rest, start=middle))
    if key.text in PROSE_KEYS and not isinstance(value, Scalar):
        written = " ".join(value.page.text[value.start : value.end].split())
        return Entry(key, Scalar(written, "plain", value.page, value.start, value.end))
    if key.text not in PROSE_KEYS and isinstance(value, Scalar) and (glued := _GLUED.match(value.text)):
        middle = value.start + glued.end()
        inner = Entry(
            replace(value, text=value.text[: glued.end() - 1], end=middle - 1),
            replace(value, text=value.text[glued.end() :], start=middle),
        )
        return Entry(key, Mapping((inner,), False, value.page, value.start, value.end))
    return entry


def _glued(scalar: Scalar, glued: re.Match[str]) -> Diagnostic:
    word = glued.group()
    span = scalar.at(len(word) - 1, len(word))
    message = f"no space after `{word}`, so this is no key but one word"
    return diagnostic(span, "no-space-after-colon", message, f"write `{word} ` with a space")


def _prose_faults(key: Scalar, value: Scalar | Mapping | Sequence) -> Iterator[Diagnostic]:
    page = value.page
    match value:
        case Scalar(style="plain", end=end) if value.text and (comment := _HASH.match(page.text, end)):
            start = comment.start() + len(comment.group()) - len(comment.group().lstrip())
            message = f"YAML drops everything from ` #` on, so this is no part of `{key.text}`"
            hint = "put the value into quotes, or a comment onto a line of its own"
            yield diagnostic(page.span(start, comment.end()), "hash-in-prose", message, hint)
        case Scalar(style="folded"):
            message = f"under `>` YAML folds lines and paragraphs of `{key.text}` before they are read"
            yield diagnostic(
                page.span(value.start, value.start + 1), "prose-without-block", message, "write `|`"
            )
        case Scalar(text=text) if "\n" in text.rstrip():
            at = text.index("\n")
            message = f"outside a `|` block YAML folds the paragraphs of `{key.text}` before they are read"
            yield diagnostic(value.at(at + 1, at + 2), "prose-without-block", message, _BLOCK)
        case Mapping(flow=True, entries=entries) if any(_unlike_yaml(entry) for entry in entries):
            message = f"prose that opens with `{{` is a map to YAML, so `{key.text}` has no text"
            yield diagnostic(page.span(value.start, value.start + 1), "brace-opens-prose", message, _BLOCK)
        case Sequence(flow=True):
            message = f"prose that opens with `[` is a list to YAML, so `{key.text}` has no text"
            yield diagnostic(page.span(value.start, value.start + 1), "brace-opens-prose", message, _BLOCK)
        case Mapping(flow=False, entries=(first, *_)) if not ID.fullmatch(first.key.text):
            colon = first.key.end
            message = f"`: ` inside unquoted prose makes a map of it, so `{key.text}` has no text"
            yield diagnostic(page.span(colon, colon + 1), "colon-in-prose", message, _BLOCK)


def _unlike_yaml(entry: Entry) -> bool:
    """Whether an entry of a flow mapping is rather the beginning of prose than an entry."""
    value = entry.value
    return not ID.fullmatch(entry.key.text) or (
        isinstance(value, Scalar) and (not value.text or "|" in value.text)
    )
