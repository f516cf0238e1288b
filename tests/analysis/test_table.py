"""The table plays the same machine as core."""

import random
from collections import Counter

import pytest

from game.analysis.formula import holds as formula_holds
from game.analysis.machine import Machine
from game.analysis.random_play import RandomPlays
from game.analysis.table import Table
from game.core.condition import Named
from game.core.play import EndlessFlow, begin, choose, present
from game.core.rules import holds
from tests.analysis.stories import CONSTRUCTS, THOROUGH, draw

STORIES = 1000 * THOROUGH
MOST_DECISIONS = 25


def walk_both(story, table, machine, chance, most=MOST_DECISIONS):
    """Play one run in core and in the table, choice by choice, and compare; gives back the decisions."""
    place, values = machine.begin()
    state = begin(story).state
    taken = []
    while True:
        assert table.places[place].name == state.scene, taken
        assert tuple(values) == table.values(state), taken
        opened = machine.open(place, values)
        offers = present(story, state)
        names = [table.options[number].choice for number in opened]
        assert names == [each.choice for each in offers if each.open], taken
        for option in table.places[place].options:
            shown = next((each for each in offers if each.choice == option.choice), None)
            assert formula_holds(option.shown, values) == (shown is not None), taken
            assert formula_holds(option.open, values) == (shown is not None and shown.open), taken
        if not opened or len(taken) >= most:
            return taken
        option = chance.choice(opened)
        taken.append(table.decision(option))
        place = machine.take(option, values)
        state = choose(story, state, table.options[option].choice).state


def test_the_table_plays_random_stories_as_core_does():
    drawn = Counter()
    for seed in range(STORIES):
        story, counted = draw(seed)
        drawn += counted
        table = Table(story)
        machine = Machine(table)
        chance = random.Random(seed)
        for _ in range(4):
            walk_both(story, table, machine, chance)
    assert set(drawn) >= CONSTRUCTS, CONSTRUCTS - set(drawn)
    assert min(drawn[name] for name in CONSTRUCTS) >= STORIES // 30


def test_every_condition_means_in_the_table_what_it_means_in_core():
    compared = 0
    for seed in range(400):
        story, _ = draw(seed)
        table = Table(story)
        state = begin(story).state
        chance = random.Random(seed)
        for _ in range(10):
            for name in story.conditions:
                formula = table.formula(Named(name))
                assert formula_holds(formula, table.values(state)) == holds(story, state, Named(name))
                compared += 1
            opened = [each.choice for each in present(story, state) if each.open]
            if not opened:
                break
            state = choose(story, state, chance.choice(opened)).state
    assert compared > 500


def test_the_table_plays_the_real_story_as_core_does(real_story):
    table = Table(real_story)
    machine = Machine(table)
    chance = random.Random(1)
    for _ in range(30):
        taken = walk_both(real_story, table, machine, chance, most=1000)
        assert len(taken) > 10


def test_random_plays_are_the_same_for_a_seed_and_others_for_another(real_story):
    machine = Machine(Table(real_story))

    def plays(seed):
        return [play.options for play in RandomPlays(machine, seed).plays(20)]

    assert plays(7) == plays(7)
    assert plays(7) != plays(8)


def test_a_random_play_is_a_run_that_core_accepts(real_story):
    table = Table(real_story)
    for play in RandomPlays(Machine(table), 3).plays(5):
        state = begin(real_story).state
        for option in play.options:
            state = choose(real_story, state, table.options[option].choice).state
        assert state.scene == table.places[play.place].name
        assert table.values(state) == play.values
        assert play.stopped == "ended"


def test_a_random_play_says_that_it_is_trapped():
    from game.core.condition import NEVER
    from tests.core.making import choice, menu, story

    shut = story(menu("start", choice("on", "cell")), menu("cell", choice("out", hidden_unless=NEVER)))
    play = RandomPlays(Machine(Table(shut)), 0).play()
    assert play.stopped == "trapped"


def test_scenes_that_flow_in_a_circle_are_refused():
    from tests.core.making import choice, flow, menu, story

    round_and_round = story(menu("start", choice("on", "one")), flow("one", "two"), flow("two", "one"))
    machine = Machine(Table(round_and_round))
    place, values = machine.begin()
    with pytest.raises(EndlessFlow):
        machine.take(machine.open(place, values)[0], values)
