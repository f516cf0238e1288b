"""From a turn to the run as it is to be kept."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime

from game.core.model import Story, frozen
from game.core.play import begin
from game.core.state import State
from game.core.value import replace
from game.runs.file import At, Run
from game.runs.journal import Journal
from game.runs.names import clean_name, new_id
from game.runs.parsing import Json


def now() -> str:
    """The time as runs are stamped with it: UTC, to the second. No decision depends on it."""
    return datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def begun(story: Story, name: str, *, rewind: bool = True, settings: Mapping[str, Json] | None = None) -> Run:
    """A new run at the beginning of a story, not kept anywhere yet. Raises BadName."""
    time = now()
    return Run(
        id=new_id(),
        name=clean_name(name),
        story_id=story.header.id,
        story_version=story.header.version,
        story_digest=story.digest,
        begun=time,
        kept=time,
        at=at(story, begin(story).state),
        branches=story.branches,
        rewind=rewind,
        settings=frozen(settings or {}),
    )


def at(story: Story, state: State, before: At | None = None) -> At:
    """What is kept of a state: the scene, and the values that differ from the start. Keys of the
    former `at` that this program does not know stay."""
    values = {
        name: value
        for name, value in state.values.items()
        if (variable := story.variables.get(name)) and value != variable.start
    }
    return At(state.scene, frozen(values), before.extra if before else frozen({}))


def record(story: Story, run: Run, journal: Journal, state: State) -> Run:
    """The run as it is to be kept after a turn: its journal, where its head stands, and the story
    that it was played in."""
    return replace(
        run,
        journal=journal,
        at=at(story, state, run.at),
        story_version=story.header.version,
        story_digest=story.digest,
        branches=story.branches,
    )
