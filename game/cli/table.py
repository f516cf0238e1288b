"""The table: one player, one story, one shelf and one front end, and the runs that are played there."""

from __future__ import annotations

import os
import shlex
from collections.abc import Callable
from contextlib import AbstractContextManager, nullcontext, suppress
from pathlib import Path
from typing import TYPE_CHECKING, assert_never

from game.cli.log import note
from game.cli.names import command, program
from game.core.model import Story
from game.core.play import replay
from game.core.value import replace
from game.play.answer import Departure, Forked, Left, Switched
from game.play.opening import opening
from game.play.page import Page
from game.play.sentences import harmless
from game.play.session import Keeper, Session
from game.runs.file import Run
from game.runs.journal import Decision
from game.runs.listing import Listing, list_run
from game.runs.open_run import OpenRun
from game.runs.profile import Profile, join
from game.runs.record import begun, record
from game.runs.refusal import Busy, NoSuchRun, Refused
from game.runs.settings import Settings, change
from game.runs.shelf import Shelf
from game.runs.where import settings_file
from game.terminal.beginning import Terms, ask_busy, ask_resume, ask_terms
from game.terminal.conversation import converse
from game.terminal.farewell import farewell
from game.terminal.front import Front
from game.terminal.ways import ask_way

if TYPE_CHECKING:
    from game.cli.roads import KeptRoads


def _elsewhere(run: Run, folder: Path) -> OpenRun:
    return Shelf(folder).adopt(run)


_READING = "What you have seen before is being gathered from all your runs. This is done once."


def _nowhere() -> None:
    """Where somebody goes back to who was nowhere before."""


