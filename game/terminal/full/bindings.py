"""From keys to what they do in the room, while nothing is being typed and while something is."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from prompt_toolkit.filters import FilterOrBool
from prompt_toolkit.key_binding import KeyBindings, KeyPressEvent
from prompt_toolkit.keys import Keys

from game.terminal.full import moves
from game.terminal.full.leaf import Leaf, Spread
from game.terminal.full.room import Room

Act = Callable[[], None]


def reading(room: Room, redraw: Act, suspend: Act, when: FilterOrBool) -> KeyBindings:
    """The keys while nothing is being typed."""
    keys = KeyBindings()
    leave = room.outside.leave
    for name, act in (
        ("c-c", lambda: leave(KeyboardInterrupt())),
        ("c-d", lambda: leave(EOFError())),
        ("c-l", redraw),
        ("c-z", suspend),
    ):
        keys.add(name, filter=when)(_doing(act))
    moving: dict[Callable[[Spread], Leaf], tuple[str, ...]] = {
        moves.down: ("down", "j"),
        moves.up: ("up", "k"),
        moves.read_on: ("space", "pagedown", "c-f"),
        moves.paged_back: ("pageup", "c-b"),
        moves.home: ("home", "g"),
        moves.end: ("end", "G"),
        moves.tabbed: ("tab",),
        moves.tabbed_back: ("s-tab",),
    }
    table: dict[Act, tuple[str, ...]] = {
        **{partial(room.move, how): names for how, names in moving.items()},
        room.enter: ("enter", "c-j"),  # what was typed before the terminal was ours comes as c-j
        room.close: ("escape", "backspace"),
        room.leave: ("q",),
        room.forces: ("f2",),
        room.help: ("?", "f1"),
        room.seek: ("/",),
        lambda: room.sideways(away=True): ("left",),
        lambda: room.sideways(away=False): ("right",),
        lambda: room.outside.type_at("command", ""): (":",),
    }
    for act, names in table.items():
        for name in names:
            keys.add(name, filter=when)(_doing(partial(room.struck, act)))
    for digit in range(1, 10):
        keys.add(str(digit), filter=when)(_doing(partial(room.struck, partial(room.digit, digit))))

    @keys.add(Keys.Any, filter=when)
    def _(event: KeyPressEvent) -> None:
        if len(event.data) == 1:
            room.struck(partial(room.letter, event.data))

    @keys.add(Keys.BracketedPaste, filter=when)
    def _(event: KeyPressEvent) -> None:
        """What is pasted is no key."""

    return keys


def typing(cancel: Act, backspace: Act, suspend: Act, interrupt: Act, when: FilterOrBool) -> KeyBindings:
    """The keys that do something else than typing while something is being typed."""
    keys = KeyBindings()
    keys.add("escape", filter=when, eager=True)(_doing(cancel))
    keys.add("backspace", filter=when)(_doing(backspace))
    keys.add("c-z", filter=when)(_doing(suspend))
    keys.add("c-c", filter=when)(_doing(interrupt))
    return keys


def _doing(act: Act) -> Callable[[KeyPressEvent], None]:
    def do(_: KeyPressEvent) -> None:
        act()

    return do
