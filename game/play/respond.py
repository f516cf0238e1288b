"""Responding to an intent: what the session does, and what the front end has to show then."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol, assert_never

from game.core.play import NotOpen
from game.core.prose import plain
from game.core.sparing import EVERYTHING
from game.play import intent as wants
from game.play import lookup
from game.play.answer import Answer, Closed, Left, Panel, Said, Switched, Told, Turned, Unkept
from game.play.intent import Intent, Wish
from game.play.page import Item, Page, sentence
from game.play.reading import possible
from game.play.sentences import counted, spelled
from game.play.session import NoRewind, NoWayBack, Session
from game.play.view import SceneView
from game.runs.listing import Listing, told_apart
from game.runs.names import BadName
from game.runs.refusal import Refused

SPARED = (EVERYTHING,)
"""What is told in summary to a reader who asks for it without saying what (the game, section 10)."""


class Runs(Protocol):
    """What play may know of the other runs."""

    def find(self, name: str) -> str:
        """The id of the run of a name, or empty: asked where no bookmark has it."""
        ...

    def listing(self) -> Sequence[Listing]:
        """All runs, the last played first."""
        ...


class NoRuns:
    """A session that stands alone."""

    def find(self, name: str) -> str:  # noqa: ARG002
        """None has this name."""
        return ""

    def listing(self) -> Sequence[Listing]:
        """There are none."""
        return ()


def respond(session: Session, view: SceneView, intent: Intent, runs: Runs | None = None) -> Answer:
    """What comes of an intent on the turn that the view shows."""
    runs = runs or NoRuns()
    match intent:
        case wants.Choose(choice):
            return _choose(session, view, choice)
        case wants.Wish():
            return _grant(session, view, intent, runs)
        case wants.Misread(why):
            return Said(why)
        case wants.AskPeople(name):
            return Told(lookup.people_page(session.story, session.steps, view, name))
        case wants.AskCodex(search):
            return Told(lookup.codex_page(session.story, session.steps[-1].state, view, search))
        case wants.AskEarlier(turns):
            return Told(lookup.earlier_page(session.story, session.steps, turns, session.spare))
        case (
            wants.Save() | wants.Load() | wants.Rewind() | wants.RewindTo() | wants.TakeFork() | wants.Spare()
        ):
            return _changed(session, intent, runs)
        case _:
            assert_never(intent)


def _grant(session: Session, view: SceneView, wish: Wish, runs: Runs) -> Answer:
    match wish:
        case Wish.NOTHING:
            return Said(possible(view))
        case Wish.SCENE:
            return Turned(afresh=True)
        case Wish.STATUS:
            return Panel()
        case Wish.LEAVE:
            return Left()
        case Wish.NEW:
            return Switched()
        case Wish.HELP:
            return Told(lookup.help_page(lookup.TAKE if view.offers else ""))
        case Wish.NOTE:
            return Told(lookup.note_page(session.story, session.steps))
        case Wish.LOG:
            return Told(lookup.log_page(session.story, session.steps))
        case Wish.DIARY:
            return Told(lookup.diary_page(view))
        case Wish.FORKS:
            return Told(forks_page(session))
        case Wish.RUNS:
            return Told(runs_page(runs.listing()))
        case _:
            assert_never(wish)


def _choose(session: Session, view: SceneView, choice: str) -> Answer:
    for offer in view.offers:
        if offer.choice == choice and not offer.open:
            return Closed(offer.number, plain(offer.reason))
    try:
        session.choose(choice)
    except NotOpen as closed:
        return Said(f"That is not open: {closed.reason}.")
    except Refused as refused:
        return Unkept(choice, refused)
    return Turned()


def forks_page(session: Session) -> Page:
    """The roads of this run, numbered as `fork` takes them."""
    rows = tuple(
        Item(
            f"{number}. “{fork.by}”",
            counted(fork.decisions, "decision") + (", here" if fork.here else ""),
            "To " + ", ".join(each for each in (fork.title, fork.date) if each),
        )
        for number, fork in enumerate(session.forks(), 1)
    )
    if len(rows) < 2:
        return Page("Roads", (sentence("This run has one road. Rewind and choose otherwise, and it forks."),))
    return Page("Roads of this run", (*rows, sentence("“fork 1” goes to the end of the first.")))


def runs_page(listing: Sequence[Listing]) -> Page:
    """The runs there are, each with where it stands."""
    rows = tuple(
        Item(
            name,
            counted(row.decisions, "decision"),
            ", ".join(
                each for each in (row.chapter, row.date, row.ending and f"ended: {row.ending}") if each
            ),
        )
        for name, row in zip(told_apart(listing), listing, strict=True)
    )
    return Page("Runs", rows or (sentence("There are no runs yet."),))


Change = wants.Save | wants.Load | wants.Rewind | wants.RewindTo | wants.TakeFork | wants.Spare


def _changed(session: Session, asked: Change, runs: Runs) -> Answer:
    """What came of a wish that changes the run, or why nothing did."""
    try:
        return _change(session, asked, runs)
    except NoRewind:
        return Said("This run is played without rewinding: that was chosen when it began.")
    except (NoWayBack, BadName) as why:
        return Said(str(why))
    except Refused as refused:
        return Said(f"{refused.sentence} Nothing was changed. {refused.advice}")


def _change(session: Session, asked: Change, runs: Runs) -> Answer:
    match asked:
        case wants.Save(name):
            return _save(session, name)
        case wants.Load(name):
            return _load(session, name, runs)
        case wants.Rewind(choices):
            many = len(session.steps) - 1
            session.rewind(choices)
            taken = f"{spelled(min(choices, many))} choice{'s' * (min(choices, many) > 1)}"
            short = f"There {'was' if many == 1 else 'were'} only {taken} to take back"
            return _moved(session, f"Taken back: {taken}" if choices <= many else short)
        case wants.RewindTo(chapter):
            session.rewind_to(chapter)
            return _moved(session, f"Back where “{session.chapter}” began")
        case wants.TakeFork(number):
            forks = session.forks()
            if not 0 < number <= len(forks):
                return Said(f"There is no road {number}. “fork” lists them.")
            session.take_fork(forks[number - 1])
            return _moved(session, f"On road {number}")
        case wants.Spare(wanted):
            session.ask_to_be_spared(SPARED if wanted else ())
            told = "in summary" if wanted else "in full"
            return Said(f"Hard passages are told {told} from now on.")
        case _:
            assert_never(asked)


def _moved(session: Session, done: str) -> Turned:
    """The run stands elsewhere, and no choice led there: say so, and where that is."""
    where = ", ".join(each for each in session.where if each)
    return Turned(f"{done}. You are at {where}." if where else f"{done}.", afresh=True)


def _save(session: Session, name: str) -> Answer:
    before = dict(session.bookmarks())
    session.bookmark(name)
    put = session.bookmarks()[-1][0]
    moved = next((many for mark, many in before.items() if mark.casefold() == put.casefold()), None)
    here = f"“load {put}” comes back to it."
    if moved is None:
        return Said(f"Bookmark put here: {here}")
    return Said(f"The bookmark “{put}” stood after {counted(moved, 'decision')}; it stands here now. {here}")


def _load(session: Session, name: str, runs: Runs) -> Answer:
    if not name:
        rows = tuple(Item(mark, counted(count, "decision")) for mark, count in session.bookmarks())
        none = sentence("No bookmark yet. “save NAME” puts one here; “load NAME” also opens another run.")
        return Told(Page("Bookmarks of this run", rows or (none,)))
    if session.load(name):
        return _moved(session, f"Back at the bookmark “{name}”")
    if run_id := runs.find(name):
        return Switched(run_id)
    return Said(f"No bookmark and no run is called “{name}”. “load” lists the bookmarks.")
