"""A preview at work, as a value: where it stands, which variant is shown, and what each wish makes of it."""

from __future__ import annotations

from game.authoring.preview.asking import Asked, asked
from game.authoring.preview.doing import Doing, doings
from game.authoring.preview.given import (
    Said,
    difference,
    placed,
    read,
    said_otherwise,
    value_of,
    values_of,
    word,
)
from game.authoring.preview.reading import read_by
from game.authoring.preview.standing import (
    Standing,
    begun,
    followed,
    here_otherwise,
    read_state,
    said_here,
    shown,
    step_of,
    varied,
)
from game.authoring.preview.subject import find
from game.authoring.preview.trail import Hop, Stood, Trail, otherwise, stand
from game.authoring.preview.variants import Variants
from game.authoring.wording import written as in_words
from game.core.condition import Condition, Not
from game.core.model import Story
from game.core.play import Step
from game.core.value import dataclass, replace
from game.play.page import Page
from game.play.view import SceneView
from game.runs.file import Run


@dataclass(frozen=True, slots=True)
class Field:
    """Something that is read here: its name, its value as written with the word of a meter's step, whether
    it is otherwise than it was given, and what it may be; `worded` is that with the words of steps.
    `arrives` is the value on arrival, where arriving changes it."""

    name: str
    value: str
    changed: bool
    values: tuple[str, ...]
    at: int
    worded: tuple[str, ...]
    arrives: str = ""


@dataclass(frozen=True, slots=True)
class Because:
    """A condition that was asked for what is told, as written, or turned round where it did not hold; and
    whether it is answered otherwise than in the first variant."""

    words: str
    turned: bool


@dataclass(frozen=True, slots=True)
class Previewed:
    """What is to be seen of a preview: the turn or page, under which number of how many variants (0 where
    it is none of those found; `more` where there are others), why so, and what is read here. `deep` is how
    many choices were followed to it."""

    name: str
    shown: SceneView | Page
    number: int
    many: int
    more: bool
    because: tuple[Because, ...]
    fields: tuple[Field, ...]
    chosen: str
    deep: int
    explored: bool


