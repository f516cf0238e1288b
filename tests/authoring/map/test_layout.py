"""Where everything stands: nothing on top of anything else, and every way from box to box."""

from itertools import combinations, pairwise

import pytest

from game.authoring.map.graph import story_map
from game.authoring.map.layout import LETTERS, sheet, titled
from tests.authoring.map.drawn import ABROAD, FOLDER, STORY, picture, read
from tests.benches.generate import generate

STORIES = pytest.mark.parametrize("folder", [FOLDER, ABROAD, STORY], ids=["small", "abroad", "real"])


def overlap(a, b):
    return a.x < b.x + b.width and b.x < a.x + a.width and a.y < b.y + b.height and b.y < a.y + a.height


@STORIES
def test_no_box_stands_on_another_and_all_stand_on_the_sheet(folder):
    laid = picture(folder).sheet
    assert {box.place.id for box in laid.boxes} == set(picture(folder).story.places)
    for a, b in combinations(laid.boxes, 2):
        assert not overlap(a, b), (a.place.id, b.place.id)
    for box in laid.boxes:
        assert 0 <= box.x <= laid.width - box.width
        assert 0 <= box.y <= laid.height - box.height


@STORIES
def test_every_way_inside_a_chapter_begins_and_ends_at_its_boxes(folder):
    drawn, laid = picture(folder).story, picture(folder).sheet
    boxes = {each.place.id: each for each in laid.boxes}
    wanted = {
        (each.source, each.target)
        for each in drawn.links
        if each.source != each.target
        and drawn.places[each.source].chapter == drawn.places[each.target].chapter
    }
    ways = {(each.source, each.target): each.points for each in laid.strokes}
    assert wanted <= set(ways)
    for pair in wanted:
        for name, (x, y) in zip(pair, (ways[pair][0], ways[pair][-1]), strict=True):
            box = boxes[name]
            assert box.x - 2 <= x <= box.x + box.width + 2, (pair, name)
            assert box.y - 2 <= y <= box.y + box.height + 2, (pair, name)


@STORIES
def test_no_way_runs_through_a_box_that_is_not_its_own(folder):
    laid = picture(folder).sheet
    for stroke in laid.strokes:
        for box in laid.boxes:
            if box.place.id in (stroke.source, stroke.target):
                continue
            for (ax, ay), (bx, by) in pairwise(stroke.points):
                left, right, top, bottom = min(ax, bx), max(ax, bx), min(ay, by), max(ay, by)
                through = (
                    left < box.x + box.width - 1
                    and right > box.x + 1
                    and top < box.y + box.height - 1
                    and bottom > box.y + 1
                )
                assert not through, (stroke.source, stroke.target, box.place.id)


@STORIES
def test_what_leads_out_of_a_chapter_has_a_tab_and_a_way_to_where_it_leads(folder):
    drawn, laid = picture(folder).story, picture(folder).sheet
    out = {
        (each.source, each.target)
        for each in drawn.links
        if drawn.places[each.source].chapter != drawn.places[each.target].chapter
    }
    assert {(source, tab.target) for tab in laid.tabs for source in tab.sources} == out
    boxes = {each.place.id: each for each in laid.boxes}
    for track in laid.tracks:
        box = boxes[track.target]
        x, y = track.points[-1]
        assert box.x - 1 <= x <= box.x + box.width + 1
        assert box.y - 1 <= y <= box.y + box.height + 1
    ended = {track.target for track in laid.tracks if drawn.places[track.target].sort == "ending"}
    assert ended == {target for _, target in out if drawn.places[target].sort == "ending"}


def test_chapters_stand_under_one_another_in_their_order_and_endings_under_all():
    laid = picture(STORY).sheet
    for above, below in pairwise(laid.strips):
        assert above.y + above.height < below.y
    assert [each.band.id for each in laid.strips] == [
        each.id for each in picture(STORY).story.bands if not each.line
    ]
    foot = laid.strips[-1].y + laid.strips[-1].height
    assert all(box.y > foot for box in laid.boxes if box.place.sort == "ending")


def test_a_scene_of_a_line_stands_no_higher_than_the_chapter_of_its_time():
    laid = picture(STORY).sheet
    lane = laid.lanes[0]
    inside = [box for box in laid.boxes if box.place.chapter == lane.band.id]
    starts = {}
    for strip in laid.strips:
        dates = [
            box.place.date for box in laid.boxes if box.place.chapter == strip.band.id and box.place.date
        ]
        starts[strip.y] = min(dates)
    for box in inside:
        assert lane.x <= box.x
        assert box.x + box.width <= lane.x + lane.width
        if box.place.date is None:
            continue  # an evening has its diary's
        there = max(y for y, first in starts.items() if first <= box.place.date)
        assert box.y >= there, box.place.id


def test_tracks_that_lead_to_different_endings_never_lie_on_one_another():
    drawn, laid = picture(STORY).story, picture(STORY).sheet
    ways = {}
    for track in laid.tracks:
        if drawn.places[track.target].sort == "ending":
            for (ax, ay), (bx, by) in pairwise(track.points[1:-1]):
                line = ("x", round(ax)) if ax == bx else ("y", round(ay))
                ways.setdefault(line, set()).add(track.target)
                assert ax == bx or ay == by
    assert all(len(targets) == 1 for targets in ways.values()), ways


def test_the_same_story_is_laid_out_alike():
    drawn = picture(FOLDER).story
    assert sheet(drawn) == sheet(drawn)


def test_a_long_chapter_is_broken_into_rows(tmp_path):
    loaded = read(generate(tmp_path / "story", 120))
    drawn = story_map(loaded.story, loaded.places)
    laid = sheet(drawn)
    assert laid.width < 4500
    rows = {round(box.y) for box in laid.boxes if box.place.chapter}
    assert len(rows) > 5


@pytest.mark.parametrize("title", ["North", "Somebody Else's Spectacles", "a" * 100, "word " * 40])
def test_a_title_has_at_most_two_lines_that_fit(title):
    rows = titled(title)
    assert 1 <= len(rows) <= 2
    assert all(len(row) <= LETTERS for row in rows)
    assert all(len(row) <= LETTERS - 3 for row in titled(title, locked=True))
