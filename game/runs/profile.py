"""What a player has seen of a story in all runs: a cache of the runs, rebuilt when it is missing."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Mapping

from game.core.epilogue import earned
from game.core.model import Story
from game.core.play import Step
from game.core.sparing import told_to
from game.core.value import dataclass
from game.runs.digest import digest_of
from game.runs.file import Run
from game.runs.folder import PROFILE, Folder
from game.runs.listing import read_all
from game.runs.parsing import Json
from game.runs.refusal import Refused
from game.runs.writing import write_whole

_FORMAT = 2
_MOST = 16 * 1024 * 1024
PATIENCE = 1.0
"""Seconds after which somebody who waits for a profile is told why."""


@dataclass(frozen=True, slots=True)
class Profile:
    """`last` is the id of the run played last, empty if there is none. `decisions` are choices
    taken (`scene.choice`), `outcomes` what came of them (`scene.choice.outcome`), `endings` those
    reached and `honours` those earned there, `read` the scenes that were entered, and `told` the
    digests of all blocks of prose that were told."""

    last: str = ""
    decisions: frozenset[str] = frozenset()
    outcomes: frozenset[str] = frozenset()
    endings: frozenset[str] = frozenset()
    honours: frozenset[str] = frozenset()
    read: frozenset[str] = frozenset()
    told: frozenset[str] = frozenset()


def fold(
    profile: Profile, story: Story, steps: Iterable[Step], spare: frozenset[str] = frozenset()
) -> Profile:
    """The profile after these steps have been seen by a reader who asked to be spared some matters.
    Folding in a step twice changes nothing."""
    entered, decisions, outcomes = set(profile.read), set(profile.decisions), set(profile.outcomes)
    endings, honours, told = set(profile.endings), set(profile.honours), set(profile.told)
    for step in steps:
        entered.update(step.entered)
        told.update(digests(story, step, spare))
        if step.state.scene in story.endings:
            endings.add(step.state.scene)
            honours.update(each.id for each in earned(story, step.state))
        if step.deed:
            decisions.add(step.deed.decision)
            if step.deed.outcome:
                outcomes.add(f"{step.deed.decision}.{step.deed.outcome}")
    return Profile(profile.last, *map(frozenset, (decisions, outcomes, endings, honours, entered, told)))


def digests(story: Story, step: Step, spare: frozenset[str]) -> Iterator[str]:
    """The digests of what a step told to such a reader."""
    return (digest_of(block) for passage in step.passages for block in told_to(story, passage, spare))


def join(one: Profile, other: Profile) -> Profile:
    """What both profiles have seen; the run played last is that of the first."""
    sets = (getattr(one, name) | getattr(other, name) for name in Profile.__match_args__[1:])
    return Profile(one.last, *sets)


def spared_in(run: Run) -> frozenset[str]:
    """The matters that the reader of a run asked to be spared."""
    asked = run.settings.get("spare")
    return (
        frozenset(each for each in asked if isinstance(each, str)) if isinstance(asked, list) else frozenset()
    )


def cached_profile(folder: Folder, story: Story) -> Profile:
    """The profile as it is cached; an empty one if it is not."""
    return _stories(folder).get(story.header.id) or Profile()


def load_profile(folder: Folder, story: Story, waiting: Callable[[], None], patience: float) -> Profile:
    """The profile as it is cached, or else rebuilt from every run that can be read, those in the
    trash too: what a player has seen stays seen. Nothing is written. If that takes longer than
    somebody's `patience`, in seconds, `waiting` is called, once."""
    if cached := _stories(folder).get(story.header.id):
        return cached
    from game.runs.rebuilding import rebuilt  # needed once, and not at every start

    return rebuilt(folder, story, waiting, patience)


def keep_profile(folder: Folder, story: Story, profile: Profile) -> bool:
    """Cache the profile; whether that could be done. A cache is no reason to disturb a player."""
    cached = _stories(folder)
    if cached.get(story.header.id) == profile:
        return True
    stories = {**cached, story.header.id: profile}
    document = {"format": _FORMAT, "stories": {name: _written(each) for name, each in stories.items()}}
    data = json.dumps(document, ensure_ascii=False).encode("utf-8", "replace")
    try:
        folder.make(folder.root)
        return write_whole(folder.disk, folder.root / PROFILE, data)
    except (OSError, Refused):
        return False


def last_run(folder: Folder, story: Story) -> str | None:
    """The id of the run of this story that was played last: from the cache, which costs one file, or
    else from all runs."""
    cached = _stories(folder).get(story.header.id)
    if cached and cached.last and folder.disk.exists(folder.path(cached.last)):
        return cached.last
    newest = _newest(folder, story)
    return newest.id if newest else None


def _newest(folder: Folder, story: Story) -> Run | None:
    runs = (each for each in read_all(folder, folder.root) if isinstance(each, Run))
    return max(
        (run for run in runs if run.story_id == story.header.id), key=lambda run: run.kept, default=None
    )


def _stories(folder: Folder) -> Mapping[str, Profile]:
    """The cached profiles by story; none if the cache is missing, broken or of another format."""
    try:
        document = json.loads(folder.disk.read(folder.root / PROFILE, _MOST))
        if document["format"] != _FORMAT:
            return {}
        return {str(name): _read(each) for name, each in document["stories"].items()}
    except (OSError, ValueError, RecursionError, LookupError, TypeError, AttributeError):
        return {}


def _written(profile: Profile) -> Json:
    """Every set as one text, its members parted by spaces: read in a tenth of the time of a list."""
    return {
        field: value if isinstance(value := getattr(profile, field), str) else " ".join(sorted(value))
        for field in Profile.__match_args__
    }


def _read(written: Json) -> Profile:
    last, *seen = (written[field] for field in Profile.__match_args__)
    return Profile(str(last), *(frozenset(each.split()) for each in seen))
