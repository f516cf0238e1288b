"""What play may know, and have done, beyond the run that is open: other runs, files and settings."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from game.play.session import Session
from game.runs.file import Run
from game.runs.listing import Listing
from game.runs.refusal import NoSuchRun
from game.runs.settings import NotSet, Settings


class Runs(Protocol):
    """The table at which a run is played. What it will not do it refuses, with a sentence (Refused)."""

    def listing(self) -> Sequence[Listing]:
        """All runs, the last played first."""
        ...

    def kept(self) -> Sequence[Run]:
        """The runs of this story that can be read, the last played first, each as it is kept."""
        ...

    def copy(self, run_id: str, name: str = "") -> str:
        """Copy a run under a name, or its own with a number; the name that it has then. Raises BadName
        or Refused."""
        ...

    def delete(self, run_id: str) -> str:
        """Put a run into the trash; what is typed to bring it back. Raises Refused."""
        ...

    def export(self, session: Session, file: str) -> str:
        """Write the open run to a file, in the form that the end of its name says; a sentence that
        says where it is. Raises Refused."""
        ...

    def settings(self) -> Settings:
        """The settings that are in force."""
        ...

    def change(self, name: str, value: str) -> Settings:
        """Change a setting for good; those that are in force then. Raises Refused."""
        ...


class NoRuns:
    """A session that stands alone."""

    def listing(self) -> Sequence[Listing]:
        """There are none."""
        return ()

    def kept(self) -> Sequence[Run]:
        """There are none."""
        return ()

    def copy(self, run_id: str, name: str = "") -> str:  # noqa: ARG002
        """There is nowhere to copy to."""
        raise NoSuchRun("There is no folder of runs here.", "")

    def delete(self, run_id: str) -> str:  # noqa: ARG002
        """There is nothing to delete."""
        raise NoSuchRun("There is no folder of runs here.", "")

    def export(self, session: Session, file: str) -> str:  # noqa: ARG002
        """There is nowhere to write."""
        raise NoSuchRun("Nothing can be written from here.", "")

    def settings(self) -> Settings:
        """Those of somebody who has set nothing."""
        return Settings()

    def change(self, name: str, value: str) -> Settings:  # noqa: ARG002
        """There is no file of settings."""
        raise NotSet("There is no file of settings here.")
