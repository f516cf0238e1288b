"""What was read before is known: in this run, in all others, and not before its turn is over."""

from game.core.prose import plain
from game.core.value import replace
from game.play.session import Session
from game.runs.profile import Profile
from tests.small import TELEGRAM, THAW, Notebook, session, small_story


def again(playing, seen=None, skim=True):
    """Another session of a new run by the same player."""
    from game.runs.record import begun

    run = begun(small_story(), "Run 2")
    return Session(small_story(), run, Notebook(run), seen or playing.known, skim=skim)


def marked(view):
    """The texts of the view that are marked as read, and those that are not."""
    read, new = [], []
    for passage in view.passages:
        for number, block in enumerate(passage.told, 1):
            words = block.words if hasattr(block, "words") else block.lines[0]
            (read if number in passage.read else new).append(plain(words))
    return read, new


def test_what_another_run_was_told_is_read_before():
    playing = again(session("promise_her"))
    playing.choose("promise_her")
    read, new = marked(playing.view())
    assert read == ["She writes it down.", "Two evenings are left before the thaw."]
    assert new == ["The first of two evenings: 16 January 1911."], "a date is always told"


def test_only_the_blocks_that_were_read_are_marked():
    playing = again(session("promise_her"))
    playing.choose("say_nothing")
    read, new = marked(playing.view())
    assert read == ["Two evenings are left before the thaw."]
    assert "It is heavy." in new


def test_a_turn_that_is_shown_again_is_not_yet_read():
    playing = session("promise_her")
    assert marked(playing.view())[0] == []
    assert playing.view() == playing.view()
    playing.bookmark("here")
    assert marked(playing.view())[0] == []


def test_a_turn_that_is_come_back_to_later_is_told_whole():
    left = session("promise_her")
    resumed = Session(small_story(), left.run, Notebook(left.run), left.known)
    assert marked(resumed.view())[0] == []
    resumed.choose("evening_by_the_stove")
    resumed.rewind(1)
    resumed.choose("evening_by_the_stove")
    assert "You sit by the stove." in marked(resumed.view())[0]


def test_what_was_read_in_this_run_before_a_rewind_is_read_before():
    playing = session("promise_her")
    playing.rewind(1)
    playing.choose("promise_her")
    assert "She writes it down." in marked(playing.view())[0]


def test_the_scene_afresh_is_told_whole():
    playing = again(session("promise_her"))
    playing.choose("promise_her")
    assert marked(playing.view())[0]
    assert marked(playing.view(afresh=True))[0] == []


def test_who_does_not_skim_is_told_everything():
    playing = again(session("promise_her"), skim=False)
    playing.choose("promise_her")
    assert marked(playing.view())[0] == []


def test_a_variant_that_was_not_told_is_new():
    playing = again(session("promise_her", "anna_at_home"))
    playing.choose("say_nothing")
    playing.choose("anna_at_home")
    assert marked(playing.view())[1][-1].startswith("She pours. You came without having said so.")


def test_who_read_a_summary_has_not_read_the_text():
    spared = session(*TELEGRAM[:-1], settings={"spare": ["*"]})
    spared.choose(TELEGRAM[-1])
    playing = again(spared)
    for each in TELEGRAM:
        playing.choose(each)
    assert "ANNA DIED AT FOUR" in marked(playing.view())[1]
    playing.ask_to_be_spared(("*",))
    assert "A telegram tells of a death in the house." in marked(playing.view())[0]


def test_the_end_of_a_run_is_always_told_whole():
    first = session(*THAW, "hand_in_the_key")
    playing = again(first)
    for each in (*THAW, "hand_in_the_key"):
        playing.choose(each)
    (end,) = [each for each in playing.view().passages if each.kind == "ending"]
    assert end.read == ()


SPOKEN = ("say_nothing", "anna_at_home", "speak_of_the_house")


def test_an_outcome_that_came_before_says_so():
    playing = again(session(*SPOKEN))
    assert not any(each.seen for each in session(*SPOKEN).view().passages)
    for each in SPOKEN:
        playing.choose(each)
    assert [each.kind for each in playing.view().passages if each.seen] == ["outcome"]


def test_another_outcome_of_the_same_choice_has_not_been_seen():
    playing = again(session(*SPOKEN))
    for each in ("promise_her", *SPOKEN[1:]):
        playing.choose(each)
    assert not any(each.seen for each in playing.view().passages)


def test_of_a_choice_that_was_taken_the_outcomes_are_counted():
    playing = again(session(*SPOKEN))
    for each in SPOKEN[:-1]:
        playing.choose(each)
    house, weather = playing.view().offers
    assert (house.taken, house.outcomes, house.outcomes_seen) == (True, 2, 1)
    assert (weather.taken, weather.outcomes) == (False, 0)


def test_what_is_known_has_the_present_turn_and_what_was_seen_has_not():
    playing = session("promise_her")
    assert playing.known.decisions == {"arrival.promise_her"}
    assert "winter" in playing.known.read - playing.seen.read
    assert replace(playing.seen, told=frozenset()) == Profile(read=playing.seen.read)
