"""`map`: a story as a picture."""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from game.cli.stories import packs_to_play, story_folder
from game.core.model import Story
from game.core.value import dataclass, replace
from game.loading.diagnostic import Span
from game.play.sentences import harmless
from game.runs.refusal import Refused, shown
from game.runs.where import checkout
from game.terminal.report import COLUMNS, report

if TYPE_CHECKING:
    from game.authoring.map.graph import StoryMap
    from game.authoring.map.heat import Heat
    from game.authoring.map.trace import Trace

Form = Literal["html", "svg", "dot", "mermaid"]
FORMS: tuple[Form, ...] = ("html", "svg", "dot", "mermaid")
PLAYS = 2_000
STANDARD_OUTPUT = Path("-")
USAGE = 2
_ENDINGS: dict[str, Form] = {
    ".html": "html", ".htm": "html", ".svg": "svg", ".dot": "dot", ".gv": "dot", ".mmd": "mermaid",
    ".mermaid": "mermaid",
}  # fmt: skip


class NoDrawing(Refused):
    """The library that lays out the map is not installed."""

    advice = (
        "Install it with: python -m pip install 'thermidor[author]' "
        "(--format dot and --format mermaid work without it)."
    )


class NoSuchForm(Refused):
    """The name of a file does not say what is to be written into it."""

    advice = "Let its name end in .html, .svg, .dot or .mmd, or say it by --format."


@dataclass(frozen=True, slots=True)
class Wanted:
    """What the arguments ask `map` for."""

    folder: Path | None = None
    branches: tuple[Path, ...] = ()
    target: Path | None = None
    form: Form | None = None
    plays: int = PLAYS
    seed: int = 0
    run: str = ""
    saves: Path | None = None
    chapters: tuple[str, ...] = ()
    lines: tuple[str, ...] = ()
    force: bool = False
    alone: bool = False


def draw(wanted: Wanted) -> int:
    """Write the map of a story. The exit code."""
    from game.authoring.map.graph import story_map
    from game.authoring.map.heat import heat
    from game.authoring.map.trace import trace
    from game.cli.export import save
    from game.cli.tasks import shelf
    from game.loading.load import load

    form = wanted.form or _form_of(wanted.target)
    root = story_folder(wanted.folder)
    loaded = load(root, () if wanted.alone else packs_to_play(wanted.folder, wanted.branches))
    story = loaded.story
    if story is None:
        errors = [each for each in loaded.diagnostics if each.severity == "error"]
        sys.stdout.write(report(errors, "pretty", shutil.get_terminal_size((COLUMNS, 0)).columns))
        sys.stderr.write("thermidor: the story is drawn when it has no errors.\n")
        return 1
    if sentence := _unknown(story, wanted):
        sys.stderr.write(f"thermidor: {harmless(sentence)}\n")
        return USAGE
    spans = _Files(loaded.places, wanted.folder)
    whole = story_map(story, spans)
    drawn = whole.only((*wanted.chapters, *wanted.lines)) if wanted.chapters or wanted.lines else whole
    warmth = heat(story, whole.folded, wanted.plays, wanted.seed) if wanted.plays else None
    went = None
    if wanted.run:
        runs = shelf(wanted.saves)
        went = trace(story, whole.folded, runs.run(runs.find(wanted.run)))
    text = _written(form, story, drawn, spans, warmth, went)
    if wanted.target == STANDARD_OUTPUT:
        sys.stdout.write(text)
        return 0
    ending = next(each for each, named in _ENDINGS.items() if named == form)
    target = wanted.target or Path(f"{story.header.id}-map{ending}")
    save(text, target, force=wanted.force, what="The map")
    sys.stdout.write(f"Written to {shown(target)}.\n")
    return 0


def _written(
    form: Form,
    story: Story,
    drawn: StoryMap,
    spans: Mapping[str, Span],
    warmth: Heat | None,
    went: Trace | None,
) -> str:
    from game.authoring.map.dot import dot
    from game.authoring.map.mermaid import mermaid

    if form == "dot":
        return dot(drawn, warmth)
    if form == "mermaid":
        return mermaid(drawn, warmth)
    try:
        from game.authoring.map.drawing import Picture, svg
        from game.authoring.map.layout import sheet
        from game.authoring.map.page import html
    except ImportError:
        raise NoDrawing("The map cannot be laid out: graphlay is not installed.") from None
    picture = Picture(drawn, sheet(drawn, warmth.links if warmth else {}), warmth, went)
    return svg(picture) if form == "svg" else html(picture, story, spans)


def _form_of(target: Path | None) -> Form:
    """The form that the name of a file asks for; a page where there is no name."""
    if target is None or target == STANDARD_OUTPUT:
        return "html"
    if form := _ENDINGS.get(target.suffix.lower()):
        return form
    raise NoSuchForm(f"{shown(target)} does not say what to draw.")


def _unknown(story: Story, wanted: Wanted) -> str:
    """What is asked for and not there, in a sentence; or empty."""
    for names, what, lines in ((wanted.chapters, "chapter", False), (wanted.lines, "line", True)):
        known = [each.id for each in story.chapters.values() if each.line == lines]
        for name in names:
            if name not in known:
                there = f"There are: {', '.join(known)}." if known else "There are none."
                return f"there is no {what} {name}. {there}"
    return ""


class _Files(Mapping[str, Span]):
    """The places in the files of a story, as somebody who stands in this folder would name them."""

    def __init__(self, places: Mapping[str, Span], folder: Path | None) -> None:
        self._places = places
        home = checkout()
        self._root = folder or (home / "story" if home else None)

    def __getitem__(self, subject: str) -> Span:
        span = self._places[subject]
        if self._root is None or Path(span.path).is_absolute() or span.path.startswith(".."):
            return span
        try:
            root = os.path.relpath(self._root)
        except ValueError:  # on another drive
            return span
        return replace(span, path=Path(root, span.path).as_posix())

    def __iter__(self) -> Iterator[str]:
        return iter(self._places)

    def __len__(self) -> int:
        return len(self._places)
