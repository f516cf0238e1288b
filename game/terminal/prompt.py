"""The line at which a player types in linear mode: history, completion, and a line below it."""

from __future__ import annotations

import signal
import sys
from collections.abc import Callable, Iterable, Mapping
from functools import partial
from typing import Any

from prompt_toolkit import PromptSession
from prompt_toolkit.application import Application, get_app
from prompt_toolkit.completion import CompleteEvent, Completer, Completion
from prompt_toolkit.document import Document
from prompt_toolkit.filters import Condition
from prompt_toolkit.formatted_text import StyleAndTextTuples
from prompt_toolkit.history import InMemoryHistory
from prompt_toolkit.key_binding import KeyBindings, KeyPressEvent
from prompt_toolkit.layout import HSplit, to_container
from prompt_toolkit.output import ColorDepth, Output
from prompt_toolkit.output.defaults import create_output
from prompt_toolkit.output.vt100 import Vt100_Output
from prompt_toolkit.styles import Style

from game.play.completion import Complete, no_completions
from game.play.view import SceneView
from game.terminal.full.terminal import depth
from game.terminal.layout import Layout, clipped, spaced, width
from game.terminal.shell import Shell
from game.terminal.signals import FATAL, Signalled
from game.terminal.theme import Theme, ground_of

HELP = "? help"
READ_ON = "-- Enter to read on -- "


class Commands(Completer):
    """Completes commands, and what may follow them."""

    def __init__(self) -> None:
        self.complete: Complete = no_completions

    def get_completions(self, document: Document, complete_event: CompleteEvent) -> Iterable[Completion]:  # noqa: ARG002
        """What the line before the cursor may become."""
        typed = document.text_before_cursor
        for each in self.complete(typed):
            yield Completion(each.line, -len(typed), display=each.label, display_meta=each.means)


class Quiet(Vt100_Output):
    """A terminal that is never asked where its cursor is: some do not answer, and the player would be
    scolded for it. Something can always stand below the prompt: the terminal scrolls."""

    @property
    def responds_to_cpr(self) -> bool:
        """Whether to ask: no."""
        return False

    def get_rows_below_cursor_position(self) -> int:
        """At least the row of the cursor itself."""
        return 1


def _output() -> Output:
    return create_output() if sys.platform == "win32" else Quiet.from_pty(sys.stdout)


class Prompt:
    """Reads lines. Signals that end the program end the reading, and leave the terminal as it was."""

    def __init__(self, theme: Theme, environ: Mapping[str, str]) -> None:
        self._shell = Shell()
        self._looks = partial(_session, theme, depth(environ, theme))
        self._completer = Commands()
        self._session = self._looks(
            history=InMemoryHistory(), completer=self._completer, key_bindings=self._keys()
        )
        self._pauses: PromptSession[str] | None = None

    def ask(self, view: SceneView, layout: Layout, complete: Complete = no_completions) -> str:
        """Read a line on a turn, with the line below it that says where the run stands."""
        self._completer.complete = complete
        return self._read(
            layout, lambda: [("", bottom_line(view, get_app().output.get_size().columns, layout))]
        )

    def line(self, layout: Layout) -> str:
        """Read any line."""
        self._completer.complete = no_completions
        return self._read(layout, None)

    def pause(self, layout: Layout) -> str:
        """Wait until the reader has read so far; the line vanishes. Empty to read on, or what else was
        typed."""
        if self._pauses is None:
            bindings = self._keys()
            bindings.add(" ", filter=Condition(lambda: not get_app().current_buffer.text))(_read_on)
            self._pauses = self._looks(key_bindings=bindings, erase_when_done=True)
        mark: StyleAndTextTuples = [("", " " * layout.margin), ("class:pause", READ_ON)]
        return self._pauses.prompt(mark, pre_run=self._heed_signals)

    def _read(self, layout: Layout, below: Callable[[], StyleAndTextTuples] | None) -> str:
        mark = " " * layout.margin + "> "
        return self._session.prompt(mark, bottom_toolbar=below, pre_run=self._heed_signals)

    def _keys(self) -> KeyBindings:
        bindings = KeyBindings()
        bindings.add("c-z")(lambda _: self._shell.visit())
        return bindings

    def _heed_signals(self) -> None:
        """A signal that ends the program ends the prompt first, and one that stops it goes to the shell:
        from a handler of Python's own, or of the system's, they would leave the terminal raw."""
        app = get_app()
        if app.loop is None or not hasattr(signal, "SIGHUP"):
            return
        for number in FATAL:
            app.loop.add_signal_handler(number, partial(_end, app, number))
        self._shell.heed(app)


def _session(theme: Theme, colours: ColorDepth, **how: Any) -> PromptSession[str]:
    session: PromptSession[str] = PromptSession(
        output=_output(),
        complete_while_typing=False,
        mouse_support=False,
        reserve_space_for_menu=4,
        include_default_pygments_style=False,
        color_depth=colours,
        style=Style.from_dict({"bottom-toolbar": "noreverse dim", "nbsp": "noinherit", "pause": "dim"}),
        **how,
    )
    if ground := ground_of(theme):
        # rows that are painted to their end, as those above them are
        session.layout.container = HSplit([to_container(session.layout.container)], style=ground)
        session.layout.update_parents_relations()
    if sys.platform != "win32":
        # The system says when the size has changed: nothing need wake up to look.
        session.app.terminal_size_polling_interval = None
    return session


def _read_on(event: KeyPressEvent) -> None:
    event.app.exit(result="")


def _end(app: Application[Any], number: int) -> None:
    if not app.is_done:
        app.exit(exception=Signalled(number))


def bottom_line(view: SceneView, columns: int, layout: Layout) -> str:
    """Date, strength and changes at the left, help at the right; what does not fit is left out from
    the end, help never."""
    margin = " " * layout.margin
    room = columns - 1 - 2 * layout.margin - width(HELP) - 2
    fields = [view.date] if view.date else []
    if view.panel:
        fields.append(f"{view.panel[0].label} {view.panel[0].word}")
    if view.unsaved:
        fields.insert(0, "not kept")
    fields += [f"{each.label} {'↑' if each.change > 0 else '↓'}" for each in view.panel[1:] if each.change]
    while fields and width("   ".join(fields)) > room:
        fields.pop()
    left = spaced(clipped("   ".join(fields), max(0, room)))
    return f"{margin}{left}{' ' * (room - width(left) + 2)}{HELP}"
