"""Pages as rows: look-ups, the panel as a block, page one, and sentences of the program's."""

from __future__ import annotations

from typing import assert_never

from game.core.prose import Words
from game.core.value import replace
from game.play.page import Block, Chart, Heading, Item, Page, Prose
from game.play.sentences import counted
from game.play.view import OpeningView, SceneView
from game.terminal import forces
from game.terminal.layout import Layout, typeset, width
from game.terminal.prose import leaders, prose, rule, title_block
from game.terminal.render import framed
from game.terminal.rows import BLANK, Row, Rows, Span, row


def opening(view: OpeningView, layout: Layout) -> Rows:
    """Page one: the title, what to know beforehand, and the three questions."""
    measure = layout.measure
    rows = [*title_block(view.title, view.subtitle, "", measure), BLANK]
    if view.notes:
        rows += [*prose(view.notes, measure), BLANK]
    if view.questions:
        rows += [*prose(view.questions, measure), BLANK]
    rows += typeset((Span(view.help, "text", "stress"),), measure)
    return framed(tuple(rows), layout)


def page(shown: Page, layout: Layout) -> Rows:
    """A look-up's answer."""
    return framed(document(shown, layout.measure, frozenset()), layout)


def document(shown: Page, measure: int, folded: frozenset[int]) -> Rows:
    """A look-up's answer without margins. The rows of an item have the anchor `item N`, where N is its
    index among the blocks; what stands under the items of `folded` is left out."""
    rows: list[Row] = [row(shown.title.upper(), "heading"), rule(measure)]
    hidden = _hidden(shown.blocks, folded)
    for index, (before, block) in enumerate(zip((None, *shown.blocks), shown.blocks, strict=False)):
        if index in hidden:
            continue
        if _parted(before, block):
            rows.append(BLANK)
        match block:
            case Heading(title, aside):
                rows += _heading(title, aside, measure)
            case Prose(told):
                rows += prose(told, measure)
            case Item():
                rows += (replace(each, anchor=f"item {index}") for each in _item(block, measure))
            case Chart():
                rows += _chart(block, measure)
            case _:
                assert_never(block)
    return tuple(rows)


def _hidden(blocks: tuple[Block, ...], folded: frozenset[int]) -> frozenset[int]:
    """The indexes of the items that stand under a folded one."""
    hidden: set[int] = set()
    deeper: int | None = None
    for index, block in enumerate(blocks):
        if not isinstance(block, Item) or (deeper is not None and block.depth <= deeper):
            deeper = None
        if deeper is not None:
            hidden.add(index)
        elif isinstance(block, Item) and index in folded:
            deeper = block.depth
    return frozenset(hidden)


def _parted(before: Block | None, block: Block) -> bool:
    """Whether a blank line parts two blocks: all but rows from rows, and headings from what they open."""
    if before is None or isinstance(before, Heading):
        return False
    return not (isinstance(before, Item) and isinstance(block, Item))


def _heading(title: str, aside: str, measure: int) -> Rows:
    if width(title) + width(aside) + 5 <= measure and aside:
        return (leaders(title, aside, measure),)
    below = typeset((Words(aside, "stress"),), measure, 2, 2, "muted") if aside else ()
    return (*typeset((Words(title, "strong"),), measure), *below)


BARS = "▁▂▃▄▅▆▇█"


def _chart(chart: Chart, measure: int) -> Rows:
    """A meter's history as one small bar a decision, the last that there is room for."""
    top = max(1, chart.steps - 1)
    shown = chart.values[-measure:]
    bars = "".join(BARS[each * (len(BARS) - 1) // top] for each in shown)
    word = chart.words[chart.values[-1]] if chart.words else str(chart.values[-1])
    return (leaders(chart.name, word, measure), row(bars, "bar"))


def _item(item: Item, measure: int) -> Rows:
    detail = Span(f"Closed: {item.detail}", "loss", "stress") if item.closed else Span(item.detail, "muted")
    below = typeset((detail,), measure, 4, 4) if item.detail else ()
    if not item.value:
        return (*typeset((Words(item.name),), measure, rest=2), *below)
    if width(item.name) + width(item.value) + 5 <= measure:
        return (leaders(item.name, item.value, measure), *below)
    value = typeset((Span(item.value, "muted"),), measure, 4, 4)
    return (*typeset((Words(item.name),), measure, rest=2), *value, *below)


def status(view: SceneView, layout: Layout) -> Rows:
    """The whole panel as a block, with where the run stands."""
    where = " · ".join(each for each in (view.chapter.title, view.title, view.date, view.place) if each)
    run = f"Run “{view.run}”, {counted(view.decisions, 'decision')}"
    run += "" if view.rewind else ", without rewinding"
    head = (
        *typeset((Span(where, "muted", "stress"),), layout.measure),
        *typeset((Span(run, "muted"),), layout.measure),
    )
    panel = forces.explained(view, layout.measure)
    return framed((*head, BLANK, *panel, *_further(view, layout.measure)), layout)


def _further(view: SceneView, measure: int) -> Rows:
    """What can be looked up about this page."""
    rows: list[Row] = []
    if view.links:
        titles = ", ".join(each.title for each in view.links)
        rows += typeset((Span("codex: ", "muted"), Span(titles)), measure, rest=2)
    if view.note:
        rows += typeset((Span("note: ", "muted"), Span(view.note)), measure, rest=2)
    return (BLANK, *rows) if rows else ()


def message(text: str, layout: Layout) -> Rows:
    """A sentence of the program's."""
    return framed(typeset((Span(text, "text", "stress"),), layout.measure), layout)
