"""Whatever a slip of the hand makes of a story, loading tells it and never breaks on it."""

from __future__ import annotations

import random

import pytest

from game.core.play import begin, choose, ended, present
from game.loading.load import load_sources
from game.loading.source import Sources, read_text
from tests.loading.examples import BASE

STEPS = 60


def files(name: str) -> dict[str, str]:
    root = BASE.parent / name
    return {
        path.relative_to(root).as_posix(): path.read_text("utf-8") for path in sorted(root.rglob("*.yaml"))
    }


STORIES = {name: files(name) for name in ("small", "abroad")}


def slip(chance: random.Random, lines: list[str], strangers: list[str]) -> None:
    """One slip in a file: a line lost, doubled, swapped, strayed in from elsewhere, or misspelt."""
    at = chance.randrange(len(lines))
    line = lines[at]
    match chance.randrange(8):
        case 0:
            del lines[at]
        case 1:
            lines.insert(at, chance.choice(lines))
        case 2:
            other = chance.randrange(len(lines))
            lines[at], lines[other] = lines[other], line
        case 3 if line:
            column = chance.randrange(len(line))
            lines[at] = line[:column] + chance.choice("{}[]|>:#*-\"'& ~a0") + line[column + 1 :]
        case 4:
            lines.insert(at, chance.choice(strangers))
        case 5:
            lines[at] = line.rstrip().rpartition(" ")[0]
        case 6:
            words = chance.choice(strangers).split() or [""]
            lines[at] = " ".join([*line.split(" ")[:-1], chance.choice(words)])
        case _:
            value = chance.choice(["[", "{", "[]", "{}", "back", "stay", "TODO", "yes", "-1", "+99"])
            lines[at] = line.replace(": ", f": {value}", 1)


def mutated(seed: int) -> Sources:
    chance = random.Random(seed)
    written = dict(STORIES[chance.choice(sorted(STORIES))])
    strangers = "\n".join(written.values()).split("\n")
    for _ in range(chance.randint(1, 4)):
        path = chance.choice(sorted(written))
        lines = written[path].split("\n")
        slip(chance, lines, strangers)
        written[path] = "\n".join(lines) or "\n"
    read = [read_text(path, text.encode()) for path, text in sorted(written.items())]
    return Sources(tuple(file for file, _ in read), tuple(each for _, found in read for each in found))


@pytest.mark.parametrize("first", range(0, 200, 20))
def test_a_mutated_story_is_told_or_can_be_played(first: int):
    for seed in range(first, first + 20):
        loaded = load_sources(mutated(seed))
        assert list(loaded.diagnostics) == sorted(set(loaded.diagnostics)), seed
        assert (loaded.story is None) == any(each.severity == "error" for each in loaded.diagnostics), seed
        if loaded.story is not None:
            play(loaded.story, seed)


def play(story, seed: int) -> None:
    chance = random.Random(seed)
    step = begin(story)
    for _ in range(STEPS):
        opened = [offer.choice for offer in present(story, step.state) if offer.open]
        if ended(story, step.state) or not opened:
            break
        step = choose(story, step.state, chance.choice(opened))
