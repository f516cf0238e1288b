"""`explore`: what can happen in a story, shown or proved, placed in its files.

The questions and their verdicts are settled by `game.analysis`; here they become findings: where they
stand, in words, with the run that shows them or the proof, checked once more by `core`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any, Literal

from game.analysis.questions import KINDS, Kind, Question, questions
from game.analysis.settling import GOOD, STEPS, Answer, Progress, Settled, Settling
from game.analysis.table import Table
from game.authoring.placing import narrowed
from game.authoring.wording import written
from game.core.model import Story
from game.core.play import begin, choose, present
from game.core.prose import plain
from game.core.state import State
from game.core.value import dataclass
from game.loading.collecting import uncollected
from game.loading.diagnostic import Diagnostic, Severity, Span

FORMAT = 1
"""The version of what `--json` gives."""

BUDGET = 23
"""Bits at a place, as an exponent, where nothing else is asked for."""

WARNINGS: frozenset[Kind] = frozenset({"choice-closed"})
"""The questions whose bad verdict is a warning."""

MOST_STEPS = 1 << 60

NOWHERE = Span("story.yaml", 1, 1, 1, 1)
"""Where findings stand about what no file has."""

Weight = Literal["good", "bad", "unknown"]


@dataclass(frozen=True, slots=True)
class Finding:
    """One question with its verdict. `run` are the decisions of a run that shows it, replayed by
    `core`; `values` and `closed` tell the state that it comes to, where something is broken there."""

    answer: Answer
    place: Span
    run: tuple[str, ...] | None = None
    values: Mapping[str, str] | None = None
    closed: Mapping[str, str] | None = None

    @property
    def question(self) -> Question:
        """What was asked."""
        return self.answer.question

    @property
    def weight(self) -> Weight:
        """Whether it is as it should be."""
        if self.answer.verdict == "unknown":
            return "unknown"
        return "good" if self.answer.verdict in GOOD else "bad"

    @property
    def severity(self) -> Severity:
        """How bad a bad verdict is."""
        return "warning" if self.question.kind in WARNINGS or self.weight == "unknown" else "error"


@dataclass(frozen=True, slots=True)
class Exploration:
    """All findings about a story, sorted by place, and what they cost."""

    story: Story
    findings: tuple[Finding, ...]
    settled: Settled
    budget: int

    @property
    def bad(self) -> int:
        """How many are not as they should be."""
        return sum(each.weight == "bad" for each in self.findings)

    @property
    def unknown(self) -> int:
        """How many were left open."""
        return sum(each.weight == "unknown" for each in self.findings)


def explore(
    story: Story,
    places: Mapping[str, Span],
    budget: int = BUDGET,
    ending: str = "",
    runs: Iterable[Sequence[str]] = (),
    told: Callable[[Progress], None] = lambda _: None,
    lines: Callable[[str], Sequence[str]] = lambda _: (),
    whole: bool = False,
    seconds: float | None = None,
) -> Exploration:
    """Ask every question about a story, or only whether an ending can be reached. `runs` are decisions
    of runs that are known; those that can no longer be played are left out. `lines` gives the lines of
    a file, so that what is wrong is placed at the variant or the reason that is meant. With `whole`
    every `shown` has a run of its own, however large the story. After so many seconds no further
    question is begun."""
    with uncollected():
        return _explored(story, places, budget, ending, runs, told, lines, whole, seconds)


def _explored(
    story: Story,
    places: Mapping[str, Span],
    budget: int,
    ending: str,
    runs: Iterable[Sequence[str]],
    told: Callable[[Progress], None],
    lines: Callable[[str], Sequence[str]],
    whole: bool,
    seconds: float | None,
) -> Exploration:
    table = Table(story)
    asked = questions(table)
    if ending:
        asked = [each for each in asked if each.kind == "ending-reached" and each.subject == ending]
    numbers = {table.decision(option.number): option.number for option in table.options}
    known = [[numbers[decision] for decision in run] for run in runs if all(each in numbers for each in run)]
    steps = MOST_STEPS if whole else STEPS
    settling = Settling(table, budget, runs=known, asked=asked, told=told, steps=steps, seconds=seconds)
    settled = settling.settle()
    replayed = _Replayed(story, table)
    findings = [_finding(story, table, places, replayed, answer, lines) for answer in settled.answers]
    order = sorted(range(len(findings)), key=lambda at: (findings[at].place, at))
    return Exploration(story, tuple(findings[at] for at in order), settled, budget)


class _Replayed:
    """Runs played by `core`, each once: the state that a run comes to."""

    def __init__(self, story: Story, table: Table) -> None:
        self.story = story
        self.table = table
        self._states: dict[tuple[int, ...], State] = {(): begin(story).state}

    def state(self, run: tuple[int, ...]) -> State:
        """The state after a run; raises NotOpen if it cannot be played."""
        known = len(run)
        while run[:known] not in self._states:
            known -= 1
        state = self._states[run[:known]]
        for length in range(known, len(run)):
            state = choose(self.story, state, self.table.options[run[length]].choice).state
            if length % 8 == 7 or length + 1 == len(run):
                self._states[run[: length + 1]] = state
        return state


def _finding(
    story: Story,
    table: Table,
    places: Mapping[str, Span],
    replayed: _Replayed,
    answer: Answer,
    lines: Callable[[str], Sequence[str]],
) -> Finding:
    place = placed(places, answer.question.subject)
    if answer.verdict not in GOOD:
        place = narrowed(lines(place.path), place, answer.question)
    if answer.run is None:
        return Finding(answer, place)
    state = replayed.state(answer.run)
    run = tuple(table.decision(option) for option in answer.run)
    if answer.verdict != "broken":
        return Finding(answer, place, run)
    values = {
        each.id: _value(story, each.id, state.values[each.id])
        for each in story.variables.values()
        if not each.hidden
    }
    closed = {each.choice: plain(each.reason) for each in present(story, state) if not each.open}
    return Finding(answer, place, run, values, closed)


def _value(story: Story, name: str, value: int) -> str:
    variable = story.variables[name]
    if variable.kind == "flag":
        return "yes" if value else "no"
    return variable.names[value - variable.low] if variable.names else str(value)


def placed(places: Mapping[str, Span], subject: str) -> Span:
    """Where a subject stands: itself, the call that an evening's choice is, or what it is a part of."""
    while True:
        if subject in places:
            return places[subject]
        whole, dot, part = subject.rpartition(".")
        if not dot:
            return NOWHERE
        if whole not in places and part in places:
            return places[part]
        subject = whole


