"""A run on the map: where its roads went."""

from game.authoring.map.drawing import svg
from game.authoring.map.trace import trace
from game.core.play import begin, choose, ended, present
from game.core.value import replace
from game.runs.file import Run
from game.runs.journal import Decision, Go
from game.runs.record import begun
from tests.authoring.map.drawn import ABROAD, FOLDER, STORY, picture, read


def decisions(story, which):
    """A run to its end that takes the first (0) or the last (-1) of the open choices."""
    step = begin(story)
    while not ended(story, step.state):
        offers = [each.choice for each in present(story, step.state) if each.open]
        decision = f"{step.state.scene}.{offers[which]}"
        yield decision, step
        step = choose(story, step.state, offers[which])


def run_of(story, which) -> Run:
    run = begun(story, "The careful one")
    return replace(run, journal=tuple(Decision(each) for each, _ in decisions(story, which)))


def test_every_place_of_a_run_is_on_it_in_order_and_every_way_is_a_way_of_the_map():
    for folder in (FOLDER, ABROAD, STORY):
        story, drawn = read(folder).story, picture(folder).story
        went = trace(story, drawn.folded, run_of(story, -1))
        assert went.places[drawn.start] == 1
        assert sorted(went.places.values()) == list(range(1, len(went.places) + 1))
        assert len(went.endings) == 1
        assert went.places[went.endings[0]] == len(went.places)
        assert went.roads == 1
        pairs = {(each.source, each.target) for each in drawn.links}
        homeward = {pair for pair in went.links if drawn.places[pair[1]].sort in ("diary", "gate")}
        assert went.links - homeward <= pairs


def test_every_road_of_a_run_is_on_it():
    story, drawn = read(FOLDER).story, picture(FOLDER).story
    first, last = run_of(story, 0), run_of(story, -1)
    forked = replace(first, journal=(*first.journal, Go(0), *last.journal))
    went = trace(story, drawn.folded, forked)
    alone = [trace(story, drawn.folded, each) for each in (first, last)]
    assert went.roads == 2
    assert set(went.places) == {*alone[0].places, *alone[1].places}
    assert went.links == alone[0].links | alone[1].links


def test_it_is_drawn_with_the_number_of_each_place_beside_it():
    story, found = read(FOLDER).story, picture(FOLDER)
    went = trace(story, found.story.folded, run_of(story, -1))
    text = svg(replace(found, trace=went))
    assert text.count('class="badge"') == len(went.places)
    assert "The careful one" in text
    assert text.count(" ran") > len(went.places) // 2
    assert 'class="badge"' not in svg(found)
