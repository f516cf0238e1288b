"""A turn as rows: heading, passages, changes, choices, verdict; and the panel beside them."""

from __future__ import annotations

from collections.abc import Mapping

from game.core.prose import Words, plain
from game.core.value import replace
from game.play.view import ChapterView, OfferView, PassageView, SceneView, VerdictView
from game.terminal import forces, quiet
from game.terminal.layout import Layout, typeset, width
from game.terminal.prose import prose, rule, tick, title_block
from game.terminal.rows import BLANK, Role, Row, Rows, Span, row
from game.terminal.stretches import Stretch, stretches, taken_before

PANEL = 46
"""The most columns of the panel as a block: longer leaders lead nowhere."""
AIRY = 30
"""The rows of a screen from which on blank rows part the choices."""
SELECTED: Mapping[Role, Role] = {"number": "chosen", "text": "selected", "fold": "selected"}
NUMBERS = ("Nought", "One", "Two", "Three", "Four", "Five", "Six", "Seven", "Eight", "Nine", "Ten")


def scene(view: SceneView, layout: Layout) -> Rows:
    """The whole turn, with margins. Where all of the panel is to stand, it stands beside the text if
    the layout has room there, else under it."""
    text = (*passages(view, layout.measure), *foot(view, layout))
    if not layout.panel or not view.whole:
        return framed(text, layout)
    side = forces.panel(view, layout.panel, len(text))
    return beside(text, side, layout)


def document(view: SceneView, layout: Layout, opened: frozenset[str], dense: bool) -> Rows:
    """The whole turn as one document, without margin and panel. What was read before is folded away
    unless the anchor of its first block is in `opened`. `dense` leaves no blank rows between choices."""
    airy = layout.rows >= AIRY and not dense
    return (*passages(view, layout.measure, opened), *foot(view, layout, airy=airy))


def selected(rows: Rows, anchor: str) -> Rows:
    """The rows with the offer or item of this anchor drawn as the one that Enter takes."""
    return tuple(_selected(each) if each.anchor == anchor else each for each in rows)


def _selected(each: Row) -> Row:
    spans = (replace(span, role=SELECTED.get(span.role, span.role)) for span in each.spans)
    return replace(each, spans=tuple(spans))


def passages(view: SceneView, measure: int, opened: frozenset[str] | None = None) -> Rows:
    """What is to be read on this turn; with `opened`, what was read before is folded."""
    rows: list[Row] = []
    if view.drift:
        rows += [*typeset((Words(view.drift, "stress"),), measure, role="muted"), BLANK]
    begun = not view.chapter.opens
    for number, passage in enumerate(view.passages, 1):
        if not begun and passage.opens:
            rows += chapter(view.chapter, measure)
            begun = True
        rows += _passage(passage, measure, f"passage {number}", opened)
    return tuple(rows) if begun else (*rows, *chapter(view.chapter, measure))


def _passage(passage: PassageView, measure: int, anchor: str, opened: frozenset[str] | None) -> Rows:
    rows: list[Row] = []
    if passage.title or passage.date:
        rows += [*title_block(passage.title, passage.date, passage.place, measure, anchor), BLANK]
    if passage.summarised:
        rows.append(row("In summary, as you asked:", "muted", "stress"))
    if passage.seen:
        rows.append(row("An outcome that you have seen:", "muted", "stress"))
    for each in stretches(passage):
        shut = each.read and opened is not None and f"{anchor}.{each.first}" not in opened
        if each.read:
            rows.append(_fold(each, shut=shut, anchor=f"{anchor}.{each.first}"))
        if not shut:
            rows += prose(each.blocks, measure, anchor=anchor, start=each.first)
    return (*rows, BLANK) if passage.told else tuple(rows)


def _fold(stretch: Stretch, *, shut: bool, anchor: str) -> Row:
    """The line that stands for what was read before, or above it where it is open."""
    return row(f"{'▸' if shut else '▾'} read before · {stretch.words}", "fold", "stress", anchor)


def chapter(view: ChapterView, measure: int) -> Rows:
    """What opens a chapter: its number, title and span, and its epigraph."""
    number = NUMBERS[view.number] if view.number is not None and view.number < len(NUMBERS) else ""
    lead = "ANOTHER ROAD" if view.line else f"CHAPTER {number.upper()}" if number else ""
    name = " · ".join(each for each in (lead, view.title.upper()) if each)
    rows = list(typeset((Span(name, "muted", "strong"),), measure, anchor="chapter"))
    if view.span:
        rows += typeset((Words(view.span, "stress"),), measure, role="muted", anchor="chapter")
    if view.epigraph:
        inner = max(8, measure - 8)
        told = prose(view.epigraph, inner, "muted")
        rows += [BLANK, *(Row((Span(" " * 8), *each.spans), "chapter") for each in told)]
    return (*rows, BLANK)


def foot(view: SceneView, layout: Layout, *, airy: bool = False) -> Rows:
    """What stands under the prose: what changed, warnings, choices or the verdict."""
    measure = layout.measure
    rows: list[Row] = []
    if changed := quiet.rows(view, measure):
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
        Span(part.text, "text" if each.open else "muted", part.emphasis, part.link) for part in each.label
    ]
    if before := taken_before(each):
        words.append(Span(f"  ({before})", "muted", "stress"))
    label = typeset(words, max(1, measure - 5), anchor=anchor)
    block = Span(number, "number" if each.open else "muted")
    rows = [_hung(block, line) if index == 0 else _under(line) for index, line in enumerate(label)]
    if not each.open:
        closed = Span(f"Closed: {plain(each.reason)}", "loss", "stress")
        rows += [_under(line) for line in typeset((closed,), max(1, measure - 5), anchor=anchor)]
    return tuple(rows)


def _hung(block: Span, line: Row) -> Row:
    return Row((block, Span(" " * (5 - len(block.text))), *line.spans), line.anchor)


def _under(line: Row) -> Row:
    return Row((Span("     "), *line.spans), line.anchor)


def verdict(view: VerdictView, measure: int) -> Rows:
    """The three answers, the epilogue, the honours and the question."""
    rows: list[Row] = [
        tick(measure),
        Row((Span("THE END", "heading"), Span(f"  {view.kind}", "muted", "stress"))),
        BLANK,
    ]
    for each in view.answers:
        rows += [
            *typeset((Span(each.question, "muted"),), measure),
            *typeset(each.answer, measure, 2, 2),
            BLANK,
        ]
    if view.epilogue:
        rows += [row("AFTERWARDS", "heading"), rule(measure)]
        for piece in view.epilogue:
            about = (Span(piece.about, "text", "strong"),) if piece.about else ()
            rows += [*typeset(about, measure), *prose(piece.told, measure), BLANK]
    if view.honours:
        rows += [row("REMEMBERED FOR", "heading"), rule(measure)]
        for honour in view.honours:
            rows += [
                *typeset((Span(honour.title, "text", "strong"),), measure),
                *prose(honour.told, measure),
                BLANK,
            ]
    if view.question:
        rows += [*typeset([Words(each.text, "strong") for each in view.question], measure), BLANK]
    return tuple(rows)


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
