"""The doors of a story, and how often random plays go through them.

A door is a choice or a road of a route, in a chapter, that leads onto a line or to an ending which is
not the one that history came to.
"""

from __future__ import annotations

from game.authoring.measure.gathering import Gathering
from game.core.value import dataclass
from game.play.doors import leads


@dataclass(frozen=True, slots=True)
class Door:
    """A door: where it stands in the files, the line or ending that it leads to, and what share of runs
    went through it."""

    subject: str
    leads_to: str
    share: float


def doors(gathering: Gathering) -> tuple[Door, ...]:
    """The doors of the part that is measured, in written order."""
    table, part = gathering.table, gathering.passages.part
    story, plays = table.story, gathering.plays
    through: dict[tuple[str, str], int] = {}
    for number, (option_number, arm_number) in enumerate(plays.arms):
        option = table.options[option_number]
        scene = story.scenes[table.places[option.place].name]
        to = option.arms[arm_number].to
        if to is None or story.chapters[scene.chapter].line:
            continue
        if not part.has_choice(story, scene.id, option.choice):
            continue
        if end := leads(story, scene, table.places[to].name):
            key = f"{scene.id}.{option.choice}", end
            through[key] = through.get(key, 0) + gathering.arms[number]
    for place in table.places:
        if len(place.ways) < 2:
            continue
        scene = story.scenes[place.name]
        if story.chapters[scene.chapter].line or not part.has_scene(story, scene.id):
            continue
        for to in dict.fromkeys(way.to for way in place.ways):
            if end := leads(story, scene, table.places[to].name):
                key = scene.id, end
                through[key] = through.get(key, 0) + gathering.followed[place.number, to]
    runs = max(gathering.runs, 1)
    return tuple(Door(subject, end, count / runs) for (subject, end), count in through.items())
