"""Words are parted in narrow prose, where the machine knows how; nowhere else."""

import sys

import pytest

from game.core.prose import ToldParagraph, Words
from game.terminal import hyphens
from game.terminal.layout import typeset, width
from game.terminal.prose import prose

KNOWN = {"revolution": (3, 6), "secretary": (3, 6), "congresses": (3, 7), "—": ()}


@pytest.fixture
def dictionary(monkeypatch):
    monkeypatch.setattr(hyphens, "points", lambda word: KNOWN.get(word, ()))


def lines(text, measure):
    return [row.text for row in typeset((Words(text),), measure, hyphenate=True)]


def test_a_word_is_parted_where_its_beginning_still_fits(dictionary):
    assert lines("of the revolution now", 14) == ["of the revolu-", "tion now"]
    assert lines("of the revolution now", 13) == ["of the rev-", "olution now"]
    assert lines("of the revolution now", 10) == ["of the", "revolution", "now"]


def test_no_more_than_two_lines_in_a_row_end_in_a_hyphen(dictionary):
    drawn = lines("revolution " * 12, 9)
    ends = "".join("-" if each.endswith("-") else "." for each in drawn)
    assert "--" in ends
    assert "---" not in ends


def test_nothing_is_lost_or_added_but_hyphens(dictionary):
    text = "the revolution and its secretary in congresses of the revolution " * 5
    for measure in range(8, 55):
        drawn = lines(text, measure)
        assert "".join(drawn).replace("-", "").replace(" ", "") == text.replace(" ", "")
        assert all(width(each) <= measure for each in drawn)


def test_broad_lines_part_no_word(dictionary):
    told = (ToldParagraph((Words("on " + "revolution " * 40),)),)
    assert not any(row.text.endswith("-") for row in prose(told, 56))
    assert any(row.text.endswith("-") for row in prose(told, 55))


def test_names_and_the_last_word_stay_whole(dictionary):
    assert lines("of the Revolution now", 14) == ["of the", "Revolution now"]
    assert lines("of the revolution", 14) == ["of the", "revolution"]


def test_a_parted_word_keeps_its_voice(dictionary):
    words = (Words("of the "), Words("revolution", "stress", "october"), Words(" now"))
    first, second = typeset(words, 14, hyphenate=True)
    assert (first.spans[-1].text, first.spans[-1].emphasis, first.spans[-1].link) == (
        "revolu-",
        "stress",
        "october",
    )
    assert second.spans[0].text == "tion"


def test_without_pyphen_nothing_is_parted(monkeypatch):
    monkeypatch.undo()
    monkeypatch.setitem(sys.modules, "pyphen", None)
    hyphens.points.cache_clear()
    hyphens._dictionary.cache_clear()
    try:
        assert hyphens.points("revolution") == ()
    finally:
        hyphens.points.cache_clear()
        hyphens._dictionary.cache_clear()


def test_pyphen_knows_english():
    pytest.importorskip("pyphen")
    pyphen = hyphens._dictionary()
    assert pyphen.inserted("revolution") != "revolution"
