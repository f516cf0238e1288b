"""A story as an immutable value: what remains when diaries, calls, gates and events are desugared.

Ids are as authors write them. Scenes that the desugaring makes have a dot in theirs, which no
author can write: `before_the_congress.monday` is an evening. Names of things are those of the
story format, section 9. Prose fields hold parsed prose; `Line` fields hold one line of it.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Literal, TypeVar

from game.core.condition import ALWAYS, NEVER, Condition
from game.core.dates import Date
from game.core.prose import Line, Prose
from game.core.value import dataclass, field

STAY = "stay"
"""The target that offers the remaining choices of the same scene again, without its text."""

Key = TypeVar("Key")
Item = TypeVar("Item")


def frozen(items: Mapping[Key, Item]) -> Mapping[Key, Item]:
    """A read-only view of a copy of the mapping."""
    return MappingProxyType(dict(items))


VariableKind = Literal["meter", "count", "one_of", "flag"]
Panel = Literal["owed", "drawer"]
Better = Literal["up", "down"]


@dataclass(frozen=True, slots=True)
class Variable:
    """A declared place for a whole number between `low` and `high`, both included.

    `names` are the steps of a meter or the values of a `one_of`, by position from 0; empty for
    counts and flags. `shown` tells when the panel shows it; flags with a `panel` are listed there
    while true. `whose` is a person, `due` a chapter. `missed` are the words for a door that was missed by
    this: of a number what is short there, of the others what stood against it."""

    id: str
    kind: VariableKind
    low: int
    high: int
    start: int
    names: tuple[str, ...] = ()
    label: str = ""
    means: str = ""
    shown: Condition = NEVER
    panel: Panel | None = None
    whose: str | None = None
    due: str | None = None
    hidden: bool = False
    """Made by the desugaring, never by an author."""
    better: Better | None = None
    """Which way of it is to the player's good, for figures of balance; of a flag `up` is being true, of a
    `one_of` the later values. Play asks only whether a meter that left the panel was the player's."""
    missed: Line = ()


@dataclass(frozen=True, slots=True)
class Add:
    """Move a meter or count by an amount (negative: down); it stops at its ends."""

    variable: str
    amount: int


@dataclass(frozen=True, slots=True)
class Set:
    """Give a variable a value. `kept` says of a promise that is settled so whether it was kept or
    broken; None leaves that open. Nothing but the telling asks."""

    variable: str
    value: int
    kept: bool | None = None


Change = Add | Set


@dataclass(frozen=True, slots=True)
class Also:
    """A row of further changes, applied if its condition holds before any row is applied."""

    condition: Condition
    changes: tuple[Change, ...]


@dataclass(frozen=True, slots=True)
class Effect:
    """Unconditional changes, then the `also` rows judged in the state that those leave."""

    changes: tuple[Change, ...] = ()
    also: tuple[Also, ...] = ()


@dataclass(frozen=True, slots=True)
class Need:
    """A condition of a choice, and the reason that the player reads while it fails."""

    condition: Condition
    locked: Line


@dataclass(frozen=True, slots=True)
class Outcome:
    """What may come of a choice. The first outcome whose condition holds is taken; the last has
    none. `log`, `official` and `to` replace the choice's where given."""

    id: str
    condition: Condition | None = None
    then: Prose = ()
    effect: Effect = Effect()
    log: Line = ()
    official: Line = ()
    to: str | None = None


@dataclass(frozen=True, slots=True)
class Choice:
    """A choice as written. It is hidden while `hidden_unless` fails, closed while one of `needs`
    fails (the first that does is the reason), and otherwise open."""

    id: str
    label: Line
    hidden_unless: Condition | None = None
    needs: tuple[Need, ...] = ()
    once: bool = False
    then: Prose = ()
    effect: Effect = Effect()
    outcomes: tuple[Outcome, ...] = ()
    log: Line = ()
    official: Line = ()
    to: str | None = None
    """A scene, an ending or STAY; None only where every outcome has its own."""


@dataclass(frozen=True, slots=True)
class Menu:
    """The scene stops and offers choices."""

    choices: tuple[Choice, ...]


@dataclass(frozen=True, slots=True)
class Flow:
    """The scene goes on by itself."""

    to: str


@dataclass(frozen=True, slots=True)
class Road:
    """One arm of a route; the last has no condition."""

    condition: Condition | None
    to: str


@dataclass(frozen=True, slots=True)
class Route:
    """The scene goes on to the first road that holds; it shows nothing."""

    roads: tuple[Road, ...]


Way = Menu | Flow | Route

Seam = Literal["documented", "disputed", "invented"]


@dataclass(frozen=True, slots=True)
class Note:
    """What is known about a scene: opened by the player after it."""

    seam: Seam
    text: Prose = ()
    did: Line = ()
    did_choice: str | None = None
    sources: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Sensitive:
    """A matter that the player may have asked to be spared, and what is told instead."""

    about: str
    summary: Prose


@dataclass(frozen=True, slots=True)
class Scene:
    """A place in the story. `chapter` is the chapter that it stands in. `diary` and `evening` are
    set on the evenings that a diary becomes, `call` on scenes that are calls."""

    id: str
    chapter: str
    way: Way
    title: str = ""
    date: Date | None = None
    place: str = ""
    present: tuple[str, ...] = ()
    text: Prose = ()
    arrive: Effect = Effect()
    note: Note | None = None
    sensitive: Sensitive | None = None
    diary: str | None = None
    evening: str | None = None
    is_call: bool = False
    is_event: bool = False


