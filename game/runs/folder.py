"""The folder that runs are kept in: where each thing stands, and what stands there now.

ID.json          a run                      profile.json   a cache of the runs
locks/ID.lock    held while it is open      trash/         what was deleted
before/          runs as they were before a changed story was played on
"""

from __future__ import annotations

import errno
from contextlib import suppress
from pathlib import Path

from game.core.value import dataclass, field
from game.runs.disk import Disk, this_disk
from game.runs.file import MOST, Damaged, Foreign, Newer, Reading, Run, decode
from game.runs.lock import FileLocks, Lock, Locks
from game.runs.names import is_id, new_id
from game.runs.refusal import NoSuchRun, Unreadable, refusal, refusing, shown
from game.runs.writing import make_folders

PROFILE = "profile.json"
_NO_FILE = {errno.ELOOP, errno.ENXIO, errno.EISDIR, errno.ENOTDIR}


@dataclass(frozen=True, slots=True)
class Folder:
    """A folder of runs, which need not exist yet."""

    root: Path
    disk: Disk = field(default_factory=this_disk)
    locks: Locks = field(default_factory=FileLocks)

    @property
    def trash(self) -> Path:
        """Where deleted runs lie."""
        return self.root / "trash"

    @property
    def before(self) -> Path:
        """Where runs lie as they were before a changed story was played on."""
        return self.root / "before"

    def path(self, run_id: str) -> Path:
        """The file of a run."""
        return self.root / f"{run_id}.json"

    def make(self, folder: Path) -> None:
        """Make the root or a folder in it. Raises a refusal."""
        with refusing("The folder for runs could not be made", folder):
            make_folders(self.disk, folder)

    def lock(self, run_id: str, name: str) -> Lock:
        """Hold a run against other processes. Raises Busy or another refusal."""
        path = self.lock_path(run_id)
        self.make(path.parent)
        with refusing(f"The run “{name}” could not be held against other windows", path.parent):
            return self.locks.take(path, name)

    def lock_path(self, run_id: str) -> Path:
        """The file that is locked while a run is open."""
        return self.root / "locks" / f"{run_id}.lock"

    def fresh_id(self) -> str:
        """An id that nothing here goes by, neither among the runs nor in the trash."""
        while True:
            run_id = new_id()
            if not self.disk.exists(self.path(run_id)) and not self.deleted(run_id):
                return run_id

    def deleted(self, run_id: str) -> bool:
        """Whether a run in the trash goes by this id."""
        return self.disk.exists(self.trash / f"{run_id}.json")

    def files(self, folder: Path | None = None) -> tuple[str, ...]:
        """The names of the files that could be runs, sorted; none if there is no folder."""
        with refusing("The runs could not be listed", folder or self.root), suppress(FileNotFoundError):
            names = self.disk.names(folder or self.root)
            return tuple(
                each for each in names if each.endswith(".json") and each != PROFILE and each[0] != "."
            )
        return ()

    def load(self, path: Path) -> tuple[bytes, Reading]:
        """The bytes of a run's file and what they say; a file whose name is not its run's id is
        foreign here, as the copies are that sync programs leave. Raises NoSuchRun or a refusal."""
        try:
            data = self.disk.read(path, MOST + 1)
        except FileNotFoundError:
            raise NoSuchRun(f"There is no run {shown(path.stem)}.") from None
        except OSError as error:
            if error.errno in _NO_FILE:
                return b"", Foreign("it is no regular file")
            raise refusal(error, f"{shown(path.name)} could not be read", path.parent) from error
        reading = decode(data)
        if isinstance(reading, Run) and reading.id != path.stem:
            return data, Foreign(f"it is a copy of the run {reading.id}; import it to play it")
        return data, reading

    def run(self, run_id: str) -> tuple[bytes, Run]:
        """The bytes and the value of a run. Raises NoSuchRun, Unreadable or another refusal."""
        if not is_id(run_id):
            raise NoSuchRun(f"There is no run {run_id!r}.")
        path = self.path(run_id)
        data, reading = self.load(path)
        if not isinstance(reading, Run):
            raise Unreadable(describe(path, reading))
        return data, reading


def describe(path: Path, reading: Damaged | Foreign | Newer) -> str:
    """One sentence about a file that is not a run that can be played."""
    match reading:
        case Damaged(reason):
            return f"{shown(path)} is damaged: {reason}."
        case Foreign(reason):
            return f"{shown(path)} is not a run of this program: {reason}."
        case Newer(format):
            return f"{shown(path)} was kept by a later version of this program (format {format})."
