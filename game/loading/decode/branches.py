"""Branches: what branch.yaml says, and the choices that it adds to scenes of the story."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from game.core.model import Choice, Menu
from game.core.value import replace
from game.loading.declare import Declarations, qualified
from game.loading.decode.choices import decode_choice
from game.loading.fields import Fields
from game.loading.ids import check_id
from game.loading.keys import BRANCH, CHOICE
from game.loading.ledger import Ledger
from game.loading.nodes import Entry, Scalar
from game.loading.nodes import Mapping as Entries
from game.loading.written import WrittenScene

Scenes = Mapping[str, WrittenScene]


def decode_branches(
    ledger: Ledger, declarations: Declarations, version: str, scenes: Scenes
) -> tuple[tuple[tuple[str, str], ...], Scenes]:
    """The branches by name with their versions, and the scenes with the choices that they add after
    the scenes' own. `version` is the story's."""
    branches: list[tuple[str, str]] = []
    extended = dict(scenes)
    for name, header in declarations.branches.items():
        if header is None:
            continue
        fields = Fields(ledger.within(name), BRANCH, header, f"branch:{name}", header)
        fields.words("title")
        fields.words("author")
        _check_version(fields, version)
        branches.append((name, fields.words("version")))
        for entry in fields.entries("add_choices"):
            added = tuple(_added(fields.ledger, entry, scenes))
            if added:
                extended[entry.key.text] = _extended(extended[entry.key.text], added)
    return tuple(branches), extended


def _check_version(fields: Fields, version: str) -> None:
    written_for = fields.words("written_for")
    if written_for and version and written_for != version:
        message = f"the branch was written for version {written_for}, and the story has {version}"
        hint = "see whether it still fits, then write the version that it fits"
        fields.report("written_for", "other-version", message, hint)


def _extended(written: WrittenScene, added: tuple[Choice, ...]) -> WrittenScene:
    scene = written.scene
    choices = scene.way.choices if isinstance(scene.way, Menu) else ()
    return replace(written, scene=replace(scene, way=Menu((*choices, *added))))


def _added(ledger: Ledger, entry: Entry, scenes: Scenes) -> Iterator[Choice]:
    """The choices that are added to one scene; none where it can take none, which is told."""
    if not _takes_choices(ledger, entry.key, scenes):
        return
    if not isinstance(entry.value, Entries):
        hint = "write the choices under their ids"
        ledger.report(entry.value.span, "wrong-shape", "choices are added by their ids", hint)
        return
    for each in entry.value.entries:
        if check_id(ledger, each.key.text, each.key):
            name = qualified(ledger.branch, each.key.text)
            subject = f"{entry.key.text}.{name}"
            ledger.places[subject] = each.key
            yield decode_choice(name, Fields(ledger, CHOICE, each.value, subject, each.key))


def _takes_choices(ledger: Ledger, place: Scalar, scenes: Scenes) -> bool:
    """Whether choices can be added to a scene: it is the story's, and ends in choices."""
    name, names = place.text, ledger.names
    written = scenes.get(name)
    if names.outside("", name) != name:
        message = f"`{name}` is a scene of this branch"
        ledger.report(place.span, "cannot-add", message, "write the choice in the scene itself")
    elif name not in names.scenes:
        ledger.unknown(place, "unknown-scene", f"no scene is called `{name}`", names.scenes)
    elif written is not None and not (isinstance(written.scene.way, Menu) and written.scene.way.choices):
        message = f"`{name}` does not end in choices, so none can be added to it"
        hint = "a call names an evening by `on`, an event a gate by `at`"
        ledger.report(place.span, "cannot-add", message, hint)
    else:
        return written is not None
    return False
