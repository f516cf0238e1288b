"""Playing: a story, a shelf, a front end and a session, put together."""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from game.cli.log import note
from game.cli.names import command, program
from game.cli.stories import story_to_play
from game.core.model import Story
from game.core.value import dataclass, replace
from game.play.answer import Departure, Left, Switched
from game.play.opening import opening
from game.play.page import Page
from game.play.respond import runs_page
from game.play.session import Session
from game.runs.file import Run
from game.runs.listing import Listing, list_run
from game.runs.open_run import OpenRun
from game.runs.profile import Profile, join
from game.runs.record import begun
from game.runs.refusal import Busy, NoSuchRun, Refused
from game.runs.settings import Settings, settle
from game.runs.shelf import Shelf
from game.runs.where import saves, settings_file
from game.terminal.beginning import Terms, ask_busy, ask_resume, ask_terms
from game.terminal.conversation import converse
from game.terminal.farewell import farewell
from game.terminal.front import Front
from game.terminal.mode import DUMB, Mode, Size, choose_mode
from game.terminal.ways import ask_way


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


def play(wishes: Wishes) -> int:
    """Play until the player leaves; the exit code."""
    story = story_to_play(wishes.story)
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
        terms = Terms(settled.settings.spare, settled.settings.rewind)
        table = Table(story, Shelf(saves(wishes.saves, os.environ).path), front, terms, wishes.saves)
        session = table.first(wishes)
        while session:
            session = table.sit(session)
        return 0

    return _held(conversation, settled.settings)


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

    return LinearFront(sys.stdout, os.environ, settings.measure, pause=settings.pause)


def _elsewhere(run: Run, folder: Path) -> OpenRun:
    return Shelf(folder).adopt(run)


class Table:
    """Where a player sits: the story, the shelf and the front end stay, the runs come and go."""

    def __init__(
        self, story: Story, shelf: Shelf, front: Front, terms: Terms, named: Path | None = None
    ) -> None:
        self.story = story
        self.shelf = shelf
        self.front = front
        self.terms = terms
        self.named = named

    def first(self, wishes: Wishes) -> Session | None:
        """The session to start with: the run that was named, the last one, or a new one."""
        if wishes.run:
            return self.reopened(self.shelf.find(wishes.run))
        last = None if wishes.new else self._last()
        if last:
            match ask_resume(self.front, last, self._runs_page):
                case "resume":
                    return self.reopened(last.id)
                case "leave":
                    return None
                case "new":
                    pass
        return self.begun()

    def begun(self) -> Session | None:
        """A new run, after page one; None if the player would rather leave."""
        terms = ask_terms(self.front, opening(self.story), self.terms, self._runs_page)
        if terms is None:
            return None
        settings = {"spare": list(terms.spare)} if terms.spare else {}
        run = begun(self.story, self._name(), rewind=terms.rewind, settings=settings)
        return self._held(run, lambda: self.shelf.adopt(run))

    def reopened(self, run_id: str) -> Session | None:
        """A session of a run on the shelf; if another window has it, look at it, copy it or leave."""
        run = self.shelf.run(run_id)
        try:
            return self._held(run, lambda: self.shelf.open(run_id))
        except Busy as busy:
            match ask_busy(self.front, busy, self._runs_page):
                case "copy":
                    return self._session(self.shelf.open(self.shelf.copy(run_id).id))
                case "look":
                    self.front.turn(Session(self.story, self.shelf.run(run_id)).view())
        return None

    def sit(self, session: Session) -> Session | None:
        """Play one run; the session to go on with, or None when the player has left for good."""
        note(f"run {session.run.id}: {len(session.steps) - 1} decisions, at {session.run.at.scene}")
        departure: Departure | None = None
        try:
            departure = converse(session, self.front, _elsewhere, self)
        finally:
            note(f"run {session.run.id}: left at {session.run.at.scene}")
            session.close()
            self._remember(session)
            if not isinstance(departure, Switched) or session.unsaved:
                with suppress(OSError):
                    self.front.say(farewell(session, command(self.named), program()))
        match departure:
            case Left():
                return None
            case Switched(""):
                return self.begun()
            case Switched(run_id):
                return self.reopened(run_id)

    def _held(self, run: Run, hold: Callable[[], OpenRun]) -> Session | None:
        """A session of a run, by one of the three ways if the machine refuses to hold it. Raises Busy."""
        while True:
            try:
                opened = hold()
            except Busy:
                raise
            except Refused as refused:
                match ask_way(self.front, refused, self._runs_page):
                    case "again":
                        continue
                    case "unsaved":
                        session = Session(self.story, run)
                        session.go_on_unsaved(refused.sentence)
                        return session
                    case "leave":
                        return None
                    case Path() as folder:
                        self.shelf, hold = Shelf(folder), lambda: self.shelf.adopt(run)
            else:
                return self._session(opened)

    def _session(self, opened: OpenRun, *, fresh: bool = False) -> Session:
        try:
            session = Session(self.story, opened.run, opened, self._profile(), fresh=fresh)
        except BaseException:
            opened.close()
            raise
        self._remember(session)
        return session

    def _profile(self) -> Profile:
        with suppress(Refused):
            return self.shelf.profile(self.story)
        return Profile()

    def _remember(self, session: Session) -> None:
        """Note which run was played last, and what has been seen in it."""
        if session.keeper:
            profile = join(self._profile(), session.known)
            self.shelf.remember(self.story, replace(profile, last=session.run.id))

    def _last(self) -> Listing | None:
        """The run to go on with: the one played last, unless it has come to its end. If it cannot be
        read, that is said and another offered. Raises a refusal where nobody can be asked."""
        try:
            run_id = self.shelf.last(self.story)
        except Refused:  # a shelf that cannot be read is told of when something is to be kept
            return None
        try:
            row = list_run(self.shelf.run(run_id), self.story) if run_id else None
        except Refused as refused:
            if not self.front.attended:
                raise
            self.front.say(refused.sentence)
            others = (each for each in self.listing() if each.story_id == self.story.header.id)
            row = next((each for each in others if not each.ending), None)
        return row if row and not row.ending else None

    def _name(self) -> str:
        """A name for a new run: their number, from 1."""
        with suppress(Refused):
            return f"Run {len(self.shelf.listing()) + 1}"
        return "Run 1"

    def find(self, name: str) -> str:
        """The id of the run of a name, or empty."""
        with suppress(NoSuchRun):
            return self.shelf.find(name)
        return ""

    def listing(self) -> tuple[Listing, ...]:
        """The runs there are, the last played first."""
        with suppress(Refused):
            return tuple(self.shelf.listing(self.story))
        return ()

    def _runs_page(self) -> Page:
        return runs_page(self.listing())
