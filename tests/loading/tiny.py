"""Stories of a few lines, loaded without a folder."""

from __future__ import annotations

from textwrap import dedent

from game.core.model import Story
from game.core.play import Step, begin, choose, present
from game.loading.load import Loaded, load_sources
from game.loading.source import Sources, read_text

_FRAME = {
    "story.yaml": "id: tiny\ntitle: Tiny\nversion: 1.0.0\nstart: first\n",
    "chapters/01-day/chapter.yaml": "title: The Day\n",
    "endings/end.yaml": """\
end_of_day:
  title: The End
  kind: defeat
  text: |
    It ends.
  answers:
    party: They.
    price: You.
    you: Nobody.
  question: Why?
""",
}
SCENES = "chapters/01-day/day.yaml"


def loaded(scenes: str, **more: str) -> Loaded:
    """What comes of these scenes; the first is called `first`, the ending `end_of_day`. More files by
    name: `variables=` is variables.yaml."""
    files = {**_FRAME, SCENES: scenes, **{f"{name}.yaml": text for name, text in more.items()}}
    read = [read_text(path, dedent(text).encode()) for path, text in sorted(files.items())]
    return load_sources(
        Sources(tuple(file for file, _ in read), tuple(each for _, found in read for each in found))
    )


def tiny(scenes: str, **more: str) -> Story:
    """The story of these scenes, which must be without errors."""
    result = loaded(scenes, **more)
    assert result.story is not None, result.diagnostics
    return result.story


def codes(result: Loaded) -> list[str]:
    """The codes of everything that is wrong, in order of place."""
    return [each.code for each in result.diagnostics]


def walk(story: Story, *choices: str) -> Step:
    """The last step of a run that takes these choices."""
    step = begin(story)
    for choice in choices:
        step = choose(story, step.state, choice)
    return step


def offered(story: Story, step: Step) -> list[str]:
    """The choices offered where the step leads; closed ones with a bar before them."""
    return [("" if offer.open else "-") + offer.choice for offer in present(story, step.state)]
