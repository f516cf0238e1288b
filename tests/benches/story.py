"""The size of the real story and of five runs of it: `python -m tests.benches.story`."""

import random
import sys

from game.core.epilogue import judge
from game.core.model import Menu
from game.core.play import begin, choose, ended, present
from game.core.prose import Words, plain
from game.core.value import members
from game.loading.load import load
from tests.benches.timing import ROOT

RUNS = 5
PLAYS = 2_000


def words_in(value):
    """Words of prose anywhere in a value of `core`, every variant counted."""
    if isinstance(value, Words):
        return len(value.text.split())
    if isinstance(value, tuple):
        return sum(map(words_in, value))
    if hasattr(value, "__value_fields__"):
        return sum(words_in(getattr(value, each.name)) for each in members(type(value)))
    return 0


def play(story, pick):
    """Words read (labels of offers too), decisions and the ending of one run."""
    step = begin(story)
    words = told(step)
    decisions = 0
    while not ended(story, step.state):
        offers = present(story, step.state)
        words += sum(len(plain(offer.label).split()) for offer in offers)
        step = choose(story, step.state, pick([offer.choice for offer in offers if offer.open]))
        words += told(step)
        decisions += 1
    verdict = judge(story, step.state)
    words += sum(spoken(prose) for _, prose in verdict.epilogue)
    return words, decisions, step.state.scene


def told(step):
    """Words that a step told."""
    return sum(spoken(passage.told) for passage in step.passages)


def spoken(prose):
    """Words of told prose."""
    return words_in(prose)


def main():
    """Print the figures."""
    out = sys.stdout.write
    story = load(ROOT / "story").story
    assert story is not None
    menus = [scene.way for scene in story.scenes.values() if isinstance(scene.way, Menu)]
    narrative = sum(map(words_in, (*story.scenes.values(), *story.endings.values(), *story.modules.values())))
    lore = sum(map(words_in, (*story.people.values(), *story.codex.values())))
    out(f"scenes {len(story.scenes)}, choices {sum(len(menu.choices) for menu in menus)}, ")
    out(f"endings {len(story.endings)}, variables {sum(not v.hidden for v in story.variables.values())}, ")
    out(f"people {len(story.people)}, codex {len(story.codex)}, epilogue modules {len(story.modules)}\n")
    out(f"words: {narrative} in scenes, notes, endings and epilogue; {lore} in people and codex\n")
    pickers = [("the first choice", lambda open_: open_[0]), ("the last choice", lambda open_: open_[-1])]
    for seed in range(RUNS - len(pickers)):
        pickers.append((f"at random, seed {seed}", random.Random(seed).choice))
    for name, pick in pickers:
        words, decisions, ending = play(story, pick)
        out(f"a run by {name}: {words} words, {decisions} decisions, ends in {ending}\n")
    ends: dict[str, int] = {}
    chance = random.Random(1917)
    for _ in range(PLAYS):
        ending = play(story, chance.choice)[2]
        ends[ending] = ends.get(ending, 0) + 1
    shares = ", ".join(
        f"{name} {count / PLAYS:.1%}" for name, count in sorted(ends.items(), key=lambda e: -e[1])
    )
    out(f"{PLAYS} plays at random end in: {shares}\n")


if __name__ == "__main__":
    main()
