"""From a folder of YAML to nodes with places. The only module that knows YAML.

YAML is read as a stream of events, never composed: depth is counted before anything recurses, and
anchors, aliases, tags and merge keys are seen before anything acts on them.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

import yaml

from game.core.value import dataclass, replace
from game.loading.codes import diagnostic
from game.loading.collecting import uncollected
from game.loading.diagnostic import Diagnostic
from game.loading.explain import Trouble, explain
from game.loading.folder import files, too_big
from game.loading.nodes import Entry, Mapping, Node, Scalar, Sequence, Style
from game.loading.page import Page
from game.loading.quoting import few_alike, quoted
from game.loading.reading import read_page
from game.loading.tree import MOST_BYTES
from game.loading.writing import as_meant, entry_faults, is_strange, item_faults, scalar_faults

__all__ = [
    "DEEPEST",
    "Entry",
    "Mapping",
    "Node",
    "Scalar",
    "Sequence",
    "SourceFile",
    "Sources",
    "read_folder",
    "read_text",
]

DEEPEST = 32
"""How deep mappings and sequences may stand in one another."""

_LOADERS = {True: getattr(yaml, "CSafeLoader", yaml.SafeLoader), False: yaml.SafeLoader}
_PROPERTY = re.compile(r"[&!]\S*")
_BEYOND = re.compile(r"\\U(?!000|0010)")
_A = {"anchor": "an anchor", "tag": "a tag"}
_STYLES: dict[str | None, Style] = {"'": "single", '"': "double", "|": "literal", ">": "folded"}


@dataclass(frozen=True, slots=True)
class SourceFile:
    """A file as read. `root` is None where it could not be read, which diagnostics say; an empty
    file is an empty mapping. `branch` is the branch to which it belongs, and `inner` its path in that
    branch's folder."""

    path: str
    root: Node | None
    page: Page | None = None
    branch: str = ""
    inner: str = ""

    @property
    def lines(self) -> tuple[str, ...]:
        """Its lines as they may be shown; none if it is no text."""
        return self.page.lines() if self.page else ()


@dataclass(frozen=True, slots=True)
class Sources:
    """All files of a story by path, then those of its branches, and what is wrong with them as files.
    `branches` are the names of the branches, in order, and what diagnostics call their folders."""

    files: tuple[SourceFile, ...]
    diagnostics: tuple[Diagnostic, ...]
    branches: tuple[tuple[str, str], ...] = ()

    def quoted(self, diagnostics: Iterable[Diagnostic]) -> tuple[Diagnostic, ...]:
        """The diagnostics with the lines that they begin on."""
        pages = {file.path: file.page for file in self.files}
        return tuple(quoted(each, pages.get(each.span.path)) for each in diagnostics)


ReadText = Callable[[str, bytes], "tuple[SourceFile, tuple[Diagnostic, ...]]"]


class Reread:
    """Reads texts, and remembers them: one that is as it was is not read again. Those that were not asked
    for since the last `begin` are forgotten."""

    def __init__(self) -> None:
        self._before: dict[tuple[str, bytes], tuple[SourceFile, tuple[Diagnostic, ...]]] = {}
        self._now = self._before

    def begin(self) -> None:
        """Another reading of a whole story begins."""
        self._before, self._now = self._now, {}

    def __call__(self, path: str, data: bytes) -> tuple[SourceFile, tuple[Diagnostic, ...]]:
        """As `read_text`."""
        found = self._now.get((path, data)) or self._before.get((path, data)) or read_text(path, data)
        self._now[path, data] = found
        return found


def read_folder(root: Path, shown: str = "", read: ReadText | None = None) -> Sources:
    """Every `*.yaml` and `*.yml` under the root but its branch packs, within the bounds of the story
    format, section 1.5. Never raises for what it finds there. `shown` is what diagnostics call the
    folder, where it is not the story's; `read` reads each file, where it is not `read_text`."""
    gathered: list[SourceFile] = []
    diagnostics: list[Diagnostic] = []
    with uncollected():
        for found in files(root):
            path = f"{shown}/{found.path}" if shown else found.path
            if found.data is None:
                if fault := found.diagnostic:
                    diagnostics.append(replace(fault, span=replace(fault.span, path=path)))
                gathered.append(SourceFile(path, None))
                continue
            file, faults = (read or read_text)(path, found.data)
            gathered.append(file)
            diagnostics.extend(faults)
    return Sources(tuple(gathered), tuple(sorted(diagnostics)))


