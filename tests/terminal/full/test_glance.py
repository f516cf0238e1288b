"""The glance: the first picture, before the library that draws all others is there."""

import shlex
import signal
import subprocess
import sys
from io import StringIO

import pyte
import pytest
from prompt_toolkit.data_structures import Size as TerminalSize
from prompt_toolkit.input import create_pipe_input

from game.core.value import replace
from game.play.opening import opening
from game.play.page import Page, sentence
from game.runs.settings import Settings
from game.terminal.front import Option
from game.terminal.full.events import Asked, Laid, Opened, Questioned, Said, Told, Turned
from game.terminal.full.front import FullFront
from game.terminal.full.glance import seen
from game.terminal.full.post import Post
from game.terminal.full.screen import Screen
from game.terminal.full.terminal import Steady
from game.terminal.mode import Size
from game.terminal.strip import Reading, Strip
from tests.small import FOLDER, small_story
from tests.terminal.full.scenes import PANEL, offers, scene
from tests.terminal.window import Window

COLOURFUL = {"COLORTERM": "truecolor", "TERM": "xterm-256color"}
WAYS = (Option("", "Begin"), Option("spare", "Have hard passages told in summary"), Option("quit", "Leave"))
TURN = replace(scene(), panel=PANEL)
FIRST = replace(scene(closed=(1,)), offers=offers(2), decisions=0)
SCREENS = {
    "a turn": (Turned(TURN), Asked(TURN)),
    "the first turn, with help": (Turned(FIRST), Asked(FIRST)),
    "a turn after something said": (
        Said("In settings.toml, `x` is no setting. " * 4),
        Turned(TURN),
        Asked(TURN),
    ),
    "a question": (Said("Your last run is “Run 1”."), Questioned("Enter goes on with it.", WAYS)),
    "page one": (Opened(opening(small_story())), Questioned("Enter begins.", WAYS)),
    "a bench": (Laid(TURN, Strip("variant 1 of 2", ("army 3",), 1, (Reading("army", "3"),))), Asked(TURN)),
}
LOOKS = [
    (80, 24, {}, COLOURFUL),
    (50, 15, {"theme": "mono"}, COLOURFUL),
    (120, 40, {"theme": "night"}, COLOURFUL),
    (200, 60, {"theme": "paper", "measure": 50}, COLOURFUL),
    (100, 30, {"theme": "paper"}, {"NO_COLOR": "1"}),
    (90, 24, {"ascii": True}, {"TERM": "vt100"}),
]


def cells(written, columns, rows):
    """What stands in every cell of a screen, how it looks, and where the cursor is if it is shown."""
    drawn = pyte.Screen(columns, rows)
    pyte.Stream(drawn).feed(written)
    there = [[drawn.buffer[row][column] for column in range(columns)] for row in range(rows)]
    return there, None if drawn.cursor.hidden else (drawn.cursor.y, drawn.cursor.x)


def first_frame(happened, settings, environ, columns, rows):
    """What the library writes until the first frame is drawn."""
    post, written, frames = Post(), StringIO(), []
    for event in happened:
        post.put(event)
    with create_pipe_input() as keyboard:
        terminal = Steady(written, lambda: TerminalSize(rows=rows, columns=columns))
        terminal.entered = True
        screen = Screen(FullFront(post.put), post, settings, environ, terminal, keyboard)

        def drawn(_):
            frames.append(written.getvalue())
            if not screen.app.is_done:
                screen.app.exit(result=None)

        screen.app.after_render += drawn
        screen.show()
    return frames[0]


@pytest.mark.parametrize("shown", SCREENS)
@pytest.mark.parametrize(("columns", "rows", "chosen", "environ"), LOOKS)
def test_the_library_paints_what_the_glance_has_shown(shown, columns, rows, chosen, environ):
    settings = Settings(**chosen)
    glance = seen(SCREENS[shown], settings, environ, Size(columns, rows))
    frame = first_frame(SCREENS[shown], settings, environ, columns, rows)
    assert glance
    assert cells("\x1b[?25l" + glance, columns, rows) == cells(frame, columns, rows)


def test_the_first_frame_is_painted_in_one_go_on_the_screen_that_is_there():
    frame = first_frame(SCREENS["a turn"], Settings(), COLOURFUL, 80, 24)
    assert "\x1b[?1049h" not in frame
    assert frame.index("\x1b[?2026h") < frame.index("p0w0") < frame.index("\x1b[?2026l")


