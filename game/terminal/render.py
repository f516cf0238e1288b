"""A turn as rows: heading, passages, changes, choices, verdict; and the panel beside them."""

from __future__ import annotations

from collections.abc import Mapping

from game.core.prose import Words, plain
from game.core.value import replace
from game.play.view import OfferView, PassageView, SceneView
from game.terminal import forces, quiet
from game.terminal.heading import chapter, running
from game.terminal.layout import Layout, typeset, width
from game.terminal.prose import prose, tick, title_block
from game.terminal.rows import BLANK, Role, Row, Rows, Span, row
from game.terminal.stretches import Stretch, stretches, taken_before
from game.terminal.verdict import verdict

PANEL = 46
"""The most columns of the panel as a block: longer leaders lead nowhere."""
ROOMY = 24
"""The rows of a screen from which on a line above the scene says which chapter it is of, and blank rows
may part the choices."""
AIRY = 30
"""The rows of a screen from which on blank rows part the choices, however many there are."""
GUTTER = "  "
"""What begins the rows of an item that something can be done with: room for the mark of the chosen."""
CHOSEN: Mapping[Role, Role] = {"number": "chosen", "text": "selected", "fold": "selected"}


def scene(view: SceneView, layout: Layout) -> Rows:
    """The whole turn, with margins; of what was read before, how it is told again. Where all of the
    panel is to stand, it stands beside the text if the layout has room there, else under it."""
    text = (*passages(view, layout.measure, frozenset(), typed=True), *foot(view, layout))
    if not layout.panel or not view.whole:
        return framed(text, layout)
    side = forces.panel(view, layout.panel, len(text), "status")
    return beside(text, side, layout)


def document(view: SceneView, layout: Layout, opened: frozenset[str], dense: bool) -> Rows:
    """The whole turn as one document, without margin and panel. What was read before is folded away
    unless the anchor of its first block is in `opened`. `dense` leaves no blank rows between choices."""
    airy = not dense and _airy(view, layout)
    named = layout.rows >= ROOMY and not view.chapter.opens
    return (*passages(view, layout.measure, opened, named=named), *foot(view, layout, airy=airy))


def _airy(view: SceneView, layout: Layout) -> bool:
    """Whether blank rows part the choices: on a lower screen if so they take no more than half of it."""
    if layout.rows >= AIRY or layout.rows < ROOMY:
        return layout.rows >= AIRY
    return len(offers(view, layout, airy=True)) <= layout.rows // 2


def selected(rows: Rows, anchor: str) -> Rows:
    """The rows with the offer or item of this anchor drawn as the one that Enter takes."""
    drawn: list[Row] = []
    for each in rows:
        first = not drawn or drawn[-1].anchor != anchor
        drawn.append(_chosen(each, first=first) if each.anchor == anchor else each)
    return tuple(drawn)


def _chosen(each: Row, *, first: bool) -> Row:
    spans = [replace(span, role=CHOSEN.get(span.role, span.role)) for span in each.spans]
    if spans and spans[0].text == GUTTER and first:
        spans[0] = Span("▸ ", "loss")
    elif spans and first and each.anchor.startswith("offer"):
        spans[0] = replace(spans[0], role="chosen")  # the number of a closed one too
    return replace(each, spans=tuple(spans))


def passages(
    view: SceneView, measure: int, opened: frozenset[str], *, named: bool = False, typed: bool = False
) -> Rows:
    """What is to be read on this turn; what was read before is folded, but for what is `opened`, and
    with `typed` it is said what unfolds it. The chapter is `named` above the first title."""
    rows: list[Row] = []
    if view.drift:
        rows += [*typeset((Words(view.drift, "stress"),), measure, role="aside"), BLANK]
    begun = not view.chapter.opens
    for number, passage in enumerate(view.passages, 1):
        if not begun and passage.opens:
            rows += chapter(view.chapter, measure)
            begun = True
        elif named and passage.title:
            rows.append(running(view.chapter, measure))
            named = False
        rows += _passage(passage, measure, f"passage {number}", opened, typed=typed)
    return tuple(rows) if begun else (*rows, *chapter(view.chapter, measure))


