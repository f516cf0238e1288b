"""The book as one page of HTML that needs nothing but itself: no script, no font, no picture."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from html import escape
from importlib.resources import files

from game.book import wording
from game.book.volume import Chapter, Decision, End, Note, Reading, Volume
from game.book.wording import printed, safe
from game.core.prose import Told, ToldDocument, Words
from game.play.view import OfferView

_POLICY = "default-src 'none'; style-src 'unsafe-inline'; img-src data:"
_ICON = (
    "data:image/svg+xml,%3Csvg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 9 9'%3E"
    "%3Cpath fill='%23b3281c' d='M0 0h9v9H0z'/%3E%3Cpath fill='%23fff' d='M2 2h5v1H5v4H4V3H2z'/%3E%3C/svg%3E"
)
_LANGUAGE = re.compile(r"[A-Za-z]{2,8}(?:-[A-Za-z0-9]{1,8})*")
_TAGS = {"stress": "em", "strong": "strong"}


def html(volume: Volume) -> str:
    """The whole book as the text of an HTML file, to be encoded as UTF-8."""
    return "\n".join(_Page(volume).lines()) + "\n"


class _Page:
    """Writes one book. What it remembers are the ids that it has given away."""

    def __init__(self, volume: Volume) -> None:
        self._volume = volume
        said = volume.language
        self._language = said if _LANGUAGE.fullmatch(said) else "en"
        self._own = "" if self._language.lower().split("-")[0] == "en" else ' lang="en"'
        self._known = {each.id: each.title for each in volume.glossary}
        self._used: set[str] = set()
        self._marked: dict[int, str] = {}

    def lines(self) -> Iterator[str]:
        """The page."""
        volume = self._volume
        title = " · ".join(each for each in (volume.title, volume.imprint.run) if each)
        yield "<!DOCTYPE html>"
        yield f'<html lang="{self._language}">'
        yield '<head>\n<meta charset="utf-8">'
        yield f'<meta http-equiv="Content-Security-Policy" content="{_POLICY}">'
        yield '<meta name="viewport" content="width=device-width, initial-scale=1">'
        yield '<meta name="color-scheme" content="light dark">'
        yield f'<meta name="generator" content="{self._text(f"Thermidor {volume.imprint.program}".strip())}">'
        yield f"<title>{self._text(title)}</title>"
        yield f'<link rel="icon" href="{_ICON}">'
        style = files("game.book").joinpath("book.css").read_text("utf-8")
        yield f"<style>\n{style}</style>\n</head>\n<body>"
        yield f'<a class="skip" href="#story"{self._own}>Skip to the story</a>'
        yield from self._front()
        yield '<div class="open">'
        yield from self._contents()
        yield '<main id="story" tabindex="-1">'
        for number, chapter in enumerate(volume.chapters, 1):
            yield from self._chapter(chapter, f"chapter-{number}")
        if volume.end:
            yield from self._end(volume.end)
        yield from self._persons()
        yield from self._glossary()
        yield "</main>\n</div>"
        yield from self._colophon()
        yield "</body>\n</html>"

    def _text(self, text: str) -> str:
        """Text as it stands between tags and in attributes."""
        return escape(safe(text))

    def _inline(self, words: Iterable[Words]) -> str:
        made = []
        for word in printed(words):
            text = escape(word.text)
            if tag := _TAGS.get(word.emphasis):
                text = f"<{tag}>{text}</{tag}>"
            made.append(self._linked(text, word.link) if word.link in self._known and word.link else text)
        return "".join(made)

    def _linked(self, text: str, entry: str) -> str:
        """A link into the glossary; from there one leads back to the first of them."""
        here = f' id="use-{_id(entry)}"' if entry not in self._used else ""
        self._used.add(entry)
        return f'<a class="word"{here} href="#word-{_id(entry)}">{text}</a>'

    def _front(self) -> Iterator[str]:
        volume = self._volume
        yield '<header class="front">'
        yield f"<h1>{self._text(volume.title)}</h1>"
        if volume.subtitle:
            yield f'<p class="subtitle">{self._text(volume.subtitle)}</p>'
        if played := wording.played(volume):
            yield f'<p class="played">{self._text(played)}</p>'
        if volume.questions:
            yield '<div class="questions">'
            yield from self._told(volume.questions)
            yield "</div>"
        if volume.preface:
            yield '<div class="preface">'
            yield from self._told(volume.preface)
            yield "</div>"
        yield "</header>"

    def _contents(self) -> Iterator[str]:
        volume, own = self._volume, self._own
        yield '<nav aria-labelledby="contents">'
        yield f'<h2 id="contents"{own}>Contents</h2>\n<ol>'
        for number, chapter in enumerate(volume.chapters, 1):
            lead = wording.lead(chapter)
            mark = f'<span class="lead"{own}>{lead}</span> ' if lead else ""
            yield f'<li><a href="#chapter-{number}">{mark}{self._text(chapter.title or "…")}</a></li>'
        if volume.end:
            name = self._text(volume.end.reading.title or "…")
            yield f'<li><a href="#end"><span class="lead"{own}>The End</span> {name}</a></li>'
        for anchor, name, there in (
            ("persons", wording.PERSONS, volume.persons),
            ("words", wording.GLOSSARY, volume.glossary),
            ("colophon", wording.COLOPHON, True),
        ):
            if there:
                yield f'<li><a href="#{anchor}"{own}>{name}</a></li>'
        yield "</ol>\n</nav>"

    def _chapter(self, chapter: Chapter, anchor: str) -> Iterator[str]:
        yield f'<section class="chapter" aria-labelledby="{anchor}">'
        lead = wording.lead(chapter)
        mark = f'<span class="lead"{self._own}>{lead}</span> ' if lead else ""
        yield f'<h2 id="{anchor}">{mark}{self._text(chapter.title or "…")}</h2>'
        if chapter.span:
            yield f'<p class="span">{self._text(chapter.span)}</p>'
        if chapter.epigraph:
            yield '<div class="epigraph">'
            yield from self._told(chapter.epigraph)
            yield "</div>"
        for part in chapter.parts:
            yield from self._reading(part) if isinstance(part, Reading) else self._decision(part)
        yield from self._notes(chapter.notes, anchor)
        yield f'<p class="up"><a href="#contents"{self._own}>Contents</a></p>\n</section>'

    def _reading(self, reading: Reading, *, headed: bool = True) -> Iterator[str]:
        if reading.title and headed:
            yield f'<h3><span class="block">{self._text(reading.title)}</span></h3>'
        marks = "".join(self._mark(number, reading.title) for number in reading.notes)
        where = self._text(wording.dateline(reading))
        if where or marks:
            yield f'<p class="dateline">{where}{marks}</p>'
        if reading.summarised:
            yield f'<p class="summary"{self._own}>{wording.SUMMARY}</p>'
        if reading.told:
            yield f'<div class="prose {reading.kind}">'
            yield from self._told(reading.told)
            yield "</div>"

    def _mark(self, number: int, title: str) -> str:
        self._marked[number] = title
        said = f'<span class="unseen">, </span><a class="mark" id="ref-{number}" href="#note-{number}"'
        return f'{said}{self._own}><span class="unseen">Note </span>{number}</a>'

    def _decision(self, decision: Decision) -> Iterator[str]:
        yield '<div class="decision">'
        if decision.chosen is None:
            yield f'<p class="chosen"{self._own}>{wording.HERE}:</p>'
            yield from self._offers(decision.offers)
            yield "</div>"
            return
        number = decision.offers[decision.chosen].number
        yield (
            f'<p class="chosen"><span class="number"><span class="unseen"{self._own}>{wording.CHOSE} </span>'
            f"{number}</span> <span>{self._inline(decision.label)}</span></p>"
        )
        if others := decision.others:
            yield f"<details>\n<summary{self._own}>{wording.ELSE} ({len(others)})</summary>"
            yield from self._offers(others)
            yield "</details>"
        if decision.changes:
            said = " ".join(self._text(each) for each in decision.changes)
            yield f'<p class="changes">{said}</p>'
        yield "</div>"

    def _offers(self, offers: Iterable[OfferView]) -> Iterator[str]:
        yield '<ul class="offers">'
        for each in offers:
            row = f'<span class="number">{each.number}</span> <span>{self._inline(each.label)}'
            if each.open:
                yield f"<li>{row}</span></li>"
            else:
                why = f'<span class="why"><span{self._own}>Closed:</span> {self._inline(each.reason)}</span>'
                yield f'<li class="closed">{row} {why}</span></li>'
        yield "</ul>"

    def _notes(self, notes: tuple[Note, ...], anchor: str) -> Iterator[str]:
        if not notes:
            return
        yield f'<div class="notes">\n<h3 id="notes-{anchor}"{self._own}>{wording.NOTES}</h3>'
        about = f"{wording.ABOUT} ({len(notes)})"
        yield f"<details open>\n<summary{self._own}>{about}</summary>"
        yield "<ul>"
        for note in notes:
            yield from self._note(note)
        yield "</ul>\n</details>\n</div>"

    def _note(self, note: Note) -> Iterator[str]:
        number, own = note.number, self._own
        yield f'<li id="note-{number}"><div class="note">'
        title = f"<strong>{self._text(note.title)}.</strong> " if note.title else ""
        yield f'<p><span class="number">{number}</span> {title}<span{own}>{self._text(note.lead)}</span></p>'
        yield from self._told(note.told)
        if note.did:
            alike = f" <span{own}>{wording.ALIKE}</span>" if note.alike else ""
            yield f"<p><em{own}>{wording.DID}</em> {self._inline(note.did)}{alike}</p>"
        if note.sources:
            cited = "; ".join(self._text(each) for each in note.sources)
            yield f'<p class="sources"><em{own}>{wording.SOURCES}</em> {cited}.</p>'
        if number in self._marked:
            back = self._text(self._marked[number] or note.title or "the text")
            yield f'<p class="back"><a href="#ref-{number}"{own}>Back to {back}</a></p>'
        yield "</div></li>"

    def _end(self, end: End) -> Iterator[str]:
        own = self._own
        yield '<section class="chapter ending" aria-labelledby="end">'
        lead = f'<span class="lead"{own}>{self._text(wording.ending(end.kind))}</span>'
        yield f'<h2 id="end">{lead} {self._text(end.reading.title or "…")}</h2>'
        yield from self._reading(end.reading, headed=False)
        yield f'<h3{own}>{wording.ANSWERS}</h3>\n<dl class="answers">'
        for each in end.answers:
            yield f"<dt{own}>{self._text(each.question)}</dt>\n<dd>{self._inline(each.answer)}</dd>"
        yield "</dl>"
        yield from self._pieces(
            wording.AFTERWARDS, [(each.about, each.told, each.summarised) for each in end.epilogue]
        )
        yield from self._pieces(wording.HONOURS, [(each.title, each.told, False) for each in end.honours])
        if end.question:
            yield f'<p class="question">{self._inline(end.question)}</p>'
        yield from self._notes(end.notes, "end")
        yield f'<p class="up"><a href="#contents"{own}>Contents</a></p>\n</section>'

    def _pieces(self, heading: str, pieces: list[tuple[str, Told, bool]]) -> Iterator[str]:
        if pieces:
            yield f"<h3{self._own}>{heading}</h3>"
        for title, told, summarised in pieces:
            if title:
                yield f"<h4>{self._text(title)}</h4>"
            if summarised:
                yield f'<p class="summary"{self._own}>{wording.SUMMARY}</p>'
            yield '<div class="prose">'
            yield from self._told(told)
            yield "</div>"

    def _persons(self) -> Iterator[str]:
        if not self._volume.persons:
            return
        yield '<section class="persons" aria-labelledby="persons">'
        yield f'<h2 id="persons"{self._own}>{wording.PERSONS}</h2>\n<dl>'
        for each in self._volume.persons:
            yield f"<dt>{self._text(each.name)}</dt>\n<dd>{self._text(each.role)}</dd>"
        yield "</dl>\n</section>"

    def _glossary(self) -> Iterator[str]:
        if not self._volume.glossary:
            return
        yield '<section class="glossary" aria-labelledby="words">'
        yield f'<h2 id="words"{self._own}>{wording.GLOSSARY}</h2>\n<dl>'
        for entry in self._volume.glossary:
            key = _id(entry.id)
            yield f'<dt id="word-{key}">{self._text(entry.title)}</dt>\n<dd>'
            yield from self._told(entry.told)
            if entry.id in self._used:
                yield (
                    f'<p class="back"><a href="#use-{key}"{self._own}>'
                    f'Back to the text<span class="unseen">: {self._text(entry.title)}</span></a></p>'
                )
            yield "</dd>"
        yield "</dl>\n</section>"

    def _colophon(self) -> Iterator[str]:
        yield f'<footer>\n<h2 id="colophon"{self._own}>{wording.COLOPHON}</h2>'
        yield f'<div class="prose"{self._own}>'
        yield from (f"<p>{self._text(each)}</p>" for each in wording.colophon(self._volume))
        yield "</div>"
        if self._volume.credits:
            yield '<div class="prose credits">'
            yield from self._told(self._volume.credits)
            yield "</div>"
        yield "</footer>"

    def _told(self, told: Told) -> Iterator[str]:
        for block in told:
            if isinstance(block, ToldDocument):
                yield from self._document(block)
            else:
                yield f"<p>{self._inline(block.words)}</p>"

    def _document(self, document: ToldDocument) -> Iterator[str]:
        kind = wording.KINDS[document.kind]
        yield f'<figure class="document {document.kind}">'
        if kind:
            yield f"<figcaption{self._own}>{kind}</figcaption>"
        yield "<blockquote>"
        lines = [self._inline(line) for line in document.lines]
        if document.kind in wording.KEEPS_LINES:
            lines = ["<br>\n".join(lines)] if lines else []
        yield from (f"<p>{line}</p>" for line in lines)
        if document.signed:
            yield f'<p class="signed">— {self._inline(document.signed)}</p>'
        yield "</blockquote>\n</figure>"


def _id(entry: str) -> str:
    """The id of an entry as part of an id of the page: no two entries have the same."""
    return re.sub(r"[^A-Za-z0-9_-]", lambda found: f".{ord(found[0]):x}.", entry)
