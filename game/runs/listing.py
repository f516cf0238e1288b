"""The runs at a glance: what a player needs to know one from another."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import chain
from pathlib import Path

from game.core.model import Ending, Scene, Story
from game.core.value import dataclass
from game.runs.file import Run
from game.runs.folder import Folder, describe
from game.runs.journal import grow, line
from game.runs.names import folded
from game.runs.refusal import Refused, shown
from game.runs.renaming import names_since


@dataclass(frozen=True, slots=True)
class Listing:
    """A run as one row. `date` and `chapter` are where it stands in the story, `ending` the title of
    the ending that it has come to; empty where the story does not say, or is another one.
    `decisions` are those from the beginning to where it stands; `kept` is when it was last played."""

    id: str
    name: str
    story_id: str
    decisions: int
    begun: str
    kept: str
    scene: str
    date: str = ""
    chapter: str = ""
    ending: str = ""
    rewind: bool = True


@dataclass(frozen=True, slots=True)
class Stray:
    """A file among the runs that cannot be played, and one sentence why."""

    file: str
    sentence: str


def read_all(folder: Folder, where: Path) -> Iterator[Run | Stray]:
    """Every file of a folder that could be a run. Nothing is written, whatever is found."""
    for name in folder.files(where):
        path = where / name
        try:
            _, reading = folder.load(path)
        except Refused as refused:
            yield Stray(shown(name), refused.sentence)
            continue
        yield reading if isinstance(reading, Run) else Stray(shown(name), describe(path, reading))


def list_run(run: Run, story: Story | None) -> Listing:
    """The row of a run, told with its story if that is at hand."""
    decisions = line(grow(run.journal))
    row = Listing(
        run.id, run.name, run.story_id, len(decisions), run.begun, run.kept, run.at.scene, rewind=run.rewind
    )
    if story is None or story.header.id != run.story_id:
        return row
    return _placed(row, story, decisions)


def told_apart(rows: Sequence[Listing]) -> tuple[str, ...]:
    """The names of the runs, each with its id where several have it: two that are begun in the same
    moment may."""
    having = Counter(folded(row.name) for row in rows)
    return tuple(f"{row.name} ({row.id})" if having[folded(row.name)] > 1 else row.name for row in rows)


def _placed(row: Listing, story: Story, decisions: tuple[str, ...]) -> Listing:
    """With date and chapter of where it stands, or else of the last place on its way that has them:
    a scene need have no date, and may have left the story."""
    date = chapter = ending = ""
    for name in chain((row.scene,), (each.rpartition(".")[0] for each in reversed(decisions))):
        place = _place(story, name)
        if isinstance(place, Ending) and name == row.scene:
            ending = place.title
        if place and place.date and not date:
            date = place.date.written
        if isinstance(place, Scene) and not chapter:
            found = story.chapters.get(place.chapter)
            chapter = found.title if found else ""
        if date and chapter:
            break
    return Listing(
        row.id, row.name, row.story_id, row.decisions, row.begun, row.kept, row.scene,
        date, chapter, ending, row.rewind,
    )  # fmt: skip


def _place(story: Story, name: str) -> Scene | Ending | None:
    for each in names_since(story, name):
        if place := story.endings.get(each) or story.scenes.get(each):
            return place
    return None
