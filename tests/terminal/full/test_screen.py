"""The screen as it is drawn and typed at: prompt_toolkit's own bytes, read by pyte."""

import re
from contextlib import suppress
from io import StringIO
from threading import Condition, Timer

import pyte
import pytest
from prompt_toolkit.data_structures import Size
from prompt_toolkit.input import create_pipe_input

from game.core.value import replace
from game.play.completion import Completion
from game.play.page import Page, sentence
from game.runs.settings import Settings
from game.terminal.front import Option
from game.terminal.full.front import FullFront
from game.terminal.full.post import Post
from game.terminal.full.reading import Talk
from game.terminal.full.screen import Screen
from game.terminal.full.terminal import Steady
from tests.terminal.full.scenes import PANEL, runs_page, scene

PATIENCE = 20
SIZES = [(50, 20), (80, 24), (100, 40), (200, 60)]


class Seat:
    """Where a conversation meets a screen without a terminal: keys go in, frames come out."""

    def __init__(self, columns=80, rows=24, environ=None, **settings):
        self.size = [columns, rows]
        self.settings = Settings(**settings)
        self.environ = {"COLORTERM": "truecolor"} | (environ or {})
        self.written = StringIO()
        self.frames = []
        self.cursors = []
        self._drawn = Condition()

    def see(self, text, *, there=True):
        """Wait, as the player would, until this is on the screen, or is not any more."""
        self.until(lambda frame, _: any(text in line for line in frame) == there)

    def until(self, so):
        """Wait until this is true of what is on the screen, and of where the cursor is."""
        with self._drawn:
            done = self._drawn.wait_for(
                lambda: self.frames and so(self.frames[-1], self.cursors[-1]), PATIENCE - 5
            )
        assert done, "\n".join(self.frames[-1] if self.frames else ["nothing was drawn"])

    def hold(self, conversation):
        """Have the conversation; it is called with the front, and with what types keys."""
        post = Post()
        front = FullFront(post.put)
        with create_pipe_input() as keyboard:
            terminal = Steady(self.written, lambda: Size(rows=self.size[1], columns=self.size[0]))
            screen = Screen(front, post, self.settings, self.environ, terminal, keyboard)
            screen.app.after_render += lambda _: self._look()
            talk = Talk(lambda front: conversation(front, keyboard.send_text) or 0, front, post)
            self.screen = screen
            given_up = Timer(
                PATIENCE, lambda: screen.app.loop.call_soon_threadsafe(screen.app.exit, TimeoutError())
            )
            given_up.start()
            talk.start()
            try:
                screen.show()
            except BaseException as why:
                front.end(why)
                raise
            finally:
                given_up.cancel()
                front.end(EOFError())
                talk.join()
            talk.result()
        return self

    def _look(self):
        columns, rows = self.size
        drawn = pyte.Screen(columns, rows)
        pyte.Stream(drawn).feed(self.written.getvalue())
        with self._drawn:
            self.frames.append([line.rstrip() for line in drawn.display])
            self.cursors.append((drawn.cursor.y, drawn.cursor.x))
            self._drawn.notify_all()

    def seen(self, text):
        return any(text in line for frame in self.frames for line in frame)


def answers(seat, view, *keys):
    """A conversation that shows a turn, and after each of these keys notes what line they made."""
    lines = []

    def conversation(front, type_keys):
        front.turn(view)
        seat.see("p0w0")
        for each in keys:
            type_keys(each)
            lines.append(front.ask(view))

    seat.hold(conversation)
    return lines


@pytest.mark.parametrize(("columns", "rows"), SIZES)
def test_a_turn_fills_a_screen_of_any_size(columns, rows):
    seat = Seat(columns, rows)
    lines = answers(seat, replace(scene(), panel=PANEL), "G1")
    first = next(frame for frame in seat.frames if any("p0w0" in line for line in frame))
    assert any("THE SEMICOLON" in line for line in first)
    assert first[-1].endswith("? help")
    assert any("FORCES" in line for line in first) == (columns >= 100)
    assert max(map(len, first)) <= columns
    assert lines == ["1"]


