"""Conditions as authors write them."""

from __future__ import annotations

from dataclasses import replace
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from game.core.condition import (
    All,
    Among,
    Chose,
    Compare,
    Condition,
    CountOf,
    Either,
    EndingIs,
    Lying,
    Named,
    Not,
    Number,
    Quantity,
    Seen,
    Sum,
    TallyOf,
    Value,
)
from game.core.model import Header, Story, Variable, frozen
from game.core.rules import holds
from game.core.state import State
from game.loading.condition import DEEPEST, parse_condition, parse_condition_text
from game.loading.diagnostic import Diagnostic, Span
from game.loading.names import Names
from game.loading.ranges import verdict
from game.loading.source import Mapping, Scalar, read_text
from tests.loading.marked import unmarked

VARIABLES = (
    Variable("strength", "meter", 0, 4, 2, ("spent", "feverish", "on your feet", "rested", "well")),
    Variable("word", "meter", 0, 4, 2),
    Variable("votes", "count", -3, 3, 0),
    Variable("terms", "one_of", 0, 2, 0, ("none", "written", "wide")),
    Variable("funeral", "one_of", 0, 1, 0, ("absent", "attended")),
    Variable("promised", "flag", 0, 1, 0, panel="owed"),
    Variable("paper", "flag", 0, 1, 0, panel="owed"),
    Variable("notes", "flag", 0, 1, 0, panel="drawer"),
)
NAMES = Names(
    {variable.id: variable for variable in VARIABLES},
    conditions=frozenset({"can_unseat"}),
    scenes=frozenset({"barber", "bog", "week"}),
    choices=frozenset({"barber.ask", "barber.leave", "week.monday.rest", "barber.harvest/ask"}),
    endings=frozenset({"triumph", "exile"}),
    chapters=frozenset({"letter", "wire"}),
    tallies=frozenset({"letter"}),
)


def parse(text: str, names: Names = NAMES, **more: bool) -> tuple[Condition | None, tuple[Diagnostic, ...]]:
    return parse_condition_text(
        text, lambda start, end: Span("a.yaml", 1, start + 1, 1, end + 1), names, **more
    )


def flag(name: str) -> Among:
    return Among(name, frozenset({1}))


def at_least(variable: str, number: int) -> Compare:
    return Compare(Value(variable), ">=", Number(number))


GOOD = {
    "strength >= 2": at_least("strength", 2),
    "strength<2": Compare(Value("strength"), "<", Number(2)),
    "strength is 2": Compare(Value("strength"), "==", Number(2)),
    "votes is -2": Compare(Value("votes"), "==", Number(-2)),
    "strength is not 2": Not(Compare(Value("strength"), "==", Number(2))),
    "strength in (1, 2)": Among("strength", frozenset({1, 2})),
    "funeral is attended": Among("funeral", frozenset({1})),
    "funeral is not absent": Not(Among("funeral", frozenset({0}))),
    "terms in (written, wide)": Among("terms", frozenset({1, 2})),
    "terms not in (wide)": Not(Among("terms", frozenset({2}))),
    "promised": flag("promised"),
    "not promised": Not(flag("promised")),
    "can_unseat": Named("can_unseat"),
    "seen(barber)": Seen("barber"),
    "chose(barber.ask)": Chose("barber.ask"),
    "chose(week.monday.rest)": Chose("week.monday.rest"),
    "chose(barber.harvest/ask)": Chose("barber.harvest/ask"),
    "word + strength >= 6": Compare(Sum(((1, Value("word")), (1, Value("strength")))), ">=", Number(6)),
    "word - votes + 1 > -1": Compare(
        Sum(((1, Value("word")), (-1, Value("votes")), (1, Number(1)))), ">", Number(-1)
    ),
    "-votes >= 2": Compare(Sum(((-1, Value("votes")),)), ">=", Number(2)),
    "word + strength is 4": Compare(Sum(((1, Value("word")), (1, Value("strength")))), "==", Number(4)),
    "word > strength": Compare(Value("word"), ">", Value("strength")),
    "3 <= word": Compare(Number(3), "<=", Value("word")),
    "count(promised, word >= 2, terms is wide) >= 2": Compare(
        CountOf((flag("promised"), at_least("word", 2), Among("terms", frozenset({2})))), ">=", Number(2)
    ),
    "count(promised or paper, notes) is 1": Compare(
        CountOf((Either((flag("promised"), flag("paper"))), flag("notes"))), "==", Number(1)
    ),
    "tally(letter) >= 4": Compare(TallyOf("letter"), ">=", Number(4)),
    "owed >= 2": Compare(Lying("owed"), ">=", Number(2)),
    "drawer >= 1": Compare(Lying("drawer"), ">=", Number(1)),
    "not promised and paper or notes": Either((All((Not(flag("promised")), flag("paper"))), flag("notes"))),
    "not (promised and paper)": Not(All((flag("promised"), flag("paper")))),
    "promised and\n  paper": All((flag("promised"), flag("paper"))),
    "promised or paper or notes": Either((flag("promised"), flag("paper"), flag("notes"))),
}


