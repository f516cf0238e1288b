"""Plain mode: append-only text, one paragraph a line, the important word first.

No escapes, no box drawing, no redrawing: what screen readers, pipes and dumb terminals read well.
Everything in a `SceneView` is in `turn` or in `status`.
"""

from __future__ import annotations

from collections.abc import Iterator

from game.core.prose import Told, ToldDocument, ToldParagraph, plain
from game.play.page import Heading, Item, Page, Prose
from game.play.sentences import counted
from game.play.view import (
    ChapterView,
    MeterView,
    OfferView,
    OpeningView,
    PassageView,
    PromiseView,
    SceneView,
    TallyView,
    VerdictView,
)

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
        if not opened and passage.kind != "outcome":
            yield from _chapter(view.chapter)
            opened = True
        yield from _passage(passage)
    if not opened:
        yield from _chapter(view.chapter)
    yield from changes(view)
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
        yield ". ".join(each for each in (passage.title, where) if each).rstrip(".") + "."
    yield ""
    if passage.summarised:
        yield "In summary, as you asked:"
    yield from blocks(passage.told)


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


def changes(view: SceneView) -> Iterator[str]:
    """What the last choice changed, a line each."""
    lines = [f"{_meter(each)}" for each in view.panel if each.change]
    lines += [f"{each.label} is gone from the panel." for each in view.vanished if each.now]
    lines += [f"Owed now: {_promise(each)}" for each in view.owed if each.new]
    lines += [f"In the drawer now: {each.label}." for each in view.drawer if each.new]
    if lines:
        yield ""
        yield from lines


def _meter(meter: MeterView) -> str:
    moved = f", {'up' if meter.change > 0 else 'down'} {abs(meter.change)}" if meter.change else ""
    return f"{meter.label}: {meter.word} ({meter.step} of {meter.steps - 1}{moved})."


def _promise(promise: PromiseView) -> str:
    to = f" To {promise.whose}." if promise.whose else ""
    due = f" Due: {promise.due}." if promise.due else ""
    return f"{promise.label}.{to}{due}"


def offer(each: OfferView) -> str:
    """A choice: its number first, then what it is; a closed one says so and why."""
    label = plain(each.label)
    taken = " Taken before." if each.taken else ""
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
        yield from blocks(piece.told)
    if view.honours:
        yield ""
    for honour in view.honours:
        yield f"Remembered for: {honour.title}."
        yield from blocks(honour.told)
    if view.question:
        yield ""
        yield plain(view.question)


def status(view: SceneView) -> str:
    """Everything beside the text: where the run stands, forces, owed, drawer, count, diary, persons."""
    return "\n".join((*_where(view), *_panel(view), *_around(view), ""))


def _where(view: SceneView) -> Iterator[str]:
    chapter = view.chapter
    number = f"Chapter {chapter.number}, " if chapter.number is not None else ""
    yield f"{number}{chapter.title}. {chapter.span}".rstrip(". ") + "."
    if here := ". ".join(each for each in (view.title, view.place, view.date) if each):
        yield f"Here: {here}."
    kept = "not kept" if view.unsaved else "kept"
    going_back = "with rewinding" if view.rewind else "without rewinding"
    yield f"Run: {view.run}, {counted(view.decisions, 'decision')}, {going_back}, {kept}."


def _panel(view: SceneView) -> Iterator[str]:
    yield from (_meter(each) for each in view.panel)
    for gone in view.vanished:
        yield f"{gone.label}: gone" + (f" since {gone.since}." if gone.since else ".")
    for promise in view.owed:
        yield f"Owed: {_promise(promise)}"
    for paper in view.drawer:
        yield f"Drawer: {paper.label}." + (f" Until: {paper.due}." if paper.due else "")
    if view.tally:
        yield from _tally(view.tally)


def _tally(count: TallyView) -> Iterator[str]:
    short = count.need - count.have
    state = f"{short} missing" if short > 0 else "enough"
    yield f"The count: {count.title}. {count.have} of {count.need}, {state}."
    for voice in count.voices:
        votes = f", {voice.votes} votes" if voice.votes != 1 else ""
        yield f"{'Stands' if voice.stands else 'Missing'}: {plain(voice.label)}{votes}."


def _around(view: SceneView) -> Iterator[str]:
    for evening in view.diary:
        yield f"Evening: {evening.date}" + (", tonight." if evening.tonight else ".")
        for caller in evening.callers:
            closed = "" if caller.open else f" Closed: {plain(caller.reason)}"
            yield f"Caller: {plain(caller.label)}{closed}"
    for person in view.present:
        stance = " ".join(blocks(person.stance))
        yield f"Present: {person.name}, {person.role}." + (f" {stance}" if stance else "")
    if view.links:
        yield f"Codex: {', '.join(each.title for each in view.links)}."
    if view.note:
        yield f"Note: on {view.note}; type “note”."


def page(shown: Page) -> str:
    """A look-up's answer."""
    lines = [f"{shown.title}."]
    for block in shown.blocks:
        match block:
            case Heading(title, aside):
                lines.append(f"{title}: {aside}." if aside else f"{title}:")
            case Prose(told):
                lines += blocks(told)
            case Item(name, value, detail):
                lines.append(". ".join(": ".join(each for each in (name, value) if each).split("\n")))
                lines += [f"  {detail}"] if detail else []
    return "\n".join((*lines, ""))


def opening(view: OpeningView) -> str:
    """Page one."""
    subtitle = [view.subtitle] if view.subtitle else []
    return "\n".join(
        (view.title, *subtitle, "", *blocks(view.notes), "", *blocks(view.questions), "", view.help, "")
    )
