"""Pictures: what they ask for, what they say, and that nothing in them is cut off or escapes."""

import re
from xml.etree import ElementTree as ET

import pytest

from game.play.gallery import gallery
from game.play.histories import histories
from game.play.record import record
from game.terminal import lanes, picture, wall
from game.terminal.beside import LEAST, beside
from game.terminal.layout import width
from game.terminal.rows import Row, Span
from tests.play.away import AWAY, HISTORY, ONE_SHORT, away_story, run, steps

ROWS = (Row((Span("A title", "title"),)), Row((Span("Some words "), Span("<&>", "loss", "stress"))))
HOSTILE = '<script>alert("x")</script> & {braces} <night> ]]>'
SVG = "{http://www.w3.org/2000/svg}"


def tree(*runs):
    return lanes.drawing(away_story(), histories(away_story(), runs), "The tree")


def gallery_of(*runs):
    return wall.drawing(gallery(away_story(), histories(away_story(), runs)), "The gallery", "Away")


PICTURES = {
    "rows": lambda: picture.svg(ROWS, 40, "Rows", "Two rows"),
    "tree": lambda: tree(run("One", *HISTORY), run("Two", *AWAY, number=1)),
    "gallery": lambda: gallery_of(run("One", *HISTORY)),
}


@pytest.mark.parametrize("made", PICTURES.values(), ids=PICTURES)
def test_a_picture_is_well_formed_has_a_title_and_says_what_it_is(made):
    root = ET.fromstring(made())
    assert root.tag == f"{SVG}svg"
    assert root.get("role") == "img"
    assert root.findtext(f"{SVG}title")
    assert root.findtext(f"{SVG}desc")


def asked_for(text):
    """Everything in a picture that a viewer might fetch."""
    addresses = re.findall(r"[a-z]+:?//[^\s\"'<>]*", text)
    return [each for each in addresses if each != "http://www.w3.org/2000/svg"] + re.findall(
        r"@import|@font-face|<script|<link|<img|<image|href=|src=|url\((?!#)", text
    )


@pytest.mark.parametrize("made", PICTURES.values(), ids=PICTURES)
def test_a_picture_refers_to_nothing_outside_itself(made):
    assert asked_for(made()) == []


def test_a_page_refers_to_nothing_outside_itself_and_names_its_language():
    text = picture.html(ROWS, 40, "Rows", "en")
    assert asked_for(text) == []
    assert '<html lang="en">' in text
    assert "<title>Rows</title>" in text


@pytest.mark.parametrize("made", [*PICTURES.values(), lambda: picture.html(ROWS, 40, "Rows", "en")])
def test_a_picture_is_dark_where_the_screen_is(made):
    from game.terminal.theme import NIGHT, PAPER

    day, _, night = made().partition("@media (prefers-color-scheme: dark)")
    assert PAPER.ground in day
    assert NIGHT.ground not in day
    assert NIGHT.ground in night
    assert NIGHT.text in night


def test_what_a_run_is_called_harms_no_picture():
    named = run(HOSTILE, *HISTORY)
    for text in (
        tree(named, run("Two", *AWAY, number=1)),
        gallery_of(named),
        picture.svg(ROWS, 40, HOSTILE, HOSTILE),
    ):
        assert asked_for(text) == []
        assert HOSTILE.partition("(")[0].removeprefix("<script>") in "".join(ET.fromstring(text).itertext())
    page = picture.html(ROWS, 40, HOSTILE, "en")
    assert "<script" not in page
    assert "{braces}" in page


def test_the_words_of_rows_are_in_their_picture():
    words = "".join(ET.fromstring(PICTURES["rows"]()).itertext()).replace("\xa0", " ")
    assert "Some words" in words
    assert "<&>" in words


def test_every_road_is_a_line_and_every_fork_a_dot():
    root = ET.fromstring(
        tree(run("One", *HISTORY), run("Two", *AWAY, number=1), run("Three", *ONE_SHORT, number=2))
    )
    assert len([each for each in root.iter(f"{SVG}path") if each.get("class") == "road"]) == 3
    assert len([each for each in root.iter(f"{SVG}circle") if each.get("class") == "fork"]) == 2
    words = [each.text for each in root.iter(f"{SVG}text")]
    assert "“Knock at the door”" in words
    assert "A Far Inn" in words
    assert any("Three" in each for each in words if each)


def test_a_run_that_stands_on_the_way_of_another_cuts_nothing_off_the_picture():
    root = ET.fromstring(tree(run("One", *HISTORY), run("Begun there", *HISTORY[:2], number=1)))
    words = [each.text or "" for each in root.iter(f"{SVG}text")]
    whole = [each.text or "" for each in ET.fromstring(tree(run("One", *HISTORY))).iter(f"{SVG}text")]
    assert [each for each in whole if each not in words and not each.startswith("1 run")] == []
    assert [each for each in words if "on the way: Begun there" in each]


def test_a_missed_door_is_marked_on_its_road():
    missed = tree(run("One", *ONE_SHORT))
    assert "a door missed: the army one step short" in missed
    assert 'class="door"' in missed


def test_of_very_many_roads_those_that_part_late_are_one_line(monkeypatch):
    runs = [
        run(f"Run {number}", first, second, *HISTORY[2:], number=number)
        for number, (first, second) in enumerate(
            [("first.wait", "second.nod"), ("first.wait", "second.promise"), ("first.knock", "second.nod")]
        )
    ]
    assert tree(*runs).count('class="road"') == 3
    monkeypatch.setattr(lanes, "MOST", 2)
    assert "2 roads from here" in tree(*runs)


def test_nothing_of_a_tree_is_beyond_its_edge():
    text = tree(
        run("A name of sixty characters, which is as long as they may be.", *HISTORY),
        run("Two", *AWAY, number=1),
    )
    root = ET.fromstring(text)
    wide, high = float(root.get("width", 0)), float(root.get("height", 0))
    for each in root.iter(f"{SVG}text"):
        assert float(each.get("x", 0)) + len(each.text or "") * 13 * 0.6 <= wide
        assert float(each.get("y", 0)) <= high


def test_the_title_of_an_ending_that_was_not_reached_is_not_on_the_wall():
    shown = gallery_of(run("One", *HISTORY))
    assert "Dusk" in shown
    assert "A Far Inn" not in shown
    assert shown.count("frame bare") == 1


@pytest.mark.parametrize("measure", [LEAST, 93, 108, 140])
def test_no_row_of_the_record_is_wider_than_its_measure(measure):
    for way in (HISTORY, AWAY):
        rows = beside(away_story(), record(away_story(), steps(*way)), measure)
        assert max(width(each.text) for each in rows) <= measure


def test_in_two_columns_you_stand_at_the_left_and_he_at_the_right():
    rows = [each.text for each in beside(away_story(), record(away_story(), steps(*AWAY)), 100)]
    (hall,) = [each for each in rows if "He nodded." in each]
    assert hall.index("You promised.") < hall.index("6 March 1924") < hall.index("He nodded.")
    (alone,) = [each for each in rows if "He slept badly." in each]
    assert alone[:38].strip() == ""
    assert any("HERE YOU PART" in each for each in rows)
    assert any("HERE YOU LEAVE HISTORY" in each for each in rows)


def test_a_page_shows_a_drawing_and_has_the_same_in_words():
    drawn = tree(run("One", *HISTORY))
    page = picture.html(ROWS, 40, "Rows", "en", drawn)
    assert drawn in page
    assert page.index("<svg") < page.index("<details>") < page.index("Some words") < page.index("</details>")
    assert "<details>" not in picture.html(ROWS, 40, "Rows", "en")
    assert asked_for(page) == []
