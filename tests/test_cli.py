"""The program from outside: arguments, pipes, exit codes, files."""

import io
import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

import game
from game.cli.table import Table
from game.runs.settings import Settings
from game.runs.shelf import Shelf
from game.terminal.plain_front import PlainFront
from tests.program import Program, play
from tests.small import FOLDER, small_story

TO_THE_GUEST = "2\n2\n3\n1\n3\n"
"""Numbers that lead through the small story to an ending."""


@pytest.fixture
def saves(tmp_path):
    return tmp_path / "my saves é"


@pytest.fixture
def thermidor(saves):
    return Program(saves)


def test_a_first_start_shows_title_notes_questions_help_and_the_first_scene(thermidor):
    done = play(thermidor)
    assert done.returncode == 0
    order = ["The Small House", "A death is told of", "Nobody in it ever lived.", "Who keeps the house?"]
    order += ["“?” lists the rest", "Enter begins", "Chapter 0: Snow", "Arrival. The house, 8 January 1911."]
    order += ["4. Say nothing", "“Run 1” is kept"]
    places = [done.stdout.index(each) for each in order]
    assert places == sorted(places)
    assert "\x1b" not in done.stdout


def test_a_pipe_of_numbers_plays_to_an_ending(thermidor):
    done = play(thermidor.apart, typed=TO_THE_GUEST)
    assert done.returncode == 0, done.stderr
    assert "The end: withdrawal." in done.stdout
    assert "Who pays for it? You paid, and nobody noticed." in done.stdout
    assert "5 decisions, with its ending" in done.stdout


def test_a_second_start_goes_on_with_the_last_run(thermidor):
    play(thermidor, typed="2\n")
    done = play(thermidor, typed="\nlog\n")
    assert "Your last run is “Run 1”: Snow, 16 January 1911; 1 decision." in done.stdout
    assert "You promised Anna a call." in done.stdout


def damage_last(thermidor, saves):
    """A run, and the one played after it, whose file is damaged; that file."""
    for number in ("1", "2"):
        play(thermidor, "--new", typed=f"{number}\n")
    last = json.loads((saves / "profile.json").read_text())["stories"]["small"]["last"]
    (saves / f"{last}.json").write_text("{")
    return saves / f"{last}.json"


def test_of_a_last_run_that_is_damaged_it_is_said_and_another_is_offered(thermidor, saves):
    path = damage_last(thermidor, saves)
    out = io.StringIO()
    front = PlainFront(io.StringIO("quit\n"), out, attended=True)
    assert Table(small_story(), Shelf(saves), front, Settings()).first() is None
    assert out.getvalue().startswith(f"{path} is damaged: ")
    assert "Your last run is “Run 1”" in out.getvalue()
    assert path.read_text() == "{"


def test_choices_from_a_pipe_are_taken_in_no_other_run_than_the_last(thermidor, saves):
    path = damage_last(thermidor, saves)
    done = play(thermidor, typed="2\n")
    assert done.returncode == 3
    assert done.stderr.startswith(f"thermidor: {path} is damaged: ")
    assert "is damaged" not in play(thermidor, "--new").stdout


def test_a_choice_from_a_pipe_answers_no_question(thermidor):
    play(thermidor, typed="2\n")
    done = play(thermidor, typed="2\n")
    assert "“Run 1” is kept, 2 decisions." in done.stdout


def test_a_run_that_has_ended_is_not_offered_again(thermidor):
    play(thermidor, typed=TO_THE_GUEST)
    done = play(thermidor)
    assert "Enter begins" in done.stdout
    assert "“Run 2”" in done.stdout


def test_a_run_is_opened_by_its_name(thermidor):
    play(thermidor, typed="2\n")
    play(thermidor, "--new", typed="4\n")
    done = play(thermidor, "--run", "run 1", typed="log\n")
    assert "You promised Anna a call." in done.stdout
    assert play(thermidor, "--run", "nothing").returncode == 3


