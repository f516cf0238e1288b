"""The compiled copy: the same story as its source, fresh, whole and ours, or not used at all."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import time
from collections.abc import Mapping
from dataclasses import dataclass, fields
from pathlib import Path
from types import MappingProxyType

import pytest

import game
from game.core.model import Story
from game.core.play import begin, choose, present
from game.loading import cache, fingerprint
from game.loading.cache import LAZY, CopyLost, Ready, copy_path, load_cached
from game.loading.coding import decode, encode
from game.loading.load import load
from game.loading.records import Damaged, Records, write

STORIES = Path(__file__).parents[1] / "stories"
PROJECT = Path(__file__).parents[2]


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A story whose files are not young."""
    return aged(Path(shutil.copytree(STORIES / "small", tmp_path / "story")))


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "cache" / "deep"


def aged(root: Path) -> Path:
    """The folder, its files changed long ago as far as can be pretended: ctime cannot."""
    for path in root.rglob("*.yaml"):
        os.utime(path, ns=(10**18, 10**18))
    return root


@pytest.fixture(autouse=True)
def _old_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """Files of a test are as old as files are that were not touched for two seconds."""
    monkeypatch.setattr(fingerprint, "YOUNG", -(10**12))


def copied(ready: Ready) -> bool:
    """Whether the story was read from its copy."""
    assert ready.story is not None
    return not isinstance(ready.story.scenes, MappingProxyType)


def assert_same(one: Story, other: Story) -> None:
    for field in fields(Story):
        left, right = getattr(one, field.name), getattr(other, field.name)
        if isinstance(left, Mapping):
            assert list(left) == list(right), field.name
            assert len(left) == len(right)
            for name in left:
                assert left[name] == right[name]
                assert name in right
        else:
            assert left == right, field.name


@pytest.mark.parametrize("story", sorted(path.parent.name for path in STORIES.glob("*/story.yaml")))
def test_a_copy_is_the_story(story: str, tmp_path: Path) -> None:
    source = load(STORIES / story).story
    assert source is not None
    first, second = (load_cached(STORIES / story, tmp_path) for _ in range(2))
    assert (copied(first), copied(second)) == (False, True)
    for ready in (first, second):
        assert ready.story is not None
        assert_same(source, ready.story)


def test_a_copy_plays_as_the_story_does(root: Path, folder: Path) -> None:
    source = load_cached(root, folder).story
    copy = load_cached(root, folder).story
    assert source is not None
    assert copy is not None
    one, other = begin(source), begin(copy)
    for _ in range(6):
        assert one == other
        offers = [offer for offer in present(source, one.state) if offer.open]
        assert offers == [offer for offer in present(copy, other.state) if offer.open]
        if not offers:
            break
        one, other = (
            choose(each, step.state, offers[0].choice) for each, step in ((source, one), (copy, other))
        )


def test_what_is_not_in_the_story_is_not_in_the_copy(root: Path, folder: Path) -> None:
    load_cached(root, folder)
    story = load_cached(root, folder).story
    assert story is not None
    for kind in LAZY:
        mapping = getattr(story, kind)
        assert "nowhere" not in mapping
        assert 3 not in mapping
        assert mapping.get("nowhere") is None
        with pytest.raises(KeyError):
            mapping["nowhere"]


def test_reading_a_copy_does_not_load_the_loader(root: Path, folder: Path) -> None:
    load_cached(root, folder)
    code = (
        "import sys; from pathlib import Path; from game.loading import cache, fingerprint\n"
        "fingerprint.YOUNG = -10**12\n"
        "story = cache.load_cached(Path(sys.argv[1]), Path(sys.argv[2])).story\n"
        "loader = {'yaml', 'game.loading.load', 'game.loading.diagnostic'}\n"
        "print(type(story.scenes).__name__, sorted(loader & set(sys.modules)))"
    )
    arguments = [sys.executable, "-c", code, str(root), str(folder)]
    child = subprocess.run(arguments, capture_output=True, text=True, cwd=PROJECT, check=True)
    assert child.stdout == "_Lazy []\n"


# Fresh


def edit(root: Path) -> None:
    path = root / "story.yaml"
    path.write_text(path.read_text().replace("title: ", "title: New "))


