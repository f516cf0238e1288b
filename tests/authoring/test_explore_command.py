"""`thermidor explore` from outside: what it says where, and its exit codes."""

import io
import json

import pytest

from game.analysis.answers import Progress
from game.terminal.progress import Bar, Lines, showing
from tests.program import Program
from tests.small import FOLDER

FILES = {
    "story.yaml": "id: door\ntitle: Door\nversion: 1.0.0\nlanguage: en\nstart: hall\n",
    "variables.yaml": "key:\n  flag: no\n  means: The key is in your pocket.\n",
    "chapters/00-house/chapter.yaml": "title: The House\nspan: 1911\n",
    "chapters/00-house/hall.yaml": """\
hall:
  title: The Hall
  date: 3 March 1911
  place: The house
  text: |
    A door.
  choices:
    take_the_key:
      label: Take the key.
      if: not key
      change: {key: yes}
      to: hall
    leave:
      label: Leave.
      if: key
      locked: It is locked.
      to: out
""",
    "endings/endings.yaml": """\
out:
  title: Out
  kind: withdrawal
  text: |
    Outside.
  answers:
    party: It.
    price: None.
    you: You.
  question: Where to?
""",
}


@pytest.fixture
def thermidor(tmp_path):
    return Program(tmp_path / "saves")


@pytest.fixture
def door(tmp_path):
    """A story that is as it should be."""
    root = tmp_path / "door"
    for name, text in FILES.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
    return root


def change(root, old, new):
    path = root / "chapters/00-house/hall.yaml"
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new), "utf-8")


def test_a_sound_story_is_settled_with_nothing_wrong(thermidor, door):
    done = thermidor("explore", door)
    assert done.returncode == 0, done
    assert done.stdout.startswith("No findings.\n")
    assert "ending-reached:  1 shown\n" in done.stdout
    assert "open-choice:     1 proved\n" in done.stdout
    assert "all settled" in done.stdout


def test_a_door_without_a_key_is_an_error_where_it_stands(thermidor, door):
    change(door, "      change: {key: yes}\n", "")
    done = thermidor("explore", door)
    assert done.returncode == 1
    lines = done.stdout.splitlines()
    assert "endings/endings.yaml:1:1: error[ending-reached] no run ends in `out`" in lines
    assert "chapters/00-house/hall.yaml:12:5: error[choice-taken] no run takes `hall.leave`" in lines
    stuck = "a run can come to `hall` and then to no ending any more"
    assert f"chapters/00-house/hall.yaml:1:1: error[can-finish] {stuck}" in lines


def test_a_reason_that_is_never_read_is_a_warning_and_still_one_finding(thermidor, door):
    change(door, "      if: not key\n", "      if: not key\n      locked: You have it.\n")
    change(door, "if: key\n", "if: key or not key\n")
    done = thermidor("explore", door)
    assert done.returncode == 1
    assert "warning[choice-closed] no run is shown `hall.leave` closed" in done.stdout


def test_json_goes_to_standard_output_and_progress_does_not(thermidor, door):
    done = thermidor("explore", door, "--json")
    told = json.loads(done.stdout)
    assert told["format"] == 1
    assert told["story"]["id"] == "door"
    assert (
        told["findings"][0]["run"] == ["hall.take_the_key", "hall.leave"][: len(told["findings"][0]["run"])]
    )
    assert "settled" in done.stderr


def test_all_findings_are_told_where_they_are_asked_for(thermidor, door):
    few = json.loads(thermidor("explore", door, "--json").stdout)["findings"]
    everything = json.loads(thermidor("explore", door, "--json", "--all").stdout)["findings"]
    assert len(few) == 1
    assert {row["question"] for row in everything} >= {"scene-entered", "choice-closed", "can-finish"}


def test_an_ending_is_asked_for_alone(thermidor, door):
    assert thermidor("explore", door, "--ending", "out").returncode == 0
    change(door, "      change: {key: yes}\n", "")
    done = thermidor("explore", door, "--ending", "out")
    assert done.returncode == 1
    assert "1 question, all settled" in done.stdout


def test_an_ending_that_there_is_not_is_a_mistake_of_use(thermidor, door):
    done = thermidor("explore", door, "--ending", "outt")
    assert done.returncode == 2
    assert "there is no ending outt. There are: out." in done.stderr


