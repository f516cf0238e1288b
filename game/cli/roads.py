"""The roads of a story, kept beside its compiled copy, and made while the player reads.

They are made once for the rules of a story, from source to file in a thread that begins when the first
screen has been up for a moment. Until they are there nothing is told; nor is it where they cannot be
kept. Like the copy they may always be deleted, and nothing in them is executed.
"""

from __future__ import annotations

import contextlib
import os
import sys
import threading
from collections.abc import Callable, Iterator
from hashlib import blake2b
from pathlib import Path

from game.analysis.roads import HEAD, Roads
from game.cli.log import note
from game.core.model import Story
from game.core.state import State
from game.loading.cache import is_ours
from game.loading.fingerprint import program
from game.loading.records import Damaged, Records, write

FORMAT = 1
"""Raised whenever the same roads would be written otherwise."""

PAUSE = 2.0
"""How many seconds the first screen has been up before roads are made."""

SLICE = 0.0005
"""For how many seconds the one that makes them may keep a waiting front end from going on."""


def roads_path(copy: Path) -> Path:
    """Where the roads of the story lie whose compiled copy lies there."""
    return copy.with_suffix(".roads")


class KeptRoads:
    """The roads of the story with this digest, in a file that is there or not. `story` loads the story
    anew: whoever makes them shares nothing with the one who plays."""

    def __init__(self, digest: str, path: Path, story: Callable[[], Story | None]) -> None:
        self._digest = digest
        self._path = path
        self._story = story
        self._known = False
        """Whether there is a sound file, be it one that says that no roads could be made."""
        self._roads = self._read()

    def open(self, state: State) -> frozenset[str] | None:
        """The endings that are not ruled out from a state; None while that is not known. Roads that turn
        out to be damaged are thrown away, to be made again another time."""
        roads = self._roads
        if roads is None:
            return None
        try:
            return roads.open(state)
        except (OSError, Damaged, ValueError):
            self._roads, self._known = None, False
            with contextlib.suppress(OSError):
                self._path.unlink()
            return None

    @contextlib.contextmanager
    def made_meanwhile(self, pause: float = PAUSE) -> Iterator[None]:
        """While this is entered the roads are made if they are not there, after a pause."""
        if self._known:
            yield
            return
        left = threading.Event()
        timer = threading.Timer(pause, self.make, (lambda: not left.is_set(),))
        timer.daemon = True
        timer.start()
        try:
            yield
        finally:
            left.set()
            timer.cancel()

    def make(self, wanted: Callable[[], bool] = lambda: True) -> None:
        """Make the roads and keep them, as long as they are wanted. What goes wrong is noted in the log,
        and there are none."""
        from game.analysis.ruling_out import Unwanted, roads_records
        from game.analysis.table import Table

        former = sys.getswitchinterval()
        sys.setswitchinterval(SLICE)
        try:
            story = self._story()
            if story is None or story.digest != self._digest:
                return
            self._write(roads_records(Table(story), wanted=wanted))
            self._roads = self._read()
            note("roads: made")
        except Unwanted:
            note("roads: not wanted any more")
        except Exception as trouble:  # noqa: BLE001 - a game without them is a whole game
            note(f"roads: not made: {trouble!r}")
        finally:
            sys.setswitchinterval(former)

    def _header(self) -> dict[str, object]:
        return {"format": FORMAT, "program": _program(), "story": self._digest}

    def _write(self, records: list[tuple[str, object]]) -> None:
        folder = self._path.parent
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        if is_ours(folder.stat()):
            write(self._path, self._header(), records)

    def _read(self) -> Roads | None:
        """The roads in the file; None unless it is whole, ours and of this story."""
        try:
            if not is_ours(self._path.parent.stat()):
                return None
            records = Records(self._path)
            if not is_ours(os.fstat(records.fileno())) or records.header != self._header():
                return None
            roads = Roads(records.find) if HEAD in records else None
        except (OSError, Damaged, ValueError):
            return None
        self._known = True
        return roads


def _program() -> str:
    return blake2b(program(("core", "analysis")).encode("utf-8"), digest_size=16).hexdigest()