@pytest.mark.parametrize(
    ("happened", "chosen", "environ", "columns"),
    [
        ((Turned(TURN),), {}, COLOURFUL, 80),
        ((Turned(TURN), Told(Page("Help", (sentence("A page."),))), Asked(TURN)), {}, COLOURFUL, 80),
        ((Questioned("What is your name?"),), {}, COLOURFUL, 80),
        (SCREENS["a turn"], {"theme": "night"}, {"TERM": "xterm-256color"}, 80),
        (SCREENS["a turn"], {}, COLOURFUL, 30),
        ((Said("a\x1b]0;title\x07name"), *SCREENS["a question"]), {}, COLOURFUL, 80),
    ],
    ids=["before a question", "a page over a turn", "a line to type", "few colours", "too small", "an order"],
)
def test_what_is_out_of_the_ordinary_is_left_to_the_library(happened, chosen, environ, columns):
    assert seen(happened, Settings(**chosen), environ, Size(columns, 24)) == ""


def test_the_glance_needs_no_library():
    check = (
        "import sys, game.cli.playing, game.terminal.full.reading as reading\n"
        "from game.runs.settings import Settings\n"
        "from game.terminal.full.events import Said, Questioned\n"
        "from game.terminal.front import Option\n"
        "from game.terminal.mode import Size\n"
        "happened = (Said('Your last run is “Run 1”.'), Questioned('?', (Option('', 'Go on'),)))\n"
        "assert reading.seen(happened, Settings(), {}, Size(80, 24))\n"
        "late = {'click', 'rich', 'prompt_toolkit', 'asyncio', 'yaml'} & set(sys.modules)\n"
        "assert not late, late\n"
    )
    done = subprocess.run([sys.executable, "-c", check], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr


# At a terminal: what happens between the glance and the library.

DRAWN = "? help"
TAKEN_OVER = "\x1b[?2026l"
LATE = """
import os, signal, sys, time
class Late:
    def find_spec(self, name, path, target=None):
        if name == "game.terminal.full.screen":
            {}
sys.meta_path.insert(0, Late())
from game.cli import main
sys.argv[0] = "thermidor"
main()
"""


@pytest.fixture
def play(screen, tmp_path):
    """Plays, and does this while the glance stands."""

    def start(meanwhile, **how):
        command = (sys.executable, "-c", LATE.format(meanwhile))
        return screen(command=command, environ={"XDG_STATE_HOME": str(tmp_path)}, **how)

    return start


@pytest.fixture
def held(play, tmp_path):
    """Plays, and holds the library up; with what lets it go on."""
    go = tmp_path / "go"
    game = play(f"while not os.path.exists({str(go)!r}): time.sleep(0.01)", rows=60)
    game.see(DRAWN)
    assert TAKEN_OVER not in game.written
    return game, go.touch


def test_a_key_struck_at_the_glance_is_obeyed_and_not_shown(held):
    game, go_on = held
    game.type("\rxyz")
    assert game.quiet(0.3) == ""
    go_on()
    game.see("Say nothing")
    game.type("q")
    assert game.end() == 0
    assert game.restored()


def test_an_interrupt_typed_at_the_glance_leaves(held):
    game, go_on = held
    game.type("\x03")
    go_on()
    assert game.end() == 130
    assert game.restored()


def test_a_size_that_changes_at_the_glance_is_that_of_the_first_frame(held):
    game, go_on = held
    game.resize(100, 30)
    go_on()
    game.see_written(TAKEN_OVER, since=0)
    assert game.text.split("\n")[29].endswith(DRAWN)
    game.type("q")
    assert game.end() == 0
    assert game.restored()


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
def test_a_signal_at_the_glance_leaves_the_terminal_as_it_was(play, number):
    game = play(f"os.kill(os.getpid(), {int(number)})")
    assert game.end() == 128 + number
    assert "\x1b[?1049h" in game.written
    assert game.restored()
    assert "Traceback" not in game.written


def test_a_library_that_cannot_be_imported_leaves_the_terminal_as_it_was(play):
    game = play("raise ImportError('it has gone')")
    assert game.end() == 70
    assert "\x1b[?1049h" in game.written
    assert game.restored()


def test_the_glance_goes_to_the_shell_and_comes_back(opened, saves):
    """The shell waits for a line before it lets the game go on: the game draws over whatever was written,
    perhaps before anyone has looked."""
    code = LATE.format("os.kill(os.getpid(), signal.SIGTSTP)")
    arguments = ("play", "--story", str(FOLDER), "--saves", str(saves))
    told = "stty -a | grep -q ' echo ' && echo it has stopped"
    script = f"{shlex.join([sys.executable, '-c', code, *arguments])}; {told}; read line; fg; echo it is over"
    shell = Window(command=("sh", "-m", "-c", script))
    opened.append(shell)
    shell.see("it has stopped")
    assert shell.written.index("\x1b[?1049h") < shell.written.index("\x1b[?1049l")
    assert TAKEN_OVER not in shell.written
    shell.type("\n")
    shell.see_written(TAKEN_OVER, since=0)
    shell.see(DRAWN)
    shell.type("q")
    shell.see("it is over")
    assert shell.end() == 0
    assert shell.restored()
