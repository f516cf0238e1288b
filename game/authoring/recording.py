"""Walkthroughs that are made: from a run that was played, and from an older one after the prose has
changed."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from game.authoring.walkthrough import ExpectText, compare, label_of, read, told_by
from game.core.model import Scene, Story
from game.core.play import NotOpen, Step, begin, choose, ended, present
from game.core.value import dataclass
from game.loading.characters import printable
from game.runs.renaming import names_since

_ALIKE = 0.5
"""So alike must a text be to be what became of another."""
_SENTENCE = re.compile(r"(?<=[.!?…:;])\s+")


@dataclass(frozen=True, slots=True)
class Updated:
    """A walkthrough as it should be now, and what an author has to mend in it: the line, from 1, and
    what to say about it; line 0 if nothing."""

    text: str
    line: int = 0
    sentences: tuple[str, ...] = ()


def record(story: Story, steps: Sequence[Step], name: str, *, brief: bool = False) -> str:
    """The run of these steps as a walkthrough: the ids of its choices with their labels and all that was
    told; `brief` the ids alone."""
    return "\n".join(_record(story, steps, name, brief=brief)) + "\n"


def _record(story: Story, steps: Sequence[Step], name: str, *, brief: bool) -> Iterator[str]:
    branches = "".join(f", {branch} {version}" for branch, version in story.branches)
    yield f"# {printable(name)}"
    yield f"# {story.header.id} {story.header.version}{branches}"
    yield ""
    chapter = ""
    if not brief:
        yield from _told(story, steps[0])
    for before, after in pairwise(steps):
        if (title := _chapter(story, before)) != chapter:
            chapter = title
            yield from ("", f"# {title}")
        if after.deed is None:
            continue
        decision = after.deed.decision
        if brief:
            yield decision
            continue
        yield ""
        yield f"{decision}: {_label(story, before, decision)}"
        yield from _told(story, after)
    if ended(story, steps[-1].state):
        yield from ("", f"expect: {steps[-1].state.scene}")


def _told(story: Story, step: Step) -> Iterator[str]:
    return (f"| {text}" for text in told_by(story, step))


def _chapter(story: Story, step: Step) -> str:
    scene = story.scenes.get(step.state.scene)
    return story.chapters[scene.chapter].title if isinstance(scene, Scene) else ""


def _label(story: Story, step: Step, decision: str) -> str:
    choice = decision.rpartition(".")[2]
    return next(label_of(each) for each in present(story, step.state) if each.choice == choice)


def update(story: Story, text: str) -> Updated:
    """A walkthrough with the words and the names that the story has now. What the author expects of
    values and endings is left as it is; so is everything after a decision that can no longer be taken."""
    updated = "".join(f"{line}\n" for line in _Update(story).lines(text))
    found = compare(story, read(updated))
    return Updated(updated, found.line, found.sentences)


class _Update:
    """One walkthrough on its way through the story."""

    def __init__(self, story: Story) -> None:
        self.story = story
        self.steps = [begin(story)]
        self.lost = False

    def lines(self, text: str) -> Iterator[str]:
        telling = False
        for written in text.splitlines():
            line = printable(written).strip()
            if line.startswith("|") and not self.lost:
                if not telling:
                    yield from _told(self.story, self.steps[-1])
                telling = True
                continue
            telling = False
            if self.lost or not line or line.startswith(("#", "expect:")):
                yield written
            elif line.startswith(">"):
                yield self._text(written)
            else:
                yield self._decision(line)

    def _decision(self, line: str) -> str:
        """The decision by its present name, with its present label if it had one."""
        written, colon, _ = line.partition(":")
        state = self.steps[-1].state
        for name in names_since(self.story, written.strip()):
            scene, _, choice = name.rpartition(".")
            offer = next((each for each in present(self.story, state) if each.choice == choice), None)
            if scene != state.scene or offer is None:
                continue
            try:
                self.steps.append(choose(self.story, state, choice))
            except NotOpen:
                break
            return f"{name}: {label_of(offer)}" if colon else name
        self.lost = True
        return line

    def _text(self, written: str) -> str:
        """The text that is shown now in the place of one that no longer is, if one is like it."""
        (wanted,) = read(written)
        if not isinstance(wanted, ExpectText):
            return written
        shown = [text for step in self.steps for text in told_by(self.story, step)]
        if any(wanted.text in text for text in shown):
            return written
        count = len(_SENTENCE.split(wanted.text))
        parts = dict.fromkeys(part for text in shown for part in _stretches(text, count))
        near = difflib.get_close_matches(wanted.text, parts, 1, _ALIKE)
        return f"> {near[0]}" if near else written


def _stretches(text: str, count: int) -> Iterator[str]:
    """Every so many sentences of a text that follow each other."""
    sentences = _SENTENCE.split(text)
    for start in range(max(1, len(sentences) - count + 1)):
        yield " ".join(sentences[start : start + count])


def difference(name: str, before: str, after: str) -> str:
    """What an update changes, as a unified diff; empty if nothing."""
    lines = difflib.unified_diff(
        before.splitlines(keepends=True), after.splitlines(keepends=True), name, name, n=2
    )
    return "".join(line if line.endswith("\n") else f"{line}\n" for line in lines)
