"""The examples of the author's reference, as the stories that they stand for.

An example is the contents of one or more files; `# people/anna.yaml` alone on a line says which file
follows. A line of carets under a line marks what is wrong there, and with which code. The ids that
an example declares replace those of the same name in the story `tests/stories/reference`.
"""

from __future__ import annotations

import re
import shutil
from dataclasses import dataclass
from pathlib import Path

from game.loading.diagnostic import Diagnostic

ROOT = Path(__file__).parents[2]
REFERENCE = ROOT / "story" / "README.md"
BASE = ROOT / "tests" / "stories" / "reference"
USUAL_FILE = "chapters/01-day/example.yaml"

_SECTION = re.compile(r"^#### `(?P<code>[a-z0-9-]+)`\n(?P<body>.*?)(?=^##)", re.MULTILINE | re.DOTALL)
_BLOCK = re.compile(r"^```(?P<language>yaml|sh)\n(?P<text>.*?)^```$", re.MULTILINE | re.DOTALL)
_FILE = re.compile(r"# (\S+\.yaml)")
_MESSAGES = "\n## What the checker says\n"
_CARETS = re.compile(r"(?P<indent> *)(?P<carets>\^+) (?P<code>[a-z0-9-]+)")
_CHUNK = re.compile(r"^(?=[a-z_]\w*:)", re.MULTILINE)
_ID = re.compile(r"([a-z_]\w*):")
_WHOLE = ("story.yaml", "chapter.yaml")


@dataclass(frozen=True, order=True)
class Mark:
    """Where an example is wrong: `width` is that of the carets."""

    path: str
    line: int
    column: int
    width: int
    code: str


@dataclass(frozen=True)
class Example:
    """A fenced block of the reference under the code that it shows."""

    code: str
    language: str
    text: str

    def files(self) -> dict[str, str]:
        """The files without their marks."""
        return {path: "".join(f"{line}\n" for line in lines) for path, lines, _ in self._parts() if lines}

    def marks(self) -> list[Mark]:
        """What is wrong, in order."""
        return sorted(mark for *_, marks in self._parts() for mark in marks)

    def _parts(self) -> list[tuple[str, list[str], list[Mark]]]:
        parts: list[tuple[str, list[str], list[Mark]]] = []
        for line in self.text.splitlines():
            if match := _FILE.fullmatch(line):
                parts.append((match[1], [], []))
                continue
            if not parts:
                parts.append((USUAL_FILE, [], []))
            path, lines, marks = parts[-1]
            if match := _CARETS.fullmatch(line):
                column = len(match["indent"]) + 1
                marks.append(Mark(path, max(1, len(lines)), column, len(match["carets"]), match["code"]))
            else:
                lines.append(line)
        return parts

    def build(self, folder: Path) -> None:
        """Write the reference story with this example in it."""
        shutil.copytree(BASE, folder)
        files = self.files()
        declared = {match for text in files.values() for match in _ID.findall(_top(text))}
        for path in sorted(folder.rglob("*.yaml")):
            name = path.relative_to(folder).as_posix()
            if name in files or (path.name not in _WHOLE and name.split("/")[0] != "people"):
                kept = [] if _is_whole(name) else _without(path.read_text("utf-8"), declared)
                path.write_text(files.pop(name, "") + "".join(kept), "utf-8")
                if not path.read_text("utf-8"):
                    path.unlink()
        write(folder, files)


def write(folder: Path, files: dict[str, str], newline: str = "\n") -> None:
    """Write files into a folder."""
    for name, text in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, "utf-8", newline=newline)


def examples() -> list[Example]:
    """Every example of a code in the reference."""
    text = REFERENCE.read_text("utf-8") + "\n##"
    return [
        Example(section["code"], block["language"], block["text"])
        for section in _SECTION.finditer(text)
        for block in _BLOCK.finditer(section["body"])
    ]


def lessons() -> list[Example]:
    """The examples of how to write, before those of what can be wrong."""
    text, _, _ = REFERENCE.read_text("utf-8").partition(_MESSAGES)
    return [Example("", block["language"], block["text"]) for block in _BLOCK.finditer(text)]


def documented() -> list[str]:
    """Every code that has a section of its own in the reference."""
    return [section["code"] for section in _SECTION.finditer(REFERENCE.read_text("utf-8") + "\n##")]


def as_mark(diagnostic: Diagnostic) -> Mark:
    """A diagnostic as an example would mark it: to the end of its line where it goes on."""
    span = diagnostic.span
    end = span.end_column if span.end_line == span.line else len(diagnostic.source) + 1
    return Mark(span.path, span.line, span.column, max(1, end - span.column), diagnostic.code)


def _top(text: str) -> str:
    return "\n".join(line for line in text.splitlines() if line[:1].isalpha())


def _is_whole(name: str) -> bool:
    return Path(name).name in _WHOLE or name.startswith("people/")


def _without(text: str, declared: set[str]) -> list[str]:
    chunks = [chunk for chunk in _CHUNK.split(text) if chunk]
    return [chunk for chunk in chunks if chunk.partition(":")[0] not in declared]