@pytest.mark.parametrize(("text", "condition"), GOOD.items(), ids=GOOD.keys())
def test_what_authors_write_is_understood(text: str, condition: Condition) -> None:
    assert parse(text) == (condition, ())


def test_the_ending_may_be_asked_for_where_a_run_has_ended() -> None:
    assert parse("ending is triumph", endings_allowed=True) == (EndingIs("triumph"), ())
    assert parse("ending is not triumph", endings_allowed=True) == (Not(EndingIs("triumph")), ())
    both = Either((EndingIs("triumph"), EndingIs("exile")))
    assert parse("ending in (triumph, exile)", endings_allowed=True) == (both, ())
    assert parse("promised and ending not in (triumph, exile)", endings_allowed=True) == (
        All((flag("promised"), Not(both))),
        (),
    )


# A word of the hint follows each.
BAD = {
    "strength ⟦==⟧ 2": ("wrong-operator", "`is`"),
    "strength ⟦=⟧ 2": ("wrong-operator", "`is`"),
    "strength ⟦!=⟧ 2": ("wrong-operator", "`is not`"),
    "strength ⟦=>⟧ 2": ("wrong-operator", "`>=`"),
    "strength ⟦≥⟧ 2": ("wrong-operator", "`>=`"),
    "word + strength ⟦==⟧ 2": ("wrong-operator", "`is`"),
    "promised ⟦==⟧ yes": ("wrong-operator", "`not promised`"),
    "promised ⟦&&⟧ paper": ("wrong-operator", "`and`"),
    "promised ⟦||⟧ paper": ("wrong-operator", "`or`"),
    "⟦!⟧promised": ("wrong-operator", "`not`"),
    "⟦Strength⟧ >= 2": ("unknown-variable", "`strength`"),
    "promised ⟦AND⟧ paper": ("condition-syntax", "`and`"),
    "⟦NOT⟧ promised": ("condition-syntax", "`not`"),
    "promised is ⟦yes⟧": ("wrong-kind", "`not promised`"),
    "⟦promised⟧ in (yes)": ("wrong-kind", "`not promised`"),
    "⟦promised⟧ >= 1": ("wrong-kind", "`promised`"),
    "strength is ⟦rested⟧": ("step-name", "`strength is 3`"),
    "strength >= ⟦rested⟧": ("unknown-variable", "`variables.yaml`"),
    "strength in (⟦well⟧)": ("step-name", "`strength is 4`"),
    "strength is ⟦attended⟧": ("wrong-kind", "`strength >= 4`"),
    "funeral is ⟦atended⟧": ("unknown-value", "`attended`"),
    "funeral is ⟦3⟧": ("unknown-value", "absent, attended"),
    "terms in (wide, ⟦writen⟧)": ("unknown-value", "`written`"),
    "⟦funeral⟧ >= 1": ("wrong-kind", "`funeral is attended`"),
    "⟦funeral⟧": ("wrong-kind", "`funeral is attended`"),
    "⟦strength⟧": ("wrong-kind", "`strength >= 1`"),
    "⟦strenth⟧ >= 2": ("unknown-variable", "`strength`"),
    "⟦fneral⟧ is absent": ("unknown-variable", "`funeral`"),
    "⟦promissed⟧": ("unknown-variable", "`promised`"),
    "⟦can_unsaet⟧": ("unknown-variable", "`can_unseat`"),
    "⟦strengt⟧": ("unknown-variable", ""),  # a meter is no proposal where a flag should stand
    "⟦barber⟧": ("wrong-kind", "`seen(barber)`"),
    "⟦barber.ask⟧": ("wrong-kind", "`chose(barber.ask)`"),
    "⟦can_unseat⟧ is yes": ("wrong-kind", "`not can_unseat`"),
    "⟦can_unseat⟧ >= 1": ("wrong-kind", "`not can_unseat`"),
    "seen(⟦babrer⟧)": ("unknown-scene", "`barber`"),
    "seen(⟦triumph⟧)": ("wrong-kind", "`ending is ID`"),
    "chose(⟦ask⟧)": ("unknown-choice", "`chose(barber.ask)`"),
    "chose(⟦barber.aks⟧)": ("unknown-choice", "`barber.ask`"),
    "chose(⟦week.rest⟧)": ("unknown-choice", "`week.monday.rest`"),
    "chose(⟦barbr.ask⟧)": ("unknown-choice", "`barber.ask`"),
    "tally(⟦wire⟧) >= 1": ("unknown-tally", ""),
    "tally(⟦leter⟧) >= 1": ("unknown-tally", "`letter`"),
    "⟦ending is triumph⟧": ("ending-not-here", ""),
    "⟦ending in (triumph, exile)⟧ and promised": ("ending-not-here", ""),
    "ending ⟦triumph⟧": ("condition-syntax", ""),
    "⟦has⟧(barber)": ("condition-syntax", "`seen(...)`"),
    "(word + strength⟦)⟧ >= 6": ("condition-syntax", "a sum needs none"),
    "seen ⟦barber⟧": ("condition-syntax", ""),
    "strength >= 2 ⟦>=⟧ 1": ("condition-syntax", ""),
    "promised ⟦paper⟧": ("condition-syntax", ""),
    "promised⟦)⟧": ("condition-syntax", ""),
    "(promised⟦⟧": ("condition-syntax", ""),
    "promised and⟦⟧  ": ("condition-syntax", ""),
    "⟦and⟧ promised": ("condition-syntax", ""),
    "owed⟦⟧": ("condition-syntax", ""),
    "count(⟦)⟧ >= 1": ("condition-syntax", ""),
    "count(promised)⟦⟧": ("condition-syntax", ""),
    "⟦$⟧promised": ("condition-syntax", ""),
    "word > ⟦99999999999⟧": ("condition-syntax", ""),
    "⟦⟧": ("condition-syntax", ""),
    "terms is ⟦and⟧": ("condition-syntax", ""),
}