def test_new_begins_without_asking(thermidor):
    play(thermidor, typed="2\n")
    done = play(thermidor, "--new")
    assert "Your last run" not in done.stdout
    assert "“Run 2” is kept, no decisions." in done.stdout


def test_within_play_another_run_can_be_loaded_or_begun(thermidor):
    play(thermidor, typed="2\n")
    done = play(thermidor, "--new", typed="\nload Run 1\nnew\n\n4\n")
    assert done.returncode == 0
    assert "“Run 3” is kept, 1 decision." in done.stdout


def test_at_the_first_question_another_run_can_be_opened(thermidor):
    play(thermidor, "--new", typed="2\n")
    play(thermidor, "--new", typed="1\nname The other\n")
    front = PlainFront(io.StringIO("load run 1\n"), io.StringIO(), attended=True)
    session = Table(small_story(), Shelf(thermidor.saves), front, Settings()).first()
    assert (session.run.name, session.lines()) == ("Run 1", ("arrival.promise_her",))
    session.close()


def test_a_run_that_another_window_holds_is_looked_at_and_let_be(thermidor):
    play(thermidor, "--new", typed="2\n")
    play(thermidor, "--new", typed="1\n")
    shelf = Shelf(thermidor.saves)
    out = io.StringIO()
    with shelf.open(shelf.find("Run 1")):
        front = PlainFront(io.StringIO("load run 1\nlook\nleave\n\n"), out, attended=True)
        session = Table(small_story(), Shelf(thermidor.saves), front, Settings()).first()
    asked, looked, let_be, _ = out.getvalue().split("> ")[1:]
    assert "“Run 1” is open in another window" in asked
    assert looked.startswith("“Run 1”.\nChapter: Snow.\nShe writes it down.")
    assert "You promised Anna" not in looked, "what was chosen there is not told again"
    assert "Your last run is “Run 2”" in let_be
    assert session.run.name == "Run 2"
    session.close()


def test_whoever_lets_a_held_run_be_is_back_in_the_former_one(thermidor):
    play(thermidor, "--new", typed="2\n")
    out = io.StringIO()
    shelf = Shelf(thermidor.saves)
    with shelf.open(shelf.find("Run 1")):
        front = PlainFront(io.StringIO("\n1\nload run 1\nleave\nquit\n"), out, attended=True)
        table = Table(small_story(), Shelf(thermidor.saves), front, Settings())
        former = table.first(new=True)
        back = table.sit(former)
    assert back.run.id == former.run.id
    assert len(back.steps) == 2
    back.close()


def test_a_run_that_has_gone_meanwhile_is_told_of_and_the_question_asked_again(thermidor):
    play(thermidor, "--new", typed="2\n")
    play(thermidor, "--new", typed="1\n")
    shelf = Shelf(thermidor.saves)
    out = io.StringIO()
    front = PlainFront(io.StringIO("load run 1\nquit\n"), out, attended=True)
    table = Table(small_story(), shelf, front, Settings())
    listing, gone = shelf.listing, shelf.find("Run 1")
    known = listing(small_story())
    shelf.delete(gone)
    table.listing = lambda: known
    assert table.first() is None
    assert f"There is no run {gone}." in out.getvalue()


def test_a_new_run_begins_where_this_one_entered_a_chapter(thermidor):
    done = play(thermidor, "--new", typed=f"{TO_THE_GUEST}begin thaw\nlog\nquit\n")
    assert "A new run, “From Thaw”. “Run 1” is kept as it is." in done.stdout
    assert "“From Thaw” is kept, 4 decisions." in done.stdout
    listed = thermidor("runs", "--story", FOLDER).stdout
    assert "Run 1" in listed
    assert "5 decisions" in listed


def test_a_new_run_at_a_fork_of_the_tree_is_kept(thermidor):
    typed = "2\nrewind\n4\ntree\nbegin fork 1\n1\nquit\n"
    done = play(thermidor, "--new", typed=typed)
    assert "“From fork 1” is kept, 1 decision." in done.stdout


