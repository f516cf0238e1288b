"""A power cut at any moment: the file of a run is whole, and is the last acknowledged run or that
run with the choice in flight. Every moment and every state that a disk may be left in is tried."""

import copy
from pathlib import Path

import pytest

from game.runs.file import Run, decode
from game.runs.lock import Lock
from game.runs.open_run import OpenRun
from game.runs.shelf import Shelf
from tests.runs.acts import ACTS, CHANGED, prepare
from tests.runs.model_disk import ModelDisk
from tests.runs.small import STORY, played
from tests.runs.views import view

ROOT = Path("/home/saves")
OPERATIONS = ("create", "write", "fsync", "close", "rename", "sync_folder", "make_folder")


class NoLocks:
    def take(self, path, name):
        return Lock(None)


class WatchedDisk(ModelDisk):
    """Takes a picture of itself before and after each operation that changes something."""

    def __init__(self):
        super().__init__()
        self.pictures = None

    def picture(self):
        if self.pictures is not None:
            pictures, self.pictures = self.pictures, None
            pictures.append(copy.deepcopy(self))
            self.pictures = pictures


def _watched(name):
    def operation(self, *arguments):
        self.picture()
        result = getattr(ModelDisk, name)(self, *arguments)
        self.picture()
        return result

    return operation


for _name in OPERATIONS:
    setattr(WatchedDisk, _name, _watched(_name))


class ForgetsToSync(WatchedDisk):
    def fsync(self, descriptor):
        self.picture()


class ForgetsToSyncFolders(WatchedDisk):
    def sync_folder(self, folder):
        self.picture()


class ForgetsTheParentOfANewFolder(WatchedDisk):
    def sync_folder(self, folder):
        if folder != ROOT.parent:
            super().sync_folder(folder)


def every_moment(disk, act_name, monkeypatch):
    """Pictures of the disk through an act, with the views that are right for each: that of what was
    acknowledged last, and that of what is acknowledged next."""
    shelf = Shelf(ROOT, disk, NoLocks())
    disk.make_folder(Path("/home"))
    ModelDisk.sync_folder(disk, Path("/"))
    prepare(act_name, shelf)
    settle_everything(disk)
    acknowledged = [(0, view(disk, ROOT))]
    disk.pictures = []

    def kept(self, run, keep=OpenRun.keep):
        result = keep(self, run)
        acknowledged.append((len(disk.pictures), view(disk, ROOT)))
        return result

    monkeypatch.setattr(OpenRun, "keep", kept)
    ACTS[act_name](shelf)
    disk.picture()
    acknowledged.append((len(disk.pictures) - 1, view(disk, ROOT)))
    for index, picture in enumerate(disk.pictures):
        last = max(n for n, (moment, _) in enumerate(acknowledged) if moment <= index)
        yield picture, [seen for _, seen in acknowledged[last : last + 2]]


def settle_everything(disk):
    """What was done before the act is on the device."""
    for change in list(disk.pending):
        disk._settle(change)
    for node in _every_file(disk.root):
        node.synced = node.data


def _every_file(directory):
    for node in directory.now.values():
        if hasattr(node, "now"):
            yield from _every_file(node)
        else:
            yield node


def check_every_state(disk, act_name, monkeypatch):
    tried = 0
    for picture, right in every_moment(disk, act_name, monkeypatch):
        for state in picture.states_after_a_power_cut():
            tried += 1
            assert view(state, ROOT) in right
    return tried


@pytest.mark.parametrize("act", ACTS)
def test_a_power_cut_loses_nothing_that_was_acknowledged(act, monkeypatch):
    assert check_every_state(WatchedDisk(), act, monkeypatch) > 10


@pytest.mark.parametrize(
    ("broken", "act"),
    [
        (ForgetsToSync, "create_the_very_first"),
        (ForgetsToSync, "keep_thrice"),
        (ForgetsToSync, "rename"),
        (ForgetsToSyncFolders, "create"),
        (ForgetsToSyncFolders, "keep_thrice"),
        (ForgetsTheParentOfANewFolder, "create_the_very_first"),
    ],
)
def test_a_step_left_out_of_the_protocol_is_found_out(broken, act, monkeypatch):
    with pytest.raises(AssertionError):
        check_every_state(broken(), act, monkeypatch)


def test_a_deletion_that_is_not_synced_may_come_back_but_loses_nothing(monkeypatch):
    disk = ForgetsToSyncFolders()
    before = None
    for picture, right in every_moment(disk, "delete", monkeypatch):
        before = before or right[0]
        for state in picture.states_after_a_power_cut():
            runs, trash = view(state, ROOT)
            assert runs | trash == before[0] | before[1]


def test_the_bytes_from_before_a_change_of_the_story_are_on_the_device_first(monkeypatch):
    old = None
    for picture, right in every_moment(WatchedDisk(), "keep_after_a_change", monkeypatch):
        old = old or next(iter(right[0][0].values()))
        for state in picture.states_after_a_power_cut():
            (run,) = view(state, ROOT)[0].values()
            if run.story_version == CHANGED.header.version:
                (name,) = [each for each in state.names(ROOT / "before") if not each.startswith(".")]
                assert decode(state.read(ROOT / "before" / name, 10**6)) == old


def test_what_is_exported_is_whole_or_not_there(monkeypatch):
    for picture, _ in every_moment(WatchedDisk(), "export", monkeypatch):
        for state in picture.states_after_a_power_cut():
            if state.exists(ROOT.parent / "again.json"):
                assert isinstance(decode(state.read(ROOT.parent / "again.json", 10**6)), Run)


def test_play_goes_on_from_every_state_that_a_power_cut_may_leave(monkeypatch):
    for picture, _ in every_moment(WatchedDisk(), "keep_thrice", monkeypatch):
        for state in picture.states_after_a_power_cut():
            shelf = Shelf(ROOT, state, NoLocks())
            with shelf.open(shelf.find("First")) as opened:
                kept = opened.keep(played(STORY, opened.run))
            assert shelf.read(kept.id) == kept