@pytest.mark.parametrize(
    ("marked", "code", "word"), [(text, *told) for text, told in BAD.items()], ids=BAD.keys()
)
def test_what_is_wrong_is_told_at_its_word(marked: str, code: str, word: str) -> None:
    text, span = unmarked(marked)
    condition, diagnostics = parse(text)
    assert condition is None
    assert [(each.code, each.span, each.severity) for each in diagnostics] == [(code, span, "error")]
    assert word in diagnostics[0].hint
    assert bool(word) == bool(diagnostics[0].hint)


def test_several_names_that_are_wrong_are_all_told() -> None:
    _, diagnostics = parse("strenth >= 2 and seen(bgo) or count(nots, promised) >= 1")
    assert [each.code for each in diagnostics] == ["unknown-variable", "unknown-scene", "unknown-variable"]


def test_a_name_that_may_stand_in_an_unreadable_file_is_not_told() -> None:
    unread = replace(NAMES, complete=False)
    for text in ("strenth >= 2", "seen(bgo)", "chose(x.y)", "nothing", "tally(wire) >= 2", "chose(ask)"):
        assert parse(text, unread) == (None, ())
    assert parse("owed >= 3", unread) == (Compare(Lying("owed"), ">=", Number(3)), ())


NEVER = (
    "strength >= 5",
    "votes < -3",
    "word + strength >= 9",
    "word - strength > 4",
    "owed >= 3",
    "drawer >= 2",
    "count(promised, notes) >= 3",
    "tally(letter) < 0",
    "strength in (7, 8)",
    "strength >= 3 and strength <= 1",
    "promised and not promised",
    "funeral is absent and paper and funeral is attended",
    "strength is 9",
)
ALWAYS = (
    "strength >= 0",
    "strength <= 4",
    "votes >= -3",
    "0 <= word + strength",
    "owed >= 0",
    "owed <= 2",
    "count(promised, notes) <= 2",
    "tally(letter) >= 0",
    "terms in (none, written, wide)",
    "promised or not promised",
    "funeral is absent or funeral is attended",
    "strength >= 2 or strength <= 1",
)


