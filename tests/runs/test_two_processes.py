"""Two processes and one run: the second is told, death frees, and what a program that knows nothing
of locks has written is never written over."""

import errno
import os
import subprocess
import sys
from pathlib import Path

import pytest

from game.runs.disk import PosixDisk
from game.runs.file import decode, encode
from game.runs.lock import FileLocks
from game.runs.refusal import Busy, DiskFull, Refused
from game.runs.shelf import Shelf
from tests.runs.failing_disk import FailingDisk
from tests.runs.small import STORY, played
from tests.runs.views import open_descriptors

CHECKOUT = Path(__file__).parents[2]


@pytest.fixture
def shelf(tmp_path):
    shelf = Shelf(tmp_path / "saves")
    with shelf.create(STORY, "First") as opened:
        opened.keep(played(STORY, opened.run, "bog.wade"))
    return shelf


@pytest.fixture
def other(shelf):
    """Another process that has the run open."""
    process = holder(shelf)
    assert process.stdout.readline() == "held\n"
    yield process
    process.kill()
    process.communicate()


def holder(shelf):
    return subprocess.Popen(
        [sys.executable, "-m", "tests.runs.holding", str(shelf.folder), "First"],
        cwd=CHECKOUT,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )


def test_the_second_process_is_told_that_the_run_is_open(shelf, other):
    with pytest.raises(Busy) as busy:
        shelf.open(shelf.find("First"))
    assert busy.value.pid == str(other.pid)
    assert busy.value.sentence == f"The run “First” is open in another window (process {other.pid})."
    assert busy.value.advice == "Look at it without playing, play a copy, or leave."


def test_a_process_without_anybody_to_ask_leaves_with_code_3(shelf, other):
    second = holder(shelf)
    told, _ = second.communicate(timeout=20)
    assert second.returncode == 3
    assert "open in another window" in told


def test_a_run_that_is_open_elsewhere_can_be_looked_at_and_copied(shelf, other):
    run_id = shelf.find("First")
    assert shelf.read(run_id).name == "First"
    assert shelf.listing()[0].name == "First"
    with shelf.open(shelf.copy(run_id).id) as copy:
        assert copy.keep(played(STORY, copy.run, "course.wait")).name == "First (2)"


@pytest.mark.parametrize("act", ["rename", "delete"])
def test_a_run_that_is_open_elsewhere_is_not_moved(shelf, other, act):
    run_id = shelf.find("First")
    with pytest.raises(Busy):
        shelf.rename(run_id, "Other") if act == "rename" else shelf.delete(run_id)
    assert shelf.find("First") == run_id


def test_the_lock_is_free_when_its_holder_leaves(shelf, other):
    other.communicate(timeout=20)
    shelf.open(shelf.find("First")).close()


@pytest.mark.skipif(sys.platform == "win32", reason="kills by signal")
def test_the_lock_is_free_when_its_holder_is_killed(shelf, other):
    other.kill()
    other.wait(timeout=20)
    shelf.open(shelf.find("First")).close()


def test_one_process_cannot_open_a_run_twice_either(shelf):
    with shelf.open(shelf.find("First")):
        before = open_descriptors()
        with pytest.raises(Busy) as busy:
            shelf.open(shelf.find("First"))
        assert open_descriptors() == before
    assert busy.value.pid == str(os.getpid())
    shelf.open(shelf.find("First")).close()


def test_the_lock_file_stays_when_the_run_is_closed_renamed_and_written(shelf):
    run_id = shelf.find("First")
    lock = shelf.folder / "locks" / f"{run_id}.lock"
    inode = lock.stat().st_ino
    shelf.rename(run_id, "Second")
    shelf.open(run_id).close()
    assert lock.stat().st_ino == inode


def test_children_do_not_hold_the_lock_on(shelf):
    with shelf.open(shelf.find("First")):
        child = subprocess.Popen(
            [sys.executable, "-c", "import sys; sys.stdin.read()"], stdin=subprocess.PIPE, close_fds=False
        )
    try:
        shelf.open(shelf.find("First")).close()
    finally:
        child.communicate(timeout=20)


@pytest.mark.parametrize("error", [errno.ENOLCK, errno.ENOSYS, errno.EOPNOTSUPP])
def test_without_a_lock_service_play_goes_on_and_says_so_once(shelf, monkeypatch, error):
    fcntl = pytest.importorskip("fcntl")

    def refuse(descriptor, how):
        raise OSError(error, os.strerror(error))

    monkeypatch.setattr(fcntl, "flock", refuse)
    with shelf.open(shelf.find("First")) as opened:
        (notice,) = opened.notices()
        assert "play it in one window only" in notice
        opened.keep(played(STORY, opened.run, "course.wait"))
        assert opened.notices() == ()


def test_another_error_of_the_lock_is_a_refusal_and_leaks_nothing(shelf, monkeypatch):
    fcntl = pytest.importorskip("fcntl")

    def refuse(descriptor, how):
        raise OSError(errno.EIO, os.strerror(errno.EIO))

    monkeypatch.setattr(fcntl, "flock", refuse)
    before = open_descriptors()
    with pytest.raises(Refused, match="could not be held"):
        shelf.open(shelf.find("First"))
    assert open_descriptors() == before