def test_in_play_runs_are_named_copied_and_deleted(thermidor, saves):
    done = play(thermidor, "--new", typed="2\nname First\ncopy Second\ndelete second\ndelete First\nruns\n")
    assert "Copied as “Second”. “load Second” opens it." in done.stdout
    restoring = re.search(r"“thermidor runs restore (\w+)” brings it back", done.stdout)
    assert "That is the run that you are playing" in done.stdout
    assert "Second" not in thermidor("runs").stdout
    assert "“Second” is back." in thermidor("runs", "restore", restoring[1]).stdout
    assert thermidor("runs").stdout.count("1 decision") == 2


def test_what_brings_a_run_back_names_the_folder_of_runs(thermidor, tmp_path):
    folder = tmp_path / "other runs"
    done = play(thermidor, "--new", "--saves", folder, typed="2\ncopy Second\ndelete Second\n")
    assert f"“thermidor runs --saves '{folder}' restore " in done.stdout


def test_two_runs_of_one_name_are_told_apart_when_one_is_wanted(thermidor, saves):
    for _ in range(2):
        play(thermidor, "--new", typed="2\n")
    for path in saves.glob("????????.json"):
        path.write_text(path.read_text().replace('"Run 2"', '"Run 1"'))
    done = play(thermidor, "--new", typed="load run 1\nquit\n")
    assert "Several runs are called “run 1”." in done.stdout
    assert "Say which by its id: “load " in done.stdout
    assert "“Run 3” is kept" in done.stdout


def test_in_play_the_run_is_written_to_a_file(thermidor, tmp_path):
    book, run = tmp_path / "run.md", tmp_path / "run.json"
    done = play(
        thermidor, "--new", typed=f"2\nexport {book}\nexport {run}\nexport {run}\nexport {tmp_path}/x\n"
    )
    assert f"Written to {book}." in done.stdout
    assert "Promise Anna" in book.read_text()
    assert json.loads(run.read_text())["journal"] == ["arrival.promise_her"]
    assert f"{run} is there already. Nothing was changed." in done.stdout
    assert "does not say what to write" in done.stdout
    assert thermidor("runs", "import", run).returncode == 0


def test_a_setting_that_is_changed_in_play_holds_at_once_and_the_next_time(thermidor, tmp_path):
    file = tmp_path / "settings.toml"
    typed = "2\nrewind\nset skim off\n2\nset theme pink\nquit\n"
    done = play(thermidor, "--new", typed=typed, THERMIDOR_SETTINGS=str(file))
    assert "“skim” is off." in done.stdout
    assert "Read before" not in done.stdout
    assert "That is not set" in done.stdout
    assert file.read_text() == "skim = false\n"
    again = play(thermidor, typed="\nrewind\n2\nset\nquit\n", THERMIDOR_SETTINGS=str(file))
    assert "skim: off" in again.stdout
    assert "Read before" not in again.stdout


def test_what_another_run_was_told_is_not_told_again(thermidor):
    play(thermidor, "--new", typed="2\n")
    done = play(thermidor, "--new", typed="2\nlook\nquit\n")
    assert "Anna opens before you knock." in done.stdout, "the first turn is told whole"
    assert "(Read before: 4 words; “look” tells them.)" in done.stdout
    skipped = play(thermidor, "--new", typed="skip\nundo\nquit\n")
    assert "Skipped: one choice." in skipped.stdout
    assert "“Run 3” is kept, no decisions." in skipped.stdout


def test_without_rewinding_there_is_none(thermidor):
    done = play(thermidor, "--no-rewind", typed="\n2\nrewind\nstatus\n")
    assert "played without rewinding" in done.stdout
    assert "without rewinding, kept" in done.stdout


