"""Which file of a story's folder holds what: the layout of the story format, section 2."""

from __future__ import annotations

import re
from fnmatch import fnmatchcase
from typing import Literal

from game.core.value import dataclass

Role = Literal[
    "header", "variables", "person", "people", "codex", "texts", "sources", "honours",
    "chapter", "scenes", "endings", "epilogue",
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
_CHAPTER = re.compile(r"(\d{1,4})-(.+)")


@dataclass(frozen=True, slots=True)
class Room:
    """What a file holds. `chapter` is the chapter or line in whose folder it lies, "" outside;
    `number` is that of a chapter's folder, None for a line."""

    role: Role
    chapter: str = ""
    number: int | None = None
    line: bool = False


def room(path: str) -> Room | None:
    """The room of a file, by its path in the story's folder; None where nothing has its place."""
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
