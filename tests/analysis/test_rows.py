"""Rows of `also`: the rules of play apply those that are shown, and never one that is called impossible."""

from random import Random

import pytest

from game.analysis.questions import questions
from game.analysis.settling import Settling
from game.analysis.table import Table
from game.core import play, rules
from game.core.condition import ALWAYS
from game.core.model import Menu
from tests.analysis.stories import THOROUGH, draw

STORIES = 60 * THOROUGH
CHOICES = 400


@pytest.fixture
def applied(monkeypatch):
    """The rows that the rules of play apply, each by its effect and its place there."""
    found = set()

    def apply(story, state, effect):
        changed = right(story, state, rules.Effect(effect.changes))
        for number, row in enumerate(effect.also, 1):
            if rules.holds(story, changed, row.condition):
                found.add((id(effect), number))
        return right(story, state, effect)

    right = rules.apply
    monkeypatch.setattr(play, "apply", apply)
    return found


def rows(story):
    """Every row that has a condition, with what it is called."""
    for scene in story.scenes.values():
        effects = [(scene.id, scene.arrive)]
        for choice in scene.way.choices if isinstance(scene.way, Menu) else ():
            effects.append((f"{scene.id}.{choice.id}", choice.effect))
            effects += [(f"{scene.id}.{choice.id}.{each.id}", each.effect) for each in choice.outcomes]
        for subject, effect in effects:
            for number, row in enumerate(effect.also, 1):
                if row.condition != ALWAYS:
                    yield (subject, f"also {number}"), (id(effect), number)


def wander(story, chance):
    """Play at random, from the beginning again wherever nothing is open."""
    state = play.begin(story).state
    for _ in range(CHOICES):
        open_ = [each.choice for each in play.present(story, state) if each.open]
        state = play.choose(story, state, chance.choice(open_)).state if open_ else play.begin(story).state


def test_what_is_said_of_rows_is_what_the_rules_of_play_do(applied):
    shown = impossible = 0
    for seed in range(STORIES):
        story = draw(seed, scenes=9, variables=6, spine=seed % 3 > 0)[0]
        table = Table(story)
        asked = [each for each in questions(table) if each.kind == "row-applied"]
        answers = {
            (each.question.subject, each.question.part): each
            for each in Settling(table, asked=asked).settle().answers
        }
        known = dict(rows(story))
        assert set(answers) == set(known)
        applied.clear()
        wander(story, Random(seed))
        for name, row in known.items():
            assert row not in applied or answers[name].verdict == "shown", (seed, name)
        for name, answer in answers.items():
            shown += answer.verdict == "shown"
            impossible += answer.verdict == "impossible"
            if answer.verdict == "shown" and answer.question.option is not None:
                applied.clear()
                play.replay(story, [table.decision(option) for option in answer.run])
                assert known[name] in applied, (seed, name, answer.run)
    assert shown > STORIES / 2
    assert impossible > STORIES / 10
