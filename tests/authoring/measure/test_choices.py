"""Gains and costs, and options that others dominate."""

import pytest

from game.authoring.measure.measure import measure
from game.core.condition import Chose, Compare, Number, Sum, Value
from game.core.model import Also, Honour, Need, Outcome, Road, Route, Scene, Variable, frozen
from game.core.prose import Paragraph, Words
from tests.authoring.measure.helping import measured, subjects, values
from tests.core.making import add, at_least, change, choice, ending, flag, flow, line, menu, put, story

VARIABLES = """
courage:
  steps: [none, little, some, much]
  start: 1
  label: Courage
  shown: yes
  better: up
fear:
  count: 0..3
  start: 0
  better: down
  means: Fear.
mood:
  one_of: [low, middling, high]
  start: low
  better: up
  means: How you are.
odd:
  count: 0..3
  start: 0
  means: Neither good nor bad.
debt:
  flag: no
  panel: owed
  label: A debt
paper:
  flag: no
  panel: drawer
  label: A paper
alarm:
  flag: no
  better: no
  means: Somebody rang.
"""


def one_choice(body):
    return f"""
first:
  choices:
    go:
      label: Go.
{body}
      to: end_of_day
    other:
      label: Do something else.
      change: {{alarm: yes, mood: =middling, debt: yes, paper: yes, fear: +1, odd: +1}}
      to: first
""".replace("mood: =middling", "mood: middling")


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ("{courage: +1, fear: +1}", None),
        ("{courage: +1, debt: yes}", None),
        ("{paper: yes, courage: -1}", None),
        ("{paper: no, fear: -1}", None),
        ("{courage: +1, fear: -1}", "gains `courage` and `fear` and costs nothing"),
        ("{courage: -1}", "costs `courage` and gains nothing"),
        ("{debt: no}", "gains `debt` and costs nothing"),
        ("{alarm: yes}", "costs `alarm` and gains nothing"),
        ("{odd: +1}", "changes only what is neither to the good nor to the bad"),
        ("{mood: high}", "gains `mood` and costs nothing"),
        ("{mood: low}", "costs `mood` and gains nothing"),
        ("{courage: =3, fear: =3}", None),
        ("{odd: +1, courage: +1}", "gains `courage` and costs nothing"),
    ],
)
def test_gains_and_costs_follow_what_the_story_calls_better(changes, said):
    measures = measured(one_choice(f"      change: {changes}"), plays=20, variables=VARIABLES)
    found = [each.message for each in measures.findings if each.subject == "first.go"]
    found = [each for each in found if "play" not in each and "same" not in each]
    assert found == ([] if said is None else [said])
    assert values(measures)["gain_and_cost"] == (1 if said is None else 0.5)


def test_a_variable_that_is_set_is_no_trade_by_itself():
    scenes = one_choice("      change: {mood: middling}").replace("yes, mood: middling", "yes, mood: high")
    measures = measured(scenes, plays=20, variables=VARIABLES)
    (said,) = [each.message for each in measures.findings if each.subject == "first.go"]
    assert said == "sets `mood`: a gain or a cost, and nothing else"


def test_what_may_come_of_a_choice_counts_as_a_whole():
    body = """
      outcomes:
        well:
          if: fear <= 1
          change: {courage: +1}
        ill:
          change: {courage: -1}
""".rstrip()
    assert values(measured(one_choice(body), plays=20, variables=VARIABLES))["gain_and_cost"] == 1


def test_rows_that_apply_by_condition_count():
    body = "      change: {courage: +1}\n      also:\n        - if: alarm\n          change: {fear: +1}"
    assert values(measured(one_choice(body), plays=20, variables=VARIABLES))["gain_and_cost"] == 1


def test_a_change_that_can_do_nothing_there_neither_gains_nor_costs():
    scenes = one_choice("      change: {fear: -1}").replace("fear: +1, ", "")
    measures = measured(scenes, plays=20, variables=VARIABLES)
    assert "changes only what is neither" in next(
        m.message for m in measures.findings if m.subject == "first.go"
    )


def test_a_shown_meter_that_says_nothing_of_its_good_is_asked_for_it():
    undeclared = VARIABLES.replace("  better: up\nfear", "fear")
    measures = measured(one_choice("      change: {courage: +1}"), plays=20, variables=undeclared)
    assert "variable:courage" in subjects(measures, "gain_and_cost")


# Options that others dominate, in stories made of values: two options, a scene after them, an ending.

COURAGE = Variable("courage", "meter", 0, 3, 1, ("none", "little", "some", "much"), better="up")
FEAR = Variable("fear", "count", 0, 3, 1, means="Fear.", better="down")
ODD = Variable("odd", "count", 0, 3, 0, means="Odd.")
ALARM = Variable("alarm", "flag", 0, 1, 0, means="Alarm.", better="down")
ALL = (COURAGE, FEAR, ODD, ALARM)
ASKS_COURAGE = choice("dare", needs=(Need(at_least("courage", 2), line("No.")),))


