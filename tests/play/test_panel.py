from game.core.condition import ALWAYS, Chose, Not, Seen
from game.core.dates import parse_date
from game.core.model import Chapter
from game.core.play import replay
from game.core.value import replace
from game.play.panel import meters, vanished
from tests.core.making import STRENGTH, WATCHED, add, change, choice, flag, flow, menu, put, story

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


LOST = change(put("watched", 1))


UNWATCHED = Not(flag("watched"))


def gone_since(*scenes, shown=UNWATCHED):
    """The date that the panel gives for a force lost on the way from a menu in January."""
    first = menu("a", choice("go", to=scenes[0].id), date=parse_date("18 January 1925"))
    tale = story(
        first,
        *scenes,
        menu("z", choice("stop"), date=parse_date("20 May 1925")),
        variables=(replace(STRENGTH, shown=shown), WATCHED),
    )
    steps = replay(tale, ["a.go"])
    (meter,) = vanished(tale, steps)
    assert meter.now
    return meter.since


def test_a_meter_is_gone_since_the_scene_that_took_it_and_not_since_the_page_that_tells_so():
    march = parse_date("2 March 1925")
    assert gone_since(flow("m", "z", date=march, arrive=LOST)) == "2 March 1925"
    assert gone_since(flow("m", "n", date=march), flow("n", "z", arrive=LOST)) == "2 March 1925"
    assert gone_since(flow("m", "z", arrive=LOST)) == "18 January 1925"


def test_a_meter_that_goes_when_a_scene_is_over_is_gone_since_that_scene():
    march = parse_date("2 March 1925")
    assert gone_since(flow("m", "z", date=march), shown=Not(Seen("m"))) == "2 March 1925"
    assert gone_since(flow("m", "z", date=march), shown=Not(Seen("a"))) == "18 January 1925"
    assert gone_since(flow("m", "z", date=march), shown=Not(Chose("a.go"))) == "18 January 1925"


def test_a_meter_that_came_back_on_the_way_is_gone_since_it_went_for_good():
    back = flow("m", "n", date=parse_date("2 March 1925"), arrive=change(put("watched", 0)))
    april = flow("n", "z", date=parse_date("1 April 1925"), arrive=LOST)
    assert gone_since(flow("l", "m", arrive=LOST), back, april) == "1 April 1925"
