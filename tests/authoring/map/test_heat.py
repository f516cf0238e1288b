"""How often chance comes where."""

import pytest

from game.authoring.map.graph import story_map
from game.authoring.map.heat import heat
from game.authoring.map.shading import shade, share_of
from game.core.model import Menu
from game.core.play import begin, choose, present
from tests.authoring.map.drawn import FOLDER, read
from tests.loading.tiny import tiny

TWO = """\
first:
  title: One
  text: |
    Here.
  choices:
    left:
      label: Left.
      to: passage
    right:
      label: Right.
      to: end_of_day
passage:
  title: Two
  text: |
    There.
  to: end_of_day
"""
FLOWING = """\
first:
  title: One
  text: |
    Here.
  to: passage
passage:
  title: Two
  text: |
    There.
  choices:
    go:
      label: Go.
      to: end_of_day
"""


def warmth(story, plays, seed=0):
    return heat(story, story_map(story).folded, plays, seed)


def test_shares_are_those_of_plays_that_come_there():
    found = warmth(tiny(TWO), 4000)
    assert found.places["first"] == found.places["end_of_day"] == 1
    assert found.places["passage"] == pytest.approx(0.5, abs=0.04)
    assert found.choices["first.left"] == found.places["passage"] == found.links["first", "passage"]
    assert found.links["passage", "end_of_day"] == found.places["passage"]
    assert "passage.left" not in found.choices


def test_whoever_comes_to_a_scene_takes_one_of_its_choices():
    story = read(FOLDER).story
    found = warmth(story, 300)
    for scene in story.scenes.values():
        if isinstance(scene.way, Menu) and scene.id in found.places:
            taken = [found.choices.get(f"{scene.id}.{each.id}", 0) for each in scene.way.choices]
            assert sum(taken) >= found.places[scene.id] - 1e-9, scene.id
            assert max(taken) <= found.places[scene.id]


def test_the_same_seed_gives_the_same_shares_and_another_others():
    story = read(FOLDER).story
    assert warmth(story, 50, 3) == warmth(story, 50, 3)
    assert warmth(story, 50, 3) != warmth(story, 50, 4)


def test_the_first_scenes_are_counted_also_where_a_story_begins_by_flowing_on():
    found = warmth(tiny(FLOWING), 5)
    assert found.places["first"] == 1
    assert found.links["first", "passage"] == 1


def test_a_share_of_one_is_a_place_that_the_engine_comes_to_in_every_run():
    story = read(FOLDER).story
    folded = story_map(story).folded
    always = {name for name, share in warmth(story, 300).places.items() if share == 1}
    for first in present(story, begin(story).state):
        step = begin(story)
        entered = set(step.entered)
        taken = first.choice if first.open else None
        while story.endings.get(step.state.scene) is None:
            offers = [each.choice for each in present(story, step.state) if each.open]
            step = choose(story, step.state, taken or offers[-1])
            taken = None
            entered |= set(step.entered)
        assert always <= {folded[name] for name in entered if name in folded}


@pytest.mark.parametrize(
    ("share", "said"), [(0, "never"), (0.001, "< 1 %"), (0.5, "50 %"), (0.9995, "> 99 %"), (1, "100 %")]
)
def test_nothing_is_rounded_to_never_or_always(share, said):
    assert share_of(share) == said.replace(" ", "\N{NO-BREAK SPACE}")


def test_shades_rise_with_shares():
    assert [shade(each) for each in (0, 0.01, 0.1, 0.3, 0.7, 1)] == [0, 1, 2, 3, 4, 5]
