import json

import pytest

from game.loading.diagnostic import Diagnostic, Span
from game.terminal.layout import width
from game.terminal.report import harmless, plain, report

WRONG = Diagnostic(
    Span("chapters/01-the-wire/tiflis.yaml", 10, 11, 10, 19),
    "missing-target",
    "no scene is called `funerall`",
    "error",
    "did you mean `funeral`?",
    "      to: funerall",
)
ODD = Diagnostic(
    Span("variables.yaml", 3, 1, 3, 4), "never-used", "nothing asks about `odd`", "warning", "", "odd:"
)


def test_a_pretty_finding_marks_its_place():
    assert report([WRONG], "pretty") == (
        "chapters/01-the-wire/tiflis.yaml:10:11: error[missing-target] no scene is called `funerall`\n"
        "   10 |       to: funerall\n"
        "      |           ^^^^^^^^\n"
        "   hint: did you mean `funeral`?\n"
        "\n"
        "1 error, 0 warnings.\n"
    )


def test_the_mark_stands_right_after_wide_characters():
    wide = Diagnostic(Span("a.yaml", 1, 7, 1, 9), "x", "m", source="to: 漢漢ab")
    lines = report([wide], "pretty").splitlines()
    assert lines[2].index("^") - lines[1].index("t") == 8
    assert lines[2].count("^") == 2


def test_a_finding_over_several_lines_is_marked_to_the_end_of_the_first():
    long = Diagnostic(Span("a.yaml", 1, 3, 4, 2), "x", "m", source="  abc")
    assert report([long], "pretty").splitlines()[2].endswith("| " + "  ^^^")


@pytest.mark.parametrize("letter", ["x", "漢", "\x1b"])
@pytest.mark.parametrize("column", [1, 3, 60, 500_000, 999_999])
def test_of_a_line_wider_than_the_terminal_what_is_around_the_place_is_shown(letter, column):
    source = letter * (column - 1) + "HERE" + letter * (1_000_000 - column)
    found = Diagnostic(Span("a.yaml", 1, column, 1, column + 4), "x", "m", source=source)
    _, line, mark = report([found], "pretty", 80).splitlines()[:3]
    assert width(line) <= 80
    assert width(line[: line.index("HERE")]) == mark.index("^")
    assert mark.count("^") == 4
    assert "…" in line


def test_a_place_wider_than_the_terminal_is_marked_as_far_as_it_is_shown():
    found = Diagnostic(Span("a.yaml", 1, 5, 1, 400), "x", "m", source="to: " + "x" * 396)
    _, line, mark = report([found], "pretty", 80).splitlines()[:3]
    assert (width(line), line[-1]) == (80, "…")
    assert mark == "      |     " + "^" * 68


def test_a_plain_finding_is_one_line():
    assert plain(WRONG).count("\n") == 0
    assert report([WRONG, ODD], "plain").splitlines()[-1] == "1 error, 1 warning."


def test_json_is_a_list_of_findings():
    (found,) = json.loads(report([WRONG], "json"))
    assert found["path"] == "chapters/01-the-wire/tiflis.yaml"
    assert (found["line"], found["column"], found["severity"]) == (10, 11, "error")
    assert json.loads(report([], "json")) == []


def test_github_gets_workflow_commands_with_their_marks_escaped():
    hard = Diagnostic(Span("a,b:c.yaml", 1, 2, 1, 3), "x", "50%\nmore")
    assert (
        report([hard], "github")
        == "::error file=a%2Cb%3Ac.yaml,line=1,col=2,endLine=1,title=x::50%25%0Amore\n"
    )
    assert report([ODD], "github").startswith("::warning ")


@pytest.mark.parametrize("form", ["pretty", "plain"])
def test_no_name_can_command_the_terminal(form):
    evil = Diagnostic(
        Span("\x1b[31mred.yaml", 1, 1, 1, 2), "x", "m\x1b]0;owned\x07", "error", "\x9b2J", "\x1b[2Jhi\u202e"
    )
    text = report([evil], form)
    assert not set(text) & {"\x1b", "\x07", "\x9b", "\u202e"}
    assert "<U+001B>" in text


def test_ordinary_writing_is_left_alone():
    assert harmless("Лев — “quoted” § 4\u00a0№") == "Лев — “quoted” § 4\u00a0№"


def test_nothing_to_say_is_said():
    assert report([], "pretty") == "No findings.\n"
    assert report([], "github") == ""
