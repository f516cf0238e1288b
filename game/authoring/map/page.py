"""The map as one page of HTML that needs nothing but itself: the drawing, a list, and every scene."""

from __future__ import annotations

import re
from base64 import b64encode
from collections.abc import Iterator, Mapping
from hashlib import sha256
from importlib.resources import files

from game.authoring.map.drawing import Picture, inline
from game.authoring.map.graph import Place
from game.authoring.map.shading import numbered, safe, share_of
from game.authoring.map.telling import SORTS, Telling
from game.core.model import Story
from game.loading.diagnostic import Span
from game.play.sentences import counted

_ICON = (
    "data:image/svg+xml,%3Csvg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 9 9'%3E"
    "%3Cpath fill='%23b3281c' d='M0 0h9v9H0z'/%3E%3Cpath fill='%23fff' d='M2 2h5v1H5v4H4V3H2z'/%3E%3C/svg%3E"
)
_ZOOMS = (("out", "−", "Smaller"), ("in", "+", "Larger"), ("fit", "↔", "Fit to the window"))
_KEYS = "The map. Arrows move it, plus and minus zoom, n and p go from scene to scene."
_LANGUAGE = re.compile(r"[A-Za-z]{2,8}(?:-[A-Za-z0-9]{1,8})*")


def html(picture: Picture, story: Story, spans: Mapping[str, Span]) -> str:
    """The whole page as the text of a file, to be encoded as UTF-8."""
    return "\n".join(_Page(picture, story, spans).lines()) + "\n"


