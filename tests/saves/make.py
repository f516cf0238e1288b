"""Makes the saves of the present version: `python -m tests.saves.make`, once for each release.

What was made is never made again: a later program has to read what an earlier one wrote.
"""

import random
import sys
from dataclasses import replace
from pathlib import Path

from game import __version__
from game.core.model import Story, frozen
from game.core.play import present
from game.loading.load import load
from game.runs.file import Run, encode
from game.runs.journal import decide, go, grow, mark
from game.runs.record import begun, record
from game.runs.restore import restore

HERE = Path(__file__).parent
SMALL = HERE.parent / "stories" / "small"


def step(story: Story, run: Run, chance: random.Random) -> Run:
    """The run after one open choice picked at random; as it is at an ending."""
    restored = restore(story, run)
    state = restored.steps[-1].state
    choices = [offer.choice for offer in present(story, state) if offer.open]
    if not choices:
        return run
    journal = decide(restored.journal, f"{state.scene}.{chance.choice(choices)}", restored.names)
    again = restore(story, replace(run, journal=journal))
    return record(story, run, journal, again.steps[-1].state)


def to_the_end(story: Story, run: Run, chance: random.Random) -> Run:
    """The run played at random to an ending."""
    while (after := step(story, run, chance)) != run:
        run = after
    return run


def with_forks(story: Story, run: Run, chance: random.Random) -> Run:
    """The run played to an ending thrice, each time from a place that has a name."""
    for name in ("First thoughts", "Second thoughts", "Last thoughts"):
        run = to_the_end(story, run, chance)
        count = len(grow(run.journal).decisions)
        run = replace(run, journal=mark(go(run.journal, chance.randrange(count)), name))
        run = record(story, run, run.journal, restore(story, run).steps[-1].state)
    return run


def runs(story: Story) -> dict[str, Run]:
    """The runs by the names of their files."""
    chance = random.Random(1927)
    fresh = begun(story, "Fresh")
    strict = begun(story, "Жёсткий", rewind=False, settings={"spare": ["death"]})
    unknown = {"mood": {"of": ["the", 7, None, 1.5]}}
    made = {
        "fresh": fresh,
        "half": step(story, step(story, replace(fresh, name="Half"), chance), chance),
        "ended": to_the_end(story, replace(fresh, name="Ended"), chance),
        "forks": with_forks(story, replace(fresh, name="Forks"), chance),
        "strict": to_the_end(story, strict, chance),
        "unknown-keys": step(story, replace(fresh, name="Unknown", extra=frozen(unknown)), chance),
    }
    times = {"begun": "2026-11-22T10:31:12Z", "kept": "2026-11-22T11:20:40Z"}
    return {
        name: replace(run, id=f"save000{number}", rev=number, **times)
        for number, (name, run) in enumerate(made.items(), 1)
    }


def main() -> None:
    """Write them, where there are none yet."""
    story = load(SMALL).story
    if story is None:
        sys.exit("the small story does not load")
    folder = HERE / __version__
    folder.mkdir()
    for name, run in runs(story).items():
        (folder / f"{name}.json").write_bytes(encode(run))


if __name__ == "__main__":
    main()
