"""Measuring a story: plays, what they come to, and the figures of it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

from game.analysis.table import Table
from game.authoring.measure import balance, choices, text
from game.authoring.measure.counting import Spread
from game.authoring.measure.doors import doors
from game.authoring.measure.figures import FIGURES, Figure
from game.authoring.measure.gathering import Gathering, overlap
from game.authoring.measure.measures import Finding, Measured, Measures
from game.authoring.measure.part import WHOLE, Part
from game.authoring.measure.passages import Passages
from game.authoring.measure.plans import PLANS, Planning
from game.authoring.measure.plays import Plays
from game.authoring.measure.tallies import Tallies
from game.authoring.measure.targets import Target
from game.core.model import Story
from game.core.value import replace
from game.loading.diagnostic import Span

PAIRS = 20
"""One pair of opposed runs is played for so many plays."""

Value = float | Spread | None


def measure(
    story: Story,
    places: Mapping[str, Span],
    part: Part = WHOLE,
    *,
    plays: int = 10_000,
    seed: int = 0,
    targets: Mapping[str, Target] | None = None,
    played: Callable[[int], None] = lambda _: None,
) -> Measures:
    """Measure a part of a story by so many random plays. The same seed gives the same measures. `played`
    is told now and then how many plays were played."""
    table = Table(story)
    passages = Passages(table, part)
    tallies = Tallies(table)
    playing = Plays(table, passages, tallies, seed)
    gathering = Gathering(playing)
    came_to: dict[str, list[tuple[int, ...]]] = {}
    for number, run in enumerate(playing.plays(plays), 1):
        gathering.add(run)
        if run.ended:
            runs = came_to.setdefault(table.places[run.place].name, [])
            if len(runs) < PLANS:
                runs.append(run.options)
        if number % 100 == 0 or number == plays:
            played(number)
    told = text.Text(gathering)
    judged = choices.Choices(gathering, places)
    found_doors = doors(gathering)
    needed = Planning(table).needed(came_to)
    shares = overlap(gathering, max(1, plays // PAIRS))
    weighed = balance.Balanced(gathering, found_doors, needed, tallies)
    values: dict[str, Value] = {**told.values(shares), **judged.values(), **weighed.values()}
    targets = targets or {}
    figures = tuple(
        _measured(
            figure, values[figure.name], None if figure.grows and not part.whole else targets.get(figure.name)
        )
        for figure in FIGURES
        if part.whole or not figure.whole
    )
    findings = (*told.findings(targets), *judged.findings(), *weighed.findings(targets))
    shown = {each.figure.name for each in figures}
    return Measures(
        story=story.header.id,
        version=story.header.version,
        digest=story.digest,
        branches=tuple(name for name, _ in story.branches),
        part=part,
        plays=plays,
        seed=seed,
        choices=gathering.taken_in_all,
        came=len(gathering.read) / max(plays, 1),
        meter=tallies.meter.label or tallies.meter.id if tallies.meter else "",
        figures=figures,
        endings=weighed.endings(),
        doors=found_doors,
        calls=weighed.calls(),
        tallies=weighed.tallies(),
        chapters=told.chapters() if part.whole else (),
        findings=tuple(_placed(each, places) for each in findings if each.figure in shown),
    )


def _measured(figure: Figure, value: Value, target: Target | None) -> Measured:
    if isinstance(value, Spread):
        return Measured(figure, value.median, value, target)
    return Measured(figure, value, None, target)


def _placed(finding: Finding, places: Mapping[str, Span]) -> Finding:
    """With the place of its subject, or of what that belongs to."""
    for subject in _around(finding.subject):
        if (span := places.get(subject)) is not None:
            return replace(finding, place=span)
    return finding


def _around(subject: str) -> Iterator[str]:
    yield subject
    # the decision `diary.evening.call` stands where its call does
    scene, _, last = subject.rpartition(".")
    if "." in scene:
        yield last
    while scene:
        yield scene
        scene = scene.rpartition(".")[0]
