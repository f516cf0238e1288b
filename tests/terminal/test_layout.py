import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from game.core.prose import ToldDocument, ToldParagraph, Words
from game.terminal import layout
from game.terminal.layout import MEASURE, clipped, layout_for, typeset, width
from game.terminal.prose import leaders, prose, title_block
from game.terminal.quotes import curled
from game.terminal.rows import Span

LETTERS = st.text(alphabet="abcdeéЖ漢—- \u00a0’”.\u0301", max_size=200)
PIECES = st.lists(st.builds(Words, LETTERS, st.sampled_from(["plain", "stress", "strong"])), max_size=6)
COLUMNS = st.integers(30, 240)


def test_what_is_taken_to_be_a_column_wide_is_so_by_rich():
    narrow = [each for each in map(chr, range(sys.maxunicode + 1)) if layout._NARROW.fullmatch(each)]
    assert len(narrow) > 500
    assert [each for each in narrow if cell_len(each) != 1] == []


@given(st.text(max_size=40))
def test_a_text_is_as_wide_as_rich_has_it(text):
    assert width(text) == (len(text) if text.isascii() else cell_len(text))


@given(COLUMNS, st.integers(5, 90))
def test_a_layout_never_exceeds_its_terminal(columns, rows):
    made = layout_for(columns, rows)
    beside = made.gap + made.panel
    assert made.margin + made.measure + beside <= columns
    assert 1 <= made.measure <= MEASURE
    assert made.margin >= 0
    assert (made.panel > 0) == (columns >= 100)
    assert made.panel == 0 or made.panel >= 24


@given(st.integers(1, 240), st.integers(30, 66))
def test_a_shorter_measure_is_honoured(columns, widest):
    assert layout_for(columns, 24, widest).measure <= widest


@given(PIECES, st.integers(2, 80), st.integers(0, 4), st.integers(0, 4))
def test_no_line_is_wider_than_its_measure(pieces, measure, first, rest):
    for row in typeset(pieces, measure, first, rest):
        room = max(measure, max(first, rest) + 2)  # one wide letter goes anywhere
        assert width(row.text) <= room


@given(PIECES, st.integers(4, 80))
def test_nothing_but_spaces_at_the_ends_of_lines_is_lost(pieces, measure):
    text = curled("".join(piece.text for piece in pieces))
    rows = typeset(pieces, measure)
    assert "".join(row.text for row in rows).replace(" ", "") == text.replace(" ", "").replace("\u00a0", "")


@given(PIECES, st.integers(4, 80))
def test_every_letter_keeps_its_emphasis(pieces, measure):
    def letters(spans):
        return [(each, span.emphasis) for span in spans for each in span.text if each not in " \u00a0"]

    rows = typeset(pieces, measure)
    drawn = letters(span for row in rows for span in row.spans)
    assert [voice for _, voice in drawn] == [voice for _, voice in letters(pieces)]


def lines(text, measure):
    return [row.text for row in typeset((Words(text),), measure)]


def test_lines_break_at_spaces():
    assert lines("Lenin is dying. Four years from now", 16) == ["Lenin is dying.", "Four years from", "now"]


def test_no_line_breaks_at_a_no_break_space():
    assert lines("on 18\u00a0January\u00a01924 he", 16) == ["on", "18 January 1924", "he"]
    assert lines("§\u202f4 of it", 4) == ["§ 4", "of", "it"]


def test_a_no_break_space_is_painted_as_a_space():
    assert "\u00a0" not in lines("Dr\u00a0Guetier", 40)[0]


def test_a_line_may_break_after_an_em_dash_and_never_before_it():
    assert lines("proofs—someone had sat", 12) == ["proofs—", "someone had", "sat"]
    assert lines("the end—”", 8) == ["the", "end—”"]


def test_a_line_may_break_after_a_hyphen_between_letters_only():
    assert lines("the vice-president", 12) == ["the vice-", "president"]
    assert lines("in 1924-1925", 9) == ["in", "1924-1925"]
    assert lines("a --dash", 6) == ["a", "--dash"]