def read_text(path: str, data: bytes, *, fast: bool = True) -> tuple[SourceFile, tuple[Diagnostic, ...]]:
    """One file from its bytes, and what is wrong with it. `fast` reads with libyaml where that is
    installed; both ways read the same."""
    if len(data) > MOST_BYTES:
        return SourceFile(path, None), (too_big(path, len(data)),)
    page, faults = read_page(path, data)
    if page is None:
        return SourceFile(path, None), faults
    reader = _Reader(page)
    root = reader.read(fast=fast)
    diagnostics = tuple(quoted(each, page) for each in few_alike(sorted(reader.diagnostics)))
    return SourceFile(path, root, page), (*faults, *sorted(diagnostics))


class _Open:
    """A mapping or sequence that has begun and not ended."""

    __slots__ = ("entries", "flow", "is_mapping", "items", "key", "keys", "start", "twice")

    def __init__(self, start: int, *, is_mapping: bool, flow: bool) -> None:
        self.start = start
        self.is_mapping = is_mapping
        self.flow = flow
        self.key: Node | None = None
        self.keys: dict[str, Scalar] = {}
        self.entries: list[Entry] = []
        self.items: list[Node] = []
        self.twice: list[tuple[Scalar, int]] = []
        """Keys that stand here twice, each with how many entries were before it."""


def _stretch(event: yaml.Event) -> tuple[int, int]:
    """Where an event's notation begins and ends, in code points from the file's beginning."""
    start, end = event.start_mark, event.end_mark
    return (start.index if start else 0), (end.index if end else 0)


class _Unreadable(Exception):
    """The rest of the file is not worth reading."""