def test_the_panel_stays_where_it_is_while_the_text_scrolls():
    seat = Seat(120, 24)
    answers(seat, replace(scene(), panel=PANEL), " 9")
    at = {
        (row, line.index("FORCES"))
        for frame in seat.frames
        for row, line in enumerate(frame)
        if "FORCES" in line
    }
    assert len(at) == 1
    assert seat.seen("p0w0")
    assert len({"\n".join(frame) for frame in seat.frames}) > 1


def test_the_cursor_is_on_what_is_picked():
    seat = Seat()

    def conversation(front, type_keys):
        front.turn(scene())
        seat.see("p0w0")
        type_keys("Gjj")
        seat.until(lambda frame, cursor: "number 2" in frame[cursor[0]])
        assert seat.cursors[-1][1] == seat.screen.room.sight.layout.margin

    seat.hold(conversation)


@pytest.mark.parametrize(
    ("keys", "line"),
    [
        (":codex  Kulak\r", "codex  Kulak"),
        (":x\x7f\x7f:log\r", "log"),
        (":x\x7f\x7fp", "people"),
        ("?", "help"),
        ("\x1bOQ", "status"),
        ("c", "codex"),
        ("q", "quit"),
        ("-", "set measure 64"),
        ("m", "set mouse off"),
    ],
)
def test_keys_make_lines_that_could_be_typed(keys, line):
    assert answers(Seat(), scene(), keys) == [line]


def test_a_tab_completes_and_lines_typed_before_come_back():
    seat = Seat()

    def conversation(front, type_keys):
        front.turn(scene())
        seat.see("p0w0")
        type_keys("5")
        front.ask(scene(), lambda line: (Completion("diary", "diary"),) if line == "dia" else ())
        type_keys(":dia")
        seat.until(lambda frame, _: any(" diary" in line for line in frame))
        type_keys("\t")
        seat.see(":diary")
        type_keys(" of mine\r")
        assert front.ask(scene()) == "diary of mine"
        type_keys(":")
        seat.until(lambda frame, _: frame[-2].strip() == ":")
        type_keys("\x1b[A")
        seat.see(":diary of mine")
        type_keys("\r")
        assert front.ask(scene()) == "diary of mine"

    seat.hold(conversation)


def test_a_key_that_was_struck_before_the_first_paint_goes_on_with_the_last_run():
    seat = Seat()
    asked = (Option("", "Go on with “Run 1”"), Option("new", "Begin another run"))

    def conversation(front, type_keys):
        type_keys("j\r")
        assert front.question("Go on?", asked) == "new"

    seat.hold(conversation)


def test_a_key_that_was_struck_before_the_first_paint_takes_nothing_in_a_scene_and_that_is_told():
    seat = Seat(80, 60)

    def conversation(front, type_keys):
        type_keys("1")
        front.turn(scene(paragraphs=1))
        seat.see("A key was pressed before")
        type_keys("2")
        assert front.ask(scene(paragraphs=1)) == "2"

    seat.hold(conversation)


def test_a_click_takes_a_choice_and_the_wheel_turns_the_page():
    seat = Seat()

    def conversation(front, type_keys):
        front.turn(scene())
        seat.see("p0w0")
        type_keys("\x1b[<65;20;5M" * 60)  # the wheel, as terminals report it
        seat.see("number 3")
        row = next(row for row, line in enumerate(seat.frames[-1], 1) if "number 2" in line)
        type_keys(f"\x1b[<0;20;{row}M\x1b[<0;20;{row}m")
        assert front.ask(scene()) == "2"

    seat.hold(conversation)


@pytest.mark.parametrize("mouse", [True, False])
def test_the_mouse_is_taken_only_where_it_is_wanted(mouse):
    seat = Seat(mouse=mouse)
    answers(seat, scene(), "G1")
    assert ("\x1b[?1000h" in seat.written.getvalue()) == mouse


