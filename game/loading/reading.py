"""From the bytes of a file to its text, or to what is wrong with the bytes."""

from __future__ import annotations

import codecs
import re

from game.core.value import replace
from game.loading.characters import CONTROL, DIRECTION, describe, printable
from game.loading.codes import diagnostic
from game.loading.diagnostic import Diagnostic, Span
from game.loading.page import Page

_MARKS = (
    (codecs.BOM_UTF32_LE, "UTF-32"),
    (codecs.BOM_UTF32_BE, "UTF-32"),
    (codecs.BOM_UTF16_LE, "UTF-16"),
    (codecs.BOM_UTF16_BE, "UTF-16"),
)
_SAVE_AS_UTF8 = "save the file as UTF-8, without a byte order mark"
_MOVE_OUT = "move it out of the story's folder"


def read_page(path: str, data: bytes) -> tuple[Page | None, tuple[Diagnostic, ...]]:
    """The page that the bytes hold. None, with an error, where they are not clean UTF-8 text: what
    could steer a terminal or hide in the line is not read any further."""
    if encoding := _marked(data):
        return None, (_whole(path, "not-utf8", f"the file is {encoding}, not UTF-8", _SAVE_AS_UTF8),)
    found: list[Diagnostic] = []
    if data.startswith(codecs.BOM_UTF8):
        data = data[len(codecs.BOM_UTF8) :]
        message = "the file begins with a byte order mark"
        found.append(_whole(path, "byte-order-mark", message, _SAVE_AS_UTF8))
    if b"\0" in data:
        return None, (*found, _with_zeros(path, data))
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        return None, (*found, _undecodable(path, data, error.start))
    read = Page(path, text)
    faults = (*_faults(read, CONTROL, "control-character"), *_faults(read, DIRECTION, "bidi-control"))
    return (None if faults else read), (*found, *faults)


def _marked(data: bytes) -> str:
    for mark, name in _MARKS:
        if data.startswith(mark):
            return name
    return ""


def _with_zeros(path: str, data: bytes) -> Diagnostic:
    head = data[:4096]
    for first, name in ((0, "big"), (1, "little")):
        if head and head[first::2].count(0) > 0.4 * len(head[first::2]):
            message = f"the file looks like UTF-16 ({name}-endian), not UTF-8"
            return _whole(path, "not-utf8", message, _SAVE_AS_UTF8)
    return _whole(path, "not-text", "this is no text file: it holds zero bytes", _MOVE_OUT)


def _undecodable(path: str, data: bytes, offset: int) -> Diagnostic:
    """The first byte that is not UTF-8, in its line as far as that can be read."""
    start = max(data.rfind(b"\n", 0, offset), data.rfind(b"\r", 0, offset)) + 1
    before = data[start:offset].decode("utf-8", "replace")
    line = len(re.findall(rb"\r\n|\r|\n", data[:start])) + 1
    column = len(before) + 1
    rest = re.split(rb"[\r\n]", data[start : start + 2000], maxsplit=1)[0].decode("utf-8", "replace")
    guess = _guess(data)
    message = "this is not UTF-8" + (f"; it looks like {guess}" if guess else "")
    code = "not-utf8" if guess else "not-text"
    hint = _SAVE_AS_UTF8 if guess else _MOVE_OUT
    found = diagnostic(Span(path, line, column, line, column + 1), code, message, hint)
    return replace(found, source=printable(rest))


def _guess(data: bytes) -> str:
    """The encoding that the bytes look like, among those that an author of this story may have."""
    sample = data[:65536]
    controls = len(re.findall(rb"[\x00-\x08\x0e-\x1f]", sample))
    if controls * 20 > len(sample):
        return ""
    letters = len(re.findall(rb"[A-Za-z]", sample))
    low, high = len(re.findall(rb"[\xc0-\xdf]", sample)), len(re.findall(rb"[\xe0-\xff]", sample))
    if low + high <= letters / 8 + 2:
        return "Windows-1252" if re.search(rb"[\x80-\x9f]", sample) else "Latin-1"
    return "KOI8-R" if low > high else "Windows-1251"


def _faults(read: Page, pattern: re.Pattern[str], code: str) -> tuple[Diagnostic, ...]:
    """The first fault of a kind, with the number of lines that have more of it."""
    match = pattern.search(read.text)
    if not match:
        return ()
    lines = {read.line_at(each.start()) for each in pattern.finditer(read.text)}
    span = read.span(match.start(), match.end())
    more = f", and on {len(lines) - 1} more lines" if len(lines) > 1 else ""
    name = describe(match.group())
    hint = "delete it: until then nothing is read from this file"
    found = diagnostic(span, code, f"{name} stands here{more}", hint)
    return (replace(found, source=read.line(span.line)),)


def _whole(path: str, code: str, message: str, hint: str) -> Diagnostic:
    """Something about a whole file: placed at its beginning."""
    return diagnostic(Span(path, 1, 1, 1, 1), code, message, hint)
