"""Settings: flag, environment, file, default; a broken one is said once and left alone."""

import errno
import stat
import sys
from pathlib import Path

import pytest

from game.runs.settings import NotSet, Settings, change, settle
from tests.runs.failing_disk import FailingDisk


@pytest.fixture
def file(tmp_path):
    return tmp_path / "settings.toml"


def test_without_anything_the_defaults_hold(file):
    assert settle(file, {}).settings == Settings()
    assert settle(file, {}).complaints == ()
    assert not file.exists()


def test_the_file_comes_before_the_default(file):
    file.write_text('theme = "dark"\nmeasure = 50\nrewind = false\nspare = ["famine", "suicide"]\n')
    assert settle(file, {}).settings == Settings(
        theme="night", measure=50, rewind=False, spare=("famine", "suicide")
    )


def test_the_environment_comes_before_the_file(file):
    file.write_text('theme = "dark"\nmeasure = 50\n')
    settled = settle(file, {"THERMIDOR_THEME": "paper", "THERMIDOR_REWIND": "No", "THERMIDOR_SPARE": "a, b"})
    assert settled.settings == Settings(theme="paper", measure=50, rewind=False, spare=("a", "b"))


def test_the_flag_comes_before_the_environment(file):
    file.write_text('theme = "dark"\n')
    flags = {"theme": "mono", "measure": None, "spare": ("c",)}
    settled = settle(file, {"THERMIDOR_THEME": "paper", "THERMIDOR_MEASURE": "40"}, flags)
    assert settled.settings == Settings(theme="mono", measure=40, spare=("c",))
    assert settled.complaints == ()


@pytest.mark.parametrize(
    "data",
    [b"theme = ", b"\xff", b"theme = 'dark'\ntheme = 'light'\n", b"#" * 100_000, b"a = " + b"[" * 50_000],
    ids=["half", "bytes", "double", "large", "deep"],
)
def test_a_broken_file_is_said_once_and_left_alone(file, data):
    file.write_bytes(data)
    settled = settle(file, {})
    (complaint,) = settled.complaints
    assert str(file) in complaint
    assert "left alone" in complaint
    assert settled.settings == Settings()
    assert file.read_bytes() == data


@pytest.mark.parametrize(
    ("written", "told"),
    [
        ('theme = "pink"', "one of ansi, night"),
        ("theme = 7", "word"),
        ('interface = "hologram"', "one of auto, full, linear"),
        ("measure = 10", "30 to 66"),
        ("measure = true", "30 to 66"),
        ('measure = "wide"', "30 to 66"),
        ('rewind = "perhaps"', "true or false"),
        ("spare = [1]", "list"),
        ('spare = "famine"', "list"),
        ("colour = 1", "no setting"),
    ],
)
def test_a_broken_setting_is_said_and_the_others_hold(file, written, told):
    file.write_text(f"{written}\n")
    settled = settle(file, {"THERMIDOR_REWIND": "off"})
    (complaint,) = settled.complaints
    assert told in complaint
    assert settled.settings == Settings(rewind=False)


def test_a_broken_variable_is_said_and_the_file_holds(file):
    file.write_text("measure = 50\n")
    settled = settle(file, {"THERMIDOR_MEASURE": "wide"})
    assert settled.settings.measure == 50
    assert settled.complaints == (
        "In the environment, `measure` is a number of columns from 30 to 66; it was not used.",
    )


def test_a_folder_in_the_files_place_says_nothing(file):
    file.mkdir()
    assert settle(file, {}).settings == Settings()


def test_what_a_terminal_would_obey_is_not_repeated(file):
    file.write_text('"\\u001b[2J" = 1\n')
    (complaint,) = settle(file, {}).complaints
    assert complaint.isprintable()


def test_bytes_that_are_no_text_are_no_matter_to_be_spared(file):
    settled = settle(file, {"THERMIDOR_SPARE": "famine,\udcff"})
    assert settled.settings.spare == ()
    assert "list" in settled.complaints[0]


def test_no_more_is_read_than_settings_can_be(file):
    with file.open("wb") as stream:
        stream.truncate(1 << 40)
    assert "too large" in settle(file, {}).complaints[0]


@pytest.mark.parametrize(
    ("former", "theme"), [("auto", "ansi"), ("dark", "night"), ("light", "paper"), ("none", "mono")]
)
def test_themes_go_by_their_former_names_too(file, former, theme):
    file.write_text(f'theme = "{former}"\n')
    assert settle(file, {}) == settle(file, {"THERMIDOR_THEME": theme})
    assert settle(file, {}).settings.theme == theme


