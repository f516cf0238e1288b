"""What is wrong with a story, as a value: where, which code, what to write instead.

No check knows how a diagnostic will be shown; that is the terminal's matter.
"""

from __future__ import annotations

from typing import Literal

from game.core.value import dataclass, field

Severity = Literal["error", "warning"]


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A stretch of one file. `path` is relative to the story's folder, with `/`. Lines and columns
    count from 1, columns in code points; the end is exclusive."""

    path: str
    line: int
    column: int
    end_line: int
    end_column: int


@dataclass(frozen=True, slots=True, order=True)
class Diagnostic:
    """One thing wrong. `message` is one line, lower case, in the author's words; `hint` says what to
    write instead; `source` is the line of the file that `span` begins on."""

    span: Span
    code: str
    message: str = field(compare=False)
    severity: Severity = field(default="error", compare=False)
    hint: str = field(default="", compare=False)
    source: str = field(default="", compare=False)
