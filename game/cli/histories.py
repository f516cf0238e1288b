"""`record`, `tree`, `gallery` and `account`: what a player can show of runs, as text or as a picture."""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Callable
from pathlib import Path

from game.cli.export import STANDARD_OUTPUT, save
from game.cli.names import program
from game.cli.stories import story_to_play
from game.cli.tasks import shelf
from game.core.model import Story
from game.core.play import Step
from game.core.value import dataclass, replace
from game.play.account import account_page
from game.play.gallery import gallery, gallery_page
from game.play.histories import histories, tree_page
from game.play.page import Item, Page
from game.play.record import record, record_page
from game.play.sentences import counted, harmless
from game.runs.file import Run
from game.runs.profile import Profile
from game.runs.refusal import NoSuchRun
from game.runs.restore import restore
from game.runs.settings import settle
from game.runs.shelf import Shelf
from game.runs.where import settings_file
from game.terminal import plain
from game.terminal.ascii import drawn_in_ascii, in_ascii
from game.terminal.beside import LEAST, beside
from game.terminal.forms import Picture
from game.terminal.layout import MEASURE
from game.terminal.mode import Size, choose_mode
from game.terminal.pages import document
from game.terminal.prose import rule
from game.terminal.rows import BLANK, Rows, row

WIDE = 108
"""The columns of a picture in two columns."""
_ENDINGS: dict[str, Picture] = {".svg": "svg", ".html": "html", ".htm": "html"}
TREE = 92
"""The columns of a picture of a tree."""


@dataclass(frozen=True, slots=True)
class Shown:
    """What a command shows: its page, what it is in a sentence; how its rows stand where there is room
    for more than the page, and how it is drawn under a title, where it is not drawn in rows."""

    page: Page
    said: str
    run: str = ""
    wide: Callable[[int], Rows] | None = None
    drawn: Callable[[str], str] | None = None
    columns: int = MEASURE


@dataclass(frozen=True, slots=True)
class Wanted:
    """What the arguments of such a command ask for."""

    run: str = ""
    form: Picture | None = None
    target: Path | None = None
    story: Path | None = None
    saves: Path | None = None
    force: bool = False


def show(name: str, wanted: Wanted) -> int:
    """Show what a command of this name shows. The exit code."""
    story = story_to_play(wanted.story)
    if story is None:
        return 1
    runs = shelf(wanted.saves)
    if name in _OF_ONE:
        return _of_one(story, runs, _OF_ONE[name], wanted)
    chosen = (_one(runs, story, wanted.run),) if wanted.run else runs.runs(story)
    profile = Profile() if wanted.run else runs.remembered(story)
    shown = _OF_ALL[name](story, chosen, profile)
    return _show(story, replace(shown, run=chosen[0].name) if wanted.run else shown, wanted)


def _of_one(story: Story, runs: Shelf, make: _OneRun, wanted: Wanted) -> int:
    run = _one(runs, story, wanted.run)
    restored = restore(story, run)
    code = _show(story, replace(make(story, restored.steps), run=run.name), wanted)
    if restored.sentence:
        sys.stderr.write(f"thermidor: {restored.sentence}\n")
    return code


def _record(story: Story, steps: tuple[Step, ...]) -> Shown:
    kept = record(story, steps)
    page = record_page(story, steps)
    wide = (lambda columns: beside(story, kept, columns)) if kept.days else None
    return Shown(page, "A run beside what happened, date by date", wide=wide, columns=WIDE)


def _account(story: Story, steps: tuple[Step, ...]) -> Shown:
    return Shown(account_page(story, steps), "A run as the textbook will tell it")


def _tree(story: Story, runs: tuple[Run, ...], _profile: Profile) -> Shown:
    from game.terminal import lanes

    found = histories(story, runs)
    said = f"{counted(len(runs), 'run')} as one tree"
    drawn = (lambda title: lanes.drawing(story, found, title)) if runs else None
    return Shown(tree_page(story, found), said, drawn=drawn, columns=TREE)


