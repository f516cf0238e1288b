"""How quick the reading room is, and how quiet: `python -m tests.benches.room`.

A key is timed from being struck to the last byte that it makes the program write, at a pseudo-terminal;
pages are those of the codex.
The machine's noise is in every figure: kinds take turns, and each stands with its least and its most.
"""

import fcntl
import importlib.util
import os
import select
import shutil
import statistics
import struct
import sys
import tempfile
import termios
import time
from pathlib import Path

from tests.benches.timing import ROOT, at_a_terminal, python, spread
from tests.benches.walks import walks

SIZES = ((80, 24), (200, 60))
KEYS = 25
STARTS = 9
SETTLED = 0.1
"""The seconds of silence after which a screen has been drawn."""
TEXTUAL = """
from textual.app import App
from textual.widgets import Static
class Hello(App):
    def compose(self):
        yield Static("? help")
Hello().run()
"""


def environment(home):
    """A person who has never played, with everything of theirs under `home`."""
    kept = {name: os.environ[name] for name in ("PATH", "LANG") if name in os.environ}
    own = {name: str(home / name) for name in ("XDG_CONFIG_HOME", "XDG_STATE_HOME", "THERMIDOR_CACHE")}
    own["THERMIDOR_SAVES"] = str(home / "saves")
    return kept | own | {"HOME": str(home), "TERM": "xterm-256color", "COLORTERM": "truecolor"}


class Seat:
    """The game at a pseudo-terminal, in its first scene, and what it writes."""

    def __init__(self, home, columns, rows):
        import pty

        self.pid, self.terminal = pty.fork()
        if self.pid == 0:
            os.chdir(ROOT)
            saves = ("--new", "--saves", str(home / "saves"))
            arguments = (sys.executable, "-m", "game", "play", "--full", *saves)
            os.execve(sys.executable, arguments, environment(home))
        self.size(columns, rows)
        self.until(b"? help")
        self.struck(b"G")
        self.struck(b"1")
        self.struck(b"G")

    def until(self, awaited):
        seen = b""
        while awaited not in seen:
            ready, _, _ = select.select([self.terminal], [], [], 20)
            more = os.read(self.terminal, 65536) if ready else b""
            if not more:
                raise RuntimeError(f"{awaited!r} was never written: {seen[-400:]!r}")
            seen += more
        self.settle(time.perf_counter())

    def settle(self, start):
        """Seconds until the last byte that is written before silence, and how many were written."""
        last, many, quiet = start, 0, 1.0
        while select.select([self.terminal], [], [], quiet)[0]:
            many += len(os.read(self.terminal, 65536))
            last, quiet = time.perf_counter(), SETTLED
        return last - start, many

    def struck(self, keys):
        start = time.perf_counter()
        os.write(self.terminal, keys)
        return self.settle(start)

    def size(self, columns, rows):
        start = time.perf_counter()
        fcntl.ioctl(self.terminal, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))
        return start

    def resized(self, columns, rows):
        return self.settle(self.size(columns, rows))

    def idle(self, seconds):
        """Share of a processor, wake-ups a second and bytes, while nothing happens."""
        self.settle(time.perf_counter())
        ticks, woken = self._spent()
        written = self._written(seconds)
        after, woken_after = self._spent()
        share = (after - ticks) / os.sysconf("SC_CLK_TCK") / seconds
        return share, (woken_after - woken) / seconds, written

    def _written(self, seconds):
        end, many = time.perf_counter() + seconds, 0
        while (left := end - time.perf_counter()) > 0:
            if select.select([self.terminal], [], [], left)[0]:
                many += len(os.read(self.terminal, 65536))
        return many

    def _spent(self):
        ticks = woken = 0
        for task in Path(f"/proc/{self.pid}/task").iterdir():
            fields = (task / "stat").read_text().rpartition(")")[2].split()
            ticks += int(fields[11]) + int(fields[12])
            for line in (task / "status").read_text().splitlines():
                if line.startswith("voluntary_ctxt_switches"):
                    woken += int(line.split()[1])
        return ticks, woken

    def memory(self):
        lines = Path(f"/proc/{self.pid}/status").read_text().splitlines()
        return next(int(line.split()[1]) / 1024 for line in lines if line.startswith("VmRSS"))

    def leave(self):
        os.write(self.terminal, b"q")
        try:
            while os.read(self.terminal, 65536):
                pass
        except OSError:
            pass  # it has gone
        os.waitpid(self.pid, 0)
        os.close(self.terminal)


