"""`measure`: the figures of a story, from random plays, beside what it holds itself to."""

from __future__ import annotations

import json
import os
import shutil
import sys
import textwrap
import time
from pathlib import Path
from typing import TYPE_CHECKING

from game.cli.names import program
from game.cli.stories import packs_found, packs_to_play, story_folder, story_to_play
from game.core.value import dataclass
from game.loading.packs import Pack, pack
from game.play.sentences import harmless
from game.terminal.report import COLUMNS

if TYPE_CHECKING:
    from game.authoring.measure.measures import Measures
    from game.authoring.measure.part import Part
    from game.core.model import Story

USAGE = 2


@dataclass(frozen=True, slots=True)
class Wanted:
    """What the arguments ask `measure` for."""

    folder: Path | None = None
    chapter: str = ""
    line: str = ""
    branch: str = ""
    plays: int = 10_000
    seed: int = 0
    as_json: bool = False
    whole: bool = False
    strict: bool = False


def explain(name: str) -> int:
    """Tell what a figure means; 2 if there is none of the name."""
    from game.authoring.measure.figures import BY_NAME
    from game.loading.suggest import proposal

    figure = BY_NAME.get(name)
    if figure is None:
        near = proposal(name, BY_NAME) or f"there are: {', '.join(BY_NAME)}."
        return _refused(f"There is no figure “{name}”; {near}")
    columns = min(shutil.get_terminal_size((COLUMNS, 0)).columns, COLUMNS)
    sys.stdout.write(f"{figure.name}: {figure.title}\n\n" + textwrap.fill(figure.means, columns) + "\n")
    return 0


def measure(wanted: Wanted) -> int:
    """Measure a story and tell the figures; 1 if a target is missed and the arguments are strict, or if
    the story has errors."""
    from game.authoring.measure.targets import TargetsUnread, targets
    from game.loading.load import load

    asked = [each for each in (wanted.chapter, wanted.line, wanted.branch) if each]
    if len(asked) > 1:
        return _refused("Only one of --chapter, --line and --branch can be measured at a time.")
    root = story_folder(wanted.folder)
    named = _own(wanted.branch) or _switched_off(wanted)
    loaded = load(root, packs_to_play(wanted.folder, named))
    if loaded.story is None:
        story_to_play(wanted.folder, named)  # which tells what is wrong with it
        return 1
    part = _part(loaded.story, wanted)
    if isinstance(part, str):
        return _refused(part)
    try:
        held_to = targets(root)
    except TargetsUnread as unread:
        return _refused(str(unread))
    from game.authoring.measure.measure import measure as figures_of

    watch = _Watch(wanted.plays)
    found = figures_of(
        loaded.story,
        loaded.places,
        part,
        plays=wanted.plays,
        seed=wanted.seed,
        targets=held_to,
        played=watch.played,
    )
    watch.over()
    _tell(found, wanted, watch)
    return int(wanted.strict and any(each.met is False for each in found.figures))


def _own(branch: str) -> tuple[Path, ...]:
    """The folder of a branch, where one is named."""
    return (Path(branch),) if branch and (Path(branch) / "branch.yaml").is_file() else ()


def _switched_off(wanted: Wanted) -> tuple[Path, ...]:
    """The folder of the branch that the arguments name, where it is there and not played with."""
    name = wanted.branch.replace("-", "_")
    playing = {each.name for each in packs_to_play(wanted.folder)}
    off = [each.root for each in packs_found(wanted.folder) if each.name not in playing]
    return tuple(each for each in off if pack(each).name == name)


def _part(story: Story, wanted: Wanted) -> Part | str:
    """The part that the arguments name, or why there is none."""
    from game.authoring.measure.part import WHOLE, Part, PartKind, parts
    from game.loading.suggest import proposal

    kinds: tuple[tuple[PartKind, str], ...] = (
        ("chapter", wanted.chapter),
        ("line", wanted.line),
        ("branch", wanted.branch),
    )
    for kind, asked in kinds:
        if not asked:
            continue
        known = parts(story, kind)
        own: Pack | None = pack(Path(asked)) if kind == "branch" and _own(asked) else None
        name = own.name if own else asked.replace("-", "_")
        if name not in known:
            there = f"there are: {', '.join(known)}." if known else "there is none."
            return f"There is no {kind} “{asked}”; {proposal(name, known) or there}"
        return Part(kind, name)
    return WHOLE


def _refused(sentence: str) -> int:
    sys.stderr.write(f"thermidor: {harmless(sentence)}\n")
    return USAGE


class _Watch:
    """Shows how many plays were played, where somebody watches, and how fast they were."""

    def __init__(self, plays: int) -> None:
        self.plays = plays
        self.began = self.last = self.ended = time.perf_counter()
        self.shown = sys.stderr.isatty()

    def played(self, number: int) -> None:
        """So many were played by now."""
        self.last = time.perf_counter()
        if self.shown:
            sys.stderr.write(f"\r{number:,} of {self.plays:,} plays\x1b[K")
            sys.stderr.flush()

    def over(self) -> None:
        """All were played, and all is measured."""
        self.ended = time.perf_counter()
        if self.shown:
            sys.stderr.write("\r\x1b[K")
            sys.stderr.flush()


def _tell(found: Measures, wanted: Wanted, watch: _Watch) -> None:
    from game.cli.measured import record, tables
    from game.terminal.tables import draw

    if wanted.as_json:
        sys.stdout.write(json.dumps(record(found), ensure_ascii=False, indent=1) + "\n")
        return
    screen = sys.stdout.isatty()
    columns = shutil.get_terminal_size((COLUMNS, 0)).columns if screen else COLUMNS
    colours = screen and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"
    sys.stdout.write(draw(tables(found, columns, whole=wanted.whole), columns, colours=colours, lines=screen))
    rate = found.choices / max(watch.last - watch.began, 0.001)
    sys.stdout.write(
        f"{found.plays:,} plays from seed {found.seed}: {found.choices:,} choices, {rate:,.0f} a second, "
        f"each read and counted; {watch.ended - watch.began:.1f} seconds in all.\n"
        f"“{program()} measure --explain NAME” tells what a figure means.\n"
    )
