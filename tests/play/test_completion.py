import pytest

from game.play.command import COMMANDS
from game.play.completion import Known, completions
from game.play.intent import Misread
from game.play.knowing import known_on
from game.play.reading import parse
from tests.play.beyond import Table
from tests.small import THAW, WINTER, session

KNOWN = Known(
    runs=("Second", "Élan"),
    marks=("the stove",),
    chapters=("Snow", "Thaw"),
    codex=("The house", "The thaw"),
    people=("Anna Petrovna", "Boris"),
    run="Run 1",
)


def lines(typed):
    return [each.line for each in completions(typed, KNOWN)]


@pytest.mark.parametrize(
    ("typed", "become"),
    [
        ("sk", ["skip"]),
        (":co", [":codex", ":copy"]),
        ("codex ", ["codex The house", "codex The thaw"]),
        ("c the h", ["c The house"]),
        ("people bo", ["people Boris"]),
        ("load ", ["load the stove", "load Second", "load Élan"]),
        ("load el", ["load Élan"]),
        ("delete s", ["delete Second"]),
        ("copy s", ["copy Second"]),
        ("begin t", ["begin Thaw"]),
        ("rewind ", ["rewind to Snow", "rewind to Thaw"]),
        ("spare ", ["spare on", "spare off"]),
        ("set sk", ["set skim"]),
        ("set skim ", ["set skim on", "set skim off"]),
        ("set theme p", ["set theme paper"]),
        ("export ", [f"export Run 1.{form}" for form in ("html", "md", "txt", "svg", "json")]),
        ("status ", []),
        ("people zz", []),
        ("nonsense ", []),
        ("1", []),
    ],
)
def test_a_line_may_become(typed, become):
    assert lines(typed) == become


def test_every_command_is_offered_with_what_it_means():
    offered = {each.label: each.means for each in completions("", KNOWN)}
    for command in COMMANDS:
        assert offered[command.word] == command.means


def test_what_is_offered_after_a_command_is_understood():
    view = session(*THAW).view()
    for command in COMMANDS:
        for line in lines(f"{command.word} "):
            if not line.startswith("set "):
                assert not isinstance(parse(line, view), Misread), line


def test_the_words_and_people_of_the_page_come_first():
    playing, other = session(*WINTER), session()
    other.rename("Second")
    playing.bookmark("here")
    known = known_on(playing, playing.view(), Table(playing.run, other.run))
    assert known.runs == ("Second",)
    assert known.marks == ("here",)
    assert known.people == ("Anna Petrovna",)
    assert known.chapters == ("Snow",)
    assert set(known.codex) == {each.title for each in playing.story.codex.values()}
    assert known_on(session(), session().view(), Table()).people[0] == "Anna Petrovna"
