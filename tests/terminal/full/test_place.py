"""The reading place is kept by paragraph, whatever the width."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from game.terminal.full import moves
from game.terminal.full.place import Mark, extents, found, marked
from game.terminal.mode import Size
from game.terminal.rows import BLANK, row
from tests.terminal.full.scenes import Reader, scene

WIDTHS = st.integers(40, 240)


def top_row(reader):
    spread = reader.room.sight.spread()
    return spread.drawn.rows[spread.top]


@given(WIDTHS, WIDTHS, st.integers(0, 80))
def test_the_paragraph_at_the_top_is_at_the_top_in_any_other_width(before, after, rows):
    reader = Reader(before).at(scene())
    reader.room.wheel(rows)
    anchor = top_row(reader).anchor
    reader.room.size = Size(after, 24)
    assert not anchor or top_row(reader).anchor == anchor


@given(WIDTHS, st.lists(WIDTHS, min_size=1, max_size=4), st.integers(0, 80))
def test_a_window_that_gets_its_size_back_shows_the_row_it_showed(before, others, rows):
    reader = Reader(before).at(scene())
    reader.room.wheel(rows)
    shown = reader.rows
    for columns in (*others, before):
        reader.room.size = Size(columns, 24)
        reader.rows  # noqa: B018 - it is looked at in every size
    assert reader.rows == shown


@pytest.mark.parametrize("columns", [40, 50, 80, 100, 140, 240])
def test_no_row_is_wider_than_the_screen(columns):
    reader = Reader(columns).at(scene())
    for _ in range(40):
        assert max(map(len, reader.rows)) <= columns - reader.room.sight.layout.margin
        reader.room.move(moves.read_on)


@given(st.integers(0, 9))
def test_every_row_has_a_mark_that_finds_it(top):
    rows = (row("a", anchor="passage 1"), row("b", anchor="passage 1"), BLANK, row("c"), *[row("d", anchor="offer 1")] * 3, BLANK, row("e"), BLANK)  # fmt: skip  # noqa: E501
    where = extents(rows)
    assert found(rows, where, marked(rows, where, top)) == top


def test_what_is_not_there_any_more_is_looked_for_where_it_was():
    rows = tuple(row("a", anchor=f"passage 1.{each}") for each in (1, 2, 9, 10))
    assert found(rows, extents(rows), Mark("passage 1.5")) == 1
    assert found(rows, extents(rows), Mark("passage 1.12")) == 3
    assert found(rows, extents(rows), Mark("offer 1")) == 0
