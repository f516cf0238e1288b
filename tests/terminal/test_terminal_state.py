"""Whatever ends the program, the run is kept, the terminal as before and the exit code right."""

import signal

import pytest

PROMPT = "? help"
READING = "\x1b[?2004h"
"""What prompt_toolkit writes when it begins to read."""


def at_the_second_turn(start, *arguments, **how):
    """A linear game with one decision taken, at its prompt."""
    game = start(*arguments, "--new", "--linear", **how)
    game.wait_for(READING)
    game.type("\r")
    game.wait_for(PROMPT)
    game.type("2\r")
    game.wait_for("Two evenings are left")
    game.wait_for(PROMPT)
    return game


@pytest.mark.parametrize(
    ("typed", "code"),
    [("quit\r", 0), ("\x04", 0), ("\x03", 130)],
    ids=["quit", "ctrl-d", "ctrl-c"],
)
def test_a_linear_game_ends_cleanly_by_key(screen, journal, typed, code):
    game = at_the_second_turn(screen)
    game.type(typed)
    assert game.end() == code
    assert game.restored()
    assert "is kept, 1 decision" in game.written
    assert journal() == ["arrival.promise_her"]


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
def test_a_linear_game_ends_cleanly_by_signal(screen, journal, number):
    game = at_the_second_turn(screen)
    game.signal(number)
    assert game.end() == 128 + number
    assert game.restored()
    assert "Traceback" not in game.written
    assert journal() == ["arrival.promise_her"]


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
def test_a_plain_game_ends_cleanly_by_signal(screen, journal, number):
    game = screen("--new", "--plain")
    game.wait_for("Enter begins")
    game.type("\r")
    game.wait_for("4. Say nothing")
    game.type("2\r")
    game.wait_for("2. Stay by the stove.")
    game.wait_for("> ")
    game.signal(number)
    assert game.end() == 128 + number
    assert game.restored()
    assert "Traceback" not in game.written
    assert journal() == ["arrival.promise_her"]


@pytest.mark.parametrize("how", ["the key", "the signal"])
def test_a_prompt_goes_to_the_shell_and_comes_back_with_what_was_typed(shell, journal, how):
    game = at_the_second_turn(shell, "{}; echo it has stopped; read line; fg; echo it is over")
    game.type("qu")
    game.see("> qu")
    game.type("\x1a") if how == "the key" else game.signal_job(signal.SIGTSTP)
    game.wait_for("it has stopped")
    assert game.restored()
    game.type("\n")
    game.wait_for("> qu")
    game.type("it\r")
    game.wait_for("it is over")
    assert game.end() == 0
    assert game.restored()
    assert journal() == ["arrival.promise_her"]


def at_a_pause(screen):
    """A linear game that waits in the middle of its first scene, for want of rows."""
    game = screen("--new", "--linear", rows=12, environ={"THERMIDOR_PAUSE": "yes"})
    game.wait_for("Enter to read on")
    return game


def test_a_page_longer_than_the_screen_waits_and_the_waiting_line_vanishes(screen):
    game = at_a_pause(screen)
    game.type("\r")
    game.wait_for("Enter begins")
    game.wait_for(READING)
    game.type("\r")
    game.wait_for("Enter to read on")
    game.type("2\r")
    game.wait_for("> 2")
    game.wait_for("Two evenings are left")
    game.wait_for("Enter to read on")
    game.type("quit\r")
    assert game.end() == 0
    assert game.restored()
    assert "is kept, 1 decision" in game.written


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP])
def test_a_game_that_waits_ends_cleanly_by_signal(screen, number):
    game = at_a_pause(screen)
    game.signal(number)
    assert game.end() == 128 + number
    assert game.restored()


def test_a_game_that_waits_ends_cleanly_by_key(screen):
    game = at_a_pause(screen)
    game.type("\x03")
    assert game.end() == 130
    assert game.restored()


def test_a_window_that_is_closed_ends_the_game_and_keeps_the_run(screen, journal):
    game = at_the_second_turn(screen)
    game.hang_up()
    assert game.process.wait(30) in (129, -signal.SIGHUP)
    assert journal() == ["arrival.promise_her"]


def test_the_last_run_is_offered_and_enter_resumes_it(screen, journal):
    first = at_the_second_turn(screen)
    first.type("\x04")
    first.end()
    second = screen("--linear")
    assert "“Run 1”: Snow, 16 January 1911; 1 decision." in second.wait_for("Enter goes on with it")
    second.wait_for(READING)
    second.type("\r")
    second.wait_for("Call on Anna.")
    second.wait_for(PROMPT)
    second.type("quit\r")
    assert second.end() == 0
    assert journal() == ["arrival.promise_her"]


def test_a_run_that_is_open_elsewhere_is_looked_at_copied_or_left(screen):
    first = at_the_second_turn(screen)
    second = screen("--run", "Run 1", "--linear")
    second.wait_for("“copy” plays a copy of it")
    second.wait_for(READING)
    second.type("copy\r")
    second.wait_for(PROMPT)
    second.type("\x04")
    assert second.end() == 0
    assert "“Run 1 (2)” is kept" in second.written
    first.type("\x04")
    assert first.end() == 0


def test_a_tab_completes_a_command(screen):
    game = at_the_second_turn(screen)
    game.type("stat\t")
    game.wait_for("us")
    game.type("\r")
    game.wait_for("THE COUNT")
    game.wait_for(READING)
    game.type("\x04")
    assert game.end() == 0


def test_a_terminal_that_never_answers_is_not_scolded(screen):
    game = at_the_second_turn(screen)
    game.type("\x04")
    game.end()
    assert "CPR" not in game.written
    assert "\x1b[6n" not in game.written


def test_no_color_is_honoured_in_a_real_terminal(screen):
    game = at_the_second_turn(screen, environ={"NO_COLOR": "1"})
    game.type("\x04")
    game.end()
    assert "\x1b[1;37;41m" not in game.written
    assert "\x1b[31m" not in game.written


@pytest.mark.parametrize("environ", [{"TERM": "dumb"}, {"ACCESSIBLE": "1"}])
def test_plain_terminals_get_no_escapes(screen, environ):
    game = screen("--new", environ=environ)
    game.wait_for("Enter begins")
    game.wait_for("> ")
    game.type("\r")
    game.wait_for("4. Say nothing")
    game.wait_for("> ")
    game.type("quit\r")
    assert game.end() == 0
    assert "\x1b" not in game.written


def test_a_dumb_terminal_gets_wrapped_lines_and_others_do_not(screen):
    for environ, longest in (({"TERM": "dumb"}, 40), ({"ACCESSIBLE": "1"}, 200)):
        game = screen("--new", environ=environ, columns=40)
        game.wait_for("Enter begins")
        game.type("\x04")
        game.end()
        lines = [len(line) for line in game.written.splitlines()]
        assert max(lines) <= longest
        assert longest == 40 or max(lines) > 40


def test_a_small_terminal_gets_plain_text(screen):
    game = screen("--new", columns=39, rows=24)
    game.wait_for("Enter begins")
    game.type("\x04")
    assert game.end() == 0
    assert "\x1b" not in game.written
