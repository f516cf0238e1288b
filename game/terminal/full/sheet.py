"""Sheets: what can lie on the desk, each as rows; and what of it can be picked."""

from __future__ import annotations

from typing import assert_never

from game.core.prose import Words
from game.core.value import dataclass, replace
from game.loading.diagnostic import Diagnostic
from game.play.page import Act, Chart, Heading, Item, Page
from game.play.search import rank
from game.play.view import OfferView, OpeningView, SceneView
from game.terminal import pages, render, report
from game.terminal.front import Option
from game.terminal.layout import Layout, typeset
from game.terminal.prose import rule, tick
from game.terminal.rows import BLANK, Row, Rows, Span, row

DENSE = 24
"""Below so many rows nothing is spent on room."""


@dataclass(frozen=True, slots=True)
class Scene:
    """A turn. `greeted` is true where three lines of help stand above it."""

    view: SceneView
    greeted: bool = False


@dataclass(frozen=True, slots=True)
class Answer:
    """A look-up's answer, narrowed to what was typed; and the line that it answers."""

    page: Page
    narrowed: str = ""
    line: str = ""


@dataclass(frozen=True, slots=True)
class Panel:
    """The whole panel."""

    view: SceneView
    charts: tuple[Chart, ...] = ()


@dataclass(frozen=True, slots=True)
class Question:
    """Something asked, after what was said, on page one where that is shown. The words say what may be
    typed: where there are options, these are shown in their place."""

    words: str
    options: tuple[Option, ...] = ()
    said: tuple[str, ...] = ()
    opening: OpeningView | None = None


@dataclass(frozen=True, slots=True)
class First:
    """Page one, before anything is asked on it."""

    view: OpeningView


@dataclass(frozen=True, slots=True)
class Faults:
    """What is wrong with the story."""

    diagnostics: tuple[Diagnostic, ...]


Sheet = Scene | Answer | Panel | Question | First | Faults

GREETING = (
    "Space reads on, ↑ and ↓ choose, Enter takes; a number takes a choice at once.",
    "F2 shows your forces, p people, c the codex, b what you have read.",
    "Every choice is kept as you take it. q leaves, ? lists all the keys.",
)


def title_of(sheet: Sheet) -> str:
    """What the sheet is called: two answers of one title are the same sheet, told again."""
    match sheet:
        case Answer(page):
            return page.title
        case Panel():
            return "Forces"
        case Question(words):
            return words
        case Scene(view):
            return view.title
        case First(view):
            return view.title
        case Faults():
            return "Faults"
        case _:
            assert_never(sheet)


def shown_page(answer: Answer) -> Page:
    """The page of an answer with the rows that fit what was typed, the best first."""
    page = answer.page
    if not answer.narrowed.strip():
        return page
    fitting = [
        (place, each)
        for each in page.blocks
        if isinstance(each, Item)
        and (place := rank(answer.narrowed, each.name, f"{each.value} {each.detail}")) is not None
    ]
    fitting.sort(key=lambda each: each[0])
    return replace(page, blocks=tuple(replace(each, depth=0) for _, each in fitting))


def draw(sheet: Sheet, layout: Layout, opened: frozenset[str], folded: frozenset[int]) -> Rows:
    """The sheet's rows, in the measure of the layout and without margin."""
    above: Rows = () if layout.rows < DENSE else (BLANK,)
    match sheet:
        case Scene(view, greeted):
            dense = layout.rows < DENSE
            help_ = _greeting(layout.measure) if greeted else ()
            told = render.document(view, layout, opened, dense)
            on = ways_on(view)
            after = (tick(layout.measure), *_options(on, layout)) if on else ()
            return (*above, *help_, *told, *after)
        case Answer():
            return (*above, *pages.document(shown_page(sheet), layout.measure, folded))
        case Panel(view, charts):
            return (*above, *_panel(view, charts, layout))
        case Question():
            return (*above, *_question(sheet, layout))
        case First(view):
            return (*above, *pages.opening(view, replace(layout, margin=0)))
        case Faults(diagnostics):
            return (*above, *_faults(diagnostics, layout.measure))
        case _:
            assert_never(sheet)


def _greeting(measure: int) -> Rows:
    rows: list[Row] = []
    for each in GREETING:
        rows += typeset((Words(each, "stress"),), measure, rest=2, role="aside", anchor="greeting")
    return (*rows, BLANK)


