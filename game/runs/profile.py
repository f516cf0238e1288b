"""What a player has seen of a story in all runs: a cache of the runs, rebuilt when it is missing."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping

from game.core.model import Story
from game.core.play import Step
from game.core.value import dataclass, replace
from game.runs.file import Run
from game.runs.folder import PROFILE, Folder
from game.runs.journal import grow
from game.runs.listing import read_all
from game.runs.parsing import Json
from game.runs.refusal import Refused
from game.runs.restore import Lost, walk
from game.runs.writing import write_whole

_FORMAT = 1
_MOST = 16 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class Profile:
    """`last` is the id of the run played last, empty if there is none. `decisions` are choices
    taken (`scene.choice`), `outcomes` what came of them (`scene.choice.outcome`), `endings` those
    reached, `read` the scenes that were entered."""

    last: str = ""
    decisions: frozenset[str] = frozenset()
    outcomes: frozenset[str] = frozenset()
    endings: frozenset[str] = frozenset()
    read: frozenset[str] = frozenset()


def fold(profile: Profile, story: Story, steps: Iterable[Step]) -> Profile:
    """The profile after these steps have been seen. Folding in a step twice changes nothing."""
    entered, decisions, outcomes = set(profile.read), set(profile.decisions), set(profile.outcomes)
    endings = set(profile.endings)
    for step in steps:
        entered.update(step.entered)
        if step.state.scene in story.endings:
            endings.add(step.state.scene)
        if step.deed:
            decisions.add(step.deed.decision)
            if step.deed.outcome:
                outcomes.add(f"{step.deed.decision}.{step.deed.outcome}")
    return Profile(
        profile.last, frozenset(decisions), frozenset(outcomes), frozenset(endings), frozenset(entered)
    )


def load_profile(folder: Folder, story: Story) -> Profile:
    """The profile as it is cached, or else rebuilt from every run that can be read, those in the
    trash too: what a player has seen stays seen. Nothing is written."""
    cached = _stories(folder).get(story.header.id)
    return cached or _rebuilt(folder, story)


def keep_profile(folder: Folder, story: Story, profile: Profile) -> bool:
    """Cache the profile; whether that could be done. A cache is no reason to disturb a player."""
    stories = {**_stories(folder), story.header.id: profile}
    document = {"format": _FORMAT, "stories": {name: _written(each) for name, each in stories.items()}}
    data = json.dumps(document, ensure_ascii=False, indent=1).encode("utf-8", "replace")
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


def _rebuilt(folder: Folder, story: Story) -> Profile:
    profile = Profile()
    for where in (folder.root, folder.trash):
        for run in read_all(folder, where):
            if isinstance(run, Run) and run.story_id == story.header.id:
                alive = (each for each in walk(story, grow(run.journal)) if not isinstance(each, Lost))
                profile = fold(profile, story, (step for _, _, step in alive))
    newest = _newest(folder, story)
    return replace(profile, last=newest.id if newest else "")


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
    return {
        field: value if isinstance(value := getattr(profile, field), str) else sorted(value)
        for field in Profile.__match_args__
    }


def _read(written: Json) -> Profile:
    seen = {name: frozenset(map(str, written[name])) for name in ("decisions", "outcomes", "endings", "read")}
    return Profile(str(written["last"]), **seen)
