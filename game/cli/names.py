"""What the player typed to start the program, so that messages name what they know."""

from __future__ import annotations

import os
import shlex
import sys
from pathlib import Path

from game.play.sentences import harmless


def program() -> str:
    """What other commands follow: `thermidor`, or `python -m game` where it was started so."""
    started = Path(sys.argv[0])
    as_module = (started.parent.name, started.name) == ("game", "__main__.py")
    return f"{_python()} -m game" if as_module else "thermidor"


def command(saves: Path | None = None) -> str:
    """What starts playing: what the environment says, else the program's name; where a folder of runs
    was named, with that."""
    if saves is not None:
        return f"{program()} play --saves {shlex.quote(harmless(str(saves)))}"
    return os.environ.get("THERMIDOR_COMMAND") or program()


def _python() -> str:
    """The interpreter as one would type it here: by its path only in an environment of this folder."""
    path = Path(sys.executable)
    try:
        return str(path.relative_to(Path.cwd()))
    except (ValueError, OSError):
        return "python"
