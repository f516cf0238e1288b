from game.core.condition import Seen
from game.core.digest import digest
from game.core.model import Also, Flow, Outcome, Scene, Set
from game.core.play import begin, choose
from game.core.promises import settlements
from tests.core.making import change, choice, flag, menu, put, story

KEPT, BROKEN, SETTLED = (Set("watched", 0, kept=how) for how in (True, False, None))


def settled(taken, *scenes):
    tale = story(menu("a", taken, arrive=change(put("watched", 1))), *scenes)
    before = begin(tale)
    return settlements(tale, before.state, choose(tale, before.state, taken.id))


def test_a_choice_says_whether_it_kept_or_broke_a_promise():
    assert settled(choice("go", effect=change(KEPT))) == {"watched": True}
    assert settled(choice("go", effect=change(BROKEN))) == {"watched": False}
    assert settled(choice("go", effect=change(SETTLED))) == {}


def test_the_outcome_that_came_says_it_and_no_other():
    outcomes = (Outcome("bad", flag("watched"), effect=change(BROKEN)), Outcome("good", effect=change(KEPT)))
    assert settled(choice("go", outcomes=outcomes)) == {"watched": False}


def test_a_row_says_it_only_where_it_holds():
    row = Also(flag("watched"), (BROKEN,))
    assert settled(choice("go", effect=change(also=(row,)))) == {"watched": False}
    assert settled(choice("go", effect=change(put("watched", 0), also=(row,)))) == {}


def test_a_scene_on_the_way_says_it_in_the_state_in_which_it_is_entered():
    left = Also(Seen("a"), (KEPT,))
    road = Scene("road", "one", Flow("end"), arrive=change(also=(left,)))
    assert settled(choice("go", to="road"), road, menu("end", choice("stop"))) == {"watched": True}


def test_what_is_said_last_counts():
    assert settled(choice("go", effect=change(KEPT, BROKEN))) == {"watched": False}
    assert settled(choice("go", effect=change(KEPT, SETTLED))) == {}


def test_that_a_promise_was_kept_is_no_rule():
    one, other = (story(menu("a", choice("go", effect=change(each)))) for each in (KEPT, SETTLED))
    assert digest(one) == digest(other)
