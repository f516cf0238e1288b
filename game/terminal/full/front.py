"""The front end that the conversation talks to from its own thread: it hands values to the room and
waits for lines."""

from __future__ import annotations

from collections.abc import Callable
from queue import SimpleQueue

from game.loading.diagnostic import Diagnostic
from game.play.completion import Complete, no_completions
from game.play.page import Chart, Page
from game.play.view import OpeningView, SceneView
from game.runs.settings import Settings
from game.terminal.front import LONGEST, Front, Option
from game.terminal.full.events import (
    Adjusted,
    Asked,
    Event,
    Faulted,
    Laid,
    Opened,
    Questioned,
    Said,
    Shown,
    Stood,
    Told,
    Turned,
)
from game.terminal.strip import Strip


class FullFront:
    """Everything here is called by the conversation, but `answer` and `end`, which the room calls. When
    the room has been left, reading raises what it was left by: so whatever has to be put in order on
    the way out is put in order."""

    attended = True

    def __init__(self, deliver: Callable[[Event], None]) -> None:
        self._deliver = deliver
        self._answers: SimpleQueue[str | BaseException] = SimpleQueue()
        self._given_back: list[str] = []
        self._left: BaseException | None = None
        self._unanswered: list[Shown] = []

    def opening(self, view: OpeningView) -> None:
        """Show page one."""
        self._show(Opened(view))

    def turn(self, view: SceneView) -> None:
        """Show a turn."""
        self._show(Turned(view))

    def again(self, view: SceneView) -> None:
        """Show the turn that was shown, told anew: whoever reads it stays where they are."""
        self._show(Turned(view, stays=True))

    def lay(
        self, shown: SceneView | Page, strip: Strip, *, stays: bool = False, over: tuple[Page, ...] = ()
    ) -> None:
        """Show what a bench shows, with its strip; with `stays` the reader's place stays, and so do such of
        these pages as lie over it."""
        self._deliver(Laid(shown, strip, stays, over))

    def fault(self, diagnostics: tuple[Diagnostic, ...]) -> None:
        """Show what is wrong with the story, over what is shown."""
        self._deliver(Faulted(diagnostics))

    def panel(self, view: SceneView, charts: tuple[Chart, ...] = ()) -> None:
        """Show the whole panel."""
        self._show(Stood(view, charts))

    def page(self, page: Page) -> None:
        """Show a look-up's answer."""
        self._show(Told(page))

    def say(self, sentence: str) -> None:
        """Say one sentence of the program's."""
        self._show(Said(sentence))

    def adjust(self, settings: Settings) -> None:
        """The settings have changed."""
        self._deliver(Adjusted(settings))

    def ask(self, view: SceneView, complete: Complete = no_completions) -> str:
        """Read what the player wants on a turn."""
        return self._read(Asked(view, complete))

    def question(self, words: str, options: tuple[Option, ...] = ()) -> str:
        """Ask something else, and read the answer."""
        return self._read(Questioned(words, options))

    def give_back(self, line: str) -> None:
        """Let this line be read next."""
        self._given_back.append(line)

    def answer(self, line: str) -> None:
        """The player has typed this, or done what it says."""
        self._answers.put(line[:LONGEST])

    def end(self, why: BaseException) -> None:
        """The room has been left: whoever reads, now or later, gets to know."""
        self._left = self._left or why
        self._answers.put(self._left)

    def last_words(self, front: Front) -> None:
        """Show elsewhere what was shown since a line was last waited for: nobody could see it for long."""
        for each in self._unanswered:
            match each:
                case Opened(view):
                    front.opening(view)
                case Turned(view, _):
                    front.turn(view)
                case Stood(view, _):
                    front.panel(view)
                case Told(page):
                    front.page(page)
                case Said(sentence):
                    front.say(sentence)

    def _show(self, shown: Shown) -> None:
        self._unanswered.append(shown)
        self._deliver(shown)

    def _read(self, asked: Asked | Questioned) -> str:
        if self._left:
            raise self._left
        if self._given_back:
            return self._given_back.pop()
        self._deliver(asked)
        answer = self._answers.get()
        self._unanswered.clear()  # it was there to be seen, whatever came of it
        if isinstance(answer, BaseException):
            raise answer
        return answer
