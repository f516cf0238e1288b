"""The page of the map as it is written, without a browser."""

import re
from base64 import b64encode
from hashlib import sha256

import pytest

from game.authoring.map.graph import story_map
from game.authoring.map.page import html
from game.core.condition import Condition
from game.core.model import Menu
from game.core.prose import Words
from game.core.value import replace
from game.core.walk import conditions_of
from tests.authoring.map.drawn import ABROAD, FOLDER, STORY, Read, page, picture, read
from tests.authoring.map.test_forms import HOSTILE, hostile

STORIES = pytest.mark.parametrize("folder", [FOLDER, ABROAD, STORY], ids=["small", "abroad", "real"])


@STORIES
def test_every_tag_is_closed_and_every_id_is_there_once(folder):
    found = Read(page(folder))
    assert len(found.ids) == len(set(found.ids))
    for _, given in found.tags:
        for name in ("href", "for", "aria-controls", "aria-labelledby"):
            for target in given.get(name, "").replace("data:", "").split() if name != "href" else ():
                assert target in found.ids, (name, target)
        if given.get("href", "").startswith("#") and given.get("class") != "skip":
            assert given["href"][1:] in found.ids


@STORIES
def test_the_page_asks_for_nothing(folder):
    found = Read(page(folder))
    for tag, given in found.tags:
        assert tag not in ("iframe", "object", "embed", "img", "base")
        for name in ("src", "action", "srcset", "data", "poster", "xlink:href"):
            assert name not in given
        assert given.get("href", "#").startswith(("#", "data:image/svg+xml,"))
        assert not [name for name in given if name.startswith("on")]
    outside = re.findall(r"https?://[^\s'\"]*", page(folder))
    assert set(outside) <= {"http://www.w3.org/2000/svg"}
    assert "@import" not in page(folder)


def test_only_the_script_that_belongs_to_the_page_may_run():
    text = page(FOLDER)
    scripts = re.findall(r"<script>(.*?)</script>", text, re.DOTALL)
    assert len(scripts) == 1
    digest = b64encode(sha256(scripts[0].encode()).digest()).decode()
    policy = re.search(r'Content-Security-Policy" content="([^"]*)"', text)[1]
    assert f"script-src 'sha256-{digest}'" in policy
    assert policy.startswith("default-src 'none'")


@STORIES
def test_every_place_is_in_the_picture_in_the_list_and_told(folder):
    found = Read(page(folder))
    for number in range(len(picture(folder).story.places)):
        assert {f"p{number}", f"l{number}", f"t{number}"} <= set(found.ids)


def words_of(line):
    return [piece.text for piece in line if isinstance(piece, Words) and len(piece.text) > 30]


def test_the_text_choices_and_variants_of_the_real_story_are_in_its_page():
    story, text = read(STORY).story, Read(page(STORY)).text
    plain = re.sub(r"\s+", " ", text)
    for scene in story.scenes.values():
        conditions = list(conditions_of(scene.text))
        assert all(isinstance(each, Condition) for each in conditions)
        for part in scene.text:
            for words in words_of(getattr(part, "line", ())):
                assert re.sub(r"\s+", " ", words.strip()) in plain, scene.id
        if isinstance(scene.way, Menu):
            for choice in scene.way.choices:
                for words in words_of(choice.label):
                    assert re.sub(r"\s+", " ", words.strip()) in plain, (scene.id, choice.id)
                for need in choice.needs:
                    for words in words_of(need.locked):
                        assert re.sub(r"\s+", " ", words.strip()) in plain, (scene.id, choice.id)


def test_the_place_in_its_file_stands_with_every_scene():
    text = Read(page(STORY)).text
    for place in picture(STORY).story.places.values():
        assert f"{place.span.path}:{place.span.line}" in text


def test_what_chance_never_reached_is_marked_and_can_be_chosen_alone():
    found = Read(page(STORY))
    heat = picture(STORY).heat
    for number, name in enumerate(picture(STORY).story.places):
        row = next(given for tag, given in found.tags if tag == "li" and given.get("id") == f"l{number}")
        assert ("never" in row["data-marks"].split()) == (heat.places.get(name, 0) == 0)
    assert ("option", {"value": "never"}) in found.tags


def test_without_random_plays_nothing_is_said_of_them():
    loaded = read(FOLDER)
    text = html(picture(FOLDER, 0), loaded.story, loaded.places)
    assert "random play" not in Read(text).text
    assert "never" not in Read(text).text


def test_hostile_texts_are_text():
    story = hostile()
    drawn = story_map(story)
    text = html(replace(picture(FOLDER), story=drawn), story, {})
    found = Read(text)
    assert sum(tag == "script" for tag, _ in found.tags) == 1
    assert "\x1b" not in text
    assert "\u202e" not in text
    assert "alert(1)" in found.text
    assert HOSTILE.partition("\x1b")[0].strip() in re.sub(r"\s+", " ", found.text)
    assert '<html lang="en">' in text
