"""`thermidor export`: files, refusals, and what is written where."""

import os
import stat
import sys

import pytest

from game.book.forms import FORMS
from game.cli.export import NoSuchForm, export_played, file_name
from game.runs.refusal import Refused, Taken
from tests.program import Program, play
from tests.small import FOLDER, TELEGRAM, session

BEGINNINGS = {"md": "# The Small House", "html": "<!DOCTYPE html>", "txt": "THE SMALL HOUSE", "svg": "<?xml"}


@pytest.fixture
def thermidor(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    program = Program(tmp_path / "saves")
    assert play(program, "--new", typed="2\n2\n").returncode == 0
    return program


def export(thermidor, *arguments):
    return thermidor("export", *arguments, "--story", FOLDER)


@pytest.mark.parametrize("form", FORMS)
def test_a_run_is_written_to_a_file_named_after_it(thermidor, tmp_path, form):
    done = export(thermidor, "Run 1", "--format", form)
    assert (done.returncode, done.stdout, done.stderr) == (0, f"Written to Run 1.{form}.\n", "")
    assert (tmp_path / f"Run 1.{form}").read_text("utf-8").startswith(BEGINNINGS[form])


@pytest.mark.parametrize("form", FORMS)
def test_the_name_of_the_file_says_what_is_written(thermidor, tmp_path, form):
    assert export(thermidor, "Run 1", "-o", f"book.{form.upper()}").returncode == 0
    assert (tmp_path / f"book.{form.upper()}").read_text("utf-8").startswith(BEGINNINGS[form])


def test_without_a_name_it_is_the_run_that_was_played_last(thermidor):
    assert play(thermidor, "--new", typed="4\n").returncode == 0
    assert export(thermidor).stdout == "Written to Run 2.html.\n"


def test_a_dash_writes_to_standard_output(thermidor, tmp_path):
    done = export(thermidor, "--format", "txt", "-o", "-")
    assert done.stdout.startswith("THE SMALL HOUSE\n")
    assert not list(tmp_path.glob("*.txt"))


def test_nothing_is_overwritten_unless_it_is_asked_for(thermidor, tmp_path):
    file = tmp_path / "mine.md"
    file.write_text("my own words")
    done = export(thermidor, "Run 1", "-o", "mine.md")
    assert done.returncode == 3
    assert "mine.md is there already" in done.stderr
    assert "--force" in done.stderr
    assert file.read_text() == "my own words"
    assert not list(tmp_path.glob(".*")), "something was begun"
    assert export(thermidor, "Run 1", "-o", "mine.md", "--force").returncode == 0
    assert file.read_text("utf-8").startswith("# The Small House")


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no pipes in folders there")
def test_what_is_no_ordinary_file_is_not_replaced(thermidor, tmp_path):
    os.mkfifo(tmp_path / "pipe.md")
    done = export(thermidor, "Run 1", "-o", "pipe.md", "--force")
    assert done.returncode == 3
    assert "no ordinary file" in done.stderr
    assert stat.S_ISFIFO((tmp_path / "pipe.md").stat().st_mode)


def test_a_link_is_followed_and_stays(thermidor, tmp_path):
    (tmp_path / "real.md").write_text("old")
    (tmp_path / "link.md").symlink_to("real.md")
    assert export(thermidor, "-o", "link.md", "--force").returncode == 0
    assert (tmp_path / "link.md").is_symlink()
    assert (tmp_path / "real.md").read_text("utf-8").startswith("# ")


def test_a_name_that_says_no_form_is_refused(thermidor, tmp_path):
    done = export(thermidor, "Run 1", "-o", "book.pdf")
    assert done.returncode == 3
    assert "book.pdf does not say what to write. Say it by --format." in done.stderr
    assert not (tmp_path / "book.pdf").exists()


def test_a_folder_that_is_not_there_is_said(thermidor):
    done = export(thermidor, "-o", "nowhere/book.md")
    assert done.returncode == 3
    assert "The book could not be written in nowhere: no such file or directory. Name another" in done.stderr


def test_no_run_of_that_name(thermidor):
    done = export(thermidor, "Run 7")
    assert (done.returncode, "There is no run “Run 7”" in done.stderr) == (3, True)


def test_notes_can_be_left_out(thermidor):
    with_notes = export(thermidor, "--format", "md", "-o", "-").stdout
    assert "### Notes" in with_notes
    assert "### Notes" not in export(thermidor, "--format", "md", "-o", "-", "--no-notes").stdout


@pytest.mark.skipif(sys.platform == "win32", reason="no modes there")
def test_a_book_may_be_read_by_whoever_may_read_other_new_files(thermidor, tmp_path):
    former = os.umask(0o027)
    try:
        export(thermidor, "-o", "book.md")
    finally:
        os.umask(former)
    assert stat.S_IMODE((tmp_path / "book.md").stat().st_mode) == 0o640


def test_nothing_else_is_left_behind(thermidor, tmp_path):
    before = {each.name for each in tmp_path.iterdir()}
    export(thermidor, "-o", "book.md")
    assert {each.name for each in tmp_path.iterdir()} - before == {"book.md"}


def test_the_run_itself_is_not_touched(thermidor, tmp_path):
    def runs():
        return {each: each.read_bytes() for each in (tmp_path / "saves").rglob("*.json")}

    before = runs()
    export(thermidor, "-o", "book.html")
    assert runs() == before


@pytest.mark.parametrize(
    ("name", "file"),
    [
        ("Run 1", "Run 1"),
        ("../../etc/passwd", "etc_passwd"),
        (".hidden", "hidden"),
        ('a/b\\c:d*e?f"g<h>i|j', "a_b_c_d_e_f_g_h_i_j"),
        ("Поход", "Поход"),
        ("...", ""),
    ],
)
def test_a_name_is_a_name_on_every_system(name, file):
    assert file_name(name) == file


def test_the_run_that_is_played_is_exported_by_the_name_of_a_file(tmp_path):
    file = tmp_path / "played.txt"
    assert export_played(session(*TELEGRAM), str(file)) == f"Written to {file}."
    assert "Promise Anna to call on her." in file.read_text("utf-8")
    with pytest.raises(Taken) as taken:
        export_played(session(*TELEGRAM), str(file))
    assert taken.value.advice == "Choose another name."


def test_in_play_a_name_that_says_no_form_is_refused(tmp_path):
    with pytest.raises(NoSuchForm) as refused:
        export_played(session(), str(tmp_path / "book"))
    assert isinstance(refused.value, Refused)
    assert ".html, .md, .txt or .svg" in refused.value.advice
