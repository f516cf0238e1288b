"""Page one of a story: what is shown before the first scene of a new run."""

from __future__ import annotations

from game.core.model import Story
from game.core.play import begin
from game.core.telling import tell
from game.play.view import OpeningView


def opening(story: Story) -> OpeningView:
    """Title, content notes and the three questions."""
    header, state = story.header, begin(story).state
    return OpeningView(
        title=header.title,
        subtitle=header.subtitle,
        notes=tell(story, state, header.content_notes) + tell(story, state, header.disclaimer),
        questions=tell(story, state, header.questions),
    )
