from io import StringIO

import pytest

from game.play.answer import Forked, Left, Switched
from game.play.beyond import NoRuns
from game.play.completion import no_completions
from game.play.session import Session
from game.runs.listing import Listing
from game.runs.profile import join
from game.runs.record import begun
from game.runs.refusal import DiskFull, NotAllowed
from game.runs.settings import Settings
from game.terminal.conversation import converse
from game.terminal.farewell import farewell
from game.terminal.front import LONGEST
from game.terminal.plain_front import PlainFront, wrapped
from tests.play.beyond import Table
from tests.small import GUEST, THAW, Notebook, session, small_story


class Shelf(NoRuns):
    def listing(self):
        return (Listing("abcd1234", "Second", "small", 1, "", "", ""),)


def talk(playing, typed, *, attended=True, elsewhere=None):
    out = StringIO()
    front = PlainFront(StringIO(typed), out, attended=attended)
    departure = converse(playing, front, elsewhere or (lambda run, folder: Notebook(run)), Shelf())
    return departure, out.getvalue()


class Watching(PlainFront):
    """A front end that keeps what it was given besides text."""

    def __init__(self, typed, out):
        super().__init__(StringIO(typed), out, attended=True)
        self.adjusted = []
        self.completed = []
        self.charts = ()

    def adjust(self, settings):
        self.adjusted.append(settings)

    def panel(self, view, charts=()):
        self.charts = charts
        super().panel(view, charts)

    def ask(self, view, complete=no_completions):
        self.completed.append([each.line for each in complete("people ")])
        return super().ask(view)


def watch(playing, typed, table):
    out = StringIO()
    front = Watching(typed, out)
    return converse(playing, front, lambda run, folder: Notebook(run), table), front, out.getvalue()


def test_a_setting_that_is_changed_is_obeyed_and_said():
    _, front, text = watch(session(), "set skim off\n", Table())
    assert front.adjusted == [Settings(skim=False)]
    assert "“skim” is off." in text


def test_who_asks_for_the_panel_is_told_how_the_meters_went():
    _, front, text = watch(session("say_nothing"), "status\n", Table())
    assert [each.name for each in front.charts] == ["Strength", "The house's trust"]
    assert "So far: Strength: rested (2) at first, tired (1) now; lowest 1, highest 2 of 3." in text
    assert "So far: The house's trust" not in text, "it has not moved"


def test_on_each_turn_it_is_known_what_may_be_typed():
    _, front, _ = watch(session(), "2\n", Table())
    assert front.completed == [["people Anna Petrovna"], ["people Anna Petrovna"]]


def test_a_new_run_that_begins_elsewhere_is_a_departure():
    playing = session(*GUEST)
    departure, _, _ = watch(playing, "begin thaw\n", Table(playing.run))
    assert departure == Forked("From Thaw", tuple(session(*THAW).lines()))


def test_what_was_read_before_is_one_line_until_it_is_looked_at():
    _, text = talk(session(), "2\nrewind\n2\nlook\n")
    told = text.split("> ")
    assert "(Read before: 4 words; “look” tells them.)" in told[3]
    assert "Two evenings are left" not in told[3]
    assert "Two evenings are left" in told[4]


def test_who_has_skipped_far_is_shown_the_whole_panel():
    ways = ("speak_of_the_house", "speak_of_the_weather")
    one, other = (session("promise_her", "anna_at_home", way).known for way in ways)
    run = begun(small_story(), "Run 2")
    _, text = talk(Session(small_story(), run, Notebook(run), join(one, other)), "skip\n")
    after = text.split("Skipped: two choices.")[1]
    assert "The house's trust: warm" in after


def test_the_end_of_input_is_leaving():
    assert talk(session(), "")[0] == Left()


def test_a_typing_error_asks_again_and_says_what_is_possible():
    _, text = talk(session(), "halp\n9\n\n")
    assert "Did you mean “help”?" in text
    assert text.count("Type a number from 1 to 4") == 3


