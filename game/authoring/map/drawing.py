"""The sheet as SVG: the same drawing stands alone in a file and in the page that can be searched."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from importlib.resources import files
from itertools import pairwise

from game.authoring.map.graph import Link, StoryMap
from game.authoring.map.heat import Heat
from game.authoring.map.layout import (
    CARD_HIGH,
    FLAG,
    HEADING,
    LINE,
    MARGIN,
    TAB,
    TAB_HIGH,
    Box,
    Point,
    Sheet,
    Strip,
    Stroke,
    Tab,
    titled,
)
from game.authoring.map.shading import OFTENEST, STEPS, numbered, safe, shade, share_of
from game.authoring.map.trace import Trace
from game.core.value import dataclass
from game.play.sentences import counted

GLYPHS = {"triumph": "▲", "compromise": "◆", "withdrawal": "◁", "defeat": "▼", "catastrophe": "✕"}
NUMERALS = ("0", "I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII")
_LOCK = "M0 4.2h8v6.3h-8zM1.6 4.2v-1.6a2.4 2.4 0 0 1 4.8 0v1.6"
_TIP = "M0 .6 8 4 0 7.4z"
_CORNER = 6.0
_INSETS = {"call": 13.0, "event": 9.0, "route": 8.0}
"""So far from its ends a bar begins under a box whose corners are cut."""


@dataclass(frozen=True, slots=True)
class Picture:
    """What is drawn: the map, where everything stands, how often chance comes there, where a run went."""

    story: StoryMap
    sheet: Sheet
    heat: Heat | None = None
    trace: Trace | None = None


def svg(picture: Picture) -> str:
    """The drawing as the text of an SVG file, which asks for nothing outside itself."""
    style = files("game.authoring.map").joinpath("drawing.css").read_text("utf-8")
    return "\n".join(_Drawing(picture).lines(f"<style>\n{style}</style>")) + "\n"


def inline(picture: Picture) -> str:
    """The drawing as part of a page that has its style already."""
    return "\n".join(_Drawing(picture).lines(""))


class _Drawing:
    def __init__(self, picture: Picture) -> None:
        self.picture = picture
        self.story, self.sheet = picture.story, picture.sheet
        self.heat, self.trace = picture.heat, picture.trace
        self.numbers = numbered(self.story)
        self.titles = {each.id: each.title for each in self.story.places.values()}
        self.lines_of = {each.id for each in self.story.bands if each.line}
        self.links: dict[tuple[str, str], list[Link]] = {}
        for link in self.story.links:
            self.links.setdefault((link.source, link.target), []).append(link)
        self.locks: dict[str, set[str]] = {}
        for link in self.story.links:
            if link.locks:
                self.locks.setdefault(link.source, set()).add(link.choice)

    def lines(self, style: str) -> Iterator[str]:
        wide, high = self.sheet.width, self.sheet.height
        said = self._said()
        yield (
            f'<svg xmlns="http://www.w3.org/2000/svg" class="map" viewBox="0 0 {_n(wide)} {_n(high)}" '
            f'width="{_n(wide)}" height="{_n(high)}" role="img" aria-labelledby="map-title map-said">'
        )
        yield f'<title id="map-title">{safe(self.story.title)}: the map</title>'
        yield f'<desc id="map-said">{safe(said)}</desc>{style}'
        yield '<defs><marker id="tip" viewBox="0 0 8 8" refX="7.2" refY="4" markerWidth="7" markerHeight="7" '
        yield f'markerUnits="userSpaceOnUse" orient="auto"><path class="tip" d="{_TIP}"/></marker>'
        yield '<marker id="ran" viewBox="0 0 8 8" refX="7.2" refY="4" markerWidth="10" markerHeight="10" '
        yield f'markerUnits="userSpaceOnUse" orient="auto"><path class="ran-tip" d="{_TIP}"/></marker>'
        yield f'<path id="lock" d="{_LOCK}"/></defs>'
        yield f'<rect class="paper" width="{_n(wide)}" height="{_n(high)}"/>'
        yield from self._head()
        for strip in self.sheet.strips:
            yield from self._strip(strip)
        for lane in self.sheet.lanes:
            yield from self._lane(lane)
        yield from self._foot()
        yield '<g class="tracks">'
        for track in self.sheet.tracks:
            yield self._track(track)
        yield '</g>\n<g class="links">'
        for stroke in self.sheet.strokes:
            yield from self._stroke(stroke)
        yield '</g>\n<g class="tabs">'
        for tab in self.sheet.tabs:
            yield from self._tab(tab)
        yield '</g>\n<g class="places">'
        for box in self.sheet.boxes:
            yield from self._ending(box) if box.place.sort == "ending" else self._box(box)
        yield "</g>"
        yield "</svg>"

    def _said(self) -> str:
        return f"{self._count()}. Everything in this picture also stands in the list."

    def _count(self) -> str:
        endings = sum(each.sort == "ending" for each in self.story.places.values())
        scenes = len(self.story.places) - endings
        doors = sum(map(len, self.locks.values()))
        choices = len({each.choice for each in self.story.links if each.name})
        told = [counted(scenes, "scene"), counted(choices, "choice"), counted(doors, "locked door")]
        return ", ".join([*told, counted(endings, "ending")])

    # What stands at the head

    def _head(self) -> Iterator[str]:
        title = self.story.title.upper()
        wide = max(220.0, len(title) * 37.0 + 48.0)
        yield f'<g class="head"><rect class="red" x="{_n(MARGIN)}" y="52" width="{_n(wide)}" height="72"/>'
        yield (
            f'<text class="name" x="{_n(MARGIN + wide / 2)}" y="105" text-anchor="middle" '
            f'textLength="{_n(wide - 48)}">{safe(title)}</text>'
        )
        y = 158.0
        if self.story.subtitle:
            yield f'<text class="subtitle" x="{_n(MARGIN)}" y="{_n(y)}">{safe(self.story.subtitle)}</text>'
            y += 27
        said = self._count()
        if self.heat:
            plays = f"{self.heat.plays:,} random plays"
            said += f" · {plays} with seed {self.heat.seed}"
        if self.story.version:
            said += f" · version {self.story.version}"
        yield f'<text class="count" x="{_n(MARGIN)}" y="{_n(y)}">{safe(said)}</text>'
        if self.trace:
            ended = [self.titles[each] for each in self.trace.endings if each in self.titles]
            run = f"In red: {self.trace.name}, {counted(self.trace.roads, 'road')}"
            run += f", which came to {' and to '.join(ended)}" if ended else ""
            yield f'<text class="run" x="{_n(MARGIN)}" y="{_n(y + 24)}">{safe(run)}</text>'
        yield "</g>"
        yield from self._legend()

    def _legend(self) -> Iterator[str]:
        x = max(self.sheet.width - MARGIN - 690, MARGIN + 700)
        if x + 690 > self.sheet.width:
            return
        yield f'<g class="legend" transform="translate({_n(x)} 52)">'
        if self.heat:
            yield '<text class="legend-name" y="10">HOW OFTEN RANDOM PLAY COMES THERE</text>'
            names = [each for _, each in STEPS] + [OFTENEST]
            shares = (0.0, 0.03, 0.12, 0.35, 0.7, 1.0)
            for number, (name, share) in enumerate(zip(names, shares, strict=True)):
                at = number * 115
                yield f'<g class="place h{number}" transform="translate({at} 24)">'
                yield '<rect class="box" width="105" height="30" rx="2"/>'
                yield f'<rect class="bar" y="26.5" width="{_n(105 * share)}" height="3.5"/>'
                yield f'<text class="meta" x="8" y="18">{name}</text></g>'
        yield '<g transform="translate(0 88)"><text class="legend-name" y="0">WHAT THERE IS</text>'
        for number, (sort, name) in enumerate(
            (("scene", "scene"), ("diary", "diary"), ("call", "call"), ("event", "event"), ("route", "fork"))
        ):
            yield f'<g class="place hx" transform="translate({number * 92} 12)">{_outline(sort, 30.0, 20.0)}'
            yield f'<text class="meta" x="37" y="14">{name}</text></g>'
        yield "</g>"
        yield '<g transform="translate(0 145)"><text class="legend-name" y="0">WHAT LEADS ON</text>'
        for number, (sort, name) in enumerate(
            (("open", "open"), ("asked", "only if"), ("locked", "a locked door"), ("never", "not once gone"))
        ):
            at = number * 132
            yield f'<path class="link {sort}" d="M{at} 22h44" marker-end="url(#tip)"/>'
            if sort == "locked":
                yield f'<use href="#lock" class="padlock" x="{at + 16}" y="15"/>'
            yield f'<text class="meta" x="{at + 52}" y="26">{name}</text>'
        yield "</g></g>"

    # Bands and lanes

    def _strip(self, strip: Strip) -> Iterator[str]:
        band = strip.band
        x, y = strip.x, strip.y
        yield f'<g class="strip"><rect class="ground" x="{_n(x)}" y="{_n(y)}" '
        yield f'width="{_n(strip.width + 22)}" height="{_n(strip.height)}" rx="3"/>'
        yield f'<path class="edge" d="M{_n(x)} {_n(y)}v{_n(strip.height)}"/>'
        if strip.year:
            yield f'<text class="year" x="{_n(x + 18)}" y="{_n(y + strip.height - 16)}">{strip.year}</text>'
        number = ""
        if band.number is not None:
            number = NUMERALS[band.number] if band.number < len(NUMERALS) else str(band.number)
        yield from self._title(band.title, number, band.span, x + 18, y + 16)
        yield "</g>"

    def _title(self, title: str, number: str, span: str, x: float, y: float) -> Iterator[str]:
        rows = titled(title)
        if number:
            yield f'<text class="number" x="{_n(x)}" y="{_n(y + 10)}">{number}</text>'
            y += 18
        for row in rows:
            wide = min(HEADING - 34.0, len(row) * 8.6 + 18.0)
            yield f'<rect class="red" x="{_n(x)}" y="{_n(y)}" width="{_n(wide)}" height="22"/>'
            yield (
                f'<text class="chapter" x="{_n(x + 9)}" y="{_n(y + 15.5)}" '
                f'textLength="{_n(wide - 18)}" lengthAdjust="spacingAndGlyphs">{safe(row.upper())}</text>'
            )
            y += 22
        for row in _wrapped(span, 28):
            y += 15
            yield f'<text class="span" x="{_n(x)}" y="{_n(y)}">{safe(row)}</text>'

    def _lane(self, strip: Strip) -> Iterator[str]:
        yield f'<g class="lane"><rect class="ground" x="{_n(strip.x)}" y="{_n(strip.y)}" '
        yield f'width="{_n(strip.width)}" height="{_n(strip.height)}" rx="3"/>'
        yield from self._title(strip.band.title, "", "", strip.x + 14, strip.y + 12)
        yield "</g>"

    def _foot(self) -> Iterator[str]:
        if not self.sheet.kinds:
            return
        right = self.sheet.width - MARGIN
        yield f'<path class="rule" d="M{_n(MARGIN)} {_n(self.sheet.foot - 40)}H{_n(right)}"/>'
        y = self.sheet.kinds[0][2] + 76
        yield f'<text class="endings" x="{_n(MARGIN + 18)}" y="{_n(y)}">Endings</text>'
        for kind, x, y in self.sheet.kinds:
            yield f'<text class="kind" x="{_n(x)}" y="{_n(y + 24)}">{GLYPHS[kind]} {kind.upper()}</text>'

    # What leads on

    def _stroke(self, stroke: Stroke) -> Iterator[str]:
        pair = (stroke.source, stroke.target)
        share = self.heat.links.get(pair, 0.0) if self.heat else 0.5
        ways = self.links[pair]
        look = _look(ways) + (" never" if self.heat and not share else "")
        ran = self._ran(pair)
        width = 1.0 + 2.6 * share
        tip = "ran" if ran else "tip"
        told = "; ".join(dict.fromkeys(_way(each) for each in ways))
        told = f"{self.titles[pair[0]]} → {self.titles[pair[1]]}: {told}"
        told += f" · {share_of(share)}" if self.heat else ""
        yield (
            f'<path class="link {look}{ran}" data-ends="{self.numbers[pair[0]]} {self.numbers[pair[1]]}" '
            f'style="stroke-width:{width:.2f}" d="{_rounded(stroke.points)}" marker-end="url(#{tip})">'
            f"<title>{safe(told)}</title></path>"
        )
        if look.startswith("locked"):
            x, y = _along(stroke.points)
            yield f'<g class="on-link"><circle class="ring" cx="{_n(x)}" cy="{_n(y)}" r="8"/>'
            yield f'<use href="#lock" class="padlock" x="{_n(x - 4)}" y="{_n(y - 6.3)}"/></g>'

    def _ran(self, *pairs: tuple[str, str]) -> str:
        return " ran" if self.trace and any(pair in self.trace.links for pair in pairs) else ""

    def _track(self, stroke: Stroke) -> str:
        pairs = [(source, stroke.target) for source in stroke.source.split(",")]
        ran = self._ran(*pairs)
        ends = " ".join(str(self.numbers[each]) for each in (*stroke.source.split(","), stroke.target))
        place = self.story.places[stroke.target]
        look = "to-ending" if place.sort == "ending" else "to-lane" if place.chapter in self.lines_of else ""
        if self.heat and not any(self.heat.links.get(pair) for pair in pairs):
            look += " never"
        share = max((self.heat.links.get(pair, 0.0) for pair in pairs), default=0.0) if self.heat else 0.0
        return (
            f'<path class="track {look}{ran}" style="stroke-width:{1.2 + 2.4 * share:.2f}" '
            f'data-ends="{ends}" d="{_rounded(stroke.points)}" '
            f'marker-end="url(#{"ran" if ran else "tip"})"/>'
        )

    def _tab(self, tab: Tab) -> Iterator[str]:
        place = self.story.places[tab.target]
        pairs = [(source, tab.target) for source in tab.sources]
        sort = "ending" if place.sort == "ending" else "door" if place.chapter in self.lines_of else "next"
        ends = " ".join(str(self.numbers[each]) for each in (*tab.sources, tab.target))
        yield f'<g class="tab {sort}{self._ran(*pairs)}" data-ends="{ends}" '
        yield f'data-to="{self.numbers[tab.target]}" transform="translate({_n(tab.x)} {_n(tab.y)})">'
        yield f'<rect width="{_n(TAB)}" height="{_n(TAB_HIGH)}" rx="{11 if sort == "next" else 2}"/>'
        yield f'<text x="10" y="15">{self._glyph(tab.target)} {safe(_short(place.title, 21))}</text></g>'

    def _glyph(self, target: str) -> str:
        place = self.story.places[target]
        if place.ending:
            return GLYPHS[place.ending]
        return "⤷" if place.chapter in self.lines_of else "→"

    # Places

    def _box(self, box: Box) -> Iterator[str]:
        place = box.place
        share = self.heat.places.get(place.id, 0.0) if self.heat else 0.0
        step = f"h{shade(share)}" if self.heat else "hx"
        visited = self.trace.places.get(place.id) if self.trace else None
        step += " start" if place.id == self.story.start else ""
        step += " visited" if visited else ""
        yield (
            f'<g class="place {place.sort} {step}" id="p{self.numbers[place.id]}" '
            f'transform="translate({_n(box.x)} {_n(box.y)})">'
        )
        yield f"<title>{safe(place.title)} ({safe(place.id)})</title>"
        yield _outline(place.sort, box.width, box.height)
        if self.heat and share:
            inset = _INSETS.get(place.sort, 0.0)
            wide = (box.width - 2 * inset) * share
            yield f'<rect class="bar" x="{_n(inset)}" y="{_n(box.height - 3.5)}" width="{_n(wide)}" '
            yield 'height="3.5"/>'
        y = 8.0
        yield '<text class="title">'
        for row in box.title:
            y += LINE
            yield f'<tspan x="11" y="{_n(y - 3)}">{safe(row)}</tspan>'
        yield "</text>"
        y += 14.0
        when = place.date.written if place.date else ""
        if place.evenings:
            when = counted(len(place.evenings), "evening")
        yield f'<text class="meta" x="11" y="{_n(y)}">{safe(_short(when, 26))}</text>'
        doors = len(self.locks.get(place.id, ()))
        right = box.width - 10.0
        if self.heat:
            yield f'<text class="meta share" x="{_n(right)}" y="{_n(y)}">{safe(share_of(share))}</text>'
        if doors:
            yield f'<use href="#lock" class="padlock" x="{_n(right - 8)}" y="6"/>'
            if doors > 1:
                yield f'<text class="doors" x="{_n(right - 11)}" y="15.5">{doors}</text>'
        for number, target in enumerate(box.flags[:3]):
            y += FLAG
            more = f" +{len(box.flags) - 3}" if number == 2 and len(box.flags) > 3 else ""
            row = f"{self._glyph(target)} {safe(_short(self.titles[target], 23))}{more}"
            sort = "door" if self._glyph(target) != "→" else ""
            yield f'<text class="flag {sort}" x="11" y="{_n(y + 3)}">{row}</text>'
        if visited:
            yield from _badge(visited)
        yield "</g>"

    def _ending(self, box: Box) -> Iterator[str]:
        place = box.place
        share = self.heat.places.get(place.id, 0.0) if self.heat else 0.0
        visited = self.trace.places.get(place.id) if self.trace else None
        never = " h0" if self.heat and not share else ""
        yield (
            f'<g class="place ending{never}{" visited" if visited else ""}" id="p{self.numbers[place.id]}" '
            f'transform="translate({_n(box.x)} {_n(box.y)})">'
        )
        yield f"<title>{safe(place.title)} ({safe(place.id)})</title>"
        yield f'<rect class="box" width="{_n(box.width)}" height="{_n(CARD_HIGH)}" rx="2"/>'
        if share:
            yield f'<rect class="bar" y="{_n(CARD_HIGH - 4)}" width="{_n(box.width * share)}" height="4"/>'
        yield '<text class="title">'
        top = 21.0 if len(box.title) > 1 else 26.0
        for number, row in enumerate(box.title):
            yield f'<tspan x="12" y="{_n(top + LINE * number)}">{safe(row)}</tspan>'
        yield "</text>"
        when = place.date.written if place.date else ""
        yield f'<text class="meta" x="12" y="53">{safe(when)}</text>'
        if self.heat:
            yield f'<text class="meta share" x="{_n(box.width - 11)}" y="53">{safe(share_of(share))}</text>'
        if visited:
            yield from _badge(visited)
        yield "</g>"


def _badge(number: int) -> Iterator[str]:
    yield f'<circle class="badge" r="10"/><text class="badge-number" y="3.6">{number}</text>'


def _outline(sort: str, wide: float, high: float) -> str:
    """The outline of a box, by what it is."""
    w, h = _n(wide), _n(high)
    if sort == "call":
        return f'<rect class="box" width="{w}" height="{h}" rx="{_n(min(14.0, high / 2))}"/>'
    if sort == "event":
        cut = min(9.0, high / 3)
        points = f"M{_n(cut)} 0H{_n(wide - cut)}L{w} {_n(cut)}V{_n(high - cut)}L{_n(wide - cut)} {h}"
        return f'<path class="box" d="{points}H{_n(cut)}L0 {_n(high - cut)}V{_n(cut)}z"/>'
    if sort == "route":
        inner, middle = _n(wide - 8), _n(high / 2)
        return f'<path class="box" d="M8 0H{inner}L{w} {middle}L{inner} {h}H8L0 {middle}z"/>'
    box = f'<rect class="box" width="{w}" height="{h}" rx="2"/>'
    if sort in ("diary", "gate"):
        box += f'<path class="spine" d="M4 3V{_n(high - 3)}"/>'
    return box


def _look(ways: Sequence[Link]) -> str:
    """How a link is drawn: as free as the freest of its ways."""
    if any(not each.condition and not each.locks for each in ways):
        return "open"
    return "locked" if all(each.locks for each in ways) else "asked"


def _way(link: Link) -> str:
    return link.label or link.condition or {"flow": "goes on", "back": "back"}.get(link.means, link.means)


def _rounded(points: Sequence[Point]) -> str:
    """A line through points, its corners rounded."""
    made = [f"M{_n(points[0][0])} {_n(points[0][1])}"]
    for before, here, after in zip(points, points[1:], points[2:], strict=False):
        first, second = _toward(here, before), _toward(here, after)
        made.append(
            f"L{_n(first[0])} {_n(first[1])}Q{_n(here[0])} {_n(here[1])} {_n(second[0])} {_n(second[1])}"
        )
    made.append(f"L{_n(points[-1][0])} {_n(points[-1][1])}")
    return "".join(made)


def _toward(here: Point, there: Point) -> Point:
    far = abs(there[0] - here[0]) + abs(there[1] - here[1])
    share = min(_CORNER, far / 2) / far if far else 0.0
    return here[0] + (there[0] - here[0]) * share, here[1] + (there[1] - here[1]) * share


def _along(points: Sequence[Point]) -> Point:
    """The middle of the longest stretch of a line."""
    stretches = pairwise(points)
    (ax, ay), (bx, by) = max(
        stretches, key=lambda two: abs(two[0][0] - two[1][0]) + abs(two[0][1] - two[1][1])
    )
    return (ax + bx) / 2, (ay + by) / 2


def _short(text: str, most: int) -> str:
    return text if len(text) <= most else f"{text[: most - 1].rstrip()}…"


def _wrapped(text: str, wide: int) -> tuple[str, ...]:
    from textwrap import wrap

    return tuple(wrap(text, wide))


def _n(number: float) -> str:
    return f"{number:.1f}".removesuffix(".0")