def below(variable, number):
    return Compare(Value(variable), "<=", Number(number))


def menus_of(first, second, *later, **fields):
    """Which options are found wanting: `>` and what dominates, or `=`."""
    scenes = (menu("start", first, second), menu("later", choice("on"), *later))
    found = measure(story(*scenes, variables=ALL, **fields), {}, plays=5)
    return [
        (">" if each.figure == "dominated_menus" else "=", each.subject)
        for each in found.findings
        if each.figure in ("dominated_menus", "idle_menus") and each.subject.startswith("start.")
    ]


def dominated(measures):
    found = subjects(measures, "dominated_menus")
    return [each for each in found if each.startswith("start.")]


def option(name, *changes, to="later", **fields):
    return choice(name, to, effect=change(*changes, also=fields.pop("also", ())), **fields)


def test_an_option_that_is_better_in_what_is_still_asked_dominates():
    assert menus_of(option("good", add("courage", 1)), option("bad"), ASKS_COURAGE) == [(">", "start.bad")]
    assert menus_of(option("bad"), option("good", add("courage", 1)), ASKS_COURAGE) == [(">", "start.bad")]


def test_what_nothing_asks_about_any_more_makes_no_difference():
    assert menus_of(option("one", add("courage", 1)), option("other")) == [("=", "start.other")]
    assert menus_of(option("one", add("odd", 1)), option("other"), ASKS_COURAGE) == [("=", "start.other")]


def test_a_later_gate_that_opens_with_the_worse_value_speaks_for_the_other():
    meek = choice("meek", needs=(Need(below("courage", 1), line("No.")),))
    assert menus_of(option("good", add("courage", 1)), option("bad"), ASKS_COURAGE, meek) == []


def test_a_price_speaks_for_the_other():
    asks_fear = choice("calm", needs=(Need(below("fear", 1), line("No.")),))
    pair = option("one", add("courage", 1), add("fear", 1)), option("other")
    assert menus_of(*pair, ASKS_COURAGE, asks_fear) == []
    # a price in what nothing asks about is none
    assert menus_of(*pair, ASKS_COURAGE) == [(">", "start.other")]


def test_what_is_neither_good_nor_bad_and_still_asked_about_cannot_be_compared():
    asks_odd = choice("odd", hidden_unless=at_least("odd", 1))
    assert (
        menus_of(option("one", add("courage", 1)), option("other", add("odd", 1)), ASKS_COURAGE, asks_odd)
        == []
    )


def test_options_that_lead_elsewhere_cannot_be_compared():
    assert menus_of(option("one", add("courage", 1)), option("other", to="over"), ASKS_COURAGE) == []


def test_an_option_that_is_open_where_the_better_is_closed_is_not_dominated():
    closed = option("good", add("courage", 1), needs=(Need(below("fear", 0), line("No.")),))
    first = menu("first", choice("calm", "start", effect=change(put("fear", 0))), choice("go", "start"))

    def found(good, bad):
        scenes = (first, menu("start", good, bad), menu("later", choice("on"), ASKS_COURAGE))
        measures = measure(story(*scenes, variables=ALL), {}, plays=5)
        return dominated(measures)

    assert found(closed, option("bad")) == []
    # where both need the same it is
    needy = option("bad", needs=(Need(below("fear", 0), line("No.")),))
    assert found(closed, needy) == ["start.bad"]


def test_a_change_at_its_end_is_not_better_and_elsewhere_is():
    # courage may be 3 already: as good there, better elsewhere
    first = menu("first", choice("brave", "start", effect=change(put("courage", 3))), choice("go", "start"))
    scenes = (
        first,
        menu("start", option("good", add("courage", 1)), option("bad")),
        menu("later", choice("on"), ASKS_COURAGE),
    )
    measures = measure(story(*scenes, variables=ALL), {}, plays=5)
    assert dominated(measures) == ["start.bad"]


def test_outcomes_and_rows_are_compared_state_by_state():
    chancy = option(
        "chancy",
        outcomes=(
            Outcome("well", below("fear", 1), effect=change(add("courage", 1))),
            Outcome("ill", effect=change(add("courage", -1))),
        ),
    )
    # fear is 1 at the start and nothing raises it: it always goes well
    assert menus_of(chancy, option("bad"), ASKS_COURAGE) == [(">", "start.bad")]
    rows = option("rows", also=(Also(flag("alarm"), (add("courage", -1),)),))
    first = (choice("ring", "start", effect=change(put("alarm", 1))), choice("go", "start"))
    scenes = (
        menu("first", *first),
        menu("start", rows, option("plain")),
        menu("later", choice("on"), ASKS_COURAGE),
    )
    measures = measure(story(*scenes, variables=ALL), {}, plays=5)
    assert dominated(measures) == ["start.rows"]


