"""`python -m game` is the same program as `thermidor`."""

from game.cli import main

main()
