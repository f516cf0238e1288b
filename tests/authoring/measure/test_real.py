"""The real story, measured: within the bounds of sense, and every finding in its place."""

import pytest

from game.authoring.measure.measure import measure
from game.authoring.measure.targets import targets
from game.loading.load import load
from tests.authoring.measure.helping import ROOT, values

PLAYS = 600


@pytest.fixture(scope="module")
def loaded():
    return load(ROOT / "story")


@pytest.fixture(scope="module")
def measures(loaded):
    return measure(loaded.story, loaded.places, plays=PLAYS, seed=1, targets=targets(ROOT / "story"))


def test_every_figure_has_a_value_within_its_range(measures):
    for each in measures.figures:
        assert each.value is not None, each.figure.name
        assert each.value >= 0
        if each.figure.unit == "share":
            assert each.value <= 1, each.figure.name
        if each.spread is not None:
            assert each.spread.low <= each.spread.median <= each.spread.high


def test_what_a_run_reads_is_its_share_of_the_whole(measures):
    got = values(measures)
    assert got["words_a_run"] / got["words"] == pytest.approx(got["share_seen"], rel=0.02)
    assert 10_000 < got["words_a_run"] < 40_000
    assert got["ending_words"] > 200
    assert 0.1 < got["overlap"] < 0.9


def test_endings_and_chapters_add_up(measures, loaded):
    assert sum(each.share for each in measures.endings) == pytest.approx(1)
    assert {each.ending for each in measures.endings} == set(loaded.story.endings)
    history = [each for each in measures.endings if each.history]
    assert [each.share for each in history] == [values(measures)["history"]]
    first = measures.chapters[0]
    assert (first.chapter, first.share) == ("fever", 1)
    assert measures.chapters[-1].chapter == ""
    assert measures.choices == pytest.approx(PLAYS * 76, rel=0.1)


def test_counts_are_of_plays_that_come_there(measures, loaded):
    counted = [name for name, each in loaded.story.chapters.items() if each.tally]
    assert [each.chapter for each in measures.tallies] == counted
    for each in measures.tallies:
        assert sum(each.steps) == pytest.approx(1)
        assert len(each.steps) == 5
    assert len(measures.calls) >= 20
    assert all(0 < each.taken < 1 for each in measures.calls)


def test_every_finding_has_its_place(measures):
    assert measures.findings
    assert [each for each in measures.findings if each.place is None] == []
    for each in measures.findings:
        lines = (ROOT / "story" / each.place.path).read_text("utf-8").split("\n")
        own = each.subject.rpartition(":")[2].rpartition(".")[2].rpartition("/")[2]
        line = lines[each.place.line - 1]
        assert line.strip().startswith((f"{own}:", "title:")) or own in each.place.path.replace("-", "_"), (
            each
        )


def test_the_chapters_share_the_story_among_them(loaded):
    from game.authoring.measure.part import Part, parts

    story = loaded.story
    whole = measure(story, loaded.places, plays=20).figures[0].value
    named = [Part("chapter", name) for name in parts(story, "chapter")]
    named += [Part("line", name) for name in parts(story, "line")]
    told = sum(measure(story, loaded.places, part, plays=20).figures[0].value for part in named)
    assert whole * 0.7 < told < whole
