"""Where everything stands on the sheet: a chapter is a band, read like lines of text; time goes down.

What leads to what inside a band is laid out and routed by graphlay, a library for layered graphs. Lines
that leave history are lanes beside the bands, each scene no higher than the chapter of its date; endings
stand at the foot, by kind. What leads out of a band is named in the box that it leaves and on a tab at
the band's end, from where it runs on in the margin.
"""

from __future__ import annotations

import math
from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import pairwise
from textwrap import wrap
from typing import Any

import graphlay

from game.authoring.map.graph import Band, Place, StoryMap
from game.core.dates import Date
from game.core.value import dataclass, replace

Point = tuple[float, float]

MARGIN, HEAD, HEADING = 56.0, 250.0, 210.0
BOX, LINE, META, FLAG = 172.0, 16.0, 17.0, 14.0
TAB, TAB_HIGH, TRACK = 158.0, 22.0, 11.0
PAD, BETWEEN = 26.0, 30.0
CARD, CARD_HIGH, CHANNEL = 172.0, 62.0, 6.0
LETTERS = 23
"""So many letters of a title are sure to fit beside one another into a box."""
NARROWEST = 1640.0
_LOOSELY = (0.45, 0.6, 0.8, 1.0, 1.25, 1.6, 2.0)
KINDS = ("triumph", "compromise", "withdrawal", "defeat", "catastrophe")


@dataclass(frozen=True, slots=True)
class Box:
    """A place with its upper left corner, the lines of its title, and the places in other bands that it
    leads to."""

    place: Place
    x: float
    y: float
    width: float
    height: float
    title: tuple[str, ...]
    flags: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Stroke:
    """The way from one box to another, corner by corner."""

    source: str
    target: str
    points: tuple[Point, ...]


@dataclass(frozen=True, slots=True)
class Tab:
    """What leads out of a band or lane, to one place; `sources` are the boxes that it leaves."""

    target: str
    sources: tuple[str, ...]
    x: float
    y: float


@dataclass(frozen=True, slots=True)
class Strip:
    """A band or a lane on the sheet; `year` is the first of its dates where no band above had it."""

    band: Band
    x: float
    y: float
    width: float
    height: float
    year: str = ""


@dataclass(frozen=True, slots=True)
class Sheet:
    """The whole sheet. `tracks` run from tabs to where they lead, in the margin; `kinds` are the
    headings over the endings with their left edge and width."""

    width: float
    height: float
    strips: tuple[Strip, ...]
    lanes: tuple[Strip, ...]
    boxes: tuple[Box, ...]
    strokes: tuple[Stroke, ...]
    tabs: tuple[Tab, ...]
    tracks: tuple[Stroke, ...]
    kinds: tuple[tuple[str, float, float], ...]
    foot: float


def sheet(story: StoryMap, weights: Mapping[tuple[str, str], float] | None = None) -> Sheet:
    """Lay out a map. `weights` are the shares by which the ways between places are trodden: those that
    are trodden most are drawn most straight."""
    return _Laying(story, weights or {}).sheet()


@dataclass(frozen=True, slots=True)
class _Laid:
    """A band by itself, with its corner at 0, 0."""

    width: float
    height: float
    boxes: tuple[Box, ...]
    strokes: tuple[Stroke, ...]


