"""`thermidor measure`: what it tells, and to whom."""

import json
import re
import shutil

import pytest

from game.authoring.measure.figures import BY_NAME, FIGURES
from game.authoring.measure.targets import Target, TargetsUnread, targets
from game.cli.measured import record, tables
from game.core.value import members
from game.terminal.tables import Cell, Column, Table, draw
from tests.authoring.measure.helping import ROOT, measured
from tests.authoring.measure.test_figures import AWAY, EVENINGS, SNOW
from tests.program import Program
from tests.small import FOLDER

FILES = {**AWAY, "variables": SNOW + "asked:\n  flag: no\n  means: You asked.\n"}
DOCS = (ROOT / "docs" / "measuring.md").read_text("utf-8")


@pytest.fixture
def program(tmp_path):
    return Program(tmp_path / "saves")


@pytest.fixture
def small(tmp_path):
    return shutil.copytree(FOLDER, tmp_path / "small")


def measure(program, *arguments):
    return program("measure", *arguments, "--plays", "200")


def test_every_figure_is_told_with_its_target(program, small):
    (small / "targets.toml").write_text("words = {least = 100_000}\nendings = {most = 50}\n")
    done = measure(program, small)
    assert done.returncode == 0
    for figure in FIGURES:
        assert re.search(rf"^{figure.name} ", done.stdout, re.MULTILINE), figure.name
    assert re.search(r"^words .* at least 100,000  MISSED$", done.stdout, re.MULTILINE)
    assert re.search(r"^endings .* at most 50  met$", done.stdout, re.MULTILINE)
    assert "\x1b" not in done.stdout
    assert "200 plays from seed 0" in done.stdout


def test_strict_measures_fail_where_a_target_is_missed(program, small):
    (small / "targets.toml").write_text("words = {least = 100_000}\n")
    assert measure(program, small).returncode == 0
    assert measure(program, small, "--strict").returncode == 1
    (small / "targets.toml").write_text("words = {least = 10}\n")
    assert measure(program, small, "--strict").returncode == 0


def test_json_is_the_same_for_a_seed_and_holds_every_name_that_is_documented(program, small):
    one, again = (measure(program, small, "--json").stdout for _ in range(2))
    assert one == again
    assert measure(program, small, "--json", "--seed", "1").stdout != one
    told = json.loads(one)
    assert set(told["figures"]) == set(BY_NAME)
    for name in told:
        assert f"`{name}`" in DOCS
    assert all(each["place"]["line"] > 0 for each in told["findings"])


def test_every_name_of_a_table_in_json_is_documented():
    measures = measured(EVENINGS, plays=50, **FILES)
    told = record(measures)
    names = {name for rows in ("endings", "doors", "calls", "chapters", "findings") for name in told[rows][0]}
    assert names
    assert [name for name in names if f"`{name}`" not in DOCS] == []


def test_the_definitions_are_those_of_the_guide():
    flat = " ".join(DOCS.split())
    for figure in FIGURES:
        assert f"**`{figure.name}`**: {figure.title}." in flat
        assert " ".join(figure.means.split()) in flat, figure.name


def test_a_figure_is_explained_by_its_name(program):
    done = program("measure", "--explain", "overlap")
    assert done.returncode == 0
    assert done.stdout.startswith("overlap: text that opposed runs share\n")
    done = program("measure", "--explain", "overlop")
    assert (done.returncode, done.stdout) == (2, "")
    assert "did you mean `overlap`?" in done.stderr


def test_a_part_is_measured_by_its_name_and_an_unknown_one_refused(program, small):
    done = measure(program, small, "--chapter", "thaw")
    assert done.returncode == 0
    assert done.stdout.startswith("The text of the chapter thaw, to which ")
    refused = measure(program, small, "--chapter", "thw")
    assert (refused.returncode, refused.stdout) == (2, "")
    assert refused.stderr == "thermidor: There is no chapter “thw”; did you mean `thaw`?\n"
    refused = measure(program, small, "--line", "far")
    assert (refused.returncode, refused.stderr) == (2, "thermidor: There is no line “far”; there is none.\n")
    refused = measure(program, small, "--chapter", "thaw", "--line", "far")
    assert refused.returncode == 2
    assert "Only one of" in refused.stderr


def test_a_branch_is_measured_by_its_name_or_its_folder(program, small):
    attic = ROOT / "tests" / "stories" / "branches" / "the-attic"
    by_folder = measure(program, small, "--branch", attic, "--json")
    assert by_folder.returncode == 0, by_folder.stderr
    told = json.loads(by_folder.stdout)
    assert told["part"]["kind"] == "branch"
    assert 0 < told["part"]["came"] <= 1
    assert told["figures"]["words"]["value"] > 0
    shutil.copytree(attic, small / "branches" / "the-attic")
    by_name = measure(program, small, "--branch", "the-attic", "--json")
    assert json.loads(by_name.stdout)["figures"] == told["figures"]


