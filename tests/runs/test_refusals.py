"""A disk that is full, failing or forbidden: the choice is not taken, the old file is whole, nothing
leaks, and the next try writes anew."""

import errno
import os
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

import pytest

from game.runs.disk import PosixDisk
from game.runs.file import MOST, decode
from game.runs.journal import mark
from game.runs.record import begun
from game.runs.refusal import (
    DiskFailed,
    DiskFull,
    DiskRefused,
    NotAllowed,
    ReadOnly,
    Refused,
    TooLarge,
    refusal,
)
from game.runs.shelf import Shelf
from tests.runs.acts import ACTS, get_ready, prepare
from tests.runs.failing_disk import WRITING, FailingDisk
from tests.runs.small import STORY, played
from tests.runs.views import open_descriptors, view, without_ids

KINDS = {
    errno.ENOSPC: DiskFull,
    errno.EDQUOT: DiskFull,
    errno.EFBIG: DiskFull,
    errno.EIO: DiskFailed,
    errno.EROFS: ReadOnly,
    errno.EACCES: NotAllowed,
}


@pytest.fixture
def disk():
    return FailingDisk()


@pytest.fixture
def opened(disk, tmp_path):
    with Shelf(tmp_path / "saves", disk).create(STORY, "First") as run:
        run.keep(played(STORY, run.run, "bog.wade"))
        yield run


@pytest.mark.parametrize("operation", WRITING)
@pytest.mark.parametrize("error", KINDS, ids=errno.errorcode.get)
def test_a_refused_choice_is_not_taken_and_the_old_file_is_whole(opened, disk, operation, error):
    before, bytes_before, open_before = opened.run, opened.path.read_bytes(), open_descriptors()
    disk.fail(operation, error)
    with pytest.raises(KINDS[error]) as refused:
        opened.keep(played(STORY, opened.run, "course.sign"))
    assert opened.run == before
    assert open_descriptors() == open_before
    assert refused.value.sentence.endswith(".")
    assert str(opened.path.parent) in refused.value.sentence
    assert refused.value.advice
    if operation == "sync_folder":  # the name is given; whether durably, nobody knows
        assert decode(opened.path.read_bytes()).journal[:1] == before.journal
    else:
        assert opened.path.read_bytes() == bytes_before


@pytest.mark.parametrize(
    ("operation", "done"),
    [*((each, False) for each in WRITING), ("fsync", True), ("rename", True), ("sync_folder", True)],
)
def test_the_next_try_writes_anew_with_a_longer_journal(opened, disk, operation, done):
    run = opened.run
    disk.fail(operation, errno.EIO, done=done, often=2)
    for decision in ("course.sign", "course.wait"):
        run = played(STORY, run, decision)
        with pytest.raises(DiskFailed):
            opened.keep(run)
    kept = opened.keep(played(STORY, run, "train.south"))
    assert (kept.id, kept.name) == (opened.run.id, "First")
    assert decode(opened.path.read_bytes()) == kept
    assert len(kept.journal) == 4
    assert not opened.notices()


def test_a_failed_fsync_is_never_tried_again_on_its_descriptor(opened, disk):
    disk.log.clear()
    disk.fail("fsync", errno.EIO)
    with suppress(Refused):
        opened.keep(opened.run)
    number = disk.log[0][1]
    assert disk.log == [("create", number), ("write", number), ("fsync", number), ("close", number)]
    opened.keep(opened.run)
    assert disk.log[4:7] == [("create", number + 1), ("write", number + 1), ("fsync", number + 1)]


def test_the_file_is_replaced_only_after_it_was_synced_and_closed_without_complaint(opened, disk):
    disk.log.clear()
    opened.keep(opened.run)
    names = [name for name, _ in disk.log]
    assert names == ["create", "write", "fsync", "close", "rename", "sync_folder"]


def test_a_short_write_is_continued(opened, disk, monkeypatch):
    monkeypatch.setattr(PosixDisk, "write", lambda self, descriptor, data: os.write(descriptor, data[:7]))
    kept = opened.keep(opened.run)
    assert decode(opened.path.read_bytes()) == kept


def test_a_disk_that_takes_nothing_is_not_waited_for(opened, monkeypatch):
    monkeypatch.setattr(FailingDisk, "write", lambda self, descriptor, data: 0)
    with pytest.raises(DiskFailed):
        opened.keep(opened.run)


