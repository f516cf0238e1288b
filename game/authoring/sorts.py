"""What an author can begin anew."""

from __future__ import annotations

from typing import Literal, get_args

Sort = Literal["branch", "scene", "call", "ending", "person", "codex"]
SORTS: tuple[Sort, ...] = get_args(Sort)