def test_the_terms_of_a_run_are_asked_once(thermidor, saves):
    done = play(thermidor, typed="spare\nstrict\n\n2\n")
    assert "(hard passages in summary, no rewinding)" in done.stdout
    (run,) = [json.loads(path.read_text()) for path in saves.glob("*.json") if path.name != "profile.json"]
    assert run["rewind"] is False
    assert run["settings"] == {"spare": ["*"]}


def test_who_asked_to_be_spared_reads_a_summary(thermidor):
    done = play(thermidor, "--spare", typed="2\n2\n3\n")
    assert "In summary, as you asked:" in done.stdout
    assert "ANNA DIED AT FOUR" not in done.stdout


def test_page_one_and_the_question_after_it_answer_for_help_and_runs(thermidor):
    done = play(thermidor, typed="?\nruns\n\n2\n")
    assert "Help.\nEnter begins." in done.stdout
    assert "rewind HOW FAR, r" in done.stdout
    assert "There are no runs yet." in done.stdout
    again = play(thermidor, typed="help\nruns\n\nquit\n")
    assert "Help.\nEnter goes on with it." in again.stdout
    assert "Run 1: 1 decision. Snow, 16 January 1911" in again.stdout


def test_a_run_that_is_gone_on_with_shows_its_whole_panel(thermidor):
    play(thermidor, typed="2\n1\n")
    done = play(thermidor, typed="\n")
    assert "Stands: Anna." in done.stdout or "Missing: Anna." in done.stdout


def test_pausing_can_be_forbidden(thermidor):
    assert play(thermidor, "--no-pause", typed="2\n").returncode == 0
    assert "`pause` is true or false" in play(thermidor, THERMIDOR_PAUSE="perhaps").stdout


def test_of_a_run_whose_folder_was_taken_away_the_decisions_are_told(saves):
    out = io.StringIO()

    class Taking(PlainFront):
        def ask(self, *asked):
            line = super().ask(*asked)
            if line != "taken\n":
                return line
            shutil.rmtree(saves)
            raise KeyboardInterrupt

    front = Taking(io.StringIO("\n2\ntaken\n"), out, attended=True)
    table = Table(small_story(), Shelf(saves), front, Settings())
    with pytest.raises(KeyboardInterrupt):
        table.sit(table.first())
    assert "“Run 1” is not kept." in out.getvalue()
    assert out.getvalue().endswith("accepts these lines:\narrival.promise_her\n")
    assert not saves.exists(), "nothing is put where the folder was"


def test_a_run_whose_folder_was_taken_away_can_be_kept_there_again(saves):
    out = io.StringIO()

    class Taking(PlainFront):
        def ask(self, *asked):
            line = super().ask(*asked)
            if line == "2\n":
                shutil.rmtree(saves)
            return line

        def question(self, words, options=()):
            if "Enter begins" not in words:
                assert not saves.exists(), "nothing is put where the folder was before somebody asks for it"
            return super().question(words, options)

    front = Taking(io.StringIO("\n2\nagain\n1\nquit\n"), out, attended=True)
    table = Table(small_story(), Shelf(saves), front, Settings())
    session = table.first()
    table.sit(session)
    assert "no such file" in out.getvalue()
    assert "“Run 1” is kept, 2 decisions." in out.getvalue()
    assert len(Shelf(saves).run(session.run.id).journal) == 2


def test_the_farewell_names_what_was_typed(thermidor):
    assert f"“thermidor play --story {FOLDER}” goes on with it." in play(thermidor, typed="2\n").stdout
    as_module = play(thermidor.apart, "--new", typed="2\n").stdout
    assert f"python -m game play --story {FOLDER}” goes on with it." in as_module
    made = thermidor.apart("play", "--new", typed="1\n1\n", THERMIDOR_COMMAND="make play").stdout
    assert "“make play” goes on with it." in made


