from game.core.condition import ALWAYS, Chose, Not, Seen
from game.core.dates import parse_date
from game.core.model import Chapter, MeterName, Tally, Voice, frozen
from game.core.play import replay
from game.core.value import replace
from game.play.look import Look, look
from game.play.panel import meters, vanished
from game.terminal.changes import counting
from tests.core.making import (
    STRENGTH,
    WATCHED,
    add,
    at_least,
    change,
    choice,
    flag,
    flow,
    line,
    menu,
    put,
    story,
)

FEVER = Chapter("fever", "Fever", 0)
LOST = change(put("watched", 1))
TALE = story(
    menu(
        "a",
        choice("down", to="a", effect=change(add("strength", -1))),
        choice("up", to="a", effect=change(add("strength", 1))),
    ),
    variables=(replace(STRENGTH, shown=ALWAYS), WATCHED),
)


def explained(*ways, tale=TALE, chapter=FEVER):
    steps = replay(tale, [f"a.{way}" for way in ways])
    return meters(tale, steps, chapter)[0].explained


def test_the_first_meter_is_explained_when_it_first_costs_something_and_never_again():
    assert explained("down")
    assert explained("up", "down")
    assert not explained("down", "down")
    assert not explained("down", "up", "down")


def test_what_gives_a_step_is_not_told_what_costs_one():
    assert not explained("up")
    assert not explained("down", "up")


def test_a_meter_is_explained_when_it_comes_into_the_panel_and_never_again():
    late = (replace(STRENGTH, shown=flag("watched")), WATCHED)
    tale = story(
        menu("a", choice("on", to="a", effect=change(put("watched", 1))), choice("stay", to="a")),
        variables=late,
    )
    assert explained("on", tale=tale)
    assert not explained("on", "stay", tale=tale)
    off = change(put("watched", 0))
    again = story(
        menu("a", choice("on", to="a", effect=LOST), choice("off", to="a", effect=off)), variables=late
    )
    assert not explained("on", "off", "on", tale=again)


def test_what_stands_in_the_panel_from_the_beginning_is_not_explained():
    assert not meters(TALE, replay(TALE, []), FEVER)[0].explained


def test_a_count_that_a_line_names_is_explained_where_the_line_begins():
    named = Chapter("away", "Away", names=frozen({"watched": MeterName("The hold", ("none", "all"))}))
    tale = story(
        menu("a", choice("go", to="b")),
        replace(menu("b", choice("go", to="b")), chapter="away"),
        variables=(replace(STRENGTH, shown=Not(ALWAYS)), WATCHED),
        chapters=frozen({"fever": FEVER, "away": named}),
    )
    assert [meters(tale, replay(tale, way), named)[0].explained for way in (["a.go"], ["a.go", "b.go"])] == [
        True,
        False,
    ]


COUNT = Tally(
    "The count",
    2,
    (
        Voice("kamenev", line("Kamenev, who owes you"), at_least("strength", 3)),
        Voice("muralov", line("Muralov"), flag("watched")),
    ),
    ALWAYS,
)


def told_of_the_count(effect):
    tale = story(
        menu("a", choice("go", to="b", effect=effect)),
        menu("b", choice("go")),
        variables=(replace(STRENGTH, shown=ALWAYS), WATCHED),
        chapters=frozen({"fever": replace(FEVER, tally=COUNT)}),
    )
    return counting(look(tale, replay(tale, ["a.go"]), Look()))


def test_whom_only_a_meter_moved_is_counted_and_not_named():
    assert told_of_the_count(change(add("strength", 1))) == "now 1 of 2, 1 missing"


def test_whom_the_deed_had_to_do_with_is_named():
    assert told_of_the_count(LOST) == "Muralov counted in; now 1 of 2, 1 missing"
    both = told_of_the_count(change(add("strength", 1), put("watched", 1)))
    assert both == "Muralov counted in; now 2 of 2, enough"
    assert told_of_the_count(change()) == ""


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
