"""The map in the language of Mermaid, which wikis and code forges draw: one edge from place to place."""

from __future__ import annotations

from collections.abc import Iterator

from game.authoring.map.graph import Link, Place, StoryMap
from game.authoring.map.heat import Heat
from game.authoring.map.shading import SHADES, numbered, shade, share_of
from game.play.sentences import harmless

_AROUND = {
    "scene": ("[", "]"), "diary": ("[[", "]]"), "call": ("(", ")"), "gate": ("[[", "]]"),
    "event": ("[/", "/]"), "route": ("{{", "}}"), "ending": ("([", "])"),
}  # fmt: skip
_LONGEST = 60
"""So long a label may be: Mermaid reads no more than 50,000 characters."""


def mermaid(story: StoryMap, heat: Heat | None = None) -> str:
    """The map as the text of a file for Mermaid, to be encoded as UTF-8."""
    return "\n".join(_lines(story, heat)) + "\n"


def _lines(story: StoryMap, heat: Heat | None) -> Iterator[str]:
    numbers = numbered(story)
    yield "flowchart LR"
    shown = {band.id for band in story.bands}
    for number, band in enumerate(story.bands):
        yield f"  subgraph c{number}[{_quoted(band.title)}]"
        for place in story.places.values():
            if place.chapter == band.id:
                yield f"    {_place(place, numbers[place.id], heat)}"
        yield "  end"
    for place in story.places.values():
        if place.chapter not in shown:
            yield f"  {_place(place, numbers[place.id], heat)}"
    ways: dict[tuple[str, str], list[Link]] = {}
    for link in story.links:
        ways.setdefault((link.source, link.target), []).append(link)
    for (source, target), links in ways.items():
        label = _label(links)
        arrow = "-.->" if all(each.locks or each.condition for each in links) else "-->"
        yield f"  p{numbers[source]} {arrow}{f'|{_quoted(label)}|' if label else ''} p{numbers[target]}"
    if heat:
        for number, colour in enumerate(SHADES):
            yield f"  classDef h{number} fill:{colour},stroke:#7d705c,color:#211c17"
    yield "  classDef ending fill:#211c17,stroke:#211c17,color:#f7f1e4"


def _place(place: Place, number: int, heat: Heat | None) -> str:
    share = heat.places.get(place.id, 0.0) if heat else 0.0
    said = place.title + (f" · {share_of(share)}" if heat else "")
    opens, closes = _AROUND[place.sort]
    look = ":::ending" if place.sort == "ending" else f":::h{shade(share)}" if heat else ""
    return f"p{number}{opens}{_quoted(said)}{closes}{look}"


def _label(links: list[Link]) -> str:
    said = list(
        dict.fromkeys(each.label or (f"if {each.condition}" if each.condition else "") for each in links)
    )
    said = [each for each in said if each]
    if not said:
        return ""
    more = f" (+{len(said) - 1})" if len(said) > 1 else ""
    lock = "🔒 " if all(each.locks for each in links) else ""
    first = said[0] if len(said[0]) <= _LONGEST else f"{said[0][: _LONGEST - 1].rstrip()}…"
    return f"{lock}{first}{more}"


def _quoted(text: str) -> str:
    """Text between quotes, in which Mermaid reads neither markup nor entities of its own."""
    safe = harmless(text).replace("#", "#35;").replace("&", "#amp;").replace('"', "#quot;")
    return '"' + safe.replace("<", "#lt;").replace(">", "#gt;").replace("`", "#96;") + '"'