def test_the_farewell_names_the_branches_that_were_named(thermidor):
    attic = FOLDER.parent / "branches" / "the-attic"
    told = play(thermidor, "--branch", str(attic), typed="2\n").stdout
    assert f"“thermidor play --story {FOLDER} --branch {attic}” goes on with it." in told


def test_page_one_can_be_left(thermidor, saves):
    done = play(thermidor, typed="quit\n")
    assert done.returncode == 0
    assert not list(saves.glob("*.json"))


def test_a_choice_taken_in_another_run_is_marked(thermidor):
    play(thermidor, typed="2\n")
    assert "2. Promise Anna to call on her. Taken before." in play(thermidor, "--new").stdout


def test_the_machine_refuses_with_one_sentence_and_code_3(thermidor, tmp_path):
    blocked = tmp_path / "a file"
    blocked.write_text("")
    done = play(thermidor, "--saves", blocked, typed="1\n")
    assert done.returncode == 3
    assert done.stderr.startswith("thermidor: ")
    assert done.stderr.count("\n") == 1
    assert "Traceback" not in done.stderr


def test_a_player_whose_runs_cannot_be_kept_can_go_on_unsaved(thermidor, tmp_path):
    blocked = tmp_path / "a file"
    blocked.write_text("")
    done = play(thermidor, "--saves", blocked, typed="\nunsaved\n2\n2\n")
    assert done.returncode == 0, done.stderr
    assert done.stdout.count("Not kept: ") >= 3, "it is said on every turn"
    assert "arrival.promise_her\nwinter.monday.evening_by_the_stove\n" in done.stdout
    lines = done.stdout.split("accepts these lines:\n")[1]
    assert thermidor("replay", "-", "--story", FOLDER, typed=lines).returncode == 0


def test_a_player_whose_runs_cannot_be_kept_can_keep_them_elsewhere(thermidor, tmp_path):
    blocked = tmp_path / "a file"
    blocked.write_text("")
    done = play(thermidor, "--saves", blocked, typed=f"\nin {tmp_path / 'else where'}\n2\n")
    assert "is kept, 1 decision." in done.stdout
    assert len(list((tmp_path / "else where").glob("*.json"))) == 2


@pytest.fixture
def unlockable(thermidor, saves):
    """The id of a run where a folder stands in place of its lock."""
    play(thermidor, typed="2\n")
    (lock,) = (saves / "locks").iterdir()
    lock.unlink()
    lock.mkdir()
    return lock.stem


def test_a_run_that_cannot_be_locked_can_be_gone_on_with_unsaved(thermidor, saves, unlockable):
    before = (saves / f"{unlockable}.json").read_bytes()
    done = play(thermidor, "--run", "Run 1", typed="unsaved\n2\n")
    assert done.returncode == 0, done.stderr
    assert "arrival.promise_her\nwinter.monday.evening_by_the_stove\n" in done.stdout
    assert (saves / f"{unlockable}.json").read_bytes() == before


