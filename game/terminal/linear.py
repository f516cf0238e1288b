"""Linear mode: the look of the page in the terminal's own scrollback, and a line to type at."""

from __future__ import annotations

import shutil
from collections.abc import Mapping
from typing import TYPE_CHECKING, TextIO

from game.core.value import replace
from game.play.completion import Complete, no_completions
from game.play.page import Chart, Page
from game.play.reading import possible
from game.play.sentences import harmless
from game.play.view import OpeningView, SceneView
from game.runs.settings import Settings
from game.terminal import pages, paging, render
from game.terminal.ascii import Shown, drawn_in_ascii
from game.terminal.ascii import in_ascii as worded
from game.terminal.asking import HOW_TO_CHOOSE
from game.terminal.front import LONGEST, Option
from game.terminal.layout import MEASURE, Layout, layout_for
from game.terminal.paint import console_for, paint
from game.terminal.rows import BLANK, Rows, row
from game.terminal.theme import Theme, theme_for

if TYPE_CHECKING:
    from game.terminal.prompt import Prompt


QUESTION = 1
"""The rows by which the question below page one is longer than a line to type at."""


class LinearFront:
    """Pages on a terminal. What is typed is read by prompt_toolkit, which takes as long to import as
    everything else together: so it comes after the first page is on the screen."""

    attended = True

    def __init__(
        self,
        write: TextIO,
        environ: Mapping[str, str],
        widest: int = MEASURE,
        *,
        pause: bool = False,
        theme: Theme = "ansi",
        in_ascii: bool = False,
        margin: bool = True,
    ) -> None:
        """Without a margin everything stands where the shell writes, and sentences are as wide as it has
        room for."""
        self._margin = margin
        self._widest = widest
        self._pause = pause
        self._theme = theme_for(environ, theme)
        self._ascii = in_ascii
        self._ended = False
        self._write = write
        self._environ = environ
        self._prompt: Prompt | None = None
        self._given_back: list[str] = []

    def opening(self, view: OpeningView) -> None:
        """Show page one."""
        layout = self._layout()
        how = pages.message(self._worded(HOW_TO_CHOOSE), layout)
        self._read_on((BLANK, *pages.opening(self._worded(view), layout), BLANK, *how), below=QUESTION)

    def turn(self, view: SceneView) -> None:
        """Show a turn."""
        self._read_on((BLANK, *render.scene(self._worded(view), self._layout())))
        if view.verdict:
            self.say(possible(view))

    def panel(self, view: SceneView, charts: tuple[Chart, ...] = ()) -> None:
        """Show the whole panel, and how each of its meters went."""
        rows = [BLANK, *pages.status(self._worded(view), self._layout())]
        if moved := tuple(each for each in charts if len(set(each.values)) > 1):
            rows += [BLANK, *pages.page(self._worded(Page("How they went", moved)), self._layout())]
        self._read_on((*rows, BLANK))

    def page(self, page: Page) -> None:
        """Show a look-up's answer. One whose end is to be read first is not parted: its end stands on
        the screen, and the rest above it."""
        rows = (BLANK, *pages.page(self._worded(page), self._layout()), BLANK)
        if page.at_end:
            self._paint(rows)
        else:
            self._read_on(rows)

    def say(self, sentence: str) -> None:
        """Say one sentence of the program's."""
        layout = self._layout()
        if not self._margin:
            layout = replace(layout, measure=layout.columns)
        self._paint(pages.message(self._worded(sentence), layout))

    def adjust(self, settings: Settings) -> None:
        """The settings have changed: what is shown from now on obeys them."""
        theme = theme_for(self._environ, settings.theme)
        if theme != self._theme:
            self._theme, self._prompt = theme, None
        self._widest, self._pause, self._ascii = settings.measure, settings.pause, settings.ascii

    def ask(self, view: SceneView, complete: Complete = no_completions) -> str:
        """Read what the player wants on a turn."""
        return self._typed_before() or self._prompter().ask(view, self._layout(), complete)[:LONGEST]

    def question(self, words: str, options: tuple[Option, ...] = ()) -> str:  # noqa: ARG002
        """Ask something else, and read the answer."""
        self.say(words)
        return self._typed_before() or self._prompter().line(self._layout())[:LONGEST]

    def give_back(self, line: str) -> None:
        """Let this line be read next."""
        self._given_back.append(line)

    def _typed_before(self) -> str:
        """What was typed where there was nothing to answer yet, shown as if it were typed here."""
        if self._ended:
            raise EOFError
        if not self._given_back:
            return ""
        line = self._given_back.pop()
        self._paint(render.framed((row(f"> {harmless(line)}"),), self._layout()))
        return line

    def _read_on(self, rows: Rows, below: int = 0) -> None:
        """Show rows, a screen of whole paragraphs at a time; something else than Enter is an answer
        to what they end in, and shows the rest at once. `below` rows are to follow them."""
        height = self._layout().rows
        parts = (
            list(paging.pages(rows, max(height - 1, 1), max(height - 2 - below, 1)))
            if self._pause
            else [rows]
        )
        for part in parts[:-1]:
            self._paint(part)
            if self._given_back or self._ended:
                continue
            try:
                line = self._prompter().pause(self._layout())
            except EOFError:
                self._ended = True
            else:
                if line.strip():
                    self.give_back(line[:LONGEST])
        self._paint(parts[-1])

    def _prompter(self) -> Prompt:
        if self._prompt is None:
            from game.terminal.prompt import Prompt

            self._prompt = Prompt(self._theme, self._environ)
        return self._prompt

    def _layout(self) -> Layout:
        size = shutil.get_terminal_size()
        layout = layout_for(size.columns, size.lines, self._widest)
        return layout if self._margin else replace(layout, margin=0)

    def _paint(self, rows: Rows) -> None:
        layout = self._layout()
        console = console_for(self._write, layout.columns, self._environ)
        paint(drawn_in_ascii(rows) if self._ascii else rows, console, self._theme)

    def _worded(self, shown: Shown) -> Shown:
        return worded(shown) if self._ascii else shown
