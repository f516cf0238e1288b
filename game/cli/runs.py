"""The commands about runs: list them, rename, copy, delete, bring back, take elsewhere."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

from game.cli.names import command, program
from game.cli.stories import packs_to_play, story_folder
from game.cli.tasks import shelf
from game.core.model import Story
from game.play.sentences import counted, harmless
from game.runs.file import Run
from game.runs.listing import Listing, told_apart
from game.runs.names import BadName
from game.terminal.layout import clipped, width


def list_runs(saves: Path | None, story: Path | None) -> int:
    """The runs, the last played first, and the files among them that are none."""
    runs = shelf(saves)
    rows = runs.listing(_story(story))
    if not rows:
        sys.stdout.write(f"There are no runs yet. “{command()}” begins one.\n")
    columns = shutil.get_terminal_size().columns if sys.stdout.isatty() else 0
    for line in table([(name, *_fields(row)) for name, row in zip(told_apart(rows), rows, strict=True)]):
        _say(clipped(line, columns) if columns else line)
    for stray in runs.strays():
        _say(harmless(stray.sentence))
    return 0


def _story(asked: Path | None) -> Story | None:
    """The story if it can be had: a list of runs does without."""
    from game.loading.load import load

    return load(story_folder(asked), packs_to_play(asked)).story


def _fields(row: Listing) -> tuple[str, ...]:
    """Where a run stands, how many decisions, when it was played, and its end."""
    where = ", ".join(each for each in (row.chapter, row.date) if each) or row.scene
    played = row.kept[:16].replace("T", " ")
    end = f"ended: {row.ending}" if row.ending else ""
    return (where, counted(row.decisions, "decision"), f"{played} UTC", end)


def table(rows: Sequence[tuple[str, ...]]) -> list[str]:
    """The rows as lines whose fields stand under each other."""
    widths = [max(width(field) for field in column) for column in zip(*rows, strict=True)]
    return [
        "  ".join(
            field + " " * (room - width(field)) for field, room in zip(row, widths, strict=True)
        ).rstrip()
        for row in rows
    ]


def rename(saves: Path | None, run: str, name: str) -> int:
    """Give a run another name."""
    runs = shelf(saves)
    return _done(lambda: f"The run is now called “{runs.rename(runs.find(run), name).name}”.")


def copy(saves: Path | None, run: str, name: str | None) -> int:
    """Make a second run with the same decisions."""
    runs = shelf(saves)
    return _done(lambda: f"Copied as “{runs.copy(runs.find(run), name).name}”.")


def delete(saves: Path | None, run: str) -> int:
    """Put a run into the trash."""
    runs = shelf(saves)
    run_id = runs.find(run)
    runs.delete(run_id)
    return _say(f"Deleted. “{program()} runs restore {run_id}” brings it back.")


def restore(saves: Path | None, run: str | None) -> int:
    """Bring a run back from the trash; without a name, say which are there."""
    runs = shelf(saves)
    if run is None:
        rows = runs.deleted()
        for line in table([(row.id, row.name, *_fields(row)) for row in rows]):
            _say(line)
        return 0 if rows else _say("The trash is empty.")
    run_id = runs.restore_deleted(run)
    reading = runs.read(run_id)  # damaged files come back too
    return _say(f"“{reading.name if isinstance(reading, Run) else run_id}” is back.")


def export(saves: Path | None, run: str, target: Path) -> int:
    """Write a run to a file."""
    runs = shelf(saves)
    runs.export(runs.find(run), target)
    return _say(harmless(f"Written to {target}."))


def import_(saves: Path | None, source: Path) -> int:
    """Take a run from a file."""
    return _say(f"Imported as “{shelf(saves).import_(source).name}”.")


def _done(act: Callable[[], str]) -> int:
    try:
        return _say(act())
    except BadName as bad:
        sys.stderr.write(f"thermidor: {bad}\n")
        return 2


def _say(sentence: str) -> int:
    sys.stdout.write(f"{sentence}\n")
    return 0
