"""Where a run stands: a scene and values, immutable."""

from __future__ import annotations

from collections.abc import Mapping

from game.core.value import dataclass


@dataclass(frozen=True, slots=True)
class State:
    """`scene` is a scene or an ending; `values` has every variable; `seen` are scenes that were
    left, `chosen` are decisions taken, written `scene.choice`. The mapping must not be changed."""

    scene: str
    values: Mapping[str, int]
    seen: frozenset[str] = frozenset()
    chosen: frozenset[str] = frozenset()
