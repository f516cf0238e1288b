"""The strip of the bench fits any width, and what the keys turn is always in it."""

import pytest

from game.terminal.layout import width
from game.terminal.strip import Reading, Strip, rows

READINGS = tuple(Reading(f"variable_{number}", f"{number} loyal") for number in range(12))
STRIP = Strip("the_wire, variant 2 of 7", ("army >= 2", "not seen(fever)"), 1, READINGS)


@pytest.mark.parametrize("columns", [40, 60, 80, 140])
@pytest.mark.parametrize("chosen", range(12))
def test_the_chosen_reading_is_shown_at_any_width(columns, chosen):
    why, read = rows(Strip("x", (), 0, READINGS, chosen), columns)
    assert max(width(why.text), width(read.text)) <= columns
    assert [span.text.strip() for span in read.spans if span.role == "chosen"] == [f"variable_{chosen}"]
    assert f"{chosen} loyal" in read.text


def test_how_many_readings_are_out_of_sight_is_said():
    _, read = rows(STRIP, 60)
    shown = sum(each.name in read.text for each in READINGS)
    assert read.text.rstrip().endswith(f"› {12 - shown}")


def test_what_tells_the_variant_from_the_first_stands_out():
    why, _ = rows(STRIP, 80)
    assert [(span.text, span.role) for span in why.spans if span.text in STRIP.because] == [
        ("army >= 2", "text"),
        ("not seen(fever)", "muted"),
    ]


def test_what_has_no_room_is_cut_with_a_sign():
    why, _ = rows(STRIP, 44)
    assert why.text.endswith("…")
    assert width(why.text) <= 44


def test_a_page_that_reads_nothing_says_so():
    assert rows(Strip("x"), 40)[1].text.strip() == "reads nothing of the state"
