"""The desk of the reading room: the turn, what lies over it, what was said; and what comes of an event."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal, assert_never

from game.core.value import dataclass, replace
from game.play.page import Act, Heading, Item, Page
from game.play.view import SceneView
from game.terminal.full import events
from game.terminal.full.events import Event
from game.terminal.full.leaf import Leaf
from game.terminal.full.place import Mark
from game.terminal.full.same import again
from game.terminal.full.sheet import Answer, Faults, First, Panel, Question, Scene, Sheet, title_of
from game.terminal.strip import Strip

END = Mark(aside=10**9)
"""Further than any document goes."""


@dataclass(frozen=True, slots=True)
class Desk:
    """The leaves that lie on each other, the last on top; the sentences at the foot; what the
    conversation waits for, and the line that it was given last."""

    leaves: tuple[Leaf, ...] = ()
    said: tuple[str, ...] = ()
    waiting: Literal["", "turn", "answer"] = ""
    line: str = ""
    sought: str = ""
    """What is to be looked for in the next answer."""
    strip: Strip | None = None
    """What a bench says under the page."""

    @property
    def top(self) -> Leaf | None:
        """The leaf that is read."""
        return self.leaves[-1] if self.leaves else None

    @property
    def view(self) -> SceneView | None:
        """The turn that lies at the bottom."""
        bottom = self.leaves[0].sheet if self.leaves else None
        return bottom.view if isinstance(bottom, Scene) else None


def received(desk: Desk, event: Event, keys: tuple[tuple[str, str], ...] = ()) -> Desk:
    """The desk after an event. `keys` are the keys that help tells of, and what they do."""
    match event:
        case events.Opened(view):
            return replace(desk, leaves=(Leaf(First(view)),))
        case events.Turned(view, stays):
            leaf = _again(desk, Scene(view, _new_here(view)), stays=stays)
            return replace(desk, leaves=(leaf,), said=() if stays else desk.said)
        case events.Laid(shown, strip, stays, over):
            sheet = Answer(shown) if isinstance(shown, Page) else Scene(shown)
            leaves = (_again(desk, sheet, stays=stays), *_over(desk, over))
            return replace(desk, leaves=leaves, strip=strip, said=())
        case events.Faulted(diagnostics):
            return laid(replace(desk, said=()), Faults(diagnostics))
        case events.Stood(view, charts):
            return laid(desk, Panel(view, charts))
        case events.Told(page):
            helped = _with_keys(page, keys) if desk.line in HELPS else page
            return laid(desk, Answer(helped, line=desk.line))
        case events.Said(sentence):
            return replace(desk, said=(*desk.said, sentence))
        case events.Asked(view):
            return replace(_answered(_with_roads(desk, view)), waiting="turn")
        case events.Questioned():
            return replace(_asked(desk, event), waiting="answer", said=())
        case events.Adjusted() | events.Finished():
            return desk
        case _:
            assert_never(event)


def _with_roads(desk: Desk, view: SceneView) -> Desk:
    """The turn with its roads as they are told now: they may be known only since it was shown, or not be
    wanted any more."""
    bottom = desk.leaves[0] if desk.leaves else None
    if bottom is None or not isinstance(bottom.sheet, Scene) or bottom.sheet.view.roads == view.roads:
        return desk
    shown = replace(bottom.sheet, view=replace(bottom.sheet.view, roads=view.roads))
    return replace(desk, leaves=(replace(bottom, sheet=shown), *desk.leaves[1:]))


def _again(desk: Desk, sheet: Sheet, *, stays: bool) -> Leaf:
    """The sheet alone: as far read as the one at the bottom of the desk, where that is the same."""
    bottom = desk.leaves[0] if desk.leaves else None
    if stays and bottom and type(bottom.sheet) is type(sheet):
        return replace(bottom, sheet=sheet, stop=None, mark=_mark(bottom, sheet))
    return Leaf(sheet)


def _over(desk: Desk, pages: tuple[Page, ...]) -> Iterator[Leaf]:
    """The leaves over the one at the bottom that are of these pages, with what they say now."""
    told = {page.title: page for page in pages}
    for each in desk.leaves[1:]:
        if isinstance(each.sheet, Answer) and each.sheet.page.title in told:
            yield replace(each, sheet=replace(each.sheet, page=told[each.sheet.page.title]))


def _mark(bottom: Leaf, sheet: Sheet) -> Mark:
    match bottom.sheet, sheet:
        case (Scene(before), Scene(after)) | (Answer(before), Answer(after)):
            return again(before, after, bottom.mark)
    return bottom.mark


HELPS = ("help", "h", "?")


def _new_here(view: SceneView) -> bool:
    """Whether nobody has ever taken a choice of the first scene: then help stands above it."""
    return view.decisions == 0 and bool(view.offers) and not any(each.taken for each in view.offers)


def _with_keys(page: Page, keys: tuple[tuple[str, str], ...]) -> Page:
    """The page of help with the keys of the screen before what may be typed."""
    rows = tuple(Item(key, does) for key, does in keys)
    return replace(page, blocks=(*rows, Heading("What may be typed after “:”"), *page.blocks))


def laid(desk: Desk, shown: Sheet) -> Desk:
    """The desk with this on top. An answer under a title that lies there already takes its place, as
    far as it was read, and what lay over it goes."""
    title = title_of(shown)
    for at, each in enumerate(desk.leaves):
        if type(each.sheet) is type(shown) and title_of(each.sheet) == title:
            return replace(desk, leaves=(*desk.leaves[:at], replace(each, sheet=shown)))
    at_end = isinstance(shown, Answer) and shown.page.at_end
    leaf = Leaf(shown, mark=END if at_end else Mark())
    return replace(desk, leaves=(*desk.leaves, leaf))


def _answered(desk: Desk) -> Desk:
    return replace(desk, leaves=tuple(each for each in desk.leaves if not _asks(each)))


def _asks(leaf: Leaf) -> bool:
    return isinstance(leaf.sheet, Question | First)


def _asked(desk: Desk, event: events.Questioned) -> Desk:
    """A question lies over the turn, or is asked on page one; what was said before it stands there."""
    bottom = desk.leaves[0].sheet if desk.leaves else None
    opening = bottom.view if isinstance(bottom, First) else None
    if isinstance(bottom, Question):
        opening = bottom.opening
    question = Question(event.words, event.options, desk.said, opening)
    under = tuple(each for each in desk.leaves if not _asks(each) and isinstance(each.sheet, Scene))
    over = tuple(each for each in desk.leaves if not _asks(each) and not isinstance(each.sheet, Scene))
    leaf = Leaf(question, picked="offer 1" if event.options else "")
    before = next((each for each in desk.leaves if isinstance(each.sheet, Question)), None)
    if before and title_of(before.sheet) == event.words:
        leaf = replace(before, sheet=question)
    return replace(desk, leaves=(*under, leaf, *over))


def sent(desk: Desk, line: str) -> Desk:
    """The desk when a line has been handed over."""
    return replace(desk, line=line.strip(), waiting="", said=())


def asked_again(desk: Desk) -> tuple[Desk, str]:
    """The desk when the answer on top, which what was done may have changed, has been asked for again;
    and the line that does it, empty where none lies there. What was said stays."""
    top = desk.top
    line = top.sheet.line if top and isinstance(top.sheet, Answer) else ""
    return (replace(desk, line=line, waiting="") if line else desk), line


def closed(desk: Desk) -> Desk:
    """Without what lies on top, where something lies under it that can be gone back to."""
    top = desk.top
    if len(desk.leaves) < 2 or (top and _asks(top)):
        return desk
    return replace(desk, leaves=desk.leaves[:-1], said=())


def with_top(desk: Desk, leaf: Leaf) -> Desk:
    """The desk with its top leaf read so far."""
    return replace(desk, leaves=(*desk.leaves[:-1], leaf))


def hinted(act: Act, taken: set[str]) -> str:
    """The letter by which an act is done: the first of its label that no other act has."""
    return next((each for each in act.label.casefold() if each.isalpha() and each not in taken), "")


def by_letter(acts: tuple[Act, ...]) -> dict[str, Act]:
    """The acts but the first, which Enter does, by their letters."""
    found: dict[str, Act] = {}
    for act in acts[1:]:
        if letter := hinted(act, set(found)):
            found[letter] = act
    return found
