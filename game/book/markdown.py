"""The book as Markdown: CommonMark, with anchors for its links and nothing that only some readers know."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator

from game.book import wording
from game.book.volume import Chapter, Decision, End, Note, Reading, Volume
from game.book.wording import printed, safe
from game.core.prose import Emphasis, Told, ToldDocument, Words
from game.core.value import replace
from game.play.view import OfferView

_ANYWHERE = re.compile(r"[\\`*_\[\]<>&~|$^]")
_AT_START = re.compile(r"(?:[#+=:-]|\d+(?=[.)]))")
_AUTOLINK = re.compile(r"(?<=[A-Za-z0-9])([@:])(?=[A-Za-z0-9/])|(?<=www)\.", re.IGNORECASE)
_TAGS: dict[Emphasis, tuple[str, str]] = {
    "stress": ("*", "em"),
    "strong": ("**", "strong"),
    "plain": ("", ""),
}


def markdown(volume: Volume) -> str:
    """The whole book. Whatever the story holds is text there and nothing else."""
    known = frozenset(each.id for each in volume.glossary)
    return "\n\n".join(block for block in _book(volume, known) if block) + "\n"


def escaped(text: str, *, starts: bool = False) -> str:
    """Text that reads as itself; `starts` where a line begins with it."""
    return _escaped(safe(text), starts=starts)


def _escaped(text: str, *, starts: bool = False) -> str:
    text = _AUTOLINK.sub(lambda found: "\\" + found[0], _ANYWHERE.sub(r"\\\g<0>", text))
    bare = text.lstrip(" ")
    held = "&#32;" * (len(text) - len(bare)) if starts else text[: len(text) - len(bare)]
    if starts and (mark := _AT_START.match(bare)):
        end = mark.end() if mark[0].isdigit() else 0
        bare = f"{bare[:end]}\\{bare[end:]}"
    return held + bare


def inline(words: Iterable[Words], known: frozenset[str] = frozenset(), *, starts: bool = True) -> str:
    """One line of told words; links lead to the glossary where that has them."""
    words = printed(words)
    made: list[str] = []
    for place, word in enumerate(words):
        before = words[place - 1] if place else Words(" ")
        after = words[place + 1] if place + 1 < len(words) else Words(" ")
        text = _escaped(word.text, starts=starts and not place and word.emphasis == "plain" and not word.link)
        if word.emphasis != "plain":
            text = _stressed(word, text, before, after)
        if word.link in known:
            text = f"[{text}](#{_anchor(word.link or '')})"
        made.append(text)
    return "".join(made)


def _stressed(word: Words, text: str, before: Words, after: Words) -> str:
    """Emphasis by asterisks where they are sure to be read as such, else by a tag."""
    mark, tag = _TAGS[word.emphasis]
    alone = all(each.emphasis == "plain" and not each.link for each in (before, after))
    if alone and _opens(before.text[-1], word.text[0]) and _opens(after.text[0], word.text[-1]):
        return f"{mark}{text}{mark}"
    return f"<{tag}>{text}</{tag}>"


def _opens(outer: str, inner: str) -> bool:
    """Whether an asterisk between these is read as the edge of emphasis on the inner side."""
    if inner.isspace():
        return False
    return inner.isalnum() or outer.isspace() or unicodedata.category(outer)[0] in "PS"


def _anchor(entry: str) -> str:
    return "word-" + re.sub(r"[^A-Za-z0-9_-]", lambda found: f".{ord(found[0]):x}.", entry)


def _bold(text: str) -> str:
    """Strong text that stands by itself."""
    return inline((Words(text, "strong"),)) if text else ""


def _italic(text: str) -> str:
    return inline((Words(text, "stress"),)) if text else ""


def _heading(level: int, text: str, anchor: str = "") -> str:
    link = f'<a id="{anchor}"></a>' if anchor else ""
    return f"{'#' * level} {link}{escaped(text, starts=True)}" if text else ""


def _name(chapter: Chapter) -> str:
    return ": ".join(each for each in (wording.lead(chapter), chapter.title) if each)


def _book(volume: Volume, known: frozenset[str]) -> Iterator[str]:
    yield _heading(1, volume.title)
    yield _italic(volume.subtitle)
    yield escaped(wording.played(volume), starts=True)
    yield from _told(volume.questions, known)
    yield from _told(volume.preface, known)
    yield _contents(volume)
    for number, chapter in enumerate(volume.chapters, 1):
        yield "---"
        yield from _chapter(chapter, known, f"chapter-{number}")
    if volume.end:
        yield "---"
        yield from _end(volume.end, known)
    if volume.persons:
        yield _heading(2, wording.PERSONS, "persons")
        yield "\n".join(
            f"- {_bold(each.name)}" + (f", {escaped(each.role)}" if each.role else "")
            for each in volume.persons
        )
    if volume.glossary:
        yield _heading(2, wording.GLOSSARY, "glossary")
    for entry in volume.glossary:
        yield _heading(3, entry.title, _anchor(entry.id))
        yield from _told(entry.told, known)
    yield _heading(2, wording.COLOPHON, "colophon")
    yield from (escaped(each, starts=True) for each in wording.colophon(volume))
    yield from _told(volume.credits, known)


def _contents(volume: Volume) -> str:
    rows = [(f"chapter-{number}", _name(each)) for number, each in enumerate(volume.chapters, 1)]
    if volume.end:
        title = volume.end.reading.title
        rows.append(("end", ": ".join(each for each in ("The End", title) if each)))
    if volume.persons:
        rows.append(("persons", wording.PERSONS))
    if volume.glossary:
        rows.append(("glossary", wording.GLOSSARY))
    return "\n".join(
        f"- [{escaped(name)}](#{anchor})" for anchor, name in (*rows, ("colophon", wording.COLOPHON))
    )


def _chapter(chapter: Chapter, known: frozenset[str], anchor: str) -> Iterator[str]:
    yield _heading(2, _name(chapter) or "…", anchor)
    yield _italic(chapter.span)
    yield _quoted("\n\n".join(_told(chapter.epigraph, known)))
    for part in chapter.parts:
        yield from _reading(part, known) if isinstance(part, Reading) else _decision(part, known)
    yield from _notes(chapter.notes, known)


def _reading(reading: Reading, known: frozenset[str]) -> Iterator[str]:
    marks = "".join(f' <a id="ref-{each}"></a>[Note {each}](#note-{each})' for each in reading.notes)
    where = wording.dateline(reading)
    yield _heading(3, reading.title)
    yield f"{_italic(where)}{marks}".strip()
    if reading.summarised:
        yield _italic(wording.SUMMARY)
    yield from _told(reading.told, known)


def _decision(decision: Decision, known: frozenset[str]) -> Iterator[str]:
    if decision.chosen is None:
        yield f"**{wording.HERE}:**"
    else:
        yield f"**{wording.CHOSE}:** {inline(decision.label, known, starts=False)}"
    yield "\n".join(f"- {_other(each, known)}" for each in decision.others)
    yield _italic(" ".join(decision.changes))


def _other(offer: OfferView, known: frozenset[str]) -> str:
    label = inline(offer.label, known, starts=False)
    reason = inline(offer.reason, known, starts=False)
    return f"or: {label}" if offer.open else f"closed: {label} ({reason})"


def _notes(notes: tuple[Note, ...], known: frozenset[str]) -> Iterator[str]:
    if notes:
        yield _heading(3, wording.NOTES)
    for note in notes:
        title = f"{note.number}. {note.title}." if note.title else f"{note.number}."
        yield f'<a id="note-{note.number}"></a>{_bold(title)} {escaped(note.lead)}'
        yield from _told(note.told, known)
        if note.did:
            alike = f" {wording.ALIKE}" if note.alike else ""
            yield f"*{wording.DID}* {inline(note.did, known, starts=False)}{alike}"
        if note.sources:
            yield f"*{wording.SOURCES}* {escaped('; '.join(note.sources))}."
        yield f"[Back to the text](#ref-{note.number})"


def _end(end: End, known: frozenset[str]) -> Iterator[str]:
    yield _heading(2, wording.ending(end.kind), "end")
    yield from _reading(end.reading, known)
    yield _heading(3, wording.ANSWERS)
    for each in end.answers:
        yield f"{_bold(each.question)} {inline(each.answer, known, starts=False)}"
    if end.epilogue:
        yield _heading(3, wording.AFTERWARDS)
    for piece in end.epilogue:
        yield _heading(4, piece.about)
        if piece.summarised:
            yield _italic(wording.SUMMARY)
        yield from _told(piece.told, known)
    if end.honours:
        yield _heading(3, wording.HONOURS)
    for honour in end.honours:
        yield _heading(4, honour.title)
        yield from _told(honour.told, known)
    if end.question:
        yield inline(tuple(replace(each, emphasis="strong") for each in end.question), known)
    yield from _notes(end.notes, known)


def _told(told: Told, known: frozenset[str]) -> Iterator[str]:
    for block in told:
        yield _document(block, known) if isinstance(block, ToldDocument) else inline(block.words, known)


def _document(document: ToldDocument, known: frozenset[str]) -> str:
    blocks = [_bold(wording.KINDS[document.kind])]
    lines = [inline(line, known) for line in document.lines]
    blocks += ["\\\n".join(lines)] if document.kind in wording.KEEPS_LINES else lines
    if document.signed:
        blocks.append(f"— {inline(document.signed, known, starts=False)}")
    return _quoted("\n\n".join(each for each in blocks if each))


def _quoted(text: str) -> str:
    return "\n".join(f"> {line}".rstrip() for line in text.split("\n")) if text else ""
