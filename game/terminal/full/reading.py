"""Playing in the reading room: the conversation in a thread of its own, the screen in the main one."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from contextlib import suppress
from threading import Thread
from typing import TextIO

from game.runs.settings import Settings
from game.terminal.front import Front
from game.terminal.full.events import Finished
from game.terminal.full.front import FullFront
from game.terminal.full.glance import glance, seen
from game.terminal.full.keys import Keyboard
from game.terminal.full.post import Post
from game.terminal.signals import Signalled, end_on_signals

Conversation = Callable[[FullFront], int]
SOON = 1.0
"""The seconds after which nobody waits any more for the conversation to come to its first question."""


class Talk(Thread):
    """A conversation being held, and what came of it."""

    def __init__(self, conversation: Conversation, front: FullFront, post: Post) -> None:
        super().__init__(name="conversation")
        self._conversation = conversation
        self._front = front
        self._post = post
        self._code = 0
        self._raised: BaseException | None = None

    def run(self) -> None:
        """Hold it."""
        try:
            self._code = self._conversation(self._front)
        except BaseException as raised:  # noqa: BLE001 - raised again where it can be told
            self._raised = raised
        finally:
            self._post.put(Finished())

    def result(self) -> int:
        """Its exit code. Raises what it raised."""
        self.join()
        if self._raised:
            raise self._raised
        return self._code


def read(
    conversation: Conversation,
    settings: Settings,
    environ: Mapping[str, str],
    write: TextIO,
    keys: Keyboard | None = None,
) -> int:
    """Hold the conversation on the whole screen; its exit code. Raises what the conversation or the screen
    raised, when the terminal is as it was and the conversation has put everything in order."""
    post = Post()
    front = FullFront(post.put)
    talk = Talk(conversation, front, post)
    raised = _shown(talk, front, post, settings, environ, write, keys)
    end_on_signals()  # the loop that is gone had taken them
    if talk.ident is not None:
        talk.join()
    with suppress(OSError):  # the window may have been closed
        front.last_words(_after(settings, environ, write))
    if raised:
        raise raised
    return talk.result()


def _shown(
    talk: Talk,
    front: FullFront,
    post: Post,
    settings: Settings,
    environ: Mapping[str, str],
    write: TextIO,
    keys: Keyboard | None,
) -> BaseException | None:
    """Begin to talk, and show the screen until it is left; what it failed by, or was left by."""
    try:
        talk.start()
        with glance(lambda size: seen(post.waiting(SOON), settings, environ, size), write) as taken:
            # takes as long to import as everything else: there is something to read meanwhile
            from game.terminal.full.screen import Screen
            from game.terminal.full.terminal import output

            terminal = output(entered=taken is not None)
            Screen(front, post, settings, environ, terminal, keys=keys, taken=taken).show()
    except EOFError as end:
        front.end(end)
    except (KeyboardInterrupt, Signalled) as asked:
        front.end(asked)
        return asked
    except BaseException as failed:  # noqa: BLE001 - raised again when all is in order
        front.end(EOFError())
        return failed
    return None


def _after(settings: Settings, environ: Mapping[str, str], write: TextIO) -> Front:
    """The front end for what is said on the normal screen afterwards."""
    from game.terminal.linear import LinearFront

    return LinearFront(write, environ, settings.measure, in_ascii=settings.ascii, margin=False)
