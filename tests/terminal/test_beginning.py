"""Before the first scene: what is asked, what may be chosen, and which run is opened."""

from io import StringIO
from pathlib import Path

import pytest

from game.play.answer import Left, Switched
from game.play.elsewhere import listed
from game.play.opening import opening
from game.runs.listing import Listing
from game.runs.refusal import Busy, DiskFull
from game.terminal.beginning import Terms, ask_busy, ask_resume, ask_terms
from game.terminal.plain_front import PlainFront
from game.terminal.ways import ask_way
from tests.small import small_story

LAST = Listing("7k3q9m2p", "The long way", "small", 12, "", "2026-11-22T10:31:12Z", "the_thaw", "March 1911")
TWIN = Listing("abcd1234", "Twin", "small", 3, "", "2026-11-22T10:31:12Z", "winter")
OTHER = Listing("bcde2345", "twin", "small", 5, "", "2026-11-21T10:31:12Z", "winter")


class Asked(PlainFront):
    """A front end that keeps the options that it was given."""

    def __init__(self, typed, *, attended=True):
        self.out = StringIO()
        self.options = []
        super().__init__(StringIO(typed), self.out, attended=attended)

    def question(self, words, options=()):
        self.options.append(options)
        return super().question(words, options)


def resume(typed, *, attended=True):
    front = Asked(typed, attended=attended)
    return ask_resume(front, LAST, lambda: (LAST, TWIN, OTHER)), front


@pytest.mark.parametrize(
    ("typed", "wanted"),
    [
        ("\n", Switched("7k3q9m2p")),
        ("go on\n", Switched("7k3q9m2p")),
        ("new\n", Switched()),
        ("quit\n", Left()),
        ("", Left()),
        ("load the LONG way\n", Switched("7k3q9m2p")),
        ("load abcd1234\n", Switched("abcd1234")),
    ],
)
def test_an_answer_says_with_which_run_to_go_on(typed, wanted):
    assert resume(typed)[0] == wanted


def test_of_several_runs_of_one_name_it_is_asked_which():
    wanted, front = resume("load twin\nload bcde2345\n")
    assert wanted == Switched("bcde2345")
    assert "Several runs are called “twin”." in front.out.getvalue()
    assert "abcd1234: 3 decisions" in front.out.getvalue()


def test_a_run_that_is_not_there_is_asked_for_again():
    wanted, front = resume("load nobody\nload\nquit\n")
    assert wanted == Left()
    assert "No run is called “nobody”." in front.out.getvalue()
    assert "The long way: 12 decisions" in front.out.getvalue(), "“load” alone lists them"


def test_where_nobody_sits_the_last_run_is_gone_on_with_and_the_line_is_its_first():
    wanted, front = resume("load twin\n", attended=False)
    assert wanted == Switched("7k3q9m2p")
    assert front.question("Again?") == "load twin"


def test_every_question_offers_what_it_takes_as_choices():
    terms = Asked("quit\n")
    ask_terms(terms, opening(small_story()), Terms(), lambda: None)
    busy = Asked("leave\n")
    ask_busy(busy, Busy("The long way", "7"), lambda: None)
    way = Asked("quit\n")
    ask_way(way, DiskFull("The disk is full."), lambda: None)
    offered = [[each.line for each in front.options[0]] for front in (resume("quit\n")[1], terms, busy, way)]
    assert offered == [
        ["", "new", "runs", "quit"],
        ["", "spare", "strict", "quit"],
        ["look", "copy", "leave"],
        ["again", "in ", "unsaved", "quit"],
    ]
    assert all(each.label for front in (terms, busy, way) for each in front.options[0])


def test_beside_a_question_no_more_is_offered_than_it_takes():
    pages = []
    front = Asked("runs\nquit\n")
    front.page = pages.append
    ask_resume(front, LAST, lambda: (LAST, TWIN, OTHER))
    lines = [act.line for row in pages[0].blocks for act in row.acts]
    assert lines == ["load The long way", "load abcd1234", "load bcde2345"]
    assert not any(row.acts for row in listed((LAST, TWIN)).blocks)


def test_what_is_offered_is_taken():
    for option in resume("quit\n")[1].options[0]:
        assert "is no answer" not in resume(f"{option.line}\nquit\n")[1].out.getvalue()
    assert ask_way(Asked("in /b\n"), DiskFull("The disk is full."), lambda: None) == Path("/b")


def test_the_offer_to_be_spared_says_what_it_would_change():
    front = Asked("spare\nstrict\n\n")
    terms = ask_terms(front, opening(small_story()), Terms(), lambda: None)
    assert terms == Terms(("*",), rewind=False)
    labels = [{each.line: each.label for each in options} for options in front.options]
    assert [each["spare"] for each in labels][:2] == [
        "Have hard passages told in summary",
        "Have hard passages told in full",
    ]
    assert labels[2]["strict"] == "Allow taking choices back"
    assert [each[""] for each in labels] == [
        "Begin",
        "Begin (hard passages in summary)",
        "Begin (hard passages in summary, no rewinding)",
    ]


def test_another_run_is_offered_where_there_is_one():
    front = Asked("quit\n")
    ask_resume(front, LAST, lambda: (LAST,), alone=True)
    assert "runs" not in [each.line for each in front.options[0]]