class _Laying:
    def __init__(self, story: StoryMap, weights: Mapping[tuple[str, str], float]) -> None:
        self.story, self.weights = story, weights
        shown = {each.id for each in story.bands}
        self.inside: dict[str, list[Place]] = {}
        for place in story.places.values():
            if place.chapter in shown:
                self.inside.setdefault(place.chapter, []).append(place)
        self.bands = [each for each in story.bands if each.id in self.inside and not each.line]
        self.lines = [each for each in story.bands if each.id in self.inside and each.line]
        endings = (each for each in story.places.values() if each.sort == "ending")
        self.endings = sorted(endings, key=lambda each: KINDS.index(each.ending or "defeat"))
        self.pairs = tuple(
            dict.fromkeys((each.source, each.target) for each in story.links if each.source != each.target)
        )
        self.locked = {each.source for each in story.links if each.locks}
        self.out: dict[str, list[str]] = {}
        for source, target in self.pairs:
            if self._band(source) != self._band(target):
                self.out.setdefault(source, []).append(target)
        count = sum(map(len, self.inside.values()))
        self.wide = max(NARROWEST, math.sqrt(count * BOX * 86.0))

    def _band(self, place: str) -> str:
        return self.story.places[place].chapter

    # One band

    def _laid(self, band: Band) -> _Laid:
        natural = self._drawn(band, {"direction": "leftright"})
        if natural.width <= self.wide:
            return natural
        # the library wraps to a proportion, and how high the rows will be is not known before
        rows = math.ceil(natural.width / self.wide)
        sure = self.wide / (natural.height * rows)
        wrapping = {"wrap": {"max_rows": 8 * rows, "max_cut_edges": 12}}
        tried = [
            self._drawn(
                band, {"direction": "leftright", "wrap": {"viewport_aspect": sure * each}, "tuning": wrapping}
            )
            for each in (_LOOSELY if len(self.inside[band.id]) < 200 else _LOOSELY[1:3])
        ]
        return min((natural, *tried), key=lambda each: (max(each.width, self.wide * 1.04), each.height))

    def _drawn(self, band: Band, options: dict[str, Any]) -> _Laid:
        boxes = {each.id: self._box(each) for each in self.inside[band.id]}
        graph = graphlay.Graph()
        for box in boxes.values():
            graph.node(box.place.id, width=box.width, height=box.height)
        pairs = [(source, target) for source, target in self.pairs if {source, target} <= boxes.keys()]
        for pair in pairs:
            graph.edge(*pair, weight=1.0 + 6.0 * self.weights.get(pair, 0.0))
        many = len(boxes) > 150
        spacing = {"layer_gap": 40.0, "node_gap": 18.0, "dummy_gap": 12.0, "port_gap": 9.0, "stub": 10.0,
                   "port_stroke_clear": 6.0, "isolated_gap": 20.0}  # fmt: skip
        drawn = graphlay.layout(
            graph, options={"spacing": spacing, "effort": "fast" if many else "balanced", **options}
        )
        least, most = drawn.bounds["min"], drawn.bounds["max"]
        placed = []
        for box, node in zip(boxes.values(), drawn.nodes, strict=True):
            x = node["center"]["x"] - box.width / 2 - least["x"]
            y = node["center"]["y"] - box.height / 2 - least["y"]
            placed.append(replace(box, x=x, y=y))
        strokes = [
            Stroke(*pair, tuple((at["x"] - least["x"], at["y"] - least["y"]) for at in edge["points"]))
            for pair, edge in zip(pairs, drawn.edges, strict=True)
        ]
        return _Laid(most["x"] - least["x"], most["y"] - least["y"], tuple(placed), tuple(strokes))

    def _box(self, place: Place) -> Box:
        title = titled(place.title, locked=place.id in self.locked)
        flags = tuple(self.out.get(place.id, ()))
        shown = min(len(flags), 3)
        height = 8.0 + LINE * len(title) + META + FLAG * shown + (2.0 if shown else 0.0) + 9.0
        return Box(place, 0.0, 0.0, BOX, height, title, flags)

    # All of them

    def sheet(self) -> Sheet:
        laid = {each.id: self._laid(each) for each in self.bands}
        lanes = {each.id: self._drawn(each, {"direction": "topbottom"}) for each in self.lines}
        wide = max([each.width for each in laid.values()], default=0.0)
        left = MARGIN + HEADING if self.bands else MARGIN
        tabs_at = left + wide + (28.0 if self.bands else 0.0)
        targets = self._tracked()
        gutter = tabs_at + (TAB + 14.0 if self.bands else 0.0)
        many = max(targets.values(), default=0) + 1
        lanes_at = gutter + TRACK * (many + 2)
        columns: dict[str, float] = {}
        right = lanes_at
        for line in self.lines:
            columns[line.id] = right
            right += max(lanes[line.id].width, TAB) + 2 * PAD + BETWEEN
        right = right - BETWEEN if self.lines else gutter + TRACK * (many + 1)

        tops, strips, boxes, strokes, tabs = self._bands(laid, lanes, left, tabs_at)
        bottom = strips[-1].y + strips[-1].height if strips else HEAD
        lane_strips = []
        for line in self.lines:
            made, strip, lane_tabs = self._lane(line, lanes[line.id], columns[line.id], tops)
            boxes += made.boxes
            strokes += made.strokes
            tabs += lane_tabs
            lane_strips.append(strip)
            bottom = max(bottom, strip.y + strip.height)
        tracks_of = {target: gutter + TRACK * (number + 0.5) for target, number in targets.items()}
        cards, kinds, foot = self._cards(left if self.bands else MARGIN, right, bottom + 76.0)
        boxes += cards
        height = max((each.y + each.height for each in cards), default=bottom) + MARGIN + 40.0
        by_id = {each.place.id: each for each in boxes}
        strokes += self._leads(tabs, by_id, boxes)
        tracks = tuple(self._tracks(tabs, by_id, tracks_of, strips, left))
        return Sheet(
            right + MARGIN, height, tuple(strips), tuple(lane_strips), tuple(boxes), tuple(strokes),
            tuple(tabs), tracks, kinds, foot,
        )  # fmt: skip

    def _tracked(self) -> dict[str, int]:
        """What is led to across bands, each with the number of its track: tracks that are never beside
        each other share a number. Endings, which lie below everything, have one each."""
        at = {band.id: number for number, band in enumerate(self.bands)}
        last = len(self.bands)
        stretches: dict[str, list[int]] = {}
        for source, targets in self.out.items():
            for target in targets:
                here = [at.get(self._band(source)), at.get(self._band(target))]
                stretches.setdefault(target, []).extend(last if each is None else each for each in here)
        free: list[int] = []
        found: dict[str, int] = {}
        inner = [each for each in stretches if self.story.places[each].sort != "ending"]
        for target in sorted(inner, key=lambda each: min(stretches[each])):
            low, high = min(stretches[target]), max(stretches[target])
            number = next((track for track, until in enumerate(free) if until <= low), len(free))
            free[number:] = [high, *free[number + 1 :]]
            found[target] = number
        # the leftmost card has the leftmost track, and so no track crosses the way to another card
        endings = [each.id for each in self.endings if each.id in stretches]
        return found | {each: len(free) + number for number, each in enumerate(endings)}

    def _bands(
        self, laid: Mapping[str, _Laid], lanes: Mapping[str, _Laid], left: float, tabs_at: float
    ) -> tuple[list[float], list[Strip], list[Box], list[Stroke], list[Tab]]:
        tops: list[float] = []
        strips: list[Strip] = []
        boxes: list[Box] = []
        strokes: list[Stroke] = []
        tabs: list[Tab] = []
        y, last_year = HEAD, ""
        needed = self._lane_needs(lanes)
        for number, band in enumerate(self.bands):
            here = laid[band.id]
            leaving = self._leaving(band.id)
            high = max(here.height, 112.0, len(leaving) * (TAB_HIGH + 8.0), needed.get(number, 0.0)) + 2 * PAD
            first = self._first(band.id)
            year = str(first.year) if first else ""
            strips.append(
                Strip(band, MARGIN, y, tabs_at + TAB - MARGIN, high, "" if year == last_year else year)
            )
            last_year = year or last_year
            down = y + (high - here.height) / 2
            boxes += [replace(each, x=each.x + left, y=each.y + down) for each in here.boxes]
            strokes += [_moved(each, left, down) for each in here.strokes]
            middles = {each.place.id: each.y + each.height / 2 + down for each in here.boxes}
            tabs += _tabs(leaving, middles, tabs_at, y + high - 8.0)
            tops.append(y)
            y += high + BETWEEN
        return tops, strips, boxes, strokes, tabs

    def _leaving(self, band: str) -> dict[str, list[str]]:
        found: dict[str, list[str]] = {}
        for place in self.inside[band]:
            for target in self.out.get(place.id, ()):
                found.setdefault(target, []).append(place.id)
        return dict(sorted(found.items(), key=lambda each: self.story.places[each[0]].sort == "ending"))

    def _first(self, band: str) -> Date | None:
        return min((each.date for each in self.inside[band] if each.date), default=None)

    # Lanes

    def _band_at(self, date: Date | None) -> int:
        """The band in whose time a date lies."""
        starts = [
            (first.year, first.month, first.day) for each in self.bands if (first := self._first(each.id))
        ]
        if date is None or not starts or len(starts) < len(self.bands):
            return 0
        return max(0, bisect_right(starts, (date.year, date.month, date.day or 31)) - 1)

    def _layers(self, laid: _Laid) -> list[tuple[float, float, int]]:
        """The layers of a lane: their top and bottom, and the band in whose time each begins."""
        found: list[tuple[float, float, int]] = []
        for box in sorted(laid.boxes, key=lambda each: each.y + each.height / 2):
            if found and box.y < found[-1][1]:
                top, bottom, band = found[-1]
                found[-1] = (min(top, box.y), max(bottom, box.y + box.height), band)
            else:
                band = max(self._band_at(box.place.date), found[-1][2] if found else 0)
                found.append((box.y, box.y + box.height, band))
        return found

    def _lane_needs(self, lanes: Mapping[str, _Laid]) -> dict[int, float]:
        """How high each band must be for the layers of the lanes that lie in its time."""
        needed: dict[int, float] = {}
        for laid in lanes.values():
            here: dict[int, float] = {}
            for top, bottom, band in self._layers(laid):
                here[band] = here.get(band, 30.0) + bottom - top + 40.0
            for band, high in here.items():
                needed[band] = max(needed.get(band, 0.0), high)
        return needed

    def _lane(
        self, line: Band, laid: _Laid, x: float, tops: Sequence[float]
    ) -> tuple[_Laid, Strip, list[Tab]]:
        layers = self._layers(laid)
        froms: list[float] = []
        tos: list[float] = []
        first = (tops[layers[0][2]] if tops else HEAD) + (PAD if tops else 0.0)
        at = first + 44.0
        for top, bottom, band in layers:
            at = max(at, tops[band] + PAD if tops else at)
            froms += [top, bottom]
            tos += [at, at + bottom - top]
            at += bottom - top + 40.0
        shift = _monotone(froms, tos)
        inner = x + PAD + max(0.0, (max(laid.width, TAB) - laid.width) / 2)
        boxes = tuple(
            replace(each, x=each.x + inner, y=shift(each.y + each.height / 2) - each.height / 2)
            for each in laid.boxes
        )
        strokes = tuple(
            replace(each, points=tuple((px + inner, shift(py)) for px, py in each.points))
            for each in laid.strokes
        )
        tabs = []
        down = tos[-1] + 26.0
        for target, sources in self._leaving(line.id).items():
            tabs.append(Tab(target, tuple(sources), x + PAD, down))
            down += TAB_HIGH + 8.0
        top = first - 6.0
        high = max(down, tos[-1] + PAD) - top + 10.0
        width = max(laid.width, TAB) + 2 * PAD
        return replace(laid, boxes=boxes, strokes=strokes), Strip(line, x, top, width, high), tabs

    # Endings, and the ways to them

    def _cards(
        self, left: float, right: float, top: float
    ) -> tuple[list[Box], tuple[tuple[str, float, float], ...], float]:
        endings = self.endings
        if not endings:
            return [], (), top
        here: list[Box] = []
        kinds: list[tuple[str, float, float]] = []
        x = left
        gap = 18.0
        whole = len(endings) * (CARD + gap) + (len({each.ending for each in endings}) - 1) * 26.0
        if whole < right - left:
            x += (right - left - whole) / 2
        before = ""
        y = top + 46.0 + CHANNEL * len(endings)
        for ending in endings:
            kind = ending.ending or "defeat"
            if before and kind != before:
                x += 26.0
            if x + CARD > max(right, left + CARD):
                x, y = left, y + CARD_HIGH + 60.0 + CHANNEL * len(endings)
            if kind != before:
                kinds.append((kind, x, y - 40.0))
            before = kind
            here.append(Box(ending, x, y, CARD, CARD_HIGH, titled(ending.title)))
            x += CARD + gap
        return here, tuple(kinds), top

    def _leads(self, tabs: Iterable[Tab], by_id: Mapping[str, Box], boxes: Sequence[Box]) -> Iterator[Stroke]:
        """The ways from boxes to their tabs, where nothing stands between them."""
        for tab in tabs:
            for source in tab.sources:
                box = by_id[source]
                start, y, end = box.x + box.width, box.y + box.height / 2, tab.y + TAB_HIGH / 2
                between = (
                    start <= each.x < tab.x and each.y - 8 < y < each.y + each.height + 8
                    for each in boxes if each is not box
                )  # fmt: skip
                if start < tab.x and not any(between):
                    points = [(start, y), (tab.x - 14, y), (tab.x - 14, end), (tab.x, end)]
                    yield Stroke(source, tab.target, _straight(points))

    def _tracks(
        self,
        tabs: Iterable[Tab],
        boxes: Mapping[str, Box],
        tracks: Mapping[str, float],
        strips: Sequence[Strip],
        left: float,
    ) -> Iterator[Stroke]:
        order = {each.id: number for number, each in enumerate(self.endings)}
        led = {target for _, target in self.pairs if self._inner(_, target)}
        for tab in tabs:
            box = boxes.get(tab.target)
            if box is None:
                continue
            track, y = tracks[tab.target], tab.y + TAB_HIGH / 2
            edge = tab.x + TAB if tab.x < track else tab.x
            points: list[Point] = [(edge, y), (track, y)]
            if box.place.sort == "ending":
                above = box.y - 36.0 - CHANNEL * (len(self.endings) - order[tab.target])
                down = box.x + box.width - 24.0  # beside the heading of its kind
                points += [(track, above), (down, above), (down, box.y)]
            elif any(each.id == box.place.chapter for each in self.lines):
                points += [(track, box.y + box.height / 2), (box.x, box.y + box.height / 2)]
            elif tab.target not in led:
                strip = next(each for each in strips if each.band.id == box.place.chapter)
                above = strip.y - BETWEEN / 2
                side = left - 16.0
                middle = box.y + box.height / 2
                points += [(track, above), (side, above), (side, middle), (box.x, middle)]
            else:
                continue
            yield Stroke(",".join(tab.sources), tab.target, _straight(points))

    def _inner(self, source: str, target: str) -> bool:
        return self._band(source) == self._band(target)