def test_a_run_that_cannot_be_locked_can_be_kept_elsewhere(thermidor, saves, unlockable, tmp_path):
    done = play(thermidor, "--run", "Run 1", typed=f"again\nin {tmp_path / 'else where'}\n2\n")
    assert "is kept, 2 decisions." in done.stdout
    assert (tmp_path / "else where" / f"{unlockable}.json").exists()
    assert play(thermidor, "--run", "Run 1").returncode == 3, "nobody can be asked"


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="a pipe that is closed is a Unix matter")
def test_a_closed_pipe_ends_the_game_with_141_and_keeps_the_run(saves):
    child = subprocess.Popen(
        [sys.executable, "-m", "game", "play", "--story", str(FOLDER), "--saves", str(saves)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )
    child.stdin.write(b"\n2\n")
    child.stdin.flush()
    while b"Stay by the stove" not in (line := child.stdout.readline()):
        assert line, "it ended"
    child.stdout.close()
    child.stdin.write(b"2\n")
    child.stdin.close()
    assert child.wait(60) == 141
    assert child.stderr.read() == b""
    child.stderr.close()
    (run,) = [path for path in saves.glob("*.json") if path.name != "profile.json"]
    assert json.loads(run.read_text())["journal"][0] == "arrival.promise_her"


def test_bytes_that_are_no_text_are_misread_and_nothing_worse(saves):
    done = subprocess.run(
        [sys.executable, "-m", "game", "play", "--story", str(FOLDER), "--saves", str(saves)],
        input=b"\n\xff\xfe\x1b[2J\n2\n",
        capture_output=True,
        check=False,
    )
    assert done.returncode == 0
    assert b"\x1b" not in done.stdout


def in_shell(saves, redirected, *arguments, **environ):
    """The program as a shell starts it, with something redirected."""
    command = ["sh", "-c", f'exec "$@" {redirected}', "sh", sys.executable, "-m", "game"]
    environ = {**os.environ, "THERMIDOR_SAVES": str(saves), **environ}
    return subprocess.run(
        [*command, *map(str, arguments)], input=b"\n2\n", capture_output=True, check=False, env=environ
    )


SMALL = ["--story", FOLDER]


@pytest.mark.skipif(sys.platform == "win32", reason="descriptors are closed by Unix shells")
@pytest.mark.parametrize("arguments", [["play", *SMALL], ["runs", *SMALL], ["replay", "-", *SMALL]])
def test_a_stream_that_is_closed_is_empty_and_no_fault(saves, arguments):
    for closed in (">&-", "<&-", ">&- 2>&- <&-"):
        done = in_shell(saves, closed, *arguments)
        assert done.stderr == b""
        assert done.returncode == (1 if arguments[0] == "replay" and closed == ">&-" else 0)


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="there is no full device")
@pytest.mark.parametrize("arguments", [["play", *SMALL], ["runs", *SMALL], ["check", FOLDER], ["--help"]])
def test_output_that_finds_no_room_is_a_refusal_of_the_machine(saves, arguments):
    done = in_shell(saves, "> /dev/full", *arguments)
    assert done.returncode == 3
    assert done.stderr.startswith(b"thermidor: The output could not be written: ")
    assert done.stderr.count(b"\n") == 1


def test_an_encoding_whose_line_ends_are_not_one_byte_is_not_used(saves):
    done = in_shell(saves, "", "play", *SMALL, PYTHONIOENCODING="utf-16")
    assert (done.returncode, done.stderr) == (0, b"")
    assert "“Run 1” is kept, 1 decision." in done.stdout.decode()


RUNS = [f"runs {each}" for each in ("rename", "copy", "delete", "restore", "export", "import")]


@pytest.mark.parametrize(
    "command",
    [
        "",
        "play",
        "runs",
        *RUNS,
        "branches",
        "branches on",
        "branches off",
        "walkthrough",
        "walkthrough record",
        "walkthrough update",
        "walkthrough coverage",
        "new",
        "schema",
        "check",
        "replay",
        "where",
    ],
)
def test_every_command_has_help_with_examples(thermidor, command):
    done = thermidor(*command.split(), "--help")
    assert done.returncode == 0
    assert "Examples:" in done.stdout
    assert f"thermidor {command}".strip() in done.stdout.split("Examples:")[1]


def test_the_version_names_program_story_and_python(thermidor):
    done = thermidor("--version")
    pattern = rf"thermidor {re.escape(game.__version__)}, story thermidor [\d.]+, Python [\d.]+\n"
    assert re.fullmatch(pattern, done.stdout), done.stdout


@pytest.mark.parametrize("wrong", [["plya"], ["play", "--nope"], ["play", "--new", "--run", "x"], ["replay"]])
def test_wrong_usage_is_code_2(thermidor, wrong):
    done = thermidor(*wrong)
    assert done.returncode == 2
    assert "Traceback" not in done.stderr


