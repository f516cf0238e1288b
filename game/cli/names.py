"""What the player typed to start the program, so that messages name what they know."""

from __future__ import annotations

import os
import shlex
import sys
from collections.abc import Iterable
from pathlib import Path

from game.play.sentences import harmless


def program() -> str:
    """What other commands follow: `thermidor`, or `python -m game` where it was started so."""
    started = Path(sys.argv[0])
    as_module = (started.parent.name, started.name) == ("game", "__main__.py")
    return f"{_python()} -m game" if as_module else "thermidor"


def command(saves: Path | None = None, story: Path | None = None, branches: Iterable[Path] = ()) -> str:
    """What starts playing: what the environment says, else the program's name; where folders were named,
    of runs, a story or branches, with those."""
    named = [("--story", story), *(("--branch", each) for each in branches), ("--saves", saves)]
    told = [f"{flag} {shlex.quote(harmless(str(path)))}" for flag, path in named if path is not None]
    if told:
        return f"{program()} play {' '.join(told)}"
    return os.environ.get("THERMIDOR_COMMAND") or program()


def _python() -> str:
    """The interpreter as one would type it here: by its path only in an environment of this folder."""
    path = Path(sys.executable)
    try:
        return str(path.relative_to(Path.cwd()))
    except (ValueError, OSError):
        return "python"