class _Reader:
    """Builds the nodes of one page from its events."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.diagnostics: list[Diagnostic] = []
        self._open: list[_Open] = []
        self._root: Node | None = None
        self._documents = 0
        self._whole = True
        self._last: Scalar | None = None
        self._strange = is_strange(page.text)
        self._takers: dict[type[yaml.Event], Callable[[Any], None]] = {
            yaml.ScalarEvent: self._scalar,
            yaml.MappingStartEvent: lambda event: self._begin(event, is_mapping=True),
            yaml.SequenceStartEvent: lambda event: self._begin(event, is_mapping=False),
            yaml.MappingEndEvent: self._end,
            yaml.SequenceEndEvent: self._end,
            yaml.AliasEvent: self._alias,
            yaml.DocumentStartEvent: self._document,
        }

    def read(self, *, fast: bool) -> Node | None:
        try:
            self._take_all(_LOADERS[fast](self.page.text))
        except yaml.MarkedYAMLError as error:
            self._explain(error)
        except _Unreadable:
            return None
        except (yaml.YAMLError, ValueError, OverflowError) as error:
            # an escape beyond Unicode, where libyaml is not installed
            beyond = _BEYOND.search(self.page.text)
            start, end = beyond.span() if beyond else (0, 0)
            self._fault("bad-escape", start, end, f"this is not YAML: {str(error).splitlines()[0]}")
            return None
        if not self._whole:
            return None
        return self._root or Mapping((), False, self.page, 0, 0)

    def _take_all(self, loader: Any) -> None:
        following, takers = loader.get_event, self._takers
        try:
            while event := following():
                if take := takers.get(type(event)):
                    take(event)
        finally:
            for each in self._open:  # what YAML gave up in
                self._tell_twice(each)
            loader.dispose()

    def _scalar(self, event: yaml.ScalarEvent) -> None:
        start, end = _stretch(event)
        style = _STYLES.get(event.style, "plain")
        # the same words are keys and names all over a story
        text = sys.intern(event.value) if style == "plain" else event.value
        scalar = Scalar(text, style, self.page, start, end)
        if event.anchor is not None or event.tag is not None:
            self._property(event)
        if self._strange or style == "double":  # only there can escapes write what the page has not
            self.diagnostics.extend(scalar_faults(scalar))
        self._last = scalar
        self._put(scalar)

    def _begin(self, event: yaml.CollectionStartEvent, *, is_mapping: bool) -> None:
        start, _ = _stretch(event)
        if event.anchor is not None or event.tag is not None:
            self._property(event)
        if len(self._open) >= DEEPEST:
            self._fault(
                "too-deep", start, start + 1, f"this stands more than {DEEPEST} deep", "a bracket too many?"
            )
            raise _Unreadable
        self._open.append(_Open(start, is_mapping=is_mapping, flow=bool(event.flow_style)))

    def _end(self, event: yaml.CollectionEndEvent) -> None:
        _, end = _stretch(event)
        done = self._open.pop()
        node: Node
        if done.is_mapping:
            self._tell_twice(done)
            end = end if done.flow or not done.entries else done.entries[-1].value.end
            node = Mapping(tuple(done.entries), done.flow, self.page, done.start, end)
        else:
            end = end if done.flow or not done.items else done.items[-1].end
            node = Sequence(tuple(done.items), done.flow, self.page, done.start, end)
        self._put(node)

    def _put(self, node: Node) -> None:
        """Put a node where it belongs: it is the file, an item, a key, or the value of the last key."""
        if not self._open:
            self._root = self._root or node
            return
        inside = self._open[-1]
        if not inside.is_mapping:
            if not inside.flow:
                self.diagnostics.extend(item_faults(node))
            inside.items.append(node)
        elif inside.key is None:
            inside.key = node
        else:
            key, inside.key = inside.key, None
            self._entry(inside, key, node)

    def _entry(self, inside: _Open, key: Node, value: Node) -> None:
        if not isinstance(key, Scalar) or not key.text:
            self._fault("bad-key", key.start, key.end, "a key is one word", "write `key: value`")
            return
        if key.text == "<<" and key.style == "plain":
            self._fault(
                "merge-key", key.start, key.end, "`<<` is not part of the story format", "write it out"
            )
            return
        if key.text in inside.keys:
            inside.twice.append((key, len(inside.entries)))
            return
        inside.keys[key.text] = key
        entry = Entry(key, value)
        if faults := entry_faults(entry):
            self.diagnostics.extend(faults)
            entry = as_meant(entry)
        inside.entries.append(entry)

    def _tell_twice(self, done: _Open) -> None:
        """Keys that stand in a mapping twice. Several after a key without a value are those of something
        of which only the id stands too deep; that the key is strange is told elsewhere."""
        for key, before in done.twice:
            last = done.entries[before - 1].value if before else None
            is_empty = isinstance(last, Scalar) and last.style == "plain" and not last.text
            if is_empty and sum(each == before for _, each in done.twice) > 1:
                continue
            line = self.page.line_at(done.keys[key.text].start)
            message = f"`{key.text}` stands here twice; the first is on line {line}"
            self._fault("duplicate-key", key.start, key.end, message, "rename or delete one")

    def _property(self, event: yaml.NodeEvent) -> None:
        start, _ = _stretch(event)
        word = _PROPERTY.match(self.page.text, start)
        sign, end = (word.group()[:1], word.end()) if word else ("", start)
        code = "anchor" if sign == "&" else "tag"
        message = f"`{self.page.text[start : min(end, start + 40)]}` makes {_A[code]}; the format has none"
        self._fault(code, start, end, message, f"put prose that begins with `{sign}` into a `|` block")

    def _alias(self, event: yaml.AliasEvent) -> None:
        start, end = _stretch(event)
        inside = self._open[-1] if self._open else None
        if not (inside and isinstance(inside.key, Scalar) and inside.key.text == "<<"):
            hint = "write it out; prose that begins with `*` goes into a `|` block"
            word = self.page.text[start:end]
            self._fault("alias", start, end, f"`{word}` refers to an anchor; the format has none", hint)
        self._whole = False
        self._put(Scalar("", "plain", self.page, start, end))

    def _document(self, event: yaml.DocumentStartEvent) -> None:
        start, _ = _stretch(event)
        self._documents += 1
        if self._documents > 1:
            self._fault(
                "several-documents", start, start + 3, "`---` begins a second document", "use a file for each"
            )
            raise _Unreadable
        if event.version or event.tags:
            line = self.page.text[start:].split("\n", 1)[0]
            self._fault(
                "directive", start, start + len(line), "a `%` line at the top is not read", "delete it"
            )

    def _explain(self, error: yaml.MarkedYAMLError) -> None:
        problem = error.problem_mark.index if error.problem_mark else 0
        context = error.context_mark.index if error.context_mark else problem
        trouble = Trouble(str(error.problem), str(error.context), problem, context, self._last)
        found = explain(self.page, trouble)
        above = any(
            each.code == "no-space-after-colon" and each.span.line == found.span.line - 1
            for each in self.diagnostics
        )
        if above and found.code == "bad-indent":
            pass  # the line above was to be a key, and this one stands beside it
        elif found not in self.diagnostics:  # the same place and code: seen before YAML gave up
            self.diagnostics.append(found)
        self._whole = False

    def _fault(self, code: str, start: int, end: int, message: str, hint: str = "") -> None:
        self.diagnostics.append(diagnostic(self.page.span(start, end), code, message, hint))
