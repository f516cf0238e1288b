"""The map as SVG, DOT and Mermaid, parsed."""

import re
from xml.etree import ElementTree as ET

import pytest

from game.authoring.map.dot import dot
from game.authoring.map.drawing import svg
from game.authoring.map.graph import story_map
from game.authoring.map.heat import heat
from game.authoring.map.mermaid import mermaid
from game.core.model import Choice, Header, Menu, Need
from game.core.prose import Paragraph, Words
from game.core.value import replace
from tests.authoring.map.drawn import ABROAD, FOLDER, STORY, picture, read

STORIES = pytest.mark.parametrize("folder", [FOLDER, ABROAD, STORY], ids=["small", "abroad", "real"])
HOSTILE = "</title><script>alert(1)</script> \"quoted\" \\ | ] --> `x` & #quot; ]]> \x1b[31m \u202e {a} 'b'"


def hostile():
    """The small story with every text of it as hostile as it can be."""
    story = read(FOLDER).story
    line = (Words(HOSTILE),)
    scenes = {}
    for name, scene in story.scenes.items():
        way = scene.way
        if isinstance(way, Menu):
            way = Menu(tuple(_hostile_choice(each, line) for each in way.choices))
        title = HOSTILE if scene.title else ""
        scenes[name] = replace(scene, title=title, place=HOSTILE, text=(Paragraph(line),), way=way)
    endings = {name: replace(each, title=HOSTILE) for name, each in story.endings.items()}
    chapters = {name: replace(each, title=HOSTILE, span=HOSTILE) for name, each in story.chapters.items()}
    people = {name: replace(each, name=HOSTILE) for name, each in story.people.items()}
    header = Header(story.header.id, HOSTILE, HOSTILE, story.header.start, HOSTILE, HOSTILE)
    return replace(story, header=header, scenes=scenes, endings=endings, chapters=chapters, people=people)


def _hostile_choice(choice: Choice, line):
    needs = tuple(Need(each.condition, line) for each in choice.needs)
    return replace(choice, label=line, needs=needs, then=(Paragraph(line),))


class Dot:
    """Reads the language of Graphviz as far as the map writes it."""

    TOKEN = re.compile(r'\s*(->|[{}\[\];=,]|"(?:[^"\\]|\\.)*"|[A-Za-z_][A-Za-z_0-9]*|[0-9.]+)', re.DOTALL)

    def __init__(self, text):
        self.nodes, self.edges, self.clusters = {}, [], 0
        self.tokens, at = [], 0
        text = text.rstrip()
        while at < len(text):
            found = self.TOKEN.match(text, at)
            assert found, text[at : at + 60]
            self.tokens.append(found[1])
            at = found.end()
        self.expect("digraph")
        self.name = self.string()
        self.block()
        assert not self.tokens

    def expect(self, token):
        assert self.tokens.pop(0) == token

    def string(self):
        token = self.tokens.pop(0)
        assert token.startswith('"'), token
        assert "\n" not in token
        return re.sub(r"\\(.)", lambda found: "\n" if found[1] == "n" else found[1], token[1:-1])

    def block(self):
        self.expect("{")
        while self.tokens[0] != "}":
            self.statement()
        self.expect("}")

    def statement(self):
        if self.tokens[0] == "subgraph":
            assert self.tokens[1].startswith("cluster_")
            del self.tokens[:2]
            self.clusters += 1
            self.block()
            return
        if self.tokens[0].startswith('"'):
            name = self.string()
            target = None
            if self.tokens[0] == "->":
                self.expect("->")
                target = self.string()
            given = self.attributes()
            if target is None:
                assert name not in self.nodes
                self.nodes[name] = given
            else:
                self.edges.append((name, target, given))
        elif self.tokens[1] == "=":
            del self.tokens[:2]
            self.value()
        else:
            assert self.tokens.pop(0) in ("graph", "node", "edge")
            self.attributes()
        self.expect(";")

    def attributes(self):
        given = {}
        self.expect("[")
        while self.tokens[0] != "]":
            name = self.tokens.pop(0)
            self.expect("=")
            given[name] = self.value()
            if self.tokens[0] == ",":
                self.expect(",")
        self.expect("]")
        return given

    def value(self):
        return self.string() if self.tokens[0].startswith('"') else self.tokens.pop(0)