def test_a_choice_that_an_honour_asks_about_is_not_the_same_as_another():
    honour = Honour("h", "H", (Paragraph((Words("H."),)),), Chose("start.one"))
    pair = option("one"), option("other")
    assert menus_of(*pair) == [("=", "start.other")]
    assert menus_of(*pair, honours=frozen({"h": honour})) == []


def test_roads_and_sums_are_gates():
    pair = option("one", add("courage", 1)), option("other")
    total = Compare(Sum(((1, Value("courage")), (-1, Value("fear")))), ">=", Number(1))
    roads = Scene("later", "fever", Route((Road(total, "over"), Road(None, "out"))))
    both_endings = (ending("over", "It is over."), ending("out", "Out."))

    def found(way):
        measures = measure(story(menu("start", *pair), way, variables=ALL, endings=both_endings), {}, plays=5)
        return [
            (m.figure, m.subject) for m in measures.findings if m.figure in ("dominated_menus", "idle_menus")
        ]

    assert found(roads) == [("dominated_menus", "start.other")]
    low = Compare(Sum(((1, Value("fear")), (-1, Value("courage")))), ">=", Number(1))
    meek = choice("meek", needs=(Need(low, line("No.")),))
    assert found(menu("later", choice("on"), meek)) == []
    assert found(flow("later", "over")) == [("idle_menus", "start.other")]


def test_evenings_are_no_menus_of_this_kind():
    from tests.authoring.measure.test_figures import AWAY, EVENINGS, SNOW

    files = {**AWAY, "variables": SNOW + "asked:\n  flag: no\n  means: You asked.\n"}
    measures = measured(EVENINGS, plays=20, **files)
    compared = [each for each in measures.findings if each.figure in ("dominated_menus", "idle_menus")]
    assert not [each for each in compared if each.subject.startswith("first.")]


def test_what_goes_well_here_and_ill_there_cannot_be_compared():
    first = menu("first", choice("fear", "start", effect=change(add("fear", 2))), choice("go", "start"))
    chancy = option(
        "chancy",
        outcomes=(
            Outcome("well", below("fear", 1), effect=change(add("courage", 1))),
            Outcome("ill", effect=change(add("courage", -1))),
        ),
    )
    scenes = (first, menu("start", chancy, option("plain")), menu("later", choice("on"), ASKS_COURAGE))
    assert dominated(measure(story(*scenes, variables=ALL), {}, plays=5)) == []


def test_options_that_lead_apart_by_what_comes_of_them_cannot_be_compared():
    first = menu("first", choice("ring", "start", effect=change(put("alarm", 1))), choice("go", "start"))

    def either(name, here, there, *changes):
        outcomes = (Outcome("a", flag("alarm"), to=here), Outcome("b", to=there))
        return option(name, *changes, to=None, outcomes=outcomes)

    def found(other):
        scenes = (
            first,
            menu("start", either("one", "later", "after", add("courage", 1)), other),
            menu("later", choice("on"), ASKS_COURAGE),
            menu("after", choice("on"), ASKS_COURAGE),
        )
        return dominated(measure(story(*scenes, variables=ALL), {}, plays=5))

    assert found(either("other", "after", "later")) == []
    assert found(either("other", "later", "after")) == ["start.other"]


def test_one_thing_that_is_set_by_one_outcome_and_lost_by_another_is_no_trade():
    body = """
      outcomes:
        somehow:
          if: fear <= 1
          change: {mood: middling}
        ill:
          change: {mood: low}
""".rstrip()
    scenes = one_choice(body).replace("yes, mood: middling", "yes, mood: high")
    assert "first.go" in subjects(measured(scenes, plays=20, variables=VARIABLES), "gain_and_cost")


def test_a_low_value_that_a_later_outcome_asks_for_is_no_reason_to_want_it():
    meek = choice("meek", outcomes=(Outcome("well", below("courage", 1)), Outcome("ill")))
    assert menus_of(option("good", add("courage", 1)), option("bad"), meek) == [(">", "start.bad")]


def test_menus_that_differ_in_words_only_are_not_those_with_a_dominated_option():
    def shares(*later):
        pair = option("one", add("courage", 1)), option("other")
        scenes = (menu("start", *pair), menu("later", choice("on"), *later))
        got = values(measure(story(*scenes, variables=ALL), {}, plays=5))
        return got["dominated_menus"], got["idle_menus"]

    assert shares() == (0, 1)
    # the menu in which courage is asked about differs in words only itself
    assert shares(ASKS_COURAGE) == (0.5, 0.5)
