"""The honours of the real story: none is given away. That each can be earned, walkthroughs say."""

from collections import Counter
from functools import cache
from pathlib import Path
from random import Random

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