def test_where_tells_every_place(thermidor, saves):
    done = thermidor("where")
    assert done.returncode == 0
    assert f"{saves}  (THERMIDOR_SAVES)" in done.stdout
    for place in ("story:", "settings:", "compiled stories:", "logs"):
        assert place in done.stdout


def test_runs_are_listed_with_where_they_stand(thermidor):
    play(thermidor, typed="2\n")
    play(thermidor, "--new", typed=TO_THE_GUEST)
    done = thermidor("runs", "--story", FOLDER)
    first, second = sorted(done.stdout.splitlines())
    assert first.startswith("Run 1  Snow, 16 January 1911")
    assert "1 decision " in first
    assert second.startswith("Run 2  Thaw, March 1911")
    assert second.endswith("ended: The Guest")


def test_two_runs_of_one_name_are_listed_with_their_ids(thermidor, saves):
    play(thermidor, typed="2\n")
    play(thermidor, "--new", typed="2\n")
    for path in saves.glob("????????.json"):
        path.write_text(path.read_text().replace("Run 2", "Run 1"))
    ids = sorted(f"Run 1 ({path.stem})" for path in saves.glob("????????.json"))
    lines = thermidor("runs", "--story", FOLDER).stdout.splitlines()
    assert sorted(line.split("  ")[0] for line in lines) == ids
    assert all(each in play(thermidor, typed="\nruns\n").stdout for each in ids)


def test_no_runs_is_said(thermidor):
    assert "no runs yet" in thermidor("runs", "--story", FOLDER).stdout


def test_runs_are_renamed_copied_deleted_and_brought_back(thermidor, tmp_path):
    play(thermidor, typed="2\n")
    assert thermidor("runs", "rename", "Run 1", "The careful one").returncode == 0
    assert thermidor("runs", "copy", "the careful one", "Bold").returncode == 0
    assert thermidor("runs", "delete", "Bold").returncode == 0
    assert "Bold" not in thermidor("runs", "--story", FOLDER).stdout
    assert "Bold" in thermidor("runs", "restore").stdout
    assert "“Bold” is back." in thermidor("runs", "restore", "Bold").stdout
    target = tmp_path / "run.json"
    assert thermidor("runs", "export", "Bold", target).returncode == 0
    assert thermidor("runs", "export", "Bold", target).returncode == 3, "nothing is overwritten"
    assert "“Bold (2)”" in thermidor("runs", "import", target).stdout
    assert thermidor("runs", "import", tmp_path / "none.json").returncode == 3


def test_a_damaged_run_is_deleted_and_brought_back_by_its_id(thermidor, saves):
    saves.mkdir()
    (saves / "7k3q9m2p.json").write_text("{")
    assert thermidor("runs", "delete", "7k3q9m2p").returncode == 0
    done = thermidor("runs", "restore", "7k3q9m2p")
    assert (done.returncode, done.stdout) == (0, "“7k3q9m2p” is back.\n")
    assert (saves / "7k3q9m2p.json").read_text() == "{"


@pytest.mark.parametrize("name", ["", "x" * 61, "a\x1b[31mb"])
def test_a_bad_name_is_wrong_usage(thermidor, name):
    play(thermidor, typed="2\n")
    done = thermidor("runs", "rename", "Run 1", name)
    assert done.returncode == 2
    assert "\x1b" not in done.stdout + done.stderr


def test_a_story_without_faults_is_told_so(thermidor):
    done = thermidor("check", FOLDER)
    assert (done.returncode, done.stdout) == (0, "No findings.\n")


@pytest.fixture
def broken(tmp_path):
    folder = tmp_path / "broken"
    (folder / "chapters" / "00-a").mkdir(parents=True)
    (folder / "story.yaml").write_text("id: broken\ntitle: B\nversion: 1.0.0\nstart: nowhere\n")
    return folder


