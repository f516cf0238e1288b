"""What a story holds itself to: `targets.toml` in its folder.

    words = {least = 105_000, most = 120_000}
    overlap = {most = 0.35}

Names are those of figures. Shares are written as numbers from 0 to 1. A figure that is a spread meets its
target with its median.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from pathlib import Path

from game.authoring.measure.figures import BY_NAME
from game.core.value import dataclass
from game.loading.suggest import proposal

FILE = "targets.toml"
MOST_BYTES = 100_000


@dataclass(frozen=True, slots=True)
class Target:
    """At least, and at most."""

    least: float | None = None
    most: float | None = None

    def met(self, value: float) -> bool:
        """Whether a value lies within."""
        return (self.least is None or value >= self.least) and (self.most is None or value <= self.most)


class TargetsUnread(Exception):
    """The file of targets says something else; a sentence for its author."""


def targets(story: Path) -> Mapping[str, Target]:
    """The targets of the story in a folder, by figure; none without a file. Raises TargetsUnread."""
    path = story / FILE
    if not path.is_file():
        return {}
    try:
        with path.open("rb") as file:
            found = tomllib.loads(file.read(MOST_BYTES).decode("utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise TargetsUnread(f"{FILE} cannot be read: {error}.") from error
    return {name: _target(name, value) for name, value in found.items()}


def _target(name: str, value: object) -> Target:
    if name not in BY_NAME:
        near = proposal(name, BY_NAME)
        raise TargetsUnread(f"{FILE}: there is no figure `{name}`" + (f"; {near}" if near else "."))
    ends = value if isinstance(value, dict) else {}
    numbers = {end: each for end, each in ends.items() if isinstance(each, int | float) and each is not True}
    if not numbers or numbers != ends or set(ends) - {"least", "most"}:
        example = "{least = 0.7}, {most = 3} or {least = 4, most = 6}"
        raise TargetsUnread(f"{FILE}: `{name}` is no target; write it as {example}.")
    return Target(numbers.get("least"), numbers.get("most"))
