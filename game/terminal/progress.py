"""How far a long command is: a bar where somebody watches, else a line now and then."""

from __future__ import annotations

import sys
import time
from types import TracebackType
from typing import TYPE_CHECKING, Protocol, Self, TextIO

if TYPE_CHECKING:
    from game.analysis.answers import Progress


class Showing(Protocol):
    """Shows how far `explore` is."""

    def __enter__(self) -> Self:
        """Begin to show."""
        ...

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Show no more."""
        ...

    def __call__(self, progress: Progress) -> None:
        """Show how far it is now."""
        ...


def showing(stream: TextIO | None = None) -> Showing:
    """A bar if the stream is a terminal, else lines."""
    out = stream or sys.stderr
    return Bar(out) if out.isatty() else Lines(out)


class Lines:
    """A line whenever something else is begun."""

    def __init__(self, out: TextIO) -> None:
        self._out = out
        self._doing = ""

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._out.flush()

    def __call__(self, progress: Progress) -> None:
        """A line if something else is begun."""
        if progress.doing != self._doing:
            self._doing = progress.doing
            left = progress.asked - progress.settled
            self._out.write(
                f"{progress.doing}: {progress.settled:,} of {progress.asked:,} settled, {left:,} open\n"
            )
            self._out.flush()


class Bar:
    """A bar of the questions settled, with the rate of play and what is still open."""

    def __init__(self, out: TextIO) -> None:
        from rich.console import Console
        from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

        self._bar = Progress(
            TextColumn("{task.description}"),
            BarColumn(),
            MofNCompleteColumn(),
            TextColumn("{task.fields[rest]}"),
            TimeElapsedColumn(),
            console=Console(file=out),
            transient=True,
        )
        self._task = self._bar.add_task("asking", total=None, rest="")
        self._began = time.monotonic()

    def __enter__(self) -> Self:
        self._bar.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._bar.stop()

    def __call__(self, progress: Progress) -> None:
        """Move the bar."""
        left = progress.asked - progress.settled
        rest = f"{left:,} open"
        if progress.plays and progress.doing == "playing":
            rate = progress.choices / max(0.001, time.monotonic() - self._began)
            rest = f"{rest}, {progress.plays:,} plays, {rate:,.0f} choices a second"
        self._bar.update(
            self._task,
            description=progress.doing,
            completed=progress.settled,
            total=progress.asked,
            rest=rest,
        )
