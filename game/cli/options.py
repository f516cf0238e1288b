"""Arguments that several commands take, and how their help ends."""

from __future__ import annotations

from pathlib import Path

import click

FOLDER = click.Path(exists=True, file_okay=False, path_type=Path)
STORY = click.option("--story", type=FOLDER, metavar="DIR", help="Play or read this story.")
SAVES = click.option("--saves", type=click.Path(path_type=Path), metavar="DIR", help="Where runs are kept.")
BRANCHES = click.option(
    "--branch",
    "branches",
    type=FOLDER,
    multiple=True,
    metavar="DIR",
    help="With the branch in this folder, too; may be given several times.",
)


def epilog(*examples: str) -> str:
    """The end of a command's help."""
    return "\b\nExamples:\n" + "\n".join(f"  {each}" for each in examples)
