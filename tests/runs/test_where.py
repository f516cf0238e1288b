"""Where runs, settings and caches are."""

import subprocess
import sys
from pathlib import Path

import pytest

from game.runs import where


@pytest.fixture
def no_checkout(monkeypatch):
    monkeypatch.setattr(where, "checkout", lambda: None)


def checkout(folder, pyproject='[project]\nname = "thermidor"\n'):
    (folder / "game").mkdir()
    (folder / "story").mkdir()
    (folder / "pyproject.toml").write_text(pyproject)
    return folder / "game"


def test_the_argument_comes_before_all(tmp_path):
    place = where.saves(tmp_path / "x", {"THERMIDOR_SAVES": "/elsewhere"})
    assert (place.path, place.because) == (tmp_path / "x", "--saves")


def test_then_the_environment(tmp_path):
    place = where.saves(None, {"THERMIDOR_SAVES": str(tmp_path)})
    assert (place.path, place.because) == (tmp_path, "THERMIDOR_SAVES")


def test_an_empty_variable_says_nothing(no_checkout):
    assert where.saves(None, {"THERMIDOR_SAVES": ""}).because == "this system's place for data"


def test_then_the_checkout():
    place = where.saves(None, {})
    assert place.path == Path(__file__).parents[2] / "saves"


def test_then_the_systems_place_for_data(no_checkout, tmp_path, monkeypatch):
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path))
    monkeypatch.setenv("HOME", str(tmp_path))
    path = where.saves(None, {}).path
    assert path.name == "saves"
    assert path.is_relative_to(tmp_path)


def test_a_relative_folder_is_meant_from_here(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    assert where.saves(Path("x"), {}).path == tmp_path / "x"
    assert where.saves(None, {"THERMIDOR_SAVES": "y"}).path == tmp_path / "y"


def test_a_home_of_nobody_is_a_folder_of_that_name(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    assert where.saves(Path("~nobody-by-that-name/x"), {}).path == tmp_path / "~nobody-by-that-name/x"
    assert where.saves(None, {"THERMIDOR_SAVES": "~nobody-by-that-name"}).path.parent == tmp_path


def test_a_checkout_is_known_by_its_project_and_its_story(tmp_path):
    assert where.checkout(checkout(tmp_path)) == tmp_path


def test_an_installed_package_is_no_checkout(tmp_path):
    (tmp_path / "game").mkdir()
    assert where.checkout(tmp_path / "game") is None


def test_another_project_that_has_the_package_in_it_is_no_checkout(tmp_path):
    assert where.checkout(checkout(tmp_path, '[project]\nname = "other"\n')) is None


def test_a_project_without_the_story_is_no_checkout(tmp_path):
    package = checkout(tmp_path)
    (tmp_path / "story").rmdir()
    assert where.checkout(package) is None


def test_a_project_file_of_any_bytes_does_no_harm(tmp_path):
    package = checkout(tmp_path)
    (tmp_path / "pyproject.toml").write_bytes(b"\xff\xfe")
    assert where.checkout(package) is None


def test_the_cache_can_be_elsewhere_or_off(tmp_path):
    assert where.cache({"THERMIDOR_CACHE": "off"}) is None
    assert where.cache({"THERMIDOR_CACHE": str(tmp_path)}).path == tmp_path
    assert "thermidor" in str(where.cache({}).path)


def test_settings_and_logs_have_their_places(tmp_path):
    assert where.settings_file({}).path.name == "settings.toml"
    assert where.settings_file({"THERMIDOR_SETTINGS": str(tmp_path / "s")}).path == tmp_path / "s"
    assert "thermidor" in str(where.logs().path)


def test_a_start_that_is_told_its_folders_imports_no_library_for_them():
    program = (
        "import sys, pathlib; from game.runs import where, shelf, settings;"
        "where.saves(pathlib.Path('x'), {}); where.saves(None, {}); where.cache({'THERMIDOR_CACHE': 'off'});"
        "sys.exit('platformdirs' in sys.modules or 'tomllib' in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", program], cwd=Path(__file__).parents[2])
    assert done.returncode == 0
