"""Run as a program: opens the run of a name and holds it until its input ends, or dies of a signal."""

import sys
from pathlib import Path

from game.runs.refusal import EXIT_CODE, Refused
from game.runs.shelf import Shelf


def main(folder, name):
    shelf = Shelf(Path(folder))
    try:
        with shelf.open(shelf.find(name)):
            print("held", flush=True)
            sys.stdin.read()
    except Refused as refused:
        print(refused.sentence, flush=True)
        sys.exit(EXIT_CODE)


if __name__ == "__main__":
    main(*sys.argv[1:])
