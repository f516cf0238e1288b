"""From a run as it was kept to where it stands in the story of today.

What was kept of a state is compared and never loaded: a run is its decisions, replayed. If the
story's rules have changed, every decision is tried again in the order of writing, and those that can
no longer be taken are kept as written and not offered. Nothing here writes anything.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping

from game.core.model import Choice, Menu, Scene, Story, frozen
from game.core.play import EndlessFlow, NotOpen, Step, begin, choose, offer
from game.core.prose import plain
from game.core.state import State
from game.core.telling import tell_plain
from game.core.value import dataclass, replace
from game.runs.drift import (
    CHANGED,
    OURS,
    branches_added,
    branches_changed,
    changed_values,
    place_at,
    sentence,
    title_of,
)
from game.runs.file import Run
from game.runs.journal import Journal, Taken, Tree, go, grow, path
from game.runs.refusal import OtherStory
from game.runs.renaming import names_since


@dataclass(frozen=True, slots=True)
class Lost:
    """The first decision, in order of writing, that can no longer be taken: its number, what the
    player knows it by, and why, as half a sentence."""

    number: int
    name: str
    reason: str


@dataclass(frozen=True, slots=True)
class Restored:
    """A run in the story of today.

    `tree` has present names for decisions that are `alive` and the written ones for the others.
    `head` is where the run stands, the nearest alive ancestor of where it stood, and `steps` lead
    there from the beginning. `journal` is the journal to go on with, its head moved there; `names`
    leads from written to present names, for `decide`. `sentence` tells the player what changed,
    empty if nothing did; `fault` is True if it is ours and not the story's."""

    tree: Tree
    alive: frozenset[int]
    head: int
    steps: tuple[Step, ...]
    journal: Journal
    names: Mapping[str, str]
    sentence: str = ""
    lost: Lost | None = None
    fault: bool = False


def restore(story: Story, run: Run) -> Restored:
    """Where a run stands in a story. Under the digest that it was kept with, its line replays and
    ends where it did, or the fault is ours; under another, whatever still can be taken stands.
    Raises OtherStory if it is a run of a story with another id."""
    if run.story_id != story.header.id:
        raise OtherStory(f"The run “{run.name}” is of the story “{run.story_id}”, not of this one.")
    tree = grow(run.journal)
    replayed = _replay_tree(story, tree)
    numbers = path(tree, tree.head)
    standing = tuple(each for each in numbers if each in replayed.names)
    head = standing[-1] if standing else 0
    steps = tuple(replayed.steps[each] for each in (0, *standing))
    state = steps[-1].state
    drifted = changed_values(story, run.at, state) if head == tree.head else ()
    alive = frozenset(replayed.names)
    same_rules = run.story_digest == story.digest
    broken = head != tree.head or bool(drifted)
    said = ""
    branches = branches_changed(run.branches, story.branches)
    if branches or broken or (replayed.lost and not same_rules):
        counts = (len(alive), len(tree.decisions))
        lost = (replayed.lost.name, replayed.lost.reason) if replayed.lost else None
        changed = branches or branches_added(run.branches, story.branches) or CHANGED
        opening = OURS if same_rules and broken else changed
        said = sentence(opening, counts, place_at(story, steps), lost, drifted)
    return Restored(
        tree=replace(tree, decisions=tuple(_present(each, replayed.names) for each in tree.decisions)),
        alive=alive,
        head=head,
        steps=steps,
        journal=go(run.journal, head),
        names=frozen({tree.decisions[n - 1].decision: name for n, name in replayed.names.items()}),
        sentence=said,
        lost=replayed.lost,
        fault=same_rules and broken,
    )


@dataclass(frozen=True, slots=True)
class _Replayed:
    """Present names of the alive decisions by number, the steps on the way to the head, and the
    first decision that was lost."""

    names: Mapping[int, str]
    steps: Mapping[int, Step]
    lost: Lost | None


def _replay_tree(story: Story, tree: Tree) -> _Replayed:
    names: dict[int, str] = {}
    steps: dict[int, Step] = {}
    lost: Lost | None = None
    needed = {0, *path(tree, tree.head)}
    for each in walk(story, tree):
        if isinstance(each, Lost):
            lost = lost or each
            continue
        number, names[number], step = each
        if number in needed:
            steps[number] = step
    del names[0]
    return _Replayed(names, steps, lost)


def walk(story: Story, tree: Tree) -> Iterator[tuple[int, str, Step] | Lost]:
    """Every decision of a tree that is alive, in order of writing, with its number, its present name
    and its step, the beginning before all as number 0; and those that were lost, where the one that
    they grow from is alive. A step is let go of when nothing more grows from it: a journal may be
    long."""
    growing = Counter(taken.parent for taken in tree.decisions)
    steps: dict[int, Step] = {0: begin(story)}
    yield 0, "", steps[0]
    for number, decision, parent in tree.decisions:
        before = steps.get(parent)
        growing[parent] -= 1
        if not growing[parent]:
            steps.pop(parent, None)
        if before is None:
            continue
        taken = _take(story, before.state, decision)
        if isinstance(taken, _Barred):
            yield Lost(number, taken.name, taken.reason)
            continue
        name, step = taken
        if growing[number]:
            steps[number] = step
        yield number, name, step


def _present(taken: Taken, names: Mapping[int, str]) -> Taken:
    return Taken(taken.number, names.get(taken.number, taken.decision), taken.parent)


@dataclass(frozen=True, slots=True)
class _Barred:
    """A decision that can no longer be taken."""

    name: str
    reason: str


def _take(story: Story, state: State, written: str) -> tuple[str, Step] | _Barred:
    """The present name of a decision and the step it makes in a state, or why it makes none."""
    known = [(name, *found) for name in names_since(story, written) if (found := _find(story, name))]
    if not known:
        return _Barred(_unknown(written), "it is no longer in the story")
    here = [each for each in known if each[1].id == state.scene]
    if not here:
        label = tell_plain(story, state, known[0][2].label)
        return _Barred(f"“{label}”", f"{title_of(story, state.scene)} stands in its place")
    name, scene, choice = here[0]
    shown = offer(story, state, scene, choice)
    label = tell_plain(story, state, choice.label)
    if shown is None:
        return _Barred(f"“{label}”", "it is not offered now")
    if not shown.open:
        return _Barred(f"“{label}”", f"it is closed now (“{plain(shown.reason)}”)")
    try:
        return name, choose(story, state, choice.id)
    except (NotOpen, EndlessFlow):
        return _Barred(f"“{label}”", "it leads nowhere now")


def _unknown(written: str) -> str:
    """A decision that the story does not know: by its branch, if it is of one."""
    branch = next((part.partition("/")[0] for part in written.split(".") if "/" in part), "")
    return f"a choice of the branch “{branch}”" if branch else written


def _find(story: Story, decision: str) -> tuple[Scene, Choice] | None:
    scene_id, _, choice_id = decision.rpartition(".")
    scene = story.scenes.get(scene_id)
    if scene is None or not isinstance(scene.way, Menu):
        return None
    return next(((scene, choice) for choice in scene.way.choices if choice.id == choice_id), None)
