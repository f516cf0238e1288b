"""The compiled copy: a story as records that are read as play asks for them, so that starting does
not take longer as the story grows. It can always be deleted, and nothing in it is executed.
"""

from __future__ import annotations

import contextlib
import os
import stat
from collections.abc import Callable, Iterable, Iterator, Mapping
from hashlib import blake2b
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

from game.core.model import Story
from game.core.value import dataclass
from game.loading.coding import decode, encode
from game.loading.fingerprint import Fingerprint, contents, fingerprint
from game.loading.packs import Pack
from game.loading.records import Damaged, Records, with_header, write

if TYPE_CHECKING:
    from game.loading.diagnostic import Diagnostic

FORMAT = 5
"""Raised whenever the same story would be written otherwise."""

LAZY = ("chapters", "scenes", "endings", "texts", "people", "codex", "modules")
"""The mappings of a story whose values are read one by one."""

Item = TypeVar("Item")


class CopyLost(Exception):
    """A record of the copy was damaged while the story was played, and its source has changed."""


@dataclass(frozen=True, slots=True)
class Ready:
    """A story to be played. `story` is None if it has errors; `diagnostics` are those of loading from
    source, and none where the copy was read."""

    story: Story | None
    diagnostics: tuple[Diagnostic, ...] = ()


def load_cached(root: Path, cache_folder: Path | None, branches: Iterable[Pack] = ()) -> Ready:
    """The story in a folder with branches, from its copy in `cache_folder` if that is fresh and nobody
    else could have written it; else from source, and the copy is made anew. None means no copies. What
    is wrong with the copy is never told: it is made again, or done without."""
    made_of = _Folders(root, tuple(branches))
    now = fingerprint(made_of.all) if cache_folder else None
    if cache_folder is None or now is None:
        return made_of.load()
    path = copy_path(root, cache_folder, made_of.branches)
    if story := _read(path, made_of, now):
        return Ready(story)
    young = _contents(now)
    ready = made_of.load()
    if ready.story and young is not None:
        with contextlib.suppress(OSError):
            path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            if is_ours(path.parent.stat()):
                write(path, _header(ready.story, now, young), _records(ready.story))
                _sweep(path)
    return ready


def copy_path(root: Path, cache_folder: Path, branches: Iterable[Pack] = ()) -> Path:
    """Where the copy of the story in a folder lies: each set of branches has its own."""
    folders = (root, *(each.root for each in branches))
    told = b"\0\0".join(os.fsencode(each.absolute()) for each in folders)
    return cache_folder / "stories" / f"{blake2b(told, digest_size=8).hexdigest()}.copy"


@dataclass(frozen=True, slots=True)
class _Folders:
    """What a story is made of: its folder and those of its branches."""

    root: Path
    branches: tuple[Pack, ...]

    @property
    def all(self) -> tuple[Path, ...]:
        """All the folders."""
        return (self.root, *(each.root for each in self.branches))

    def load(self) -> Ready:
        """The story from source."""
        from game.loading.load import load  # the loader is not needed where the copy is read

        loaded = load(self.root, self.branches)
        return Ready(loaded.story, loaded.diagnostics)


# Writing


def _header(story: Story, made_from: Fingerprint, young: dict[str, str]) -> dict[str, Any]:
    small = {field: encode(getattr(story, field)) for field in Story.__match_args__ if field not in LAZY}
    return {"format": FORMAT, "made_from": made_from.known, "young": young, "story": small}


def _records(story: Story) -> Iterator[tuple[str, Any]]:
    for kind in LAZY:
        values: Mapping[str, object] = getattr(story, kind)
        yield kind, list(values)
        for name, value in values.items():
            yield f"{kind} {name}", encode(value)


def _contents(now: Fingerprint) -> dict[str, str] | None:
    """The contents of the files that changed a moment ago, told before they are read for the story:
    what changes after that shows. None if one has gone."""
    try:
        return {str(path): contents(path) for path in now.young}
    except OSError:
        return None


