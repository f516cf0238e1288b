"""Responding to an intent: what the session does, and what the front end has to show then."""

from __future__ import annotations

from collections.abc import Callable
from typing import assert_never

from game.core.play import NotOpen
from game.core.prose import plain
from game.play import intent as wants
from game.play import lookup
from game.play.answer import Answer, Closed, Left, Panel, Said, Switched, Told, Turned, Unkept
from game.play.intent import Intent, Wish
from game.play.look import EVERYTHING
from game.play.page import Item, Page, sentence
from game.play.reading import possible
from game.play.sentences import counted
from game.play.session import NoRewind, NoWayBack, Session
from game.play.view import SceneView
from game.runs.names import BadName
from game.runs.refusal import Refused

SPARED = (EVERYTHING,)
"""What is told in summary to a reader who asks for it without saying what (the game, section 10)."""

FindRun = Callable[[str], str]
"""The id of the run of a name, or empty: asked where no bookmark has it."""


def respond(session: Session, view: SceneView, intent: Intent, find: FindRun = lambda _: "") -> Answer:
    """What comes of an intent on the turn that the view shows."""
    match intent:
        case wants.Choose(choice):
            return _choose(session, view, choice)
        case wants.Wish():
            return _grant(session, view, intent)
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
            return _changed(session, intent, find)
        case _:
            assert_never(intent)


def _grant(session: Session, view: SceneView, wish: Wish) -> Answer:
    match wish:
        case Wish.NOTHING:
            return Said(possible(view))
        case Wish.SCENE:
            return Turned()
        case Wish.STATUS:
            return Panel()
        case Wish.LEAVE:
            return Left()
        case Wish.NEW:
            return Switched()
        case Wish.HELP:
            return Told(lookup.help_page(view))
        case Wish.NOTE:
            return Told(lookup.note_page(session.story, session.steps))
        case Wish.LOG:
            return Told(lookup.log_page(session.story, session.steps))
        case Wish.DIARY:
            return Told(lookup.diary_page(view))
        case Wish.FORKS:
            return Told(forks_page(session))
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
            f"{number}. {fork.title}",
            counted(fork.decisions, "decision") + (", here" if fork.here else ""),
            ": ".join(each for each in (fork.date, fork.by) if each),
        )
        for number, fork in enumerate(session.forks(), 1)
    )
    if len(rows) < 2:
        return Page("Roads", (sentence("This run has one road. Rewind and choose otherwise, and it forks."),))
    return Page("Roads of this run", (*rows, sentence("“fork 1” goes to the end of the first.")))


Change = wants.Save | wants.Load | wants.Rewind | wants.RewindTo | wants.TakeFork | wants.Spare


def _changed(session: Session, asked: Change, find: FindRun) -> Answer:
    """What came of a wish that changes the run, or why nothing did."""
    try:
        return _change(session, asked, find)
    except NoRewind:
        return Said("This run is played without rewinding: that was chosen when it began.")
    except (NoWayBack, BadName) as why:
        return Said(str(why))
    except Refused as refused:
        return Said(f"{refused.sentence} Nothing was changed. {refused.advice}")


def _change(session: Session, asked: Change, find: FindRun) -> Answer:
    match asked:
        case wants.Save(name):
            session.bookmark(name)
            return Said(f"Bookmark put here: “load {session.bookmarks()[-1][0]}” comes back to it.")
        case wants.Load(name):
            return _load(session, name, find)
        case wants.Rewind(choices):
            session.rewind(choices)
            return Turned()
        case wants.RewindTo(chapter):
            session.rewind_to(chapter)
            return Turned()
        case wants.TakeFork(number):
            forks = session.forks()
            if not 0 < number <= len(forks):
                return Said(f"There is no road {number}. “fork” lists them.")
            session.take_fork(forks[number - 1])
            return Turned()
        case wants.Spare(wanted):
            session.ask_to_be_spared(SPARED if wanted else ())
            told = "in summary" if wanted else "in full"
            return Said(f"Hard passages are told {told} from now on.")
        case _:
            assert_never(asked)


def _load(session: Session, name: str, find: FindRun) -> Answer:
    if not name:
        rows = tuple(Item(mark, counted(count, "decision")) for mark, count in session.bookmarks())
        none = sentence("No bookmark yet. “save NAME” puts one here; “load NAME” also opens another run.")
        return Told(Page("Bookmarks of this run", rows or (none,)))
    if session.load(name):
        return Turned()
    if run_id := find(name):
        return Switched(run_id)
    return Said(f"No bookmark and no run is called “{name}”. “load” lists the bookmarks.")