@pytest.mark.parametrize("operation", [*WRITING, "make_folder", "read", "names"])
@pytest.mark.parametrize("act", sorted(set(ACTS) - {"remember"}))
def test_an_act_that_is_refused_anywhere_harms_nothing(act, operation, tmp_path):
    refused = True
    for after in range(40):
        shelf = Shelf(tmp_path / str(after) / "saves", disk := FailingDisk())
        shelf.folder.parent.mkdir()
        prepare(act, shelf)
        before, open_before = view(PosixDisk(), shelf.folder), open_descriptors()
        disk.fail(operation, errno.ENOSPC, after=after)
        try:
            ACTS[act](shelf)
        except Refused:
            refused = True
        else:
            refused = not disk.failures[operation][2]  # a run that cannot be listed is left out
        assert open_descriptors() == open_before
        now = view(PosixDisk(), shelf.folder)
        everything = now[0] | now[1]
        for run_id, run in (before[0] | before[1]).items():
            assert everything[run_id].journal[: len(run.journal)] == run.journal
        assert len(everything) <= len(before[0] | before[1]) + 1
        if not refused:
            return
    pytest.fail("the act never came through")


def test_a_run_that_could_not_be_begun_leaves_no_twin_when_it_is_tried_again(tmp_path, disk):
    shelf = Shelf(tmp_path / "saves", disk)
    run = begun(STORY, "First")
    shelf.create(STORY, "Zeroth").close()
    for decisions in ((), ("bog.wade",), ("course.wait",)):
        disk.fail("sync_folder", errno.EIO)
        run = played(STORY, run, *decisions)
        with pytest.raises(DiskFailed):
            shelf.adopt(run)
    with shelf.adopt(run) as opened:
        assert (opened.run.name, opened.run.id) == ("First", run.id)
    assert sorted(row.name for row in shelf.listing()) == ["First", "Zeroth"]


def test_a_run_that_cannot_be_kept_here_is_kept_elsewhere(opened, disk, tmp_path):
    disk.fail("write", errno.ENOSPC, often=99)
    run = played(STORY, opened.run, "course.sign")
    with pytest.raises(DiskFull):
        opened.keep(run)
    with Shelf(tmp_path / "other disk").adopt(run) as there:
        assert there.run.id == opened.run.id
        kept = there.keep(played(STORY, there.run, "course.wait"))
        assert decode((tmp_path / "other disk" / f"{kept.id}.json").read_bytes()) == kept


def test_one_file_that_cannot_be_read_hides_no_other(tmp_path, disk):
    shelf = Shelf(tmp_path / "saves", disk)
    get_ready(shelf)
    shelf.create(STORY, "Third").close()
    disk.fail("read", errno.EIO)
    assert len(shelf.listing()) == 1
    disk.fail("read", errno.EACCES)
    (stray,) = shelf.strays()
    assert "not allowed" in stray.sentence


def test_a_run_past_four_megabytes_is_refused_before_anything_is_written(opened, disk):
    disk.log.clear()
    huge = replace(opened.run, extra={"ballast": ["x" * 1000] * (MOST // 1000)})
    with pytest.raises(TooLarge):
        opened.keep(huge)
    assert disk.log == []


def test_a_profile_that_cannot_be_cached_disturbs_nobody(tmp_path, disk):
    shelf = Shelf(tmp_path / "saves", disk)
    get_ready(shelf)
    profile = shelf.profile(STORY)
    for operation in WRITING:
        disk.fail(operation, errno.ENOSPC)
        assert shelf.remember(STORY, profile) is False
    assert shelf.remember(STORY, profile) is True


def test_a_folder_that_cannot_be_made_is_a_refusal(tmp_path):
    (tmp_path / "file").write_text("not a folder")
    with pytest.raises(DiskRefused) as refused:
        Shelf(tmp_path / "file" / "saves").create(STORY, "First")
    assert "file" in refused.value.sentence
    assert (tmp_path / "file").read_text() == "not a folder"


def test_an_error_without_a_sentence_of_ours_tells_the_systems():
    told = refusal(OSError(errno.ETXTBSY, "Text file busy"), "The run could not be kept", Path("/x"))
    assert told.sentence == "The run could not be kept in /x: text file busy."


def test_marks_survive_a_refusal(opened, disk):
    disk.fail("rename", errno.EROFS)
    run = replace(opened.run, journal=mark(opened.run.journal, "here"))
    with pytest.raises(ReadOnly):
        opened.keep(run)
    assert opened.keep(run).journal == run.journal


def test_an_act_that_is_not_refused_is_seen_to_do_something(tmp_path):
    shelf = Shelf(tmp_path / "saves")
    get_ready(shelf)
    for name in ("keep_thrice", "create", "copy", "restore_deleted", "import_", "rename"):
        before = without_ids(view(PosixDisk(), shelf.folder))
        ACTS[name](shelf)
        assert without_ids(view(PosixDisk(), shelf.folder)) != before