@pytest.mark.parametrize(
    ("text", "code"),
    [*((text, "never-holds") for text in NEVER), *((text, "always-holds") for text in ALWAYS)],
)
def test_what_is_certain_is_a_warning_about_the_whole(text: str, code: str) -> None:
    condition, (diagnostic,) = parse(text)
    assert condition is not None
    assert diagnostic.severity == "warning"
    assert (diagnostic.code, diagnostic.span) == (code, Span("a.yaml", 1, 1, 1, len(text) + 1))


def test_a_certain_part_is_told_once_and_not_again_with_its_whole() -> None:
    for text in ("promised and strength >= 9", "count(strength >= 9, paper) >= 2", "not (strength >= 9)"):
        _, (diagnostic,) = parse(text)
        assert (diagnostic.code, diagnostic.span.end_column - diagnostic.span.column) == ("never-holds", 13)


def test_nesting_is_bounded() -> None:
    assert parse("(" * DEEPEST + "promised" + ")" * DEEPEST) == (flag("promised"), ())
    for text in ("(" * 9_000, "not " * 9_000, "count(" * 9_000, "count((not " * 9_000):
        _, (diagnostic,) = parse(text)
        assert diagnostic.code == "too-deep"


def test_a_condition_of_a_thousand_parts_is_read() -> None:
    condition, _ = parse(" or ".join(["promised and paper"] * 1000))
    assert isinstance(condition, Either)
    assert len(condition.conditions) == 1000


def test_the_place_is_that_in_the_file() -> None:
    file, _ = read_text("a.yaml", "title: 漢字\nif: |\n   promised and\n   strenth >= 2\n".encode())
    assert isinstance(file.root, Mapping)
    scalar = file.root.entries[1].value
    assert isinstance(scalar, Scalar)
    _, (diagnostic,) = parse_condition(scalar, NAMES)
    assert diagnostic.span == Span("a.yaml", 4, 4, 4, 11)


# Any condition, printed and read again


def numbers() -> st.SearchStrategy[Quantity]:
    term = st.one_of(
        st.integers(0, 12).map(Number),
        st.sampled_from(["strength", "word", "votes"]).map(Value),
        st.sampled_from([Lying("owed"), Lying("drawer"), TallyOf("letter")]),
        st.lists(simple(), min_size=1, max_size=3).map(lambda parts: CountOf(tuple(parts))),
    )
    signed = st.lists(st.tuples(st.sampled_from([1, -1]), term), min_size=2, max_size=3)
    return st.one_of(term, signed.map(lambda terms: Sum(tuple(terms))))


def simple() -> st.SearchStrategy[Condition]:
    return st.one_of(
        st.sampled_from([flag("promised"), flag("paper"), flag("notes"), Named("can_unseat"), Seen("bog")]),
        st.sampled_from([Chose("barber.ask"), Chose("week.monday.rest")]),
        st.frozensets(st.integers(0, 2), min_size=1).map(lambda values: Among("terms", values)),
        st.frozensets(st.integers(0, 6), min_size=2).map(lambda values: Among("strength", values)),
        st.tuples(st.sampled_from(["strength", "word", "votes"]), st.integers(-4, 6)).map(
            lambda both: Compare(Value(both[0]), "==", Number(both[1]))
        ),
    )


