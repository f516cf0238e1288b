"""The book on one sheet: its title, the road of decisions with all that branched off, and the end.

Twenty thousand words are for a page that can be turned. What hangs on a wall is the way through them.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from html import escape

from game.book import wording
from game.book.cells import ADVANCE, FONTS, number, piece
from game.book.transcript import length
from game.book.volume import Decision, End, Volume
from game.book.wording import safe
from game.core.prose import ToldParagraph, Words, plain
from game.core.value import dataclass
from game.play.sentences import counted
from game.terminal.layout import clipped, typeset, width

SIZE, LINE = 15.0, 20.0
CELL = SIZE * ADVANCE
MEASURE = 44
ROAD, GAP, EDGE = 56.0, 44.0, 64.0
"""The room that the road takes at the left of a column, between columns, and around everything."""
WAYS = 34.0
"""How far from the road the ways end that were not taken."""
COLUMN = ROAD + MEASURE * CELL
MOST_COLUMNS = 5
SHAPE = 1.414
"""How much higher than wide the sheet should be: as paper is."""

_KEY = "A red ring is a decision; the short ways off it are what else could have been, broken ones closed."
_STYLE = f"""
text {{ font-family: {FONTS}; white-space: pre; fill: #211c17; }}
.muted {{ fill: #655a49; }}
.stress {{ fill: #655a49; font-style: italic; }}
.strong {{ font-weight: bold; fill: #0e0b08; }}
.onred {{ font-weight: bold; fill: #f8f1e2; }}
.red {{ fill: #a81c14; }}
.road {{ stroke: #a81c14; stroke-width: 3; fill: none; }}
.branch {{ stroke: #655a49; stroke-width: 1.2; fill: none; }}
.siding {{ fill: #655a49; }}
.closed {{ stroke-dasharray: 2 3; }}
.stop {{ fill: #f3ebda; stroke: #a81c14; stroke-width: 3; }}
.rule {{ stroke: #b8ab92; stroke-width: 1; }}
"""


@dataclass(frozen=True, slots=True)
class _Stop:
    """A piece of the road, of a height: a decision, from which so many open and closed ways branch off,
    or the beginning of a chapter, which `leads` into the next and is not parted from it. The rows are
    text with its class; `lead` is the small line above them."""

    height: float
    rows: tuple[tuple[str, str], ...] = ()
    open: int = 0
    closed: int = 0
    lead: str = ""
    leads: bool = False


def svg(volume: Volume) -> str:
    """The sheet as the text of an SVG file, to be encoded as UTF-8."""
    stops = list(_stops(volume))
    columns = _columns(volume, stops)
    wide = _wide(len(columns))
    drawn, y = _title(volume, wide)
    top = y + 30
    low = top + max((sum(each.height for each in column) for column in columns), default=0)
    for place, column in enumerate(columns):
        drawn += _column(column, EDGE + place * (COLUMN + GAP), top, low, last=place == len(columns) - 1)
    ending, y = _ending(volume, wide, low + 40)
    foot, y = _foot(volume, wide, y)
    drawn += [*ending, *foot]
    high = y + EDGE
    return "\n".join((*_head(volume, wide, high), *filter(None, drawn), "</svg>")) + "\n"


def _head(volume: Volume, wide: float, high: float) -> Iterator[str]:
    name = " · ".join(each for each in (volume.title, volume.imprint.run) if each)
    said = f"The road of one run in {counted(volume.decisions, 'decision')}, {volume.dates}"
    if volume.end:
        said += f", to the ending “{volume.end.reading.title}”"
    size = f'width="{number(wide)}" height="{number(high)}"'
    yield '<?xml version="1.0" encoding="UTF-8"?>'
    yield (
        f'<svg xmlns="http://www.w3.org/2000/svg" {size} viewBox="0 0 {number(wide)} {number(high)}" '
        'role="img" aria-labelledby="title desc">'
    )
    yield f'<title id="title">{escape(safe(name))}</title>\n<desc id="desc">{escape(safe(said))}.</desc>'
    yield f'<style>{_STYLE}</style>\n<rect {size} fill="#f3ebda"/>'


def _wide(columns: int) -> float:
    return 2 * EDGE + columns * COLUMN + (columns - 1) * GAP


def _stops(volume: Volume) -> Iterator[_Stop]:
    for chapter in volume.chapters:
        lines = [row.text for row in typeset((Words(safe(chapter.title)),), MEASURE)]
        lead = " · ".join(each for each in (wording.lead(chapter).upper(), safe(chapter.span)) if each)
        rows = tuple((line, "strong") for line in lines)
        height = LINE * (len(rows) + 1) + 34
        yield _Stop(height, rows, lead=clipped(lead, int(MEASURE * SIZE / 12)), leads=True)
        date = ""
        for part in chapter.parts:
            if isinstance(part, Decision) and part.chosen is not None:
                yield _stop(part, part.date if part.date != date else "")
                date = part.date


def _stop(decision: Decision, date: str) -> _Stop:
    """A decision: its date where that is a new one, and what was done, or else what was chosen."""
    said = safe(decision.log or plain(decision.label))
    rows = [(clipped(safe(date), MEASURE), "stress")] if date else []
    rows += [(row.text, "") for row in typeset((Words(said),), MEASURE)]
    others = decision.others
    open_ = sum(each.open for each in others)
    return _Stop(LINE * len(rows) + 11, tuple(rows), open_, len(others) - open_)


def _columns(volume: Volume, stops: list[_Stop]) -> list[list[_Stop]]:
    """The road in columns, as many as make a sheet of the shape of paper."""
    found: list[list[list[_Stop]]] = []
    for count in range(1, MOST_COLUMNS + 1):
        columns = _flow(stops, count)
        if len(columns) == count:
            found.append(columns)
    return min(found, key=lambda columns: abs(_high(volume, columns) / _wide(len(columns)) - SHAPE))


def _high(volume: Volume, columns: list[list[_Stop]]) -> float:
    wide = _wide(len(columns))
    longest = max(sum(each.height for each in column) for column in columns)
    return _title(volume, wide)[1] + longest + _ending(volume, wide, 0)[1] + 170


def _flow(stops: list[_Stop], count: int) -> list[list[_Stop]]:
    """The stops in so many columns or fewer, the longest as short as can be."""
    low, high = max((each.height for each in stops), default=0), sum(each.height for each in stops)
    while high - low > 1:
        room = (low + high) / 2
        low, high = (low, room) if len(_filled(stops, room)) <= count else (room, high)
    return _filled(stops, high)


def _filled(stops: list[_Stop], room: float) -> list[list[_Stop]]:
    columns: list[list[_Stop]] = [[]]
    taken, held = 0.0, 0.0
    for place, each in enumerate(stops):
        held += each.height
        if each.leads and place + 1 < len(stops):
            continue
        first = place
        while first and stops[first - 1].leads:
            first -= 1
        if columns[-1] and taken + held > room:
            columns.append([])
            taken = 0
        columns[-1] += stops[first : place + 1]
        taken, held = taken + held, 0
    return columns


def _column(stops: list[_Stop], x: float, top: float, low: float, *, last: bool) -> list[str]:
    road = x + WAYS
    y, drawn = top, []
    nodes: list[str] = []
    for each in stops:
        if each.leads:
            y += 26
            nodes.append(f'<rect x="{number(road - 8)}" y="{number(y)}" width="16" height="16" class="red"/>')
            drawn.append(piece(each.lead, x + ROAD, y + 13, 12, "muted"))
            drawn += _lines(each.rows, x + ROAD, y + LINE + 13, 17)
            y += each.height - 26
            continue
        middle = y + LINE / 2 + 1
        nodes += _branches(road, middle, each)
        nodes.append(f'<circle cx="{number(road)}" cy="{number(middle)}" r="5" class="stop"/>')
        drawn += _lines(each.rows, x + ROAD, y + 16, SIZE)
        y += each.height
    end = y - 6 if last else low - 6
    way = [f'<path d="M{number(road)} {number(top)}V{number(end)}" class="road"/>']
    if not last:
        way.append(f'<path d="M{number(road - 6)} {number(end - 8)}l6 8l6 -8" class="road"/>')
    return [*way, *nodes, *drawn]


def _lines(rows: Iterable[tuple[str, str]], x: float, y: float, size: float) -> Iterator[str]:
    for place, (text, kind) in enumerate(rows):
        yield piece(text, x, y + place * LINE, size if kind != "stress" else 12.5, kind)


def _branches(road: float, y: float, stop: _Stop) -> Iterator[str]:
    """What else could have been, as short ways that leave the road; closed ones are broken."""
    count = stop.open + stop.closed
    apart = min(7.0, (stop.height - 8) / max(1, count))
    for place in range(count):
        low, out = number(y + 5 + place * apart), number(road - WAYS + 10)
        bend = f"C{number(road - 3)} {number(y + 4)} {number(road - 6)} {low} {number(road - 13)} {low}H{out}"
        kind = "branch" if place < stop.open else "branch closed"
        yield f'<path d="M{number(road)} {number(y)}{bend}" class="{kind}"/>'
        if place < stop.open:
            yield f'<circle cx="{out}" cy="{low}" r="2" class="siding"/>'


def _title(volume: Volume, wide: float) -> tuple[list[str], float]:
    """The title card, and where it ends."""
    room = wide - 2 * EDGE
    title = safe(volume.title).upper()
    size = min(84.0, (room - 60) / max(1, width(title)) / ADVANCE)
    y = EDGE
    high = size * 1.15 + 34
    box = f'width="{number(room)}" height="{number(high)}"'
    drawn = [
        f'<rect x="{number(EDGE)}" y="{number(y)}" {box} class="red"/>',
        piece(title, EDGE + 30, y + high / 2 + size * 0.36, size, "onred"),
    ]
    y += high + 18
    for text, scale, kind in (
        (volume.subtitle, 24.0, "strong"),
        (wording.played(volume), 16.0, "muted"),
        (f"{counted(volume.decisions, 'decision')} · {length(volume):,} words", 16.0, "muted"),
    ):
        for row in typeset((Words(safe(text)),), int(room / (scale * ADVANCE))):
            y += scale * 1.4
            drawn.append(piece(row.text, EDGE, y, scale, kind))
    return drawn, y


def _ending(volume: Volume, wide: float, y: float) -> tuple[list[str], float]:
    """The end, or what is open still; and where that ends."""
    room = wide - 2 * EDGE
    if volume.end:
        return _verdict(volume.end, room, y)
    drawn = [_rule(y, room)]
    y += 34
    drawn.append(piece("The run has not come to its end.", EDGE, y, 20, "strong"))
    waiting = [
        part for chapter in volume.chapters for part in chapter.parts
        if isinstance(part, Decision) and part.chosen is None
    ]  # fmt: skip
    for decision in waiting:
        for each in decision.offers:
            label = f"{each.number}  {safe(plain(each.label))}"
            for row in typeset((Words(label),), int(room / CELL), 0, 3):
                y += LINE + 3
                drawn.append(piece(row.text, EDGE, y, SIZE, "" if each.open else "muted"))
    return drawn, y


def _verdict(end: End, room: float, y: float) -> tuple[list[str], float]:
    lead = wording.ending(end.kind).upper()
    box = f'width="{number((width(lead) + 4) * 18 * ADVANCE)}" height="34"'
    drawn = [
        f'<rect x="{number(EDGE)}" y="{number(y)}" {box} class="red"/>',
        piece(lead, EDGE + 2 * 18 * ADVANCE, y + 23, 18, "onred"),
        _rule(y + 34, room),
    ]
    y += 40
    title = safe(end.reading.title)
    for row in typeset((Words(title),), int(room / (44 * ADVANCE))):
        y += 50
        drawn.append(piece(row.text, EDGE, y, 44, "strong"))
    if where := safe(wording.dateline(end.reading)):
        for row in typeset((Words(where),), int(room / (16 * ADVANCE))):
            y += 24
            drawn.append(piece(row.text, EDGE, y, 16, "stress"))
    y += 22
    across = 3 if room >= 3 * 34 * CELL else 1
    step = room / across
    measure = int((step - 24) / CELL) if across > 1 else int(room / CELL)
    lowest = y
    for place, each in enumerate(end.answers):
        x = EDGE + (place % across) * step
        line = y if across > 1 else lowest
        rows = [(row.text, "stress") for row in typeset((Words(safe(each.question)),), measure)]
        rows += [(row.text, "strong") for row in typeset((Words(safe(plain(each.answer))),), measure)]
        for text, kind in rows:
            line += LINE + 2
            drawn.append(piece(text, x, line, SIZE, kind))
        lowest = max(lowest, line + (12 if across == 1 else 0))
    y = lowest
    if end.honours:
        names = " · ".join(safe(each.title) for each in end.honours)
        y += 16
        for row in typeset((Words(f"{wording.HONOURS}: {names}"),), int(room / CELL)):
            y += LINE + 2
            drawn.append(piece(row.text, EDGE, y, SIZE, "muted"))
    if end.question:
        y += 26
        for row in typeset((Words(safe(plain(end.question))),), int(room / (24 * ADVANCE))):
            y += 34
            drawn.append(piece(row.text, EDGE, y, 24, "red"))
    return drawn, y


def _foot(volume: Volume, wide: float, y: float) -> tuple[list[str], float]:
    """How the sheet is to be read, and what made it."""
    room = wide - 2 * EDGE
    program = f"Thermidor {safe(volume.imprint.program)}".rstrip()
    thanks = (plain(each.words) for each in volume.credits if isinstance(each, ToldParagraph))
    said = (_KEY, " ".join((f"{program}, version {safe(volume.version)} of the story.", *map(safe, thanks))))
    y += 36
    drawn = [_rule(y, room)]
    for text in said:
        for row in typeset((Words(text),), int(room / (12 * ADVANCE))):
            y += 18
            drawn.append(piece(row.text, EDGE, y, 12, "muted"))
    return drawn, y


def _rule(y: float, room: float) -> str:
    return f'<path d="M{number(EDGE)} {number(y)}h{number(room)}" class="rule"/>'
