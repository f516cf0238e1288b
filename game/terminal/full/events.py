"""What the conversation hands over to the room, as a closed union of values."""

from __future__ import annotations

from game.core.value import dataclass
from game.play.completion import Complete, no_completions
from game.play.page import Chart, Page
from game.play.view import OpeningView, SceneView
from game.runs.settings import Settings
from game.terminal.front import Option


@dataclass(frozen=True, slots=True)
class Opened:
    """Page one is to be shown."""

    view: OpeningView


@dataclass(frozen=True, slots=True)
class Turned:
    """A turn is to be shown."""

    view: SceneView


@dataclass(frozen=True, slots=True)
class Stood:
    """The whole panel is to be shown, with the history of each meter."""

    view: SceneView
    charts: tuple[Chart, ...] = ()


@dataclass(frozen=True, slots=True)
class Told:
    """A look-up's answer is to be shown."""

    page: Page


@dataclass(frozen=True, slots=True)
class Said:
    """A sentence of the program's."""

    sentence: str


@dataclass(frozen=True, slots=True)
class Adjusted:
    """The settings are others now."""

    settings: Settings


@dataclass(frozen=True, slots=True)
class Asked:
    """The conversation waits for what the player wants on the turn that is shown; `complete` says what
    a line may become."""

    view: SceneView
    complete: Complete = no_completions


@dataclass(frozen=True, slots=True)
class Questioned:
    """The conversation waits for an answer to something else."""

    words: str
    options: tuple[Option, ...] = ()


@dataclass(frozen=True, slots=True)
class Finished:
    """The conversation is over."""


Shown = Opened | Turned | Stood | Told | Said
Event = Shown | Adjusted | Asked | Questioned | Finished
