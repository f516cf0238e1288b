"""What all forms of the map share: how a share is told and shaded, and how its text is made safe."""

from __future__ import annotations

from collections.abc import Mapping
from html import escape

from game.authoring.map.graph import StoryMap
from game.play.sentences import harmless

STEPS = ((0.0, "never"), (0.05, "under 5 %"), (0.2, "under 20 %"), (0.5, "under 50 %"), (0.9, "under 90 %"))
"""The bounds under which a share is drawn in one shade, and how the legend calls it."""
OFTENEST = "nearly always"
SHADES = ("#f7f1e4", "#f8ecd2", "#f6e2b4", "#f2d38d", "#ebc064", "#e2ac3f")


def share_of(share: float) -> str:
    """A share as it is told: in whole percent, and never rounded to nothing or to all."""
    if share <= 0:
        return "never"
    percent = round(share * 100)
    said = "< 1 %" if percent < 1 else "> 99 %" if percent == 100 and share < 1 else f"{percent} %"
    return said.replace(" ", "\N{NO-BREAK SPACE}")


def shade(share: float) -> int:
    """Which of the shades a share is drawn in, from 0 for never."""
    return 0 if share <= 0 else 1 + sum(share >= bound for bound, _ in STEPS[1:])


def safe(text: str) -> str:
    """Text of a story as it stands between tags and in attributes."""
    return escape(harmless(text))


def numbered(picture: StoryMap) -> Mapping[str, int]:
    """The number of every place, by which the parts of the drawing and of the page find each other."""
    return {name: number for number, name in enumerate(picture.places)}
