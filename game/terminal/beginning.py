"""Before the first scene: go on with a run or begin one, and how it is to be told."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Literal

from game.core.sparing import SPARED
from game.core.value import dataclass
from game.play.answer import Left, Switched
from game.play.page import Page
from game.play.sentences import counted, harmless
from game.play.view import OpeningView
from game.runs.listing import Listing
from game.runs.refusal import Busy
from game.terminal.asking import LEAVING, ListRuns, ask
from game.terminal.front import Front, Option


@dataclass(frozen=True, slots=True)
class Terms:
    """How a new run is to be played: which matters are told in summary, and whether
    choices may be taken back."""

    spare: tuple[str, ...] = ()
    rewind: bool = True


def ask_resume(
    front: Front, last: Listing, runs: Callable[[], Sequence[Listing]], *, alone: bool = False
) -> Left | Switched:
    """Where to begin: Enter goes on with the run that was played last, and another can be opened, unless
    that one is `alone`."""
    where = ", ".join(each for each in (last.chapter, last.date) if each)
    many = counted(last.decisions, "decision")
    at = f": {where}; {many}" if where else f": {many}"
    front.say(f"Your last run is “{last.name}”{at}.")
    words = "Enter goes on with it. “new” begins another, “load NAME” opens one, “quit” leaves."
    options = (
        Option("", f"Go on with “{last.name}”"),
        Option("new", "Begin another run"),
        *(() if alone else (Option("runs", "Open one of the other runs"),)),
        Option("quit", "Leave"),
    )
    while True:
        try:
            typed = ask(front, words, lambda: _page(runs()), options)
        except EOFError:
            return Left() if front.attended else Switched(last.id)
        word, _, name = typed.partition(" ")
        match typed.casefold():
            case "" | "resume" | "go on":
                return Switched(last.id)
            case "new" | "n":
                return Switched()
            case leaving if leaving in LEAVING:
                return Left()
            case _ if word.casefold() == "load" and front.attended:
                if run_id := _opened(front, name.strip(), runs()):
                    return Switched(run_id)
            case _ if not front.attended:
                front.give_back(typed)
                return Switched(last.id)
            case other:
                front.say(f"“{harmless(other)}” is no answer to that.")


def _opened(front: Front, name: str, runs: Sequence[Listing]) -> str:
    """The id of the run that a name means; empty, when it was said why, where that is none or several."""
    from game.play.elsewhere import named, several_page

    found = named(name, runs)
    if len(found) == 1:
        return found[0].id
    if found:
        front.page(several_page(name, found))
    elif name:
        front.say(f"No run is called “{harmless(name)}”. “runs” lists them.")
    else:
        front.page(_page(runs))
    return ""


def _page(runs: Sequence[Listing]) -> Page:
    from game.play.elsewhere import listed  # a start without questions does without it

    return listed(runs, opening=True)


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
            typed = ask(front, words, runs, _ways_to_begin(terms, so_far))
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


def _ways_to_begin(terms: Terms, so_far: str) -> tuple[Option, ...]:
    told = "in full" if terms.spare else "in summary"
    strict = "Forbid taking choices back" if terms.rewind else "Allow taking choices back"
    return (
        Option("", f"Begin{so_far}"),
        Option("spare", f"Have hard passages told {told}"),
        Option("strict", strict),
        Option("quit", "Leave"),
    )


BUSY = (
    Option("look", "Show where it stands"),
    Option("copy", "Play a copy of it"),
    Option("leave", "Leave it alone"),
)


def ask_busy(front: Front, busy: Busy, runs: ListRuns) -> Literal["look", "copy", "leave"]:
    """What to do about a run that another window has open. Raises Busy where nobody can be asked."""
    front.say(busy.sentence)
    while True:
        try:
            words = "“look” shows where it stands, “copy” plays a copy of it, “leave” lets it be."
            typed = ask(front, words, runs, BUSY)
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
