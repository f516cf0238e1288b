"""The disks themselves: what each asks of its system."""

import errno
import os
import stat
import sys

import pytest

from game.runs.disk import PosixDisk, WindowsDisk, this_disk
from game.runs.writing import Own, make_folders, write_whole
from tests.runs.views import open_descriptors


@pytest.fixture(params=[PosixDisk, WindowsDisk])
def disk(request):
    return request.param()


def test_bytes_are_written_whole_and_in_place_of_the_old_ones(disk, tmp_path):
    target = tmp_path / "run.json"
    for data in (b"one", b"", b"three" * 100_000):
        assert write_whole(disk, target, data)
        assert disk.read(target, 10**7) == data
    assert disk.names(tmp_path) == ("run.json",)


def test_a_last_look_that_says_no_replaces_nothing(disk, tmp_path):
    target = tmp_path / "run.json"
    target.write_bytes(b"old")
    assert not write_whole(disk, target, b"new", lambda: False)
    assert target.read_bytes() == b"old"


def test_only_so_much_is_read(disk, tmp_path):
    (tmp_path / "x").write_bytes(b"0123456789")
    assert disk.read(tmp_path / "x", 4) == b"0123"
    assert disk.read(tmp_path / "x", 400) == b"0123456789"


def test_folders_are_made_with_those_above_them(disk, tmp_path):
    make_folders(disk, tmp_path / "a" / "b")
    make_folders(disk, tmp_path / "a" / "b")
    assert (tmp_path / "a" / "b").is_dir()


def test_a_folder_that_another_process_makes_first_is_as_good(tmp_path):
    class Slow(PosixDisk):
        def exists(self, path):
            return path == tmp_path

    (tmp_path / "a").mkdir()
    make_folders(Slow(), tmp_path / "a")


@pytest.mark.skipif(sys.platform == "win32", reason="no modes there")
def test_files_and_folders_are_private_whatever_the_mask(tmp_path):
    mask = os.umask(0)
    try:
        write_whole(PosixDisk(), tmp_path / "x.json", b"x")
        make_folders(PosixDisk(), tmp_path / "folder")
    finally:
        os.umask(mask)
    assert stat.S_IMODE((tmp_path / "x.json").stat().st_mode) == 0o600
    assert stat.S_IMODE((tmp_path / "folder").stat().st_mode) == 0o700


@pytest.mark.skipif(sys.platform == "win32", reason="no links there")
def test_links_are_neither_read_nor_written_through(tmp_path):
    (tmp_path / "real").write_bytes(b"real")
    (tmp_path / "link").symlink_to(tmp_path / "real")
    for act in (
        lambda: PosixDisk().read(tmp_path / "link", 9),
        lambda: PosixDisk().create(tmp_path / "link"),
    ):
        with pytest.raises(OSError, match="symbolic") as refused:
            act()
        assert refused.value.errno == errno.ELOOP
    assert (tmp_path / "real").read_bytes() == b"real"


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no pipes there")
def test_pipes_are_not_waited_for(tmp_path, impatient):
    os.mkfifo(tmp_path / "pipe")
    with pytest.raises(OSError, match="No such device"):
        PosixDisk().create(tmp_path / "pipe")
    with pytest.raises(OSError, match="No such device"):
        PosixDisk().read(tmp_path / "pipe", 9)


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no pipes there")
def test_a_pipe_that_somebody_reads_is_refused_all_the_same(tmp_path, impatient):
    os.mkfifo(tmp_path / "pipe")
    reader = os.open(tmp_path / "pipe", os.O_RDONLY | os.O_NONBLOCK)
    before = open_descriptors()
    try:
        with pytest.raises(OSError, match="No such device"):
            PosixDisk().create(tmp_path / "pipe")
        assert open_descriptors() == before
    finally:
        os.close(reader)


def test_a_folder_that_cannot_be_synced_is_believed(tmp_path, monkeypatch):
    def refuse(error):
        def fsync(descriptor):
            raise OSError(error, os.strerror(error))

        return fsync

    monkeypatch.setattr(os, "fsync", refuse(errno.EINVAL))
    PosixDisk().sync_folder(tmp_path)
    monkeypatch.setattr(os, "fsync", refuse(errno.EIO))
    with pytest.raises(OSError, match="Input/output"):
        PosixDisk().sync_folder(tmp_path)


