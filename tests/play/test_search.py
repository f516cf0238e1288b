import pytest

from game.play.search import best, folded, rank


@pytest.mark.parametrize(
    ("one", "other"), [("Élan", "elan"), ("Лев", "лев"), ("STRASSE", "straße"), ("ё", "е")]
)
def test_case_and_accents_do_not_part_two_spellings(one, other):
    assert folded(one) == folded(other)


def test_titles_come_before_texts():
    entries = [
        ("text", "Bread", "about the smychka"),
        ("inside", "The great smychka", ""),
        ("title", "Smychka", ""),
    ]
    assert best("smychka", entries) == ("title", "inside", "text")


def test_what_does_not_fit_is_not_found():
    assert rank("grain", "Bread", "flour") is None
    assert best("", [("a", "b", "c")]) == ()


def test_a_second_name_finds_a_person():
    assert rank("petrovna", "Anna Petrovna") == 2
