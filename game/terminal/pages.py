"""Pages as rows: look-ups, the panel as a block, page one, and sentences of the program's."""

from __future__ import annotations

from typing import assert_never

from game.core.prose import Words
from game.core.value import replace
from game.play.page import Block, Chart, Heading, Item, Page, Prose
from game.play.sentences import counted
from game.play.view import OpeningView, SceneView
from game.terminal import forces
from game.terminal.chart import chart
from game.terminal.layout import Layout, typeset, width
from game.terminal.prose import leaders, letterspaced, prose, rule, title_block
from game.terminal.render import GUTTER, framed
from game.terminal.rows import BLANK, Role, Row, Rows, Span
from game.terminal.tree import Branch, branches


def opening(view: OpeningView, layout: Layout) -> Rows:
    """Page one: the title, what to know beforehand, and the three questions."""
    measure = layout.measure
    title = letterspaced(view.title, max(1, measure - 4))
    rows = [*title_block(title, "", view.subtitle, measure)]
    if view.notes:
        rows += [*prose(view.notes, measure), BLANK]
    if view.questions:
        rows += [*prose(view.questions, measure), BLANK]
    return framed(tuple(rows[:-1] if rows[-1] == BLANK else rows), layout)


def page(shown: Page, layout: Layout) -> Rows:
    """A look-up's answer, with what a player may type about its rows."""
    rows = document(shown, layout.measure, frozenset(), typed=True)
    if hint := _hint(shown):
        rows += (BLANK, *typeset((Span(hint, "muted", "stress"),), layout.measure))
    return framed(rows, layout)


def document(shown: Page, measure: int, folded: frozenset[int], *, typed: bool = False) -> Rows:
    """A look-up's answer without margins. The rows of an item have the anchor `item N`, where N is its
    index among the blocks, the others `block N` or, in prose, `block N.2`. What stands under the items
    of `folded` is left out. With `typed`, items say what may be typed about them; else those that
    something can be done with have a gutter, in which the chosen one is marked."""
    rows: list[Row] = [*typeset((Span(shown.title.upper(), "heading"),), measure), rule(measure)]
    hanging = branches(shown.blocks, folded, measure)
    gutter = not typed and any(isinstance(each, Item) and each.acts for each in shown.blocks)
    before: Block | None = None
    for index, block in enumerate(shown.blocks):
        if isinstance(block, Item) and index not in hanging:
            continue
        if _parted(before, block):
            rows.append(BLANK)
        match block:
            case Heading(title, aside):
                rows += _heading(title, aside, measure, f"block {index}")
            case Prose(told):
                rows += prose(told, measure, anchor=f"block {index}")
            case Item():
                made = _item(block, measure - len(GUTTER) * gutter, hanging[index], typed=typed)
                lead = (Span(GUTTER),) if gutter else ()
                rows += (Row((*lead, *each.spans), f"item {index}") for each in made)
            case Chart():
                marked = not (isinstance(before, Chart) and before.marks == block.marks)
                rows += chart(block, measure, marked=marked, anchor=f"block {index}")
            case _:
                assert_never(block)
        before = block
    return tuple(rows)


def _parted(before: Block | None, block: Block) -> bool:
    """Whether a blank line parts two blocks: all but rows from rows, and headings from what they open."""
    if before is None or isinstance(before, Heading):
        return False
    return not (isinstance(before, Item) and isinstance(block, Item))


def _heading(title: str, aside: str, measure: int, anchor: str) -> Rows:
    if width(title) + width(aside) + 5 <= measure and aside:
        line = leaders(title, aside, measure)
        name, *others = line.spans
        return (Row((replace(name, emphasis="strong"), *others), anchor),)
    below = typeset((Words(aside, "stress"),), measure, 2, 2, "aside", anchor) if aside else ()
    return (*typeset((Words(title, "strong"),), measure, anchor=anchor), *below)


def _item(item: Item, measure: int, branch: Branch, *, typed: bool) -> Rows:
    """The rows of an item behind its guides: name and value, then what there is to say about it."""
    room = max(1, measure - width(branch.first) - (2 if branch.folded is not None else 0))
    role: Role = "aside" if item.closed else "text"
    if item.value and width(item.name) + width(item.value) + 2 <= room:
        rows: Rows = (leaders(item.name, item.value, room, role),)
    else:
        value = typeset((Span(item.value, "aside", "stress"),), room, 2, 4) if item.value else ()
        rows = (*typeset((Span(item.name, role),), room, rest=2), *value)
    if branch.folded:
        away = Span(f"{counted(branch.folded, 'row')} folded away", "fold", "stress")
        rows += typeset((away,), room, 2, 2)
    detail = Span(f"Closed: {item.detail}", "loss", "stress") if item.closed else Span(item.detail, "aside")
    rows += typeset((detail,), room, 2, 2) if item.detail else ()
    if typed and item.acts and _pattern(item, item.acts[0].line) is None:
        rows += typeset((Span("→ ", "rule"), Span(item.acts[0].line, "key")), room, 2, 4)
    return tuple(_hung(each, branch, first=number == 0) for number, each in enumerate(rows))


def _hung(each: Row, branch: Branch, *, first: bool) -> Row:
    guide = branch.first if first else branch.rest
    mark = ""
    if branch.folded is not None:
        mark = ("▸ " if branch.folded else "▾ ") if first else "  " if branch.folded else "│ "
    drawn = (Span(guide, "rule"), Span(mark, "fold" if first else "rule"))
    lead = tuple(each for each in drawn if each.text)
    return Row((*lead, *each.spans))


def _pattern(item: Item, line: str) -> str | None:
    """What is typed, where that can be told from the name of the row: `load NAME`. Empty where it is the
    name, or is made of it and a word more, as in `set theme night`: a page of such rows says how."""
    if line.endswith(" "):
        return f"{line}…"
    if line == item.name:
        return ""
    if line.endswith(f" {item.name}"):
        return f"{line.removesuffix(item.name)}NAME"
    return "" if f" {item.name} " in line else None


def _hint(shown: Page) -> str:
    """What may be typed about the rows of a page, once for all of them."""
    patterns = dict.fromkeys(
        pattern
        for item in shown.blocks
        if isinstance(item, Item)
        for act in item.acts
        if (pattern := _pattern(item, act.line))
    )
    if not patterns:
        return ""
    *others, last = (f"“{each}”" for each in patterns)
    return f"Type {', '.join(others)} or {last}." if others else f"Type {last}."


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
