"""Stretches of a passage: what the player has read before, and what is new."""

from __future__ import annotations

from itertools import groupby

from game.core.prose import Told, ToldDocument, ToldParagraph, plain
from game.core.value import dataclass
from game.play.sentences import counted
from game.play.view import OfferView, PassageView


@dataclass(frozen=True, slots=True)
class Stretch:
    """Blocks that follow each other, all read before or all new; `first` is the number of the first."""

    first: int
    blocks: Told
    read: bool

    @property
    def words(self) -> str:
        """How many words there are to read: `214 words`."""
        return counted(sum(len(_text(block).split()) for block in self.blocks), "word")


def stretches(passage: PassageView) -> tuple[Stretch, ...]:
    """The passage in stretches, as long as they can be."""
    numbered = list(enumerate(passage.told, 1))
    return tuple(
        Stretch(blocks[0][0], tuple(block for _, block in blocks), read)
        for read, run in groupby(numbered, lambda each: each[0] in passage.read)
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
