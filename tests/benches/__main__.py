"""All figures, in the order of the README: `make bench`."""

import platform
import sys

from tests.benches import (
    checking,
    exploring,
    histories,
    measuring,
    preview,
    roads,
    room,
    saves,
    startup,
    story,
    turns,
)

if __name__ == "__main__":
    sys.stdout.write(f"Python {platform.python_version()}, {platform.system()} {platform.machine()}\n")
    for bench in (
        story,
        startup,
        room,
        turns,
        saves,
        histories,
        checking,
        preview,
        exploring,
        roads,
        measuring,
    ):
        sys.stdout.write(f"\n{bench.__doc__.partition(':')[0]}\n")
        bench.main()
        sys.stdout.flush()
