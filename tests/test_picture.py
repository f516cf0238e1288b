"""The picture in the README: what is drawn of a screen, and that what is there is whole."""

from xml.etree import ElementTree as ET

import pyte
import pytest

from tests.picture import AWAITED, CELL, COLUMNS, EDGE, GROUND, LINE, ROWS, TARGET, drawn

SPACE = "{http://www.w3.org/2000/svg}"


def picture(written, columns=12, rows=2):
    screen = pyte.Screen(columns, rows)
    pyte.Stream(screen).feed(written)
    return ET.fromstring(drawn(screen))


def texts(picture):
    return {each.text: each for each in picture.iter(SPACE + "text")}


def rectangles(picture):
    return list(picture.iter(SPACE + "rect"))[1:]  # the first is the window


def test_every_stretch_of_text_has_its_place_and_its_length():
    found = texts(picture("ab  \x1b[1mcd\x1b[0m"))
    assert float(found["ab"].get("x")) == EDGE
    assert float(found["ab"].get("textLength")) == 2 * CELL
    assert float(found["cd"].get("x")) == EDGE + 4 * CELL
    assert found["cd"].get("class") == "b"


def test_what_must_meet_its_neighbours_is_drawn_and_not_written():
    sheet = picture("━━━x")
    assert set(texts(sheet)) == {"x"}
    (line,) = rectangles(sheet)
    assert float(line.get("width")) == 3 * CELL


def test_grounds_are_drawn_under_their_text():
    sheet = picture("\x1b[48;2;179;40;28m a \x1b[0m")
    (ground,) = rectangles(sheet)
    assert (ground.get("fill"), float(ground.get("width")), float(ground.get("height"))) == (
        "#b3281c",
        3 * CELL,
        LINE,
    )


def test_reverse_changes_ink_and_ground():
    sheet = picture("\x1b[7mab\x1b[0m")
    assert texts(sheet)["ab"].get("fill") == GROUND


def test_signs_of_xml_are_text():
    assert "<&>" in texts(picture("<&>"))


def test_an_empty_screen_is_no_picture():
    with pytest.raises(AssertionError, match="empty"):
        drawn(pyte.Screen(10, 2))


@pytest.mark.skipif(not TARGET.exists(), reason="not a checkout")
def test_the_picture_in_the_readme_is_of_the_scene_that_it_should_be():
    sheet = ET.parse(TARGET).getroot()
    assert AWAITED in " ".join(each.text for each in sheet.iter(SPACE + "text"))
    assert "\ufffd" not in TARGET.read_text("utf-8")
    assert float(sheet.get("width")) == 2 * EDGE + COLUMNS * CELL
    assert float(sheet.get("height")) > ROWS * LINE
    assert not any("href" in name for each in sheet.iter() for name in each.attrib)
