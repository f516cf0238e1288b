from io import StringIO

import pytest
from prompt_toolkit.output import ColorDepth
from rich.console import Console

from game.terminal.full.terminal import depth

DEPTHS = {
    "truecolor": ColorDepth.DEPTH_24_BIT,
    "256": ColorDepth.DEPTH_8_BIT,
    "standard": ColorDepth.DEPTH_4_BIT,
}


@pytest.mark.parametrize("colorterm", ["", "truecolor", "24bit", " TrueColor ", "yes"])
@pytest.mark.parametrize(
    "term", ["linux", "xterm", "xterm-256color", "xterm-kitty", "vt100", "tmux-16color", ""]
)
def test_a_terminal_has_as_many_colours_as_rich_finds(term, colorterm):
    environ = {"TERM": term, "COLORTERM": colorterm}
    rich = Console(file=StringIO(), force_terminal=True, legacy_windows=False, _environ=environ)
    assert depth(environ, "ansi") == DEPTHS[rich.color_system]


def test_the_theme_without_colours_has_none():
    assert depth({"COLORTERM": "truecolor"}, "mono") == ColorDepth.DEPTH_1_BIT
