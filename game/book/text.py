"""The book as plain text, in lines of at most 72 columns."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from game.book import wording
from game.book.volume import Chapter, Decision, End, Note, Reading, Volume
from game.book.wording import safe
from game.core.prose import Told, ToldDocument, Words, plain
from game.play.view import OfferView
from game.terminal.layout import typeset

MEASURE = 72
DOUBLE, SINGLE = "=" * MEASURE, "-" * MEASURE


def text(volume: Volume) -> str:
    """The whole book. No line of it is wider than 72 columns or ends in a space."""
    lines = [line.rstrip() for line in _book(volume)]
    return "\n".join(_spaced(lines)) + "\n"


def _spaced(lines: Iterable[str]) -> Iterator[str]:
    """Without an empty line at the beginning or end, and never more than two together."""
    empty, begun = 0, False
    for line in lines:
        if not line:
            empty += 1
            continue
        if begun:
            yield from [""] * min(empty, 2)
        empty, begun = 0, True
        yield line


def _book(volume: Volume) -> Iterator[str]:
    yield from _set(volume.title.upper())
    yield from _set(volume.subtitle)
    yield ""
    yield from _set(wording.played(volume))
    yield from ("", "")
    yield from _told(volume.questions)
    yield from _told(volume.preface)
    for chapter in volume.chapters:
        yield from _chapter(chapter)
    if volume.end:
        yield from _end(volume.end)
    if volume.persons:
        yield from _part(wording.PERSONS)
        for each in volume.persons:
            yield from _set(", ".join(part for part in (each.name, each.role) if part), rest=4)
    if volume.glossary:
        yield from _part(wording.GLOSSARY)
        for entry in volume.glossary:
            yield from _set(entry.title.upper())
            yield from _told(entry.told, 2)
    yield from _part(wording.COLOPHON)
    for sentence in wording.colophon(volume):
        yield from (*_set(sentence), "")
    yield from _told(volume.credits)


def _part(title: str) -> Iterator[str]:
    yield from ("", "", DOUBLE)
    yield from _set(title.upper())
    yield from (DOUBLE, "")


def _chapter(chapter: Chapter) -> Iterator[str]:
    yield from _part(": ".join(each for each in (wording.lead(chapter), chapter.title) if each))
    yield from _set(chapter.span)
    yield ""
    yield from _told(chapter.epigraph, 8)
    for part in chapter.parts:
        yield from _reading(part) if isinstance(part, Reading) else _decision(part)
    yield from _notes(chapter.notes)


def _reading(reading: Reading) -> Iterator[str]:
    marks = "".join(f" [{each}]" for each in reading.notes)
    where = wording.dateline(reading)
    if reading.title or where:
        yield from ("", "")
        yield from _set(reading.title.upper() + ("" if where else marks))
        yield from _set(f"{where}{marks}" if where else "")
        yield from (SINGLE, "")
    elif marks:
        yield marks.strip()
    if reading.summarised:
        yield from (wording.SUMMARY, "")
    yield from _told(reading.told)


def _decision(decision: Decision) -> Iterator[str]:
    yield ""
    if decision.chosen is None:
        yield f"  {wording.HERE}:"
    else:
        yield from _set(f"> {plain(decision.label)}", 2, 4)
    for each in decision.others:
        yield from _set(_other(each), 4, 8)
    yield from _set(" ".join(decision.changes), 2, 2) if decision.changes else ()
    yield ""


def _other(offer: OfferView) -> str:
    label = plain(offer.label)
    return f"or: {label}" if offer.open else f"closed: {label} ({plain(offer.reason)})"


def _notes(notes: Iterable[Note]) -> Iterator[str]:
    notes = tuple(notes)
    if notes:
        yield from ("", "", wording.NOTES.upper(), SINGLE)
    for note in notes:
        title = f"{note.title}. " if note.title else ""
        yield from (*_set(f"[{note.number}] {title}{note.lead}", rest=4), "")
        yield from _told(note.told, 4)
        if note.did:
            alike = f" {wording.ALIKE}" if note.alike else ""
            yield from (*_set(f"{wording.DID} {plain(note.did)}{alike}", 4, 4), "")
        if note.sources:
            yield from (*_set(f"{wording.SOURCES} {'; '.join(note.sources)}.", 4, 4), "")


def _end(end: End) -> Iterator[str]:
    yield from _part(wording.ending(end.kind))
    yield from _reading(end.reading)
    yield from ("", wording.ANSWERS.upper(), SINGLE, "")
    for each in end.answers:
        yield from (*_set(each.question), *_set(plain(each.answer), 4, 4), "")
    if end.epilogue:
        yield from ("", wording.AFTERWARDS.upper(), SINGLE, "")
    for piece in end.epilogue:
        yield from _set(piece.about.upper())
        if piece.summarised:
            yield from (wording.SUMMARY, "")
        yield from _told(piece.told)
    if end.honours:
        yield from ("", wording.HONOURS.upper(), SINGLE, "")
    for honour in end.honours:
        yield from _set(honour.title.upper())
        yield from _told(honour.told)
    yield ""
    yield from _set(plain(end.question))
    yield from _notes(end.notes)


def _told(told: Told, indent: int = 0) -> Iterator[str]:
    """Prose, an empty line after each paragraph and document."""
    for block in told:
        if isinstance(block, ToldDocument):
            yield from _document(block, indent + 4)
        else:
            yield from _set(block.words, indent, indent)
        yield ""


def _document(document: ToldDocument, indent: int) -> Iterator[str]:
    if kind := wording.KINDS[document.kind]:
        yield " " * indent + kind.upper()
    keeps = document.kind in wording.KEEPS_LINES
    for number, line in enumerate(document.lines):
        if number and not keeps:
            yield ""
        yield from _set(line, indent, indent + 2 if keeps else indent)
    if document.signed:
        yield from _set((Words("— "), *document.signed), indent + 8, indent + 10)


def _set(words: tuple[Words, ...] | str, first: int = 0, rest: int = 0) -> Iterator[str]:
    """The lines of one paragraph; none where it is empty."""
    bare = safe(words if isinstance(words, str) else plain(words))
    yield from (row.text for row in typeset((Words(bare),), MEASURE, first, rest))