class Mermaid:
    """Reads a flowchart of Mermaid as far as the map writes it."""

    NODE = re.compile(
        r'  (?:  )?(p\d+)(\[\[|\[/|\[|\(\[|\(|\{\{)"([^"\n]*)"(\]\]|/\]|\]|\]\)|\)|\}\})(:::\w+)?'
    )
    EDGE = re.compile(r'  (p\d+) (-->|-\.->)(?:\|"([^"\n]*)"\|)? (p\d+)')

    def __init__(self, text):
        self.nodes, self.edges, self.charts, depth = {}, [], 0, 0
        lines = text.splitlines()
        assert lines[0] == "flowchart LR"
        for line in lines[1:]:
            if re.fullmatch(r'  subgraph c\d+\["[^"]*"\]', line):
                self.charts, depth = self.charts + 1, depth + 1
            elif line == "  end":
                depth -= 1
            elif found := self.EDGE.fullmatch(line):
                self.edges.append((found[1], found[4], found[3]))
            elif found := self.NODE.fullmatch(line):
                assert found[1] not in self.nodes
                self.nodes[found[1]] = found[3]
            else:
                assert line.startswith("  classDef "), line
        assert depth == 0


@STORIES
def test_dot_can_be_read_and_has_every_place_and_link(folder):
    drawn, warmth = picture(folder).story, picture(folder).heat
    for given in (warmth, None):
        found = Dot(dot(drawn, given))
        assert set(found.nodes) == set(drawn.places)
        assert [(a, b) for a, b, _ in found.edges] == [(each.source, each.target) for each in drawn.links]
        assert found.clusters == len(drawn.bands)
    assert [given.get("edgetooltip", "") for _, _, given in found.edges] == [
        each.name for each in drawn.links
    ]


@STORIES
def test_mermaid_can_be_read_and_has_every_place_and_pair(folder):
    drawn = picture(folder).story
    found = Mermaid(mermaid(drawn, picture(folder).heat))
    assert len(found.nodes) == len(drawn.places)
    names = dict(zip((f"p{number}" for number in range(len(drawn.places))), drawn.places, strict=True))
    assert {(names[a], names[b]) for a, b, _ in found.edges} == {
        (each.source, each.target) for each in drawn.links
    }


def test_mermaid_of_the_real_story_is_no_longer_than_mermaid_reads():
    assert len(mermaid(picture(STORY).story, picture(STORY).heat)) < 50_000


@STORIES
def test_svg_is_well_formed_has_every_place_and_asks_for_nothing(folder):
    text = svg(picture(folder))
    root = ET.fromstring(text)
    ids = [each.get("id") for each in root.iter() if each.get("id")]
    assert len(ids) == len(set(ids))
    drawn = picture(folder).story
    assert {each for each in ids if re.fullmatch(r"p\d+", each)} == {
        f"p{n}" for n in range(len(drawn.places))
    }
    assert not re.search(r"(?:href|src)=\"(?!#)", text)
    assert "url(" not in re.sub(r"url\(#\w+\)", "", text)
    assert "//" not in text.replace("http://www.w3.org/2000/svg", "")
    said = " ".join(root.itertext())
    for place in drawn.places.values():
        assert place.title.split()[0] in said


def test_a_share_is_told_in_words_and_as_a_bar_and_not_by_colour_alone():
    found = picture(STORY)
    text = svg(found)
    root = ET.fromstring(text)
    space = "{http://www.w3.org/2000/svg}"
    for number, place in enumerate(found.story.places.values()):
        group = next(each for each in root.iter(f"{space}g") if each.get("id") == f"p{number}")
        share = found.heat.places.get(place.id, 0)
        words = "".join(group.itertext())
        assert "%" in words or "never" in words
        bars = [each for each in group.iter(f"{space}rect") if each.get("class") == "bar"]
        assert len(bars) == (share > 0)
        if bars:
            wide = next(each for each in found.sheet.boxes if each.place.id == place.id).width
            inset = float(bars[0].get("x", 0))
            assert float(bars[0].get("width")) == pytest.approx((wide - 2 * inset) * share, abs=0.1)


def test_hostile_texts_harm_no_form():
    story = hostile()
    drawn = story_map(story)
    warmth = heat(story, drawn.folded, 20)
    Dot(dot(drawn, warmth))
    Mermaid(mermaid(drawn, warmth))
    found = replace(picture(FOLDER), story=drawn)
    text = svg(found)
    ET.fromstring(text)
    assert "<script" not in text
    assert "\x1b" not in text
    assert "\u202e" not in text + dot(drawn) + mermaid(drawn)