def test_a_closed_choice_answers_with_its_reason():
    playing = session()
    _, text = talk(playing, "3\n")
    assert "Choice 3 is closed: Anna keeps her hand on the keys." in text
    assert playing.lines() == ()


def test_a_choice_that_cannot_be_kept_can_be_tried_again():
    playing = session()
    playing.keeper.full = True
    asked = []

    class Mended(Notebook):
        def keep(self, run):
            if len(asked) < 2:
                asked.append(run)
                raise DiskFull("The disk is full.")
            return super().keep(run)

    playing.keeper = Mended(playing.run)
    _, text = talk(playing, "2\nagain\n\nquit\n")
    assert text.count("“again” tries again") == 2
    assert playing.lines() == ("arrival.promise_her",)


def test_a_choice_that_cannot_be_kept_can_be_taken_unsaved_and_that_is_said_each_turn():
    playing = session()
    playing.keeper.full = True
    _, text = talk(playing, "2\nunsaved\n2\nstatus\n")
    assert text.count("Not kept: The run could not be kept: the disk is full.") == 2
    assert "not kept." in text.split("Run: ")[1]
    assert playing.lines() == ("arrival.promise_her", "winter.monday.evening_by_the_stove")
    assert farewell(playing).endswith("arrival.promise_her\nwinter.monday.evening_by_the_stove")


def test_a_choice_that_cannot_be_kept_can_be_kept_elsewhere():
    playing = session()
    playing.keeper.full = True
    folders = []

    def elsewhere(run, folder):
        folders.append(str(folder))
        if len(folders) == 1:
            raise NotAllowed("That folder is not yours.")
        return Notebook(run)

    _, text = talk(playing, "2\nin /a/first folder\nin /b\n", elsewhere=elsewhere)
    assert folders == ["/a/first folder", "/b"]
    assert "That folder is not yours." in text
    assert len(playing.keeper.kept) == 1
    assert playing.view().unsaved == ""


def test_where_nobody_can_be_asked_the_refusal_stands():
    for typed in ("2\n", "2\n1\n"):
        playing = session()
        playing.keeper.full = True
        with pytest.raises(DiskFull):
            talk(playing, typed, attended=False)
        assert playing.lines() == ()


def test_an_answer_that_is_none_of_the_ways_is_asked_again():
    playing = session()
    playing.keeper.full = True
    departure, text = talk(playing, "2\nperhaps\nin\nin ~nobody-at-all/x\nin a\0b\nquit\n")
    assert departure == Left()
    assert "“in ~nobody-at-all/x” is none of these." in text
    assert "“in a<U+0000>b” is none of these." in text
    assert "“perhaps” is none of these." in text
    assert "“in” is none of these." in text


def test_another_run_is_switched_to():
    assert talk(session(), "load Second\n")[0] == Switched("abcd1234")
    assert talk(session(), "new\n")[0] == Switched()


def test_after_an_ending_it_is_said_what_to_do_next():
    departure, text = talk(session(*GUEST), "1\nrewind\n3\nquit\n")
    assert departure == Left()
    assert text.count("Type “new”, “rewind”, “log” or “quit”") == 3
    assert "with its ending" in farewell(session(*GUEST))


def test_a_transcript_shows_what_was_typed_where_nobody_types():
    assert "> 2\n" in talk(session(), "2\n", attended=False)[1]
    assert "> 2\n" not in talk(session(), "2\n")[1]


def test_a_line_is_read_and_echoed_no_longer_than_anybody_types():
    _, text = talk(session(), "\0" * 1_000_000 + "\n2\n", attended=False)
    assert text.count("<U+0000>") < 2 * LONGEST
    assert "> 2\n" in text, "what follows is read as ever"


def test_wrapping_keeps_paragraphs_and_cuts_no_word():
    assert wrapped("one two three\n\nfour", 8) == "one two\nthree\n\nfour"
