"""Linear mode: the look of the page in the terminal's own scrollback, and a line to type at."""

from __future__ import annotations

import shutil
from collections.abc import Mapping
from typing import TYPE_CHECKING, TextIO

from game.play.page import Page
from game.play.view import OpeningView, SceneView
from game.terminal import pages, render
from game.terminal.layout import MEASURE, Layout, layout_for
from game.terminal.paint import console_for, paint, theme_for
from game.terminal.rows import BLANK, Rows

if TYPE_CHECKING:
    from game.terminal.prompt import Prompt


class LinearFront:
    """Pages on a terminal. What is typed is read by prompt_toolkit, which takes as long to import as
    everything else together: so it comes after the first page is on the screen."""

    attended = True

    def __init__(self, write: TextIO, environ: Mapping[str, str], widest: int = MEASURE) -> None:
        self._widest = widest
        self._write = write
        self._environ = environ
        self._prompt: Prompt | None = None
        self._given_back: list[str] = []

    def opening(self, view: OpeningView) -> None:
        """Show page one."""
        layout = self._layout()
        self._paint((BLANK, *pages.opening(view, layout)))

    def turn(self, view: SceneView) -> None:
        """Show a turn."""
        self._paint((BLANK, *render.scene(view, self._layout())))

    def panel(self, view: SceneView) -> None:
        """Show the whole panel."""
        self._paint((BLANK, *pages.status(view, self._layout()), BLANK))

    def page(self, page: Page) -> None:
        """Show a look-up's answer."""
        self._paint((BLANK, *pages.page(page, self._layout()), BLANK))

    def say(self, sentence: str) -> None:
        """Say one sentence of the program's."""
        self._paint(pages.message(sentence, self._layout()))

    def ask(self, view: SceneView) -> str:
        """Read what the player wants on a turn."""
        return self._given_back.pop() if self._given_back else self._prompter().ask(view, self._layout())

    def question(self, words: str) -> str:
        """Ask something else, and read the answer."""
        self.say(words)
        return self._given_back.pop() if self._given_back else self._prompter().line(self._layout())

    def give_back(self, line: str) -> None:
        """Let this line be read next."""
        self._given_back.append(line)

    def _prompter(self) -> Prompt:
        if self._prompt is None:
            from game.terminal.prompt import Prompt

            self._prompt = Prompt(theme_for(self._environ))
        return self._prompt

    def _layout(self) -> Layout:
        size = shutil.get_terminal_size()
        return layout_for(size.columns, size.lines, self._widest)

    def _paint(self, rows: Rows) -> None:
        layout = self._layout()
        console = console_for(self._write, layout.columns, self._environ)
        paint(rows, console, theme_for(self._environ))