def _tabs(
    leaving: Mapping[str, Sequence[str]], middles: Mapping[str, float], x: float, bottom: float
) -> list[Tab]:
    """The tabs of a band, each beside the last box that leads there, if there is room."""
    wished = {target: max(middles[each] for each in sources) for target, sources in leaving.items()}
    order = sorted(leaving, key=lambda each: wished[each])
    found: list[Tab] = []
    # from below: those that stand too low push the others up
    for target in reversed(order):
        bottom = min(bottom - TAB_HIGH, wished[target] - TAB_HIGH / 2)
        found.append(Tab(target, tuple(leaving[target]), x, bottom))
        bottom -= 8.0
    return found[::-1]


def titled(title: str, *, locked: bool = False) -> tuple[str, ...]:
    """A title as the one or two lines that fit into a box, beside a padlock if there is one."""
    wide = LETTERS - 3 * locked
    lines = wrap(title, wide, break_long_words=True) or [title]
    if len(lines) > 2:
        lines = [lines[0], f"{lines[1][: wide - 1].rstrip()}…"]
    return tuple(lines)


def _moved(stroke: Stroke, x: float, y: float) -> Stroke:
    return replace(stroke, points=tuple((px + x, py + y) for px, py in stroke.points))


def _straight(points: Sequence[Point]) -> tuple[Point, ...]:
    """Without points that stand where the one before stands."""
    kept = [points[0]]
    kept += [point for before, point in pairwise(points) if point != before]
    return tuple(kept)


def _monotone(froms: Sequence[float], tos: Sequence[float]) -> Callable[[float], float]:
    """What leads each of the first numbers, which rise, to the second, and those between, between."""

    def shifted(at: float) -> float:
        number = bisect_right(froms, at)
        if number == 0:
            return tos[0] + at - froms[0]
        if number == len(froms):
            return tos[-1] + at - froms[-1]
        low, high = froms[number - 1], froms[number]
        share = (at - low) / (high - low) if high > low else 0.0
        return tos[number - 1] + share * (tos[number] - tos[number - 1])

    return shifted
