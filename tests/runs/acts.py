"""Everything that can be done to runs, each as one act on a shelf that was got ready for it."""

from dataclasses import replace

from game.runs.journal import go, mark
from game.runs.profile import Profile
from tests.runs.small import STORY, played, scene, story

CHANGED = story(scene("night", flow="train"), version="2.0.0")
"""The night no longer gives strength back."""


def taken_out(shelf):
    return shelf.folder.parent / "taken-out.json"


def get_ready(shelf):
    """Two runs, one of them in the trash, and one taken out to a file."""
    with shelf.create(STORY, "First") as opened:
        opened.keep(played(STORY, opened.run, "bog.wade", "course.sign"))
    with shelf.create(STORY, "Second") as opened:
        opened.keep(played(STORY, opened.run, "bog.round"))
    shelf.delete(opened.run.id)
    shelf.export(shelf.find("First"), taken_out(shelf))


def create_the_very_first(shelf):
    shelf.create(STORY, "Only").close()


def create(shelf):
    shelf.create(STORY, "Third", settings={"spare": ["famine"]}).close()


def keep_thrice(shelf):
    with shelf.open(shelf.find("First")) as opened:
        for decisions in (("course.wait",), ("train.south",), ()):
            opened.keep(played(STORY, opened.run, *decisions))


def keep_after_a_change(shelf):
    with shelf.open(shelf.find("First")) as opened:
        opened.keep(played(CHANGED, opened.run, "course.wait"))


def bookmark_and_go_back(shelf):
    with shelf.open(shelf.find("First")) as opened:
        opened.keep(replace(opened.run, journal=go(mark(opened.run.journal, "before the letter"), 1)))


def rename(shelf):
    shelf.rename(shelf.find("First"), "The careful one")


def copy(shelf):
    shelf.copy(shelf.find("First"))


def delete(shelf):
    shelf.delete(shelf.find("First"))


def restore_deleted(shelf):
    shelf.restore_deleted("Second")


def import_(shelf):
    shelf.import_(taken_out(shelf))


def export(shelf):
    shelf.export(shelf.find("First"), shelf.folder.parent / "again.json")


def remember(shelf):
    shelf.remember(STORY, Profile(last="7k3q9m2p"))


ACTS = {
    act.__name__: act
    for act in (
        create_the_very_first, create, keep_thrice, keep_after_a_change, bookmark_and_go_back, rename,
        copy, delete, restore_deleted, import_, export, remember,
    )
}  # fmt: skip


def prepare(name, shelf):
    """What has to be there before the act of this name."""
    if name != "create_the_very_first":
        get_ready(shelf)