def test_the_pid_is_text_for_a_message_and_nothing_else(tmp_path):
    (tmp_path / "x.lock").write_bytes(b"\x1b[2J not a number")
    held = FileLocks().take(tmp_path / "x.lock", "x")
    (tmp_path / "x.lock").write_bytes(b"\x1b[2J not a number")
    with pytest.raises(Busy) as busy:
        FileLocks().take(tmp_path / "x.lock", "x")
    held.free()
    held.free()
    assert busy.value.pid == ""
    assert busy.value.sentence == "The run “x” is open in another window."


# programs that know nothing of locks


def overwrite(opened, *decisions):
    """What a sync program does: another version of the run, under the same name."""
    theirs = encode(played(STORY, opened.run, *decisions))
    opened.path.write_bytes(theirs)
    return theirs


def test_what_a_sync_program_has_written_is_left_and_ours_goes_on_as_another_run(shelf):
    with shelf.open(shelf.find("First")) as opened:
        path, before = opened.path, opened.run
        theirs = overwrite(opened, "course.sign")
        kept = opened.keep(played(STORY, opened.run, "course.wait"))
        assert path.read_bytes() == theirs
        assert (kept.name, kept.id != before.id) == ("First (2)", True)
        assert shelf.read(kept.id) == kept == opened.run
        (notice,) = opened.notices()
        assert notice == (
            "Another program has changed the run “First”: that one was left as it is, "
            "and yours goes on as “First (2)”."
        )
        again = opened.keep(played(STORY, opened.run, "train.south"))
        assert (again.id, again.name) == (kept.id, "First (2)")
    assert sorted(row.name for row in shelf.listing()) == ["First", "First (2)"]


def test_the_run_that_ours_became_is_held_and_the_other_is_free(shelf):
    with shelf.open(shelf.find("First")) as opened:
        former = opened.run.id
        overwrite(opened, "course.sign")
        opened.keep(opened.run)
        shelf.open(former).close()
        with pytest.raises(Busy):
            shelf.open(opened.run.id)
    shelf.open(opened.run.id).close()


def test_a_change_of_the_same_length_and_time_is_seen_too(shelf):
    with shelf.open(shelf.find("First")) as opened:
        stamp = opened.path.stat()
        theirs = opened.path.read_bytes().replace(b"bog.wade", b"bog.made")
        opened.path.write_bytes(theirs)
        os.utime(opened.path, ns=(stamp.st_atime_ns, stamp.st_mtime_ns))
        path = opened.path
        opened.keep(opened.run)
        assert path.read_bytes() == theirs


def test_an_earlier_version_of_ours_put_back_is_another_programs_write(shelf):
    with shelf.open(shelf.find("First")) as opened:
        earlier, path = opened.path.read_bytes(), opened.path
        opened.keep(played(STORY, opened.run, "course.wait"))
        path.write_bytes(earlier)
        assert opened.keep(played(STORY, opened.run, "train.south")).name == "First (2)"
        assert path.read_bytes() == earlier


def test_a_file_that_was_only_touched_or_copied_over_itself_is_ours(shelf):
    with shelf.open(shelf.find("First")) as opened:
        data = opened.path.read_bytes()
        opened.path.unlink()
        opened.path.write_bytes(data)
        os.utime(opened.path, (1, 1))
        assert opened.keep(played(STORY, opened.run, "course.wait")).name == "First"


def test_a_file_that_was_removed_under_us_is_written_again(shelf):
    with shelf.open(shelf.find("First")) as opened:
        opened.path.unlink()
        kept = opened.keep(played(STORY, opened.run, "course.wait"))
    assert kept.name == "First"
    assert decode(opened.path.read_bytes()) == kept


def test_a_write_between_the_look_at_the_disk_and_the_next_choice_is_seen_at_that_choice(shelf):
    with shelf.open(shelf.find("First")) as opened:
        opened.keep(played(STORY, opened.run, "course.sign"))
        theirs = overwrite(opened, "course.wait")
        path = opened.path
        opened.keep(played(STORY, opened.run, "course.wait"))
        assert path.read_bytes() == theirs


def test_a_disk_that_is_full_just_then_leaves_no_trail_of_runs(tmp_path):
    shelf = Shelf(tmp_path / "saves", disk := FailingDisk())
    with shelf.create(STORY, "First") as opened:
        theirs, path = overwrite(opened, "bog.round"), opened.path
        for operation in ("create", "rename", "sync_folder", "sync_folder"):
            disk.fail(operation, errno.ENOSPC)
            with pytest.raises(DiskFull):
                opened.keep(played(STORY, opened.run, "bog.wade"))
        kept = opened.keep(played(STORY, opened.run, "bog.wade"))
        assert path.read_bytes() == theirs
        assert kept.name == "First (2)"
    assert sorted(row.name for row in shelf.listing()) == ["First", "First (2)"]


class Racing(PosixDisk):
    """Another process makes the file between our look and our rename."""

    def __init__(self):
        self.then = None

    def close(self, descriptor):
        super().close(descriptor)
        if self.then:
            then, self.then = self.then, None
            then()


def test_what_is_written_while_we_write_is_seen_before_the_rename(tmp_path):
    disk = Racing()
    shelf = Shelf(tmp_path / "saves", disk)
    with shelf.create(STORY, "First") as opened:
        path = opened.path
        disk.then = lambda: path.write_bytes(b"theirs")
        assert opened.keep(opened.run).name == "First (2)"
        assert path.read_bytes() == b"theirs"
        assert opened.path != path
