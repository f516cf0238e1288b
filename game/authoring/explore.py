"""`explore`: what can happen in a story, shown or proved, placed in its files.

The questions and their verdicts are settled by `game.analysis`; here they become findings: where they
stand, with the run that shows them, played once more by `core`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence

from game.analysis.answers import GOOD, Answer, Progress
from game.analysis.questions import questions
from game.analysis.settling import STEPS, Settling
from game.analysis.table import Table
from game.authoring.findings import Exploration, Finding
from game.authoring.placing import narrowed
from game.core.model import Story
from game.core.play import begin, choose, present
from game.core.prose import plain
from game.core.state import State
from game.loading.collecting import uncollected
from game.loading.diagnostic import Span

BUDGET = 23
"""Bits at a place, as an exponent, where nothing else is asked for."""

MOST_STEPS = 1 << 60

NOWHERE = Span("story.yaml", 1, 1, 1, 1)
"""Where findings stand about what no file has."""


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


def walkthrough(exploration: Exploration, finding: Finding) -> str:
    """The run of an ending as a walkthrough that `replay` plays."""
    ending = exploration.story.endings[finding.question.subject]
    lines = [f"# {ending.title}", *(finding.run or ()), f"expect: {ending.id}"]
    return "\n".join(lines) + "\n"
