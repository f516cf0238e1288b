"""Findings: what `explore` found out about a story, each at its place, and which of them are told."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Literal

from game.analysis.answers import GOOD, Answer, Settled
from game.analysis.questions import KINDS, Kind, Question
from game.authoring.wording import written
from game.core.model import Story
from game.core.value import dataclass
from game.loading.diagnostic import Diagnostic, Severity, Span

WARNINGS: frozenset[Kind] = frozenset({"choice-closed"})
"""The questions whose bad verdict is a warning."""

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


def worth_telling(findings: Iterable[Finding]) -> list[Finding]:
    """The findings that are not good, without those that follow from another: what stands in a scene
    that no run enters, what comes of a choice that no run takes, where a trap can no longer be avoided."""
    told = [each for each in findings if each.weight != "good"]
    if any(each.question.kind == "open-choice" and each.weight == "bad" for each in told):
        told = [each for each in told if each.question.kind != "can-finish" or each.weight == "unknown"]
    shut = {
        each.question.subject
        for each in told
        if each.weight == "bad"
        and each.question.kind in ("scene-entered", "ending-reached", "choice-taken", "outcome-taken")
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
    if question.kind == "row-applied":
        return question.subject in shut
    if question.kind == "variant-seen":
        if any(question.subject == of and question.part.startswith(f"{part} ") for of, part in hidden):
            return True
        # a choice that cannot be taken is shown all the same: its label and its reason are its own
        is_choice = question.part.startswith(("label", "locked"))
        return question.subject in shut and not is_choice
    return False


def counts(exploration: Exploration) -> dict[str, dict[str, int]]:
    """For each question how often each verdict was given."""
    found: dict[str, dict[str, int]] = {kind: {} for kind in KINDS}
    for each in exploration.findings:
        of_kind = found[each.question.kind]
        of_kind[each.answer.verdict] = of_kind.get(each.answer.verdict, 0) + 1
    return {kind: dict(sorted(verdicts.items())) for kind, verdicts in found.items() if verdicts}


# In words


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
    "row-applied": "in `{}` no run applies what is changed",
    "variant-seen": "in `{}` no run is told",
    "module-shown": "of `{}` no run is told",
    "open-choice": "a run can come to `{}` with nothing open: it is trapped",
    "can-finish": "a run can come to `{}` and then to no ending any more",
}
_REMEDIES: dict[Kind, str] = {
    "scene-entered": "open a way to it, or take it out",
    "ending-reached": "open a way to it, or take it out",
    "choice-taken": "ask for less, or take it out",
    "choice-closed": "take the reason out, or ask for more",
    "outcome-taken": "ask for less here or in those before it, or take it out",
    "row-applied": "ask for less, or take the row out",
    "variant-seen": "take it out, or let a run come here for which it is meant",
    "module-shown": "take it out, or let a run end for which it is meant",
    "open-choice": "let one choice be open always, or whenever the others are closed",
    "can-finish": "open a way on from there",
}


def _message(story: Story, question: Question) -> str:
    message = _MESSAGES[question.kind].format(question.subject.removeprefix("module:"))
    if question.kind == "choice-closed" and question.condition is not None:
        return f"{message}, as `{written(story, question.condition)}` always holds there"
    if question.kind == "row-applied" and question.condition is not None:
        return f"{message} if `{written(story, question.condition)}` ({question.part})"
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
    """What to do, and how it is known."""
    known = _known(finding)
    if finding.weight == "unknown":
        return known
    return "; ".join(filter(None, (_REMEDIES[finding.question.kind], known)))


def _known(finding: Finding) -> str:
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
