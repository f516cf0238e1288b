"""Before the first scene: go on with a run or begin one, and how it is to be told."""

from __future__ import annotations

from typing import Literal

from game.core.value import dataclass
from game.play.respond import SPARED
from game.play.sentences import counted, harmless
from game.play.view import OpeningView
from game.runs.listing import Listing
from game.runs.refusal import Busy
from game.terminal.asking import LEAVING, ListRuns, ask
from game.terminal.front import Front

Wish = Literal["resume", "new", "leave"]


@dataclass(frozen=True, slots=True)
class Terms:
    """How a new run is to be played: which matters are told in summary, and whether
    choices may be taken back."""

    spare: tuple[str, ...] = ()
    rewind: bool = True


def ask_resume(front: Front, last: Listing, runs: ListRuns) -> Wish:
    """Whether to go on with the run that was played last. Enter goes on."""
    where = ", ".join(each for each in (last.chapter, last.date) if each)
    many = counted(last.decisions, "decision")
    at = f": {where}; {many}" if where else f": {many}"
    front.say(f"Your last run is “{last.name}”{at}.")
    while True:
        try:
            typed = ask(front, "Enter goes on with it. “new” begins another, “quit” leaves.", runs)
        except EOFError:
            return "leave" if front.attended else "resume"
        match typed.casefold():
            case "" | "resume" | "go on":
                return "resume"
            case "new" | "n":
                return "new"
            case leaving if leaving in LEAVING:
                return "leave"
            case _ if not front.attended:
                front.give_back(typed)
                return "resume"
            case other:
                front.say(f"“{harmless(other)}” is no answer to that.")


def ask_terms(front: Front, page: OpeningView, terms: Terms, runs: ListRuns) -> Terms | None:
    """Page one, and how the run is to be played; Enter begins. None to leave instead."""
    front.opening(page)
    while True:
        how = [
            *(["hard passages in summary"] if terms.spare else []),
            *([] if terms.rewind else ["no rewinding"]),
        ]
        so_far = f" ({', '.join(how)})" if how else ""
        words = f"Enter begins{so_far}. Before that, “spare” has hard passages told in summary, “strict” "
        words += "forbids taking choices back."
        try:
            typed = ask(front, words, runs)
        except EOFError:
            return None if front.attended else terms
        match typed.casefold():
            case "":
                return terms
            case "spare":
                terms = Terms(() if terms.spare else SPARED, terms.rewind)
            case "strict":
                terms = Terms(terms.spare, not terms.rewind)
            case leaving if leaving in LEAVING:
                return None
            case _ if not front.attended:
                front.give_back(typed)
                return terms
            case other:
                front.say(f"“{harmless(other)}” is no answer to that.")


def ask_busy(front: Front, busy: Busy, runs: ListRuns) -> Literal["look", "copy", "leave"]:
    """What to do about a run that another window has open. Raises Busy where nobody can be asked."""
    front.say(busy.sentence)
    while True:
        try:
            words = "“look” shows where it stands, “copy” plays a copy of it, “leave” leaves."
            typed = ask(front, words, runs)
        except EOFError:
            raise busy from None
        match typed.casefold():
            case "look" | "copy" | "leave" as answer:
                return answer
            case leaving if leaving in ("", *LEAVING):
                return "leave"
            case _ if not front.attended:
                raise busy
            case other:
                front.say(f"“{harmless(other)}” is no answer to that.")
