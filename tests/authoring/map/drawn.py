"""Maps of stories for the tests, and the page as it is read without a browser."""

import re
from functools import cache
from html.parser import HTMLParser
from pathlib import Path

from game.authoring.map.drawing import Picture
from game.authoring.map.graph import story_map
from game.authoring.map.heat import heat
from game.authoring.map.layout import sheet
from game.authoring.map.page import html
from game.loading.load import load
from tests.small import FOLDER

STORY = Path(__file__).parents[3] / "story"
ABROAD = Path(__file__).parents[2] / "stories" / "abroad"
PLAYS = 200
VOID = {"br", "meta", "link", "hr", "img", "input"}


@cache
def read(folder):
    loaded = load(folder)
    assert loaded.story is not None, loaded.diagnostics
    return loaded


@cache
def picture(folder, plays=PLAYS):
    loaded = read(folder)
    drawn = story_map(loaded.story, loaded.places)
    warmth = heat(loaded.story, drawn.folded, plays) if plays else None
    return Picture(drawn, sheet(drawn, warmth.links if warmth else {}), warmth)


@cache
def page(folder):
    loaded = read(folder)
    return html(picture(folder), loaded.story, loaded.places)


def links(drawn, source, target=None):
    return [each for each in drawn.links if each.source == source and target in (None, each.target)]


class Read(HTMLParser):
    """A page as its tags and texts; it complains of what is not closed where it should be."""

    def __init__(self, text):
        super().__init__(convert_charrefs=True)
        self.tags, self.ids, self.texts, self.scripts = [], [], [], []
        self._open = []
        self.feed(text)
        self.close()
        assert not self._open, f"never closed: {self._open}"

    def handle_starttag(self, tag, attrs):
        self._met(tag, attrs)
        if tag not in VOID:
            self._open.append(tag)

    def handle_startendtag(self, tag, attrs):
        self._met(tag, attrs)

    def _met(self, tag, attrs):
        given = dict(attrs)
        assert len(given) == len(attrs), f"an attribute twice: {attrs}"
        self.tags.append((tag, given))
        if "id" in given:
            self.ids.append(given["id"])

    def handle_endtag(self, tag):
        assert self._open, f"closed but never opened: {tag}"
        assert self._open[-1] == tag, f"</{tag}> closes <{self._open[-1]}>"
        self._open.pop()

    def handle_data(self, data):
        if self._open and self._open[-1] in ("script", "style"):
            self.scripts.append(data)
        else:
            self.texts.append(data)

    @property
    def text(self):
        return re.sub(r"\s+", " ", "".join(self.texts))


__all__ = ["ABROAD", "FOLDER", "STORY"]
