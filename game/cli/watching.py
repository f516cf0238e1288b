"""Waiting for an author to save a file."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from importlib.util import find_spec
from pathlib import Path
from threading import Event, Thread
from typing import Self

from game.loading.tree import SUFFIXES
from game.runs.refusal import Refused

_QUIET, _AT_MOST, _PATIENCE = 40, 400, 100
"""Milliseconds: so long nothing more may be saved, so long is waited for that, and so often is looked
whether the program is to end."""


MISSING = "Files cannot be watched: watchfiles is not installed."
PATIENCE = 1.0
"""Seconds in which a thread that watches has ended, when it is told to."""


class NoWatching(Refused):
    """The library that watches files is not installed."""

    advice = "Install it with: python -m pip install 'thermidor[author]'"


def changes(folders: Iterable[Path], ended: Event | None = None) -> Iterator[None]:
    """Once when watching has begun, then for every time that something of a story was saved in these
    folders: written, put in the place of another, renamed or deleted; until `ended`. Raises NoWatching."""
    try:
        from watchfiles import watch
    except ImportError:
        raise NoWatching(MISSING) from None
    roots = [folder.resolve() for folder in folders]

    def is_the_storys(_change: object, path: str) -> bool:
        return any(_is_read(Path(path), root) for root in roots)

    begun = False
    for changed in watch(
        *roots,
        watch_filter=is_the_storys,
        step=_QUIET,
        debounce=_AT_MOST,
        rust_timeout=_PATIENCE,
        yield_on_timeout=True,
        stop_event=ended,
    ):
        if changed or not begun:
            yield
        begun = True


class Watch:
    """Watches folders in a thread of its own while it is held open, and calls `saved` there: once when
    watching has begun, then after every change. Raises NoWatching."""

    def __init__(self, folders: Iterable[Path], saved: Callable[[], None]) -> None:
        if find_spec("watchfiles") is None:
            raise NoWatching(MISSING)
        self._ended = Event()
        self._changes = changes(tuple(folders), self._ended)
        self._saved = saved
        self._thread = Thread(target=self._watch, name="watch", daemon=True)

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._ended.set()
        self._thread.join(PATIENCE)

    def _watch(self) -> None:
        for _ in self._changes:
            self._saved()


def _is_read(path: Path, root: Path) -> bool:
    """Whether a change there may be one of a story: a file that is read, or a folder, which may be gone."""
    if not path.is_relative_to(root) or any(part.startswith(".") for part in path.relative_to(root).parts):
        return False
    return path.suffix.lower() in SUFFIXES or not path.suffix
