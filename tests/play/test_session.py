import pytest

from game.core.play import NotOpen, replay
from game.play.forks import forks
from game.play.session import NoRewind, NoWayBack, Session
from game.runs.journal import Decision, Go, Mark, grow, line
from game.runs.record import begun
from game.runs.refusal import DiskFull
from game.runs.restore import restore
from tests.small import GUEST, TELEGRAM, THAW, WINTER, Notebook, session, small_story


def scene(playing):
    return playing.steps[-1].state.scene


def test_a_choice_is_kept_before_its_turn_is_seen():
    playing = session()
    seen = []
    keep = playing.keeper.keep

    def watch(run):
        seen.append((scene(playing), run.at.scene))
        return keep(run)

    playing.keeper.keep = watch
    playing.choose("promise_her")
    assert seen == [("arrival", "winter.monday")]
    assert scene(playing) == "winter.monday"


def test_what_is_kept_restores_to_where_the_session_stands():
    playing = session(*THAW)
    restored = restore(small_story(), playing.keeper.run)
    assert restored.steps[-1].state == playing.steps[-1].state
    assert restored.sentence == ""


def test_a_closed_choice_changes_nothing():
    playing = session()
    with pytest.raises(NotOpen):
        playing.choose("ask_for_the_key")
    assert playing.keeper.kept == []
    assert scene(playing) == "arrival"


def test_a_choice_that_cannot_be_kept_is_not_taken():
    playing = session()
    playing.keeper.full = True
    with pytest.raises(DiskFull):
        playing.choose("promise_her")
    assert scene(playing) == "arrival"
    assert playing.lines() == ()
    playing.keeper.full = False
    playing.choose("promise_her")
    assert scene(playing) == "winter.monday"


def test_a_player_can_go_on_unsaved_and_keeping_is_tried_again_at_each_choice():
    playing = session()
    playing.keeper.full = True
    playing.go_on_unsaved("The disk is full.")
    playing.choose("promise_her")
    assert playing.view().unsaved == "The disk is full."
    playing.keeper.full = False
    playing.choose("evening_by_the_stove")
    assert playing.view().unsaved == ""
    assert line(grow(playing.keeper.run.journal)) == playing.lines()


def test_a_session_can_go_on_with_another_keeper():
    playing = session("promise_her")
    former, other = playing.keeper, Notebook(playing.run)
    playing.kept_by(other)
    playing.choose("evening_by_the_stove")
    assert former.closed
    assert len(other.kept) == 1


def test_rewinding_takes_one_choice_back_and_removes_nothing():
    playing = session("promise_her", "evening_by_the_stove")
    before = playing.run.journal
    playing.rewind(1)
    assert scene(playing) == "winter.monday"
    assert playing.run.journal == (*before, Go(1))


def test_rewinding_further_than_the_beginning_stops_there():
    playing = session("promise_her", "evening_by_the_stove")
    playing.rewind(99)
    assert scene(playing) == "arrival"
    with pytest.raises(NoWayBack):
        playing.rewind(1)


def test_the_same_choice_after_a_rewind_is_the_same_decision():
    playing = session("promise_her")
    playing.rewind(1)
    playing.choose("promise_her")
    assert playing.run.journal == (Decision("arrival.promise_her"), Go(0), Go(1))


@pytest.mark.parametrize("named", ["snow", "0", "Snow", "sno"])
def test_a_chapter_is_gone_back_to_by_its_number_or_title(named):
    playing = session(*THAW)
    playing.rewind_to(named)
    assert scene(playing) == "arrival"


def test_a_chapter_that_is_not_behind_is_told_with_those_that_are():
    with pytest.raises(NoWayBack, match=r"“thaw”.*Behind you: Snow\."):
        session(*WINTER).rewind_to("thaw")


def test_every_road_of_a_run_is_a_fork_to_go_back_to():
    playing = session(*THAW)
    playing.rewind(99)
    playing.choose("say_nothing")
    first, here = forks(playing)
    assert (first.decisions, first.title, first.here) == (4, "The Thaw", False)
    assert (here.decisions, here.here) == (1, True)
    assert (first.by, here.by) == (
        "Promise Anna to call on her.",
        "Say nothing, and carry your trunk upstairs.",
    )
    playing.take_road(first.end)
    assert scene(playing) == "the_thaw"
    assert [step.state for step in playing.steps] == [
        step.state for step in replay(small_story(), playing.lines())
    ]


def test_a_bookmark_names_a_place_and_leads_back_to_it():
    playing = session("promise_her")
    playing.bookmark("Before the evenings")
    playing.choose("evening_by_the_stove")
    assert playing.bookmarks() == (("Before the evenings", 1),)
    assert playing.load("before the EVENINGS")
    assert scene(playing) == "winter.monday"
    assert not playing.load("nowhere")
    assert Mark("Before the evenings") in playing.run.journal


def test_without_rewinding_there_is_no_way_back():
    playing = session(*THAW, rewind=False)
    playing.bookmark("here")
    for back in (
        lambda: playing.rewind(1),
        lambda: playing.rewind_to("snow"),
        lambda: playing.take_road(forks(playing)[0].end),
    ):
        with pytest.raises(NoRewind):
            back()
    assert playing.load("here"), "standing there is no going back"
    assert scene(playing) == "the_thaw"


def test_without_rewinding_a_bookmark_behind_is_closed():
    playing = session("promise_her", rewind=False)
    playing.bookmark("early")
    playing.choose("evening_by_the_stove")
    with pytest.raises(NoRewind):
        playing.load("early")


def test_an_ending_ends_the_run_and_rewinding_opens_it_again():
    playing = session(*GUEST)
    assert playing.ended
    assert playing.view().verdict.ending == "the_guest"
    assert playing.view().offers == ()
    playing.rewind(1)
    assert not playing.ended


def test_a_renamed_choice_goes_on_under_its_present_name():
    story = small_story()
    run = session(*THAW).run
    old = (*run.journal, Decision("the_thaw.give_up"))
    from dataclasses import replace

    playing = Session(story, replace(run, journal=old, story_digest="sha256:other"))
    assert scene(playing) == "the_guest"
    playing.rewind(1)
    playing.choose("hand_in_the_key")
    assert playing.run.journal[-1] == Go(5)


def test_the_reader_is_spared_from_the_moment_of_asking():
    playing = session(*TELEGRAM)
    assert not any(passage.summarised for passage in playing.view().passages)
    playing.ask_to_be_spared(("bereavement",))
    (told,) = [passage for passage in playing.view().passages if passage.summarised]
    assert "A telegram tells of a death" in told.told[0].words[0].text
    assert playing.keeper.run.settings["spare"] == ["bereavement"]


def test_settings_that_make_no_sense_spare_nothing():
    assert session(settings={"spare": 3}).spare == frozenset()
    assert session(settings={"spare": [1, "famine"]}).spare == {"famine"}


def test_a_session_without_a_keeper_says_that_nothing_is_kept():
    story = small_story()
    playing = Session(story, begun(story, "Loose"))
    assert playing.view().unsaved
    playing.choose("promise_her")
    assert playing.lines() == ("arrival.promise_her",)