def test_a_word_that_no_line_holds_is_cut():
    assert lines("abcdefghij", 4) == ["abcd", "efgh", "ij"]


def test_an_accent_stays_with_its_letter():
    assert lines("о\u0301о\u0301о\u0301о\u0301", 2) == ["о\u0301о\u0301", "о\u0301о\u0301"]


def test_quotes_open_and_close_across_voices():
    told = (
        Words('She says "'),
        Words("now", "stress"),
        Words('," and he\'s gone. "\'24?" "\'Who?\' he says."'),
    )
    (row,) = typeset(told, 66)
    assert row.text == "She says “now,” and he’s gone. “’24?” “‘Who?’ he says.”"
    assert row.spans[1] == Span("now", "text", "stress")


@pytest.mark.parametrize(
    ("typed", "set_"),
    [
        ('he said—"and then"', "he said—“and then”"),
        ('"And—" he', "“And—” he"),
        ('("no")', "(“no”)"),
        ('"...and so"', "“...and so”"),
        ("the days' end", "the days’ end"),
        ("April - August 1924", "April\u00a0– August 1924"),
        ("vice-president, --dash, -1", "vice-president, --dash, -1"),
    ],
)
def test_quotes_and_dashes_are_set_as_a_printer_sets_them(typed, set_):
    assert curled(typed) == set_


@given(st.text(alphabet="ab \"'-—(“.\u00a0", max_size=60))
def test_setting_changes_no_length(text):
    assert len(curled(text)) == len(text)


def test_indents_count_towards_the_measure():
    rows = [row.text for row in typeset((Words("one two three"),), 9, first=2, rest=4)]
    assert rows == ["  one two", "    three"]


def test_square_brackets_colons_and_years_are_printed_as_typed():
    assert lines("[sic] :star: 1924 [/b]", 40) == ["[sic] :star: 1924 [/b]"]


def test_paragraphs_are_indented_but_the_first_and_those_after_documents():
    told = (
        ToldParagraph((Words("One."),)),
        ToldParagraph((Words("Two."),)),
        ToldDocument("telegram", ((Words("COME"),), (Words("HOME"),)), (Words("Stalin"),)),
        ToldParagraph((Words("Three."),)),
    )
    assert [row.text for row in prose(told, 20)] == [
        "One.",
        "  Two.",
        "",
        "  │ TELEGRAM",
        "  │ COME",
        "  │ HOME",
        "  │       — Stalin",
        "",
        "Three.",
    ]


@given(st.text(alphabet="ab Ж", max_size=90), st.text(max_size=30, alphabet="ab ,1"), st.integers(20, 66))
def test_a_title_block_fits_whatever_its_title(title, where, measure):
    assert all(width(row.text) <= measure for row in title_block(title, "", where, measure))


@given(st.text(alphabet="abЖ漢 ", max_size=60), st.text(alphabet="abЖ", max_size=12), st.integers(20, 66))
def test_leaders_fill_the_measure(name, value, measure):
    assert width(leaders(name, value, measure).text) in (measure, measure - 1)  # a wide letter may not fit


@given(st.text(alphabet="ab漢", max_size=40), st.integers(0, 50))
def test_clipped_text_fits_and_says_that_it_was_cut(text, room):
    short = clipped(text, room)
    assert width(short) <= room
    assert short == text or room == 0 or short.endswith("…")


def test_links_survive_line_breaking():
    (row,) = typeset((Words("see the "), Words("smychka", link="smychka")), 40)
    assert row.spans[-1] == Span("smychka", "text", "plain", "smychka")


def test_a_word_without_end_is_set_in_a_time_that_grows_as_it_does(monkeypatch):
    looked_at = []

    def counted(text):
        looked_at.append(len(text))
        return len(text)

    monkeypatch.setattr(layout, "width", counted)
    rows = typeset((Span("é" * 20_000),), 20)
    assert len(rows) == 1_000
    assert sum(looked_at) < 20 * 20_000
