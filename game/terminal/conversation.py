"""The conversation of play: show a turn, read a line, do what it means; the same in every mode."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import assert_never

from game.core.value import replace
from game.play.answer import (
    Adjusted,
    Closed,
    Departure,
    Forked,
    Left,
    Panel,
    Said,
    Switched,
    Told,
    Turned,
    Unkept,
)
from game.play.beyond import Runs
from game.play.completion import Complete, Completion, Known, completions
from game.play.intent import Choose
from game.play.page import Page
from game.play.reading import parse
from game.play.respond import respond
from game.play.session import Keeper, Session
from game.play.view import SceneView
from game.runs.file import Run
from game.runs.refusal import Refused
from game.terminal.front import Front
from game.terminal.ways import ask_way

KeepElsewhere = Callable[[Run, Path], Keeper]
"""Keep a run in another folder. Raises Refused."""


def converse(session: Session, front: Front, elsewhere: KeepElsewhere, runs: Runs) -> Departure:
    """Play until the player leaves, for good or for another run. The end of input is leaving. A run
    that is gone on with shows its whole panel first."""
    view = _show(front, session.view(whole=len(session.steps) > 1))
    while True:
        try:
            intent = parse(front.ask(view, _completing(session, view, runs)), view)
        except EOFError:
            return Left()
        answer = respond(session, view, intent, runs)
        while isinstance(answer, Unkept):
            front.say("Your choice was not taken.")
            if not _way_out(session, front, elsewhere, answer.refused, runs):
                return Left()
            answer = respond(session, view, Choose(answer.choice), runs)
        match answer:
            case Turned(sentence, afresh, whole):
                view = _show(front, session.view(afresh=afresh, whole=whole, said=sentence))
            case Panel(charts):
                front.panel(view, charts)
            case Told(page):
                front.page(page)
            case Said(sentence):
                front.say(sentence)
            case Closed(number, reason):
                front.say(f"Choice {number} is closed: {reason}")
            case Adjusted(settings, sentence):
                front.adjust(settings)
                front.say(sentence)
                view = replace(view, roads=session.view().roads)
            case Left() | Switched() | Forked():
                return answer
            case _:
                assert_never(answer)


def _completing(session: Session, view: SceneView, runs: Runs) -> Complete:
    """What a line may become on this turn. The names that may follow a command are looked for when
    somebody asks for the first time."""
    known: list[Known] = []

    def complete(line: str) -> tuple[Completion, ...]:
        if not known:
            from game.play.knowing import known_on

            known.append(known_on(session, view, runs))
        return completions(line, known[0])

    return complete


def _show(front: Front, view: SceneView) -> SceneView:
    front.turn(view)
    return view


def _way_out(session: Session, front: Front, elsewhere: KeepElsewhere, refused: Refused, runs: Runs) -> bool:
    """Do what the player asks for when a choice could not be kept; False to leave instead."""
    while True:
        match ask_way(front, refused, lambda: _listed(runs)):
            case "again":
                try:
                    session.prepare()
                except Refused as again:
                    refused = again
                else:
                    return True
            case "unsaved":
                session.go_on_unsaved(refused.sentence)
                return True
            case "leave":
                return False
            case Path() as folder:
                try:
                    session.kept_by(elsewhere(session.run, folder))
                except Refused as again:
                    refused = again
                else:
                    return True


def _listed(runs: Runs) -> Page:
    from game.play.elsewhere import listed

    return listed(runs.listing())
