"""`branches`: which branches there are, and switching them on and off."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path

from game.cli.names import program
from game.cli.stories import packs_found, switched_off
from game.loading.packs import Pack
from game.play.sentences import harmless
from game.runs import where
from game.runs.settings import change


def list_branches(story: Path | None) -> int:
    """The branches there are: name, on or off, what they call themselves, and where they are."""
    from game.loading.branches import header

    found, off = packs_found(story), switched_off()
    for each in found:
        told = header(each)
        title = f"{told.title}, {told.version}, by {told.author}" if told else "it cannot be read"
        state = "off" if each.name in off else "on"
        sys.stdout.write(harmless(f"{each.name}  {state}  {title}  ({each.root})") + "\n")
    if not found:
        sys.stdout.write("There are no branches.\n")
    sys.stdout.write(harmless(f"Branches that others wrote go into {where.branches().path}.") + "\n")
    return 0


def switch(story: Path | None, names: Sequence[str], *, on: bool) -> int:
    """Switch branches on or off, from the next start on; 2 if there is no branch of a name."""
    found = packs_found(story)
    wanted = [each.replace("-", "_") for each in names]
    unknown = [each for each in wanted if each not in {branch.name for branch in found}]
    off = switched_off()
    gone = [each for each in unknown if not (on and each in off)]  # what is gone can be forgotten
    if gone:
        return _unknown(gone[0], found)
    off = off - set(wanted) if on else off | set(wanted)
    change(where.settings_file().path, "branches_off", ", ".join(sorted(off)))
    for name in wanted:
        sys.stdout.write(f"The branch “{name}” is {'on' if on else 'off'}.\n")
    return 0


def _unknown(name: str, found: Sequence[Pack]) -> int:
    known = ", ".join(each.name for each in found) or "none"
    told = f"thermidor: There is no branch “{name}”; there are: {known}. “{program()} branches” tells more."
    sys.stderr.write(f"{harmless(told)}\n")
    return 2
