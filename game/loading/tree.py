"""The files of a story's folder, found and not opened.

Reading a compiled copy needs this and nothing else of the loader, so it is kept small.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

MOST_FILES = 10_000
MOST_BYTES = 1_000_000
SUFFIXES = (".yaml", ".yml")
DISGUISED = (".yaml.txt", ".yml.txt")
"""What some editors of plain text make of a name that ends in `.yaml`: said, and not read."""
READING = (
    os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0) | getattr(os, "O_CLOEXEC", 0)
)
"""How files are opened that anybody may have put there: a pipe is not waited for."""
BRANCHES = "branches"
"""The folder of branch packs, right under the root: each pack is read as a folder of its own."""


class TooMany(Exception):
    """More files under the root than a story may have."""


def entries(root: Path) -> Iterator[tuple[str, os.DirEntry[str]]]:
    """Every YAML file, every file that was to be one, and every link under the root, with its path from
    there; in no order. Raises OSError, TooMany."""
    folders, seen = [""], 0
    while folders:
        folder = folders.pop()
        with os.scandir(root / folder) as found:
            for entry in found:
                seen += 1
                if seen > MOST_FILES:
                    raise TooMany
                if entry.name.startswith(".") or (not folder and entry.name == BRANCHES):
                    continue
                path = folder + entry.name
                if entry.is_symlink():
                    yield path, entry
                elif entry.is_dir(follow_symlinks=False):
                    folders.append(path + "/")
                elif entry.name.lower().endswith(SUFFIXES + DISGUISED):
                    yield path, entry