def test_escape_closes_an_answer():
    def conversation(front, type_keys):
        front.turn(scene())
        front.page(runs_page())
        seat.see("RUNS")
        type_keys("\x1b")
        seat.see("RUNS", there=False)

    seat = Seat()
    seat.hold(conversation)


def test_typing_narrows_a_list():
    def conversation(front, type_keys):
        front.turn(scene())
        front.page(replace(runs_page(12), search=True))
        seat.see("Run 7")
        type_keys("/run 1")
        seat.see("Run 7", there=False)
        type_keys("\r\r")
        assert front.ask(scene()) == "load Run 1"

    seat = Seat()
    seat.hold(conversation)


def test_no_colour_is_drawn_where_none_is_wanted():
    seat = Seat(120, 40, environ={"NO_COLOR": "1"}, theme="night")
    answers(seat, replace(scene(closed=(2,)), panel=PANEL), "Gj1")
    assert not re.search(r"\x1b\[[0-9;]*(3[0-8]|4[0-8]|9[0-7])[;m]", seat.written.getvalue())


def test_a_theme_changes_at_once_and_so_do_the_colours():
    seat = Seat(theme="mono")

    def conversation(front, type_keys):
        front.turn(scene())
        seat.see("p0w0")
        front.adjust(Settings(theme="night"))
        type_keys("G1")
        front.ask(scene())

    seat.hold(conversation)
    assert "48;2;20;17;14" in seat.written.getvalue()


def test_a_resize_is_drawn_in_one_go():
    seat = Seat()

    def conversation(front, type_keys):
        front.turn(scene())
        seat.see("p0w0")
        seat.size[:] = [100, 30]
        seat.screen.app.loop.call_soon_threadsafe(seat.screen.app._on_resize)
        seat.see("p3w59")

    seat.hold(conversation)
    written = seat.written.getvalue()
    held, shown = written.index("\x1b[?2026h"), written.index("\x1b[?2026l")
    assert "\x1b[J" in written[held:shown] or "\x1b[2J" in written[held:shown]
    assert "p0w0" in written[held:shown]
    assert "\x1b[?1049l" not in written[held:shown]


@pytest.mark.parametrize("key", ["q", "\x03"])
def test_what_is_said_after_the_last_line_is_kept_for_the_normal_screen(key):
    told = []

    class After:
        def say(self, words):
            told.append(words)

        def page(self, page):
            told.append(page.title)

    seat = Seat()

    def conversation(front, type_keys):
        front.turn(scene())
        front.say("This was seen.")
        seat.see("This was seen.")
        type_keys(key)
        with suppress(KeyboardInterrupt):
            front.ask(scene())
        front.page(Page("Afterwards", (sentence("A page."),)))
        front.say("It is kept.")
        front.last_words(After())

    with suppress(KeyboardInterrupt):
        seat.hold(conversation)
    assert told == ["Afterwards", "It is kept."]


def test_whoever_reads_when_the_room_has_been_left_gets_to_know():
    reasons = []

    def conversation(front, type_keys):
        front.turn(scene())
        type_keys("\x03")
        for _ in range(2):
            try:
                front.ask(scene())
            except KeyboardInterrupt as why:
                reasons.append(why)

    with pytest.raises(KeyboardInterrupt):
        Seat().hold(conversation)
    assert len(reasons) == 2


@pytest.mark.parametrize(("columns", "rows"), SIZES[1:])
def test_to_pick_another_choice_writes_little(columns, rows):
    seat = Seat(columns, rows)
    lengths = []

    def conversation(front, type_keys):
        front.turn(replace(scene(), panel=PANEL))
        seat.see("p0w0")
        type_keys("Gjj")
        seat.until(lambda frame, cursor: "number 2" in frame[cursor[0]])
        for _ in range(2):
            before = len(seat.written.getvalue())
            type_keys("k")
            seat.until(lambda frame, cursor: "number 1" in frame[cursor[0]])
            lengths.append(len(seat.written.getvalue()) - before)
            type_keys("j")
            seat.until(lambda frame, cursor: "number 2" in frame[cursor[0]])

    seat.hold(conversation)
    assert 0 < max(lengths) < 1200
