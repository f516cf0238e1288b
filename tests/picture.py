"""The picture in the README: the real program in a real terminal, its screen drawn as SVG.

`python -m tests.picture` (or `make picture`) plays a walkthrough to a scene of weight and writes
`docs/reading-room.svg`. Nothing in it is drawn by hand.
"""

import sys
import tempfile
from pathlib import Path

import pyte

from game.authoring.walkthrough import Decide, read
from game.book.cells import ADVANCE, FONTS, number, piece
from game.core.play import present, replay
from game.loading.load import load
from game.play.session import Session
from game.runs.shelf import Shelf
from game.terminal.layout import width
from tests.terminal.pseudo import Screen

ROOT = Path(__file__).parent.parent
TARGET = ROOT / "docs" / "reading-room.svg"
WALK, DECISIONS, AWAITED = "seven-chairs-by-georgia", 33, "THE SHOW OF HANDS"
"""Which walkthrough, how many of its decisions, and the title of the scene that is then on the screen."""

MOVES = ("j", "j")
"""What is typed then, so that a choice is selected."""
PAUSE = 2.0
"""Seconds in which the program has drawn what it draws after a key."""

COLUMNS, ROWS = 120, 46
SIZE, LINE = 15.0, 20.0
CELL = SIZE * ADVANCE
EDGE, BAR = 20.0, 34.0
"""The room around the screen, and above it for the window's buttons."""

STYLE = (
    f"text {{ font-family: {FONTS}; white-space: pre; }} "
    ".b { font-weight: bold; } .i { font-style: italic; } .u { text-decoration: underline; }"
)
INK, GROUND = "#e6dcc6", "#14110e"
BLOCKS = {
    "▔": (0, 0, 1, 0.08), "▀": (0, 0, 1, 0.3), "▄": (0, 0.5, 1, 1), "█": (0, 0, 1, 1), "▌": (0, 0, 0.5, 1),
    "▐": (0.5, 0, 1, 1), "━": (0, 0.46, 1, 0.58), "─": (0, 0.48, 1, 0.54), "│": (0.44, 0, 0.56, 1),
    "┃": (0.38, 0, 0.62, 1), "╌": (0.08, 0.48, 0.62, 0.54), "▁": (0, 0.92, 1, 1),
}  # fmt: skip
"""Characters that must meet their neighbours, as parts of a cell: left, top, right, bottom."""


def main():
    """Play, draw and write."""
    target = Path(sys.argv[1]) if len(sys.argv) > 1 else TARGET
    target.parent.mkdir(exist_ok=True)
    target.write_text(drawn(played()), "utf-8")
    sys.stdout.write(f"Written to {target}.\n")


def played(columns=COLUMNS, rows=ROWS):
    """The screen of the program after so many decisions, the last of them typed."""
    story = load(ROOT / "story").story
    text = (ROOT / "tests" / "walkthroughs" / f"{WALK}.txt").read_text("utf-8")
    decisions = [each.decision for each in read(text) if isinstance(each, Decide)][:DECISIONS]
    choices = [each.rpartition(".")[2] for each in decisions]
    before = replay(story, decisions[:-1])[-1].state
    key = [each.choice for each in present(story, before)].index(choices[-1]) + 1
    with tempfile.TemporaryDirectory() as folder:
        with Shelf(Path(folder) / "saves").create(story, "Run 1") as kept:
            session = Session(story, kept.run, kept)
            for each in choices[:-1]:
                session.choose(each)
        environ = {"THERMIDOR_SAVES": f"{folder}/saves", "THERMIDOR_SETTINGS": f"{folder}/settings.toml"}
        environ |= {"THERMIDOR_THEME": "night", "COLORTERM": "truecolor", "NO_COLOR": ""}
        return _watched(environ, str(key), columns, rows)


