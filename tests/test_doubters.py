"""The count of those who doubt in January 1925: three part the others and two do not, whoever they are."""

from functools import cache
from itertools import combinations
from pathlib import Path

import pytest

from game.authoring.walkthrough import Decide, read
from game.core.play import begin, choose
from game.core.prose import plain
from game.core.value import replace
from game.loading.load import load

HERE = Path(__file__).parent
WALK = "three-who-doubt"
PRESENT, CALLED = "three_who_doubt", "the_moderate"
CHOICES = {
    PRESENT: ("thank_nobody", "write_to_kamenev", "let_rakovsky_protest"),
    CALLED: ("promise_him_the_chair", "ask_for_it_in_writing", "let_rakovsky_in"),
}
NOBODY = {"old_guard": 0, "krupskaya": 0, "right": 0, "army": 0, "glazman": 0}
BY_LETTER = "trotskyism.a_short_letter_on_1913"
# Each of the six by the ways there are: meters and values, and what was chosen.
WAYS = {
    "kamenev": (({"old_guard": 2}, ()), ({}, ("at_olgas_table.give_him_his_reason",))),
    "krupskaya": (({"krupskaya": 2}, ()), ({"krupskaya": 1}, (BY_LETTER,))),
    "rykov": (({"right": 2}, ()),),
    "frunze": (({"army": 2}, ()), ({}, ("frunze_about_the_handover.sign_an_order_together",))),
    "dzerzhinsky": (({"glazman": 1}, ()), ({}, ("dzerzhinsky_and_the_letter_e.ask_him_to_call_them_in",))),
    "kuibyshev": (({}, ("kuibyshev_with_a_file.write_that_he_was_just",)),),
}
NOT_QUITE = {
    "kamenev": ({"old_guard": 1}, ("at_olgas_table.ask_who_rang",)),
    "krupskaya": ({"krupskaya": 1}, ()),
    "rykov": ({"right": 1}, ("dzerzhinsky_and_the_letter_e.go_through_his_pig_iron",)),
    "frunze": ({"army": 1}, ("frunze_about_the_handover.let_voroshilov_tell_them",)),
    "dzerzhinsky": ({}, ("dzerzhinsky_and_the_letter_e.ask_him_who_taught_them",)),
    "kuibyshev": ({}, ("kuibyshev_with_a_file.ask_him_to_unfold_it",)),
}


@cache
def story():
    loaded = load(HERE.parent / "story", ())
    assert loaded.story is not None
    return loaded.story


@cache
def walked(*instead):
    """The step that comes to 5 January, with some scenes decided otherwise."""
    otherwise = dict(instead)
    step = begin(story())
    for line in read((HERE / "walkthroughs" / f"{WALK}.txt").read_text("utf-8")):
        if isinstance(line, Decide):
            at, _, choice = line.decision.rpartition(".")
            if at == PRESENT:
                return step
            step = choose(story(), step.state, otherwise.get(step.state.scene, choice))
    raise AssertionError("the walkthrough does not come to 5 January")


def told(step):
    lines = (line for each in step.passages for line in each.told)
    return "\n".join(plain(line.words) for line in lines if hasattr(line, "words"))


def with_these(scene, *doubters):
    """A state on 5 January in which these doubt and nobody else."""
    state = walked().state
    asked = {each for ways in WAYS.values() for _, chosen in ways for each in chosen}
    values = {**state.values, **NOBODY}
    chosen = set(state.chosen) - asked
    for meters, deeds in doubters:
        values |= meters
        chosen |= set(deeds)
    return replace(state, scene=scene, values=values, chosen=frozenset(chosen))


def welded(state, choice):
    return choose(story(), state, choice).state.values["welded"] == 1


@pytest.mark.parametrize("scene", CHOICES)
@pytest.mark.parametrize("third", WAYS)
def test_three_who_doubt_part_the_others_and_two_do_not(scene, third):
    others = [each for each in WAYS if each != third]
    for one, two in combinations(others, 2):
        pair = (WAYS[one][0], WAYS[two][0])
        for choice in CHOICES[scene]:
            assert welded(with_these(scene, *pair), choice)
            for way in WAYS[third]:
                assert not welded(with_these(scene, *pair, way), choice)


@pytest.mark.parametrize("third", WAYS)
def test_who_was_nearly_won_is_not_counted(third):
    one, two = [each for each in WAYS if each != third][:2]
    state = with_these(PRESENT, WAYS[one][-1], WAYS[two][-1], NOT_QUITE[third])
    assert welded(state, "thank_nobody")


SILENT = ("trotskyism", "keep_the_draft_in_the_drawer")
ORE = ("dzerzhinsky_and_the_letter_e", "go_through_his_pig_iron")


@pytest.mark.parametrize("instead", [(), (SILENT,), (ORE,)], ids=["four", "no letter", "no typewriter"])
def test_with_three_left_he_is_told_that_it_has_to_be_gone_over(instead):
    step = walked(*instead)
    assert "So that it has to be gone over" in told(step)
    for choice in CHOICES[PRESENT]:
        assert not welded(step.state, choice)


def test_missed_by_one_he_is_told_that_a_third_was_wanting():
    step = walked(SILENT, ORE)
    assert "That is two. A third, and it would have had to be gone over." in told(step)
    for choice in CHOICES[PRESENT]:
        assert welded(step.state, choice)


@pytest.mark.parametrize(
    ("instead", "comes_to"),
    [((ORE,), "It comes to the army, and nothing else."), ((SILENT, ORE), "at your next article the rest")],
    ids=["three", "two"],
)
def test_what_the_plenum_comes_to_hangs_on_the_count(instead, comes_to):
    asked = choose(story(), walked(*instead).state, "thank_nobody")
    assert comes_to in told(choose(story(), asked.state, "ask_to_be_relieved"))
