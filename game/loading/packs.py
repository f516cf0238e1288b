"""Branches as folders: where they lie, and what they are called. Nothing is opened here."""

from __future__ import annotations

from pathlib import Path

from game.core.value import dataclass
from game.loading.tree import BRANCHES

MOST = 1_000
"""So many branches are found in a folder."""


@dataclass(frozen=True, slots=True, order=True)
class Pack:
    """The folder of a branch. `name` is the folder's, `-` read as `_`; `shown` is what diagnostics call
    the folder, in characters that can be printed."""

    name: str
    root: Path
    shown: str


def pack(root: Path, shown: str = "") -> Pack:
    """The branch in a folder."""
    named = root.name or root.resolve().name
    return Pack(named.replace("-", "_"), root, told(shown or root.as_posix()))


def told(path: str) -> str:
    """A path as diagnostics tell it: names of folders may hold what a terminal would obey, or bytes that
    are no text."""
    if path.isprintable():
        return path
    from game.loading.characters import printable

    return printable(path.encode("utf-8", "replace").decode("utf-8")).replace("\n", "\ufffd")


def packs_in(folder: Path, shown: str = "") -> tuple[Pack, ...]:
    """The branches that lie in a folder, by name; none where there is no folder. Whatever has a name
    that begins with a dot is none."""
    try:
        found = [each for each in folder.iterdir() if each.is_dir() and not each.name.startswith(".")]
    except OSError:
        return ()
    named = (pack(each, f"{shown or folder.as_posix()}/{each.name}") for each in found)
    return tuple(sorted(named))[:MOST]


def own_packs(root: Path) -> tuple[Pack, ...]:
    """The branches that lie in a story's own folder."""
    return packs_in(root / BRANCHES, BRANCHES)
