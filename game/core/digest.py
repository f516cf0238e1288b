"""The digest of a story's rules: equal digest means that every run replays alike (runs, "digest").

Prose, notes, labels and reasons are left out, so a corrected comma is no drift.
"""

from __future__ import annotations

import hashlib
import json
from typing import Any

from game.core.model import Choice, Menu, Outcome, Scene, Set, Story


def digest(story: Story) -> str:
    """`sha256:` and 64 hexadecimal digits over the rules of a whole story. Walks every scene."""
    rules = {
        "start": story.header.start,
        "variables": [
            (v.id, v.kind, v.low, v.high, v.start, v.names, v.panel) for v in story.variables.values()
        ],
        "conditions": [(name, _canonical(each)) for name, each in sorted(story.conditions.items())],
        "tallies": [
            (chapter.id, [(_canonical(voice.condition), voice.votes) for voice in chapter.tally.voices])
            for _, chapter in sorted(story.chapters.items())
            if chapter.tally
        ],
        "scenes": [_scene(story.scenes[name]) for name in sorted(story.scenes)],
        "endings": sorted(story.endings),
    }
    text = json.dumps(rules, separators=(",", ":"), ensure_ascii=True)
    return "sha256:" + hashlib.sha256(text.encode("ascii")).hexdigest()


def _scene(scene: Scene) -> Any:
    way = [_choice(c) for c in scene.way.choices] if isinstance(scene.way, Menu) else _canonical(scene.way)
    return [scene.id, _canonical(scene.arrive), type(scene.way).__name__, way]


def _choice(choice: Choice) -> Any:
    return [
        choice.id,
        _canonical(choice.hidden_unless),
        [_canonical(need.condition) for need in choice.needs],
        choice.once,
        _canonical(choice.effect),
        [_outcome(outcome) for outcome in choice.outcomes],
        choice.to,
    ]


def _outcome(outcome: Outcome) -> Any:
    return [outcome.id, _canonical(outcome.condition), _canonical(outcome.effect), outcome.to]


def _canonical(value: Any) -> Any:
    """A value of `core` as JSON that does not depend on the order of sets."""
    if value is None or isinstance(value, str | int):
        return value
    if isinstance(value, tuple):
        return [_canonical(item) for item in value]
    if isinstance(value, frozenset):
        return sorted(value)
    if isinstance(value, Set):  # that a promise was kept or broken is told, and changes nothing
        return ["Set", value.variable, value.value]
    # every value of `core` is a dataclass with slots, and these are its fields
    return [type(value).__name__, *(_canonical(getattr(value, name)) for name in value.__slots__)]
