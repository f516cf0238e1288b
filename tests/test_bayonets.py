"""The doors to the line of the bayonets: open, and missed by one thing, which the menu names."""

from functools import cache
from pathlib import Path

import pytest

from game.authoring.walkthrough import Decide, read
from game.core.play import begin, choose, ended, present
from game.core.prose import plain
from game.loading.load import load
from game.play.calendar import date_at

HERE = Path(__file__).parent
FIRST = "the_verdict_at_a_distance.send_for_muralov"
SECOND = "the_letter_of_resignation.ring_up_frunze"


@cache
def story():
    loaded = load(HERE.parent / "story", ())
    assert loaded.story is not None
    return loaded.story


def before(walk, door, more=None, **instead):
    """The offer of a door after a walkthrough up to it, with some scenes decided otherwise.

    `more` decides scenes that the walkthrough does not come to, as those of another evening."""
    step = begin(story())
    scene, _, wanted = door.rpartition(".")
    for line in read((HERE / "walkthroughs" / f"{walk}.txt").read_text("utf-8")):
        if isinstance(line, Decide):
            at, _, choice = line.decision.rpartition(".")
            if at == scene:
                break
            step = choose(story(), step.state, instead.get(step.state.scene, choice))
            while more and step.state.scene in more:
                step = choose(story(), step.state, more[step.state.scene])
    return next((each for each in present(story(), step.state) if each.choice == wanted), None)


def test_on_a_line_that_two_winters_lead_to_no_day_of_either_is_told():
    steps = [begin(story())]
    for line in read((HERE / "walkthroughs" / "unanimously.txt").read_text("utf-8")):
        if isinstance(line, Decide) and steps[-1].state.scene != "two_oclock":
            steps.append(choose(story(), steps[-1].state, line.decision.rpartition(".")[2]))
    begun = next(at for at, step in enumerate(steps) if step.state.scene == "has_the_party_decided_it")
    assert date_at(story(), tuple(steps[: begun + 1])) == "17 January 1924"
    assert date_at(story(), tuple(steps)) == ""


def test_both_doors_stand_open_to_their_walkthroughs():
    assert before("unanimously", FIRST).open
    assert before("unanimously-by-frunze", SECOND).open


@pytest.mark.parametrize(
    ("instead", "reason"),
    [
        (
            {"the_blanket": "go_to_rykov_for_him", "thirty_six_and_six": "tell_him_whose_it_was"},
            "never said yes to Antonov",
        ),
        ({"davydovs_car": "talk_of_the_dog"}, "what he was promised"),
    ],
    ids=["by Antonov's letter", "by Muralov's promise"],
)
def test_the_door_of_january_1924_is_missed_by_one_thing(instead, reason):
    offer = before("unanimously", FIRST, **instead)
    assert not offer.open
    assert reason in plain(offer.reason)


def test_the_door_of_january_1925_is_missed_by_the_army():
    offer = before("unanimously-by-frunze", SECOND, sklyansky_and_the_cloth="leave_it")
    assert not offer.open
    assert "He put it in one figure" in plain(offer.reason)


def test_an_evening_with_frunze_gives_back_the_army_that_the_cloth_has_cost():
    order = {"frunze_about_the_handover": "sign_an_order_together"}
    evening = {"the_second_sheet.thursday": "frunze_about_the_handover"}
    missed = {"sklyansky_and_the_cloth": "leave_it"}
    assert before("unanimously-by-frunze", SECOND, more=order, **missed, **evening).open


def test_without_the_bargain_at_sukhum_nobody_thinks_of_frunze():
    # Sklyansky has no office then, and Radek comes in his place.
    signed = before(
        "unanimously-by-frunze",
        SECOND,
        the_paper_on_the_table="sign_with_irony",
        radek_with_a_joke="let_radek_carry_it",
    )
    assert signed is None


def end_of(walk, **instead):
    step = begin(story())
    for line in read((HERE / "walkthroughs" / f"{walk}.txt").read_text("utf-8")):
        if isinstance(line, Decide) and not ended(story(), step.state):
            choice = line.decision.rpartition(".")[2]
            step = choose(story(), step.state, instead.get(step.state.scene, choice))
    return step.state.scene


def test_two_powers_kept_after_the_victory_make_what_he_fought():
    assert end_of("the-hectograph-by-bayonets") == "the_hectograph"


@pytest.mark.parametrize(
    "instead",
    [
        {"the_tray": "lay_it_down", "squared_paper": "let_them_elect"},
        {"squared_paper": "let_them_elect"},
        {"squared_paper": "read_out_the_names"},
    ],
    ids=["both laid down", "the provinces elect", "the names read out"],
)
def test_with_one_of_the_two_laid_down_it_is_a_victory_all_the_same(instead):
    assert end_of("the-hectograph-by-bayonets", **instead) == "unanimously"


def test_the_second_power_is_not_to_be_had_by_one_who_signed_little():
    offer = before("unanimously-on-ones-word", "squared_paper.keep_the_naming")
    assert not offer.open
    assert "signed so little" in plain(offer.reason)
