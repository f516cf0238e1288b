"""The road of a run on one sheet."""

from xml.etree import ElementTree as ET

import pytest
from hypothesis import example, given, settings

from game.book.svg import SHAPE, svg
from tests.book.volumes import NASTY, WALKS, hostile_text, volume_of, volume_with

SPACE = "{http://www.w3.org/2000/svg}"
ELEMENTS = ("svg", "title", "desc", "style", "rect", "path", "circle", "text")


def drawn(text):
    """The sheet, after looking that it needs nothing else and that nothing stands over its edge."""
    sheet = ET.fromstring(text)
    wide, high = float(sheet.get("width")), float(sheet.get("height"))
    for each in sheet.iter():
        assert each.tag in {SPACE + name for name in ELEMENTS}
        assert not any("href" in name or name.startswith("on") for name in each.attrib)
    assert "url(" not in text
    assert "@import" not in text
    for each in sheet.iter(SPACE + "text"):
        assert float(each.get("x")) >= 0
        assert float(each.get("x")) + float(each.get("textLength")) <= wide + 0.01, each.text
        assert 0 < float(each.get("y")) < high
    return sheet


def texts(sheet):
    return [each.text for each in sheet.iter(SPACE + "text")]


@pytest.mark.parametrize("walk", [each.stem for each in WALKS])
def test_the_road_of_every_walkthrough_is_whole(walk):
    volume = volume_of(walk)
    sheet = drawn(svg(volume))
    rings = [each for each in sheet.iter(SPACE + "circle") if each.get("class") == "stop"]
    assert len(rings) == volume.decisions
    squares = [each for each in sheet.iter(SPACE + "rect") if each.get("width") == "16"]
    assert len(squares) == len(volume.chapters)


def test_no_two_pieces_of_text_stand_on_each_other():
    boxes = []
    for each in drawn(svg(volume_of("history"))).iter(SPACE + "text"):
        x, y, size = (float(each.get(name)) for name in ("x", "y", "font-size"))
        boxes.append((x, y - 0.75 * size, x + float(each.get("textLength")), y + 0.2 * size, each.text))
    for place, (left, top, right, low, text) in enumerate(boxes):
        for other in boxes[:place]:
            apart = right <= other[0] or other[2] <= left or low <= other[1] or other[3] <= top
            assert apart, (text, other[4])


def test_a_whole_run_has_about_the_shape_of_a_sheet_of_paper():
    sheet = drawn(svg(volume_of("history")))
    assert SHAPE * 0.7 < float(sheet.get("height")) / float(sheet.get("width")) < SHAPE * 1.4


@pytest.mark.parametrize("decisions", [0, 1, 5])
def test_a_run_that_has_only_begun_can_be_drawn(decisions):
    said = " ".join(texts(drawn(svg(volume_of("history", decisions)))))
    assert "The run has not come to its end." in said


@pytest.mark.parametrize("text", NASTY, ids=range(len(NASTY)))
def test_text_that_looks_like_xml_stays_text(text):
    drawn(svg(volume_with(text)))


@given(hostile_text)
@example("0" * 17 + "\x1f" * 5 + "\x80")
@settings(max_examples=25, deadline=None)
def test_any_text_can_be_drawn(text):
    drawn(svg(volume_with(text)))
