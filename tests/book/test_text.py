"""The book as plain text."""

import pytest
from hypothesis import given, settings

from game.book.text import MEASURE, text
from game.terminal.layout import width
from tests.book.volumes import NASTY, WALKS, hostile_text, volume_of, volume_with


def whole(written):
    lines = written.split("\n")
    assert all(width(each) <= MEASURE for each in lines), max(lines, key=width)
    assert all(each == each.rstrip(" ") for each in lines)
    assert not any(each in written for each in ("\x1b", "\x00", "\u202e", "\t"))
    assert written.endswith("\n")
    assert "\n\n\n\n" not in written
    written.encode("utf-8")


@pytest.mark.parametrize("walk", [each.stem for each in WALKS])
def test_no_line_of_any_run_is_wider_than_the_measure(walk):
    whole(text(volume_of(walk)))


@pytest.mark.parametrize("nasty", NASTY, ids=range(len(NASTY)))
def test_what_a_terminal_would_obey_is_not_written(nasty):
    whole(text(volume_with(nasty)))


@given(hostile_text)
@settings(max_examples=25, deadline=None)
def test_any_text_fits(nasty):
    whole(text(volume_with(nasty)))
