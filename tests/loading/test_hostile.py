"""Input that would hang, crash or fool a careless reader. Each is read in a process of its own with
a watchdog, so that a crash of the C library is a failure of one test."""

from __future__ import annotations

import codecs
import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from game.loading.load import load
from game.loading.quoting import ALIKE, MANY
from game.loading.source import DEEPEST, read_text
from game.loading.tree import MOST_BYTES, MOST_FILES

STORIES = Path(__file__).parents[1] / "stories"
WATCHDOG = 30
CHILD = """
import json, sys
from pathlib import Path
from game.loading.source import read_folder
sources = read_folder(Path(sys.argv[1]))
status = Path("/proc/self/status")
peak = [line for line in status.read_text().splitlines() if "VmHWM" in line] if status.exists() else []
memory = int(peak[0].split()[1]) / 1024 if peak else 0
print(json.dumps({
    "found": [[each.span.path, each.span.line, each.span.column, each.code] for each in sources.diagnostics],
    "read": [file.path for file in sources.files if file.root is not None],
    "memory": memory,
}))
"""


def read(folder: Path) -> dict:
    child = subprocess.run(
        [sys.executable, "-c", CHILD, str(folder)],
        capture_output=True,
        text=True,
        timeout=WATCHDOG,
        cwd=Path(__file__).parents[2],
    )
    assert child.returncode == 0, child.stderr[-2000:]
    return json.loads(child.stdout)


def codes(folder: Path) -> list[str]:
    return [code for *_, code in read(folder)["found"]]


@pytest.mark.parametrize("count", [80_000, 200_000])
@pytest.mark.parametrize(
    "opening", ["[", "{", "- ", "? ", "{a: ", "[{a: "], ids=["list", "map", "row", "key", "maps", "both"]
)
def test_brackets_without_end_stop_at_the_bound(tmp_path: Path, opening: str, count: int) -> None:
    (tmp_path / "a.yaml").write_text((opening * count)[:MOST_BYTES])
    (found,) = read(tmp_path)["found"]
    assert found[-1] == "too-deep"
    deep = (opening * (DEEPEST + 1)).rstrip("a: ") if opening != "[{a: " else "[{a: " * (DEEPEST // 2) + "["
    assert found[1:3] == [1, len(deep.rstrip())]


def test_an_indented_stair_stops_at_the_bound(tmp_path: Path) -> None:
    (tmp_path / "a.yaml").write_text("".join(f"{' ' * depth}a:\n" for depth in range(1_000)))
    assert read(tmp_path)["found"] == [["a.yaml", DEEPEST + 1, DEEPEST + 1, "too-deep"]]


def test_as_deep_as_the_bound_is_read() -> None:
    file, diagnostics = read_text("a.yaml", b"[" * DEEPEST + b"]" * DEEPEST)
    assert not diagnostics
    assert file.root is not None


def test_aliases_do_not_multiply(tmp_path: Path) -> None:
    bomb = "a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n"
    bomb += "".join(f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 10)}]\n" for n in range(1, 12))
    (tmp_path / "bomb.yaml").write_text(bomb)
    answer = read(tmp_path)
    assert {code for *_, code in answer["found"]} == {"anchor", "alias"}
    assert answer["memory"] < 100


def test_of_many_mistakes_of_a_kind_the_first_are_told() -> None:
    text = "a: b\n" + "a: c\n" * 5_000 + "d: &x y\n"
    _, diagnostics = read_text("a.yaml", text.encode())
    assert [each.code for each in diagnostics] == ["duplicate-key"] * ALIKE + ["anchor"]
    assert [each.span.line for each in diagnostics[:3]] == [2, 3, 4]
    assert diagnostics[ALIKE - 1].message.endswith("(and 4,980 more of these in this file)")
    _, diagnostics = read_text("a.yaml", text[: 5 * (ALIKE + 1)].encode())
    assert len(diagnostics) == ALIKE
    assert "more of these" not in diagnostics[-1].message


def test_a_scalar_of_50_mb_is_not_read(tmp_path: Path) -> None:
    (tmp_path / "big.yaml").write_text("a: " + "x" * 50_000_000)
    answer = read(tmp_path)
    assert answer["found"] == [["big.yaml", 1, 1, "too-big"]]
    assert answer["memory"] < 100


