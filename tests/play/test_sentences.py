import pytest

from game.play.sentences import quoted


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Go on", "“Go on”"),
        ('Sign it, with marks at "testament"', "“Sign it, with marks at 'testament'”"),
        ("Say “no”", "“Say ‘no’”"),
    ],
)
def test_quotes_within_quotes_are_single(text, told):
    assert quoted(text) == told