def _passage(passage: PassageView, measure: int, anchor: str, opened: frozenset[str], *, typed: bool) -> Rows:
    rows: list[Row] = []
    parts = stretches(passage)
    if passage.title or passage.date:
        rows += title_block(passage.title, passage.date, passage.place, measure, anchor)
    if passage.summarised:
        rows.append(row("In summary, as you asked:", "aside", "stress"))
    if passage.seen and not any(each.read for each in parts):
        rows.append(row("An outcome that you have seen:", "muted", "stress"))
    for each in parts:
        first = f"{anchor}.{each.first}"
        shut = each.read and first not in opened
        if each.read:
            rows.append(_fold(each, first, measure if typed else 0, shut=shut, seen=passage.seen))
        if not shut:
            rows += prose(each.blocks, measure, anchor=anchor, start=each.first)
    return (*rows, BLANK) if passage.told else tuple(rows)


def _fold(stretch: Stretch, anchor: str, room: int, *, shut: bool, seen: bool) -> Row:
    """The line that stands for what was read before, or above it where it is open; where there is room
    for that, with what is typed to have it told."""
    what = "outcome seen before" if seen else "read before"
    line = f"{'▸' if shut else '▾'} {what} · {stretch.words}"
    typed = f"{line} · “look” tells them"
    return row(typed if width(typed) <= room else line, "fold", "stress", anchor)


def foot(view: SceneView, layout: Layout, *, airy: bool = False) -> Rows:
    """What stands under the prose: what changed, warnings, choices or the verdict."""
    measure = layout.measure
    rows: list[Row] = []
    # a panel beside the text may leave out what it has no rows for, or is out of sight: so changes are told
    if changed := quiet.rows(replace(view, whole=view.whole and not layout.panel), measure):
        rows += [*changed, BLANK]
    if view.whole and not layout.panel:
        rows += [*forces.standing(view, min(measure, PANEL)), BLANK]
    if view.unsaved:
        warning = f"Not kept: {view.unsaved} It is tried again at each choice."
        rows += [*typeset((Span(warning, "loss"),), measure), BLANK]
    if view.verdict:
        rows += verdict(view.verdict, measure)
    if view.offers:
        rows += offers(view, layout, airy=airy)
    return tuple(rows)


def offers(view: SceneView, layout: Layout, *, airy: bool = False) -> Rows:
    """The choices under their rule."""
    rows: list[Row] = [tick(layout.measure)]
    for index, each in enumerate(view.offers):
        if airy and index:
            rows.append(BLANK)
        rows += offer(each, layout.measure)
    return tuple(rows)


def offer(each: OfferView, measure: int) -> Rows:
    """A choice: its number in a block, its label hung beside it; closed ones say why."""
    anchor = f"offer {each.number}"
    number = f"{each.number:^3}" if each.number < 100 else str(each.number)
    words: list[Words | Span] = [
        Span(part.text, "text" if each.open else "aside", part.emphasis, part.link) for part in each.label
    ]
    if before := taken_before(each):
        words.append(Span(f"  ({before})", "aside", "stress"))
    label = typeset(words, max(1, measure - 5), anchor=anchor)
    block = Span(number, "number" if each.open else "aside")
    rows = [_hung(block, line) if index == 0 else _under(line) for index, line in enumerate(label)]
    if not each.open:
        closed = Span(f"Closed: {plain(each.reason)}", "loss", "stress")
        rows += [_under(line) for line in typeset((closed,), max(1, measure - 5), anchor=anchor)]
    return tuple(rows)


def _hung(block: Span, line: Row) -> Row:
    return Row((block, Span(" " * (5 - len(block.text))), *line.spans), line.anchor)


def _under(line: Row) -> Row:
    return Row((Span("     "), *line.spans), line.anchor)


def framed(rows: Rows, layout: Layout) -> Rows:
    """The rows with the left margin before them."""
    if not layout.margin:
        return rows
    margin = Span(" " * layout.margin)
    return tuple(Row((margin, *each.spans), each.anchor) if each.spans else each for each in rows)


def beside(text: Rows, side: Rows, layout: Layout) -> Rows:
    """Text on the left, the panel on the right, from the same row down."""
    rows = []
    for index in range(max(len(text), len(side))):
        left = text[index] if index < len(text) else BLANK
        right = side[index] if index < len(side) else BLANK
        if right.spans:
            space = Span(" " * (layout.measure + layout.gap - width(left.text)))
            left = Row((*left.spans, space, *right.spans), left.anchor)
        rows.append(left)
    return framed(tuple(rows), layout)
