"""What plays are told is what core tells."""

from collections import Counter

import pytest

from game.authoring.measure.counting import Spread, spread, words, words_told
from game.authoring.measure.pieces import told
from game.core.epilogue import judge
from game.core.play import EndlessFlow, begin, choose, ended, present
from game.core.prose import plain
from game.loading.load import load
from tests.analysis.stories import draw
from tests.authoring.measure.helping import ROOT, playing
from tests.loading.tiny import tiny


@pytest.fixture(scope="module")
def real_story():
    story = load(ROOT / "story").story
    assert story is not None
    return story


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("", 0),
        ("one", 1),
        ("Two  words.", 2),
        ("a — b", 2),
        ("1924-01-21, early", 2),
        ("… ! ?", 0),
        ("l'été", 1),
    ],
)
def test_words_are_stretches_with_a_letter_or_a_digit(text, count):
    assert words(text) == count


def test_a_spread_is_the_median_and_what_eight_of_ten_lie_between():
    assert spread(range(1, 101)) == Spread(11, 50.5, 90)
    assert spread([7]) == Spread(7, 7, 7)
    assert spread([3, 1]) == Spread(1, 2, 3)
    assert spread([]) is None


def told_by_core(story, decisions):
    """The words of each passage of a run, as core tells it, in order, and every menu on the way."""
    step = begin(story)
    found = [words_told(passage.told) for passage in step.passages]
    menus = []
    for decision in decisions:
        offers = present(story, step.state)
        menus.append(
            (
                [each.choice for each in offers if each.open],
                [each.choice for each in offers if not each.open],
                sum(words(plain(each.label)) + words(plain(each.reason)) for each in offers),
            )
        )
        step = choose(story, step.state, decision.rpartition(".")[2])
        found += [words_told(passage.told) for passage in step.passages]
    if ended(story, step.state):
        verdict = judge(story, step.state)
        found[-1] += sum(
            words(plain(each)) for each in (verdict.party, verdict.price, verdict.you, verdict.question)
        )
        found += [words_told(each) for _, each in verdict.epilogue]
    return found, menus


def compare(story, plays, run):
    table, passages = plays.table, plays.passages
    decisions = [table.decision(option) for option in run.options]
    wanted, menus = told_by_core(story, decisions)
    got = [passages.tellings[number].words for number in run.told]
    # core leaves out what comes out empty
    assert [each for each in got if each] == [each for each in wanted if each], decisions
    offered = [passages.offers[number] for number in run.menus]
    assert [
        ([table.options[o].choice for o in m.open], [table.options[o].choice for o in m.closed], m.words)
        for m in offered
    ] == menus
    return len(got)


def test_random_stories_are_read_as_core_tells_them():
    compared = 0
    for seed in range(500):
        story, _ = draw(seed)
        plays = playing(story, seed=seed, most_choices=25)
        for _ in range(4):
            try:
                run = plays.play()
            except EndlessFlow:
                break
            compared += compare(story, plays, run)
    assert compared > 3000


def test_the_real_story_is_read_as_core_tells_it(real_story):
    plays = playing(real_story, seed=5)
    for run in plays.plays(40):
        assert run.ended
        assert compare(real_story, plays, run) > 100


def test_the_pieces_of_the_real_story_hold_all_its_words(real_story):
    plays = playing(real_story, seed=6)
    for _ in plays.plays(60):
        pass
    pieces = plays.passages.pieces
    for telling in plays.passages.tellings:
        assert sum(pieces.words[each] for each in telling.pieces) == telling.words, telling.passage.subject


def test_plays_are_the_same_for_a_seed_and_others_for_another(real_story):
    def options(seed):
        return [run.options for run in playing(real_story, seed=seed).plays(10)]

    assert options(3) == options(3)
    assert options(3) != options(4)


def story_of_two_menus():
    return tiny(
        """
first:
  text: |
    Shared text of five words.
  choices:
    left:
      label: Left.
      then: |
        L l l.
      to: second
    right:
      label: Right.
      then: |
        R r r.
      to: second
second:
  choices:
    up:
      label: Up.
      then: |
        U u.
      to: end_of_day
    down:
      label: Down.
      then: |
        D d.
      to: end_of_day
    away:
      label: Away.
      then: |
        A a.
      to: end_of_day
"""
    )


def test_an_opposed_run_takes_another_option_wherever_it_can():
    plays = playing(story_of_two_menus(), seed=1)
    met = Counter()
    for run in plays.plays(60):
        other = plays.opposed(run)
        assert not set(run.options) & set(other.options)
        met[run.options, other.options] += 1
    assert len(met) == 2 * 3 * 2


CALLS = """
first:
  diary:
    evenings: {monday: 1 May 1924, tuesday: 2 May 1924}
    to: end_of_day
visit:
  call:
    on: [first.monday, first.tuesday]
    label: Visit.
  to: back
walk:
  call:
    on: [first.monday, first.tuesday]
    label: Walk.
  to: back
rest:
  call:
    on: [first.monday, first.tuesday]
    label: Rest.
    again: yes
  to: back
"""


def test_an_opposed_run_takes_no_call_that_the_other_took_on_another_evening():
    plays = playing(tiny(CALLS), seed=2)

    def calls(run):
        return [plays.table.options[option].choice for option in run.options]

    busy = [run for run in plays.plays(60) if set(calls(run)) == {"visit", "walk"}]
    assert busy
    assert all(calls(plays.opposed(run)) == ["rest", "rest"] for run in busy)


def test_a_run_that_cannot_be_gone_on_with_has_not_ended():
    from game.core.condition import NEVER
    from tests.core.making import choice, menu, story

    shut = story(menu("start", choice("on", "cell")), menu("cell", choice("out", hidden_unless=NEVER)))
    run = playing(shut).play()
    assert not run.ended
    assert run.place == 1


def test_pieces_of_a_variant_are_told_one_arm_at_a_time():
    story = tiny(
        """
first:
  text: |
    {if snow}
    It snows hard.
    {else}
    It rains.
    {end}

    You {snow: slip|stand} here.
  choices:
    go:
      label: Go.
      to: end_of_day
""",
        variables="snow:\n  flag: no\n  better: no\n  means: It snows.\n",
    )
    plays = playing(story)
    scene = next(each for each in plays.passages.all if each.subject == "first")
    slot = plays.table.variables["snow"]
    values = list(plays.table.first)
    count = plays.passages.pieces.words
    dry = set(told(scene.written, values))
    values[slot] = 1
    wet = set(told(scene.written, values))
    assert sum(count[each] for each in dry) == 5
    assert sum(count[each] for each in wet) == 6
    assert sum(count[each] for each in dry & wet) == 2
