"""What a screen shows of a run where it stands: one frozen value that feeds every front end.

No front end holds a fact of the game. What is not in a `SceneView` (or in a `Page`) is not shown.
"""

from __future__ import annotations

from typing import Literal

from game.core.prose import Told, Words
from game.core.value import dataclass

PassageKind = Literal["outcome", "scene", "ending"]


@dataclass(frozen=True, slots=True)
class ChapterView:
    """The chapter that the scene stands in; `number` is None on a line that leaves history.
    `opens` is true on the turn that enters it, when its epigraph is told."""

    id: str
    title: str
    number: int | None = None
    span: str = ""
    line: bool = False
    opens: bool = False
    epigraph: Told = ()


@dataclass(frozen=True, slots=True)
class PassageView:
    """Something to read. The heading (`title`, `date`, `place`) is empty where a scene goes on
    under the heading before it. `summarised` is true where the reader asked to be spared, `opens`
    where the chapter that this turn enters begins with it. `read` are the numbers, from 1, of the
    blocks of `told` that this player has read before; `seen` is true of an outcome that came out so
    before, in any run."""

    kind: PassageKind
    told: Told
    title: str = ""
    date: str = ""
    place: str = ""
    summarised: bool = False
    opens: bool = False
    read: tuple[int, ...] = ()
    seen: bool = False


@dataclass(frozen=True, slots=True)
class OfferView:
    """A choice under its number, from 1. `reason` says why a closed one is closed; `taken` is true
    where any run of this player has taken it. One that may come out in several ways has `outcomes`, of
    which `outcomes_seen` were seen in any run."""

    number: int
    choice: str
    label: tuple[Words, ...]
    open: bool = True
    reason: tuple[Words, ...] = ()
    taken: bool = False
    outcomes: int = 0
    outcomes_seen: int = 0


@dataclass(frozen=True, slots=True)
class MeterView:
    """A meter of the panel: it stands at `step` of `steps` steps (from 0), which is called `word`.
    `means` says what it is, `change` is what the last choice did to it, in steps, and `explained` is
    true on the one turn on which what it means is said unasked."""

    id: str
    label: str
    step: int
    steps: int
    word: str
    means: str = ""
    change: int = 0
    explained: bool = False


@dataclass(frozen=True, slots=True)
class VanishedView:
    """A meter that has left the panel; `since` is the date in the story, `now` is true on the turn
    that it left."""

    label: str
    since: str
    now: bool = False


@dataclass(frozen=True, slots=True)
class PromiseView:
    """A promise that is open: to whom, and by when it is to be kept. `new` on its turn."""

    label: str
    whose: str = ""
    due: str = ""
    new: bool = False


@dataclass(frozen=True, slots=True)
class PaperView:
    """A paper in the drawer; `due` is until when it can be used."""

    label: str
    due: str = ""
    new: bool = False


@dataclass(frozen=True, slots=True)
class SettledView:
    """A promise that a choice has settled: to whom it had been given, and whether it was kept or broken;
    None where that is left open."""

    label: str
    whose: str = ""
    kept: bool | None = None

    @property
    def lead(self) -> str:
        """What became of it, in two words or three."""
        return {True: "Promise kept", False: "Promise broken", None: "Owed no more"}[self.kept]

    @property
    def told(self) -> str:
        """What was promised, and to whom."""
        return f"{self.label} (to {self.whose})" if self.whose else self.label


@dataclass(frozen=True, slots=True)
class VoiceView:
    """Somebody who would stand up now, or would not, and for how many votes. `turned` is true where
    the last choice made the difference, `named` where it did so by something that had to do with them,
    and not by a meter alone."""

    label: tuple[Words, ...]
    votes: int
    stands: bool
    turned: bool = False
    named: bool = False


@dataclass(frozen=True, slots=True)
class TallyView:
    """The chapter's count by name: `have` votes stand of `need`."""

    title: str
    need: int
    have: int
    voices: tuple[VoiceView, ...]


@dataclass(frozen=True, slots=True)
class CallerView:
    """A caller of an evening, as far as is known now."""

    label: tuple[Words, ...]
    open: bool = True
    reason: tuple[Words, ...] = ()


@dataclass(frozen=True, slots=True)
class EveningView:
    """An evening that is not over: its date, and who may be seen on it."""

    date: str
    callers: tuple[CallerView, ...]
    tonight: bool = False


@dataclass(frozen=True, slots=True)
class RoadsView:
    """How many endings `open` to a run are left `of` all that there are: the others are ruled out for
    good. `known` are the titles of those that are left and that this player has reached before, in any
    run; no other is named. `closed` is how many the last choice has ruled out."""

    open: int
    of: int
    known: tuple[str, ...] = ()
    closed: int = 0


@dataclass(frozen=True, slots=True)
class PersonView:
    """Somebody who is present, and how they stand to you now."""

    id: str
    name: str
    role: str
    stance: Told = ()


@dataclass(frozen=True, slots=True)
class LinkView:
    """A codex entry that the text on the screen leads to."""

    id: str
    title: str


@dataclass(frozen=True, slots=True)
class EpilogueView:
    """One piece of the epilogue: whom or what it is about, and what became of it; `summarised` where
    the reader asked to be spared."""

    about: str
    told: Told
    summarised: bool = False


@dataclass(frozen=True, slots=True)
class HonourView:
    """Something remarkable about the run."""

    title: str
    told: Told


@dataclass(frozen=True, slots=True)
class AnswerView:
    """One of the three questions of page one, and how this ending answers it."""

    question: str
    answer: tuple[Words, ...]


@dataclass(frozen=True, slots=True)
class VerdictView:
    """What an ending says, under the title that its passage has: the answers to the questions of
    page one, the epilogue, the honours and a question back."""

    ending: str
    kind: str
    answers: tuple[AnswerView, ...]
    epilogue: tuple[EpilogueView, ...] = ()
    honours: tuple[HonourView, ...] = ()
    question: tuple[Words, ...] = ()


@dataclass(frozen=True, slots=True)
class OpeningView:
    """Page one: the title, what the reader should know beforehand, and the three questions."""

    title: str
    subtitle: str
    notes: Told
    questions: Told


@dataclass(frozen=True, slots=True)
class SceneView:
    """Everything a screen shows of one turn.

    `date` is the date in the story where the run stands, also when the scene names none itself.
    `note` is the title of the scene whose note may be opened now, or empty. `decisions` counts
    those on the way here. `settled` and `parted` are the promises and papers that the last choice
    took away. `roads` is None where they are not known, or not wanted. `whole` is true where all of
    the panel should stand under the text, and not only what changed. `unsaved` says why the run is
    not kept, `drift` what a changed story, another program or going back did to it; both are empty
    when all is well."""

    scene: str
    title: str
    chapter: ChapterView
    date: str
    place: str
    passages: tuple[PassageView, ...]
    offers: tuple[OfferView, ...]
    panel: tuple[MeterView, ...] = ()
    vanished: tuple[VanishedView, ...] = ()
    owed: tuple[PromiseView, ...] = ()
    drawer: tuple[PaperView, ...] = ()
    settled: tuple[SettledView, ...] = ()
    parted: tuple[str, ...] = ()
    tally: TallyView | None = None
    diary: tuple[EveningView, ...] = ()
    present: tuple[PersonView, ...] = ()
    links: tuple[LinkView, ...] = ()
    roads: RoadsView | None = None
    note: str = ""
    verdict: VerdictView | None = None
    whole: bool = False
    decisions: int = 0
    run: str = ""
    rewind: bool = True
    unsaved: str = ""
    drift: str = ""
