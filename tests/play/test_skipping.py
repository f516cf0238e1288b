"""Going on as the way was gone before, and taking that back."""

import pytest

from game.core.play import begin
from game.play.answer import Said, Turned
from game.play.forks import forks
from game.play.intent import Wish
from game.play.respond import respond
from game.play.session import NoRewind, NoWayBack, Session
from game.play.skipping import ahead
from game.runs.journal import Go, grow, line
from game.runs.profile import Profile, join
from game.runs.record import begun
from game.runs.refusal import DiskFull
from tests.core.making import choice, menu, story
from tests.small import GUEST, THAW, WINTER, Notebook, session, small_story


def again(*before, rewind=True):
    """A new run of a player who has played these runs, each as its choices."""
    seen = Profile()
    for each in before:
        seen = join(seen, session(*each).known)
    run = begun(small_story(), "Run 2", rewind=rewind)
    return Session(small_story(), run, Notebook(run), seen)


def skip(playing):
    return respond(playing, playing.view(), Wish.SKIP)


def scene(playing):
    return playing.steps[-1].state.scene


def test_the_way_that_was_gone_before_is_gone_to_its_end():
    playing = again(GUEST)
    answer = skip(playing)
    assert playing.ended
    assert playing.lines() == session(*GUEST).lines()
    assert answer.whole
    assert answer.sentence.startswith("Skipped: five choices.")
    assert "Here it ended." in answer.sentence


def test_it_stops_where_text_is_new():
    playing = again(WINTER)
    assert skip(playing) == Turned(
        "Skipped: one choice. Here there is something to decide. “undo” takes that back.", whole=False
    )
    assert scene(playing) == "winter.monday"


def test_it_stops_where_two_ways_were_gone():
    playing = again(GUEST, ("say_nothing",))
    assert skip(playing) == Said("Nothing to skip: here there is something to decide.")
    assert playing.lines() == ()


def test_the_only_choice_that_is_open_is_taken_though_it_is_new():
    met = ("say_nothing", "anna_at_home", "speak_of_the_house", "thank_her", "evening_by_the_stove")
    playing = again((*met, "go_down"), ("promise_her", "evening_by_the_stove", "evening_by_the_stove"))
    for each in ("promise_her", "evening_by_the_stove", "evening_by_the_stove"):
        playing.choose(each)
    assert scene(playing) == "the_telegram"
    assert skip(playing).sentence.startswith("Skipped: one choice.")
    assert scene(playing) == "the_thaw"


def test_where_what_comes_next_is_new_nothing_is_skipped():
    playing = again()
    for each in ("promise_her", "evening_by_the_stove", "evening_by_the_stove"):
        playing.choose(each)
    kept = len(playing.keeper.kept)
    assert skip(playing) == Said("Nothing to skip: what comes next is new to you.")
    assert len(playing.keeper.kept) == kept


def test_at_an_ending_there_is_nothing_to_skip():
    playing = again(GUEST)
    skip(playing)
    assert skip(playing) == Said("Nothing to skip: this run has ended.")


def test_what_came_of_it_may_be_new_and_is_where_it_stops():
    spoken = (
        "say_nothing",
        "anna_at_home",
        "speak_of_the_house",
        "thank_her",
        "evening_by_the_stove",
        "go_down",
    )
    playing = again(spoken)
    playing.choose("promise_her")
    assert skip(playing).sentence == ("Skipped: one choice. What follows is new. “undo” takes that back.")
    assert scene(playing) == "anna_at_home", "she says something else to who promised to come"


def test_without_rewinding_only_what_leaves_no_choice_is_skipped():
    playing = again(GUEST, rewind=False)
    assert skip(playing) == Said("Nothing to skip: here there is something to decide.")
    for each in ("promise_her", "evening_by_the_stove", "evening_by_the_stove"):
        playing.choose(each)
    assert skip(playing).sentence == "Skipped: two choices. You are in “Thaw” now. Here it ended."


def test_a_choice_that_comes_back_to_itself_is_taken_once():
    tale = story(
        menu("a", choice("wait", to="a"), choice("leave", to="out")), menu("out", choice("on", to="a"))
    )
    seen = Profile(decisions=frozenset({"a.wait"}))
    skipped = ahead(tale, begin(tale), seen, frozenset(), strict=False)
    assert [step.deed.decision for step in skipped.steps] == ["a.wait"]
    assert skipped.why == "decision"


def test_going_to_where_the_run_stands_is_no_jump():
    playing = session(*WINTER)
    playing.bookmark("here")
    playing.load("here")
    with pytest.raises(NoWayBack):
        playing.undo()


def test_all_of_it_is_kept_at_once_or_not_at_all():
    playing = again(GUEST)
    playing.keeper.full = True
    with pytest.raises(DiskFull):
        playing.skip()
    assert playing.lines() == ()
    assert "Nothing was changed." in skip(playing).sentence
    playing.keeper.full = False
    playing.skip()
    assert len(playing.keeper.kept) == 1
    assert line(grow(playing.keeper.run.journal)) == playing.lines()


def test_a_skip_is_taken_back_by_going_to_where_it_began():
    playing = again(GUEST)
    skip(playing)
    answer = respond(playing, playing.view(), Wish.UNDO)
    assert answer == Turned("The last jump is taken back. You are at Arrival, 8 January 1911.", afresh=True)
    assert playing.run.journal[-1] == Go(0)


def test_every_jump_can_be_taken_back_the_last_first():
    playing = session(*THAW)
    playing.bookmark("late")
    playing.rewind(2)
    playing.rewind_to("snow")
    playing.load("late")
    for where in ("arrival", "winter.tuesday", "the_thaw"):
        playing.undo()
        assert scene(playing) == where
    with pytest.raises(NoWayBack, match="no jump"):
        playing.undo()


def test_choices_since_the_jump_are_left_and_not_lost():
    playing = session(*WINTER)
    playing.rewind(1)
    playing.choose("say_nothing")
    playing.undo()
    assert scene(playing) == "winter.monday"
    assert [fork.decisions for fork in forks(playing)] == [1, 1]


def test_jumps_of_an_earlier_session_can_be_taken_back():
    left = session(*THAW)
    left.rewind(3)
    resumed = Session(small_story(), left.run, Notebook(left.run))
    resumed.undo()
    assert scene(resumed) == "the_thaw"


def test_a_refused_undo_can_be_tried_again():
    playing = session(*THAW)
    playing.rewind(1)
    playing.keeper.full = True
    with pytest.raises(DiskFull):
        playing.undo()
    playing.keeper.full = False
    playing.undo()
    assert scene(playing) == "the_thaw"


def test_without_rewinding_nothing_is_taken_back():
    with pytest.raises(NoRewind):
        again(rewind=False).undo()
