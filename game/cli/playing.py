"""Playing: a story, a shelf, a front end and a session, put together."""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from game.cli.log import note
from game.cli.names import command
from game.cli.stories import roads_to_play, story_to_play
from game.cli.table import Table
from game.core.value import dataclass
from game.runs.settings import Settings, settle
from game.runs.shelf import Shelf
from game.runs.where import saves, settings_file
from game.terminal.front import Front
from game.terminal.mode import DUMB, Mode, Size, choose_mode

if TYPE_CHECKING:
    from game.cli.rereading import Rereading


@dataclass(frozen=True, slots=True)
class Wishes:
    """What the arguments of `play` ask for; what they leave open the settings say."""

    run: str = ""
    new: bool = False
    story: Path | None = None
    saves: Path | None = None
    interface: str | None = None
    rewind: bool | None = None
    spare: tuple[str, ...] | None = None
    pause: bool | None = None
    theme: str | None = None
    measure: int | None = None
    ascii: bool | None = None
    branches: tuple[Path, ...] = ()
    watch: bool = False


def play(wishes: Wishes) -> int:
    """Play until the player leaves; the exit code."""
    rereading = _rereading(wishes) if wishes.watch else None
    story = rereading.load().story if rereading else None
    story = story or story_to_play(wishes.story, wishes.branches)
    if story is None:
        return 1
    flags = {
        "interface": wishes.interface,
        "rewind": wishes.rewind,
        "spare": wishes.spare,
        "pause": wishes.pause,
        "theme": wishes.theme,
        "measure": wishes.measure,
        "ascii": wishes.ascii,
    }
    settled = settle(settings_file(os.environ).path, os.environ, flags)
    note(f"story {story.header.id} {story.header.version}, {story.digest}")

    def conversation(front: Front) -> int:
        note(f"front end: {type(front).__name__}")
        for complaint in settled.complaints:
            front.say(complaint)
        shelf = Shelf(saves(wishes.saves, os.environ).path)
        again = command(wishes.saves, wishes.story, wishes.branches)
        if rereading:
            from game.cli.watched import WatchedTable, watched

            with watched(rereading, front) as seen:
                table = WatchedTable(story, shelf, seen, settled.settings, wishes.saves, again)
                return _played(table, wishes)
        roads = roads_to_play(story, wishes.story, wishes.branches)
        return _played(Table(story, shelf, front, settled.settings, wishes.saves, again, roads), wishes)

    return _held(conversation, settled.settings)


def _rereading(wishes: Wishes) -> Rereading:
    from game.cli.rereading import Rereading

    return Rereading(wishes.story, wishes.branches)


def _played(table: Table, wishes: Wishes) -> int:
    session = table.first(wishes.run, new=wishes.new)
    while session:
        session = table.sit(session)
    return 0


def _held(conversation: Callable[[Front], int], settings: Settings) -> int:
    """Hold the conversation by the front end that fits the terminal; only that one is imported."""
    size = shutil.get_terminal_size()
    mode = choose_mode(
        settings.interface,
        os.environ,
        isatty_in=sys.stdin.isatty(),
        isatty_out=sys.stdout.isatty(),
        size=Size(size.columns, size.lines),
    )
    if mode == "full":
        from game.terminal.full.reading import read

        return read(conversation, settings, os.environ, sys.stdout)
    return conversation(_front(mode, settings, size.columns))


def _front(mode: Mode, settings: Settings, columns: int) -> Front:
    """The front end of the other modes."""
    if mode == "plain":
        from game.terminal.plain_front import PlainFront

        dumb = sys.stdout.isatty() and os.environ.get("TERM") in DUMB
        return PlainFront(sys.stdin, sys.stdout, attended=sys.stdin.isatty(), columns=columns if dumb else 0)
    from game.terminal.linear import LinearFront
    from game.terminal.theme import theme_for

    return LinearFront(
        sys.stdout,
        os.environ,
        settings.measure,
        pause=settings.pause,
        theme=theme_for(os.environ, settings.theme),
        in_ascii=settings.ascii,
    )