def _watched(environ, key, columns, rows):
    """Type a digit until the awaited scene is there (the first may only bring its choice into view),
    then go down to the second choice."""
    terminal = pyte.Screen(columns, rows)
    stream = pyte.Stream(terminal)
    program = Screen("play", "--run", "Run 1", "--full", columns=columns, rows=rows, environ=environ)
    try:
        stream.feed(program.quiet(PAUSE))
        for typed in (key, key, *MOVES):
            if typed != key or AWAITED not in "".join(terminal.display):
                program.type(typed)
                stream.feed(program.quiet(PAUSE))
    finally:
        program.close()
    if AWAITED not in "".join(terminal.display):
        raise AssertionError("the scene was not reached:\n" + "\n".join(terminal.display))
    return terminal


def drawn(terminal):
    """A screen as the text of an SVG file."""
    wide = 2 * EDGE + terminal.columns * CELL
    high = BAR + EDGE + terminal.lines * LINE
    size = f'width="{number(wide)}" height="{number(high)}"'
    assert "".join(terminal.display).strip(), "the screen is empty"
    pieces = [
        f'<svg xmlns="http://www.w3.org/2000/svg" {size} viewBox="0 0 {number(wide)} {number(high)}"',
        ' role="img" aria-labelledby="title">',
        '<title id="title">Thermidor in a terminal</title>',
        f"<style>{STYLE}</style>",
        f'<rect {size} rx="10" fill="{GROUND}"/>',
        *(
            f'<circle cx="{number(EDGE + 6 + 20 * place)}" cy="17" r="6" fill="{colour}"/>'
            for place, colour in enumerate(("#b3281c", "#5c5345", "#5c5345"))
        ),
    ]
    for row in range(terminal.lines):
        pieces += _row([terminal.buffer[row][column] for column in range(terminal.columns)], BAR + row * LINE)
    return "\n".join([*filter(None, pieces), "</svg>"]) + "\n"


def _row(cells, top):
    """The grounds of a row, its blocks, and its words, each at its own place."""
    looks = [_look(each) for each in cells]
    for start, end in _runs([ground for _, ground, _ in looks]):
        if looks[start][1] != GROUND:
            yield _box(start, end, top, (0, 0, 1, 1), looks[start][1])
    shapes = [(BLOCKS.get(each.data), ink) for each, (ink, _, _) in zip(cells, looks, strict=True)]
    for start, end in _runs(shapes):
        shape, ink = shapes[start]
        if shape and shape[0] == 0 and shape[2] == 1:
            yield _box(start, end, top, shape, ink)
        elif shape:
            yield from (_box(each, each + 1, top, shape, ink) for each in range(start, end))
    words = [
        (not each.data.strip() or each.data in BLOCKS, look) for each, look in zip(cells, looks, strict=True)
    ]
    for start, end in _runs(words):
        empty, (ink, _, kind) = words[start]
        if not empty:
            text = "".join(each.data for each in cells[start:end])
            assert width(text) == end - start, f"a wide character: {text!r}"
            drawn = piece(text, EDGE + start * CELL, top + 15, SIZE, kind)
            yield drawn.replace("<text ", f'<text fill="{ink}" ', 1)


def _runs(values):
    """Where each stretch of equal values begins and ends."""
    start = 0
    for place in range(1, len(values) + 1):
        if place == len(values) or values[place] != values[start]:
            yield start, place
            start = place


def _look(cell):
    """The ink and the ground of a cell, and the classes of its text."""
    ink = INK if cell.fg == "default" else f"#{cell.fg}"
    ground = GROUND if cell.bg == "default" else f"#{cell.bg}"
    if cell.reverse:
        ink, ground = ground, ink
    flags = (("b", cell.bold), ("i", cell.italics), ("u", cell.underscore))
    return ink, ground, " ".join(name for name, on in flags if on)


def _box(start, end, top, shape, colour):
    left, upper, right, lower = shape
    x = EDGE + (start + left) * CELL
    wide = (end - start - 1 + right - left) * CELL
    return (
        f'<rect x="{number(x)}" y="{number(top + upper * LINE)}" width="{number(wide)}" '
        f'height="{number((lower - upper) * LINE)}" fill="{colour}" shape-rendering="crispEdges"/>'
    )


if __name__ == "__main__":
    main()
