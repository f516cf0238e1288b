"""The words that all books share: leads, labels, the colophon; and text that is safe to set."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from game.book.transcript import length
from game.book.volume import Chapter, Reading, Volume
from game.core.dates import MONTHS
from game.core.prose import DocumentKind, Words
from game.core.value import replace
from game.loading.characters import printable
from game.play.sentences import counted
from game.terminal.quotes import curled

KINDS: dict[DocumentKind, str] = {
    "quote": "",
    "telegram": "Telegram",
    "letter": "Letter",
    "newspaper": "Newspaper",
    "minutes": "Minutes",
}
"""What a document is, where that is not seen."""

KEEPS_LINES: tuple[DocumentKind, ...] = ("telegram", "minutes")
"""The documents whose lines are lines and not paragraphs."""

CHOSE = "You chose"
ELSE = "What else could have been"
HERE = "Here the run stands. What can be chosen"
SUMMARY = "In summary, as you asked:"
NOTES = "Notes"
ABOUT = "What is known, and what we made up"
DID = "What he did:"
ALIKE = "So did you."
SOURCES = "Sources:"
ANSWERS = "The Three Questions"
AFTERWARDS = "Afterwards"
HONOURS = "Remembered For"
PERSONS = "Persons"
GLOSSARY = "Words"
COLOPHON = "About This Book"

_NUMBERS = ("Nought", "One", "Two", "Three", "Four", "Five", "Six", "Seven", "Eight", "Nine", "Ten")


def safe(text: str) -> str:
    """Text on one line as a printer sets it, without what steers a terminal, turns the direction of
    writing or may not stand in XML. It is as long as it was."""
    return curled(printable(text).replace("\n", " ").replace("\t", " "))


def printed(words: Iterable[Words]) -> tuple[Words, ...]:
    """One line of words, made safe as a whole: whether a quote opens is seen from what stands around it."""
    words = tuple(each for each in words if each.text)
    line = safe("".join(each.text for each in words))
    made, at = [], 0
    for each in words:
        made.append(replace(each, text=line[at : at + len(each.text)]))
        at += len(each.text)
    return tuple(made)


def lead(chapter: Chapter) -> str:
    """What stands before the title of a chapter; may be empty."""
    if chapter.line:
        return "Another Road"
    if chapter.number is None:
        return ""
    return f"Chapter {_NUMBERS[chapter.number] if chapter.number < len(_NUMBERS) else chapter.number}"


def dateline(reading: Reading) -> str:
    """Where and when a scene is; may be empty."""
    return ", ".join(each for each in (reading.place, reading.date) if each)


def ending(kind: str) -> str:
    """What opens an ending."""
    return f"The End: {kind.title()}" if kind else "The End"


def played(volume: Volume) -> str:
    """The run, and when in the story it plays; may be empty."""
    run = f"The run “{volume.imprint.run}”" if volume.imprint.run else ""
    return " · ".join(each for each in (run, volume.dates) if each)


def colophon(volume: Volume) -> Iterator[str]:
    """What made this book, a sentence or two each."""
    words, decisions = length(volume), counted(volume.decisions, "decision")
    yield f"One run of “{volume.title}”, an interactive story: {decisions}, {words:,} words."
    yield "With other choices it is another book."
    if not volume.end:
        yield "The run has not come to its end: the book goes as far as it went."
    imprint = volume.imprint
    if imprint.begun:
        begun, kept = day(imprint.begun), day(imprint.kept)
        until = f" and last played on {kept}" if kept and kept != begun else ""
        yield f"It was begun on {begun}{until}."
    if imprint.drift:
        yield imprint.drift
    program = f"Thermidor {imprint.program}".rstrip()
    yield f"Set by {program} from version {volume.version} of the story."


def day(written: str) -> str:
    """`2026-11-22` as `22 November 2026`."""
    year, month, number = (*written.split("-"), "", "")[:3]
    return f"{int(number)} {MONTHS[int(month) - 1]} {year}" if number else written
