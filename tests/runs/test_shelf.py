"""The shelf: every run of a player, and nothing lost by anything that is done to them."""

import json
import shutil
import stat
import sys
from dataclasses import replace

import pytest

from game.runs.file import decode
from game.runs.journal import go
from game.runs.names import BadName
from game.runs.record import begun
from game.runs.refusal import Busy, NoSuchRun, Refused, Taken, Unreadable
from game.runs.shelf import Shelf
from tests.runs.acts import CHANGED
from tests.runs.small import STORY, played, story, without


@pytest.fixture
def shelf(tmp_path):
    return Shelf(tmp_path / "a" / "saves")


def add(shelf, name, *decisions):
    with shelf.create(STORY, name) as opened:
        return opened.keep(played(STORY, opened.run, *decisions))


def test_nothing_is_made_before_something_is_kept(shelf):
    assert shelf.listing() == ()
    assert shelf.strays() == ()
    assert shelf.deleted() == ()
    assert shelf.last(STORY) is None
    assert not shelf.folder.parent.exists()


def test_a_run_that_is_begun_is_on_the_shelf_at_once(shelf):
    with shelf.create(STORY, "First", rewind=False, settings={"spare": ["famine"]}) as opened:
        read = shelf.read(opened.run.id)
    assert read == opened.run
    assert (read.name, read.rev, read.rewind, read.journal) == ("First", 1, False, ())
    assert dict(read.settings) == {"spare": ["famine"]}
    assert read.at.scene == "bog"


@pytest.mark.skipif(sys.platform == "win32", reason="no modes there")
def test_folders_and_files_are_their_owners_alone(shelf):
    add(shelf, "First")
    shelf.delete(shelf.find("First"))
    for path in shelf.folder.rglob("*"):
        mode = stat.S_IMODE(path.stat().st_mode)
        assert mode == (0o700 if path.is_dir() else 0o600)
    assert stat.S_IMODE(shelf.folder.stat().st_mode) == 0o700


def test_each_write_counts(shelf):
    with shelf.create(STORY, "First") as opened:
        for rev in (2, 3, 4):
            assert opened.keep(opened.run).rev == rev


def test_a_run_is_told_with_where_it_stands(shelf):
    add(shelf, "Ended", "bog.wade", "course.wait", "train.south")
    add(shelf, "Begun")
    add(shelf, "Half", "bog.wade", "course.wait")
    rows = {row.name: row for row in shelf.listing(STORY)}
    half, ended, fresh = rows["Half"], rows["Ended"], rows["Begun"]
    assert (half.decisions, half.date, half.chapter) == (2, "15 October 1923", "The Letter")
    assert (ended.ending, ended.decisions) == ("Alma-Ata", 3)
    assert (fresh.date, fresh.chapter, fresh.ending) == ("3 October 1923", "Fever", "")
    assert {row.date for row in shelf.listing()} == {""}


def test_decisions_are_counted_from_the_beginning_to_the_head(shelf):
    run = add(shelf, "First", "bog.wade", "course.sign")
    with shelf.open(run.id) as opened:
        opened.keep(replace(opened.run, journal=go(opened.run.journal, 1)))
    assert shelf.listing()[0].decisions == 1


def test_a_run_of_another_story_is_listed_without_its_places(shelf):
    add(shelf, "First", "bog.wade")
    (row,) = shelf.listing(story(name="large"))
    assert (row.story_id, row.date) == ("small", "")


def test_a_run_that_stands_at_a_scene_that_is_gone_is_told_with_the_last_place_that_is_there(shelf):
    add(shelf, "First", "bog.wade", "course.wait")
    (row,) = shelf.listing(without(STORY, "train"))
    assert (row.date, row.chapter, row.scene) == ("15 October 1923", "Fever", "train")
    (row,) = shelf.listing(without(STORY, "train", "course", "bog"))
    assert (row.date, row.chapter) == ("", "")


def test_the_last_played_comes_first(shelf, monkeypatch):
    for name, day in (("Old", 1), ("New", 3), ("Middle", 2)):
        monkeypatch.setattr("game.runs.open_run.now", lambda day=day: f"2026-11-0{day}T00:00:00Z")
        add(shelf, name)
    assert [row.name for row in shelf.listing()] == ["New", "Middle", "Old"]


def test_a_run_is_found_by_id_and_by_name_in_any_case(shelf):
    run = add(shelf, "L'été")
    assert shelf.find(run.id) == shelf.find("L'ÉTÉ") == run.id
    with pytest.raises(NoSuchRun, match="Nobody"):
        shelf.find("Nobody")


