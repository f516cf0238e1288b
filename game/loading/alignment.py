"""Where the characters of a scalar's text stand in its file.

YAML folds lines, drops indentation and reads escapes, so an offset in the text is not an offset in
the file. A scalar is aligned when somebody asks, which is when something in it is wrong.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from functools import lru_cache

# A stretch of text and the stretch of the file that it came from: (offset in text, offset in file,
# length in text, length in file). The lengths differ for escapes and folds only.
Piece = tuple[int, int, int, int]

_PROPERTIES = re.compile(r"(?:[&!]\S*\s+)+")
_LINE = re.compile(r"[^\n]+")
_PLAIN_LINE = re.compile(r"[^\s][^\n]*")
_FIRST = re.compile(r"(?:[ ]*\n)*(?P<spaces>[ ]*)(?=[^ \n])")
_GAPS = (" ", "\n")
_SINGLE = re.compile(
    r"""
    (?P<verbatim> [^'\n \t]+ | [ \t]+(?![ \t]*\n) )
  | (?P<fold>     [ \t]*(?:\n[ \t]*)+ )
  | (?P<escape>   '' )
    """,
    re.VERBOSE,
)
_DOUBLE = re.compile(
    r"""
    (?P<verbatim>   [^\\\n \t]+ | [ \t]+(?![ \t]*\n) )
  | (?P<fold>       [ \t]*(?:\n[ \t]*)+ )
  | (?P<splice>     \\(?:[ \t]*\n[ \t]*)+ )
  | (?P<escape>     \\(?:x[0-9a-fA-F]{2}|u[0-9a-fA-F]{4}|U[0-9a-fA-F]{8}|[^\n]) )
    """,
    re.VERBOSE,
)


def place(page: str, start: int, end: int, text: str, offset: int, until: int | None) -> tuple[int, int]:
    """The stretch of `page` that `text[offset:until]` was read from, where `page[start:end]` is the
    notation of the scalar. The whole notation if that cannot be told."""
    pieces = _pieces(page, start, end, text)
    if pieces is None:
        return start, end
    first = _locate(pieces, max(offset, 0), last=False)
    if until is not None and until <= offset:
        return first, first
    last = _locate(pieces, (offset if until is None else until - 1), last=True)
    return first, max(first, last)


def _locate(pieces: tuple[Piece, ...], offset: int, *, last: bool) -> int:
    """The offset in the file of a character of the text, or of its end."""
    index = bisect_right(pieces, offset, key=lambda piece: piece[0]) - 1
    text_at, file_at, text_length, file_length = pieces[max(index, 0)]
    into = offset - text_at
    if into >= text_length:
        # between pieces stand line ends and indentation, after the last the end of the text
        following = pieces[index + 1][1] if index + 1 < len(pieces) else file_at + file_length
        return min(file_at + file_length + (into - text_length) + int(last), following)
    if text_length == file_length:
        return file_at + into + int(last)
    return file_at + (file_length if last else 0)


@lru_cache(maxsize=8)
def _pieces(page: str, start: int, end: int, text: str) -> tuple[Piece, ...] | None:
    """The pieces of a scalar in order, never none; None if text and notation do not fit."""
    if properties := _PROPERTIES.match(page, start, end):
        start = properties.end()
    match page[start : start + 1]:
        case '"':
            found = _quoted(page, start + 1, end - 1, _DOUBLE)
        case "'":
            found = _quoted(page, start + 1, end - 1, _SINGLE)
        case "|" | ">":
            found = _block(page, page.find("\n", start, end) + 1 or end, end, text)
        case _:
            found = _plain(page, start, end, text)
    pieces = tuple(found)
    if not pieces:
        return ((0, start, 0, 0),) if not text else None
    fits = all(
        text[at : at + length] == page[file_at : file_at + file_length]
        for at, file_at, length, file_length in pieces
        if length == file_length and length > 1
    )
    end_of_pieces = pieces[-1][0] + pieces[-1][2]
    return pieces if fits and not text[end_of_pieces:].strip("\n ") else None


def _plain(page: str, start: int, end: int, text: str) -> Iterator[Piece]:
    """Plain scalars: every line without the spaces around it, between them spaces and line ends."""
    at = 0
    for match in _PLAIN_LINE.finditer(page, start, end):
        content = match.group().rstrip()
        while text[at : at + 1] in _GAPS:
            at += 1
        if not text.startswith(content, at):
            return
        yield at, match.start(), len(content), len(content)
        at += len(content)


def _block(page: str, start: int, end: int, text: str) -> Iterator[Piece]:
    """Blocks, `|` and `>`: every line without the indentation of the block, between them line ends
    or, folded, a space."""
    deep = _leading(page[start:end]) - _leading(text)
    at = 0
    for match in _LINE.finditer(page, start, end):
        content = match.group()[deep:]
        if not content.strip(" "):
            continue
        while text[at : at + 1] == "\n" or (text[at : at + 1] == " " and content[0] != " "):
            at += 1
        if not text.startswith(content, at):
            return
        yield at, match.start() + deep, len(content), len(content)
        at += len(content)


def _leading(text: str) -> int:
    """The spaces before the first line that has more than spaces."""
    match = _FIRST.match(text)
    return len(match["spaces"]) if match else 0


def _quoted(page: str, start: int, end: int, pattern: re.Pattern[str]) -> Iterator[Piece]:
    """Quoted scalars: escapes are one character, line ends fold, an escaped line end is nothing."""
    at = 0
    for match in pattern.finditer(page, start, end):
        written = match.group()
        match match.lastgroup:
            case "escape":
                length = 1
            case "fold":  # a space, or the line ends after the first
                length = max(1, written.count("\n") - 1)
            case "splice":
                length = written.count("\n") - 1
            case _:
                length = len(written)
        yield at, match.start(), length, len(written)
        at += length