class _Page:
    def __init__(self, picture: Picture, story: Story, spans: Mapping[str, Span]) -> None:
        self.picture, self.story, self.spans = picture, story, spans
        self.map, self.heat, self.trace = picture.story, picture.heat, picture.trace
        self.numbers = numbered(picture.story)
        self.telling = Telling(story, picture.story, self.numbers, spans, picture.heat)
        self.at = {
            box.place.id: f"{box.x:.0f} {box.y:.0f} {box.width:.0f} {box.height:.0f}"
            for box in picture.sheet.boxes
        }
        self.locked: dict[str, set[str]] = {}
        for link in picture.story.links:
            if link.locks:
                self.locked.setdefault(link.source, set()).add(link.choice)

    def lines(self) -> Iterator[str]:
        script, look = _read("page.js"), _read("drawing.css") + _read("page.css")
        digest = b64encode(sha256(f"\n{script}".encode()).digest()).decode()
        said = self.map.language
        language = said if _LANGUAGE.fullmatch(said) else "en"
        policy = (
            f"default-src 'none'; style-src 'unsafe-inline'; script-src 'sha256-{digest}'; img-src data:; "
            "base-uri 'none'; form-action 'none'"
        )
        sheet = self.picture.sheet
        yield "<!DOCTYPE html>"
        yield f'<html lang="{language}">\n<head>\n<meta charset="utf-8">'
        yield f'<meta http-equiv="Content-Security-Policy" content="{policy}">'
        yield '<meta name="viewport" content="width=device-width, initial-scale=1">'
        yield '<meta name="color-scheme" content="light dark">'
        yield f"<title>{safe(self.map.title)}: the map</title>"
        yield f'<link rel="icon" href="{_ICON}">'
        size = f"{sheet.width:.0f}px {sheet.height:.0f}px"
        yield f"<style>\n{look}\n@page {{ size: {size}; margin: 0 }}</style>"
        yield "</head>\n<body>"
        yield '<a class="skip" href="#list">Skip to the list of scenes</a>'
        yield from self._bar()
        yield '<div class="room">'
        yield f'<main id="sheet" tabindex="0" aria-label="{_KEYS}">'
        yield '<div class="plane">'
        yield inline(self.picture)
        size = f"{sheet.width:.1f} {sheet.height:.1f}"
        yield f'<svg class="veil" viewBox="0 0 {size}" aria-hidden="true"><path/></svg>'
        yield "</div>\n</main>"
        yield from self._list()
        yield '<aside id="panel" aria-label="The chosen scene" hidden>'
        yield '<button type="button" class="close">Close</button>'
        yield '<div class="told"></div></aside>\n</div>'
        for place in self.map.places.values():
            yield f'<template id="t{self.numbers[place.id]}">'
            yield from self.telling.place(place)
            yield "</template>"
        yield f"<script>\n{script}</script>\n</body>\n</html>"

    # Above the picture

    def _bar(self) -> Iterator[str]:
        yield f'<header class="top"><h1>{safe(self.map.title)}</h1>'
        yield '<div class="find"><label class="unseen" for="find">Search titles, ids, people and text</label>'
        yield '<input id="find" type="search" placeholder="Search titles, ids, people, text" '
        yield 'autocomplete="off" spellcheck="false"></div>'
        yield '<button type="button" id="filters-shown" aria-expanded="false" aria-controls="filters">'
        yield "Filters</button>"
        yield '<div id="filters">'
        yield '<label>Chapter <select id="band"><option value="">all</option>'
        yield from (
            f'<option value="{safe(each.id)}">{safe(each.title)}</option>'
            for each in self.map.bands
            if not each.line
        )
        if lines := [each for each in self.map.bands if each.line]:
            yield '<optgroup label="Lines that leave history">'
            yield from (f'<option value="{safe(each.id)}">{safe(each.title)}</option>' for each in lines)
            yield "</optgroup>"
        yield "</select></label>"
        yield '<label>Show <select id="sort"><option value="">everything</option>'
        kinds = [
            ("call", "calls"),
            ("event", "events"),
            ("diary", "diaries"),
            ("locked", "locked doors"),
            ("ending", "endings"),
        ]
        if self.heat:
            kinds.append(("never", "what random play never reached"))
        if self.trace:
            kinds.append(("visited", "what the run came to"))
        yield from (_option(value, name) for value, name in kinds)
        yield "</select></label>"
        yield '<label>Touching <select id="touching"><option value="">any variable</option>'
        touched = {name for each in self.map.places.values() for name in each.reads | each.changes}
        yield from (_option(each, each) for each in sorted(touched))
        yield "</select></label>"
        if self.trace:
            name = safe(self.trace.name)
            yield f'<label class="check"><input id="run" type="checkbox" checked> {name}</label>'
        yield "</div>"
        yield '<p id="count" role="status"></p>'
        yield '<div class="zoom" role="group" aria-label="Zoom">'
        for name, sign, said in (
            ("out", "−", "Smaller"),
            ("in", "+", "Larger"),
            ("fit", "↔", "Fit to the window"),
        ):
            yield f'<button type="button" id="zoom-{name}" aria-label="{said}" title="{said}">{sign}</button>'
        yield "</div>"
        yield '<button type="button" id="list-shown" aria-expanded="true" aria-controls="list">List</button>'
        yield "</header>"

    # Beside the picture

    def _list(self) -> Iterator[str]:
        yield '<nav id="list" tabindex="-1" aria-label="Every scene and ending">'
        yield '<section class="found" hidden><h2>Found</h2><ol></ol><p class="more" hidden></p></section>'
        yield '<div class="all">'
        inside: dict[str, list[Place]] = {}
        for place in self.map.places.values():
            inside.setdefault(place.chapter, []).append(place)
        for band in self.map.bands:
            if band.id in inside:
                span = f' <span class="span">{safe(band.span)}</span>' if band.span else ""
                yield from self._places(f"{safe(band.title)}{span}", inside.pop(band.id))
        endings = inside.pop("", [])
        for others in inside.values():
            yield from self._places("Elsewhere", others)
        if endings:
            yield from self._places("Endings", endings)
        yield "</div>\n</nav>"

    def _places(self, heading: str, places: list[Place]) -> Iterator[str]:
        yield f"<section><h2>{heading}</h2><ol>"
        for place in places:
            yield self._row(place)
        yield "</ol></section>"

    def _row(self, place: Place) -> str:
        number = self.numbers[place.id]
        share = self.heat.places.get(place.id, 0.0) if self.heat else 0.0
        marks: list[str] = [place.sort]
        marks += ["locked"] if place.id in self.locked else []
        marks += ["never"] if self.heat and not share else []
        marks += ["visited"] if self.trace and place.id in self.trace.places else []
        sort = "" if place.sort == "scene" else SORTS[place.sort].lower()
        if place.ending:
            sort = place.ending
        locks = len(self.locked.get(place.id, ()))
        said = [
            sort,
            place.date.written if place.date else "",
            counted(locks, "locked door") if locks else "",
        ]
        said += [share_of(share) if share else "never reached"] if self.heat else []
        touches = " ".join(sorted(place.reads | place.changes))
        people = " ".join(self.story.people[who].name for who in place.people if who in self.story.people)
        return (
            f'<li id="l{number}" data-band="{safe(place.chapter)}" data-marks="{" ".join(marks)}" '
            f'data-at="{self.at.get(place.id, "")}" data-touches="{safe(touches)}" '
            f'data-words="{safe(f"{place.id} {people}")}">'
            f'<a class="go" href="#l{number}" data-go="{number}">{safe(place.title)}</a> '
            f'<span class="said">{safe(" · ".join(filter(None, said)))}</span></li>'
        )


def _option(value: str, name: str) -> str:
    return f'<option value="{safe(value)}">{safe(name)}</option>'


def _read(name: str) -> str:
    return files("game.authoring.map").joinpath(name).read_text("utf-8")
