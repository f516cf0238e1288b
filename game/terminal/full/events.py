"""What the conversation hands over to the room, as a closed union of values."""

from __future__ import annotations

from game.core.value import dataclass
from game.loading.diagnostic import Diagnostic
from game.play.completion import Complete, no_completions
from game.play.page import Chart, Page
from game.play.view import OpeningView, SceneView
from game.runs.settings import Settings
from game.terminal.front import Option
from game.terminal.strip import Strip


@dataclass(frozen=True, slots=True)
class Opened:
    """Page one is to be shown."""

    view: OpeningView


@dataclass(frozen=True, slots=True)
class Turned:
    """A turn is to be shown. With `stays` it is the one that was shown, told anew: the reader's place in
    it stays."""

    view: SceneView
    stays: bool = False


@dataclass(frozen=True, slots=True)
class Laid:
    """What a bench shows is to be shown, with its strip under it: alone on the desk. With `stays` the
    reader's place stays; such of the pages `over` as lie over it are told anew, and all else goes."""

    shown: SceneView | Page
    strip: Strip
    stays: bool = False
    over: tuple[Page, ...] = ()


@dataclass(frozen=True, slots=True)
class Faulted:
    """What is wrong with the story is to be shown, over everything."""

    diagnostics: tuple[Diagnostic, ...]


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
Event = Shown | Laid | Faulted | Adjusted | Asked | Questioned | Finished
