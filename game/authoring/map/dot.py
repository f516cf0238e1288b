"""The map in the language of Graphviz: every link an edge, chapters as clusters."""

from __future__ import annotations

from collections.abc import Iterator

from game.authoring.map.graph import Link, Place, StoryMap
from game.authoring.map.heat import Heat
from game.authoring.map.shading import SHADES, shade, share_of
from game.play.sentences import harmless

SHAPES = {
    "scene": "box", "diary": "folder", "call": "box", "gate": "folder", "event": "octagon",
    "route": "hexagon", "ending": "box",
}  # fmt: skip


def dot(story: StoryMap, heat: Heat | None = None) -> str:
    """The map as the text of a file for Graphviz, to be encoded as UTF-8."""
    return "\n".join(_lines(story, heat)) + "\n"


def _lines(story: StoryMap, heat: Heat | None) -> Iterator[str]:
    yield f"digraph {_quoted(story.title)} {{"
    yield '  graph [rankdir=LR, compound=true, newrank=true, charset="UTF-8", fontname="Palatino"];'
    yield '  node [shape=box, style=filled, fillcolor="#f7f1e4", fontname="Palatino"];'
    yield '  edge [fontname="Palatino", fontsize=10];'
    shown = {band.id for band in story.bands}
    for number, band in enumerate(story.bands):
        yield f"  subgraph cluster_{number} {{"
        said = "\n".join(filter(None, (band.title, band.span)))
        colour = "#a81c14" if band.line else "#cdc1a9"
        yield f'    label={_quoted(said)}; color="{colour}"; id={_quoted(band.id)};'
        for place in story.places.values():
            if place.chapter == band.id:
                yield f"    {_place(place, heat)}"
        yield "  }"
    for place in story.places.values():
        if place.chapter not in shown:
            yield f"  {_place(place, heat)}"
    for link in story.links:
        yield f"  {_link(link, heat)}"
    yield "}"


def _place(place: Place, heat: Heat | None) -> str:
    share = heat.places.get(place.id, 0.0) if heat else 0.0
    rows = [place.title, place.date.written if place.date else "", place.ending or ""]
    rows += [share_of(share)] if heat else []
    said = {"label": "\n".join(filter(None, rows)), "shape": SHAPES[place.sort]}
    if place.sort == "call":
        said["style"] = "filled,rounded"
    if place.ending:
        said |= {"fillcolor": "#211c17", "fontcolor": "#f7f1e4"}
    elif heat:
        said["fillcolor"] = SHADES[shade(share)]
    if heat and not share:
        said["style"] = "filled,dashed"
    if place.span:
        said["tooltip"] = f"{place.span.path}:{place.span.line}"
    return f"{_quoted(place.id)} [{_attributes(said)}];"


def _link(link: Link, heat: Heat | None) -> str:
    rows = [link.label]
    rows += [f"if {link.condition}"] if link.condition else []
    rows += [f"closed unless {condition}" for condition, _ in link.locks]
    said = {"label": "\n".join(filter(None, rows))}
    if link.name:
        said["edgetooltip"] = link.name
    if link.locks:
        said["style"] = "dashed"
    elif link.condition:
        said["style"] = "dotted"
    if link.door:
        said["color"] = "#a81c14"
    if heat:
        said["penwidth"] = f"{1 + 3 * heat.links.get((link.source, link.target), 0.0):.2f}"
    return f"{_quoted(link.source)} -> {_quoted(link.target)} [{_attributes(said)}];"


def _attributes(said: dict[str, str]) -> str:
    return ", ".join(f"{name}={_quoted(value)}" for name, value in said.items() if value)


def _quoted(text: str) -> str:
    lines = (harmless(line).replace("\\", "\\\\").replace('"', '\\"') for line in text.split("\n"))
    return '"' + "\\n".join(lines) + '"'
