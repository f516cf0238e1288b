"""The real story, asked everything."""

import pytest

from game.analysis.machine import Machine
from game.analysis.random_play import RandomPlays
from game.analysis.settling import Settling
from game.analysis.table import Table
from game.analysis.watching import Watch
from game.core.play import replay


@pytest.fixture(scope="module")
def settling(real_story):
    found = Settling(Table(real_story))
    return found, found.settle()


def test_every_question_about_the_real_story_is_settled(settling):
    _, settled = settling
    unknown = [each.question for each in settled.answers if each.verdict == "unknown"]
    assert not unknown, unknown[:3]


def test_nothing_is_wrong_with_the_story_when_its_branches_are_off(settling):
    """With them on, the guide explores it."""
    _, settled = settling
    wrong = [each for each in settled.answers if each.verdict not in ("shown", "proved")]
    assert not wrong, wrong[:3]


def test_no_random_play_does_what_was_proved_impossible(settling):
    found, settled = settling
    never = [each.question for each in settled.answers if each.verdict in ("impossible", "proved")]
    watch = Watch(found.table, never)
    for _ in RandomPlays(watch.machine, 4711, watch).plays(5_000):
        pass
    assert not watch.seen, [never[number] for number in watch.seen][:3]


def test_core_accepts_the_runs_that_show_something(real_story, settling):
    found, settled = settling
    runs = sorted({each.run for each in settled.answers if each.run is not None}, key=len)
    longest = [run for at, run in enumerate(runs) if at % 40 == 0]
    for run in longest:
        replay(real_story, [found.table.decision(option) for option in run])


def test_the_same_story_gives_the_same_answers(real_story, settling):
    _, settled = settling
    again = Settling(Table(real_story)).settle()
    assert [(each.verdict, each.run, each.proof, each.looked) for each in again.answers] == [
        (each.verdict, each.run, each.proof, each.looked) for each in settled.answers
    ]


def test_a_machine_makes_functions_only_of_numbers(real_story):
    # names and prose of a story never become source
    machine = Machine(Table(real_story))
    place, values = machine.begin()
    machine.take(machine.open(place, values)[0], values)
    for take in machine.takes:
        if take is not None:
            assert set(take.__code__.co_names) <= set()
            assert all(isinstance(each, int | None) for each in take.__code__.co_consts)