def edit_to_the_same_size(root: Path) -> None:
    path = root / "story.yaml"
    before = path.stat()
    path.write_text(re.sub(r"title: (\w+)", lambda match: f"title: {match[1].swapcase()}", path.read_text()))
    os.utime(path, ns=(before.st_atime_ns, before.st_mtime_ns))
    assert (path.stat().st_size, path.stat().st_mtime_ns) == (before.st_size, before.st_mtime_ns)


def add(root: Path) -> None:
    (root / "codex" / "more.yaml").write_text("thaw_again:\n  title: Again\n  text: |\n    It thaws.\n")


def remove(root: Path) -> None:
    (root / "honours.yaml").unlink()


def replace_by_a_link(root: Path) -> None:
    (root / "honours.yaml").rename(root / "people" / "old.txt")
    (root / "honours.yaml").symlink_to("people/old.txt")


@pytest.mark.parametrize("change", [edit, edit_to_the_same_size, add, remove, replace_by_a_link])
def test_a_copy_is_not_used_when_its_source_has_changed(root: Path, folder: Path, change) -> None:
    load_cached(root, folder)
    assert copied(load_cached(root, folder))
    change(root)
    ready = load_cached(root, folder)
    assert not copied(ready)
    source = load(root).story
    assert source is not None
    assert ready.story is not None
    assert_same(source, ready.story)
    assert copied(load_cached(root, folder))


def test_what_is_no_part_of_the_story_does_not_matter(root: Path, folder: Path) -> None:
    load_cached(root, folder)
    (root / "README.md").write_text("Hello.")
    (root / ".draft.yaml").write_text("a: b")
    assert copied(load_cached(root, folder))


