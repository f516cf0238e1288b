"""Playing a story that is being written: after every change the run is replayed in it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from threading import Event
from typing import TYPE_CHECKING

from game.cli.rereading import Rereading
from game.cli.table import Table
from game.cli.watching import NoWatching, Watch
from game.loading.diagnostic import Diagnostic
from game.loading.load import Loaded
from game.play.answer import Departure
from game.play.completion import Complete, no_completions
from game.play.page import Chart, Page, sentence
from game.play.session import Session
from game.play.view import OpeningView, SceneView
from game.runs.refusal import OtherStory
from game.runs.settings import Settings
from game.terminal.front import Front, Option
from game.terminal.report import plain, summary

if TYPE_CHECKING:
    from game.terminal.full.front import FullFront

WAKE = "\0"
"""The line that nobody can type: something of the story was saved."""


class StoryChanged(Exception):
    """Something of the story was saved: what was typed since is for another text, and is dropped."""


class WatchedFront:
    """A front end that raises StoryChanged where a line is read on a turn and the story has changed since it
    was shown. On the full screen it does so at once, on others with the next line. `load` gives the story
    as it is now, or None where it is as it was."""

    def __init__(
        self, front: Front, full: FullFront | None, load: Callable[[], Loaded | None] = lambda: None
    ) -> None:
        self.load = load
        self._front = front
        self._full = full
        self._changed = Event()
        self._stays = False
        self._after: list[str | tuple[Diagnostic, ...]] = []

    @property
    def attended(self) -> bool:
        """Whether somebody sits there who can be asked again."""
        return self._front.attended

    def saved(self) -> None:
        """Something was saved. Called by whoever watches."""
        self._changed.set()
        if self._full:
            self._full.answer(WAKE)

    def retold(self, *told: str | tuple[Diagnostic, ...]) -> None:
        """The next turn is the one that is shown, told anew; after it these things are said."""
        self._stays = True
        self._after += told

    def opening(self, view: OpeningView) -> None:
        """Show page one."""
        self._front.opening(view)

    def turn(self, view: SceneView) -> None:
        """Show a turn."""
        if self._stays and self._full:
            self._full.again(view)
        else:
            self._front.turn(view)
        after, self._stays, self._after = self._after, False, []
        for each in after:
            if isinstance(each, str):
                self.say(each)
            elif self._full:
                self._full.fault(each)
            else:
                self.page(_faults(each))

    def panel(self, view: SceneView, charts: tuple[Chart, ...] = ()) -> None:
        """Show the whole panel, and how each of its meters went."""
        self._front.panel(view, charts)

    def page(self, page: Page) -> None:
        """Show a look-up's answer."""
        self._front.page(page)

    def say(self, sentence: str) -> None:
        """Say one sentence of the program's."""
        self._front.say(sentence)

    def adjust(self, settings: Settings) -> None:
        """The settings have changed."""
        self._front.adjust(settings)

    def ask(self, view: SceneView, complete: Complete = no_completions) -> str:
        """Read what the player wants on a turn. Raises StoryChanged."""
        while True:
            self._raise_if_changed()
            line = self._front.ask(view, complete)
            self._raise_if_changed()
            if line != WAKE:
                return line

    def question(self, words: str, options: tuple[Option, ...] = ()) -> str:
        """Ask something else, and read the answer."""
        while (line := self._front.question(words, options)) == WAKE:
            pass
        return line

    def give_back(self, line: str) -> None:
        """Let this line be read next."""
        self._front.give_back(line)

    def _raise_if_changed(self) -> None:
        if self._changed.is_set():
            self._changed.clear()
            raise StoryChanged


def _faults(diagnostics: tuple[Diagnostic, ...]) -> Page:
    """What is wrong with the story, for front ends that draw line by line."""
    lines = (*map(plain, diagnostics), summary(diagnostics))
    return Page("The story cannot be read", tuple(map(sentence, lines)))


class WatchedTable(Table):
    """A table at which the story may change under the player's hands."""

    front: WatchedFront

    def conversed(self, session: Session) -> Departure:
        """Hold the conversation of a run; whenever the story has changed, go on in what it is then."""
        if session.story is not self.story:
            session.retell(self.story)
        while True:
            try:
                return super().conversed(session)
            except StoryChanged:
                self.front.retold(*self._retold(session))

    def _retold(self, session: Session) -> Iterator[str | tuple[Diagnostic, ...]]:
        """Replay a run in the story as it is now, if it can be read; what there is to say about that."""
        loaded = self.front.load()
        if loaded is None:
            return
        if loaded.story is None:
            yield _errors(loaded)
            yield "Until it is mended you play on in the story as it was."
            return
        try:
            session.retell(loaded.story)
        except OtherStory as other:
            yield f"{other.sentence} You play on in the story as it was."
            return
        self.story = loaded.story
        if session.drift:
            yield session.drift


def _errors(loaded: Loaded) -> tuple[Diagnostic, ...]:
    return tuple(each for each in loaded.diagnostics if each.severity == "error")


@contextmanager
def watched(rereading: Rereading, front: Front) -> Iterator[WatchedFront]:
    """The front end while a story is watched; where nothing can watch it, that is said."""
    full = getattr(front, "again", None) and front
    seen = WatchedFront(front, full, rereading.load_changed)  # type: ignore[arg-type]
    with ExitStack() as open_:
        try:
            open_.enter_context(Watch(rereading.folders, seen.saved))
        except NoWatching as missing:
            front.say(f"{missing.sentence} {missing.advice}")
        yield seen
