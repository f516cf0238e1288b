"""Plain mode: append-only text, one paragraph a line, the important word first.

No escapes, no box drawing, no redrawing: what screen readers, pipes and dumb terminals read well.
Everything in a `SceneView` is in `turn` or in `status`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import assert_never

from game.core.prose import Told, ToldDocument, ToldParagraph, plain
from game.play.page import Chart, Heading, Item, Page, Prose
from game.play.sentences import COUNTED, counted
from game.play.view import (
    ChapterView,
    EveningView,
    OfferView,
    OpeningView,
    PassageView,
    SceneView,
    TallyView,
    VerdictView,
)
from game.terminal import changes
from game.terminal.asking import HOW_TO_CHOOSE
from game.terminal.stretches import stretches, taken_before

KINDS = {
    "quote": "Quotation",
    "telegram": "Telegram",
    "letter": "Letter",
    "newspaper": "Newspaper",
    "minutes": "Minutes",
}


def turn(view: SceneView) -> str:
    """A turn: what is to be read, what changed, and what may be chosen."""
    return "\n".join((*_turn(view), ""))


def _turn(view: SceneView) -> Iterator[str]:
    if view.drift:
        yield view.drift
    opened = not view.chapter.opens
    for passage in view.passages:
        if not opened and passage.opens:
            yield from _chapter(view.chapter)
            opened = True
        yield from _passage(passage)
    if not opened:
        yield from _chapter(view.chapter)
    if changed := list(changes.sentences(view)):
        yield from ("", *changed)
    if view.whole:
        yield from ("", *_panel(view), *_evenings(changes.ahead(view)))
    if view.unsaved:
        yield ""
        yield f"Not kept: {view.unsaved} It is tried again at each choice."
    if view.verdict:
        yield from _verdict(view.verdict)
    if view.offers:
        yield ""
    for each in view.offers:
        yield offer(each)


def _chapter(view: ChapterView) -> Iterator[str]:
    number = (
        "Another road" if view.line else f"Chapter {view.number}" if view.number is not None else "Chapter"
    )
    yield ""
    yield f"{number}: {view.title}." + (f" {view.span}." if view.span else "")
    yield from blocks(view.epigraph)


def _passage(passage: PassageView) -> Iterator[str]:
    if passage.title or passage.date:
        where = ", ".join(each for each in (passage.place, passage.date) if each)
        yield ""
        kind = "The end" if passage.kind == "ending" else "Scene"
        yield f"{kind}: " + ". ".join(each for each in (passage.title, where) if each).rstrip(".") + "."
    yield ""
    if passage.summarised:
        yield "In summary, as you asked:"
    if passage.seen:
        yield "An outcome that you have seen."
    for each in stretches(passage):
        if each.read:
            yield f"(Read before: {each.words}; “look” tells them.)"
        else:
            yield from blocks(each.blocks)


def blocks(told: Told) -> Iterator[str]:
    """Told prose, a paragraph or document line a line."""
    for block in told:
        match block:
            case ToldParagraph(words):
                yield plain(words)
            case ToldDocument(kind, lines, signed):
                yield f"{KINDS[kind]}:"
                yield from (plain(line) for line in lines)
                if signed:
                    yield f"Signed: {plain(signed)}."


def offer(each: OfferView) -> str:
    """A choice: its number first, then what it is; a closed one says so and why."""
    label = plain(each.label)
    before = taken_before(each)
    taken = f" {before[0].upper()}{before[1:]}." if before else ""
    closed = "" if each.open else f" Closed: {plain(each.reason)}"
    return f"{each.number}. {label}{taken}{closed}"


def _verdict(view: VerdictView) -> Iterator[str]:
    yield ""
    yield f"The end: {view.kind}."
    yield from (f"{each.question} {plain(each.answer)}" for each in view.answers)
    for piece in view.epilogue:
        yield ""
        if piece.about:
            yield f"{piece.about}:"
        if piece.summarised:
            yield "In summary, as you asked:"
        yield from blocks(piece.told)
    if view.honours:
        yield ""
    for honour in view.honours:
        yield f"Remembered for: {honour.title}."
        yield from blocks(honour.told)
    if view.question:
        yield ""
        yield plain(view.question)


def status(view: SceneView, charts: tuple[Chart, ...] = ()) -> str:
    """Everything beside the text: where the run stands, forces and how they went, owed, drawer, count,
    diary, persons."""
    went = [f"So far: {_chart(each)}" for each in charts if len(set(each.values)) > 1]
    return "\n".join((*_where(view), *_panel(view, explained=True), *went, *_around(view), ""))


def _where(view: SceneView) -> Iterator[str]:
    chapter = view.chapter
    number = f"Chapter {chapter.number}, " if chapter.number is not None else ""
    yield f"{number}{chapter.title}. {chapter.span}".rstrip(". ") + "."
    if here := ". ".join(each for each in (view.title, view.place, view.date) if each):
        yield f"Here: {here}."
    kept = "not kept" if view.unsaved else "kept"
    going_back = "with rewinding" if view.rewind else "without rewinding"
    yield f"Run: {view.run}, {counted(view.decisions, 'decision')}, {going_back}, {kept}."


def _panel(view: SceneView, *, explained: bool = False) -> Iterator[str]:
    for meter in view.panel:
        yield " ".join((changes.told_meter(meter), meter.means if explained else "")).rstrip()
    for gone in view.vanished:
        yield f"{gone.label}: gone" + (f" since {gone.since}." if gone.since else ".")
    for promise in view.owed:
        yield f"Owed: {changes.promised(promise)}." + (" New." if promise.new else "")
    for paper in view.drawer:
        yield (
            f"Drawer: {paper.label}."
            + (f" Until: {paper.due}." if paper.due else "")
            + (" New." if paper.new else "")
        )
    if view.tally:
        yield from _tally(view.tally)
        if explained:
            yield COUNTED
    if view.roads:
        yield f"Roads still open: {changes.left(view.roads)}."
        if explained and view.roads.known:
            yield f"{changes.WALKED}: {', '.join(view.roads.known)}."


def _tally(count: TallyView) -> Iterator[str]:
    yield f"The count: {count.title}. {changes.reached(count)}."
    for voice in count.voices:
        votes = f", {voice.votes} votes" if voice.votes != 1 else ""
        yield f"{'Stands' if voice.stands else 'Missing'}: {plain(voice.label)}{votes}."


def _around(view: SceneView) -> Iterator[str]:
    yield from _evenings(view.diary)
    for person in view.present:
        stance = " ".join(blocks(person.stance))
        role = f"{'.' if person.role[:1].isupper() else ','} {person.role}"
        yield f"Present: {person.name}{role}." + (f" {stance}" if stance else "")
    if view.links:
        yield f"Codex: {', '.join(each.title for each in view.links)}."
    if view.note:
        yield f"Note: “{view.note}”; type “note”."


def _evenings(evenings: Iterable[EveningView]) -> Iterator[str]:
    for evening in evenings:
        yield f"Evening: {evening.date}" + (", tonight." if evening.tonight else ".")
        for caller in evening.callers:
            kind = "Caller" if caller.open else "Closed caller"
            yield " ".join((f"{kind}: {plain(caller.label)}", plain(caller.reason))).rstrip()


def page(shown: Page) -> str:
    """A look-up's answer."""
    lines = [f"{shown.title}."]
    for block in shown.blocks:
        match block:
            case Heading(title, aside, kind):
                said = f"{kind}: {title}" if kind else title
                aside = f"{':' if aside[:1].isupper() else ','} {aside}" if aside else ""
                lines.append(f"{said}{aside}." if aside else f"{said}." if kind else f"{said}:")
            case Prose(told):
                lines += blocks(told)
            case Item(name, value, detail, kind):
                said = ": ".join(each for each in (kind, name, value) if each)
                lines.append("  " * block.depth + (f"{ended(said)} {detail}" if detail else said))
            case Chart():
                lines.append(_chart(block))
            case _:
                assert_never(block)
    return "\n".join((*lines, ""))


