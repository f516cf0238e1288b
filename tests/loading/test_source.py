"""Files as nodes with places, and what is wrong with them as files."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from game.loading.codes import SEVERITIES
from game.loading.diagnostic import Diagnostic, Span
from game.loading.source import Mapping, Node, Scalar, Sequence, read_folder, read_text
from tests.loading.marked import unmarked

BOTH = pytest.mark.parametrize("fast", [True, False], ids=["libyaml", "python"])


def plain(node: Node | None) -> object:
    """A node as lists, dictionaries and texts."""
    match node:
        case Scalar(text):
            return text
        case Mapping(entries):
            return {entry.key.text: plain(entry.value) for entry in entries}
        case Sequence(items):
            return [plain(item) for item in items]
    return None


def read(text: str, *, fast: bool = True):
    return read_text("a.yaml", text.encode(), fast=fast)


FAULTS = {
    "a key twice": ("duplicate-key", "a: b\nc: d\n⟦a⟧: e\n"),
    "a key twice, deeper": ("duplicate-key", "x:\n  a: b\n  ⟦a⟧: e\n"),
    "an anchor": ("anchor", "a: ⟦&x⟧ b\n"),
    "an anchor on a map": ("anchor", "a: ⟦&x⟧\n  b: c\n"),
    "an alias": ("alias", "a: b\nc: ⟦*a⟧\n"),
    "prose that opens with stress": ("alias", "a:\n  text: ⟦*⟧Pravda* is wrong.\n"),
    "a merge key": ("merge-key", "a:\n  ⟦<<⟧: {b: c}\n"),
    "a tag": ("tag", "a: ⟦!!int⟧ 3\n"),
    "prose that opens with a call": ("tag", "a: ⟦!⟧\n"),
    "a directive": ("directive", "⟦%YAML 1.1⟧\n---\na: b\n"),
    "a directive that is none": ("directive", "%YAML ⟦x⟧\n---\na: b\n"),
    "a directive of another time": ("directive", "⟦%⟧YAML 3.1\n---\na: b\n"),
    "a star alone": ("alias", "a: ⟦*⟧\n"),
    "a word and": ("anchor", "a: ⟦&⟧\n"),
    "a call with a name": ("tag", "a: ⟦!⟧a!b c\n"),
    "words after the end of a document": ("several-documents", "a: b\n...\n⟦c⟧: d\n"),
    "an escape beyond Unicode": ("bad-escape", 'a: "⟦\\U⟧00110000"\n'),
    "two documents": ("several-documents", "a: b\n⟦---⟧\nc: d\n"),
    "a map as a key": ("bad-key", "? ⟦{a: b}⟧\n: c\n"),
    "no key": ("bad-key", "⟦:⟧ c\n"),
    "an empty key": ("bad-key", "⟦''⟧: c\n"),
    "a comment after prose": ("hash-in-prose", "a:\n  label: Go to cell ⟦#4 and knock.⟧\n"),
    "a comment in prose that goes on": ("hash-in-prose", "a:\n  label: Go to cell ⟦#4 and⟧\n    knock.\n"),
    "prose under the wrong sign": ("prose-without-block", "a:\n  text: ⟦>⟧\n    x\n    y\n"),
    "plain prose of two paragraphs": ("prose-without-block", "a:\n  text: x\n\n    ⟦y⟧z\n"),
    "quoted prose of two paragraphs": ("prose-without-block", "a:\n  text: 'x\n\n    ⟦y⟧'\n"),
    "prose that opens with a brace": ("brace-opens-prose", "a:\n  text: ⟦{⟧if x: he|she} looks\n"),
    "prose that is a brace": ("brace-opens-prose", "a:\n  text: ⟦{⟧army >= 2: he|she}\n"),
    "prose that opens with a link": ("brace-opens-prose", "a:\n  text: ⟦[⟧[smychka]] is a word\n"),
    "prose that is a link": ("brace-opens-prose", "a:\n  text: ⟦[⟧[smychka]]\n"),
    "a colon in prose": ("colon-in-prose", "a:\n  label: He said⟦:⟧ no.\n"),
    "a colon at the end of prose": ("colon-in-prose", "a:\n  label: He said⟦:⟧\n"),
    "a colon in prose on the next line": ("colon-in-prose", "a:\n  label:\n    He said⟦:⟧ no.\n"),
    "a colon in prose that goes on": ("colon-in-prose", "a:\n  label: He stood\n    and said⟦:⟧ no.\n"),
    "no space after a colon": ("no-space-after-colon", "a:\n  label⟦:⟧Go.\n"),
    "no space after a later colon": ("no-space-after-colon", "a:\n  title: X\n  label⟦:⟧Go.\n  to: b\n"),
    "no space after a colon in braces": ("no-space-after-colon", "a:\n  change: {army⟦:⟧+1}\n"),
    "no space after a colon in a list": ("no-space-after-colon", "a:\n  - if⟦:⟧x\n"),
    "a line that is no key": ("no-colon", "a:\n  text: |\n    foo\n  ⟦bar baz⟧\n  to: b\n"),
    "a tab before a key": ("tab-indent", "a:\n⟦\t⟧label: x\n"),
    "a tab in prose": ("forbidden-character", "a: x⟦\t⟧y\n"),
    "a tab in a block": ("forbidden-character", "a: |\n  x⟦\t⟧y\n"),
    "a line too deep": ("bad-indent", "a:\n  title: X\n    ⟦to⟧: b\n"),
    "a line not deep enough": ("bad-indent", "a:\n    title: X\n  ⟦to: b⟧\n"),
    "a list in a map": ("bad-indent", "a:\n  title: X\n  ⟦- b⟧\n"),
    "an escape that is none": ("bad-escape", 'a: "x ⟦\\q⟧"\n'),
    "words after the sign of a block": ("block-header", "a:\n  text: ⟦| H⟧ello\n    x\n"),
    "a value that begins with @": ("needs-quotes", "a: ⟦@⟧home\n"),
    "a value that begins with a percent": ("needs-quotes", "a: ⟦%⟧5\n"),
    "speech that goes on": ("words-after-quote", 'a:\n  label: "Come in," ⟦he said.⟧\n'),
    "a quote that is not closed": ("unclosed-quote", "a: ⟦'⟧Tis the season\nb: c\n"),
    "a quote that closes too late": ("unclosed-quote", "a: ⟦'⟧Tis the season\nb: It's here\n"),
    "a brace that is not closed": ("unclosed-bracket", "a: ⟦{⟧b: c\nd: e\n"),
    "a bracket that is not opened": ("unclosed-bracket", "a: ⟦]⟧\n"),
    "an escape character as an escape": ("control-character", 'a: "x⟦\\e⟧[31m"\n'),
    "an escape character as a number": ("control-character", 'a: "x⟦\\x1b⟧[31m"\n'),
    "an escape character in a key": ("control-character", '"x⟦\\e⟧": b\n'),
    "a mark of direction as a number": ("control-character", 'a: "x⟦\\u202e⟧y"\n'),
    "an escape character": ("control-character", "a: x⟦\x1b⟧[31m\n"),
    "a delete character": ("control-character", "a: x⟦\x7f⟧\n"),
    "a C1 control": ("control-character", "# x⟦\x9b⟧31m\na: b\n"),
    "a line separator": ("control-character", "a: x⟦\u2028⟧y\n"),
    "a mark of direction": ("bidi-control", "a: x⟦\u202e⟧y\n"),
    "an emoji": ("forbidden-character", "a: |\n  é漢字 ⟦😀⟧ y\n"),
    "a flag": ("forbidden-character", "a: ⟦🇷⟧🇺\n"),
    "an emoji of the old plane": ("forbidden-character", "a: ⟦⭐⟧\n"),
    "a zero-width joiner": ("forbidden-character", "a: x⟦\u200d⟧y\n"),
    "a zero-width space": ("forbidden-character", "a: x⟦\u200b⟧y\n"),
    "a word joiner": ("forbidden-character", "a: x⟦\u2060⟧y\n"),
    "a soft hyphen": ("forbidden-character", "a: x⟦\u00ad⟧y\n"),
    "an emoji's variation selector": ("forbidden-character", "a: ☭⟦\ufe0f⟧y\n"),
    "a byte order mark inside": ("forbidden-character", "a: x⟦\ufeff⟧y\n"),
    "thirty-three brackets": ("too-deep", "[" * 32 + "⟦[⟧" + "]" * 33),
}


@BOTH
@pytest.mark.parametrize("newline", ["\n", "\r\n", "\r"], ids=["lf", "crlf", "cr"])
@pytest.mark.parametrize(("code", "marked"), FAULTS.values(), ids=FAULTS.keys())
def test_a_fault_is_told_once_and_at_its_place(code: str, marked: str, newline: str, fast: bool) -> None:
    text, span = unmarked(marked)
    _, diagnostics = read(text.replace("\n", newline), fast=fast)
    assert [(each.code, each.span) for each in diagnostics] == [(code, span)]
    (diagnostic,) = diagnostics
    assert diagnostic.severity == SEVERITIES[code]
    assert diagnostic.message
    assert diagnostic.source
    assert "\x1b" not in diagnostic.message + diagnostic.hint + diagnostic.source


@BOTH
@pytest.mark.parametrize(
    "text",
    [
        "a: no\nb: 12:30\nc: 1924-01-21\nd: 0x1f\ne: ~\nf: null\n",
        "a: 'He said: no # really'\nb: \"tab\"\nc: http://example.org\n",
        "text: |\n  {if x: a|b} # no comment\n  - no list: really\n",
        "steps: [a, b] # a comment\nend: here # another\n",
        "# a comment\n---\na: b\n...\n",
        "change: {army: +1, letter: no}\n",
        "title: {title: An entry that is called title}\n",
        "log: {}\n",
        "dashes: — – - № ☭ ★ «о́» й\n",
    ],
)
def test_what_authors_may_write_is_clean(text: str, fast: bool) -> None:
    file, diagnostics = read(text, fast=fast)
    assert not diagnostics
    assert file.root is not None


@BOTH
def test_every_scalar_is_the_text_that_was_written(fast: bool) -> None:
    file, _ = read("a: no\nb: 12:30\nc: 1924-01-21\nd: +1\ne:\nf: ~\ng: 0o17\n", fast=fast)
    assert plain(file.root) == {
        "a": "no",
        "b": "12:30",
        "c": "1924-01-21",
        "d": "+1",
        "e": "",
        "f": "~",
        "g": "0o17",
    }


def test_an_empty_file_is_an_empty_mapping() -> None:
    for text in ("", "\n\n", "# only a comment\n", "---\n"):
        file, diagnostics = read(text)
        assert not diagnostics
        assert plain(file.root) in ({}, "")


@BOTH
def test_a_mapping_ends_with_its_last_value(fast: bool) -> None:
    file, _ = read("a:\n  b: c\n\n\nd: [e, f]\n", fast=fast)
    assert isinstance(file.root, Mapping)
    first, second = (entry.value for entry in file.root.entries)
    assert (first.span.line, first.span.column, first.span.end_line, first.span.end_column) == (2, 3, 2, 7)
    assert (second.span.line, second.span.column, second.span.end_column) == (5, 4, 10)
    assert isinstance(second, Sequence)
    assert second.flow


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("a:\n  text: {army >= 2: he|she} \n", {"a": {"text": "{army >= 2: he|she}"}}),
        ("a:\n  text: [[smychka]]\n", {"a": {"text": "[[smychka]]"}}),
        ("a:\n  label:\n    He said: no.\n", {"a": {"label": "He said: no."}}),
        ("a: {army:+1}\n", {"a": {"army": "+1"}}),
        ("a:\n  if:x\n", {"a": {"if": "x"}}),
    ],
)
def test_what_was_meant_is_read_so_that_a_slip_is_told_once(text: str, meant: object) -> None:
    file, diagnostics = read(text)
    assert len(diagnostics) == 1
    assert plain(file.root) == meant


@pytest.mark.parametrize("text", ["a: 'b\n", "a: *b\n", "a: b\n---\nc: d\n", "[" * 40, "a: \x1b\n"])
def test_a_file_that_cannot_be_read_has_no_nodes(text: str) -> None:
    file, diagnostics = read(text)
    assert file.root is None
    assert diagnostics


def test_lines_are_given_as_they_may_be_shown() -> None:
    file, _ = read('a: "\\e"\r\nb: c\n')
    assert file.lines == ('a: "\\e"', "b: c", "")
    _, (diagnostic,) = read("a: \x1b[31mred\n")
    assert diagnostic.source == "a: \ufffd[31mred"


@BOTH
@given(
    text=st.text(st.sampled_from("ab:-#'\"{}[]|>&*!%@`,? \n\t\\é漢😀\x1b~.") | st.characters(), max_size=60)
)
def test_no_text_makes_reading_fail(text: str, fast: bool) -> None:
    try:
        data = text.encode()
    except UnicodeEncodeError:
        return
    file, diagnostics = read_text("a.yaml", data, fast=fast)
    assert file.root is not None or any(each.severity == "error" for each in diagnostics)
    for each in diagnostics:
        assert each.code in SEVERITIES
        assert 1 <= each.span.line <= len(text.splitlines()) + 2


PIECES = [
    "a",
    "b",
    ": ",
    "\n",
    "  ",
    "- ",
    '"',
    "'",
    " | ",
    " #",
    "{",
    "}",
    "[",
    "]",
    ", ",
    "é",
    "a: ",
    "k: |\n  ",
    "\\",
]


@given(st.lists(st.sampled_from(PIECES), max_size=14).map("".join))
def test_libyaml_and_python_read_the_same(text: str) -> None:
    (one, told), (other, also_told) = (read(text, fast=fast) for fast in (True, False))
    if not told and not also_told:
        assert plain(one.root) == plain(other.root)


@given(st.binary(max_size=80))
def test_no_bytes_make_reading_fail(data: bytes) -> None:
    file, diagnostics = read_text("a.yaml", data)
    assert file.root is not None or diagnostics


def test_a_folder_is_read_in_the_order_of_its_paths(tmp_path: Path) -> None:
    for name in ("b.yaml", "chapters/02-x/y.yaml", "chapters/01-x/z.yml", "a.YAML"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text("a: b\n")
    sources = read_folder(tmp_path)
    assert [file.path for file in sources.files] == [
        "a.YAML",
        "b.yaml",
        "chapters/01-x/z.yml",
        "chapters/02-x/y.yaml",
    ]
    assert not sources.diagnostics


def test_other_files_hidden_files_and_branch_packs_are_passed_over(tmp_path: Path) -> None:
    for name in ("README.md", ".hidden.yaml", ".git/config.yaml", "branches/harvest/branch.yaml", "LICENSE"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text("a: 'b\n")
    (tmp_path / "chapters/branches").mkdir(parents=True)
    (tmp_path / "chapters/branches/x.yaml").write_text("a: b\n")
    sources = read_folder(tmp_path)
    assert [file.path for file in sources.files] == ["chapters/branches/x.yaml"]
    assert not sources.diagnostics


def test_diagnostics_of_others_are_quoted_from_the_files(tmp_path: Path) -> None:
    (tmp_path / "a.yaml").write_text("one: 1\ntwo: 2\n")
    sources = read_folder(tmp_path)
    found = Diagnostic(Span("a.yaml", 2, 1, 2, 4), "missing-target", "x")
    elsewhere = Diagnostic(Span("b.yaml", 2, 1, 2, 4), "missing-target", "x")
    assert [each.source for each in sources.quoted([found, elsewhere])] == ["two: 2", ""]