class Clock:
    """A clock that moves only while somebody waits."""

    def __init__(self):
        self.time = 0.0
        self.waits = 0

    def __call__(self):
        return self.time

    def wait(self, seconds):
        self.time += seconds
        self.waits += 1


def held(times, monkeypatch):
    """Somebody holds the file open for so many tries."""
    real, left = os.replace, [times]

    def replace(self, target):
        if left[0]:
            left[0] -= 1
            raise PermissionError(errno.EACCES, "held open by a scanner")
        real(self, target)

    monkeypatch.setattr("pathlib.Path.replace", replace)


def test_windows_waits_for_a_scanner(tmp_path, monkeypatch):
    clock = Clock()
    held(5, monkeypatch)
    assert write_whole(WindowsDisk(clock.wait, clock), tmp_path / "x.json", b"x")
    assert (tmp_path / "x.json").read_bytes() == b"x"
    assert clock.waits == 5


def test_windows_waits_no_longer_than_a_second(tmp_path, monkeypatch):
    clock = Clock()
    (tmp_path / "x.json").write_bytes(b"old")
    held(10**6, monkeypatch)
    with pytest.raises(PermissionError):
        write_whole(WindowsDisk(clock.wait, clock), tmp_path / "x.json", b"x")
    assert 1.0 <= clock.time < 1.1
    assert (tmp_path / "x.json").read_bytes() == b"old"


def test_windows_does_not_wait_for_other_errors(tmp_path):
    clock = Clock()
    with pytest.raises(FileNotFoundError):
        WindowsDisk(clock.wait, clock).rename(tmp_path / "no", tmp_path / "x")
    assert clock.waits == 0


def test_macos_asks_the_drive_itself(tmp_path, monkeypatch):
    fcntl = pytest.importorskip("fcntl")
    asked = []
    monkeypatch.setattr(sys, "platform", "darwin")
    monkeypatch.setattr(fcntl, "F_FULLFSYNC", 51, raising=False)
    monkeypatch.setattr(fcntl, "fcntl", lambda descriptor, command: asked.append(command))
    write_whole(PosixDisk(), tmp_path / "x.json", b"x")
    assert asked == [51]


@pytest.mark.parametrize(("error", "falls_back"), [(errno.ENOTSUP, True), (errno.EIO, False)])
def test_macos_falls_back_only_where_the_drive_cannot_be_asked(tmp_path, monkeypatch, error, falls_back):
    fcntl = pytest.importorskip("fcntl")

    def refuse(descriptor, command):
        raise OSError(error, os.strerror(error))

    monkeypatch.setattr(sys, "platform", "darwin")
    monkeypatch.setattr(fcntl, "F_FULLFSYNC", 51, raising=False)
    monkeypatch.setattr(fcntl, "fcntl", refuse)
    if falls_back:
        assert write_whole(PosixDisk(), tmp_path / "x.json", b"x")
    else:
        with pytest.raises(OSError, match="Input/output"):
            write_whole(PosixDisk(), tmp_path / "x.json", b"x")


def test_the_disk_is_that_of_the_system(monkeypatch):
    monkeypatch.setattr(sys, "platform", "linux")
    assert type(this_disk()) is PosixDisk
    monkeypatch.setattr(sys, "platform", "win32")
    assert type(this_disk()) is WindowsDisk


def test_own_bytes_are_known_by_content(disk, tmp_path):
    own = Own(b"one")
    assert own.stands(disk, tmp_path / "x")
    (tmp_path / "x").write_bytes(b"one")
    os.utime(tmp_path / "x", (1, 1))
    assert own.stands(disk, tmp_path / "x")
    (tmp_path / "x").write_bytes(b"two")
    assert not own.stands(disk, tmp_path / "x")
    own.add(b"two")
    assert own.stands(disk, tmp_path / "x")
