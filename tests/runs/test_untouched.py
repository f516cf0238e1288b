"""Files that are damaged, foreign or newer: nothing that is done ever changes a byte of them, and
everything else goes on."""

import os

import pytest

from game.runs.file import Damaged, Foreign, Newer
from game.runs.profile import Profile
from game.runs.refusal import NoSuchRun, Refused, Unreadable
from game.runs.shelf import Shelf
from tests.runs.small import STORY, played

BAD = {
    "damaged1.json": b'{"format": 1, "id": "damaged1", "jour',
    "damaged2.json": b"",
    "damaged3.json": b"\0" * 700,
    "foreign1.json": b'{"hello": "world"}',
    "foreign2.json": b"\x89PNG\r\n\x1a\n",
    "newer001.json": b'{"format": 2, "id": "newer001", "chronicle": {}}',
}


@pytest.fixture
def shelf(tmp_path):
    shelf = Shelf(tmp_path / "saves")
    with shelf.create(STORY, "First") as opened:
        opened.keep(played(STORY, opened.run, "bog.wade", "course.sign"))
    for name, data in BAD.items():
        (shelf.folder / name).write_bytes(data)
    (shelf.folder / f"{opened.run.id}.sync-conflict.json").write_bytes(opened.path.read_bytes())
    (shelf.folder / "copy0001.json").write_bytes(opened.path.read_bytes())
    return shelf


def stamps(folder):
    """The bad files with their bytes, inodes and times."""
    return {
        path.name: (path.read_bytes(), path.stat().st_ino, path.stat().st_mtime_ns)
        for path in sorted(folder.iterdir())
        if path.name in BAD or path.name.startswith("copy") or "conflict" in path.name
    }


def everything(shelf):
    """Every operation on the good run, and those on the whole folder."""
    shelf.listing(STORY)
    shelf.strays()
    shelf.deleted()
    shelf.last(STORY)
    shelf.remember(STORY, shelf.profile(STORY))
    (shelf.folder / "profile.json").unlink()
    shelf.profile(STORY)
    run_id = shelf.find("First")
    with shelf.open(run_id) as opened:
        opened.keep(played(STORY, opened.run, "course.wait"))
    shelf.rename(run_id, "Renamed")
    shelf.copy(run_id)
    shelf.export(run_id, shelf.folder.parent / "out.json")
    shelf.import_(shelf.folder.parent / "out.json")
    shelf.delete(run_id)
    shelf.restore_deleted("Renamed")
    shelf.create(STORY, "Third").close()


def test_nothing_that_is_done_changes_a_byte_of_them(shelf):
    before = stamps(shelf.folder)
    assert len(before) == len(BAD) + 2
    everything(shelf)
    assert stamps(shelf.folder) == before


def test_everything_else_goes_on(shelf):
    everything(shelf)
    assert sorted(row.name for row in shelf.listing()) == ["Renamed", "Renamed (2)", "Renamed (3)", "Third"]


@pytest.mark.parametrize("name", BAD)
def test_no_operation_on_one_of_them_changes_it(shelf, name):
    before = stamps(shelf.folder)
    run_id = name.removesuffix(".json")
    for act in (
        lambda: shelf.open(run_id),
        lambda: shelf.rename(run_id, "New name"),
        lambda: shelf.copy(run_id),
        lambda: shelf.export(run_id, shelf.folder.parent / "out.json"),
        lambda: shelf.import_(shelf.folder / name),
    ):
        with pytest.raises(Unreadable) as refused:
            act()
        assert name in refused.value.sentence
        assert "left as it is" in refused.value.advice
    assert stamps(shelf.folder) == before
    assert not (shelf.folder.parent / "out.json").exists()


def test_each_is_known_for_what_it_is(shelf):
    assert isinstance(shelf.read("damaged1"), Damaged)
    assert isinstance(shelf.read("foreign1"), Foreign)
    assert shelf.read("newer001") == Newer(2)
    sentences = " ".join(stray.sentence for stray in shelf.strays())
    assert len(shelf.strays()) == len(BAD) + 2
    assert "later version" in sentences
    assert "it is a copy of the run" in sentences


def test_one_of_them_can_be_deleted_and_brought_back_unchanged(shelf):
    shelf.delete("damaged1")
    assert (shelf.folder / "trash" / "damaged1.json").read_bytes() == BAD["damaged1.json"]
    shelf.restore_deleted("damaged1")
    assert (shelf.folder / "damaged1.json").read_bytes() == BAD["damaged1.json"]


def test_a_copy_that_a_sync_program_left_can_be_imported(shelf):
    (conflict,) = [path for path in shelf.folder.iterdir() if "conflict" in path.name]
    imported = shelf.import_(conflict)
    assert imported.name == "First (2)"
    assert imported.journal == shelf.read(shelf.find("First")).journal


def test_a_run_that_is_damaged_while_it_is_played_is_left_and_play_goes_on(shelf):
    with shelf.open(shelf.find("First")) as opened:
        path = opened.path
        path.write_bytes(b"scribble")
        kept = opened.keep(played(STORY, opened.run, "course.wait"))
        assert path.read_bytes() == b"scribble"
        assert shelf.read(kept.id) == kept


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no pipes here")
def test_pipes_links_and_folders_among_the_runs_are_passed_by(shelf, tmp_path, impatient):
    os.mkfifo(shelf.folder / "pipe0001.json")
    secret = tmp_path / "secret"
    secret.write_text("secret")
    (shelf.folder / "link0001.json").symlink_to(secret)
    (shelf.folder / "folder01.json").mkdir()
    everything(shelf)
    told = {stray.file: stray.sentence for stray in shelf.strays()}
    for name in ("pipe0001.json", "link0001.json", "folder01.json"):
        assert "no regular file" in told[name]
        assert isinstance(shelf.read(name.removesuffix(".json")), Foreign)
    assert secret.read_text() == "secret"


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no pipes here")
@pytest.mark.parametrize("kind", ["link", "pipe", "folder"])
def test_what_stands_in_the_way_of_writing_is_not_written_through(shelf, tmp_path, kind, impatient):
    victim = tmp_path / "victim"
    victim.write_text("victim")
    with shelf.open(shelf.find("First")) as opened:
        fresh = opened.path.with_name(f".{opened.run.id}.new")
        match kind:
            case "link":
                fresh.symlink_to(victim)
            case "pipe":
                os.mkfifo(fresh)
            case "folder":
                fresh.mkdir()
        before = opened.path.read_bytes()
        with pytest.raises(Refused):
            opened.keep(opened.run)
        assert opened.path.read_bytes() == before
    assert victim.read_text() == "victim"


@pytest.mark.skipif(os.name == "nt", reason="no such names there")
def test_the_names_of_strays_are_told_without_what_a_terminal_would_obey(shelf):
    (shelf.folder / "\x1b[2J.json").write_bytes(b"x")
    (shelf.folder / os.fsdecode(b"\xff\xfe.json")).write_bytes(b"x")
    for stray in shelf.strays():
        assert stray.file.isprintable()
        assert stray.sentence.isprintable()
        stray.sentence.encode()


def test_a_broken_profile_is_rebuilt_and_a_foreign_name_is_no_run(shelf):
    (shelf.folder / "profile.json").write_bytes(b"[" * 100_000)
    profile = shelf.profile(STORY)
    assert profile.decisions == {"bog.wade", "course.sign"}
    assert profile != Profile()
    with pytest.raises(NoSuchRun):
        shelf.read("../../etc/passwd")
    with pytest.raises(NoSuchRun):
        shelf.open("profile")
