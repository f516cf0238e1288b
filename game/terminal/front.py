"""What every line-by-line front end can do. The conversation is the same through all of them."""

from __future__ import annotations

from typing import Protocol

from game.core.value import dataclass
from game.play.completion import Complete, no_completions
from game.play.page import Chart, Page
from game.play.view import OpeningView, SceneView
from game.runs.settings import Settings

LONGEST = 4000
"""The characters of a typed line that are read: nobody types more, but a file may hold it."""


@dataclass(frozen=True, slots=True)
class Option:
    """An answer that a question takes: the line that gives it, and what it means."""

    line: str
    label: str


class Front(Protocol):
    """A way to show things and to be typed at. Reading raises EOFError where input has ended."""

    @property
    def attended(self) -> bool:
        """Whether somebody sits there who can be asked again."""
        ...

    def opening(self, view: OpeningView) -> None:
        """Show page one."""
        ...

    def turn(self, view: SceneView) -> None:
        """Show a turn."""
        ...

    def panel(self, view: SceneView, charts: tuple[Chart, ...] = ()) -> None:
        """Show the whole panel, and how each of its meters went."""
        ...

    def page(self, page: Page) -> None:
        """Show a look-up's answer."""
        ...

    def say(self, sentence: str) -> None:
        """Say one sentence of the program's."""
        ...

    def adjust(self, settings: Settings) -> None:
        """The settings have changed: obey them from now on."""
        ...

    def ask(self, view: SceneView, complete: Complete = no_completions) -> str:
        """Read what the player wants on a turn. `complete` says what a line may become."""
        ...

    def question(self, words: str, options: tuple[Option, ...] = ()) -> str:
        """Ask something else, and read the answer. The words say what may be typed; a screen may offer
        the options as well."""
        ...

    def give_back(self, line: str) -> None:
        """Let this line be read next: it answered no question."""
        ...