def test_a_story_with_errors_is_not_explored(thermidor, door):
    change(door, "to: out", "to: outt")
    done = thermidor("explore", door)
    assert done.returncode == 1
    assert "error[missing-target]" in done.stdout
    assert "explored when it has no errors" in done.stderr


def test_walkthroughs_are_written_that_replay_accepts(thermidor, tmp_path):
    folder = tmp_path / "walks"
    done = thermidor("explore", FOLDER, "--write-walkthroughs", folder)
    assert "2 walkthroughs in" in done.stderr
    written = sorted(folder.glob("*.txt"))
    assert len(written) == 2
    for file in written:
        assert thermidor("replay", file, "--story", FOLDER).returncode == 0


def test_a_folder_that_cannot_be_written_is_refused(thermidor, door, tmp_path):
    (tmp_path / "file").write_text("")
    done = thermidor("explore", door, "--write-walkthroughs", tmp_path / "file" / "walks")
    assert done.returncode == 3
    assert "walkthroughs could not be written" in done.stderr


@pytest.mark.parametrize("budget", ["3", "31", "many"])
def test_a_budget_that_makes_no_sense_is_a_mistake_of_use(thermidor, door, budget):
    assert thermidor("explore", door, "--budget", budget).returncode == 2


def test_what_is_not_known_counts_only_where_that_is_asked_for(thermidor, door, monkeypatch):
    from game.analysis import settling
    from game.analysis.reach import OverBudget, Reach

    def reach(self, *_):
        raise OverBudget(40, 0)

    # a story that nobody can see through, and no plays to help
    monkeypatch.setattr(Reach, "reach", reach)
    monkeypatch.setattr(settling.Settling, "_by_plays", lambda self: None)
    done = thermidor("explore", door)
    assert done.returncode == 0
    assert "warning[ending-reached] nobody knows: ending-reached of `out`" in done.stdout
    assert "would need 2^40 states" in done.stdout
    assert "% settled" in done.stdout
    assert thermidor("explore", door, "--strict").returncode == 1


def test_a_time_that_is_over_is_told_and_leaves_things_open(thermidor, door):
    done = thermidor("explore", door, "--seconds", "0", "--json")
    assert json.loads(done.stdout)["stopped"] is True
    assert "The time that was given was over" in thermidor("explore", door, "--seconds", "0").stdout
    assert json.loads(thermidor("explore", door, "--json").stdout)["stopped"] is False


def test_a_story_is_explored_with_its_branches_or_without(thermidor, door):
    attic = {
        "branch.yaml": "title: The Attic\nauthor: A\nversion: 1.0.0\nwritten_for: 1.0.0\n"
        "add_choices:\n  hall:\n    climb:\n      label: Climb.\n      to: attic\n",
        "chapters/00-attic/chapter.yaml": "title: The Attic\nspan: 1911\n",
        "chapters/00-attic/attic.yaml": "attic:\n  title: The Attic\n  date: 3 March 1911\n"
        "  place: The house\n  text: |\n    Dust.\n  to: out\n",
    }
    for name, text in attic.items():
        path = door / "branches" / "attic" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
    whole = json.loads(thermidor("explore", door, "--json").stdout)
    alone = json.loads(thermidor("explore", door, "--json", "--no-branches").stdout)
    assert [each["name"] for each in whole["story"]["branches"]] == ["attic"]
    assert alone["story"]["branches"] == []
    assert whole["counts"]["scene-entered"] == {"shown": 2}
    assert alone["counts"]["scene-entered"] == {"shown": 1}
    assert thermidor("explore", door, "--no-branches", "--branch", door / "branches/attic").returncode == 2


class Terminal(io.StringIO):
    def isatty(self):
        return True


def test_progress_is_a_bar_where_somebody_watches_and_lines_elsewhere():
    assert isinstance(showing(Terminal()), Bar)
    assert isinstance(showing(io.StringIO()), Lines)


def test_the_bar_tells_the_rate_of_play_and_what_is_open():
    out = Terminal()
    with showing(out) as show:
        show(Progress("playing", 1200, 1500, 400, 30_000))
    assert "300 open, 400 plays" in out.getvalue()
    assert "choices a second" in out.getvalue()


def test_lines_tell_only_what_is_new():
    out = io.StringIO()
    with showing(out) as show:
        for settled in (10, 20):
            show(Progress("playing", settled, 30))
        show(Progress("proving", 25, 30))
    assert out.getvalue() == "playing: 10 of 30 settled, 20 open\nproving: 25 of 30 settled, 5 open\n"
