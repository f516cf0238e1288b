"""Whatever ends the reading room, the run is kept, the terminal as before and the exit code right."""

import re
import signal
import sys

import pytest

DRAWN = "? help"
RULE = "─"
BROKEN = "import sys\n{}\nfrom game.cli import main\nsys.argv[0] = 'thermidor'\nmain()"


def at_the_second_turn(start, *arguments, **how):
    """A game in the reading room with one decision taken."""
    game = start(*arguments, "--new", rows=60, **how)
    game.see(DRAWN)
    game.type("\r")
    game.see("Say nothing")
    game.type("2")
    game.see("Stay by the stove")
    return game


def after(game):
    """What was written when the screen had been left, without the looks of it."""
    return re.sub(r"\x1b\[[0-9;?]*[a-zA-Z]", "", game.written.rpartition("\x1b[?1049l")[2])


@pytest.mark.parametrize(
    ("typed", "code"),
    [("q", 0), (":quit\r", 0), ("\x04", 0), ("\x03", 130)],
    ids=["q", "the command", "ctrl-d", "ctrl-c"],
)
def test_the_room_is_left_cleanly_by_key(screen, journal, typed, code):
    game = at_the_second_turn(screen)
    game.type(typed)
    assert game.end() == code
    assert game.restored()
    assert after(game).startswith("“Run 1” is kept, 1 decision.")
    assert "Traceback" not in game.written
    assert journal() == ["arrival.promise_her"]


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
def test_the_room_is_left_cleanly_by_signal(screen, journal, number):
    game = at_the_second_turn(screen)
    game.signal(number)
    assert game.end() == 128 + number
    assert game.restored()
    assert "Traceback" not in game.written
    assert journal() == ["arrival.promise_her"]


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
@pytest.mark.parametrize("when", ["Talk.start", "Post.taken_by"])
def test_a_signal_before_the_first_paint_leaves_the_terminal_alone(screen, number, when):
    late = (
        "import os, game.terminal.full.reading as reading\n"
        f"before = reading.{when}\n"
        "def signalled(*these):\n"
        f"    os.kill(os.getpid(), {int(number)})\n"
        "    before(*these)\n"
        f"reading.{when} = signalled"
    )
    game = screen("--new", command=(sys.executable, "-c", BROKEN.format(late)))
    assert game.end() == 128 + number
    assert game.restored()


def test_a_window_that_is_closed_ends_the_game_and_keeps_the_run(screen, journal):
    game = at_the_second_turn(screen)
    game.hang_up()
    assert game.process.wait(30) in (129, -signal.SIGHUP)
    assert journal() == ["arrival.promise_her"]


FAULTS = {
    "a key": "from game.terminal.full import moves\ndef fail(_): 1 / 0\nmoves.paged_back = fail",
    "drawing": (
        "from game.terminal.full import leaf, moves\n"
        "def fail(*_): 1 / 0\n"
        "moves.paged_back = lambda spread: setattr(leaf, 'marked_rows', fail) or spread.leaf"
    ),
}


@pytest.mark.parametrize("fault", FAULTS)
def test_a_fault_of_ours_is_told_on_the_normal_screen(screen, journal, tmp_path, fault):
    code = BROKEN.format(FAULTS[fault])
    environ = {"XDG_STATE_HOME": str(tmp_path)}
    game = at_the_second_turn(screen, command=(sys.executable, "-c", code), environ=environ)
    game.type("\x1b[5~")
    assert game.end() == 70
    assert game.restored()
    assert "a fault of the program" in after(game)
    assert "is kept, 1 decision" in after(game)
    assert journal() == ["arrival.promise_her"]


def test_a_first_paint_that_fails_is_told_on_the_normal_screen(screen, tmp_path):
    fault = "from game.terminal.full.sight import Sight\ndef fail(*_): 1 / 0\nSight.picture = fail"
    code = BROKEN.format(fault)
    game = screen("--new", command=(sys.executable, "-c", code), environ={"XDG_STATE_HOME": str(tmp_path)})
    assert game.end() == 70
    assert game.restored()


def test_a_fault_in_saving_ends_the_game_and_keeps_what_was_kept(screen, journal, tmp_path):
    fault = (
        "from game.runs.open_run import OpenRun\n"
        "keep, kept = OpenRun.keep, []\n"
        "def once(self, run):\n"
        "    kept.append(run)\n"
        "    return keep(self, run) if len(kept) < 2 else 1 / 0\n"
        "OpenRun.keep = once"
    )
    code = BROKEN.format(fault)
    environ = {"XDG_STATE_HOME": str(tmp_path)}
    game = at_the_second_turn(screen, command=(sys.executable, "-c", code), environ=environ)
    game.type("2")
    assert game.end() == 70
    assert game.restored()
    assert "a fault of the program" in game.written
    assert journal() == ["arrival.promise_her"]


STOPPED = "; echo it has stopped; read line; fg; echo it is over"
"""The shell waits for a line before it lets the game go on: the game draws over whatever was written, perhaps
before anyone has looked."""


def is_stopped_and_comes_back(game):
    """The shell has its terminal as it was; then the game has it again, with the same screen."""
    game.see("it has stopped")
    assert "Stay by the stove" not in game.text
    assert game.restored()
    game.type("\n")
    for row in ("Two evenings are left", "Stay by the stove", DRAWN):
        game.see(row)
    game.type("1")
    game.see("Speak of the weather")
    game.type("q")
    game.see("it is over")
    assert game.end() == 0
    assert game.restored()


@pytest.mark.parametrize("how", ["the key", "the signal"])
def test_the_room_goes_to_the_shell_and_comes_back(shell, journal, how):
    game = at_the_second_turn(shell, "{}" + STOPPED)
    game.type("\x1a") if how == "the key" else game.signal_job(signal.SIGTSTP)
    is_stopped_and_comes_back(game)
    assert len(journal()) == 2


def test_what_has_started_the_game_goes_to_the_shell_with_it(shell):
    game = at_the_second_turn(shell, "( {}; echo this has started it )" + STOPPED)
    game.type("\x1a")
    is_stopped_and_comes_back(game)


def test_a_room_that_comes_back_to_another_window_fills_it(shell):
    game = at_the_second_turn(shell, "{}" + STOPPED)
    game.type("\x1a")
    game.see("it has stopped")
    game.resize(100, 50)
    game.type("\n")
    game.see(RULE * 98)


def test_a_room_whose_starter_wants_no_stopping_is_not_stopped(shell):
    game = at_the_second_turn(shell, "trap '' TSTP; {}" + STOPPED)
    shown = len(game.written)
    game.type("\x1a")
    game.type("1")
    game.see("Speak of the weather")
    assert "\x1b[?1049l" not in game.written[shown:]


def test_nothing_is_written_while_nothing_happens(screen):
    game = at_the_second_turn(screen)
    # how long the last of it takes to be drawn is the machine's affair
    assert any(not game.quiet(1.5) for _ in range(20))
    game.type("q")
    assert game.end() == 0


def test_enter_before_there_is_anything_to_see_goes_on_with_the_last_run(screen):
    game = at_the_second_turn(screen)
    game.type("q")
    assert game.end() == 0
    again = screen(rows=60)
    again.type("\r")
    again.see("Stay by the stove")


def test_enter_before_there_is_anything_to_see_begins_no_run(screen, saves):
    game = screen("--new", rows=60)
    game.type("\r1")
    game.see("A key was pressed before")
    game.type("q")
    assert game.end() == 0
    assert not list(saves.glob("*.json"))
