"""Which file of a story holds what."""

from __future__ import annotations

import pytest

from game.loading.layout import Room, room


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        ("story.yaml", Room("header")),
        ("variables.yaml", Room("variables")),
        ("people/anna.yaml", Room("person")),
        ("people/minor.yaml", Room("people")),
        ("codex/a.yaml", Room("codex")),
        ("texts/a.yaml", Room("texts")),
        ("sources.yaml", Room("sources")),
        ("honours.yaml", Room("honours")),
        ("endings/a.yaml", Room("endings")),
        ("epilogue/a.yaml", Room("epilogue")),
        ("chapters/02-the-letter/chapter.yaml", Room("chapter", "the_letter", 2)),
        ("chapters/02-the-letter/variables.yaml", Room("variables", "the_letter", 2)),
        ("chapters/02-the-letter/03-reading.yaml", Room("scenes", "the_letter", 2)),
        ("lines/the-barons/chapter.yaml", Room("chapter", "the_barons", line=True)),
        ("lines/the-barons/a.yaml", Room("scenes", "the_barons", line=True)),
    ],
)
def test_every_file_has_its_room(path: str, expected: Room):
    assert room(path) == expected


@pytest.mark.parametrize(
    "path",
    [
        "scene.yaml",
        "chapter/01-day/a.yaml",
        "chapters/a.yaml",
        "chapters/day/a.yaml",
        "chapters/01-day/deeper/a.yaml",
        "lines/a.yaml",
        "people/far/a.yaml",
        "story.yml",
    ],
)
def test_a_file_that_lies_elsewhere_has_none(path: str):
    assert room(path) is None
