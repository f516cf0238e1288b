"""`preview`: a scene as players will see it, in any state, while it is being written."""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Iterator
from contextlib import nullcontext
from pathlib import Path
from typing import TYPE_CHECKING

from game.authoring.preview.bench import Bench, opened
from game.authoring.preview.given import NotGiven, Said
from game.authoring.preview.pages import doing_page
from game.authoring.preview.subject import Gone
from game.cli.bench import RELOAD, Change, Sitting, keyboard, lead
from game.cli.rereading import Rereading
from game.cli.tasks import shelf
from game.cli.watching import MISSING, NoWatching, Watch
from game.core.value import dataclass
from game.loading.load import Loaded
from game.play.page import Page, sentence
from game.play.sentences import harmless
from game.play.view import ChapterView, SceneView
from game.runs.file import Run
from game.runs.settings import Settings, change, settle
from game.runs.where import settings_file
from game.terminal import plain
from game.terminal.mode import Size, choose_mode
from game.terminal.report import COLUMNS, report

if TYPE_CHECKING:
    from game.terminal.full.front import FullFront

EMPTY = SceneView("", "", ChapterView("", ""), "", "", (), ())


@dataclass(frozen=True, slots=True)
class Wanted:
    """What the arguments ask `preview` for."""

    name: str
    said: Said = ()
    run: str = ""
    story: Path | None = None
    branches: tuple[Path, ...] = ()
    saves: Path | None = None
    plain: bool = False


def said(texts: tuple[str, ...]) -> Said:
    """What `--set` says: `army=3`, `seen(the_wire)=yes`; without a value, yes."""
    parts = (text.partition("=") for text in texts)
    return tuple((name.strip(), value.strip() if equals else "yes") for name, equals, value in parts)


def preview(wanted: Wanted) -> int:
    """Show a scene until the author leaves; where nobody sits at a screen, tell its variants once. 1 if
    the story has errors, 2 if it has no such scene or state."""
    rereading = Rereading(wanted.story, wanted.branches)
    runs = shelf(wanted.saves)
    run = runs.run(runs.find(wanted.run)) if wanted.run else None
    settings = settle(settings_file(os.environ).path, os.environ, {}).settings
    loaded = rereading.load()
    if wanted.plain or not _seated(settings):
        return _tell(loaded, wanted, run)
    if loaded.story is not None:
        try:
            opened(loaded.story, wanted.name, wanted.said, run)
        except (Gone, NotGiven) as fault:
            return _usage(fault)

    def conversation(front: FullFront) -> int:
        with _watching(rereading, front):
            bench = _first(front, rereading, loaded, wanted, run)
            if bench:
                Sitting(bench, front, rereading.load_changed, _changing(settings)).sit()
        return 0

    from game.terminal.full.reading import read

    return read(conversation, settings, os.environ, sys.stdout, keyboard())


def _seated(settings: Settings) -> bool:
    """Whether somebody sits at a terminal that can be drawn on as a whole, and wants that."""
    size = shutil.get_terminal_size()
    return (
        choose_mode(
            settings.interface,
            os.environ,
            isatty_in=sys.stdin.isatty(),
            isatty_out=sys.stdout.isatty(),
            size=Size(size.columns, size.lines),
        )
        == "full"
    )


def _usage(fault: Exception) -> int:
    sys.stderr.write(f"thermidor: {harmless(str(fault))}\n")
    return 2


def _tell(loaded: Loaded, wanted: Wanted, run: Run | None) -> int:
    """Every variant as text, and what the choices would do in the first."""
    if loaded.story is None:
        errors = [each for each in loaded.diagnostics if each.severity == "error"]
        sys.stdout.write(report(errors, "pretty", shutil.get_terminal_size((COLUMNS, 0)).columns))
        return 1
    try:
        bench = opened(loaded.story, wanted.name, wanted.said, run).explore()
    except (Gone, NotGiven) as fault:
        return _usage(fault)
    for line in _told(bench):
        sys.stdout.write(f"{line}\n")
    return 0


def _told(bench: Bench) -> Iterator[str]:
    for number in range(1, len(bench.variants.found) + 1):
        here = bench.at_variant(number)
        previewed = here.previewed()
        yield f"{'' if number == 1 else chr(10)}== {lead(previewed)} =="
        if previewed.because:
            yield "Because: " + "; ".join(each.words for each in previewed.because) + "."
        if previewed.fields:
            yield "Reads: " + "; ".join(f"{each.name} {each.value}" for each in previewed.fields) + "."
        shown = previewed.shown
        yield (plain.turn(shown) if isinstance(shown, SceneView) else plain.page(shown)).rstrip("\n")
    if bench.variants.more:
        yield "\nThere may be other variants, in combinations of these."
    if bench.doings():
        yield "\n" + plain.page(doing_page(bench)).rstrip("\n")


def _watching(rereading: Rereading, front: FullFront) -> Watch | nullcontext[None]:
    """Watching, if the library for it is there; else it is said what to do without."""
    try:
        return Watch(rereading.folders, lambda: front.answer(RELOAD))
    except NoWatching as missing:
        front.say(f"{MISSING} {missing.advice} Until then “r” reads the story again.")
        return nullcontext()


def _first(
    front: FullFront, rereading: Rereading, loaded: Loaded, wanted: Wanted, run: Run | None
) -> Bench | None:
    """The bench as it was asked for, as soon as the story can be read and has it; None if the author
    leaves before."""
    name = wanted.name
    while True:
        if loaded.story is None:
            front.fault(tuple(each for each in loaded.diagnostics if each.severity == "error"))
        else:
            try:
                return opened(loaded.story, name, wanted.said, run)
            except (Gone, NotGiven) as fault:
                front.page(Page("Nothing to preview", (sentence(f"{fault} It is waited for."),)))
        try:
            word, _, rest = front.ask(EMPTY).strip().partition(" ")
        except EOFError:
            return None
        if word in ("quit", "q"):
            return None
        if word == "go":
            name = rest
        elif word == RELOAD:
            loaded = rereading.load_changed() or loaded


def _changing(settings: Settings) -> Change:
    """What changes a setting and keeps it."""
    now = settings

    def changed(name: str, text: str) -> Settings:
        nonlocal now
        now = change(settings_file(os.environ).path, name, text, now)
        return now

    return changed