def test_a_setting_is_changed_and_all_else_in_the_file_stays(file):
    file.write_text('# mine\ntheme = "night"  # at the lamp\n\n# wide enough\nmeasure = 50\nlater = 3\n')
    assert change(file, "theme", "paper") == Settings(theme="paper", measure=50)
    assert file.read_text() == (
        '# mine\ntheme = "paper"  # at the lamp\n\n# wide enough\nmeasure = 50\nlater = 3\n'
    )


@pytest.mark.parametrize(
    ("name", "text", "value"),
    [
        ("theme", "night", "night"),
        ("theme", "dark", "night"),
        ("interface", "full", "full"),
        ("measure", "52", 52),
        ("ascii", "on", True),
        ("mouse", "No", False),
        ("skim", "off", False),
        ("roads", "off", False),
        ("pause", "false", False),
        ("rewind", "0", False),
        ("spare", "famine, suicide", ("famine", "suicide")),
    ],
)
def test_what_is_set_is_what_the_next_start_reads(file, name, text, value):
    changed = change(file, name, text)
    assert getattr(changed, name) == value
    assert settle(file, {}) == settle(file, {}, {name: value})
    assert settle(file, {}).settings == changed


def test_a_change_is_made_to_the_settings_in_force(file):
    file.write_text("measure = 40\n")
    now = Settings(theme="night", measure=60, mouse=False)
    assert change(file, "ascii", "yes", now) == Settings(theme="night", measure=60, mouse=False, ascii=True)
    assert settle(file, {}).settings == Settings(measure=40, ascii=True)


@pytest.mark.parametrize(
    ("name", "text", "told"),
    [
        ("theme", "pink", "one of ansi, night, paper, mono"),
        ("measure", "12", "30 to 66"),
        ("measure", "wide", "30 to 66"),
        ("mouse", "perhaps", "true or false"),
        ("colour", "red", "no setting"),
    ],
)
def test_what_cannot_be_set_is_told_and_nothing_is_written(file, name, text, told):
    with pytest.raises(NotSet, match=told):
        change(file, name, text)
    assert not file.exists()


@pytest.mark.parametrize("data", [b"theme = ", b"\xff", b"#" * 100_000], ids=["half", "bytes", "large"])
def test_a_broken_file_is_never_written_over(file, data):
    file.write_bytes(data)
    with pytest.raises(NotSet, match="Mend"):
        change(file, "theme", "night")
    assert file.read_bytes() == data


def test_a_file_that_can_be_read_but_not_changed_is_told_and_left_alone(file):
    nested = f"measure = 40\nother = {'[' * 200}{']' * 200}\n"
    file.write_text(nested)
    assert settle(file, {}).settings.measure == 40
    with pytest.raises(NotSet, match="by hand"):
        change(file, "theme", "night")
    assert file.read_text() == nested


def test_a_folder_in_the_files_place_is_told(file):
    file.mkdir()
    with pytest.raises(NotSet, match="no file"):
        change(file, "theme", "night")


def test_a_refusal_of_the_disk_is_a_sentence_and_the_file_is_as_it_was(file):
    file.write_text("measure = 40\n")
    disk = FailingDisk()
    disk.fail("write", errno.ENOSPC)
    with pytest.raises(NotSet, match=r"could not be kept.*disk is full"):
        change(file, "theme", "night", disk=disk)
    assert file.read_text() == "measure = 40\n"


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has other rights")
def test_settings_and_their_folder_are_their_owners_alone(tmp_path):
    file = tmp_path / "config" / "thermidor" / "settings.toml"
    change(file, "theme", "night")
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert stat.S_IMODE(file.parent.stat().st_mode) == 0o700


@pytest.mark.skipif(sys.platform == "win32", reason="links need rights on Windows")
def test_settings_that_are_kept_elsewhere_by_a_link_stay_there(tmp_path):
    kept = tmp_path / "dotfiles" / "thermidor.toml"
    kept.parent.mkdir()
    kept.write_text("measure = 40\n")
    link = tmp_path / "settings.toml"
    link.symlink_to(kept)
    change(link, "theme", "night")
    assert link.is_symlink()
    assert settle(Path(link), {}).settings == Settings(theme="night", measure=40)
    assert "night" in kept.read_text()


def test_the_linux_console_is_drawn_on_in_ascii_unless_the_player_says_otherwise(file):
    assert settle(file, {"TERM": "linux"}).settings == Settings(ascii=True)
    assert not settle(file, {"TERM": "xterm"}).settings.ascii
    file.write_text("ascii = false\n")
    assert not settle(file, {"TERM": "linux"}).settings.ascii