def test_another_program_makes_its_own_copy(
    root: Path, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    load_cached(root, folder)
    monkeypatch.setattr(game, "__version__", "99.0.0")
    assert not copied(load_cached(root, folder))
    assert copied(load_cached(root, folder))
    monkeypatch.setattr(cache, "FORMAT", 99)
    assert not copied(load_cached(root, folder))


def test_a_changed_loader_makes_its_own_copy(
    root: Path, folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    program = tmp_path / "game"
    for room in ("core", "loading"):
        shutil.copytree(PROJECT / "game" / room, program / room, ignore=shutil.ignore_patterns("__pycache__"))
    monkeypatch.setattr(fingerprint, "_PROGRAM", program)
    load_cached(root, folder)
    assert copied(load_cached(root, folder))
    with (program / "loading" / "decode" / "scenes.py").open("a") as stream:
        stream.write("\n")
    assert not copied(load_cached(root, folder))


def test_each_folder_has_its_own_copy(root: Path, folder: Path, tmp_path: Path) -> None:
    other = Path(shutil.copytree(root, tmp_path / "other"))
    load_cached(root, folder)
    assert not copied(load_cached(other, folder))
    assert copied(load_cached(root, folder))
    assert copied(load_cached(other, folder))


def test_a_file_that_changed_a_moment_ago_is_told_by_its_contents(
    root: Path, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(fingerprint, "YOUNG", 10**12)
    load_cached(root, folder)
    assert copied(load_cached(root, folder))
    # a change that the file system does not show: the record of what it shows is made to fit
    edit(root)
    now = fingerprint.fingerprint((root,))
    assert now is not None
    path = copy_path(root, folder)
    records = Records(path)
    cache.with_header(path, {**records.header, "made_from": now.known})
    assert not copied(load_cached(root, folder))


def test_contents_are_no_longer_compared_when_files_have_settled(
    root: Path, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(fingerprint, "YOUNG", 10**12)
    load_cached(root, folder)
    assert Records(copy_path(root, folder)).header["young"]
    monkeypatch.setattr(fingerprint, "YOUNG", -(10**12))
    for _ in range(2):
        assert copied(load_cached(root, folder))
        assert not Records(copy_path(root, folder)).header["young"]


def test_a_story_with_errors_has_no_copy(root: Path, folder: Path) -> None:
    (root / "codex" / "bad.yaml").write_text("a: 'b\n")
    for _ in range(2):
        ready = load_cached(root, folder)
        assert ready.story is None
        assert [each.code for each in ready.diagnostics if each.severity == "error"] == ["unclosed-quote"]
    (root / "codex" / "bad.yaml").unlink()
    assert not copied(load_cached(root, folder))
    assert copied(load_cached(root, folder))


def test_no_copy_is_made_without_a_folder_for_it(root: Path, tmp_path: Path) -> None:
    for _ in range(2):
        assert not copied(load_cached(root, None))
    assert {path.name for path in tmp_path.iterdir()} == {"story"}


def test_a_folder_that_is_not_there_is_told(folder: Path, tmp_path: Path) -> None:
    ready = load_cached(tmp_path / "nowhere", folder)
    assert [each.code for each in ready.diagnostics] == ["no-story"]


# Whole


def test_no_damaged_byte_is_believed(root: Path, folder: Path) -> None:
    source = load_cached(root, folder).story
    assert source is not None
    path = copy_path(root, folder)
    whole = path.read_bytes()
    for at in [*range(80), *range(80, len(whole), len(whole) // 60)]:
        path.write_bytes(whole[:at] + bytes([whole[at] ^ 0x55]) + whole[at + 1 :])
        story = cache._read(path, cache._Folders(root, ()), fingerprint.fingerprint((root,)))
        if story is not None:
            assert_same(source, story)
    path.write_bytes(whole)
    assert copied(load_cached(root, folder))


@pytest.mark.parametrize("keep", [0, 10, 48, 100, 2000, -1])
def test_a_copy_that_was_cut_off_is_made_anew(root: Path, folder: Path, keep: int) -> None:
    source = load_cached(root, folder).story
    path = copy_path(root, folder)
    path.write_bytes(path.read_bytes()[:keep])
    story = load_cached(root, folder).story
    assert source is not None
    assert story is not None
    assert_same(source, story)


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="there are no FIFOs here")
@pytest.mark.parametrize("pipe", ["story", "copy"])
def test_a_pipe_is_not_waited_for(root: Path, folder: Path, pipe: str) -> None:
    load_cached(root, folder)
    path = root / "pipe.yaml" if pipe == "story" else copy_path(root, folder)
    starting = f"""
import os
from pathlib import Path
from game.loading.cache import load_cached
path = Path({str(path)!r})
path.unlink(missing_ok=True)
os.mkfifo(path)
print(load_cached(Path({str(root)!r}), Path({str(folder)!r})).story is None)
"""
    told = subprocess.run(
        [sys.executable, "-c", starting], capture_output=True, text=True, timeout=30, cwd=PROJECT, check=True
    )
    assert told.stdout.strip() == str(pipe == "story")


def test_what_is_no_copy_is_replaced(root: Path, folder: Path) -> None:
    load_cached(root, folder)
    path = copy_path(root, folder)
    for what in (b"SQLite format 3\0" * 100, b"\0" * 1000, b"{}"):
        path.write_bytes(what)
        assert not copied(load_cached(root, folder))
        assert copied(load_cached(root, folder))


def test_a_record_that_is_damaged_while_the_story_is_played_comes_from_source(
    root: Path, folder: Path
) -> None:
    source = load_cached(root, folder).story
    story = load_cached(root, folder).story
    assert source is not None
    assert story is not None
    path = copy_path(root, folder)
    with path.open("r+b") as stream:
        stream.seek(200)
        stream.write(b"\xff" * (path.stat().st_size - 200))
    assert_same(source, story)


def test_a_record_that_is_lost_with_its_source_is_no_guess(root: Path, folder: Path) -> None:
    load_cached(root, folder)
    story = load_cached(root, folder).story
    assert story is not None
    path = copy_path(root, folder)
    with path.open("r+b") as stream:
        stream.truncate(200)
    shutil.rmtree(root / "chapters" / "01-thaw")
    with pytest.raises(CopyLost):
        story.scenes[story.header.start]


# Ours


def test_a_copy_that_others_could_write_is_not_used(root: Path, folder: Path) -> None:
    load_cached(root, folder)
    path = copy_path(root, folder)
    for mode in (0o620, 0o602):
        path.chmod(mode)
        assert not copied(load_cached(root, folder))
        assert path.stat().st_mode & 0o777 == 0o600
    path.parent.chmod(0o777)
    assert not copied(load_cached(root, folder))
    path.parent.chmod(0o700)
    assert copied(load_cached(root, folder))


def test_a_copy_of_somebody_else_is_not_used(
    root: Path, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    load_cached(root, folder)
    monkeypatch.setattr(os, "geteuid", lambda: 54321)
    assert not copied(load_cached(root, folder))


def test_a_link_in_the_place_of_the_copy_is_not_followed(root: Path, folder: Path, tmp_path: Path) -> None:
    load_cached(root, folder)
    path = copy_path(root, folder)
    path.rename(tmp_path / "elsewhere")
    path.symlink_to(tmp_path / "elsewhere")
    assert not copied(load_cached(root, folder))


@pytest.mark.parametrize("obstacle", ["file", "folder", "unwritable"])
def test_a_copy_that_cannot_be_written_is_done_without(root: Path, tmp_path: Path, obstacle: str) -> None:
    place = tmp_path / "cache"
    match obstacle:
        case "file":
            place.write_text("in the way")
        case "folder":
            copy_path(root, place).mkdir(parents=True)
        case "unwritable":
            place.mkdir(mode=0o500)
    before = sorted(str(path) for path in tmp_path.rglob("*"))
    for _ in range(2):
        ready = load_cached(root, place)
        assert ready.story is not None
    if obstacle != "unwritable" or os.geteuid():
        assert sorted(str(path) for path in tmp_path.rglob("*")) == before


def test_two_writers_leave_a_whole_copy(root: Path, folder: Path) -> None:
    code = (
        "import sys; from pathlib import Path; from game.loading import cache, fingerprint\n"
        "fingerprint.YOUNG = -10**12; root, folder = map(Path, sys.argv[1:])\n"
        "for _ in range(8):\n"
        "    cache.copy_path(root, folder).unlink(missing_ok=True)\n"
        "    story = cache.load_cached(root, folder).story\n"
        "    print(len([each for each in story.scenes.values()]))\n"
    )
    arguments = [sys.executable, "-c", code, str(root), str(folder)]
    children = [subprocess.Popen(arguments, stdout=subprocess.PIPE, cwd=PROJECT, text=True) for _ in range(2)]
    told = [child.communicate(timeout=60)[0].split() for child in children]
    source = load(root).story
    assert source is not None
    assert told == [[str(len(source.scenes))] * 8] * 2
    assert list(copy_path(root, folder).parent.iterdir()) == [copy_path(root, folder)]
    assert copied(load_cached(root, folder))


def test_what_a_killed_writer_left_is_swept_away(root: Path, folder: Path) -> None:
    path = copy_path(root, folder)
    path.parent.mkdir(parents=True, mode=0o700)
    left, busy = (path.with_name(f"{path.name}.{name}.new") for name in ("1-left", "2-busy"))
    left.touch()
    busy.touch()
    os.utime(left, (time.time() - 7200, time.time() - 7200))
    load_cached(root, folder)
    assert sorted(path.parent.iterdir()) == sorted([path, busy])


# Records and coding


def test_records_are_found_by_name(tmp_path: Path) -> None:
    path = tmp_path / "records"
    records = [(f"name {number}", [number, "ж"]) for number in range(500)]
    write(path, {"a": 1}, records)
    opened = Records(path)
    assert opened.header == {"a": 1}
    assert [(name, opened.find(name)) for name, _ in records] == records
    assert opened.find("name 500") is None
    opened.close()
    opened.close()


def test_a_file_without_records_says_so(tmp_path: Path) -> None:
    write(tmp_path / "records", {}, [])
    assert Records(tmp_path / "records").find("x") is None


def test_another_file_is_damaged(tmp_path: Path) -> None:
    (tmp_path / "records").write_bytes(b"x" * 100)
    with pytest.raises(Damaged):
        Records(tmp_path / "records")


@dataclass(frozen=True)
class Stranger:
    value: int = 0


def test_only_values_of_a_story_are_written() -> None:
    for value in (Stranger(), object(), 1.5, [1], {1, 2}, b"x"):
        with pytest.raises(TypeError):
            encode(value)


@pytest.mark.parametrize(
    "written",
    [[], [1, 2], ["Stranger", 1], ["os.system", "x"], ["Words"], ["Words", 1, 2, 3, 4], ["=", 1], [["", 1]]],
)
def test_only_what_was_written_is_read(written: list) -> None:
    with pytest.raises(ValueError, match=r"cannot be made|without its kind"):
        decode(written)
