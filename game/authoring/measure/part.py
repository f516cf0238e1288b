"""What is measured: a whole story, a chapter, a line, or a branch."""

from __future__ import annotations

from typing import Literal

from game.core.model import Story
from game.core.value import dataclass

PartKind = Literal["story", "chapter", "line", "branch"]


@dataclass(frozen=True, slots=True)
class Part:
    """A part of a story, by the id of its chapter or line or the name of its branch."""

    kind: PartKind = "story"
    name: str = ""

    @property
    def whole(self) -> bool:
        """Whether it is the whole story."""
        return self.kind == "story"

    def has_scene(self, story: Story, scene: str) -> bool:
        """Whether a scene belongs to it."""
        match self.kind:
            case "story":
                return True
            case "branch":
                return self._of_branch(scene)
            case "chapter" | "line":
                return story.scenes[scene].chapter == self.name

    def has_choice(self, story: Story, scene: str, choice: str) -> bool:
        """Whether a choice belongs to it: a branch has also those that it adds to scenes of others."""
        if self.kind == "branch":
            return self._of_branch(scene) or self._of_branch(choice)
        return self.has_scene(story, scene)

    def has_ending(self, name: str) -> bool:
        """Whether an ending, or a module of the epilogue, belongs to it; to a chapter none does."""
        return self.whole or (self.kind == "branch" and self._of_branch(name))

    def _of_branch(self, name: str) -> bool:
        return name.startswith(f"{self.name}/")


WHOLE = Part()


def parts(story: Story, kind: PartKind) -> tuple[str, ...]:
    """The names of the parts of a kind that a story has."""
    if kind == "branch":
        return tuple(name for name, _ in story.branches)
    return tuple(name for name, each in story.chapters.items() if each.line == (kind == "line"))
