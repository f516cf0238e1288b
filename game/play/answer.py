"""What may come of an intent, as a closed union: a front end shows each in its own way."""

from __future__ import annotations

from game.core.value import dataclass
from game.play.page import Page
from game.runs.refusal import Refused


@dataclass(frozen=True, slots=True)
class Turned:
    """The run stands somewhere new, or is to be shown again: draw its view. Where no choice led there,
    it is shown `afresh`, after a sentence that says what was done."""

    sentence: str = ""
    afresh: bool = False


@dataclass(frozen=True, slots=True)
class Panel:
    """Show the whole panel of the view."""


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


Answer = Turned | Panel | Told | Said | Closed | Unkept | Left | Switched
Departure = Left | Switched
