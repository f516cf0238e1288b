"""Walkthroughs from the command line: played and compared, recorded, brought up to date, and what they
never show."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator, Sequence
from itertools import groupby
from pathlib import Path

from game.authoring.coverage import Coverage, Unit, cover, line_of
from game.authoring.recording import difference, record, update
from game.authoring.walkthrough import compare, read
from game.cli.stories import packs_to_play, story_folder, story_to_play
from game.cli.tasks import shelf
from game.core.model import Story
from game.core.value import dataclass
from game.play.sentences import counted, harmless
from game.runs.refusal import Taken, refusing, shown
from game.runs.restore import restore

STANDARD_INPUT = "-"


class NotText(Exception):
    """A file cannot be read; the sentence says which and why."""


@dataclass(frozen=True, slots=True)
class Told:
    """A story as the arguments name it."""

    story: Path | None
    branches: tuple[Path, ...]


def replay(files: Sequence[str], told: Told) -> int:
    """Play walkthroughs and compare: 1 if one breaks, 2 if one cannot be read."""
    try:
        walks = [(name, _read(name)) for name in _named(files)]
    except NotText as fault:
        return _unreadable(fault)
    story = story_to_play(told.story, told.branches)
    if story is None:
        return 1
    return max([_replay(story, name, text) for name, text in walks], default=0)


def _replay(story: Story, name: str, text: str) -> int:
    found = compare(story, read(text))
    named = harmless(name)
    if found.broken:
        sys.stdout.write(f"{named}:{found.line}: " + "\n".join(map(harmless, found.sentences)) + "\n")
        return 1
    sys.stdout.write(f"{named}: {counted(len(found.decisions), 'decision')}, to `{found.end.state.scene}`.\n")
    return 0


def record_run(
    run: str, target: Path | None, told: Told, saves: Path | None, *, brief: bool, force: bool
) -> int:
    """Write a run that is kept as a walkthrough."""
    story = story_to_play(told.story, told.branches)
    if story is None:
        return 1
    runs = shelf(saves)
    kept = runs.run(runs.find(run))
    restored = restore(story, kept)
    if restored.sentence:
        sys.stderr.write(f"thermidor: {harmless(restored.sentence)}\n")
    text = record(story, restored.steps, kept.name, brief=brief)
    if target is None or str(target) == STANDARD_INPUT:
        sys.stdout.write(text)
        return 0
    if target.exists() and not force:
        raise Taken(
            f"{shown(target)} is there already.", "Choose another name, or write over it with --force."
        )
    with refusing("The walkthrough could not be written", target.parent):
        target.write_text(text, "utf-8", newline="\n")
    count = counted(len(restored.steps) - 1, "decision")
    sys.stdout.write(harmless(f"Written to {target}: {count}.") + "\n")
    return 0


def update_files(files: Sequence[str], told: Told, *, check: bool, yes: bool) -> int:
    """Bring walkthroughs up to date with the prose: each change is shown, and written if the author says
    so, or `yes` said so before. 1 if something is left to be done."""
    try:
        walks = [(name, _read(name)) for name in _named(files)]
    except NotText as fault:
        return _unreadable(fault)
    story = story_to_play(told.story, told.branches)
    if story is None:
        return 1
    return max([_update(story, name, text, check=check, yes=yes) for name, text in walks], default=0)


def _update(story: Story, name: str, text: str, *, check: bool, yes: bool) -> int:
    found = update(story, text)
    change = difference(name, text, found.text)
    sys.stdout.write("\n".join(map(harmless, change.split("\n"))))
    left = False
    if change and not check and (yes or _agreed(name)):
        with refusing("The walkthrough could not be written", Path(name).parent):
            Path(name).write_text(found.text, "utf-8", newline="\n")
    elif change:
        left = True
    if found.sentences:
        told = "\n".join(map(harmless, found.sentences))
        sys.stdout.write(f"{harmless(name)}:{found.line}: {told}\n")
    elif not change:
        sys.stdout.write(f"{harmless(name)}: up to date.\n")
    return 1 if left or found.sentences else 0


def _agreed(name: str) -> bool:
    """Whether the author, who has seen the change, wants it; nobody is asked where nobody can answer."""
    if not sys.stdin.isatty():
        sys.stderr.write("thermidor: Nothing was written. “--yes” writes what is shown.\n")
        return False
    sys.stdout.write(f"Write this to {harmless(name)}? [y/N] ")
    sys.stdout.flush()
    return sys.stdin.readline().strip().lower() in ("y", "yes")


def coverage(files: Sequence[str], told: Told, *, as_json: bool) -> int:
    """Tell what paragraphs and variants of a story no walkthrough shows."""
    from game.loading.branches import read_story
    from game.loading.load import load_sources

    try:
        walks = [read(_read(name)) for name in _named(files)]
    except NotText as fault:
        return _unreadable(fault)
    sources = read_story(story_folder(told.story), packs_to_play(told.story, told.branches))
    loaded = load_sources(sources)
    if loaded.story is None:
        story_to_play(told.story, told.branches)  # tells the errors
        return 1
    found = cover(loaded.story, walks)
    lines = {file.path: file.lines for file in sources.files}

    def place(unit: Unit) -> tuple[str, int]:
        span = loaded.places[unit.subject]
        return span.path, line_of(unit, lines[span.path], span.line)

    unseen = [(*place(unit), unit) for unit in found.unseen if unit.subject in loaded.places]
    if as_json:
        sys.stdout.write(_as_json(found, unseen, len(walks)))
    else:
        sys.stdout.writelines(f"{harmless(line)}\n" for line in _as_text(found, unseen, len(walks)))
    return 0


def _as_text(found: Coverage, unseen: Sequence[tuple[str, int, Unit]], walks: int) -> Iterator[str]:
    for path, of_file in groupby(unseen, key=lambda each: each[0]):
        for _, line, unit in of_file:
            yield f"{path}:{line}: {unit.subject}: {unit.kind} not shown: {_cut(unit.text)}"
    count, shown_count = len(found.units), len(found.shown)
    share = f" ({100 * shown_count // count}%)" if count else ""
    yield (
        f"{counted(walks, 'walkthrough')} {'shows' if walks == 1 else 'show'} {shown_count:,} of {count:,}"
        f" paragraphs and variants{share}."
    )


def _as_json(found: Coverage, unseen: Sequence[tuple[str, int, Unit]], walks: int) -> str:
    record_ = {
        "walkthroughs": walks,
        "units": len(found.units),
        "shown": len(found.shown),
        "unseen": [
            {"path": path, "line": line, "subject": unit.subject, "kind": unit.kind, "text": unit.text}
            for path, line, unit in unseen
        ],
    }
    return json.dumps(record_, ensure_ascii=False, indent=1) + "\n"


def _cut(text: str) -> str:
    return text if len(text) <= 60 else f"{text[:59].rstrip()}…"


def _named(files: Sequence[str]) -> Iterator[str]:
    """The files that are meant: a folder stands for the walkthroughs in it."""
    for name in files:
        if name != STANDARD_INPUT and Path(name).is_dir():
            yield from sorted(str(path) for path in Path(name).glob("*.txt"))
        else:
            yield name


def _read(name: str) -> str:
    try:
        return sys.stdin.read() if name == STANDARD_INPUT else Path(name).read_text("utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise NotText(f"{name} cannot be read: {error}") from error


def _unreadable(fault: NotText) -> int:
    sys.stderr.write(f"thermidor: {harmless(str(fault))}\n")
    return 2