def test_a_file_as_big_as_the_bound_is_read(tmp_path: Path) -> None:
    (tmp_path / "a.yaml").write_text("a: " + "x" * (MOST_BYTES - 3))
    (tmp_path / "b.yaml").write_text("a: " + "x" * (MOST_BYTES - 2))
    answer = read(tmp_path)
    assert answer["read"] == ["a.yaml"]
    assert answer["found"] == [["b.yaml", 1, 1, "too-big"]]


@pytest.mark.parametrize(
    "text",
    [
        "a: " + '"\\q' * 300_000,
        "a: b\n" * 60_000,
        "a: &x y\n" * 40_000,
        ", ".join(["{a:b"] * 150_000),
        "a: |\n  " + "\u200b" * 300_000,
        "text: " + "{a: b} " * 100_000,
        "\n" * 999_000 + "a: 'b",
        "a:\n" + "  b: c # d\n" * 60_000,
        "'" * 500_001,
        "? " + "x" * 900_000 + "\n: 'b",
    ],
    ids=["escapes", "keys", "anchors", "maps", "invisible", "braces", "lines", "comments", "quotes", "key"],
)
def test_mistakes_without_number_are_read_within_the_watchdog(tmp_path: Path, text: str) -> None:
    (tmp_path / "a.yaml").write_text(text[:MOST_BYTES] if len(text) == len(text.encode()) else text)
    assert codes(tmp_path)


PROSE = """
import json, sys
from game.loading.prose import parse_prose
from tests.loading.test_prose import NAMES, block
scalar = block(sys.stdin.read())
_, faults = parse_prose(scalar, NAMES)
print(json.dumps([each.code for each in faults]))
"""


@pytest.mark.parametrize(
    "text",
    ["a" + " " * 900_000 + "b", "{if " + " " * 900_000 + "x", "{show: " + " " * 900_000 + "x"],
    ids=["spaces", "if", "show"],
)
def test_spaces_without_number_are_read_within_the_watchdog(text: str) -> None:
    child = subprocess.run(
        [sys.executable, "-c", PROSE],
        input=text,
        capture_output=True,
        text=True,
        timeout=WATCHDOG,
        cwd=Path(__file__).parents[2],
        check=True,
    )
    assert len(json.loads(child.stdout)) == int(text.startswith("{"))


