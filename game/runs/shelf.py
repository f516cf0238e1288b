"""All of a player's runs: begun, opened, renamed, copied, deleted, brought back, taken elsewhere.

Whatever is done here, no byte of a run is ever lost: deleting moves, nothing is overwritten, and a
file that is not a run that can be played is left as it is.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping
from pathlib import Path

from game.core.model import Story
from game.core.value import replace
from game.runs.disk import Disk, this_disk
from game.runs.file import MOST, Reading, Run, decode
from game.runs.folder import Folder, describe
from game.runs.listing import Listing, Stray, list_run, read_all
from game.runs.lock import FileLocks, Lock, Locks
from game.runs.names import clean_name, folded, is_id, numbered
from game.runs.open_run import OpenRun, encoded
from game.runs.parsing import Json
from game.runs.profile import PATIENCE, Profile, cached_profile, keep_profile, last_run, load_profile
from game.runs.record import begun
from game.runs.refusal import NoSuchRun, Taken, Unreadable, refusing, shown
from game.runs.writing import Own, move, write_whole


class Shelf:
    """A folder of runs, which need not exist yet: it is made when something is first kept."""

    def __init__(self, folder: Path, disk: Disk | None = None, locks: Locks | None = None) -> None:
        self._folder = Folder(folder, disk or this_disk(), locks or FileLocks())
        self._unsure: dict[str, Own] = {}

    @property
    def folder(self) -> Path:
        """Where the runs are."""
        return self._folder.root

    def listing(self, story: Story | None = None) -> tuple[Listing, ...]:
        """Every run that can be read, the last played first. With a story, its runs are told with
        their date, chapter and ending."""
        return _rows(self._folder, self.folder, story)

    def many(self) -> int:
        """How many files there are that could be runs; none of them is read. Raises a refusal."""
        return len(self._folder.files())

    def strays(self) -> tuple[Stray, ...]:
        """The files among the runs that are damaged, foreign or newer, each with a sentence."""
        return tuple(each for each in read_all(self._folder, self.folder) if isinstance(each, Stray))

    def deleted(self, story: Story | None = None) -> tuple[Listing, ...]:
        """The runs in the trash, the last played first."""
        return _rows(self._folder, self._folder.trash, story)

    def find(self, text: str) -> str:
        """The id of the run that goes by an id or a name, upper and lower case being one. Raises
        NoSuchRun, also where several runs have this name."""
        if is_id(text) and self._folder.disk.exists(self._folder.path(text)):
            return text
        return _one(text, self.listing())

    def read(self, run_id: str) -> Reading:
        """What the file of a run says, without opening it: to look at, while others may play it."""
        if not is_id(run_id):
            raise NoSuchRun(f"There is no run {run_id!r}.")
        return self._folder.load(self._folder.path(run_id))[1]

    def run(self, run_id: str) -> Run:
        """A run that can be played, likewise without opening it. Raises NoSuchRun, Unreadable or
        another refusal."""
        return self._folder.run(run_id)[1]

    def runs(self, story: Story) -> tuple[Run, ...]:
        """Every run of a story that can be read, the last played first."""
        runs = (each for each in read_all(self._folder, self.folder) if isinstance(each, Run))
        mine = (run for run in runs if run.story_id == story.header.id)
        return tuple(sorted(mine, key=lambda run: run.kept, reverse=True))

    def create(
        self, story: Story, name: str, *, rewind: bool = True, settings: Mapping[str, Json] | None = None
    ) -> OpenRun:
        """Begin a run and keep it. A name that is taken is numbered. Raises BadName or a refusal."""
        return self.adopt(begun(story, name, rewind=rewind, settings=settings))

    def open(self, run_id: str) -> OpenRun:
        """Open a run for playing; its file is not written to until something is kept. Raises Busy if
        another process has it open, NoSuchRun, Unreadable or another refusal."""
        _, run = self._folder.run(run_id)
        lock = self._folder.lock(run_id, run.name)
        try:
            data, run = self._folder.run(run_id)
        except BaseException:
            lock.free()
            raise
        return OpenRun(self._folder, run, data, lock, self._add)

    def adopt(self, run: Run) -> OpenRun:
        """Keep a run that is not kept here: one that could not be kept elsewhere, or was played on
        unsaved. Its id is replaced and its name numbered if they are taken. Raises a refusal."""
        kept, data, lock = self._add(run)
        return OpenRun(self._folder, kept, data, lock, self._add)

    def rename(self, run_id: str, name: str) -> Run:
        """Give a run another name. Raises BadName, Taken if another run has it, Busy, or another
        refusal."""
        name = clean_name(name)
        for row in self.listing():
            if row.id != run_id and folded(row.name) == folded(name):
                raise Taken(f"There is a run “{row.name}” already.")
        with self.open(run_id) as opened:
            return opened.rename(name)

    def copy(self, run_id: str, name: str | None = None) -> Run:
        """A second run with the same journal, also of one that is being played. Raises BadName or a
        refusal."""
        _, run = self._folder.run(run_id)
        with self.adopt(replace(run, name=clean_name(name or run.name), id=self._folder.fresh_id())) as copy:
            return copy.run

    def delete(self, run_id: str) -> None:
        """Put a run into the trash, whatever its file says. Raises Busy or another refusal."""
        reading = self.read(run_id)
        lock = self._folder.lock(run_id, reading.name if isinstance(reading, Run) else run_id)
        try:
            self._folder.make(self._folder.trash)
            self._move(self._folder.path(run_id), self._folder.trash / f"{run_id}.json")
        finally:
            lock.free()

    def restore_deleted(self, text: str) -> str:
        """Bring a run back from the trash by its id or name; its id. Raises NoSuchRun, or Taken if
        a run with its id is there."""
        in_trash = is_id(text) and self._folder.disk.exists(self._folder.trash / f"{text}.json")
        run_id = text if in_trash else _one(text, self.deleted(), "in the trash")
        lock = self._folder.lock(run_id, text)
        try:
            self._move(self._folder.trash / f"{run_id}.json", self._folder.path(run_id))
        finally:
            lock.free()
        return run_id

    def export(self, run_id: str, target: Path) -> None:
        """Write a run's bytes as they are to a file that does not exist yet. Raises Taken or another
        refusal."""
        data, _ = self._folder.run(run_id)
        with refusing("The run could not be written", target.parent):
            disk = self._folder.disk
            if disk.exists(target) or not write_whole(disk, target, data, lambda: not disk.exists(target)):
                raise Taken(f"{shown(target)} is there already.")

    def import_(self, source: Path) -> Run:
        """Take a run from a file, which is left as it is. Raises Unreadable if it is no run that can
        be played, or another refusal."""
        with refusing("The file could not be read", source):
            data = self._folder.disk.read(Path(os.path.realpath(source)), MOST + 1)
        reading = decode(data)
        if not isinstance(reading, Run):
            raise Unreadable(describe(source, reading))
        with self.adopt(reading) as imported:
            return imported.run

    def profile(
        self, story: Story, waiting: Callable[[], None] | None = None, patience: float = PATIENCE
    ) -> Profile:
        """What the player has seen of a story. Read from the cache, or rebuilt if it is missing; if that
        takes longer than somebody's `patience`, in seconds, `waiting` is called, once."""
        return load_profile(self._folder, story, waiting or _nothing, patience)

    def remembered(self, story: Story) -> Profile:
        """What is cached of what the player has seen, without looking at any run: empty if nothing is."""
        return cached_profile(self._folder, story)

    def remember(self, story: Story, profile: Profile) -> bool:
        """Cache a profile; whether that could be done. What a session that was killed had not
        cached is in its run: fold in the steps of a run when it is opened."""
        return keep_profile(self._folder, story, profile)

    def last(self, story: Story) -> str | None:
        """The id of the run of this story that was played last, None if there is none."""
        return last_run(self._folder, story)

    def _add(self, run: Run, avoided: tuple[str, ...] = ()) -> tuple[Run, bytes, Lock]:
        """Write a run under an id and a name that nothing here has, nor is avoided, and hold it. What
        a write that was reported to have failed may have left under its id is written over by the
        next try."""
        self._folder.make(self.folder)
        own = self._unsure.setdefault(run.id, Own())
        with refusing(f"The run “{run.name}” could not be kept", self.folder):
            if self._folder.deleted(run.id) or not own.stands(self._folder.disk, self._folder.path(run.id)):
                run = replace(run, id=self._folder.fresh_id())
        names = (row.name for row in self.listing() if row.id != run.id)
        run = replace(run, name=numbered(run.name, (*names, *avoided)), rev=run.rev + 1)
        lock = self._folder.lock(run.id, run.name)
        try:
            data = self._put(run, own)
        except BaseException:
            lock.free()
            raise
        self._unsure.clear()
        return run, data, lock

    def _put(self, run: Run, own: Own) -> bytes:
        data, disk, path = encoded(run), self._folder.disk, self._folder.path(run.id)
        own.add(data)
        with refusing(f"The run “{run.name}” could not be kept", self.folder):
            if not write_whole(disk, path, data, lambda: own.stands(disk, path)):
                raise Taken(f"Another program has just made the run {run.id}.", "Try again.")
        return data

    def _move(self, old: Path, new: Path) -> None:
        if self._folder.disk.exists(new):
            raise Taken(f"{shown(new)} is there already.", "Import or remove that file first.")
        with refusing("The run could not be moved", old.parent):
            move(self._folder.disk, old, new)


def _nothing() -> None:
    """What is said to somebody who need not be told that they wait."""


def _rows(folder: Folder, where: Path, story: Story | None) -> tuple[Listing, ...]:
    rows = (list_run(each, story) for each in read_all(folder, where) if isinstance(each, Run))
    return tuple(sorted(rows, key=lambda row: row.kept, reverse=True))


def _one(text: str, rows: tuple[Listing, ...], where: str = "here") -> str:
    found = [row for row in rows if folded(row.name) == folded(text)]
    if not found:
        raise NoSuchRun(f"There is no run “{shown(text)}” {where}.")
    if len(found) > 1:
        ids = ", ".join(row.id for row in found)
        raise NoSuchRun(
            f"Several runs are called “{shown(text)}”: {ids}.", "Give the id of the one you mean."
        )
    return found[0].id
