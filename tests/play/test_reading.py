from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from game.core.prose import Words
from game.play import intent as wants
from game.play.command import COMMANDS
from game.play.reading import parse, possible
from game.play.view import OfferView
from tests.small import GUEST, session

VIEW = session().view()


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("1", wants.Choose("look_round")),
        (" 2. ", wants.Choose("promise_her")),
        ("3)", wants.Choose("ask_for_the_key")),
        ("promise", wants.Choose("promise_her")),
        ("SAY N", wants.Choose("say_nothing")),
        ("?", wants.Wish.HELP),
        ("help", wants.Wish.HELP),
        (":help", wants.Wish.HELP),
        ("/status", wants.Wish.STATUS),
        ("s", wants.Wish.STATUS),
        ("people  anna", wants.AskPeople("anna")),
        ("codex the  thaw", wants.AskCodex("the thaw")),
        ("back", wants.AskEarlier(1)),
        ("back 3", wants.AskEarlier(3)),
        ("rewind", wants.Rewind(1)),
        ("r 2", wants.Rewind(2)),
        ("rewind to snow", wants.RewindTo("snow")),
        ("rewind snow", wants.RewindTo("snow")),
        ("save the train", wants.Save("the train")),
        ("load", wants.Load("")),
        ("fork 2", wants.TakeFork(2)),
        ("forks", wants.Wish.FORKS),
        ("spare off", wants.Spare(wanted=False)),
        ("new", wants.Wish.NEW),
        ("exit", wants.Wish.LEAVE),
        ("sta", wants.Wish.STATUS),
        ("", wants.Wish.NOTHING),
        ("   ", wants.Wish.NOTHING),
    ],
)
def test_a_line_means(typed, meant):
    assert parse(typed, VIEW) == meant


def test_every_command_is_reached_by_its_word_and_its_letter():
    for command in COMMANDS:
        assert not isinstance(parse(f"{command.word} x", VIEW), wants.Choose)
        if command.short:
            assert parse(command.short, VIEW) == parse(command.word, VIEW)


def test_a_number_that_is_not_offered_says_which_are():
    assert parse("7", VIEW) == wants.Misread(
        "There is no choice 7 here. Type a number from 1 to 4, or “?” for help."
    )


def test_a_slip_of_the_hand_proposes_the_nearest_command():
    assert "Did you mean “status”?" in parse("statsu", VIEW).sentence
    assert "Did you mean" not in parse("zzzzzz", VIEW).sentence


def test_what_may_mean_two_things_says_both():
    two = replace(VIEW, offers=(OfferView(1, "a", (Words("Stay."),)), OfferView(2, "b", (Words("Stand."),))))
    assert parse("st", two).sentence == "“st” may mean status, 1 (“Stay.”) or 2 (“Stand.”)."


def test_fewer_than_three_letters_take_no_choice():
    one = replace(VIEW, offers=(OfferView(1, "a", (Words("Write to Kamenev."),)),))
    assert "1 (“Write to Kamenev.”)" in parse("w", one).sentence
    assert "By letters a choice wants 3" in parse("wr", one).sentence
    assert parse("wri", one) == wants.Choose("a")


def test_letters_take_the_one_choice_that_is_open():
    two = replace(
        VIEW,
        offers=(OfferView(1, "a", (Words("Write."),), open=False), OfferView(2, "b", (Words("Write it."),))),
    )
    assert parse("wri", two) == wants.Choose("b")


def test_letters_take_nothing_that_cannot_be_taken_back():
    strict = replace(VIEW, offers=(OfferView(1, "a", (Words("Write."),)),), rewind=False)
    assert "“1” takes it: “Write.”" in parse("write", strict).sentence
    assert parse("1", strict) == wants.Choose("a")


def test_a_number_with_something_after_it_takes_nothing():
    assert parse("  2  extra", VIEW).sentence.startswith("A number stands alone: “2”, not “2 extra”.")
    assert len(parse("9" * 5000, VIEW).sentence) < 150


def test_the_first_letters_of_a_choice_need_no_accents():
    one = replace(VIEW, offers=(OfferView(1, "a", (Words("Écrire à Kamenev."),)),))
    assert parse("ecrire a k", one) == wants.Choose("a")


def test_an_empty_line_goes_on_where_there_is_only_one_way():
    only = OfferView(1, "a", (Words("Go on."),))
    assert parse("", replace(VIEW, offers=(only,))) == wants.Choose("a")
    assert parse("", replace(VIEW, offers=(replace(only, open=False),))) == wants.Wish.NOTHING
    assert "Enter goes on" in possible(replace(VIEW, offers=(only,)))


def test_at_an_ending_numbers_mean_nothing():
    over = session(*GUEST).view()
    assert "“new”" in parse("1", over).sentence


@given(st.text())
def test_nothing_that_can_be_typed_breaks_the_reader(text):
    parse(text, VIEW)


@given(st.text(alphabet="0123456789²٣ .)", min_size=1))
def test_no_number_breaks_the_reader(text):
    parse(text, VIEW)
    parse(f"back {text}", VIEW)
    parse(f"rewind {text}", VIEW)
    parse(f"fork {text}", VIEW)
