"""A run that is open: held against other processes, and kept at every choice."""

from __future__ import annotations

from collections.abc import Callable
from hashlib import sha256
from pathlib import Path
from types import TracebackType

from game.core.value import replace
from game.runs.file import MOST, Run, encode
from game.runs.folder import Folder
from game.runs.lock import Lock
from game.runs.record import now
from game.runs.refusal import TooLarge, refusing, shown
from game.runs.writing import Own, write_whole


class OpenRun:
    """A run and its file. `run` is what was kept last; leaving the context frees the lock."""

    def __init__(
        self,
        folder: Folder,
        run: Run,
        data: bytes,
        lock: Lock,
        part: Callable[[Run, tuple[str, ...]], tuple[Run, bytes, Lock]],
    ) -> None:
        self._folder = folder
        self._lock = lock
        self._data = data
        self._own = Own(data)
        self._part = part
        self._parted_id = ""
        self._notices: list[str] = []
        self.run = run
        if not lock.guarded:
            self._notices.append(
                f"Nothing can hold “{run.name}” against other windows in {shown(folder.root)}: "
                "play it in one window only."
            )

    @property
    def path(self) -> Path:
        """The run's file."""
        return self._folder.path(self.run.id)

    def notices(self) -> tuple[str, ...]:
        """What the player has to be told, each sentence once."""
        told, self._notices = tuple(self._notices), []
        return told

    def keep(self, run: Run) -> Run:
        """Write the run, durably; what is given back is what was written, and `run` from now on.

        Raises a refusal if the machine refuses. The file then holds what was kept last, or this
        run; nothing else is changed, and `keep` can be called again, also with a longer journal. If
        another program has written the file, its bytes are left, and ours go on as a new run, with
        a notice."""
        return self._write(replace(run, kept=now()))

    def prepare(self) -> None:
        """Make the folder again if it has been taken away, and hold the run there. Only somebody who was
        told that it is gone may want that: nothing is put where it was unasked. Raises a refusal."""
        self._folder.make(self._folder.root)
        if not self._lock.stands(self._folder.lock_path(self.run.id)):
            held = self._folder.lock(self.run.id, self.run.name)
            self._lock.free()
            self._lock = held

    def is_there(self) -> bool:
        """Whether a file still goes by the run's id: somebody may have taken the folder away."""
        return self._folder.disk.exists(self.path)

    def rename(self, name: str) -> Run:
        """Write the run under another name. It counts as no playing."""
        return self._write(replace(self.run, name=name))

    def close(self) -> None:
        """Free the run for other processes; nothing is written."""
        self._lock.free()

    def _write(self, run: Run) -> Run:
        run = replace(run, id=self.run.id, rev=self.run.rev + 1)
        data = encoded(run)
        with refusing(f"The run “{run.name}” could not be kept", self._folder.root):
            if run.story_digest != self.run.story_digest:
                self._keep_before()
            # From here on the new bytes may stand there, even if an error is reported.
            self._own.add(data)
            written = write_whole(
                self._folder.disk, self.path, data, lambda: self._own.stands(self._folder.disk, self.path)
            )
        if written:
            self.run, self._data, self._own = run, data, Own(data)
            return run
        return self._part_ways(run)

    def _part_ways(self, run: Run) -> Run:
        former, name = self._lock, run.name
        self._parted_id = self._parted_id or self._folder.fresh_id()
        self.run, self._data, self._lock = self._part(replace(run, id=self._parted_id), (name,))
        self._own, self._parted_id = Own(self._data), ""
        former.free()
        self._notices.append(
            f"Another program has changed the run “{name}”: that one was left as it is, "
            f"and yours goes on as “{self.run.name}”."
        )
        return self.run

    def _keep_before(self) -> None:
        """The bytes of the run as it was before the story changed, under a name of their own."""
        self._folder.make(self._folder.before)
        name = f"{self.run.id}-{self.run.rev}-{sha256(self._data).hexdigest()[:8]}.json"
        write_whole(self._folder.disk, self._folder.before / name, self._data)

    def __enter__(self) -> OpenRun:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()


def encoded(run: Run) -> bytes:
    """The bytes of a run that can be read back. Raises TooLarge."""
    data = encode(run)
    if len(data) > MOST:
        raise TooLarge(f"The run “{run.name}” has grown past 4 MB.")
    return data
