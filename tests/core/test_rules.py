import pytest
from hypothesis import given
from hypothesis import strategies as st

from game.core.condition import (
    All,
    Among,
    Compare,
    CountOf,
    Either,
    Lying,
    Named,
    Not,
    Number,
    Sum,
    TallyOf,
    Value,
)
from game.core.model import Chapter, Tally, Variable, Voice, frozen
from game.core.rules import apply, holds, measure, votes
from game.core.state import State
from tests.core.making import (
    FUNERAL,
    STRENGTH,
    WATCHED,
    add,
    at_least,
    change,
    choice,
    flag,
    line,
    menu,
    put,
    story,
)

OWED = Variable("promised", "flag", 0, 1, 0, panel="owed", label="To call first")
OWED_TOO = Variable("promised_too", "flag", 0, 1, 0, panel="owed", label="To wait")
PAPER = Variable("paper", "flag", 0, 1, 0, panel="drawer", label="A letter")
TALLY = Tally(
    "To be heard",
    2,
    (Voice("one", line("One"), at_least("strength", 3)), Voice("many", line("M"), flag("watched"), 62)),
)
TALE = story(
    menu("a", choice("go")),
    variables=(STRENGTH, WATCHED, FUNERAL, OWED, OWED_TOO, PAPER),
    conditions=frozen({"fit": at_least("strength", 2)}),
    chapters=frozen({"fever": Chapter("fever", "Fever", 0, tally=TALLY)}),
)


def state(**values):
    return State("a", {v.id: values.get(v.id, v.start) for v in TALE.variables.values()})


@pytest.mark.parametrize(
    ("operator", "expected"),
    [("<", (True, False, False)), ("<=", (True, True, False)), ("==", (False, True, False)),
     ("!=", (True, False, True)), (">=", (False, True, True)), (">", (False, False, True))],
)  # fmt: skip
def test_comparisons_compare(operator, expected):
    found = tuple(
        holds(TALE, state(strength=n), Compare(Value("strength"), operator, Number(2))) for n in (1, 2, 3)
    )
    assert found == expected


def test_sums_add_and_subtract():
    quantity = Sum(((1, Value("strength")), (1, Number(3)), (-1, Value("funeral"))))
    assert measure(TALE, state(strength=4, funeral=2), quantity) == 5


def test_a_count_counts_what_holds():
    three = CountOf((at_least("strength", 1), flag("watched"), Among("funeral", frozenset({0, 2}))))
    assert measure(TALE, state(strength=1), three) == 2


def test_a_tally_adds_the_votes_of_those_who_would_stand_up():
    assert measure(TALE, state(strength=3), TallyOf("fever")) == 1
    assert votes(TALE, state(strength=3, watched=1), TALLY) == 63


def test_owed_and_drawer_count_what_lies_there():
    here = state(promised=1, promised_too=1, paper=1)
    assert (measure(TALE, here, Lying("owed")), measure(TALE, here, Lying("drawer"))) == (2, 1)


def test_a_named_condition_means_what_it_names():
    assert holds(TALE, state(strength=2), Named("fit"))
    assert not holds(TALE, state(strength=1), Named("fit"))


CONDITIONS = st.recursive(
    st.builds(at_least, st.just("strength"), st.integers(-1, 6)) | st.just(flag("watched")),
    lambda inner: (
        st.builds(Not, inner)
        | st.builds(lambda items: All(tuple(items)), st.lists(inner, max_size=3))
        | st.builds(lambda items: Either(tuple(items)), st.lists(inner, max_size=3))
    ),
    max_leaves=8,
)


@given(st.lists(CONDITIONS, max_size=4), st.integers(0, 4), st.integers(0, 1))
def test_not_all_is_the_same_as_some_not(conditions, strength, watched):
    here = state(strength=strength, watched=watched)
    some_not = Either(tuple(Not(each) for each in conditions))
    assert holds(TALE, here, Not(All(tuple(conditions)))) == holds(TALE, here, some_not)


@given(st.lists(st.integers(-6, 6), max_size=8), st.integers(0, 4))
def test_no_change_leaves_a_range(amounts, start):
    after = apply(TALE, state(strength=start), change(*(add("strength", n) for n in amounts)))
    assert 0 <= after.values["strength"] <= 4


def test_an_effect_does_not_touch_the_state_it_is_applied_to():
    before = state(strength=2)
    apply(TALE, before, change(put("strength", 0)))
    assert before.values["strength"] == 2
