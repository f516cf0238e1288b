"""What is asked and only read: from a wish to the page that answers it."""

from __future__ import annotations

from game.play import lookup
from game.play.beyond import Runs
from game.play.intent import Wish
from game.play.page import Page
from game.play.session import Session
from game.play.view import SceneView
from game.runs.file import Run


def page_of(session: Session, view: SceneView, wish: Wish, runs: Runs) -> Page:
    """The page that answers a wish to read something."""
    match wish:
        case Wish.HELP:
            return lookup.help_page(lookup.TAKE if view.offers else "")
        case Wish.NOTE:
            return lookup.note_page(session.story, session.steps)
        case Wish.LOG:
            return lookup.log_page(session.story, session.steps)
        case Wish.DIARY:
            return lookup.diary_page(view)
        case Wish.FORKS | Wish.RUNS | Wish.CHAPTERS:
            return _where_to_go(session, wish, runs)
        case Wish.SETTINGS:
            from game.play.preferences import settings_page

            return settings_page(runs.settings())
        case _:
            return _history(session, wish, runs)


def _where_to_go(session: Session, wish: Wish, runs: Runs) -> Page:
    from game.play.chapters import chapters_page
    from game.play.elsewhere import forks_page, runs_page

    match wish:
        case Wish.FORKS:
            return forks_page(session)
        case Wish.RUNS:
            return runs_page(runs.listing(), session.run.id)
        case _:
            return chapters_page(session.story, session.known.read, session.chapter_id)


def _history(session: Session, wish: Wish, runs: Runs) -> Page:
    from game.play.account import account_page
    from game.play.gallery import gallery_page
    from game.play.histories import histories, tree_page
    from game.play.record import record_page
    from game.play.retelling import read_page

    story, steps = session.story, session.steps
    match wish:
        case Wish.READ:
            return read_page(story, steps, session.spare)
        case Wish.RECORD:
            return record_page(story, steps)
        case Wish.ACCOUNT:
            return account_page(story, steps)
        case Wish.TREE:
            return tree_page(story, histories(story, every_run(session, runs)))
        case _:
            return gallery_page(
                story,
                histories(story, every_run(session, runs)),
                session.known.honours,
                session.known.endings,
            )


def every_run(session: Session, runs: Runs) -> tuple[Run, ...]:
    """The open run as it stands now, then the others, the last played first."""
    return (session.run, *(run for run in runs.kept() if run.id != session.run.id))