def _chart(chart: Chart) -> str:
    """How a meter went, in a sentence: where it began, where it stood when a chapter had changed it,
    where it is, and its ends."""
    told = [f"{_called(chart, 0)} at first"]
    before = chart.values[0]
    for index, title in chart.marks:
        if 0 < index < len(chart.values) - 1 and chart.values[index] != before:
            before = chart.values[index]
            told.append(f"{_called(chart, index)} when “{title}” began")
    told.append(f"{_called(chart, -1)} now")
    ends = f"lowest {min(chart.values)}, highest {max(chart.values)} of {chart.steps - 1}"
    return f"{chart.name}: {', '.join(told)}; {ends}."


def _called(chart: Chart, index: int) -> str:
    """A value with its word: `wavering (2)`."""
    value = chart.values[index]
    return f"{chart.words[value]} ({value})" if value < len(chart.words) else str(value)


def ended(text: str) -> str:
    """The text with a full stop, if it has no end of its own."""
    return text if text.endswith((".", "?", "!", "…")) else f"{text}."


def opening(view: OpeningView) -> str:
    """Page one."""
    subtitle = [view.subtitle] if view.subtitle else []
    return "\n".join(
        (view.title, *subtitle, "", *blocks(view.notes), "", *blocks(view.questions), "", HOW_TO_CHOOSE, "")
    )
