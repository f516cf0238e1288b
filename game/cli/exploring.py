"""`explore`: what can happen in a story, shown or proved."""

from __future__ import annotations

import json
import shutil
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from game.cli.stories import packs_to_play, story_folder
from game.core.value import dataclass
from game.loading.packs import Pack
from game.play.sentences import counted, harmless
from game.runs.refusal import refusing
from game.terminal.report import COLUMNS, report

if TYPE_CHECKING:
    from game.authoring.findings import Exploration
    from game.loading.diagnostic import Span
    from game.loading.load import Loaded


@dataclass(frozen=True, slots=True)
class Wanted:
    """What the arguments ask `explore` for."""

    folder: Path | None = None
    branches: tuple[Path, ...] = ()
    ending: str = ""
    budget: int = 0
    strict: bool = False
    as_json: bool = False
    whole: bool = False
    walkthroughs: Path | None = None
    seconds: float | None = None
    alone: bool = False


def explore(wanted: Wanted) -> int:
    """Ask everything that can be asked about a story: 1 if anything is not as it should be."""
    from game.authoring.explore import BUDGET
    from game.authoring.explore import explore as ask
    from game.loading.load import load
    from game.terminal.progress import showing

    root = story_folder(wanted.folder)
    packs = () if wanted.alone else packs_to_play(wanted.folder, wanted.branches)
    loaded = load(root, packs)
    if loaded.story is None:
        return _refuse(loaded)
    if wanted.ending and wanted.ending not in loaded.story.endings:
        known = ", ".join(loaded.story.endings)
        sys.stderr.write(
            harmless(f"thermidor: there is no ending {wanted.ending}. There are: {known}.") + "\n"
        )
        return 2
    files = _Files(root, packs)
    with showing() as show:
        found = ask(
            loaded.story,
            loaded.places,
            wanted.budget or BUDGET,
            wanted.ending,
            told=show,
            lines=files.lines,
            whole=wanted.whole,
            seconds=wanted.seconds,
        )
    if wanted.walkthroughs is not None:
        _write(wanted.walkthroughs, found)
    if wanted.as_json:
        _json(found, whole=wanted.whole)
    else:
        _tell(found, files)
    return 1 if found.bad or (wanted.strict and found.unknown) else 0


def _refuse(loaded: Loaded) -> int:
    """A story with errors is no machine yet."""
    errors = [each for each in loaded.diagnostics if each.severity == "error"]
    sys.stdout.write(report(errors, "pretty", shutil.get_terminal_size((COLUMNS, 0)).columns))
    sys.stderr.write("thermidor: the story is explored when it has no errors.\n")
    return 1


def _json(found: Exploration, *, whole: bool) -> None:
    from game.authoring.explored import as_json

    json.dump(as_json(found, whole=whole), sys.stdout, ensure_ascii=False, indent=1)
    sys.stdout.write("\n")


def _tell(found: Exploration, files: _Files) -> None:
    from game.authoring.findings import diagnostic, worth_telling

    told = worth_telling(found.findings)
    diagnostics = [diagnostic(found.story, each, files.line(each.place)) for each in told]
    sys.stdout.write(report(diagnostics, "pretty", shutil.get_terminal_size((COLUMNS, 0)).columns))
    follows = found.bad + found.unknown - len(told)
    if follows:
        verb = "follows" if follows == 1 else "follow"
        sys.stdout.write(f"{counted(follows, 'more finding')} {verb} from these: see --json.\n")
    sys.stdout.write("\n" + "".join(f"{line}\n" for line in _summary(found)))


class _Files:
    """The lines of the files of a story and its branches, each read once."""

    def __init__(self, root: Path, packs: Sequence[Pack]) -> None:
        self._root = root
        self._packs = packs
        self._read: dict[str, list[str]] = {}

    def lines(self, path: str) -> list[str]:
        """The lines of a file as findings name it; none if it cannot be read."""
        if path not in self._read:
            inside = next((each for each in self._packs if path.startswith(f"{each.shown}/")), None)
            file = inside.root / path[len(inside.shown) + 1 :] if inside else self._root / path
            try:
                self._read[path] = file.read_text("utf-8").splitlines()
            except (OSError, UnicodeDecodeError):
                self._read[path] = []
        return self._read[path]

    def line(self, place: Span) -> str:
        """The line of a place; empty if there is none."""
        lines = self.lines(place.path)
        return lines[place.line - 1] if place.line <= len(lines) else ""


def _summary(found: Exploration) -> list[str]:
    """The verdicts of each question, and what was done for them."""
    from game.authoring.findings import counts

    tallied = counts(found)
    rows = [
        f"{kind + ':':<16} " + ", ".join(f"{number:,} {verdict}" for verdict, number in verdicts.items())
        for kind, verdicts in tallied.items()
    ]
    settled = found.settled
    asked = len(found.findings)
    share = "all settled" if not found.unknown else f"{1 - found.unknown / max(1, asked):.2%} settled"
    rows.append("")
    done = f"{counted(settled.plays, 'random play')}, {settled.states:,} states"
    if settled.largest[1]:
        done += f", at most 2^{settled.largest[0]:g} told apart in a place ({harmless(settled.largest[1])})"
    rows.append(f"{counted(asked, 'question')}, {share}: {done}, {settled.seconds:.1f} s.")
    if settled.stopped:
        rows.append("The time that was given was over: what is not known was not asked to the end.")
    return rows


def _write(folder: Path, found: Exploration) -> None:
    """A walkthrough for every ending that a run ends in."""
    from game.authoring.explore import walkthrough

    written = 0
    with refusing("The walkthroughs could not be written", folder):
        folder.mkdir(parents=True, exist_ok=True)
        for each in found.findings:
            if each.question.kind == "ending-reached" and each.run is not None:
                name = each.question.subject.replace("_", "-").replace("/", "-")
                (folder / f"{name}.txt").write_text(walkthrough(found, each), "utf-8", newline="\n")
                written += 1
    sys.stderr.write(harmless(f"{counted(written, 'walkthrough')} in {folder}.") + "\n")
