import pytest

from game.core.dates import parse_date


@pytest.mark.parametrize("text", ["21 January 1924", "January 1924", "Spring 1925", "29 February 1924"])
def test_dates_are_read_as_written(text):
    assert parse_date(text).written == text


@pytest.mark.parametrize(
    "text",
    ["", "1924", "21.1.1924", "1924-01-21", "30 February 1924", "29 February 1925", "31 April 1924",
     "3 Spring 1925", "3 march 1924", "03 March 1924", "3 March 24", "March  1924"],
)  # fmt: skip
def test_what_is_no_date_is_refused(text):
    assert parse_date(text) is None


def test_dates_stand_in_order():
    written = [
        "October 1923",
        "21 January 1924",
        "27 January 1924",
        "March 1924",
        "11 March 1924",
        "Spring 1925",
        "April 1925",
    ]
    dates = [parse_date(text) for text in written]
    assert sorted(dates) == dates
