"""Small stories, measured."""

from pathlib import Path

from game.analysis.table import Table
from game.authoring.measure.gathering import Gathering
from game.authoring.measure.measure import measure
from game.authoring.measure.part import WHOLE
from game.authoring.measure.passages import Passages
from game.authoring.measure.plays import MOST_CHOICES, Plays
from game.authoring.measure.tallies import Tallies
from tests.loading.tiny import loaded

ROOT = Path(__file__).parents[3]


def measured(scenes, part=WHOLE, plays=400, seed=0, targets=None, **files):
    """The measures of a story of these scenes and files."""
    result = loaded(scenes, **files)
    assert result.story is not None, result.diagnostics
    return measure(result.story, result.places, part, plays=plays, seed=seed, targets=targets)


def values(measures):
    """The figures by name."""
    return {each.figure.name: each.value for each in measures.figures}


def subjects(measures, figure):
    """The subjects of the findings of a figure."""
    return [each.subject for each in measures.findings if each.figure == figure]


def playing(story, part=WHOLE, seed=0, most_choices=MOST_CHOICES):
    """Plays of a story."""
    table = Table(story)
    return Plays(table, Passages(table, part), Tallies(table), seed, most_choices)


def gathered(story, plays, part=WHOLE, seed=0):
    """What so many plays come to."""
    gathering = Gathering(playing(story, part, seed))
    for run in gathering.plays.plays(plays):
        gathering.add(run)
    return gathering
