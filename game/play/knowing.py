"""The names that a player may type on a turn, for completion."""

from __future__ import annotations

from game.play.beyond import Runs
from game.play.chapters import entered
from game.play.completion import Known
from game.play.people import met
from game.play.search import folded
from game.play.session import Session
from game.play.view import SceneView
from game.runs.listing import told_apart


def known_on(session: Session, view: SceneView, runs: Runs) -> Known:
    """What is known on a turn: the words of the page and the people present come first. Reads every
    run, and the whole codex."""
    story, listing = session.story, runs.listing()
    names = told_apart(listing)
    others = [(row, name) for row, name in zip(listing, names, strict=True) if row.id != session.run.id]
    titles = sorted((each.title for each in story.codex.values()), key=folded)
    people = (story.people[person].name for person in met(story, session.steps))
    return Known(
        runs=tuple(row.name if name == row.name else row.id for row, name in others),
        marks=tuple(mark for mark, _ in session.bookmarks()),
        chapters=tuple(each.title for each in entered(story, session.known.read)),
        codex=tuple(dict.fromkeys((*(each.title for each in view.links), *titles))),
        people=tuple(dict.fromkeys((*(each.name for each in view.present), *people))),
        run=session.run.name,
    )