def _gallery(story: Story, runs: tuple[Run, ...], profile: Profile) -> Shown:
    from game.terminal import wall

    found = histories(story, runs)
    hung = gallery(story, found, profile.honours, profile.endings)
    return Shown(
        gallery_page(story, found, profile.honours, profile.endings),
        "The endings of the story, as far as they were reached",
        drawn=lambda title: wall.drawing(hung, title, story.header.title),
    )


_OneRun = Callable[[Story, tuple[Step, ...]], Shown]
_AllRuns = Callable[[Story, tuple[Run, ...], Profile], Shown]
_OF_ONE: dict[str, _OneRun] = {"record": _record, "account": _account}
_OF_ALL: dict[str, _AllRuns] = {"tree": _tree, "gallery": _gallery}


def _one(runs: Shelf, story: Story, named: str) -> Run:
    """The run of this name, or the one that was played last. Raises NoSuchRun or another refusal."""
    found = runs.find(named) if named else runs.last(story)
    if found is None:
        raise NoSuchRun("There is no run yet.", f"“{program()}” begins one.")
    return runs.run(found)


def _show(story: Story, shown: Shown, wanted: Wanted) -> int:
    target = None if wanted.target == STANDARD_OUTPUT else wanted.target
    form = wanted.form or _form_of(wanted.target) or "text"
    if form == "text" and target is None:
        return _tell(shown)
    text = _written(story, shown, form)
    if target is None:
        sys.stdout.write(text)
        return 0
    save(text, target, force=wanted.force, what="The picture")
    sys.stdout.write(f"Written to {harmless(str(target))}.\n")
    return 0


def _form_of(target: Path | None) -> Picture | None:
    """The form that the name of a file asks for."""
    return _ENDINGS.get(target.suffix.lower()) if target else None


def _tell(shown: Shown) -> int:
    """Onto a terminal as its player plays: with colours and as wide as fits, else a sentence a line."""
    settings = settle(settings_file(os.environ).path, os.environ).settings
    size = shutil.get_terminal_size()
    out = sys.stdout.isatty()
    mode = choose_mode(settings.interface, os.environ, isatty_in=out, isatty_out=out, size=Size(*size))
    if mode == "plain":
        sys.stdout.write(plain.page(shown.page))
        return 0
    from game.terminal.paint import console_for, paint
    from game.terminal.theme import theme_for

    page = in_ascii(shown.page) if settings.ascii else shown.page
    rows = _rows(replace(shown, page=page), min(shown.columns, size.columns - 1))
    console = console_for(sys.stdout, size.columns, os.environ)
    paint(drawn_in_ascii(rows) if settings.ascii else rows, console, theme_for(os.environ, settings.theme))
    return 0


def _written(story: Story, shown: Shown, form: Picture) -> str:
    from game.terminal import picture

    title = f"{shown.page.title} · {shown.run}" if shown.run else shown.page.title
    rows = (*_rows(shown, shown.columns), BLANK, rule(shown.columns), *_foot(story, shown))
    match form:
        case "svg":
            if shown.drawn:
                return shown.drawn(title)
            return picture.svg(rows, shown.columns, title, shown.said)
        case "html":
            drawing = shown.drawn(title) if shown.drawn else ""
            return picture.html(rows, shown.columns, title, story.header.language, drawing)
        case "text":
            return plain.page(shown.page)


def _rows(shown: Shown, columns: int) -> Rows:
    if shown.wide and columns >= LEAST:
        return (row(shown.page.title.upper(), "heading"), rule(columns), *shown.wide(columns))
    blocks = tuple(replace(each, acts=()) if isinstance(each, Item) else each for each in shown.page.blocks)
    return document(replace(shown.page, blocks=blocks), columns, frozenset())


def _foot(story: Story, shown: Shown) -> Rows:
    said = " · ".join(each for each in (story.header.title, shown.run) if each)
    return (row(said, "aside", "stress"),)
