"""A story that is being written: loaded again when something of it was saved, as fast as can be."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from game.cli.stories import packs_to_play, story_folder
from game.loading.branches import read_story
from game.loading.collecting import uncollected
from game.loading.load import Loaded, load_sources
from game.loading.source import Reread, SourceFile, Sources


class Rereading:
    """A story's folder with its branches. What is loaded is what loading everything anew would give: only
    files whose bytes are as they were are not parsed again."""

    def __init__(self, asked: Path | None, branches: Iterable[Path] = ()) -> None:
        self.root = story_folder(asked)
        self._asked = asked
        self._named = tuple(branches)
        self._read = Reread()
        self._sources: Sources | None = None

    @property
    def folders(self) -> tuple[Path, ...]:
        """The folders to be watched."""
        packs = packs_to_play(self._asked, self._named)
        return (self.root, *(each.root for each in packs if not each.root.is_relative_to(self.root)))

    def load(self) -> Loaded:
        """The story as it is now, and what is wrong with it."""
        with uncollected():
            self._sources = self._reread()
            return load_sources(self._sources)

    def load_changed(self) -> Loaded | None:
        """The story as it is now; None where nothing of it has changed since it was loaded."""
        before = self._sources
        with uncollected():
            after = self._reread()
            if before is not None and _same(before, after):
                return None
            self._sources = after
            return load_sources(after)

    def _reread(self) -> Sources:
        self._read.begin()
        return read_story(self.root, packs_to_play(self._asked, self._named), self._read)


def _same(before: Sources, after: Sources) -> bool:
    alike = len(before.files) == len(after.files) and all(
        _is_as_it_was(one, other) for one, other in zip(before.files, after.files, strict=True)
    )
    return alike and before.diagnostics == after.diagnostics and before.branches == after.branches


def _is_as_it_was(one: SourceFile, other: SourceFile) -> bool:
    return (one.path, one.branch) == (other.path, other.branch) and one.page is other.page
