"""All that is measured, as values: figures with their targets, tables, and findings with their places."""

from __future__ import annotations

from game.authoring.measure.counting import Spread
from game.authoring.measure.doors import Door
from game.authoring.measure.figures import Figure
from game.authoring.measure.part import Part
from game.authoring.measure.targets import Target
from game.core.value import dataclass
from game.loading.diagnostic import Span


@dataclass(frozen=True, slots=True)
class Measured:
    """A figure's value: of a spread its median. None where there is nothing to measure."""

    figure: Figure
    value: float | None
    spread: Spread | None = None
    target: Target | None = None

    @property
    def met(self) -> bool | None:
        """Whether it meets its target; None without one, and where nothing was measured."""
        if self.target is None or self.value is None:
            return None
        return self.target.met(self.value)


@dataclass(frozen=True, slots=True)
class EndingMeasured:
    """An ending: what share of the plays that come to the part come to it, and the words that it and its
    epilogue tell on the mean, 0 where no play came."""

    ending: str
    title: str
    share: float
    words: float
    epilogue: float
    history: bool


@dataclass(frozen=True, slots=True)
class CallMeasured:
    """A call: what share of the plays take it, what share of the evenings on which it is open are spent
    on it, and of those on which it is shown how often it is closed; what share of shortest plans need
    it, and the endings of which some plan does."""

    call: str
    title: str
    taken: float
    chosen: float
    closed: float
    needed: float
    endings: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class TallyMeasured:
    """A count where it is taken: in what share of the plays that come there it is carried, its votes, and
    how the steps of the first meter are then spread, as shares from the lowest step up."""

    chapter: str
    title: str
    need: int
    carried: float
    votes: Spread
    steps: tuple[float, ...]


@dataclass(frozen=True, slots=True)
class ChapterMeasured:
    """A chapter or line: what share of the plays come there, and what they then read and decide in it. The
    last, without a name, is the end: ending and epilogue."""

    chapter: str
    title: str
    share: float
    words: Spread
    decisions: Spread


@dataclass(frozen=True, slots=True, order=True)
class Finding:
    """What should be looked at, with its place where it has one."""

    figure: str
    place: Span | None
    subject: str
    message: str


@dataclass(frozen=True, slots=True)
class Measures:
    """What was measured of a story, or of a part of it. `came` is the share of plays that come to the
    part; `meter` the label of the first meter."""

    story: str
    version: str
    digest: str
    branches: tuple[str, ...]
    part: Part
    plays: int
    seed: int
    choices: int
    came: float
    meter: str
    figures: tuple[Measured, ...]
    endings: tuple[EndingMeasured, ...]
    doors: tuple[Door, ...]
    calls: tuple[CallMeasured, ...]
    tallies: tuple[TallyMeasured, ...]
    chapters: tuple[ChapterMeasured, ...]
    findings: tuple[Finding, ...]
