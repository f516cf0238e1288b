"""The line to type at, through prompt_toolkit's own pipes: no terminal is needed."""

import os
import signal
from io import StringIO

import pyte
import pytest
from prompt_toolkit.application import create_app_session
from prompt_toolkit.data_structures import Size
from prompt_toolkit.document import Document
from prompt_toolkit.input import create_pipe_input
from prompt_toolkit.output import DummyOutput
from prompt_toolkit.output.vt100 import Vt100_Output

from game.play.completion import Completion
from game.play.opening import opening
from game.terminal import prompt as module
from game.terminal.asking import HOW_TO_CHOOSE
from game.terminal.layout import layout_for, width
from game.terminal.linear import LinearFront
from game.terminal.prompt import Commands, Prompt, bottom_line
from game.terminal.signals import Signalled
from tests.small import session, small_story
from tests.terminal.views import full_view

LAYOUT = layout_for(80, 24)
VIEW = session().view()


@pytest.fixture
def keys(monkeypatch):
    monkeypatch.setattr(module, "_output", DummyOutput)
    with create_pipe_input() as pipe, create_app_session(input=pipe, output=DummyOutput()):
        yield pipe


def test_a_line_is_read(keys):
    keys.send_text("promise\r")
    assert Prompt("ansi", {}).ask(VIEW, LAYOUT) == "promise"


def test_the_line_before_can_be_called_back(keys):
    prompt = Prompt("ansi", {})
    keys.send_text("status\r")
    prompt.ask(VIEW, LAYOUT)
    keys.send_text("\x1b[A\r")
    assert prompt.ask(VIEW, LAYOUT) == "status"


def test_ctrl_d_ends_the_input(keys):
    keys.send_text("\x04")
    with pytest.raises(EOFError):
        Prompt("ansi", {}).ask(VIEW, LAYOUT)


def test_ctrl_c_interrupts(keys):
    keys.send_text("\x03")
    with pytest.raises(KeyboardInterrupt):
        Prompt("ansi", {}).line(LAYOUT)


def test_a_fatal_signal_ends_the_prompt_first(keys, monkeypatch):
    from prompt_toolkit.key_binding import KeyBindings

    prompt = Prompt("ansi", {})
    bindings = KeyBindings()
    bindings.add("x")(lambda event: os.kill(os.getpid(), signal.SIGTERM))
    prompt._session.key_bindings = bindings
    keys.send_text("x")
    with pytest.raises(Signalled) as raised:
        prompt.ask(VIEW, LAYOUT)
    assert raised.value.number == signal.SIGTERM


def test_a_line_is_completed_as_a_whole_by_whoever_knows_what_may_follow():
    completer = Commands()
    assert list(completer.get_completions(Document("codex "), None)) == []
    completer.complete = lambda line: (Completion(f"{line}House", "House", "an entry"),)
    (found,) = completer.get_completions(Document("codex "), None)
    assert (found.text, found.start_position) == ("codex House", -len("codex "))
    assert (found.display_text, found.display_meta_text) == ("House", "an entry")


@pytest.mark.parametrize("columns", [40, 50, 80, 120, 160, 240])
def test_the_line_below_fits_and_always_ends_in_help(columns):
    layout = layout_for(columns, 24)
    line = bottom_line(full_view(), columns, layout)
    assert width(line) <= columns
    assert line.endswith("? help")


def test_the_line_below_drops_its_last_fields_first():
    wide = bottom_line(VIEW, 80, LAYOUT)
    assert wide.strip().split("   ")[0] == VIEW.date
    assert "Strength rested" in wide
    assert "Strength" not in bottom_line(VIEW, 30, layout_for(30, 24))


def test_no_break_spaces_do_not_reach_the_prompt():
    from dataclasses import replace

    assert "\u00a0" not in bottom_line(replace(VIEW, date="8\u00a0January"), 80, LAYOUT)


def test_nothing_wakes_up_to_look_at_the_size(keys):
    assert Prompt("ansi", {})._session.app.terminal_size_polling_interval is None


def test_the_mouse_is_left_to_the_terminal(keys):
    assert not Prompt("ansi", {})._session.app.mouse_support()


def test_the_line_below_says_first_that_nothing_is_kept():
    from dataclasses import replace

    assert bottom_line(replace(VIEW, unsaved="full"), 80, LAYOUT).strip().startswith("not kept")


def test_page_one_and_turns_are_painted_before_the_prompt_is_imported():
    """A new interpreter: here the module has been imported already."""
    import subprocess
    import sys

    check = (
        "import sys, io\n"
        "from game.terminal.linear import LinearFront\n"
        "from tests.small import session\n"
        "front = LinearFront(io.StringIO(), {})\n"
        "front.turn(session().view()); front.say('x'); front.panel(session().view())\n"
        "assert 'prompt_toolkit' not in sys.modules\n"
    )
    done = subprocess.run([sys.executable, "-c", check], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr


def test_page_one_says_how_to_choose_where_choices_are_typed():
    written = StringIO()
    LinearFront(written, {}).opening(opening(small_story()))
    assert HOW_TO_CHOOSE in " ".join(written.getvalue().split())


@pytest.mark.parametrize(("theme", "painted"), [("paper", True), ("ansi", False)])
def test_the_ground_of_a_theme_is_painted_under_the_line_too(theme, painted, monkeypatch):
    written = StringIO()
    output = Vt100_Output(written, lambda: Size(rows=24, columns=80), enable_cpr=False)
    monkeypatch.setattr(module, "_output", lambda: output)
    with create_pipe_input() as keyboard, create_app_session(input=keyboard):
        keyboard.send_text("promise\r")
        Prompt(theme, {"COLORTERM": "truecolor"}).line(LAYOUT)
    drawn = pyte.Screen(80, 24)
    pyte.Stream(drawn).feed(written.getvalue())
    assert all((drawn.buffer[0][column].bg == "f3ebda") == painted for column in range(80))
