"""How a preview came to where it stands, in words that outlive the story: so it can be gone again when a
file has changed."""

from __future__ import annotations

from game.authoring.preview.given import NotGiven, Said, placed, read
from game.authoring.preview.standing import Standing, begun, followed, resumed, step_of
from game.authoring.preview.subject import find
from game.core.model import Story
from game.core.play import EndlessFlow, NotOpen, present
from game.core.prose import plain
from game.core.value import dataclass, replace
from game.runs.file import Run
from game.runs.renaming import names_since


@dataclass(frozen=True, slots=True)
class Hop:
    """A choice that was followed: what was said otherwise where it was, and the decision."""

    said: Said
    decision: str


@dataclass(frozen=True, slots=True)
class Trail:
    """What was asked for first and in which state, the choices followed from there, and what is said
    otherwise where it stands now. `run` is a run whose way and state it begins with."""

    origin: str
    said: Said = ()
    hops: tuple[Hop, ...] = ()
    here: Said = ()
    run: Run | None = None


@dataclass(frozen=True, slots=True)
class Stood:
    """Where a trail leads in a story: the trail as it was gone, and sentences on what of it could not be."""

    standing: Standing
    trail: Trail
    sentences: tuple[str, ...] = ()


def stand(story: Story, trail: Trail) -> Stood:
    """Go a trail. An old name is followed; a choice that is no longer open ends it, and a value that is
    no longer there is left out. Raises Gone where what was asked for is not in the story."""
    subject = find(story, trail.origin)
    sentences: list[str] = []
    if subject.name != trail.origin and trail.origin in story.renamed:
        sentences.append(f"`{trail.origin}` is called `{subject.name}` now.")
    said = _possible(story, trail.said, sentences)
    if trail.run is not None:
        standing = resumed(story, subject, trail.run, said)
    else:
        standing = begun(story, subject, said)
    gone: list[Hop] = []
    for number, hop in enumerate(trail.hops, 1):
        there = otherwise(story, standing, _possible(story, hop.said, sentences))
        after = _hopped(story, there, hop, sentences)
        if after is None:
            sentences.append(f"{number - 1} of {len(trail.hops)} choices could be followed.")
            here = Trail(subject.name, said, tuple(gone), hop.said, trail.run)
            return Stood(there, here, tuple(sentences))
        standing, decision = after
        gone.append(replace(hop, decision=decision))
    here_said = _possible(story, trail.here, sentences)
    standing = otherwise(story, standing, here_said)
    return Stood(standing, Trail(subject.name, said, tuple(gone), here_said, trail.run), tuple(sentences))


def otherwise(story: Story, standing: Standing, said: Said) -> Standing:
    """The same place with this said otherwise than in the state that was given. Raises NotGiven."""
    return replace(standing, arrival=placed(story, standing.given, said))


def _possible(story: Story, said: Said, sentences: list[str]) -> Said:
    kept = []
    for name, text in said:
        try:
            read(story, name, text)
        except NotGiven as fault:
            sentences.append(str(fault))
        else:
            kept.append((name, text))
    return tuple(kept)


def _hopped(story: Story, standing: Standing, hop: Hop, sentences: list[str]) -> tuple[Standing, str] | None:
    try:
        state = step_of(story, standing).state
        for name in names_since(story, hop.decision):
            scene, _, choice = name.rpartition(".")
            if scene == state.scene and any(each.choice == choice for each in present(story, state)):
                return followed(story, standing, choice), name
    except NotOpen as closed:
        sentences.append(f"`{closed.decision}` is closed now: {closed.reason}")
        return None
    except EndlessFlow as circle:
        sentences.append(f"`{hop.decision}` leads nowhere now: {circle}.")
        return None
    sentences.append(f"`{hop.decision}` is not offered any more.")
    return None


def closed(story: Story, standing: Standing, choice: str) -> str:
    """Why a choice cannot be followed, as its reader is told."""
    offers = present(story, step_of(story, standing).state)
    return next((plain(each.reason) for each in offers if each.choice == choice), "it is not offered")
