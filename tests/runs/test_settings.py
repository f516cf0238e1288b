"""Settings: flag, environment, file, default; a broken one is said once and left alone."""

import pytest

from game.runs.settings import Settings, settle


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
        theme="dark", measure=50, rewind=False, spare=("famine", "suicide")
    )


def test_the_environment_comes_before_the_file(file):
    file.write_text('theme = "dark"\nmeasure = 50\n')
    settled = settle(file, {"THERMIDOR_THEME": "light", "THERMIDOR_REWIND": "No", "THERMIDOR_SPARE": "a, b"})
    assert settled.settings == Settings(theme="light", measure=50, rewind=False, spare=("a", "b"))


def test_the_flag_comes_before_the_environment(file):
    file.write_text('theme = "dark"\n')
    flags = {"theme": "none", "measure": None, "spare": ("c",)}
    settled = settle(file, {"THERMIDOR_THEME": "light", "THERMIDOR_MEASURE": "40"}, flags)
    assert settled.settings == Settings(theme="none", measure=40, spare=("c",))
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
        ('theme = "pink"', "one of auto, dark"),
        ("theme = 7", "word"),
        ('interface = "hologram"', "one of auto, linear"),
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
