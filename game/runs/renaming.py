"""What has become of a name: the story's `was`, followed as far as it leads."""

from __future__ import annotations

from game.core.model import Story


def names_since(story: Story, written: str) -> tuple[str, ...]:
    """The name as written and all that it has become, in order. A decision, its scene, or the diary
    that its evening is of may each have been renamed, and more than once."""
    names = [written]
    for name in names:  # grows while it is walked
        parts = name.split(".")
        for length in range(len(parts), 0, -1):
            former = ".".join(parts[:length])
            if former in story.renamed:
                later = ".".join((story.renamed[former], *parts[length:]))
                if later not in names:
                    names.append(later)
    return tuple(names)
