"""What a block of prose is known by."""

from __future__ import annotations

from hashlib import blake2b

from game.core.prose import ToldBlock, ToldDocument, ToldParagraph, plain

_BYTES = 5
"""Of a digest: among ten thousand blocks of a story, two are alike once in twenty thousand stories."""


def digest_of(block: ToldBlock) -> str:
    """What a block of prose is known by: the same for the same text, wherever it is told."""
    match block:
        case ToldParagraph(words):
            text = plain(words)
        case ToldDocument(kind, lines, signed):
            text = "\n".join((kind, *map(plain, lines), plain(signed)))
    return blake2b(text.encode("utf-8", "replace"), digest_size=_BYTES).hexdigest()
