"""The doors to and from the line of the barons: open, and missed by one thing, which the menu names."""

from functools import cache
from pathlib import Path

import pytest

from game.authoring.walkthrough import Decide, read
from game.core.play import begin, choose, present
from game.core.prose import plain
from game.loading.load import load

HERE = Path(__file__).parent
IN = "the_show_of_hands.thank_him_and_move_him"
BALLOTS = "the_congress_of_barons.count_the_ballots_aloud"
CHAIRS = "the_congress_of_barons.settle_for_seven_chairs"
ZINOVIEV = "the_congress_of_barons.let_him_have_it"
POWERS = "the_congress_of_barons.keep_the_powers"
HOME = "the_congress_of_barons.let_them_vote_without_you"


@cache
def story():
    loaded = load(HERE.parent / "story", ())
    assert loaded.story is not None
    return loaded.story


def before(walk, door, **instead):
    """The offer of a door after a walkthrough up to it, with some scenes decided otherwise."""
    step = begin(story())
    scene, _, wanted = door.rpartition(".")
    for line in read((HERE / "walkthroughs" / f"{walk}.txt").read_text("utf-8")):
        if isinstance(line, Decide):
            at, _, choice = line.decision.rpartition(".")
            if at == scene:
                break
            step = choose(story(), step.state, instead.get(step.state.scene, choice))
    assert step.state.scene == scene
    return next((each for each in present(story(), step.state) if each.choice == wanted), None)


@pytest.mark.parametrize(
    ("walk", "door"),
    [
        ("counted-aloud", IN),
        ("seven-chairs-by-georgia", IN),
        ("counted-aloud", BALLOTS),
        ("seven-chairs", CHAIRS),
        ("seven-chairs-by-georgia", CHAIRS),
        ("a-hands-breadth", ZINOVIEV),
        ("the-hectograph", POWERS),
        ("the-third-winter", HOME),
    ],
)
def test_a_door_stands_open_to_its_walkthrough(walk, door):
    assert before(walk, door).open


@pytest.mark.parametrize(
    ("walk", "instead", "reason"),
    [
        (
            "counted-aloud",
            {"krupskaya_in_the_senate": "ask_her_to_strike_his_name_for_you"},
            "Krupskaya is looking at her hands",
        ),
        ("seven-chairs-by-georgia", {"the_trunk": "send_them_back"}, "Krupskaya is looking at her hands"),
    ],
    ids=["the road of trust", "the road of Georgia"],
)
def test_a_road_into_the_line_is_missed_by_one_thing(walk, instead, reason):
    offer = before(walk, IN, **instead)
    assert not offer.open
    assert reason in plain(offer.reason)


@pytest.mark.parametrize(
    ("walk", "door", "instead", "reason"),
    [
        (
            "counted-aloud",
            BALLOTS,
            {
                "lyovas_cell": "go_up_to_the_blackboard",
                "the_night_of_reval": "give_him_the_presidency",
                "the_man_with_a_grievance": "find_him_work",
            },
            "they have learnt to wait for a list",
        ),
        (
            "counted-aloud",
            BALLOTS,
            {
                "the_card_index": "read_it_once",
                "the_guns_at_chiatura": "sign_the_decree",
                "the_next_paragraph": "close_the_letter",
                "a_book_in_english": "a_narrow_note",
                "kalashnikovo": "take_the_boat_out",
            },
            "Zinoviev has copies of what you signed",
        ),
        (
            "counted-aloud",
            BALLOTS,
            {
                "the_eighth_chair": "smirnov_from_the_posts",
                "the_card_index": "burn_the_boxes",
                "the_guns_at_chiatura": "leave_it_to_zinoviev",
            },
            "would not hold together through one count",
        ),
        (
            "seven-chairs",
            CHAIRS,
            {"the_eighth_chair": "rudzutak_and_the_whole_office"},
            "The assignments office was never closed",
        ),
        (
            "seven-chairs-by-georgia",
            CHAIRS,
            {"the_guns_at_chiatura": "leave_it_to_zinoviev", "the_next_paragraph": "let_zinoviev_answer"},
            "come with Zinoviev's man at their head",
        ),
        (
            "the-hectograph",
            POWERS,
            {
                "the_letter_from_gorki": "promise_to_speak_after_her",
                "the_guns_at_chiatura": "leave_it_to_zinoviev",
                "the_price_of_calico": "pay_for_it",
                "the_man_with_a_grievance": "find_him_work",
            },
            "Too few of the seven have had anything from you",
        ),
    ],
    ids=["ballots", "bill", "hold", "halved", "rival", "powers"],
)
def test_a_motion_before_the_congress_is_missed_by_one_thing(walk, door, instead, reason):
    offer = before(walk, door, **instead)
    assert not offer.open
    assert reason in plain(offer.reason)


def test_a_chair_short_of_the_head_nobody_thinks_of_zinoviev():
    fewer = {
        "the_eighth_chair": "halve_it",
        "the_guns_at_chiatura": "send_rakovsky_to_talk",
        "the_next_paragraph": "print_the_whole",
    }
    assert before("a-hands-breadth", ZINOVIEV, **fewer).open
    assert before("a-hands-breadth", ZINOVIEV, **fewer, the_card_index="read_it_once") is None


def test_who_is_well_and_has_a_motion_cannot_go_home():
    offer = before("seven-chairs", HOME, the_ulcer="tell_him_it_was_unanimous")
    assert not offer.open
    assert "thirty-six and six" in plain(offer.reason)


def test_each_lays_down_a_post_or_only_he():
    def after(walk, **instead):
        step = begin(story())
        for line in read((HERE / "walkthroughs" / f"{walk}.txt").read_text("utf-8")):
            if isinstance(line, Decide):
                scene = step.state.scene
                choice = line.decision.rpartition(".")[2]
                step = choose(story(), step.state, instead.get(scene, choice))
                if scene == "the_next_paragraph":
                    return step.deed.log
        raise AssertionError(walk)

    together = after("seven-chairs-by-georgia", the_next_paragraph="lay_down_one_each")
    alone = after("the-third-winter", the_next_paragraph="lay_down_one_each")
    assert "the others laid down something each" in together
    assert "were to follow on Thursday" in alone
