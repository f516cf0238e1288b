"""The screen: the room in a terminal, from the first paint to the way out."""

from __future__ import annotations

import asyncio
import signal
import sys
from collections.abc import Mapping
from contextlib import suppress
from functools import partial
from typing import Any

from prompt_toolkit.buffer import Buffer
from prompt_toolkit.filters import Condition, has_focus
from prompt_toolkit.formatted_text import StyleAndTextTuples
from prompt_toolkit.history import InMemoryHistory
from prompt_toolkit.input import Input
from prompt_toolkit.input.vt100_parser import Vt100Parser
from prompt_toolkit.key_binding import merge_key_bindings
from prompt_toolkit.key_binding.key_processor import KeyPress
from prompt_toolkit.layout import (
    ConditionalContainer,
    Float,
    FloatContainer,
    HSplit,
    Layout,
    VSplit,
    Window,
)
from prompt_toolkit.layout.controls import BufferControl, FormattedTextControl
from prompt_toolkit.layout.dimension import Dimension
from prompt_toolkit.layout.menus import CompletionsMenu
from prompt_toolkit.output import Output
from prompt_toolkit.styles import Style

from game.play.completion import no_completions
from game.runs.settings import Settings
from game.terminal.full import bindings
from game.terminal.full.control import PageControl
from game.terminal.full.events import Asked, Event, Finished, Questioned
from game.terminal.full.front import FullFront
from game.terminal.full.glance import Taken
from game.terminal.full.keys import Keyboard
from game.terminal.full.picture import line_of
from game.terminal.full.post import Post
from game.terminal.full.room import Outside, Room
from game.terminal.full.sight import Line
from game.terminal.full.terminal import Redrawn, depth, output, restore
from game.terminal.mode import Size
from game.terminal.prompt import Commands
from game.terminal.rows import Row, Span
from game.terminal.shell import Shell
from game.terminal.signals import FATAL, Signalled
from game.terminal.theme import ground_of

HUNG_UP = getattr(signal, "SIGHUP", 1)
STYLE = Style.from_dict({"nbsp": "noinherit"})
MARKS: Mapping[Line, str] = {"command": ":", "search": "/", "narrow": "/", "answer": "> "}