def test_the_faults_of_one_long_line_share_its_text(tmp_path: Path) -> None:
    shutil.copytree(STORIES / "small", tmp_path / "story")
    (tmp_path / "story/texts/long.yaml").write_text("long:\n  text: |\n    " + "* " * 1_000)
    found = [each for each in load(tmp_path / "story").diagnostics if each.code == "unbalanced-markup"]
    assert len(found) == MANY
    assert found[-1].message.endswith("(and 900 more of these in this file)")
    assert len({id(each.source) for each in found}) == 1


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="there are no FIFOs here")
def test_a_fifo_does_not_hang(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.yaml")
    assert read(tmp_path)["found"] == [["pipe.yaml", 1, 1, "not-a-file"]]


@pytest.mark.skipif(not Path("/dev/zero").exists(), reason="there are no devices here")
def test_a_link_to_a_device_is_not_followed(tmp_path: Path) -> None:
    (tmp_path / "zero.yaml").symlink_to("/dev/zero")
    assert codes(tmp_path) == ["link-outside"]


def test_links_out_of_the_tree_are_not_followed(tmp_path: Path) -> None:
    story, outside = tmp_path / "story", tmp_path / "outside"
    story.mkdir()
    outside.mkdir()
    (outside / "secret.yaml").write_text("a: b\n")
    (story / "file.yaml").symlink_to(outside / "secret.yaml")
    (story / "folder").symlink_to(outside)
    (story / "relative.yaml").symlink_to("../outside/secret.yaml")
    (story / "nowhere.yaml").symlink_to("nowhere.yaml")
    (story / "up").symlink_to(".")
    answer = read(story)
    assert not answer["read"]
    assert [(path, code) for path, *_, code in answer["found"]] == [
        ("file.yaml", "link-outside"),
        ("folder", "link-outside"),
        ("nowhere.yaml", "link-outside"),
        ("relative.yaml", "link-outside"),
        ("up", "link-to-folder"),
    ]


def test_a_link_within_the_tree_is_read(tmp_path: Path) -> None:
    (tmp_path / "a.yaml").write_text("a: b\n")
    (tmp_path / "b.yaml").symlink_to("a.yaml")
    assert read(tmp_path)["read"] == ["a.yaml", "b.yaml"]


def test_a_folder_that_is_itself_a_link_is_read(tmp_path: Path) -> None:
    (tmp_path / "story").mkdir()
    (tmp_path / "story/a.yaml").write_text("a: b\n")
    (tmp_path / "link").symlink_to("story")
    assert read(tmp_path / "link")["read"] == ["a.yaml"]


def test_a_folder_with_a_name_like_a_file_is_a_folder(tmp_path: Path) -> None:
    (tmp_path / "a.yaml").mkdir()
    (tmp_path / "a.yaml/b.yaml").write_text("a: b\n")
    answer = read(tmp_path)
    assert (answer["found"], answer["read"]) == ([], ["a.yaml/b.yaml"])


def test_too_many_files_are_not_read(tmp_path: Path) -> None:
    for number in range(MOST_FILES + 1):
        (tmp_path / f"{number}.yaml").touch()
    answer = read(tmp_path)
    assert answer["found"] == [[".", 1, 1, "too-many-files"]]
    assert not answer["read"]


def test_a_folder_that_is_not_there_is_told(tmp_path: Path) -> None:
    assert codes(tmp_path / "nowhere") == ["no-story"]
    (tmp_path / "file").touch()
    assert codes(tmp_path / "file") == ["no-story"]


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may read everything")
def test_what_may_not_be_read_is_told(tmp_path: Path) -> None:
    (tmp_path / "a.yaml").touch(mode=0)
    assert codes(tmp_path) == ["unreadable-file"]


def test_a_name_with_escape_characters_is_told_without_them(tmp_path: Path) -> None:
    (tmp_path / "\x1b[31m.yaml").write_text("a: 'b\n")
    ((path, *_, code),) = read(tmp_path)["found"]
    assert (path, code) == ("\ufffd[31m.yaml", "unclosed-quote")


def test_a_name_that_is_not_utf8_is_told(tmp_path: Path) -> None:
    try:
        (tmp_path / os.fsdecode(b"\xff.yaml")).write_text("a: 'b\n")
    except OSError:
        pytest.skip("this file system has UTF-8 names only")
    assert codes(tmp_path) == ["unclosed-quote"]


RUSSIAN = "текст: Товарищ Троцкий, заседание откладывается\n"
ENCODED = {
    "UTF-16 with its mark": (codecs.BOM_UTF16_LE + "a: b\n".encode("utf-16-le"), "not-utf8", "UTF-16", 1, 1),
    "UTF-16 big-endian": ("a: bcd\n".encode("utf-16-be"), "not-utf8", "UTF-16", 1, 1),
    "UTF-16 little-endian": ("a: bcd\n".encode("utf-16-le"), "not-utf8", "UTF-16", 1, 1),
    "UTF-32": ("a: b\n".encode("utf-32"), "not-utf8", "UTF-32", 1, 1),
    "Windows-1251": (RUSSIAN.encode("cp1251"), "not-utf8", "Windows-1251", 1, 1),
    "KOI8-R": (RUSSIAN.encode("koi8-r"), "not-utf8", "KOI8-R", 1, 1),
    "Windows-1252": ("a: b\nc: the “line”\n".encode("cp1252"), "not-utf8", "Windows-1252", 2, 8),
    "Latin-1": ("a: b\r\nc: café\n".encode("latin-1"), "not-utf8", "Latin-1", 2, 7),
    "a picture": (b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\x01", "not-text", "", 1, 1),
    "packed bytes": (bytes(range(1, 32)) + b"\xff\xfe\x80" * 9, "not-text", "", 3, 19),
    "a zero byte": (b"a: b\0c\n", "not-text", "zero", 1, 1),
    "a surrogate": (b"a: \xed\xa0\x80\n", "not-utf8", "", 1, 4),
}


@pytest.mark.parametrize(("data", "code", "word", "line", "column"), ENCODED.values(), ids=ENCODED.keys())
def test_another_encoding_is_recognized(data: bytes, code: str, word: str, line: int, column: int) -> None:
    file, (diagnostic,) = read_text("a.yaml", data)
    assert file.root is None
    assert diagnostic.code == code
    assert word in diagnostic.message
    assert (diagnostic.span.line, diagnostic.span.column) == (line, column)


def test_a_byte_order_mark_is_told_and_the_file_is_read() -> None:
    file, (diagnostic,) = read_text("a.yaml", codecs.BOM_UTF8 + b"a: b\n")
    assert (diagnostic.code, diagnostic.severity) == ("byte-order-mark", "warning")
    assert file.root is not None
    assert (file.root.span.line, file.root.span.column) == (1, 1)
