"""What a folder of runs holds, so that two moments can be compared."""

from pathlib import Path

import pytest

from game.runs.file import Run
from game.runs.folder import Folder
from game.runs.listing import Stray, read_all


def view(disk, root):
    """Every run in the folder and in the trash, whole. A run that stands in both, as a deletion that
    was cut off may leave it, counts as not deleted. Fails if any file is not a run."""
    folder = Folder(root, disk)
    runs, trash = ({each.id: each for each in _runs(folder, where)} for where in (root, folder.trash))
    for run_id in runs.keys() & trash.keys():
        assert runs[run_id] == trash.pop(run_id)
    return runs, trash


def _runs(folder, where):
    for each in read_all(folder, where):
        assert not isinstance(each, Stray), each
        assert isinstance(each, Run)
        yield each


def without_ids(seen):
    """The view without what differs from one doing of an act to the next: fresh ids and times."""
    runs, trash = seen
    return tuple(
        sorted((run.name, run.rev, run.journal, run.at.scene, run.story_version) for run in each.values())
        for each in (runs, trash)
    )


def open_descriptors():
    """How many descriptors this process has open."""
    for folder in (Path("/proc/self/fd"), Path("/dev/fd")):
        if folder.is_dir():
            return len(list(folder.iterdir()))
    pytest.skip("this system does not tell its open descriptors")
    return 0
