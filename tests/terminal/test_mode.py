import pytest

from game.terminal.mode import Size, choose_mode

TERMINAL = {"isatty_in": True, "isatty_out": True, "size": Size(80, 24)}


def mode(asked="auto", environ=None, **how):
    return choose_mode(asked, {"TERM": "xterm"} | (environ or {}), **TERMINAL | how)


def test_a_capable_terminal_gets_the_whole_screen():
    assert mode() == "full"


@pytest.mark.parametrize("how", [{"isatty_in": False}, {"isatty_out": False}])
@pytest.mark.parametrize("asked", ["auto", "full", "linear", "plain"])
def test_a_pipe_gets_plain_text_whatever_was_asked_for(how, asked):
    assert mode(asked, **how) == "plain"


@pytest.mark.parametrize("term", ["dumb", "unknown"])
def test_a_dumb_terminal_gets_plain_text_whatever_was_asked_for(term):
    assert mode("linear", {"TERM": term}) == "plain"


def test_accessible_is_a_wish_for_plain_text_that_a_flag_can_overrule():
    assert mode(environ={"ACCESSIBLE": "1"}) == "plain"
    assert mode(environ={"ACCESSIBLE": "0"}) == "full"
    assert mode("linear", {"ACCESSIBLE": "1"}) == "linear"
    assert mode("full", {"ACCESSIBLE": "1"}) == "full"


@pytest.mark.parametrize("size", [Size(39, 24), Size(80, 11), Size(0, 0)])
def test_a_tiny_terminal_gets_plain_text(size):
    assert mode(size=size) == "plain"


def test_a_flag_is_honoured_on_a_terminal():
    assert mode("plain") == "plain"
    assert mode("linear", size=Size(30, 10)) == "linear"
