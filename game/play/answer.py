"""What may come of an intent, as a closed union: a front end shows each in its own way."""

from __future__ import annotations

from game.core.value import dataclass
from game.play.page import Chart, Page
from game.runs.refusal import Refused
from game.runs.settings import Settings


@dataclass(frozen=True, slots=True)
class Turned:
    """The run stands somewhere new, or is to be shown again: draw its view. Where no choice led there,
    it is shown `afresh`, after a sentence that says what was done; where many did, with the `whole`
    panel."""

    sentence: str = ""
    afresh: bool = False
    whole: bool = False


@dataclass(frozen=True, slots=True)
class Panel:
    """Show the whole panel of the view, and how each of its meters went."""

    charts: tuple[Chart, ...] = ()


@dataclass(frozen=True, slots=True)
class Told:
    """Show this page; the turn stays as it is."""

    page: Page


@dataclass(frozen=True, slots=True)
class Said:
    """Say this sentence; the turn stays as it is."""

    sentence: str


@dataclass(frozen=True, slots=True)
class Closed:
    """The choice is closed, for this reason."""

    number: int
    reason: str


@dataclass(frozen=True, slots=True)
class Unkept:
    """The machine refused to keep this choice, so it was not taken; ask which of the three ways."""

    choice: str
    refused: Refused


@dataclass(frozen=True, slots=True)
class Left:
    """The player stops playing."""


@dataclass(frozen=True, slots=True)
class Switched:
    """The player wants another run: that of this id, or a new one where it is empty."""

    run: str = ""


@dataclass(frozen=True, slots=True)
class Forked:
    """The player wants a new run of this name that has these decisions behind it already."""

    name: str
    decisions: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Adjusted:
    """A setting was changed: these are in force now. Say so, and obey."""

    settings: Settings
    sentence: str


Answer = Turned | Panel | Told | Said | Closed | Unkept | Left | Switched | Forked | Adjusted
Departure = Left | Switched | Forked