# What is told of them


def worth_telling(findings: Iterable[Finding]) -> list[Finding]:
    """The findings that are not good, without those that follow from another: what stands in a scene
    that no run enters, what comes of a choice that no run takes, where a trap can no longer be avoided."""
    told = [each for each in findings if each.weight != "good"]
    if any(each.question.kind == "open-choice" and each.weight == "bad" for each in told):
        told = [each for each in told if each.question.kind != "can-finish" or each.weight == "unknown"]
    shut = {
        each.question.subject
        for each in told
        if each.weight == "bad" and each.question.kind in ("scene-entered", "ending-reached", "choice-taken")
    }
    hidden = {
        (each.question.subject, each.question.part)
        for each in told
        if each.weight == "bad" and each.question.kind == "module-shown"
    }
    return [each for each in told if not _follows(each.question, shut, hidden)]


def _follows(question: Question, shut: set[str], hidden: set[tuple[str, str]]) -> bool:
    whole = question.subject.rpartition(".")[0]
    while whole:
        if whole in shut:
            return True
        whole = whole.rpartition(".")[0]
    if question.kind == "variant-seen":
        if any(question.subject == of and question.part.startswith(f"{part} ") for of, part in hidden):
            return True
        # a choice that cannot be taken is shown all the same: its label and its reason are its own
        is_choice = question.part.startswith(("label", "locked"))
        return question.subject in shut and not is_choice
    return False


def diagnostic(story: Story, finding: Finding, source: str = "") -> Diagnostic:
    """A finding as something wrong, in words; `source` is the line that it stands in."""
    message = _unknown(finding) if finding.weight == "unknown" else _message(story, finding.question)
    return Diagnostic(finding.place, finding.question.kind, message, finding.severity, _hint(finding), source)


_MESSAGES: dict[Kind, str] = {
    "scene-entered": "no run enters `{}`",
    "ending-reached": "no run ends in `{}`",
    "choice-taken": "no run takes `{}`",
    "choice-closed": "no run is shown `{}` closed for this reason",
    "outcome-taken": "`{}` never comes of its choice",
    "variant-seen": "in `{}` no run is told",
    "module-shown": "of `{}` no run is told",
    "open-choice": "a run can come to `{}` with nothing open: it is trapped",
    "can-finish": "a run can come to `{}` and then to no ending any more",
}


