"""The honours of the real story: none is given away, and walkthroughs earn what they were walked for."""

from collections import Counter
from functools import cache
from pathlib import Path
from random import Random

import pytest

from game.authoring.walkthrough import compare, read
from game.core.epilogue import judge
from game.core.play import begin, choose, ended, present
from game.loading.load import load

HERE = Path(__file__).parent
RUNS = 200


@cache
def story():
    return load(HERE.parent / "story").story


def honours(state):
    return {each.id for each in judge(story(), state).honours}


def random_end(random):
    state = begin(story()).state
    while not ended(story(), state):
        open_ = [offer.choice for offer in present(story(), state) if offer.open]
        state = choose(story(), state, random.choice(open_)).state
    return state


def test_every_honour_has_a_hint_that_fits_on_two_rows():
    hints = {name: each.hint for name, each in story().honours.items()}
    assert not {name: hint for name, hint in hints.items() if not 20 < len(hint) <= 110}
    assert len(set(hints.values())) == len(hints)


def test_no_honour_is_given_to_a_third_of_those_who_choose_at_random():
    random = Random(1927)
    given = Counter(name for _ in range(RUNS) for name in honours(random_end(random)))
    assert given.keys() <= story().honours.keys()
    assert not {name: number for name, number in given.items() if number * 3 > RUNS}
    assert len(given) > len(story().honours) // 2


@pytest.mark.parametrize(
    ("walk", "earned"),
    [
        ("history", "in_his_footsteps"),
        ("counted-aloud", "fifth"),
        ("counted-aloud", "nothing_to_hand_in"),
        ("counted-aloud", "every_creditor"),
        ("seven-chairs", "by_the_statutes"),
        ("two-sacks", "after_duck"),
        ("two-sacks-by-truce", "somebody_rang"),
        ("the-better-half", "legible"),
    ],
)
def test_a_walkthrough_earns_what_it_was_walked_for(walk, earned):
    written = (HERE / "walkthroughs" / f"{walk}.txt").read_text("utf-8")
    assert earned in honours(compare(story(), read(written)).end.state)


def test_a_hectograph_earns_nothing_that_is_given_for_clean_hands():
    written = (HERE / "walkthroughs" / "the-hectograph.txt").read_text("utf-8")
    found = honours(compare(story(), read(written)).end.state)
    assert not found & {"by_the_statutes", "nothing_to_hand_in", "fifth", "after_duck"}
