"""Pages of where one can go: the roads of this run, its bookmarks, and the other runs."""

from __future__ import annotations

from collections.abc import Sequence

from game.core.value import replace
from game.play.forks import Fork, forks
from game.play.page import Act, Item, Page, sentence
from game.play.sentences import counted, quoted
from game.play.session import Session
from game.runs.listing import Listing, told_apart
from game.runs.names import folded, is_id


def forks_page(session: Session) -> Page:
    """The roads of this run, numbered as `fork` takes them."""
    roads = forks(session)
    rows = tuple(_road(number, fork) for number, fork in enumerate(roads, 1))
    if not rows or (len(rows) == 1 and not roads[0].ahead):
        return Page("Roads", (sentence("This run has one road. Rewind and choose otherwise, and it forks."),))
    if len(rows) == 1:
        return Page("Roads", (*rows, sentence("You have gone back on it. “fork 1” goes to its end.")))
    return Page("Roads of this run", (*rows, sentence("“fork 1” goes to the end of the first.")))


def _road(number: int, fork: Fork) -> Item:
    stand = ", here" if fork.here else ", you are on it" if fork.ahead else ""
    return Item(
        f"{number}. {quoted(fork.by)}",
        counted(fork.decisions, "decision") + stand,
        "To " + ", ".join(each for each in (fork.title, fork.date) if each),
        acts=() if fork.here else (Act("Go to its end", f"fork {number}"),),
    )


def bookmarks_page(session: Session) -> Page:
    """The bookmarks of this run, each with the way back to it."""
    rows = tuple(
        Item(mark, counted(count, "decision"), acts=(Act("Go there", f"load {mark}"),))
        for mark, count in session.bookmarks()
    )
    none = sentence("No bookmark yet. “save NAME” puts one here; “load NAME” also opens another run.")
    return Page("Bookmarks of this run", rows or (none,))


def runs_page(listing: Sequence[Listing], here: str = "") -> Page:
    """The runs there are, each with where it stands and what can be done with it; `here` is the id of
    the one that is open."""
    names = told_apart(listing)
    rows = tuple(_run(row, name, here) for row, name in zip(listing, names, strict=True))
    return Page("Runs", rows or (sentence("There are no runs yet."),))


def listed(listing: Sequence[Listing], *, opening: bool = False) -> Page:
    """The runs there are, beside a question: nothing can be done with them there but, where a run is to
    be chosen, `opening` one."""
    page = runs_page(listing)
    blocks = (
        replace(each, acts=each.acts[: int(opening)]) if isinstance(each, Item) else each
        for each in page.blocks
    )
    return replace(page, blocks=tuple(blocks))


def _run(row: Listing, name: str, here: str) -> Item:
    where = ", ".join(each for each in (row.chapter, row.date, row.ending and f"ended: {row.ending}") if each)
    called = row.name if name == row.name else row.id
    value = counted(row.decisions, "decision")
    if row.id == here:
        own = (Act("Rename", "name "), Act("Copy", "copy"), Act("Export", "export "))
        return Item(name, f"{value}, here", where, acts=own)
    others = (("Open", "load"), ("Copy", "copy"), ("Delete", "delete"))
    return Item(name, value, where, acts=tuple(Act(act, f"{word} {called}") for act, word in others))


def named(name: str, listing: Sequence[Listing]) -> tuple[Listing, ...]:
    """The runs that go by a name, or the one that goes by an id."""
    by_id = tuple(row for row in listing if is_id(name) and row.id == name)
    return by_id or tuple(row for row in listing if folded(row.name) == folded(name))


def several_page(name: str, found: Sequence[Listing]) -> Page:
    """The runs that one name means, each to be opened by its id."""
    rows = tuple(
        Item(
            row.id,
            counted(row.decisions, "decision"),
            ", ".join(each for each in (row.chapter, row.date, _played(row)) if each),
            acts=(Act("Open", f"load {row.id}"),),
        )
        for row in found
    )
    how = sentence(f"Say which by its id: “load {found[0].id}”. “name NEW” gives the open run another name.")
    return Page(f"Several runs are called “{name}”", (*rows, how))


def _played(row: Listing) -> str:
    return f"played {row.kept[:16].replace('T', ' ')} UTC" if row.kept else ""