def _sweep(path: Path) -> None:
    """Delete what writers left that were killed."""
    for left in path.parent.glob(f"{path.name}.*.new"):
        with contextlib.suppress(OSError):
            if left.stat().st_mtime < path.stat().st_mtime - 3600:
                left.unlink()


# Reading


def _read(path: Path, made_of: _Folders, now: Fingerprint) -> Story | None:
    """The story in a copy; None unless it is whole, ours and fresh."""
    try:
        if not is_ours(path.parent.stat()):
            return None
        records = Records(path)
        if not is_ours(os.fstat(records.fileno())) or not _is_fresh(records.header, now):
            return None
        _settle(path, records.header, now)
        return _story(records, made_of)
    except (OSError, Damaged, KeyError, TypeError, ValueError):
        return None


def is_ours(status: os.stat_result) -> bool:
    """Whether only this user could have written a file or folder."""
    if not hasattr(os, "geteuid"):
        return True
    return status.st_uid == os.geteuid() and not status.st_mode & (stat.S_IWGRP | stat.S_IWOTH)


def _is_fresh(header: dict[str, Any], now: Fingerprint) -> bool:
    if header["format"] != FORMAT or header["made_from"] != now.known:
        return False
    return all(contents(Path(path)) == digest for path, digest in header["young"].items())


def _settle(path: Path, header: dict[str, Any], now: Fingerprint) -> None:
    """Note that files which were young when the copy was made have not changed since, and no longer
    can without a trace."""
    if header["young"] and not now.young:
        with contextlib.suppress(OSError, Damaged):
            with_header(path, {**header, "young": {}})


def _story(records: Records, made_of: _Folders) -> Story:
    small = {name: decode(value) for name, value in records.header["story"].items()}
    source = _Source(made_of, small["digest"])
    lazy: dict[str, Any] = {kind: _Lazy(kind, records, source) for kind in LAZY}
    return Story(**small, **lazy)


class _Source:
    """The story from source, for a record that turns out to be damaged when it is needed."""

    def __init__(self, made_of: _Folders, digest: str) -> None:
        self._made_of = made_of
        self._digest = digest
        self._story: Story | None = None

    def mapping(self, kind: str) -> Mapping[str, Any]:
        """The mapping of this name in the story. Raises CopyLost if that is not the same story."""
        if self._story is None:
            story = self._made_of.load().story
            if story is None or story.digest != self._digest:
                raise CopyLost(
                    f"a part of the compiled story is damaged, and {self._made_of.root} has changed"
                )
            self._story = story
        mapping: Mapping[str, Any] = getattr(self._story, kind)
        return mapping


class _Lazy(Mapping[str, Item]):
    """One mapping of a story, read from its records as it is asked."""

    def __init__(self, kind: str, records: Records, source: _Source) -> None:
        self._kind = kind
        self._records = records
        self._source = source
        self._known: dict[str, Item] = {}
        self._order: tuple[str, ...] | None = None

    def __getitem__(self, name: str) -> Item:
        if name not in self._known:
            self._known[name] = self._sound(lambda: self._decoded(name), lambda whole: whole[name])
        return self._known[name]

    def _decoded(self, name: str) -> Item:
        written = self._records.find(f"{self._kind} {name}")
        if written is None:
            raise KeyError(name)
        value: Item = decode(written)
        return value

    def __contains__(self, name: object) -> bool:
        if not isinstance(name, str):
            return False
        if name in self._known:
            return True
        return bool(self._sound(lambda: f"{self._kind} {name}" in self._records, lambda whole: name in whole))

    def __iter__(self) -> Iterator[str]:
        if self._order is None:
            self._order = self._sound(lambda: tuple(self._records.find(self._kind) or ()), tuple)
        return iter(self._order)

    def __len__(self) -> int:
        return sum(1 for _ in self)

    def _sound(self, read: Callable[[], Any], instead: Callable[[Mapping[str, Item]], Any]) -> Any:
        """What is read from the records; from source if they are damaged."""
        try:
            return read()
        except (Damaged, OSError, ValueError):
            return instead(self._source.mapping(self._kind))
