"""Where everything is: runs, settings, the compiled story, logs."""

from __future__ import annotations

import os
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from typing import Literal

from game.core.value import dataclass

APPLICATION = "thermidor"
PACKAGE = Path(__file__).resolve().parents[1]
_OURS = 'name = "thermidor"'


@dataclass(frozen=True, slots=True)
class Place:
    """A folder, and what decided that it is this one."""

    path: Path
    because: str


def saves(flag: Path | None = None, environment: Mapping[str, str] = os.environ) -> Place:
    """Where runs are kept: what `--saves` says, else THERMIDOR_SAVES, else `saves/` in a checkout,
    else the folder that the platform has for data."""
    if flag is not None:
        return Place(_meant(flag), "--saves")
    if named := environment.get("THERMIDOR_SAVES"):
        return Place(_meant(Path(named)), "THERMIDOR_SAVES")
    if home := checkout():
        return Place(home / "saves", "played from a checkout")
    return Place(_platform("data") / "saves", "this system's place for data")


def settings_file(environment: Mapping[str, str] = os.environ) -> Place:
    """The file of settings, which need not exist."""
    if named := environment.get("THERMIDOR_SETTINGS"):
        return Place(_meant(Path(named)), "THERMIDOR_SETTINGS")
    return Place(_platform("config") / "settings.toml", "this system's place for settings")


def branches(environment: Mapping[str, str] = os.environ) -> Place:
    """Where a player puts branches of the story that others wrote; the folder need not exist."""
    if named := environment.get("THERMIDOR_BRANCHES"):
        return Place(_meant(Path(named)), "THERMIDOR_BRANCHES")
    return Place(_platform("data") / "branches", "this system's place for data")


def cache(environment: Mapping[str, str] = os.environ) -> Place | None:
    """Where the compiled story lies; None if THERMIDOR_CACHE is `off`."""
    named = environment.get("THERMIDOR_CACHE")
    if named == "off":
        return None
    if named:
        return Place(_meant(Path(named)), "THERMIDOR_CACHE")
    return Place(_platform("cache"), "this system's place for what can be made again")


def logs() -> Place:
    """Where the log of `--debug` and crash reports are written."""
    return Place(_platform("log"), "this system's place for logs")


def checkout(package: Path = PACKAGE) -> Path | None:
    """The folder above the package, if it is a checkout of this project: its `pyproject.toml` and
    `story/` are there."""
    home = package.parent
    try:
        ours = _OURS in (home / "pyproject.toml").read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError):
        return None
    return home if ours and (home / "story").is_dir() else None


def _meant(path: Path) -> Path:
    """The whole path, with `~` for somebody's home; where nobody goes by that name, as it is written."""
    with suppress(RuntimeError):
        path = path.expanduser()
    return path.absolute()


def _platform(kind: Literal["data", "config", "cache", "log"]) -> Path:
    """The platform's folder for this program. Imported here: a start that is told where its folders
    are has no need of the library."""
    import platformdirs

    match kind:
        case "data":
            return platformdirs.user_data_path(APPLICATION, appauthor=False)
        case "config":
            return platformdirs.user_config_path(APPLICATION, appauthor=False)
        case "cache":
            return platformdirs.user_cache_path(APPLICATION, appauthor=False)
        case "log":
            return platformdirs.user_log_path(APPLICATION, appauthor=False)
