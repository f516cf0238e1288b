"""Answers: a question about a story with its verdict, and the run or the proof that it rests on."""

from __future__ import annotations

from typing import Literal

from game.analysis.questions import Question
from game.core.value import dataclass

Verdict = Literal["shown", "impossible", "proved", "broken", "unknown"]
ProofKind = Literal["exact", "abstract", "local"]
GOOD: frozenset[Verdict] = frozenset({"shown", "proved"})


@dataclass(frozen=True, slots=True)
class Proof:
    """Why something can never be. `kept` are the slots that were told apart, `free` those that may
    have had any value; `states` is the number of states in the sets, `cut` that of the nodes that were
    left out because the question cannot be reached from them. A local proof looks at one place."""

    kind: ProofKind
    kept: tuple[str, ...] = ()
    free: tuple[str, ...] = ()
    states: int = 0
    cut: int = 0


@dataclass(frozen=True, slots=True)
class Looked:
    """How far was looked for what is unknown: random plays, the bits that would be needed at the
    widest place, and which place that is; what was told apart at last."""

    plays: int
    bits: int
    scene: str
    kept: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Answer:
    """A question and its verdict. `run` are the numbers of options of a run that shows it, played by
    the rules of the table. `proof` tells why there is no such run, or, where `run` is None and the
    verdict says that there is one, that exact sets hold the state that it comes to."""

    question: Question
    verdict: Verdict
    run: tuple[int, ...] | None = None
    proof: Proof | None = None
    looked: Looked | None = None


@dataclass(frozen=True, slots=True)
class Settled:
    """All answers, in the order of the questions. `states` were told apart in all sets together;
    `largest` is the widest set in bits as an exponent, and its place."""

    answers: tuple[Answer, ...]
    states: int
    largest: tuple[float, str]
    plays: int
    seconds: float
    stopped: bool = False
    """Whether the time that was given was over."""


@dataclass(frozen=True, slots=True)
class Progress:
    """How far the settling is: what is being done, questions answered and asked, plays and choices so
    far."""

    doing: str
    settled: int
    asked: int
    plays: int = 0
    choices: int = 0