def _message(story: Story, question: Question) -> str:
    message = _MESSAGES[question.kind].format(question.subject.removeprefix("module:"))
    if question.kind == "choice-closed" and question.condition is not None:
        return f"{message}, as `{written(story, question.condition)}` always holds there"
    if question.kind in ("variant-seen", "module-shown"):
        return f"{message} {_case(story, question)} ({question.part})"
    return message


def _case(story: Story, question: Question) -> str:
    """Which arm of a variant."""
    if question.condition is None:
        return "what is there for when nothing else holds"
    text = f"`{written(story, question.condition)}`"
    return (
        f"what is there for when {text} does not hold" if question.otherwise else f"what is there for {text}"
    )


def _unknown(finding: Finding) -> str:
    question = finding.question
    about = f"{question.subject} {question.part}".strip()
    return f"nobody knows: {question.kind} of `{about}` was neither shown nor proved"


def _hint(finding: Finding) -> str:
    answer = finding.answer
    if answer.looked is not None:
        looked = answer.looked
        return (
            f"{looked.plays:,} plays did not show it, and `{looked.scene}` would need 2^{looked.bits} states;"
            " try a larger --budget, or let fewer facts live at once"
        )
    if finding.run is not None:
        shown = ", ".join(finding.run[-3:]) or "from the beginning"
        more = f" after {len(finding.run) - 3} others" if len(finding.run) > 3 else ""
        return f"for example: {shown}{more}"
    proof = answer.proof
    if proof is None:
        return ""
    if proof.kind == "local":
        return "proved by its own conditions"
    if proof.kind == "exact":
        return f"proved over all {proof.states:,} states of what matters there"
    if not proof.kept:
        return "proved from the values that each variable can have there"
    return f"proved even if all but {', '.join(proof.kept)} could have any value"


def counts(exploration: Exploration) -> dict[str, dict[str, int]]:
    """For each question how often each verdict was given."""
    found: dict[str, dict[str, int]] = {kind: {} for kind in KINDS}
    for each in exploration.findings:
        of_kind = found[each.question.kind]
        of_kind[each.answer.verdict] = of_kind.get(each.answer.verdict, 0) + 1
    return {kind: dict(sorted(verdicts.items())) for kind, verdicts in found.items() if verdicts}


def record(exploration: Exploration, *, whole: bool = False) -> dict[str, Any]:
    """What `--json` gives: of the good findings those of endings only, unless the whole is wanted."""
    story, settled = exploration.story, exploration.settled
    kept = [
        each
        for each in exploration.findings
        if whole or each.weight != "good" or each.question.kind == "ending-reached"
    ]
    return {
        "format": FORMAT,
        "story": {
            "id": story.header.id,
            "version": story.header.version,
            "digest": story.digest,
            "branches": [{"name": name, "version": version} for name, version in story.branches],
        },
        "budget": exploration.budget,
        "plays": settled.plays,
        "states": settled.states,
        "largest": {"scene": settled.largest[1], "bits": settled.largest[0]},
        "seconds": round(settled.seconds, 2),
        "stopped": settled.stopped,
        "counts": counts(exploration),
        "findings": [_record(story, each) for each in kept],
    }


def _record(story: Story, finding: Finding) -> dict[str, Any]:
    answer, question, place = finding.answer, finding.question, finding.place
    found: dict[str, Any] = {
        "question": question.kind,
        "subject": question.subject,
        "verdict": answer.verdict,
        "place": {"path": place.path, "line": place.line, "column": place.column},
    }
    if question.part:
        found["part"] = question.part
    if question.condition is not None:
        found["condition"] = written(story, question.condition)
        found["holds"] = not question.otherwise
    if finding.run is not None:
        found["run"] = list(finding.run)
    if answer.proof is not None:
        proof = answer.proof
        found["proof"] = {
            "kind": proof.kind,
            "kept": list(proof.kept),
            "free": list(proof.free),
            "states": proof.states,
            "cut": proof.cut,
        }
    if finding.values is not None:
        found["values"] = dict(finding.values)
    if finding.closed is not None:
        found["closed"] = dict(finding.closed)
    if answer.looked is not None:
        looked = answer.looked
        found["looked"] = {
            "plays": looked.plays,
            "bits": looked.bits,
            "scene": looked.scene,
            "kept": list(looked.kept),
        }
    return found


def walkthrough(exploration: Exploration, finding: Finding) -> str:
    """The run of an ending as a walkthrough that `replay` plays."""
    ending = exploration.story.endings[finding.question.subject]
    lines = [f"# {ending.title}", *(finding.run or ()), f"expect: {ending.id}"]
    return "\n".join(lines) + "\n"
