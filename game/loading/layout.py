"""Which file of a story's folder holds what: the layout of the story format, section 2."""

from __future__ import annotations

import re
from fnmatch import fnmatchcase
from typing import Literal

from game.core.value import dataclass, replace

Role = Literal[
    "header", "variables", "person", "people", "codex", "texts", "sources", "honours",
    "chapter", "scenes", "endings", "epilogue", "branch",
]  # fmt: skip

_LAYOUT: tuple[tuple[str, Role], ...] = (
    ("story.yaml", "header"),
    ("variables.yaml", "variables"),
    ("sources.yaml", "sources"),
    ("honours.yaml", "honours"),
    ("people/minor.yaml", "people"),
    ("people/*.yaml", "person"),
    ("codex/*.yaml", "codex"),
    ("texts/*.yaml", "texts"),
    ("endings/*.yaml", "endings"),
    ("epilogue/*.yaml", "epilogue"),
    ("chapters/*/chapter.yaml", "chapter"),
    ("chapters/*/variables.yaml", "variables"),
    ("chapters/*/*.yaml", "scenes"),
    ("lines/*/chapter.yaml", "chapter"),
    ("lines/*/variables.yaml", "variables"),
    ("lines/*/*.yaml", "scenes"),
)
FOLDERS = tuple(dict.fromkeys(path.partition("/")[0] for path, _ in _LAYOUT if "/" in path))
"""The folders of a story and of a branch."""
HEADER = "branch.yaml"
"""The file without which a branch is none."""
_NOT_IN_BRANCHES = ("header", "honours")
_CHAPTER = re.compile(r"(\d{1,4})-(.+)")


@dataclass(frozen=True, slots=True)
class Room:
    """What a file holds. `chapter` is the chapter or line in whose folder it lies, "" outside;
    `number` is that of a chapter's folder, None for a line. `branch` is the branch to which the file
    belongs, "" for the story's own."""

    role: Role
    chapter: str = ""
    number: int | None = None
    line: bool = False
    branch: str = ""
    name: str = ""
    """What the chapter is called inside its branch."""


def room(path: str, branch: str = "") -> Room | None:
    """The room of a file, by its path in the folder of the story or of a branch; None where nothing
    has its place."""
    if not branch:
        return _room(path)
    if path == HEADER:
        return Room("branch", branch=branch)
    place = _room(path)
    return replace(place, branch=branch) if place and place.role not in _NOT_IN_BRANCHES else None


def _room(path: str) -> Room | None:
    parts = path.split("/")
    for pattern, role in _LAYOUT:
        wanted = pattern.split("/")
        if len(wanted) == len(parts) and all(map(fnmatchcase, parts, wanted)):
            return _in_folder(role, parts)
    return None


def _in_folder(role: Role, parts: list[str]) -> Room | None:
    """A chapter's id is its folder's name without the number, `-` read as `_`; a line has no number."""
    if parts[0] == "lines":
        return Room(role, parts[1].replace("-", "_"), line=True)
    if parts[0] == "chapters":
        match = _CHAPTER.fullmatch(parts[1])
        return Room(role, match[2].replace("-", "_"), int(match[1])) if match else None
    return Room(role)
