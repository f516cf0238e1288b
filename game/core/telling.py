"""Telling prose: from prose as written to what is read in one state."""

from __future__ import annotations

from collections.abc import Iterator
from typing import assert_never

from game.core.model import Story
from game.core.prose import (
    Document,
    Line,
    Paragraph,
    Prose,
    Shown,
    Told,
    ToldBlock,
    ToldDocument,
    ToldParagraph,
    Variant,
    Variants,
    Words,
    plain,
)
from game.core.rules import holds
from game.core.state import State


def tell(story: Story, state: State, prose: Prose) -> Told:
    """The blocks that are read in this state. Paragraphs that come out empty are left out."""
    return tuple(_blocks(story, state, prose)) if prose else ()


def tell_line(story: Story, state: State, line: Line) -> tuple[Words, ...]:
    """The words of one line in this state, without spaces at its ends."""
    if not line:
        return ()
    words: list[Words] = []
    for piece in line:
        match piece:
            case Words():
                words.append(piece)
            case Variant(condition, this, that):
                words.extend(this if holds(story, state, condition) else that)
            case _:
                assert_never(piece)
    return _trimmed(words)


def tell_plain(story: Story, state: State, line: Line) -> str:
    """The bare text of one line in this state."""
    return plain(tell_line(story, state, line))


def _blocks(story: Story, state: State, prose: Prose) -> Iterator[ToldBlock]:
    for part in prose:
        match part:
            case Paragraph(line):
                if words := tell_line(story, state, line):
                    yield ToldParagraph(words)
            case Document(kind, lines, signed):
                told = tuple(words for each in lines if (words := tell_line(story, state, each)))
                yield ToldDocument(kind, told, tell_line(story, state, signed))
            case Shown(text):
                yield from _blocks(story, state, story.texts[text])
            case Variants(arms):
                for arm in arms:
                    if arm.condition is None or holds(story, state, arm.condition):
                        yield from _blocks(story, state, arm.prose)
                        break
            case _:
                assert_never(part)


def _trimmed(words: list[Words]) -> tuple[Words, ...]:
    """Without spaces at the ends of the line, and with no double space where a variant was empty."""
    kept: list[Words] = []
    open_space = True
    for word in words:
        text = word.text
        if open_space:
            text = text.lstrip(" ")
        if text:
            kept.append(Words(text, word.emphasis, word.link))
            open_space = text.endswith(" ")
    while kept and not kept[-1].text.rstrip(" "):
        kept.pop()
    if kept:
        last = kept[-1]
        kept[-1] = Words(last.text.rstrip(" "), last.emphasis, last.link)
    return tuple(kept)