def _faults(diagnostics: tuple[Diagnostic, ...], measure: int) -> Rows:
    """As `check` draws them; a line that is too long goes on below, but for those of the file, which are
    cut."""
    rows: list[Row] = [*typeset((Span("THE STORY CANNOT BE READ", "heading"),), measure), rule(measure)]
    for number, each in enumerate(diagnostics):
        rows += [BLANK] if number else []
        for line in report.pretty([each], measure).split("\n"):
            cited = "| " in line[:8]
            anchor = f"item {number}"
            rows += (
                [row(line, "aside", anchor=anchor)]
                if cited
                else typeset((Span(line),), measure, rest=4, anchor=anchor)
            )
    rows += [BLANK, *typeset((Words(report.summary(diagnostics)),), measure, role="muted")]
    return tuple(rows)


def _panel(view: SceneView, charts: tuple[Chart, ...], layout: Layout) -> Rows:
    panel = pages.status(view, replace(layout, margin=0))
    if not charts:
        return panel
    history = Page("Their history", (Heading("One bar a decision."), *charts))
    return (*panel, BLANK, *pages.document(history, layout.measure, frozenset()))


def _question(sheet: Question, layout: Layout) -> Rows:
    rows: list[Row] = []
    if sheet.opening:
        rows += [*pages.opening(sheet.opening, replace(layout, margin=0)), BLANK]
    for each in sheet.said:
        rows += [*typeset((Words(each),), layout.measure, anchor="said"), BLANK]
    if not sheet.options:
        rows += typeset((Words(sheet.words, "stress"),), layout.measure, role="aside", anchor="question")
    return (*rows, *_options(sheet.options, layout))


def _options(options: tuple[Option, ...], layout: Layout) -> Rows:
    rows: list[Row] = []
    for number, option in enumerate(options, 1):
        if number > 1 and layout.rows >= DENSE:
            rows.append(BLANK)
        offer = OfferView(number, option.line, (Words(option.label),))
        rows += render.offer(offer, layout.measure)
    return tuple(rows)


def ways_on(view: SceneView) -> tuple[Option, ...]:
    """What may be done where a run has ended, as choices; nothing anywhere else."""
    if view.verdict is None:
        return ()
    back = Option("rewind 1", "Take the last choice back")
    return (
        Option("gallery", "See the endings"),
        Option("record", "Read the run beside history"),
        Option("tree", "See where your runs part"),
        Option("chapters", "Begin at a chapter of it"),
        *((back,) if view.rewind else ()),
        Option("new", "Begin another run"),
        Option("quit", "Leave"),
    )


def picks(sheet: Sheet) -> tuple[str, ...]:
    """The anchors of what can be picked: choices, and rows that something can be done with."""
    match sheet:
        case Scene(view):
            return (*(f"offer {each.number}" for each in view.offers), *_numbered(ways_on(view)))
        case Question(_, options):
            return _numbered(options)
        case Answer():
            blocks = shown_page(sheet).blocks
            return tuple(
                f"item {index}"
                for index, each in enumerate(blocks)
                if isinstance(each, Item) and (each.acts or deeper(sheet, index))
            )
        case Panel() | First() | Faults():
            return ()
        case _:
            assert_never(sheet)


def _numbered(options: tuple[Option, ...]) -> tuple[str, ...]:
    return tuple(f"offer {number}" for number in range(1, len(options) + 1))


def deeper(answer: Answer, index: int) -> bool:
    """Whether the item has others under it, which fold."""
    blocks = shown_page(answer).blocks
    item, after = blocks[index], blocks[index + 1] if index + 1 < len(blocks) else None
    return isinstance(item, Item) and isinstance(after, Item) and after.depth > item.depth


def acts(sheet: Sheet, anchor: str) -> tuple[Act, ...]:
    """What can be done with what an anchor names, the first meant by Enter."""
    number = anchor.rpartition(" ")[2]
    if not number.isdecimal():
        return ()
    match sheet:
        case Scene(view):
            taken = tuple(Act("take", number) for each in view.offers if str(each.number) == number)
            return taken or _taken(ways_on(view), number)
        case Question(_, options):
            return _taken(options, number)
        case Answer():
            item = shown_page(sheet).blocks[int(number)]
            return item.acts if isinstance(item, Item) else ()
        case Panel() | First() | Faults():
            return ()
        case _:
            assert_never(sheet)


def _taken(options: tuple[Option, ...], number: str) -> tuple[Act, ...]:
    return tuple(Act("take", each.line) for each in options[int(number) - 1 : int(number)])


def message(sentences: tuple[str, ...], columns: int, most: int) -> Rows:
    """Sentences of the program's at the foot of the screen, in so many rows at most."""
    rows = [each for text in sentences for each in typeset((Span(text, "text", "stress"),), columns)]
    return tuple(rows[:most]) if len(rows) <= most else (*rows[: most - 1], row("…", "muted"))
