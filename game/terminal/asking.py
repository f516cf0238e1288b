"""Asking something before or beside play: every such prompt answers `?`, `help` and `runs`."""

from __future__ import annotations

from collections.abc import Callable

from game.play.page import Page
from game.terminal.front import Front, Option

LEAVING = ("quit", "q", "exit", "bye")
HOW_TO_CHOOSE = (
    "Type the number of a choice, then Enter. Every choice is kept as you take it. “?” lists the rest."
)
"""What stands on page one where choices are typed."""
ListRuns = Callable[[], Page]
"""The runs there are, as a page."""


def ask(front: Front, words: str, runs: ListRuns, options: tuple[Option, ...] = ()) -> str:
    """The answer as it was typed, without space around it. Raises EOFError."""
    while True:
        typed = front.question(words, options).strip()
        match typed.casefold().removeprefix(":").removeprefix("/"):
            case "?" | "help" | "h":
                front.page(_help(words))
            case "runs":
                front.page(runs())
            case _:
                return typed


def _help(words: str) -> Page:
    from game.play.lookup import help_page  # a start without questions does without it

    return help_page(f"{words} “runs” lists the runs there are. Once you play:")
