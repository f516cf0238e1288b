"""`export`: a run as a book, in a file that nobody has to have the game to read."""

from __future__ import annotations

import os
import sys
from contextlib import suppress
from pathlib import Path

import game
from game.book.forms import Form, form_of, written
from game.book.transcript import transcribe
from game.book.volume import Imprint, Volume
from game.cli.names import program
from game.cli.stories import story_to_play
from game.cli.tasks import shelf
from game.core.model import Story
from game.play.sentences import harmless
from game.play.session import Session
from game.runs.disk import this_disk
from game.runs.refusal import DiskRefused, NoSuchRun, NotAllowed, Refused, Taken, refusing, shown
from game.runs.shelf import Shelf
from game.runs.writing import write_whole

STANDARD_OUTPUT = Path("-")
_DEFAULT: Form = "html"


class NoSuchForm(Refused):
    """The name of a file does not say what is to be written into it."""

    advice = "Let its name end in .html, .md, .txt or .svg."


def export(
    saves: Path | None,
    story_folder: Path | None,
    run: str,
    form: Form | None,
    target: Path | None,
    *,
    notes: bool,
    force: bool,
) -> int:
    """Write a run as a book: to a file named after it, to the one that was named, or, for `-`, to
    standard output. Without a name it is the run that was played last. The exit code."""
    story = story_to_play(story_folder)
    if story is None:
        return 1
    runs = shelf(saves)
    session = Session(story, runs.run(runs.find(run) if run else _last(runs, story)))
    form = form or (form_of(target) if target else None) or _form_for(target)
    volume = book(session, notes=notes)
    if target == STANDARD_OUTPUT:
        sys.stdout.write(written(volume, form))
        return 0
    file = target or Path(f"{file_name(session.run.name) or session.run.id}.{form}")
    save(written(volume, form), file, force=force)
    sys.stdout.write(f"Written to {harmless(str(file))}.\n")
    if session.drift:
        sys.stderr.write(f"thermidor: {session.drift}\n")
    return 0


def export_played(session: Session, file: str) -> str:
    """Write the run that is being played to a file, in the form that its name asks for; the sentence
    that says so. Raises Refused."""
    target = _meant(file)
    form = form_of(target)
    if form is None:
        raise NoSuchForm(f"“{shown(file)}” does not say what to write.")
    try:
        save(written(book(session), form), target)
    except Taken as taken:
        raise Taken(taken.sentence, "Choose another name.") from None
    return f"Written to {shown(target)}."


def book(session: Session, *, notes: bool = True) -> Volume:
    """The run of a session as a book, told as its reader asked to have it told."""
    run = session.run
    imprint = Imprint(run.name, run.begun[:10], run.kept[:10], session.drift, game.__version__)
    return transcribe(session.story, session.steps, imprint, session.spare, notes=notes)


def save(text: str, file: Path, *, force: bool = False, what: str = "The book") -> None:
    """Put a text into a file, whole or not at all. What is there already is replaced only by `force`,
    and only if it is an ordinary file. Raises Refused."""
    try:
        with refusing(f"{what} could not be written", file.parent):
            _save(text, file, force=force)
    except DiskRefused as refused:
        refused.advice = "Name another file or folder."
        raise


def _save(text: str, file: Path, *, force: bool) -> None:
    target = Path(os.path.realpath(file))
    disk = this_disk()
    taken = Taken(f"{shown(file)} is there already.", "Choose another name, or replace it by --force.")
    if disk.exists(target) and not force:
        raise taken
    if disk.exists(target) and not target.is_file():
        raise NotAllowed(f"{shown(file)} is no ordinary file.")
    data = text.encode("utf-8", "replace")
    if not write_whole(disk, target, data, lambda: force or not disk.exists(target)):
        raise taken
    with suppress(OSError):  # a book is to be shown: whoever may read other new files may read it
        target.chmod(0o666 & ~_umask())


def file_name(name: str) -> str:
    """The name of a run as that of a file on any system; empty if nothing is left of it."""
    kept = "".join(each if each.isalnum() or each in " -_().,'" else "_" for each in name)
    return kept.strip(" ._")


def _last(runs: Shelf, story: Story) -> str:
    last = runs.last(story)
    if last is None:
        raise NoSuchRun("There is no run yet.", f"“{program()}” begins one.")
    return last


def _form_for(target: Path | None) -> Form:
    """What is written where neither the arguments nor a file's name say it."""
    if target is None or target == STANDARD_OUTPUT:
        return _DEFAULT
    raise NoSuchForm(f"{shown(target)} does not say what to write.", "Say it by --format.")


def _meant(file: str) -> Path:
    with suppress(RuntimeError):
        return Path(file).expanduser()
    return Path(file)


def _umask() -> int:
    mask = os.umask(0o077)
    os.umask(mask)
    return mask
