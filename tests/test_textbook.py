"""The official account of the real story: it tells every run, repeats nothing, and leaves him out."""

from functools import cache
from pathlib import Path
from random import Random

from game.authoring.walkthrough import Decide, read
from game.core.play import begin, choose, ended, present
from game.loading.load import load
from game.loading.packs import own_packs
from game.play.account import account_page, passed

HERE = Path(__file__).parent
WALKS = sorted((HERE / "walkthroughs").rglob("*.txt"))


@cache
def story():
    folder = HERE.parent / "story"
    return load(folder, own_packs(folder)).story


@cache
def runs():
    found = []
    for walk in WALKS:
        steps = [begin(story())]
        for each in read(walk.read_text("utf-8")):
            if isinstance(each, Decide):
                steps.append(choose(story(), steps[-1].state, each.decision.rpartition(".")[2]))
        found.append(tuple(steps))
    random = Random(1938)
    for _ in range(40):
        steps = [begin(story())]
        while not ended(story(), steps[-1].state):
            open_ = [offer.choice for offer in present(story(), steps[-1].state) if offer.open]
            steps.append(choose(story(), steps[-1].state, random.choice(open_)))
        found.append(tuple(steps))
    return tuple(found)


def sentences(steps):
    return [each for date in passed(story(), steps) for each in date.sentences]


def test_he_is_named_only_when_he_is_dead():
    for steps in runs():
        named = [each for each in sentences(steps) if "Trotsky" in each]
        assert len(named) == (steps[-1].state.scene == "hands_in_her_sleeves")


def test_no_sentence_is_told_twice_in_a_run():
    for steps in runs():
        told = sentences(steps)
        assert len(set(told)) == len(told)


def test_few_dates_are_passed_over_in_silence():
    for steps in runs():
        dates = passed(story(), steps)
        assert sum(not date.sentences for date in dates) <= 3


def test_every_run_that_has_ended_has_an_account_that_opens_and_closes():
    for steps in runs():
        if ended(story(), steps[-1].state):
            page = account_page(story(), steps)
            assert page.title == story().header.account.title
            assert len(page.blocks) >= 10
