"""What a player has set: a flag before the environment, the environment before the file, and the
default last. The file is written for one thing only: a player changes a setting while playing."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from game.core.value import dataclass, replace
from game.runs.disk import Disk, this_disk
from game.runs.refusal import Refused, refusing, shown
from game.runs.writing import make_folders, write_whole

INTERFACES = ("auto", "full", "linear", "plain")
THEMES = ("ansi", "night", "paper", "mono")
FORMER_THEMES = {"auto": "ansi", "dark": "night", "light": "paper", "none": "mono"}
"""What files of earlier versions say, and what it is called now."""
NARROWEST, WIDEST = 30, 66
_MOST = 64 * 1024
TRUTHS = ("rewind", "pause", "ascii", "mouse", "skim", "roads")
"""The settings that are true or false."""
_TRUTHS = {"yes": True, "true": True, "1": True, "on": True, "no": False, "false": False, "0": False, "off": False}  # fmt: skip  # noqa: E501


@dataclass(frozen=True, slots=True)
class Settings:
    """`interface` is one of INTERFACES, `theme` one of THEMES; `measure` is the longest line in
    columns, 30 to 66; `rewind` is what a new run offers first; `spare` are the sensitive matters that
    a new run summarises; `pause` is whether a page longer than the screen is parted; `ascii` draws
    with nothing but ASCII; `mouse` lets a full screen have the mouse; `skim` folds away what the
    player has read before; `roads` tells how many endings are not ruled out; `branches_off` are the
    branches of the story that are not played, by name."""

    interface: str = "auto"
    theme: str = "ansi"
    measure: int = WIDEST
    rewind: bool = True
    spare: tuple[str, ...] = ()
    pause: bool = True
    ascii: bool = False
    mouse: bool = True
    skim: bool = True
    roads: bool = True
    branches_off: tuple[str, ...] = ()


class NotSet(Refused):
    """A setting could not be changed. Nothing was written."""

    advice = "Settings may also be given when the game is started: see “thermidor play --help”."


def change(
    file: Path, name: str, text: str, now: Settings | None = None, disk: Disk | None = None
) -> Settings:
    """Change one setting in the file, which keeps its comments and everything else, and is its owner's
    alone if it is made. The settings `now`, or else those of the file, with the change. Raises
    NotSet where the setting, the file or the disk does not allow it."""
    try:
        value = _checked(name, _from_text(name, text))
    except ValueError as wrong:
        raise NotSet(f"That is not set: {wrong}.") from None
    data = _written(file, name, value)
    disk = disk or this_disk()
    target = Path(os.path.realpath(file))  # who keeps the file elsewhere, by a link, goes on doing so
    try:
        with refusing("The setting could not be kept", file):
            make_folders(disk, target.parent)
            write_whole(disk, target, data)
    except Refused as refused:
        raise NotSet(refused.sentence) from refused
    return replace(now or settle(file, {}).settings, **{name: value})


def _written(file: Path, name: str, value: Any) -> bytes:
    """The file as it is to be, with this setting."""
    import tomlkit
    from tomlkit.exceptions import TOMLKitError

    _, broken = _from_file(file)
    if broken or (file.exists() and not file.is_file()):
        why = broken[0] if broken else f"{file} is no file."
        raise NotSet(shown(f"That is not set: {why} Mend or remove it first."))
    with refusing("The settings could not be read", file):
        data = file.read_bytes() if file.exists() else b""
    try:
        document = tomlkit.parse(data)
    except (TOMLKitError, ValueError, RecursionError) as error:  # it is the narrower reader
        raise NotSet(
            shown(f"That is not set: {file} cannot be changed ({error}). Change it by hand.")
        ) from None
    document[name] = list(value) if isinstance(value, tuple) else value
    return tomlkit.dumps(document).encode()


@dataclass(frozen=True, slots=True)
class Settled:
    """The settings that are in force, and what was wrong, each one sentence to be told once."""

    settings: Settings
    complaints: tuple[str, ...] = ()


def settle(
    file: Path, environment: Mapping[str, str] = os.environ, flags: Mapping[str, Any] | None = None
) -> Settled:
    """The settings in force. `flags` holds what the command line said, None where it said nothing.
    Whatever is broken is complained of, and counts as not said."""
    complaints: list[str] = []
    written, broken = _from_file(file)
    complaints.extend(broken)
    sources: tuple[tuple[str, Mapping[str, Any]], ...] = (
        (str(file), written),
        ("the environment", _from_environment(environment)),
        ("the command line", {name: value for name, value in (flags or {}).items() if value is not None}),
    )
    # the console of Linux has no more characters than a code page
    chosen: dict[str, Any] = {"ascii": True} if environment.get("TERM") == "linux" else {}
    for origin, values in sources:
        for name, value in values.items():
            try:
                chosen[name] = _checked(name, value)
            except ValueError as wrong:
                complaints.append(f"In {origin}, {wrong}; it was not used.")
    return Settled(Settings(**chosen), tuple(shown(each) for each in complaints))


def _from_file(file: Path) -> tuple[Mapping[str, Any], tuple[str, ...]]:
    try:
        if not file.is_file():
            return {}, ()
        with file.open("rb") as stream:
            data = stream.read(_MOST + 1)
    except OSError as error:
        return {}, (f"{file} could not be read ({error.strerror}); it was not used.",)
    if len(data) > _MOST:
        return {}, (f"{file} is too large for settings; it was left alone and not used.",)
    import tomllib

    try:
        return tomllib.loads(data.decode("utf-8")), ()
    except (ValueError, RecursionError) as error:
        return {}, (f"{file} is broken ({error}); it was left alone and not used.",)


def _from_environment(environment: Mapping[str, str]) -> Mapping[str, Any]:
    return dict(_named(environment))


def _named(environment: Mapping[str, str]) -> Iterator[tuple[str, Any]]:
    for field in Settings.__match_args__:
        text = environment.get(f"THERMIDOR_{field.upper()}")
        if text:
            yield field, _from_text(field, text)


def _from_text(name: str, text: str) -> Any:
    """What a text in the environment says, as a settings file would; left as it is if nothing."""
    match name:
        case _ if name in TRUTHS:
            return _TRUTHS.get(text.lower(), text)
        case "measure":
            return int(text) if text.isascii() and text.isdigit() else text
        case "spare" | "branches_off":
            return [part.strip() for part in text.split(",") if part.strip()]
    return text


def _checked(name: str, value: Any) -> Any:
    """The value as `Settings` holds it. Raises ValueError with half a sentence."""
    match name, value:
        case "interface", str():
            return _one_of(name, value, INTERFACES)
        case "theme", str():
            return _one_of(name, FORMER_THEMES.get(value, value), THEMES)
        case "measure", int() if not isinstance(value, bool) and NARROWEST <= value <= WIDEST:
            return value
        case "measure", _:
            raise ValueError(f"`measure` is a number of columns from {NARROWEST} to {WIDEST}")
        case _, bool() if name in TRUTHS:
            return value
        case _ if name in TRUTHS:
            raise ValueError(f"`{name}` is true or false")
        case "spare" | "branches_off", (list() | tuple()) if all(
            isinstance(each, str) and each.isprintable() for each in value
        ):
            return tuple(value)
        case "spare", _:
            raise ValueError("`spare` is a list of matters")
        case "branches_off", _:
            raise ValueError("`branches_off` is a list of branches")
        case "interface" | "theme", _:
            raise ValueError(f"`{name}` is a word")
    known = ", ".join(field for field in Settings.__match_args__)
    raise ValueError(f"`{name}` is no setting ({known})")


def _one_of(name: str, value: str, allowed: tuple[str, ...]) -> str:
    if value not in allowed:
        raise ValueError(f"`{name}` is one of {', '.join(allowed)}")
    return value
