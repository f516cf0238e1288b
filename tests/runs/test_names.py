"""Names are for people: compared as people compare them, and harmless to terminals and disks."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from game.runs.names import LONGEST, BadName, clean_name, folded, is_id, new_id, numbered
from tests.runs.small import LAWS


def test_a_name_is_kept_in_its_composed_form_without_spare_spaces():
    assert clean_name("  The  care\u0301ful one ") == "The caréful one"


@pytest.mark.parametrize(
    "text",
    ["", "   ", "x" * 61, "a\nb", "a\x1b[31m", "a\u200bb", "a\u202eb", "a\x7f", "\ud800", "a\u2028b", "a\tb"],
)
def test_a_name_that_is_none_is_refused_with_a_sentence(text):
    with pytest.raises(BadName) as bad:
        clean_name(text)
    assert str(bad.value).endswith(".")


@pytest.mark.parametrize(
    "text", ["x" * 60, "Троцкий", "北京", "L'été 1923", "../../etc", "CON", "e\u0301" * 60]
)
def test_any_other_name_will_do(text):
    assert len(clean_name(text)) <= LONGEST


def test_names_are_compared_without_case():
    assert folded("STRASSE") == folded("straße")
    assert folded("e\u0301TE") == folded("\u00c9te")
    assert folded("a") != folded("b")


def test_a_name_that_is_taken_is_numbered():
    assert numbered("First", []) == "First"
    assert numbered("First", ["FIRST"]) == "First (2)"
    assert numbered("First", ["first", "First (2)", "first (3)"]) == "First (4)"


def test_a_number_is_not_doubled():
    assert numbered("First (2)", ["First", "First (2)"]) == "First (3)"
    assert numbered("First (2)", ["First"]) == "First (2)"
    assert numbered("(2)", ["(2)"]) == "(2) (2)"


def test_a_long_name_makes_room_for_its_number():
    name = numbered("x" * 60, ["x" * 60])
    assert name == "x" * 56 + " (2)"


@given(st.text(max_size=80))
@LAWS
def test_a_clean_name_is_clean(text):
    try:
        name = clean_name(text)
    except BadName:
        return
    assert clean_name(name) == name
    assert unicodedata.is_normalized("NFC", name)
    assert 0 < len(name) <= LONGEST


def test_ids_mean_nothing_to_any_file_system():
    ids = {new_id() for _ in range(200)}
    assert len(ids) == 200
    assert all(is_id(each) for each in ids)
    assert not is_id("../../xx")
    assert not is_id("7K3Q9M2P")
    assert not is_id("7k3q9m2")
