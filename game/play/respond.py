"""Responding to an intent: what the session does, and what the front end has to show then."""

from __future__ import annotations

from game.core.play import NotOpen
from game.core.prose import plain
from game.play import intent as wants
from game.play.answer import Answer, Closed, Left, Panel, Said, Switched, Told, Turned, Unkept
from game.play.beyond import NoRuns, Runs
from game.play.intent import Intent, Wish
from game.play.page import Page, sentence
from game.play.reading import possible
from game.play.session import Session
from game.play.view import SceneView
from game.runs.refusal import Refused


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
        case wants.AskPeople() | wants.AskCodex() | wants.AskEarlier():
            return Told(_looked_up(session, view, intent))
        case _:
            from game.play.acts import act  # the first screen needs none of it

            return act(session, intent, runs)


def _grant(session: Session, view: SceneView, wish: Wish, runs: Runs) -> Answer:
    match wish:
        case Wish.NOTHING:
            return Said(possible(view))
        case Wish.SCENE:
            return Turned(afresh=True)
        case Wish.STATUS:
            from game.play.course import charts

            return Panel(charts(session.story, session.steps, view))
        case Wish.LEAVE:
            return Left()
        case Wish.NEW:
            return Switched()
        case Wish.SKIP | Wish.UNDO:
            from game.play.acts import act

            return act(session, wish, runs)
        case _:
            from game.play.asks import page_of

            return Told(_filled(page_of(session, view, wish, runs)))


def _looked_up(
    session: Session, view: SceneView, asked: wants.AskPeople | wants.AskCodex | wants.AskEarlier
) -> Page:
    from game.play import lookup
    from game.play.people import people_page

    match asked:
        case wants.AskPeople(name):
            return people_page(session.story, session.steps, view, name)
        case wants.AskCodex(search):
            return lookup.codex_page(session.story, session.steps[-1].state, view, search)
        case wants.AskEarlier(turns):
            return lookup.earlier_page(session.story, session.steps, turns, session.spare)


def _filled(page: Page) -> Page:
    """The page, or one that says that nothing stands on it."""
    return page if page.blocks else Page(page.title, (sentence("There is nothing here yet."),))


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
