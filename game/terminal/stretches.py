"""Stretches of a passage: what the player has read before, and what is new."""

from __future__ import annotations

from itertools import groupby

from game.core.prose import Told, ToldDocument, ToldParagraph, plain
from game.core.value import dataclass
from game.play.sentences import counted
from game.play.view import OfferView, PassageView

WORTH_TELLING = 20
"""The words of a stretch that is worth a line of its own."""


@dataclass(frozen=True, slots=True)
class Stretch:
    """Blocks that follow each other, all read before or all new; `first` is the number of the first."""

    first: int
    blocks: Told
    read: bool

    @property
    def length(self) -> int:
        """The words there are to read."""
        return sum(len(_text(block).split()) for block in self.blocks)

    @property
    def words(self) -> str:
        """How many words there are to read: `214 words`."""
        return counted(self.length, "word")


def stretches(passage: PassageView) -> tuple[Stretch, ...]:
    """The passage in stretches, as long as they can be. Beside something new, a few words that were read
    before are not told apart: to read them again is less than to read that they were read."""
    parts = _parts(passage, frozenset(passage.read))
    if all(each.read for each in parts):
        return parts
    short = (each for each in parts if each.read and each.length < WORTH_TELLING)
    again = {each.first + index for each in short for index in range(len(each.blocks))}
    return _parts(passage, frozenset(passage.read) - again) if again else parts


def _parts(passage: PassageView, read: frozenset[int]) -> tuple[Stretch, ...]:
    numbered = list(enumerate(passage.told, 1))
    return tuple(
        Stretch(blocks[0][0], tuple(block for _, block in blocks), before)
        for before, run in groupby(numbered, lambda each: each[0] in read)
        for blocks in [list(run)]
    )


def _text(block: ToldParagraph | ToldDocument) -> str:
    if isinstance(block, ToldParagraph):
        return plain(block.words)
    return " ".join(plain(line) for line in (*block.lines, block.signed))


def taken_before(offer: OfferView) -> str:
    """What is known of a choice that was taken before: `taken before; 1 of 3 outcomes seen`."""
    if not offer.taken:
        return ""
    if offer.outcomes < 2:
        return "taken before"
    return f"taken before; {offer.outcomes_seen} of {offer.outcomes} outcomes seen"
