"""The last words: where the run is kept and how to go on, or what was not kept."""

from __future__ import annotations

from game.play.sentences import counted
from game.play.session import Session


def farewell(session: Session, command: str = "thermidor", program: str = "thermidor") -> str:
    """One sentence where the run is kept; where it is not, its decisions as `replay -` takes them.
    `command` is what starts playing, `program` what other commands follow."""
    name, many = session.run.name, counted(len(session.steps) - 1, "decision")
    if session.unsaved:
        lines = "\n".join(session.lines())
        return f"“{name}” is not kept. “{program} replay -” accepts these lines:\n{lines}"
    if session.ended:
        return f"“{name}” is kept, {many}, with its ending. “{command}” begins another."
    return f"“{name}” is kept, {many}. “{command}” goes on with it."