def test_of_two_runs_with_one_name_neither_is_guessed(shelf):
    first, second = add(shelf, "First"), add(shelf, "Second")
    path = shelf.folder / f"{second.id}.json"
    path.write_bytes(path.read_bytes().replace(b"Second", b"FIRST"))
    with pytest.raises(NoSuchRun) as refused:
        shelf.find("first")
    assert first.id in refused.value.sentence
    assert second.id in refused.value.sentence


def test_a_name_that_is_taken_is_numbered(shelf):
    assert [add(shelf, name).name for name in ("First", "first", "First")] == [
        "First",
        "first (2)",
        "First (3)",
    ]


def test_renaming_changes_the_name_and_not_when_it_was_played(shelf, monkeypatch):
    run = add(shelf, "First", "bog.wade")
    monkeypatch.setattr("game.runs.open_run.now", lambda: "2030-01-01T00:00:00Z")
    renamed = shelf.rename(run.id, "  The careful  one ")
    assert renamed == replace(run, name="The careful one", rev=run.rev + 1)
    assert shelf.read(run.id) == renamed


def test_a_run_can_change_the_case_of_its_name_but_not_take_anothers(shelf):
    run, _ = add(shelf, "First"), add(shelf, "Second")
    assert shelf.rename(run.id, "FIRST").name == "FIRST"
    with pytest.raises(Taken):
        shelf.rename(run.id, "second")
    with pytest.raises(BadName):
        shelf.rename(run.id, "\n")
    assert shelf.read(run.id).name == "FIRST"


def test_playing_changes_when_it_was_played(shelf, monkeypatch):
    run = add(shelf, "First", "bog.wade")
    monkeypatch.setattr("game.runs.open_run.now", lambda: "2030-01-01T00:00:00Z")
    with shelf.open(run.id) as opened:
        kept = opened.keep(played(STORY, opened.run, "course.wait"))
    assert (kept.begun, kept.kept) == (run.begun, "2030-01-01T00:00:00Z")
    assert shelf.read(run.id) == kept


def test_keys_that_are_not_known_are_still_there_after_playing(shelf):
    path = shelf.folder / f"{add(shelf, 'First', 'bog.wade').id}.json"
    document = json.loads(path.read_text())
    document["mood"], document["story"]["author"], document["at"]["hour"] = "grim", "L.", 3
    path.write_text(json.dumps(document))
    with shelf.open(path.stem) as opened:
        opened.keep(played(CHANGED, opened.run, "course.wait"))
    after = json.loads(path.read_text())
    assert (after["mood"], after["story"]["author"], after["at"]["hour"]) == ("grim", "L.", 3)
    assert after["at"]["scene"] == "train"


def test_a_copy_is_a_run_of_its_own(shelf):
    run = add(shelf, "First", "bog.wade")
    copy = shelf.copy(run.id)
    assert (copy.name, copy.journal, copy.kept) == ("First (2)", run.journal, run.kept)
    assert copy.id != run.id
    assert shelf.copy(run.id, "Other").name == "Other"
    assert shelf.read(run.id) == run


def test_deleting_is_moving_and_can_be_undone(shelf):
    run = add(shelf, "First", "bog.wade")
    data = (shelf.folder / f"{run.id}.json").read_bytes()
    shelf.delete(run.id)
    assert shelf.listing() == ()
    assert [row.name for row in shelf.deleted(STORY)] == ["First"]
    assert shelf.restore_deleted("FIRST") == run.id
    assert (shelf.folder / f"{run.id}.json").read_bytes() == data
    assert shelf.deleted() == ()


def test_what_is_in_the_trash_is_never_overwritten(shelf):
    run = add(shelf, "First", "bog.wade")
    shelf.export(run.id, shelf.folder / "out.txt")
    shelf.delete(run.id)
    assert shelf.import_(shelf.folder / "out.txt").id != run.id
    in_trash = shelf.folder / "trash" / f"{run.id}.json"
    (shelf.folder / f"{run.id}.json").write_bytes(in_trash.read_bytes())  # put back by hand
    with pytest.raises(Taken):
        shelf.delete(run.id)
    with pytest.raises(Taken):
        shelf.restore_deleted(run.id)
    assert in_trash.exists()


def test_what_is_not_there_cannot_be_deleted_or_brought_back(shelf):
    with pytest.raises(NoSuchRun):
        shelf.delete("7k3q9m2p")
    with pytest.raises(NoSuchRun, match="trash"):
        shelf.restore_deleted("First")


def test_an_exported_run_is_its_file_byte_for_byte(shelf, tmp_path):
    run = add(shelf, "First", "bog.wade")
    shelf.export(run.id, tmp_path / "out.json")
    assert (tmp_path / "out.json").read_bytes() == (shelf.folder / f"{run.id}.json").read_bytes()