def keys(seats):
    """Seconds and bytes of every kind of key at every size, in turns."""
    kinds = ("selection", "page", "overlay", "choice", "resize")
    found = {(kind, size): [] for kind in kinds for size in seats}
    for turn in range(KEYS):
        for size, seat in seats.items():
            columns, rows = size
            seat.struck(b"G")
            for kind, struck, back in (
                ("selection", b"k" if turn % 2 else b"j", b""),
                ("overlay", b"c", b""),
                ("page", b" ", b"\x7f"),
            ):
                found[kind, size].append(seat.struck(struck))
                if back:
                    seat.struck(back)
            found["resize", size].append(seat.resized(columns - 10, rows))
            seat.resized(columns, rows)
            seat.struck(b"G")
            found["choice", size].append(seat.struck(b"1"))
    return found


def starts(home):
    """Rounds of starts until the first paint and until keys are obeyed, and beside them what no start can
    do without."""
    kinds = {
        "python": lambda: python("-c", "pass"),
        "import rich, prompt_toolkit, yaml": lambda: python("-c", "import rich, prompt_toolkit, yaml"),
        "the game": lambda: at_a_terminal((), environment(home), b"? help"),  # as most people start it
        "the game, until it obeys keys": lambda: at_a_terminal((), environment(home), b"\x1b[?2026l"),
        "the game, with no compiled copy": lambda: uncompiled(home),
    }
    if importlib.util.find_spec("textual"):
        script = home / "minimal.py"
        script.write_text(TEXTUAL)
        kinds["a minimal Textual application"] = lambda: at_a_terminal(
            (), environment(home), b"? help", program=(str(script),)
        )
    seconds = {kind: [] for kind in kinds}
    kinds["the game"]()  # reads the story and leaves the copy that later starts read
    for _ in range(STARTS):
        for kind, run in kinds.items():
            seconds[kind].append(run())
    return seconds


def uncompiled(home):
    """Seconds until the first paint where the story has to be read."""
    shutil.rmtree(environment(home)["THERMIDOR_CACHE"])
    return at_a_terminal((), environment(home), b"? help")


def longest_turn():
    """The view of the longest turn of all walkthroughs."""
    from game.loading.load import load
    from game.play.session import Session
    from game.runs.record import begun

    story = load(ROOT / "story").story
    assert story is not None
    longest, most = None, -1
    for decisions in walks().values():
        session = Session(story, begun(story, "Run"))
        session.go_on_unsaved("")
        for decision in decisions:
            view = session.view()
            length = sum(len(str(each.told)) for each in view.passages)
            if length > most:
                longest, most = view, length
            session.choose(decision.rpartition(".")[2])
    return longest


def main():
    """Print the figures."""
    from game.terminal.layout import layout_for
    from game.terminal.render import document

    out = sys.stdout.write
    with tempfile.TemporaryDirectory() as name:
        home = Path(name)
        seconds = starts(home)
        out("until the first paint:\n")
        for kind, each in seconds.items():
            out(f"  {kind:34} {spread(each)}\n")
        if textual := seconds.get("a minimal Textual application"):
            share = statistics.median(seconds["the game"]) / statistics.median(textual)
            out(f"  {share:.2f} of the Textual application (target 0.50, and 450 ms)\n")
        else:
            out("  no Textual here to compare with: pip install -e .[benches]\n")
        seats = {size: Seat(home / f"{size[0]}", *size) for size in SIZES}
        try:
            for (kind, size), made in keys(seats).items():
                times = sorted(each for each, _ in made)
                late = 1000 * times[int(0.95 * (len(times) - 1))]
                bytes_ = statistics.median(many for _, many in made)
                at = f"{size[0]}x{size[1]}"
                out(f"{kind:10} at {at:7} {spread(times)}, p95 {late:.1f} ms, {bytes_:.0f} bytes\n")
            for (columns, rows), seat in seats.items():
                share, woken, written = seat.idle(5)
                out(f"idle at {columns}x{rows}: {share:.2%} of a processor, {woken:.1f} wake-ups a second, ")
                out(f"{written} bytes; {seat.memory():.0f} MiB\n")
        finally:
            for seat in seats.values():
                seat.leave()
    view = longest_turn()
    for columns, rows in SIZES:
        times = []
        for _ in range(20):
            start = time.perf_counter()
            drawn = document(view, layout_for(columns, rows, 66), frozenset(), rows < 24)
            times.append(time.perf_counter() - start)
        out(f"the longest turn, {len(drawn)} rows at {columns}x{rows}: {spread(times)}\n")


if __name__ == "__main__":
    main()
