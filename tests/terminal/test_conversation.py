from io import StringIO

import pytest

from game.play.answer import Left, Switched
from game.play.beyond import NoRuns
from game.runs.listing import Listing
from game.runs.refusal import DiskFull, NotAllowed
from game.terminal.conversation import converse
from game.terminal.farewell import farewell
from game.terminal.front import LONGEST
from game.terminal.plain_front import PlainFront, wrapped
from tests.small import GUEST, Notebook, session


class Shelf(NoRuns):
    def listing(self):
        return (Listing("abcd1234", "Second", "small", 1, "", "", ""),)


def talk(playing, typed, *, attended=True, elsewhere=None):
    out = StringIO()
    front = PlainFront(StringIO(typed), out, attended=attended)
    departure = converse(playing, front, elsewhere or (lambda run, folder: Notebook(run)), Shelf())
    return departure, out.getvalue()


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