class Screen:
    """One reading room on one terminal, which takes what the conversation hands over from the post. `taken`
    is the terminal if it was taken for a glance."""

    def __init__(
        self,
        front: FullFront,
        post: Post,
        settings: Settings,
        environ: Mapping[str, str],
        terminal: Output | None = None,
        keyboard: Input | None = None,
        keys: Keyboard | None = None,
        taken: Taken | None = None,
    ) -> None:
        mono = bool(environ.get("NO_COLOR"))  # no-color.org: anything but nothing
        self.room = Room(
            settings, "mono" if mono else None, Outside(front.answer, self._type_at, self._leave), keys
        )
        self._terminal = terminal or output()
        self._keyboard = keyboard
        self._environ = environ
        self._taken = taken
        self._post = post
        self._loop: asyncio.AbstractEventLoop | None = None
        self._shell = Shell()
        self._drawn = False
        self._completer = Commands()
        self._commands = InMemoryHistory()
        self._searches = InMemoryHistory()
        self._buffer = Buffer(
            completer=self._completer,
            complete_while_typing=Condition(lambda: self.room.line == "command"),
            multiline=False,
            accept_handler=self._typed,
            on_text_changed=lambda _: self._typing(),
        )
        self._page = Window(PageControl(self._picture, self.room.point, self.room.wheel), wrap_lines=False)
        self.app = self._application()

    def show(self) -> None:
        """Draw and read keys until the room is left. Raises what it was left by, if not by the end of
        the conversation; the terminal is as before."""
        try:
            why = asyncio.run(self._shown())
        except EOFError:
            # Keys have come to an end, though no key says so: there is no terminal any more.
            why = Signalled(HUNG_UP)
        finally:
            self.app.renderer.reset()
            restore(self._terminal)
        if why:
            raise why

    async def _shown(self) -> BaseException | None:
        try:
            return await self.app.run_async(self._install, set_exception_handler=False, handle_sigint=False)
        finally:
            if self._taken:
                self._taken.give_back()  # while signals come here, and cannot end the program before

    # The parts of the screen.

    def _application(self) -> Redrawn:
        typing = Condition(lambda: bool(self.room.line))
        foot = ConditionalContainer(
            VSplit(
                [
                    Window(FormattedTextControl(self._mark), dont_extend_width=True, height=1),
                    Window(BufferControl(self._buffer), height=1),
                ]
            ),
            typing,
        )
        said = ConditionalContainer(
            Window(FormattedTextControl(self._said), height=self._said_height, wrap_lines=False), ~typing
        )
        strip = ConditionalContainer(
            Window(FormattedTextControl(self._strip), height=self._strip_height, wrap_lines=False),
            Condition(lambda: bool(self.room.sight.strip)),
        )
        last = Window(FormattedTextControl(self._last), height=1, wrap_lines=False)
        menu = Float(CompletionsMenu(max_height=8), xcursor=True, bottom=2)
        whole = FloatContainer(
            HSplit([self._page, strip, said, foot, last], style=lambda: ground_of(self.room.sight.theme)),
            [menu],
        )
        reading = has_focus(self._page)
        suspend = self._shell.visit
        keys = merge_key_bindings(
            [
                bindings.reading(self.room, self._redraw, suspend, reading),
                bindings.typing(self._cancel, self._rub_out, suspend, self._interrupt, ~reading),
            ]
        )
        app = Redrawn(
            Layout(whole, self._page),
            style=STYLE,
            include_default_pygments_style=False,
            key_bindings=keys,
            full_screen=True,
            mouse_support=Condition(lambda: self.room.settings.mouse),
            enable_page_navigation_bindings=False,
            color_depth=lambda: depth(self._environ, self.room.sight.theme),
            output=self._terminal,
            input=self._keyboard,
            terminal_size_polling_interval=0.5 if sys.platform == "win32" else None,
        )
        app.after_render += self._painted
        # An Escape that begins nothing is an Escape soon.
        app.ttimeoutlen = app.timeoutlen = 0.05
        return app

    def _picture(self, rows: int) -> Any:
        self._measure()
        return self.room.sight.picture(rows)

    def _measure(self) -> None:
        size = self._terminal.get_size()
        self.room.size = Size(size.columns, size.rows)

    def _said(self) -> StyleAndTextTuples:
        lines: StyleAndTextTuples = []
        for at, row in enumerate(self.room.sight.message):
            lines += [("", "\n" if at else ""), *line_of(row, self.room.sight.theme, margin=1)]
        return lines

    def _said_height(self) -> Dimension:
        self._measure()
        return Dimension.exact(max(1, len(self.room.sight.message)))

    def _strip(self) -> StyleAndTextTuples:
        lines: StyleAndTextTuples = []
        for at, row in enumerate(self.room.sight.strip):
            lines += [("", "\n" if at else ""), *line_of(row, self.room.sight.theme)]
        return lines

    def _strip_height(self) -> Dimension:
        return Dimension.exact(len(self.room.sight.strip))

    def _last(self) -> StyleAndTextTuples:
        return [*line_of(self.room.sight.last_row(), self.room.sight.theme)]

    def _mark(self) -> StyleAndTextTuples:
        return [*line_of(Row((Span(f" {MARKS.get(self.room.line, '')}", "key"),)), self.room.sight.theme)]

    # From the conversation, and from the system.

    def _install(self) -> None:
        loop = asyncio.get_running_loop()
        loop.set_exception_handler(self._failed)
        if sys.platform != "win32":
            for number in FATAL:
                loop.add_signal_handler(number, partial(self._leave, Signalled(number)))
            loop.add_signal_handler(signal.SIGINT, partial(self._leave, KeyboardInterrupt()))
        self._shell.heed(self.app, self._taken.before if self._taken else None)
        self._measure()
        self._loop = loop
        self._post.taken_by(self._arrived, self._happened)

    def _failed(self, _: asyncio.AbstractEventLoop, context: dict[str, Any]) -> None:
        """Something here has failed: it ends the program, where it can be told, and not the screen only."""
        error = context.get("exception")
        if isinstance(error, BaseException):
            self._leave(error)

    def _arrived(self, event: Event) -> None:
        """Called in the thread of the conversation."""
        with suppress(RuntimeError):  # the screen has been left
            if self._loop:
                self._loop.call_soon_threadsafe(self._happened, event)

    def _happened(self, event: Event) -> None:
        if self.app.is_done:
            return
        if isinstance(event, Finished):
            self.app.exit(result=None)
            return
        self._measure()
        self.room.receive(event)
        if isinstance(event, Asked):
            self._completer.complete = event.complete
        elif isinstance(event, Questioned):
            self._completer.complete = no_completions
        self.app.invalidate()

    def _leave(self, why: BaseException) -> None:
        if not self.app.is_done:
            self.app.exit(result=why)

    def _painted(self, _: object) -> None:
        if not self._drawn:
            # What was typed so far was typed at nothing: the room is to know before it shows anything.
            self._drawn = True
            self.app.key_processor.feed_multiple(self._early_keys())
            self.app.key_processor.process_keys()
        if self.room.painted():
            self.app.invalidate()

    def _early_keys(self) -> list[KeyPress]:
        if self._taken is None:
            return self.app.input.read_keys()
        keys: list[KeyPress] = []
        parser = Vt100Parser(keys.append)
        parser.feed_and_flush(self._taken.typed)
        return keys

    def _redraw(self) -> None:
        self.app.renderer.clear()

    # The line at the foot.

    def _type_at(self, line: Line, text: str) -> None:
        self.room.line = line
        self._buffer.history = self._commands if line in ("command", "answer") else self._searches
        self._buffer.reset()
        if text:  # an empty line offers nothing yet, so that ↑ brings back the line before
            self._buffer.insert_text(text)
        self.app.layout.focus(self._buffer)

    def _stop_typing(self) -> None:
        self.room.line = ""
        self._buffer.reset()
        self.app.layout.focus(self._page)

    def _typed(self, buffer: Buffer) -> bool:
        line, text = self.room.line, buffer.text
        buffer.append_to_history()
        self._stop_typing()
        if line == "search":
            self.room.sought(text)
        elif line == "answer" or (line == "command" and text.strip()):
            self.room.send(text.rstrip() if line == "command" else text)
        return True

    def _typing(self) -> None:
        if self.room.line == "narrow":
            self.room.narrow(self._buffer.text)

    def _cancel(self) -> None:
        if self.room.line == "narrow":
            self.room.narrow("")
        self._stop_typing()

    def _rub_out(self) -> None:
        if self._buffer.text:
            self._buffer.delete_before_cursor()
        elif self.room.line != "answer":
            self._cancel()

    def _interrupt(self) -> None:
        if self.room.line == "answer":
            self._leave(KeyboardInterrupt())
        else:
            self._cancel()