@pytest.mark.parametrize("form", ["pretty", "plain", "json", "github"])
def test_findings_are_told_in_four_forms_with_code_1(thermidor, broken, form):
    done = thermidor("check", broken, "--format", form)
    assert done.returncode == 1
    assert "story.yaml" in done.stdout
    if form == "json":
        assert json.loads(done.stdout)


def test_a_story_with_errors_is_not_played(thermidor, broken):
    done = thermidor("play", "--story", broken)
    assert done.returncode == 1
    assert "thermidor check" in done.stderr
    assert "error[" in done.stderr


def test_a_folder_that_is_not_there_is_wrong_usage(thermidor, tmp_path):
    assert thermidor("check", tmp_path / "nothing").returncode == 2
    assert thermidor("play", "--story", tmp_path / "nothing").returncode == 2


def test_a_walkthrough_is_replayed(thermidor, tmp_path):
    walk = tmp_path / "walk.txt"
    walk.write_text("arrival.promise_her\nexpect: trust = warm\n> She writes it down.\n")
    done = thermidor("replay", walk, "--story", FOLDER)
    assert (done.returncode, done.stdout) == (0, f"{walk}: 1 decision, to `winter.monday`.\n")


def test_a_walkthrough_that_breaks_says_where_and_why(thermidor):
    done = thermidor("replay", "-", "--story", FOLDER, typed="# to the key\narrival.ask_for_the_key\n")
    assert done.returncode == 1
    assert done.stdout.splitlines()[0] == (
        "-:2: `arrival.ask_for_the_key` cannot be taken: closed: Anna keeps her hand on the keys."
    )
    assert "  arrival.promise_her: Promise Anna to call on her." in done.stdout


def test_a_crash_is_our_fault_and_leaves_a_report(thermidor, tmp_path):
    (tmp_path / "sitecustomize.py").write_text(
        "import game.play.look\n"
        "def broken(*_): raise ZeroDivisionError('planted')\n"
        "game.play.look.diary_ahead = broken\n"
    )
    path = os.pathsep.join([str(tmp_path), str(Path.cwd())])
    done = play(thermidor.apart, typed="\n", PYTHONPATH=path)
    assert done.returncode == 70
    assert "Traceback" not in done.stderr
    report = Path(re.search(r"The report: (.*)", done.stderr)[1])
    assert "ZeroDivisionError: planted" in report.read_text()


def test_debug_writes_a_log_and_says_where(thermidor):
    done = thermidor("--debug", "where")
    path = Path(re.search(r"the log is (.*)", done.stderr)[1])
    assert f"thermidor {game.__version__}" in path.read_text()


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_shells_are_told_how_to_complete(thermidor, shell):
    done = thermidor(_THERMIDOR_COMPLETE=f"{shell}_source")
    assert "thermidor" in done.stdout
    assert done.returncode == 0


def test_a_start_to_play_parses_nothing():
    check = (
        "import sys, game.cli\n"
        "game.cli._task([])\n"
        "game.cli._task(['play'])\n"
        "assert 'click' not in sys.modules\n"
    )
    done = subprocess.run([sys.executable, "-c", check], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr


def test_a_start_in_plain_mode_imports_no_library_for_drawing(saves):
    check = (
        "import sys, io\n"
        "sys.stdin = io.StringIO()\n"
        "from game.cli.playing import Wishes, play\n"
        f"from pathlib import Path\nplay(Wishes(story=Path({str(FOLDER)!r}), saves=Path({str(saves)!r})))\n"
        "late = {'click', 'rich', 'prompt_toolkit', 'asyncio'} & set(sys.modules)\n"
        "assert not late, late\n"
    )
    done = subprocess.run([sys.executable, "-c", check], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr


def test_the_farewell_names_the_folder_of_runs_that_was_named(thermidor, tmp_path):
    told = play(thermidor, "--saves", str(tmp_path / "my runs"), typed="2\n").stdout
    folder = tmp_path / "my runs"
    assert f"“thermidor play --story {FOLDER} --saves '{folder}'” goes on with it." in told
