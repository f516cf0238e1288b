"""The reading place in what was shown before an edit, found again in what is shown after it."""

from __future__ import annotations

from game.core.prose import ToldBlock, ToldDocument, plain
from game.core.value import replace
from game.play.page import Page, Prose
from game.play.view import SceneView
from game.terminal.full.place import Mark

Shown = SceneView | Page


def again(before: Shown, after: Shown, mark: Mark) -> Mark:
    """The mark of the same paragraph, wherever it stands now; of one that was rewritten, of what stands in
    its place; of one that is gone, of what follows it."""
    old, new = _paragraphs(before), _paragraphs(after)
    names = [name for name, _ in old]
    if mark.anchor not in names or not new:
        return mark
    from difflib import SequenceMatcher  # for those who edit what they read

    at = names.index(mark.anchor)
    matcher = SequenceMatcher(None, [text for _, text in old], [text for _, text in new], autojunk=False)
    for what, start, past, to, to_past in matcher.get_opcodes():
        if start <= at < past:
            there = to + (at - start) if what == "equal" else min(to + (at - start), max(to, to_past - 1))
            name = new[min(there, len(new) - 1)][0]
            return replace(mark, anchor=name)
    return mark


def _paragraphs(shown: Shown) -> list[tuple[str, str]]:
    """The anchors of all paragraphs, as rows have them, with what they say."""
    if isinstance(shown, Page):
        told = [
            (f"block {index}", block.told)
            for index, block in enumerate(shown.blocks)
            if isinstance(block, Prose)
        ]
    else:
        told = [(f"passage {number}", each.told) for number, each in enumerate(shown.passages, 1)]
    return [
        (f"{name}.{place}", _said(block)) for name, blocks in told for place, block in enumerate(blocks, 1)
    ]


def _said(block: ToldBlock) -> str:
    if isinstance(block, ToldDocument):
        return " ".join(map(plain, (*block.lines, block.signed)))
    return plain(block.words)