def compared() -> st.SearchStrategy[Condition]:
    signs = st.sampled_from(["<", "<=", ">", ">="])
    return st.builds(Compare, numbers(), signs, numbers())


CONDITIONS = st.recursive(
    st.one_of(simple(), compared()),
    lambda inner: st.one_of(
        inner.map(Not),
        st.lists(inner, min_size=2, max_size=3).map(lambda parts: All(tuple(parts))),
        st.lists(inner, min_size=2, max_size=3).map(lambda parts: Either(tuple(parts))),
    ),
    max_leaves=6,
)


def written(condition: Condition) -> str:
    match condition:
        case Among(variable, values):
            names = NAMES.variables[variable].names
            if NAMES.variables[variable].kind == "flag":
                return variable
            if NAMES.variables[variable].kind == "one_of":
                texts = [names[value] for value in sorted(values)]
                return (
                    f"{variable} is {texts[0]}" if len(texts) == 1 else f"{variable} in ({', '.join(texts)})"
                )
            return f"{variable} in ({', '.join(str(value) for value in sorted(values))})"
        case Compare(left, "==", right):
            return f"{quantity(left)} is {quantity(right)}"
        case Compare(left, sign, right):
            return f"{quantity(left)} {sign} {quantity(right)}"
        case Seen(scene):
            return f"seen({scene})"
        case Chose(choice):
            return f"chose({choice})"
        case Named(name):
            return name
        case Not(inner):
            return f"not ({written(inner)})"
        case All(conditions):
            return " and ".join(f"({written(each)})" for each in conditions)
        case Either(conditions):
            return " or ".join(f"({written(each)})" for each in conditions)
    raise AssertionError(condition)


def quantity(value: Quantity) -> str:
    match value:
        case Number(number):
            return str(number)
        case Value(variable):
            return variable
        case Lying(panel):
            return panel
        case TallyOf(chapter):
            return f"tally({chapter})"
        case CountOf(conditions):
            return f"count({', '.join(written(each) for each in conditions)})"
        case Sum(terms):
            return " ".join(
                ("+ " if sign > 0 else "- ") + quantity(term) for sign, term in terms
            ).removeprefix("+ ")
    raise AssertionError(value)


@given(CONDITIONS)
def test_any_condition_is_read_as_it_was_written(condition: Condition) -> None:
    found, diagnostics = parse(written(condition))
    assert found == condition
    assert all(each.severity == "warning" for each in diagnostics)


@given(
    st.text(
        st.sampled_from(
            "promised strength seen chose count tally is in not and or owed ()<>=+-,.0123!&|$é\n"
        ),
        max_size=80,
    )
)
def test_no_text_makes_reading_fail(text: str) -> None:
    condition, diagnostics = parse(text)
    assert (condition is None) == any(each.severity == "error" for each in diagnostics)
    for each in diagnostics:
        assert 1 <= each.span.column <= each.span.end_column <= len(text) + 1


# What is certain, against every state there is


STORY = Story(
    Header("x", "X", "1", "bog"),
    frozen({variable.id: variable for variable in VARIABLES}),
    frozen({"can_unseat": flag("promised")}),
    frozen({}),
    frozen({}),
    frozen({}),
)
SMALL = [each for each in VARIABLES if each.id not in ("word", "terms", "votes")]
STATES = [
    State(
        "bog",
        {"word": word, "terms": terms, "votes": votes}
        | dict(zip((v.id for v in SMALL), values, strict=True)),
        seen,
    )
    for values in product(*(range(each.low, each.high + 1) for each in SMALL))
    for word, terms, votes in ((0, 0, -3), (4, 2, 3), (2, 1, 0))
    for seen in (frozenset(), frozenset({"bog"}))
]


def without_tallies(condition: Condition) -> bool:
    return "TallyOf" not in repr(condition)


@given(CONDITIONS.filter(without_tallies))
def test_what_is_called_certain_is_true_in_every_state(condition: Condition) -> None:
    answer = verdict(condition, NAMES)
    if answer is not None:
        assert all(holds(STORY, state, condition) == answer for state in STATES)
