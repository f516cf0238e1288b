"""Where the characters of a scalar stand in its file."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from game.loading.source import Mapping, Scalar, read_text

LETTERS = st.text("abcxyzéж漢😀'\"#:{}[]*|>-,&!%@\\", min_size=1, max_size=8)
SAFE = st.text("abcdefgéж漢𝔸", min_size=1, max_size=6)


def scalar_of(text: str, *, fast: bool = True) -> Scalar:
    file, _ = read_text("a.yaml", text.encode(), fast=fast)
    assert isinstance(file.root, Mapping), text
    value = file.root.entries[-1].value
    assert isinstance(value, Scalar)
    return value


def characters(scalar: Scalar, source: str) -> str:
    """The text again, each character but white space read from the file at the place told for it."""
    lines = source.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    read = []
    for offset, character in enumerate(scalar.text):
        if character.isspace():
            read.append(character)
            continue
        span = scalar.at(offset)
        assert (span.end_line, span.end_column) >= (span.line, span.column + 1)
        read.append(lines[span.line - 1][span.column - 1])
    return "".join(read)


@given(
    st.lists(st.one_of(st.just(""), st.tuples(st.integers(0, 3), LETTERS)), min_size=1, max_size=6),
    st.integers(1, 6),
    st.sampled_from(["|", "|-", "|+", ">", ">-"]),
    st.sampled_from(["\n", "\r\n", "\r"]),
    st.booleans(),
)
def test_every_character_of_a_block_is_found_in_the_file(lines, indent, header, newline, fast) -> None:
    rows, first = [], True
    for line in lines:
        deeper, letters = line or (0, "")
        rows.append(" " * (indent + (0 if first else deeper)) + letters if letters else "")
        first = first and not letters
    source = newline.join(["other: 漢字", f"key: {header}", *rows, ""])
    scalar = scalar_of(source, fast=fast)
    assert characters(scalar, source) == scalar.text


@given(
    st.lists(st.lists(SAFE, min_size=1, max_size=3), min_size=1, max_size=4), st.sampled_from(["", "'", '"'])
)
def test_every_character_of_a_scalar_over_several_lines_is_found_in_the_file(lines, quote) -> None:
    source = "key: " + quote + "\n\n   ".join("  ".join(words) for words in lines) + quote + "\n"
    scalar = scalar_of(source)
    assert characters(scalar, source) == scalar.text


@pytest.mark.parametrize(
    "source",
    ['key: "a\\tb\\u00e9X"', "key: 'it''s X'", 'key: "\\x41X"', "key: !tag X", "key: &a X", "key: X"],
)
def test_escapes_are_counted_as_they_are_written(source: str) -> None:
    scalar = scalar_of(source)
    span = scalar.at(scalar.text.index("X"))
    column = source.index("X") + 1
    assert (span.line, span.column, span.end_column) == (1, column, column + 1)


def test_an_escaped_line_end_is_nothing() -> None:
    scalar = scalar_of('key: "one \\\n   two X"\n')
    assert scalar.text == "one two X"
    assert scalar.at(scalar.text.index("X")).column == 8


def test_an_explicit_indentation_keeps_the_spaces_after_it() -> None:
    scalar = scalar_of("key: |1\n   deep X\n")
    assert scalar.text == "  deep X\n"
    assert scalar.at(scalar.text.index("X")).column == 9


def test_a_stretch_ends_after_its_last_character() -> None:
    scalar = scalar_of("key: |\n  one two\n  three\n")
    span = scalar.at(4, 13)
    assert (span.line, span.column, span.end_line, span.end_column) == (2, 7, 3, 8)


def test_an_empty_stretch_has_a_place() -> None:
    scalar = scalar_of("key: |\n  one\n")
    span = scalar.at(3, 3)
    assert (span.line, span.column, span.end_column) == (2, 6, 6)


def test_a_text_that_was_not_written_stands_where_its_scalar_does() -> None:
    scalar = scalar_of("key: value\n")
    assert replace(scalar, text="something else").at(3) == scalar.span
