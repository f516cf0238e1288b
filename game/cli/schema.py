"""`schema`: the schemas for editors, written into a folder."""

from __future__ import annotations

import sys
from pathlib import Path

from game.authoring.schema import FOLDER, schemas, written
from game.play.sentences import harmless
from game.runs.refusal import refusing


def schema(target: Path | None) -> int:
    """Write the schema of every kind of file into a folder, in the place of those that are there."""
    folder = target or Path(FOLDER)
    names = _write(folder)
    sys.stdout.write(harmless(f"{len(names)} schemas are in {folder}: {', '.join(names)}.") + "\n")
    sys.stdout.write("A file is tied to one by its first line, as “thermidor new” writes it:\n")
    sys.stdout.write(f"# yaml-language-server: $schema=../../{FOLDER}/scenes.json\n")
    return 0


def write_schemas(root: Path) -> None:
    """Write the schemas of a story or a branch, to which the first lines of its files lead."""
    _write(root / FOLDER)


def _write(folder: Path) -> tuple[str, ...]:
    found = schemas()
    with refusing("The schemas could not be written", folder):
        folder.mkdir(parents=True, exist_ok=True)
        for name, each in found.items():
            (folder / f"{name}.json").write_text(written(each), "utf-8", newline="\n")
    return tuple(found)
