from game.core.condition import ALWAYS
from game.core.model import Chapter
from game.core.play import replay
from game.core.value import replace
from game.play.panel import meters
from tests.core.making import STRENGTH, WATCHED, add, change, choice, menu, story

TALE = story(
    menu(
        "a",
        choice("down", to="a", effect=change(add("strength", -1))),
        choice("up", to="a", effect=change(add("strength", 1))),
    ),
    variables=(replace(STRENGTH, shown=ALWAYS), WATCHED),
)


def explained(*ways):
    steps = replay(TALE, [f"a.{way}" for way in ways])
    return meters(TALE, steps, Chapter("fever", "Fever", 0))[0].low


def test_a_meter_is_explained_when_it_sinks_lower_than_ever():
    assert explained("down")
    assert explained("down", "down")


def test_a_meter_that_was_there_before_is_not_explained_again():
    assert not explained("down", "up", "down")
    assert not explained("down", "up")