def test_a_story_with_errors_is_not_measured(program, small):
    (small / "variables.yaml").write_text("nothing: {}\n")
    done = measure(program, small)
    assert (done.returncode, done.stdout) == (1, "")
    assert "errors, and cannot be played" in done.stderr


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("word = {least = 1}", "there is no figure `word`; did you mean `words`?"),
        ("words = 3", "`words` is no target"),
        ("words = {at_least = 3}", "`words` is no target"),
        ("words = {least = true}", "`words` is no target"),
        ("words = {least = '3'}", "`words` is no target"),
        ("words = {}", "`words` is no target"),
        ("words = ", "cannot be read"),
    ],
)
def test_targets_that_say_something_else_are_refused(program, small, text, said):
    (small / "targets.toml").write_text(text)
    done = measure(program, small)
    assert (done.returncode, done.stdout) == (2, "")
    assert said in done.stderr


def test_targets_are_at_least_and_at_most(tmp_path):
    (tmp_path / "targets.toml").write_text("words = {least = 1, most = 2}\noverlap = {most = 0.5}\n")
    found = targets(tmp_path)
    assert found == {"words": Target(1, 2), "overlap": Target(None, 0.5)}
    assert [found["words"].met(value) for value in (0, 1, 2, 3)] == [False, True, True, False]
    assert targets(tmp_path / "nowhere") == {}


def test_the_targets_of_the_game_can_be_read():
    assert len(targets(ROOT / "story")) > 15
    assert TargetsUnread is not None


def test_only_the_first_findings_of_a_figure_are_told_unless_all_are_asked_for():
    menus = "".join(f"m{n}:\n  choices:\n    on:\n      label: On.\n      to: m{n + 1}\n" for n in range(20))
    scenes = menus.replace("m0:", "first:").replace("to: m20", "to: end_of_day")
    measures = measured(scenes, plays=5)

    def lines(*, whole):
        found = tables(measures, 100, whole=whole)
        return next(each for each in found if "menus_never_closed" in each.title)

    assert len(lines(whole=True).rows) == 20
    assert len(lines(whole=False).rows) == 8
    assert lines(whole=False).note == "and 12 more: --all tells them"
    assert lines(whole=True).note == ""


def test_a_table_is_aligned_and_what_is_long_folds():
    table = Table(
        "Things",
        (Column("name"), Column("", gives=True), Column("count", number=True)),
        ((Cell("one"), Cell("a word " * 20), Cell("7")), (Cell("fourteen"), Cell("b"), Cell("1,000", "bad"))),
        "A note.",
    )
    drawn = draw([table], 60, colours=False, lines=False)
    lines = drawn.split("\n")
    assert lines[0] == "Things"
    assert max(map(len, lines)) <= 60
    assert any(line.startswith("one ") and line.endswith("    7") for line in lines)
    assert any(line.startswith("fourteen  b") and line.endswith("1,000") for line in lines)
    assert "A note." in lines
    assert "\x1b[1;31m1,000" in draw([table], 60, colours=True, lines=True)


def test_what_others_wrote_cannot_steer_the_terminal():
    table = Table("T", (Column("a"),), ((Cell("\x1b[31mred"),),))
    assert "\x1b[31m" not in draw([table], 60, colours=False, lines=False)
    assert "<U+001B>" in draw([table], 60, colours=False, lines=False)


def test_rows_without_columns_are_lines_as_long_as_they_are():
    long = "word " * 40 + "end"
    drawn = draw([Table("T", (), ((Cell("a/b.yaml:1:1:"), Cell(long)),))], 60, colours=False, lines=False)
    assert f"a/b.yaml:1:1: {long}" in drawn.split("\n")


def test_the_tables_hold_every_row_of_what_was_measured():
    measures = measured(EVENINGS, plays=50, **FILES)
    told = {each.title: each for each in tables(measures, 100, whole=True)}
    for title, rows in (("Endings", measures.endings), ("Doors", measures.doors), ("Calls", measures.calls)):
        assert len(told[title].rows) == len(rows)
    assert {each.name for each in members(type(measures))} >= {"figures", "findings"}


def test_a_narrow_terminal_is_told_names_and_no_titles():
    measures = measured(EVENINGS, plays=50, **FILES)
    wide, narrow = (
        draw(tables(measures, columns, whole=True), columns, colours=False, lines=False)
        for columns in (100, 80)
    )
    assert "narrative words a run" in wide
    assert "narrative words a run" not in narrow
    figures = narrow.partition("\nDoors")[0].split("\n")
    assert max(map(len, figures)) <= 80
    assert sum(line.startswith("words_a_run ") for line in figures) == 1
