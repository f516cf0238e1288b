"""A reader for thousands of steps at once: takes note of what was told by its digests alone.

Prose without conditions is read once. A block with conditions is told once for every way in which they
can come out, and not looked at again when all of these have been told.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import assert_never

from game.core.condition import Condition
from game.core.model import Story
from game.core.prose import Document, Line, Paragraph, Prose, Shown, Told, Variant, Variants
from game.core.rules import holds
from game.core.state import State
from game.core.telling import tell
from game.runs.digest import digest_of


class Reader:
    """Told are the digests of all blocks that it was given to read, in the states in which it was."""

    def __init__(self) -> None:
        self.told: set[str] = set()
        self._texts: dict[int, tuple[Prose, _Text]] = {}

    def __call__(self, story: Story, state: State, prose: Prose) -> Told:
        """Read this; nothing is given back, for nobody looks at it."""
        if prose:
            if id(prose) not in self._texts:
                self._texts[id(prose)] = (prose, _Text(story, prose))  # held, so that its id stays its own
            self._texts[id(prose)][1].read(story, state, self.told)
        return ()


class _Text:
    """What is still unread of some prose."""

    def __init__(self, story: Story, prose: Prose) -> None:
        self.unread: list[_Block | _Arms] = list(_parts(story, prose))

    def read(self, story: Story, state: State, told: set[str]) -> None:
        if self.unread:
            for each in self.unread:
                each.read(story, state, told)
            self.unread = [each for each in self.unread if not each.spent]


class _Block:
    """A paragraph or document, with what is known of it by how its conditions came out."""

    def __init__(self, part: Paragraph | Document) -> None:
        self._part = part
        lines = (part.line,) if isinstance(part, Paragraph) else (*part.lines, part.signed)
        self._conditions = tuple(dict.fromkeys(each for line in lines for each in _conditions(line)))
        self._known: set[tuple[bool, ...]] = set()

    @property
    def spent(self) -> bool:
        return len(self._known) == 1 << len(self._conditions)

    def read(self, story: Story, state: State, told: set[str]) -> None:
        truths = tuple([holds(story, state, each) for each in self._conditions])
        if truths not in self._known:
            self._known.add(truths)
            told.update(map(digest_of, tell(story, state, (self._part,))))


class _Arms:
    """Arms of which the first that holds is read."""

    def __init__(self, story: Story, variants: Variants) -> None:
        self._arms = [(arm.condition, _Text(story, arm.prose)) for arm in variants.arms]

    @property
    def spent(self) -> bool:
        return not any(text.unread for _, text in self._arms)

    def read(self, story: Story, state: State, told: set[str]) -> None:
        for condition, text in self._arms:
            if condition is None or holds(story, state, condition):
                text.read(story, state, told)
                return


def _parts(story: Story, prose: Prose) -> Iterator[_Block | _Arms]:
    for part in prose:
        match part:
            case Paragraph() | Document():
                yield _Block(part)
            case Shown(text):
                yield from _parts(story, story.texts[text])
            case Variants():
                yield _Arms(story, part)
            case _:
                assert_never(part)


def _conditions(line: Line) -> Iterator[Condition]:
    return (piece.condition for piece in line if isinstance(piece, Variant))