@dataclass(frozen=True, slots=True)
class Bench:
    """A preview in a version of the story. `chosen` is the field that is turned up and down; until
    `explored`, `variants` are not all there are. Every wish gives another bench; those that a story may
    refuse say what they raise."""

    story: Story
    trail: Trail
    standing: Standing
    variants: Variants
    chosen: str = ""
    explored: bool = False

    @property
    def number(self) -> int:
        """The number of the variant that is shown; 0 if it is none of those that were found."""
        return self.variants.number(said_here(self.story, self.standing))

    @property
    def reads(self) -> tuple[str, ...]:
        """The names of what is read here."""
        return read_by(self.story, self.standing.subject)

    @property
    def steps(self) -> tuple[Step, ...]:
        """The way here, as a look-up reads it."""
        return (*self.standing.behind, step_of(self.story, self.standing))

    def explore(self) -> Bench:
        """With all variants, which may take a moment."""
        if self.explored:
            return self
        return replace(self, variants=varied(self.story, self.standing), explored=True)

    def stepped(self, by: int) -> Bench:
        """The next variant, or the one before; around the end."""
        many, number = len(self.variants.found), self.number
        at = (number - 1 + by) % many if number else 0 if by > 0 else many - 1
        return self.at_variant(at + 1)

    def at_variant(self, number: int) -> Bench:
        """The variant of this number, from 1. Raises IndexError."""
        if number < 1:
            raise IndexError(number)
        variant = self.variants.found[number - 1]
        return self._said(difference(self.story, self.standing.given, variant.arrival))

    def turned(self, name: str, by: int) -> Bench:
        """Something one value up or down; it stops at its ends. Raises NotGiven."""
        values = values_of(self.story, name)
        now = value_of(self.story, self.standing.arrival, name)
        return self.set(name, values[max(0, min(len(values) - 1, now + by))])

    def set(self, name: str, text: str) -> Bench:
        """Something at a value. Raises NotGiven."""
        value = read(self.story, name, text)
        said = said_otherwise(
            here_otherwise(self.story, self.standing), {name: values_of(self.story, name)[value]}
        )
        return replace(self._said(said), chosen=name)

    def reset(self) -> Bench:
        """The state that was given."""
        return self._said(())

    def choosing(self, by: int) -> Bench:
        """The next of what is read here chosen to be turned, or the one before."""
        reads = self.reads
        if not reads:
            return self
        at = reads.index(self.chosen) + by if self.chosen in reads else 0 if by > 0 else -1
        return replace(self, chosen=reads[at % len(reads)])

    def follow(self, choice: str) -> Bench:
        """What a choice leads to, in the state that it leaves. Raises NotOpen, EndlessFlow."""
        state = step_of(self.story, self.standing).state
        hop = Hop(here_otherwise(self.story, self.standing), f"{state.scene}.{choice}")
        after = followed(self.story, self.standing, choice)
        trail = replace(self.trail, hops=(*self.trail.hops, hop), here=())
        return Bench(self.story, trail, after, varied(self.story, after, 1), self.chosen)

    def back(self) -> Bench:
        """Before the last choice that was followed, as it was there; the same where none was."""
        if not self.trail.hops:
            return self
        *hops, last = self.trail.hops
        trail = replace(self.trail, hops=tuple(hops), here=last.said)
        return self._stood(stand(self.story, trail))

    def go(self, name: str) -> Bench:
        """Another subject, by itself or in the run. Raises Gone, NotGiven."""
        return self._stood(stand(self.story, Trail(name, self.trail.said, run=self.trail.run)))

    def doings(self) -> tuple[Doing, ...]:
        """What the choices here would do."""
        return doings(self.story, step_of(self.story, self.standing).state)

    def fields(self) -> tuple[Field, ...]:
        """What is read here, each as it is when the first word is told."""
        return tuple(self._field(name) for name in self.reads)

    def previewed(self) -> Previewed:
        """What is to be seen. Raises EndlessFlow."""
        standing = self.standing
        first = {each.key for each in self.variants.found[0].asked}
        answers = asked(self.story, standing.subject, standing.arrival, stays=standing.stays)
        because = [Because(answered(self.story, each), each.key not in first) for each in answers]
        return Previewed(
            name=standing.subject.name,
            shown=shown(self.story, standing),
            number=self.number,
            many=len(self.variants.found),
            more=self.variants.more and self.explored,
            explored=self.explored,
            because=tuple(sorted(because, key=lambda each: not each.turned)),
            fields=self.fields(),
            chosen=self.chosen if self.chosen in self.reads else "",
            deep=len(self.trail.hops),
        )

    def reloaded(self, story: Story) -> tuple[Bench, tuple[str, ...]]:
        """The same place in another version of the story, and sentences on what could not be kept.
        Raises Gone."""
        there = stand(story, self.trail)
        return _made(story, there, self.chosen), there.sentences

    def _field(self, name: str) -> Field:
        story, state = self.story, read_state(self.story, self.standing)
        values, arrival = values_of(story, name), self.standing.arrival
        at, before = value_of(story, state, name), value_of(story, arrival, name)
        given = value_of(story, self.standing.given, name)
        worded = tuple(f"{each} {word(story, name, index)}".rstrip() for index, each in enumerate(values))
        arrives = values[before] if before != at else ""
        return Field(name, worded[at], before != given, values, at, worded, arrives)

    def _said(self, said: Said) -> Bench:
        trail = replace(self.trail, here=said)
        return replace(self, trail=trail, standing=otherwise(self.story, self.standing, said))

    def _stood(self, there: Stood) -> Bench:
        return _made(self.story, there, self.chosen)


def opened(story: Story, name: str, said: Said = (), run: Run | None = None) -> Bench:
    """A preview of what a name means, in a state of which this was said, or where a run came to it.
    Raises Gone, NotGiven, OtherStory."""
    placed(story, begun(story, find(story, name)).given, said)
    return _made(story, stand(story, Trail(name, said, run=run)))


def _made(story: Story, there: Stood, chosen: str = "") -> Bench:
    return Bench(story, there.trail, there.standing, varied(story, there.standing, 1), chosen)


def answered(story: Story, each: Asked) -> str:
    """A condition as written where it holds; where it does not, with a `not` before it."""
    return in_words(story, each.condition if each.holds else _turned(each.condition))


def _turned(condition: Condition) -> Condition:
    return condition.condition if isinstance(condition, Not) else Not(condition)