def test_exporting_overwrites_nothing(shelf, tmp_path):
    run = add(shelf, "First")
    (tmp_path / "out.json").write_text("mine")
    with pytest.raises(Taken):
        shelf.export(run.id, tmp_path / "out.json")
    assert (tmp_path / "out.json").read_text() == "mine"


def test_a_run_from_elsewhere_keeps_its_id_and_everything_that_stands_in_it(shelf, tmp_path):
    run = add(Shelf(tmp_path / "other"), "First", "bog.wade")
    source = tmp_path / "other" / f"{run.id}.json"
    document = json.loads(source.read_text()) | {"mood": "grim"}
    source.write_text(json.dumps(document))
    before = source.read_bytes()
    imported = shelf.import_(source)
    assert imported == replace(run, rev=run.rev + 1, extra={"mood": "grim"})
    assert source.read_bytes() == before
    again = shelf.import_(source)
    assert again.id != run.id
    assert (again.name, again.journal) == ("First (2)", run.journal)


def test_a_link_that_the_player_names_is_followed_and_a_circle_of_links_is_refused(shelf, tmp_path):
    run = add(Shelf(tmp_path / "other"), "First")
    (tmp_path / "link").symlink_to(tmp_path / "other" / f"{run.id}.json")
    (tmp_path / "circle").symlink_to(tmp_path / "circle")
    assert shelf.import_(tmp_path / "link").id == run.id
    with pytest.raises(Refused):
        shelf.import_(tmp_path / "circle")


def test_what_is_no_run_is_not_imported(shelf, tmp_path):
    (tmp_path / "x.json").write_text("{}")
    with pytest.raises(Unreadable, match="not a run"):
        shelf.import_(tmp_path / "x.json")
    with pytest.raises(Exception, match="could not be read"):
        shelf.import_(tmp_path / "y.json")
    assert not shelf.folder.exists()


def test_opening_writes_nothing(shelf):
    run = add(shelf, "First", "bog.wade")
    path = shelf.folder / f"{run.id}.json"
    before = (path.read_bytes(), path.stat().st_ino, path.stat().st_mtime_ns)
    with shelf.open(run.id) as opened:
        assert opened.run == run
    assert (path.read_bytes(), path.stat().st_ino, path.stat().st_mtime_ns) == before
    assert not (shelf.folder / "before").exists()


def test_before_a_run_is_kept_under_a_changed_story_its_old_bytes_are_put_aside(shelf):
    run = add(shelf, "First", "bog.wade")
    path = shelf.folder / f"{run.id}.json"
    old = path.read_bytes()
    with shelf.open(run.id) as opened:
        opened.keep(played(CHANGED, opened.run, "course.wait"))
        opened.keep(played(CHANGED, opened.run, "train.home"))
    (aside,) = (shelf.folder / "before").iterdir()
    assert aside.read_bytes() == old
    assert decode(path.read_bytes()).story_version == "2.0.0"
    assert len(decode(path.read_bytes()).journal) == 3


def test_under_an_unchanged_story_nothing_is_put_aside(shelf):
    add(shelf, "First", "bog.wade", "course.wait")
    assert not (shelf.folder / "before").exists()


def test_a_folder_that_was_taken_away_is_made_again_when_that_is_wanted_and_the_run_is_held_there(shelf):
    with shelf.create(STORY, "First") as opened:
        shutil.rmtree(shelf.folder)
        with pytest.raises(Refused):
            opened.keep(played(STORY, opened.run, "bog.wade"))
        assert not shelf.folder.exists()
        opened.prepare()
        kept = opened.keep(played(STORY, opened.run, "bog.wade"))
        assert shelf.run(kept.id) == kept
        with pytest.raises(Busy):
            Shelf(shelf.folder).open(kept.id)
        opened.prepare()
        with pytest.raises(Busy):
            Shelf(shelf.folder).open(kept.id)
    Shelf(shelf.folder).open(kept.id).close()


def test_a_run_that_was_never_kept_is_adopted_with_its_whole_journal(shelf):
    run = played(STORY, begun(STORY, "Unsaved"), "bog.wade", "course.wait")
    with shelf.adopt(run) as opened:
        assert shelf.read(run.id) == opened.run
        assert opened.run.journal == run.journal


def test_a_folder_with_spaces_and_letters_of_all_kinds_will_do(tmp_path):
    shelf = Shelf(tmp_path / "мои сохранения é 北京")
    add(shelf, "Первый", "bog.wade")
    assert shelf.listing(STORY)[0].name == "Первый"
