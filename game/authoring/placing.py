"""Where in its file a finding stands: not only at its subject, but at the variant, row or reason meant.

The markers of variants stand in the source in the order in which questions number them, so the place is
counted out. Where the source is not as expected, the place of the subject has to do.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from game.analysis.questions import Question
from game.core.value import replace
from game.loading.diagnostic import Span

_MARK = re.compile(r"\\.|\{\{|\}\}|\{(?P<inside>[^{}]*)\}")


def narrowed(lines: Sequence[str], place: Span, question: Question) -> Span:
    """The place of what a question is about, in the file that has these lines; the place of its subject
    if no nearer one is found."""
    if not 0 < place.line <= len(lines):
        return place
    words = question.part.split()
    block = block_of(lines, place.line - 1)
    found = None
    if question.kind == "choice-closed":
        number = int(words[1]) if words else 1
        found = _nth(lines, block, ("locked",), number)
    elif question.kind == "module-shown":
        found = _variant(lines, block, int(words[1]))
    elif question.kind == "row-applied":
        found = _row(lines, block, int(words[1]))
    elif question.kind == "variant-seen" and words:
        found = _marker(lines, block, words)
    if found is None:
        return place
    line, start, end = found
    return replace(place, line=line + 1, column=start + 1, end_line=line + 1, end_column=end + 1)


Found = tuple[int, int, int]
"""A line from 0, and from where to where in it."""


def block_of(lines: Sequence[str], first: int) -> range:
    """The lines that belong to the one given: those after it that are indented more."""
    deep = indent(lines[first])
    after = first + 1
    while after < len(lines) and (not lines[after].strip() or indent(lines[after]) > deep):
        after += 1
    return range(first + 1, after)


def indent(line: str) -> int:
    """How far a line is indented; the dash of a list counts as space."""
    rest = line.lstrip(" ")
    while rest.startswith("- "):
        rest = rest[2:].lstrip(" ")
    return len(line) - len(rest)


def _keys(lines: Sequence[str], block: range, names: Sequence[str]) -> list[Found]:
    """Where these keys stand in a block, if they are no part of a deeper prose."""
    found = []
    at = block.start
    while at < block.stop:
        line = lines[at]
        start = indent(line)
        key = line[start:].partition(":")[0]
        if key in names:
            found.append((at, start, start + len(key)))
        # what a block of prose says is no key
        at = block_of(lines, at).stop if line.rstrip().endswith(("|", "|-", "|+")) else at + 1
    return found


def _nth(lines: Sequence[str], block: range, names: Sequence[str], number: int) -> Found | None:
    keys = _keys(lines, block, names)
    return keys[number - 1] if number <= len(keys) else None


def _row(lines: Sequence[str], block: range, number: int) -> Found | None:
    """A row of `also`: its first line, or the key where the list does not stand in lines of its own."""
    keys = sorted(_keys(lines, block, ("also",)), key=lambda each: each[1])
    if not keys:
        return None
    # the list may be indented no more than its key
    after = [at for at in range(keys[0][0] + 1, block.stop) if lines[at].strip()]
    dashes = [at for at in after if lines[at].lstrip().startswith("- ")]
    rows = [at for at in dashes if _margin(lines[at]) == _margin(lines[dashes[0]])]
    if not after or dashes[:1] != after[:1] or number > len(rows):
        return keys[0]
    at = rows[number - 1]
    return at, indent(lines[at]), len(lines[at].rstrip())


def _margin(line: str) -> int:
    return len(line) - len(line.lstrip(" "))


def _variant(lines: Sequence[str], block: range, number: int) -> Found | None:
    """The variant of a module, of which each has one text."""
    texts = _keys(lines, block, ("text",))
    if number > len(texts):
        return None
    at = texts[number - 1][0]
    before = _keys(lines, range(block.start, at), ("if",))
    if before and "- " not in lines[at][: indent(lines[at])]:
        at = before[-1][0]
    return at, indent(lines[at]), len(lines[at].rstrip())


def _marker(lines: Sequence[str], block: range, words: Sequence[str]) -> Found | None:
    """The marker of a variant: `then 2`, `locked 1 2`, `answers party 1`, `variant 3 text 2`."""
    number = int(words[-1])
    match words[:-1]:
        case ["variant", which, "text"]:
            keys = _keys(lines, block, ("text",))
            key = keys[int(which) - 1] if int(which) <= len(keys) else None
        case ["locked", which]:
            key = _nth(lines, block, ("locked",), int(which))
        case [*_, name]:
            shallowest = sorted(_keys(lines, block, (name,)), key=lambda each: each[1])
            key = shallowest[0] if shallowest else None
        case _:
            key = None
    if key is None:
        return None
    markers = list(_markers(lines, range(key[0], block_of(lines, key[0]).stop)))
    return markers[number - 1] if number <= len(markers) else None


def _markers(lines: Sequence[str], block: range) -> Iterator[Found]:
    """The markers of variants in a prose, in order: each arm, the missing else where a block ends, and
    each inline variant."""
    has_else: list[bool] = []
    text = "\n".join(lines[at] for at in block)
    for mark in _MARK.finditer(text):
        inside = mark["inside"]
        if inside is None:
            continue
        where = _found(text, block.start, mark)
        if inside.startswith("if "):
            has_else.append(False)
            yield where
        elif inside.startswith("else if "):
            yield where
        elif inside == "else":
            if has_else:
                has_else[-1] = True
            yield where
        elif inside == "end":
            if has_else and not has_else.pop():
                yield where
        elif not inside.startswith("show:"):
            yield where


def _found(text: str, first: int, mark: re.Match[str]) -> Found:
    """Where a marker stands; of one that goes on in the next line, what stands in its first."""
    start = text.rfind("\n", 0, mark.start()) + 1
    end = text.find("\n", mark.start(), mark.end())
    line = first + text.count("\n", 0, mark.start())
    return line, mark.start() - start, (end if end >= 0 else mark.end()) - start
