"""Journals grow, and nothing is ever removed from one."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from game.runs.journal import (
    BadJournal,
    Decision,
    Go,
    Mark,
    Taken,
    Tree,
    Unknown,
    decide,
    go,
    grow,
    jumps,
    line,
    mark,
    marked,
    path,
)
from game.runs.names import BadName
from tests.runs.small import LAWS

EXAMPLE = (
    Decision("the_bog.wade"),
    Decision("new_course.sign"),
    Mark("before the train"),
    Go(1),
    Decision("new_course.wait"),
    Go(2),
)


def test_the_tree_of_a_journal_with_a_fork():
    tree = grow(EXAMPLE)
    assert tree.decisions == (
        Taken(1, "the_bog.wade", 0),
        Taken(2, "new_course.sign", 1),
        Taken(3, "new_course.wait", 1),
    )
    assert tree.head == 2
    assert tree.marks == (("before the train", 2),)
    assert line(tree) == ("the_bog.wade", "new_course.sign")
    assert line(tree, 3) == ("the_bog.wade", "new_course.wait")
    assert path(tree, 3) == (1, 3)
    assert line(tree, 0) == ()


def test_an_empty_journal_stands_at_the_start():
    assert grow(()) == Tree()


def test_a_new_choice_grows_from_the_head():
    assert decide(EXAMPLE, "train.go")[-1] == Decision("train.go")
    assert grow(decide(EXAMPLE, "train.go")).decisions[-1] == Taken(4, "train.go", 2)


def test_the_same_choice_from_the_same_head_goes_where_it_went():
    back = go(EXAMPLE, 1)
    assert decide(back, "new_course.wait") == (*back, Go(3))
    assert decide(back, "new_course.sign") == (*back, Go(2))


def test_the_same_choice_from_another_head_is_another_decision():
    assert decide(go(EXAMPLE, 3), "new_course.sign")[-1] == Decision("new_course.sign")


def test_a_choice_under_a_former_name_is_the_same_choice():
    back = go(EXAMPLE, 1)
    names = {"new_course.wait": "course.bide"}
    assert decide(back, "course.bide", names) == (*back, Go(3))


def test_going_to_where_the_head_is_writes_nothing():
    assert go(EXAMPLE, 2) == EXAMPLE


@pytest.mark.parametrize("number", [-1, 4, 10**9])
def test_there_is_no_going_to_what_was_not_decided(number):
    with pytest.raises(BadJournal):
        go(EXAMPLE, number)
    with pytest.raises(BadJournal):
        grow((*EXAMPLE, Go(number)))


def test_one_cannot_go_to_what_is_decided_only_later():
    with pytest.raises(BadJournal):
        grow((Go(1), Decision("a.b")))


def test_a_mark_given_again_has_moved():
    journal = mark(go(mark(EXAMPLE, "Here"), 1), "HERE")
    assert marked(grow(journal), "here") == 1
    assert marked(grow(journal), "before the TRAIN") == 2
    assert marked(grow(journal), "nowhere") is None
    assert grow(mark(journal, "BEFORE the train")).marks == (("HERE", 1), ("BEFORE the train", 1))
    assert len(journal) == len(EXAMPLE) + 3


def test_the_jumps_of_a_journal_are_told_by_where_they_began():
    assert jumps(EXAMPLE) == (2, 3)
    assert jumps(()) == ()


def test_taking_a_choice_again_is_no_jump():
    back = go(EXAMPLE, 1)
    assert jumps(decide(back, "new_course.wait")) == jumps(back) == (2, 3, 2)
    assert jumps((Decision("a.x"), Go(0), Go(1))) == (1,)


def test_the_same_mark_on_the_same_head_is_written_once():
    journal = mark(EXAMPLE, "here")
    assert mark(journal, " here ") == journal


def test_a_mark_is_a_name_like_any_other():
    with pytest.raises(BadName):
        mark(EXAMPLE, "\x1b[2J")


def test_entries_of_a_later_program_have_no_effect():
    assert grow((*EXAMPLE, Unknown('{"note": "?"}'))) == grow(EXAMPLE)


# laws

CHOICES = st.sampled_from(["a.x", "a.y", "b.x", "b.z"])
ACTS = st.lists(
    st.one_of(
        st.tuples(st.just("decide"), CHOICES),
        st.tuples(st.just("go"), st.integers(0, 30)),
        st.tuples(st.just("mark"), st.sampled_from(["one", "ONE", "two"])),
    ),
    max_size=40,
)


def journals_of(acts):
    """Every journal on the way, the empty one first."""
    journals = [()]
    for act, value in acts:
        journal = journals[-1]
        if act == "decide":
            journal = decide(journal, value)
        elif act == "go":
            journal = go(journal, value % (len(grow(journal).decisions) + 1))
        else:
            journal = mark(journal, value)
        journals.append(journal)
    return journals


@given(ACTS)
@LAWS
def test_nothing_is_ever_removed_from_a_journal(acts):
    journals = journals_of(acts)
    for before, after in pairwise(journals):
        assert after[: len(before)] == before
        assert len(after) <= len(before) + 1


@given(ACTS)
@LAWS
def test_every_tree_obeys_the_laws_of_trees(acts):
    tree = grow(journals_of(acts)[-1])
    assert [taken.number for taken in tree.decisions] == list(range(1, len(tree.decisions) + 1))
    assert all(0 <= taken.parent < taken.number for taken in tree.decisions)
    twins = {(taken.parent, taken.decision) for taken in tree.decisions}
    assert len(twins) == len(tree.decisions)
    assert 0 <= tree.head <= len(tree.decisions)
    assert all(0 <= number <= len(tree.decisions) for _, number in tree.marks)
    for taken in tree.decisions:
        assert line(tree, taken.number) == (*line(tree, taken.parent), taken.decision)


@given(ACTS, CHOICES)
@LAWS
def test_after_a_choice_the_line_ends_with_it(acts, choice):
    journal = journals_of(acts)[-1]
    assert line(grow(decide(journal, choice))) == (*line(grow(journal)), choice)


@given(ACTS, st.integers(0, 30))
@LAWS
def test_every_jump_began_where_the_head_then_stood(acts, number):
    journal = journals_of(acts)[-1]
    tree = grow(journal)
    there = number % (len(tree.decisions) + 1)
    jumped = there != tree.head and not (there and tree.decisions[there - 1].parent == tree.head)
    assert jumps(go(journal, there)) == (*jumps(journal), *([tree.head] if jumped else []))


@given(ACTS, st.integers(0, 30))
@LAWS
def test_rewinding_and_coming_back_is_where_one_was(acts, number):
    journal = journals_of(acts)[-1]
    tree = grow(journal)
    there = go(journal, number % (len(tree.decisions) + 1))
    assert grow(go(there, tree.head)) == tree