class Table:
    """Where a player sits: the story, the shelf and the front end stay, the runs come and go. What play
    wants of other runs is done here."""

    def __init__(
        self,
        story: Story,
        shelf: Shelf,
        front: Front,
        settings: Settings,
        named: Path | None = None,
        again: str = "",
        roads: KeptRoads | None = None,
    ) -> None:
        self.story = story
        self.shelf = shelf
        self.front = front
        self.named = named
        self._again = again or command(named)
        self._settings = settings
        self._roads = roads

    def first(self, run: str = "", *, new: bool = False) -> Session | None:
        """The session to start with: the run that was named, the last one, or a new one."""
        if run:
            return self.reopened(self.shelf.find(run))
        last = None if new else self._last()
        if last is None:
            return self.begun()
        asked = ask_resume(self.front, last, self.listing, alone=self.shelf.many() < 2)
        return self._departed(asked, lambda: self.first())

    def begun(self) -> Session | None:
        """A new run, after page one; None if the player would rather leave."""
        offered = Terms(self._settings.spare, self._settings.rewind)
        terms = ask_terms(self.front, opening(self.story), offered, self._runs_page)
        if terms is None:
            return None
        settings = {"spare": list(terms.spare)} if terms.spare else {}
        run = begun(self.story, self._name(), rewind=terms.rewind, settings=settings)
        return self._held(run, lambda: self.shelf.adopt(run))

    def forked(self, former: Run, name: str, decisions: tuple[str, ...]) -> Session | None:
        """A new run that has these decisions behind it, played as the former one is."""
        run = begun(self.story, name, rewind=former.rewind, settings=former.settings)
        state = replay(self.story, decisions)[-1].state
        run = record(self.story, run, tuple(map(Decision, decisions)), state)
        session = self._held(run, lambda: self.shelf.adopt(run))
        if session:
            said = f"A new run, “{session.run.name}”. “{former.name}” is kept as it is."
            session.notices = (said, *session.notices)
        return session

    def reopened(self, run_id: str, back: Callable[[], Session | None] = _nowhere) -> Session | None:
        """A session of a run on the shelf; if another window has it, it can be looked at and copied.
        Whoever lets it be goes `back`."""
        run = self.shelf.run(run_id)
        try:
            return self._held(run, lambda: self.shelf.open(run_id))
        except Busy as busy:
            while True:
                match ask_busy(self.front, busy, self._runs_page):
                    case "copy":
                        return self._session(self.shelf.open(self.shelf.copy(run_id).id))
                    case "look":
                        self.front.page(self._standing(run_id))
                    case "leave":
                        return back()

    def _standing(self, run_id: str) -> Page:
        from game.play.retelling import standing_page

        run = self.shelf.run(run_id)
        session = Session(self.story, run)
        return standing_page(self.story, session.steps, session.spare, run.name)

    def sit(self, session: Session) -> Session | None:
        """Play one run; the session to go on with, or None when the player has left for good."""
        note(f"run {session.run.id}: {len(session.steps) - 1} decisions, at {session.run.at.scene}")
        departure: Departure | None = None
        try:
            with self._making_roads():
                departure = self.conversed(session)
        finally:
            note(f"run {session.run.id}: left at {session.run.at.scene}")
            session.close()
            if isinstance(session.keeper, OpenRun) and not session.keeper.is_there():
                session.go_on_unsaved("The file of the run is gone.")
            else:
                self._remember(session, self._profile())
            if not isinstance(departure, Switched | Forked) or session.unsaved:
                with suppress(OSError):
                    self.front.say(farewell(session, self._again, program()))
        former = session.run
        return self._departed(departure, lambda: self.reopened(former.id), former)

    def conversed(self, session: Session) -> Departure:
        """Hold the conversation of a run until the player leaves it."""
        return converse(session, self.front, _elsewhere, self)

    def _making_roads(self) -> AbstractContextManager[None]:
        """Roads are made while somebody reads who wants to be told of them."""
        if self._roads is None or not self._settings.roads or not self.front.attended:
            return nullcontext()
        return self._roads.made_meanwhile()

    def _departed(
        self, departure: Departure, back: Callable[[], Session | None], former: Run | None = None
    ) -> Session | None:
        """The session to which a player goes from a run, or before any; None to stop playing. Where
        nothing comes of it, the player is taken `back`."""
        match departure:
            case Left():
                return None
            case Switched(""):
                return self.begun()
            case Switched(run_id):
                try:
                    return self.reopened(run_id, back)
                except Refused as refused:
                    if not self.front.attended:
                        raise
                    self.front.say(refused.sentence)
                    return back()
            case Forked(name, decisions):
                return self.forked(former or begun(self.story, name), name, decisions)
            case _:
                assert_never(departure)

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
                        session = self._seated(run, None, self._profile())
                        session.go_on_unsaved(refused.sentence)
                        return session
                    case "leave":
                        return None
                    case Path() as folder:
                        self.shelf, hold = Shelf(folder), lambda: self.shelf.adopt(run)
            else:
                return self._session(opened)

    def _session(self, opened: OpenRun) -> Session:
        try:
            profile = self._profile()
            session = self._seated(opened.run, opened, profile)
        except BaseException:
            opened.close()
            raise
        self._remember(session, profile)
        return session

    def _seated(self, run: Run, keeper: Keeper | None, seen: Profile) -> Session:
        """A session by the settings that are in force."""
        told = self._settings
        return Session(
            self.story, run, keeper, seen, skim=told.skim, roads=self._roads, tells_roads=told.roads
        )

    def _profile(self) -> Profile:
        with suppress(Refused):
            return self.shelf.profile(self.story, lambda: self.front.say(_READING))
        return Profile()

    def _remember(self, session: Session, before: Profile) -> None:
        """Note which run was played last, and what has been seen in it besides what was seen before."""
        if session.keeper:
            profile = join(before, session.known)
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

    def listing(self) -> tuple[Listing, ...]:
        """The runs there are, the last played first."""
        with suppress(Refused):
            return tuple(self.shelf.listing(self.story))
        return ()

    def kept(self) -> tuple[Run, ...]:
        """The runs of this story that can be read, the last played first."""
        with suppress(Refused):
            return self.shelf.runs(self.story)
        return ()

    def copy(self, run_id: str, name: str = "") -> str:
        """Copy a run; the name of the copy. Raises BadName or a refusal."""
        return self.shelf.copy(run_id, name or None).name

    def delete(self, run_id: str) -> str:
        """Put a run into the trash; what brings it back. Raises a refusal."""
        self.shelf.delete(run_id)
        where = f" --saves {shlex.quote(harmless(str(self.named)))}" if self.named else ""
        return f"{program()} runs{where} restore {run_id}"

    def export(self, session: Session, file: str) -> str:
        """Write the open run to a file: as it is kept, or as a book. Raises a refusal."""
        if not file.endswith(".json"):
            from game.cli.export import export_played

            return export_played(session, file)
        with suppress(RuntimeError):
            target = Path(file).expanduser()
            self.shelf.export(session.run.id, target)
            return f"Written to {harmless(str(target))}. “{program()} runs import” takes it in again."
        raise NoSuchRun(f"There is no folder {harmless(file)}.", "Name a folder that is there.")

    def settings(self) -> Settings:
        """The settings that are in force."""
        return self._settings

    def change(self, name: str, value: str) -> Settings:
        """Change a setting, now and in the file of settings. Raises a refusal."""
        self._settings = change(settings_file(os.environ).path, name, value, self._settings)
        return self._settings

    def _runs_page(self) -> Page:
        from game.play.elsewhere import listed  # a start without questions does without it

        return listed(self.listing())
