"""The three ways when the machine refuses to keep a run: again, elsewhere, unsaved."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Literal

from game.play.sentences import harmless
from game.runs.refusal import Refused
from game.terminal.asking import LEAVING, ListRuns, ask
from game.terminal.front import Front, Option

Way = Literal["again", "unsaved", "leave"] | Path
"""Try again, go on without keeping, stop; or keep in this folder from now on."""

WAYS = "“again” tries again, “in FOLDER” keeps the run elsewhere, “unsaved” goes on without, “quit” leaves."

OPTIONS = (
    Option("again", "Try again"),
    Option("in ", "Keep it in another folder"),
    Option("unsaved", "Go on without keeping it"),
    Option("quit", "Leave"),
)


def ask_way(front: Front, refused: Refused, runs: ListRuns) -> Way:
    """Which way to go. Raises the refusal where nobody can be asked."""
    front.say(refused.sentence)
    while True:
        try:
            typed = ask(front, WAYS, runs, OPTIONS)
        except EOFError:
            raise refused from None
        word, _, rest = typed.partition(" ")
        match word.casefold():
            case "again" | "":
                return "again"
            case "unsaved":
                return "unsaved"
            case leaving if leaving in LEAVING:
                return "leave"
            case "in" if folder := _folder(rest.strip()):
                return folder
            case _ if not front.attended:
                raise refused
            case _:
                front.say(f"“{harmless(typed)}” is none of these.")


def _folder(typed: str) -> Path | None:
    """The folder that was typed; None for what can be none, such as one in the home of nobody."""
    try:
        folder = Path(typed).expanduser()
        os.fsencode(folder)
    except (RuntimeError, ValueError):
        return None
    return folder if typed and "\0" not in typed else None
