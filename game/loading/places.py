"""Where the things of a story stand in its files, by subject.

A subject is `scene`, `scene.choice`, `scene.choice.outcome`, `diary.evening`, an ending's id, or a
kind and an id: `variable:army`, `person:joffe`, `codex:nep`, `text:x`, `source:x`, `module:x`,
`honour:x`, `chapter:x`.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from game.loading.diagnostic import Span
from game.loading.nodes import Node


class Places(Mapping[str, Span]):
    """The places of subjects, each reckoned when it is asked for: few ever are."""

    def __init__(self, nodes: Mapping[str, Node]) -> None:
        self._nodes = nodes

    def __getitem__(self, subject: str) -> Span:
        return self._nodes[subject].span

    def __iter__(self) -> Iterator[str]:
        return iter(self._nodes)

    def __len__(self) -> int:
        return len(self._nodes)