@dataclass(frozen=True, slots=True)
class Diary:
    """What the panel shows of the evenings ahead: evening ids with their dates, in order. The
    evening EVENING of diary DIARY is the scene `DIARY.EVENING`; its choices are the callers."""

    id: str
    evenings: tuple[tuple[str, Date], ...]


@dataclass(frozen=True, slots=True)
class Voice:
    """Somebody who may stand up in the hall, and for how many votes."""

    id: str
    label: Line
    condition: Condition
    votes: int = 1


@dataclass(frozen=True, slots=True)
class Tally:
    """A chapter's count by name: `need` votes carry it. `shown` tells when the panel shows it."""

    title: str
    need: int
    voices: tuple[Voice, ...]
    shown: Condition = ALWAYS


@dataclass(frozen=True, slots=True)
class MeterName:
    """What a shared meter is called while the scene belongs to a line."""

    label: str
    steps: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Chapter:
    """A chapter of history, or of a line that leaves it (`line`)."""

    id: str
    title: str
    number: int | None = None
    """The number of its folder; None for a line."""
    span: str = ""
    epigraph: Prose = ()
    tally: Tally | None = None
    line: bool = False
    names: Mapping[str, MeterName] = field(default_factory=lambda: frozen({}))


@dataclass(frozen=True, slots=True)
class Fact:
    """What becomes true of a person while a condition holds: dead, or in an office."""

    condition: Condition
    dead: bool = False
    office: str | None = None


@dataclass(frozen=True, slots=True)
class Person:
    """One of the dramatis personae; `stance` is told by state, the first line that fits."""

    id: str
    name: str
    role: str
    text: Prose = ()
    stance: Prose = ()
    facts: tuple[Fact, ...] = ()


@dataclass(frozen=True, slots=True)
class CodexEntry:
    """An entry of the glossary and encyclopedia."""

    id: str
    title: str
    text: Prose


@dataclass(frozen=True, slots=True)
class Source:
    """A book or paper that notes refer to."""

    id: str
    author: str
    title: str
    year: str


@dataclass(frozen=True, slots=True)
class Answers:
    """One line each to the three questions of page one."""

    party: Line
    price: Line
    you: Line


EndingKind = Literal["triumph", "compromise", "defeat", "catastrophe", "withdrawal"]


@dataclass(frozen=True, slots=True)
class Ending:
    """Where a run stops: a last scene, three answers, a question, and what became of it all."""

    id: str
    title: str
    kind: EndingKind
    text: Prose
    answers: Answers
    question: Line = ()
    epilogue: tuple[str, ...] = ()
    note: Note | None = None
    date: Date | None = None
    place: str = ""
    present: tuple[str, ...] = ()
    sensitive: Sensitive | None = None


@dataclass(frozen=True, slots=True)
class Module:
    """A piece of the epilogue about one person or matter; the first variant that holds is told,
    the last has no condition. `sensitive` are the matters that the variants tell of, in their order;
    it may be shorter than they are."""

    id: str
    about_person: str | None
    about_codex: str | None
    variants: tuple[tuple[Condition | None, Prose], ...]
    sensitive: tuple[Sensitive | None, ...] = ()


@dataclass(frozen=True, slots=True)
class Honour:
    """Something remarkable about a run, judged when it ends. `hint` is a line that is shown until it has
    been earned."""

    id: str
    title: str
    text: Prose
    condition: Condition
    hint: str = ""


@dataclass(frozen=True, slots=True)
class Account:
    """The official account: the run as the textbook will tell it, out of the `official` sentences. It
    can be read from the first scene of `chapter` on, and at every ending."""

    chapter: str
    title: str
    opens: Prose = ()
    closes: Prose = ()


@dataclass(frozen=True, slots=True)
class Header:
    """What story.yaml says of the whole. `questions`, `content_notes` and `disclaimer` are the
    first screens; `help` is the one line of help before the first scene."""

    id: str
    title: str
    version: str
    start: str
    subtitle: str = ""
    language: str = "en"
    content_notes: Prose = ()
    disclaimer: Prose = ()
    questions: Prose = ()
    credits: Prose = ()
    account: Account | None = None


@dataclass(frozen=True, slots=True)
class Story:
    """The whole of a story. The mappings keep the order in which things stand in the folder; those
    of scenes, people, codex, texts, modules and endings may be read from disk as they are asked
    for, so play looks things up by id and never walks through them.

    `digest` is over the rules and not over the prose: two stories with the same digest replay every
    run alike. `renamed` leads from an old `scene` or `scene.choice` to its present name."""

    header: Header
    variables: Mapping[str, Variable]
    conditions: Mapping[str, Condition]
    chapters: Mapping[str, Chapter]
    scenes: Mapping[str, Scene]
    endings: Mapping[str, Ending]
    texts: Mapping[str, Prose] = field(default_factory=lambda: frozen({}))
    people: Mapping[str, Person] = field(default_factory=lambda: frozen({}))
    codex: Mapping[str, CodexEntry] = field(default_factory=lambda: frozen({}))
    sources: Mapping[str, Source] = field(default_factory=lambda: frozen({}))
    modules: Mapping[str, Module] = field(default_factory=lambda: frozen({}))
    honours: Mapping[str, Honour] = field(default_factory=lambda: frozen({}))
    diaries: Mapping[str, Diary] = field(default_factory=lambda: frozen({}))
    renamed: Mapping[str, str] = field(default_factory=lambda: frozen({}))
    branches: tuple[tuple[str, str], ...] = ()
    digest: str = ""
