"""A process killed before or after each of its operations on the disk: every act is done or not done,
every file is whole, and the lock is free."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from game.runs.disk import PosixDisk
from game.runs.open_run import OpenRun
from game.runs.shelf import Shelf
from tests.runs.acts import ACTS
from tests.runs.small import STORY, played
from tests.runs.views import view, without_ids

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="kills by signal")
CHECKOUT = Path(__file__).parents[2]


def killed_everywhere(folder, act):
    done = subprocess.run(
        [sys.executable, "-m", "tests.runs.killed", str(folder), act],
        cwd=CHECKOUT,
        env=os.environ | {"PYTHONDONTWRITEBYTECODE": "1"},
        capture_output=True,
        text=True,
        timeout=120,
    )
    assert done.returncode == 0, done.stderr
    return int(done.stdout)


def seen(folder):
    return without_ids(view(PosixDisk(), folder / "saves"))


def views_through(act, folder, monkeypatch):
    """What there is to be seen before the act, after each thing that it keeps, and at its end."""
    views = [seen(folder)]

    def kept(self, run, keep=OpenRun.keep):
        result = keep(self, run)
        views.append(seen(folder))
        return result

    monkeypatch.setattr(OpenRun, "keep", kept)
    ACTS[act](Shelf(folder / "saves"))
    return [*views, seen(folder)]


@pytest.mark.parametrize("act", ACTS)
def test_an_act_is_done_or_not_done_wherever_its_process_is_killed(act, tmp_path, monkeypatch):
    last = killed_everywhere(tmp_path, act)
    right = views_through(act, tmp_path / "ready", monkeypatch)
    for number in range(1, last):
        for moment in ("before", "after"):
            assert seen(tmp_path / f"{number}-{moment}") in right
    assert seen(tmp_path / f"{last}-before") == right[-1]
    assert last > 5


@pytest.fixture(scope="module")
def thrice(tmp_path_factory):
    """The folder in which three turns were killed everywhere, and the last number. Only to be read."""
    folder = tmp_path_factory.mktemp("thrice")
    return folder, killed_everywhere(folder, "keep_thrice")


def test_what_was_kept_stays_kept_wherever_the_process_is_killed_later(thrice, tmp_path, monkeypatch):
    folder, last = thrice
    shutil.copytree(folder / "ready", tmp_path / "ready")
    right = views_through("keep_thrice", tmp_path / "ready", monkeypatch)
    reached = [
        max(n for n, each in enumerate(right) if each == seen(folder / f"{number}-{moment}"))
        for number in range(1, last)
        for moment in ("before", "after")
    ]
    assert reached == sorted(reached)


def test_the_lock_of_a_killed_process_is_free_and_play_goes_on(thrice, tmp_path):
    folder, last = thrice
    for number in range(1, last):
        shutil.copytree(folder / f"{number}-after", tmp_path / str(number))
        shelf = Shelf(tmp_path / str(number) / "saves")
        with shelf.open(shelf.find("First")) as opened:
            kept = opened.keep(played(STORY, opened.run))
        assert shelf.read(kept.id) == kept
