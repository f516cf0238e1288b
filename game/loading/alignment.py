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
_DOUBLE = re.compile(
    r"""
    (?P<verbatim>   [^\\\n \t]+ | [ \t]+(?![ \t]*\n) )
  | (?P<fold>       [ \t]*(?:\n[ \t]*)+ )
  | (?P<splice>     \\(?:[ \t]*\n[ \t]*)+ )
  | (?P<escape>     \\(?:x[0-9a-fA-F]{2}|u[0-9a-fA-F]{4}|U[0-9a-fA-F]{8}|[^\n]) )
  | (?P<other>      . )
    """,
    re.VERBOSE | re.DOTALL,
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
    opening = page[start : start + 1]
    match opening:
        case '"':
            found = _double(page, start + 1, end - 1)
        case "'":
            found = _single(page, start + 1, end - 1)
        case "|" | ">":
            found = _lines(page, page.find("\n", start, end) + 1 or end, end, text)
        case _:
            found = _lines(page, start, end, text)
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


def _lines(page: str, start: int, end: int, text: str) -> Iterator[Piece]:
    """Plain and block scalars: what stands on a line without the spaces around it is in the text as
    it is, and between lines the text has spaces and line ends only."""
    at = 0
    for match in _LINE.finditer(page, start, end):
        line = match.group()
        content = line.strip(" \t")
        if not content:
            continue
        file_at = match.start() + len(line) - len(line.lstrip(" \t"))
        found = text.find(content, at)
        if found < 0 or text[at:found].strip(" \t\n"):
            return
        # spaces before are the text's where the line is deeper, spaces after in literal blocks
        before = len(text[at:found]) - len(text[at:found].rstrip(" \t"))
        trailing = len(text) - found - len(content)
        after = 0
        while after < trailing and text[found + len(content) + after] in " \t":
            if line[len(line.rstrip(" \t")) + after :][:1] != text[found + len(content) + after]:
                break
            after += 1
        before = min(before, file_at - match.start()) if (at and text[at - 1 : at] == "\n") or not at else 0
        yield found - before, file_at - before, len(content) + before + after, len(content) + before + after
        at = found + len(content) + after


def _single(page: str, start: int, end: int) -> Iterator[Piece]:
    """Single quotes: `''` is one quote, line ends fold."""
    at = 0
    pattern = re.compile(
        r"(?P<quote>'')|(?P<fold>[ \t]*(?:\n[ \t]*)+)|(?P<verbatim>[^'\n \t]+|[ \t]+(?![ \t]*\n))|."
    )
    for match in pattern.finditer(page, start, end):
        length = {"quote": 1, "fold": _folded(match.group())}.get(match.lastgroup or "", len(match.group()))
        yield at, match.start(), length, len(match.group())
        at += length


def _double(page: str, start: int, end: int) -> Iterator[Piece]:
    """Double quotes: escapes are one character, line ends fold, an escaped line end is nothing."""
    at = 0
    for match in _DOUBLE.finditer(page, start, end):
        written = match.group()
        length = {"escape": 1, "splice": written.count("\n") - 1, "fold": _folded(written)}.get(
            match.lastgroup or "", len(written)
        )
        yield at, match.start(), length, len(written)
        at += length


def _folded(written: str) -> int:
    """How many characters of text the line ends of a quoted scalar make: a space, or the line ends
    after the first."""
    return max(1, written.count("\n") - 1)
