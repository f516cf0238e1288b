"""What all of a player's histories cost: `python -m tests.benches.histories`. Seconds."""

import random
import sys
import tempfile
import time
from pathlib import Path

from game.core.play import begin, choose, ended, present
from game.core.value import replace
from game.play.gallery import gallery_page
from game.play.histories import histories, tree_page
from game.runs.file import encode
from game.runs.journal import Decision
from game.runs.record import begun, record
from game.runs.shelf import Shelf
from game.terminal.lanes import drawing
from tests.test_walkthroughs import story

RUNS = 1_000


def runs(folder: Path, shared: float) -> int:
    """Write runs played at random to an ending; this part of them goes on from somewhere within an
    earlier one. How many decisions they have."""
    chance, base, ways = random.Random(1927), begun(story(), "Run"), []
    for number in range(RUNS):
        step, way = begin(story()), []
        if ways and chance.random() < shared:
            before = chance.choice(ways)
            way = before[: chance.randrange(len(before))]
            for each in way:
                step = choose(story(), step.state, each.rpartition(".")[2])
        while not ended(story(), step.state):
            picked = chance.choice([each.choice for each in present(story(), step.state) if each.open])
            way.append(f"{step.state.scene}.{picked}")
            step = choose(story(), step.state, picked)
        ways.append(way)
        run = replace(base, id=f"{number:08}", name=f"Run {number + 1}")
        run = record(story(), run, tuple(map(Decision, way)), step.state)
        (folder / f"{run.id}.json").write_bytes(encode(run))
    return sum(map(len, ways))


def timed(name: str, act, *given):
    start = time.perf_counter()
    done = act(*given)
    sys.stdout.write(f"  {name:<44}{time.perf_counter() - start:6.2f}\n")
    return done


def main() -> None:
    """Runs that have nothing in common but chance, and runs most of which were forked from others."""
    for shared, name in ((0.0, "played apart"), (0.9, "nine of ten forked from another")):
        with tempfile.TemporaryDirectory() as folder:
            decisions = runs(Path(folder), shared)
            sys.stdout.write(f"{RUNS} runs of {decisions // RUNS} decisions, {name}\n")
            timed("profile rebuilt", Shelf(Path(folder)).profile, story())
            read = timed("read", Shelf(Path(folder)).runs, story())
            found = timed("merged and walked", histories, story(), read)
            sys.stdout.write(f"  {'different decisions':<44}{len(found.merged.moments):6}\n")
            timed("tree as a page", tree_page, story(), found)
            timed("tree as a picture", drawing, story(), found, "The tree")
            timed("gallery as a page", gallery_page, story(), found)


if __name__ == "__main__":
    main()
