"""Stories of any size for measuring: valid, with choices, conditions, variables and variants."""

from __future__ import annotations

import random
from pathlib import Path

SCENES_A_FILE = 50
SCENES_A_CHAPTER = 1000
METERS = [f"meter_{number}" for number in range(12)]
FLAGS = [f"flag_{number}" for number in range(24)]
_WORDS = """
    the snow came down on the roof of a house that nobody had paid for and the clerk who kept its keys
    wrote with a steel pen in a ledger of the old kind while upstairs three men argued about bread
    timber telegrams and what had been said at the congress by someone who was no longer in the room
""".split()  # noqa: SIM905


def generate(folder: Path, scenes: int, words: int = 80) -> Path:
    """Write a story of so many scenes, each of about `words` words, into a folder that is not yet
    there; the same arguments give the same bytes. Gives back the folder."""
    chance = random.Random(scenes)
    folder.mkdir(parents=True)
    _write(
        folder / "story.yaml",
        "id: generated\ntitle: Generated\nversion: 1.0.0\nlanguage: en\nstart: scene_0\n",
    )
    _write(folder / "variables.yaml", _variables())
    _write(folder / "endings" / "endings.yaml", _endings())
    for first in range(0, scenes, SCENES_A_CHAPTER):
        number = first // SCENES_A_CHAPTER
        chapter = folder / "chapters" / f"{number:02}-chapter-{number}"
        _write(chapter / "chapter.yaml", f"title: Chapter {number}\nspan: 1924\n")
        for start in range(first, min(first + SCENES_A_CHAPTER, scenes), SCENES_A_FILE):
            until = min(start + SCENES_A_FILE, scenes)
            text = "".join(_scene(chance, each, scenes, words) for each in range(start, until))
            _write(chapter / f"{start:06}.yaml", text)
    return folder


def _write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8", newline="\n")


def _variables() -> str:
    meters = "".join(
        f"{name}:\n  steps: [none, some, much, all]\n  start: 1\n  label: {name.title()}\n  shown: yes\n"
        for name in METERS
    )
    return meters + "".join(f"{name}:\n  flag: no\n  means: That {name} was done.\n" for name in FLAGS)


def _endings() -> str:
    rows = []
    for name, kind in (("over", "defeat"), ("out", "withdrawal")):
        rows.append(
            f"{name}:\n  title: {name.title()}\n  kind: {kind}\n  text: |\n    It is over.\n  answers:\n"
            "    party: They own it.\n    price: You paid.\n    you: You are tired.\n  question: Whose?\n"
        )
    return "".join(rows)


def _scene(chance: random.Random, number: int, scenes: int, words: int) -> str:
    meter, flag, other = chance.choice(METERS), chance.choice(FLAGS), chance.choice(FLAGS)
    following = [f"scene_{number + step}" if number + step < scenes else "over" for step in (1, 2)]
    return f"""\
scene_{number}:
  title: Scene {number}
  date: {chance.randint(1, 28)} March 1924
  place: Moscow
  text: |
    {_prose(chance, words // 6)} {{{flag}: {_prose(chance, 4)}|{_prose(chance, 4)}}}.

    {{if {meter} >= 2 and not {other}}}
    {_prose(chance, words // 6)}.
    {{end}}

    {_prose(chance, words // 6)}.
  choices:
    go_on:
      label: {_prose(chance, 5)}.
      change: {{{meter}: +1}}
      then: |
        {_prose(chance, words // 20)}.
      log: {_prose(chance, 6)}.
      to: {following[0]}
    stop:
      label: {_prose(chance, 4)}.
      if: {meter} >= 1
      locked: {_prose(chance, 6)}.
      change: {{{flag}: yes, {meter}: -1}}
      then: |
        {_prose(chance, words // 20)}.
      outcomes:
        noticed:
          if: {other} or {meter} >= 3
          then: |
            {_prose(chance, 4)}.
          to: {following[1]}
        unnoticed: {{}}
      to: {following[0] if number % 97 else "out"}
  note:
    seam: invented
    text: |
      {_prose(chance, 4)}.
"""


def _prose(chance: random.Random, words: int) -> str:
    text = " ".join(chance.choices(_WORDS, k=max(1, words)))
    return text[0].upper() + text[1:]
