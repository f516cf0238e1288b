"""Every walkthrough of the real story: played and compared, and kept and restored half-way.

Those in a folder are played with the branch that is called like the folder; the others with every
branch that ships and with none.
"""

from functools import cache
from pathlib import Path

import pytest

from game.authoring.walkthrough import Decide, compare, read
from game.core.play import replay
from game.loading.load import load
from game.loading.packs import own_packs
from game.play.session import Session
from game.runs.file import Run, decode, encode
from game.runs.record import begun

HERE = Path(__file__).parent
STORY = HERE.parent / "story"
WALKS = sorted((HERE / "walkthroughs").glob("*.txt"))
OF_BRANCHES = sorted((HERE / "walkthroughs").glob("*/*.txt"))


@cache
def story(branches=True):
    loaded = load(STORY, own_packs(STORY) if branches else ())
    assert loaded.story is not None, [each for each in loaded.diagnostics if each.severity == "error"]
    return loaded.story


class Bytes:
    """Keeps a run as the bytes of its file."""

    def __init__(self, run):
        self.run = run
        self.data = encode(run)

    def keep(self, run):
        self.run, self.data = run, encode(run)
        return run

    def notices(self):
        return ()

    def close(self):
        pass


@pytest.mark.parametrize("walk", WALKS + OF_BRANCHES, ids=lambda path: path.stem)
def test_a_walkthrough_holds(walk):
    found = compare(story(), read(walk.read_text("utf-8")))
    assert not found.broken, "\n".join((f"{walk.name}:{found.line}:", *found.sentences))


@pytest.mark.parametrize("walk", WALKS, ids=lambda path: path.stem)
def test_a_walkthrough_of_the_story_holds_without_its_branches(walk):
    found = compare(story(branches=False), read(walk.read_text("utf-8")))
    assert not found.broken, "\n".join((f"{walk.name}:{found.line}:", *found.sentences))


def test_walkthroughs_in_a_folder_are_of_a_branch_that_ships():
    assert {path.parent.name for path in OF_BRANCHES} == {each.name for each in own_packs(STORY)}


@pytest.mark.parametrize("walk", WALKS + OF_BRANCHES, ids=lambda path: path.stem)
def test_a_walkthrough_that_is_kept_and_restored_half_way_ends_alike(walk):
    decisions = [each.decision for each in read(walk.read_text("utf-8")) if isinstance(each, Decide)]
    half = len(decisions) // 2
    keeper = Bytes(begun(story(), walk.stem))
    first = Session(story(), keeper.run, keeper)
    for each in decisions[:half]:
        first.choose(each.rpartition(".")[2])
    restored = decode(keeper.data)
    assert isinstance(restored, Run)
    second = Session(story(), restored, Bytes(restored))
    assert second.drift == ""
    for each in decisions[half:]:
        second.choose(each.rpartition(".")[2])
    assert second.steps == replay(story(), decisions)
    second.view()
