"""The file of a run: read to a value whatever it holds, and written back as it was read."""

import json
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from game.core.model import frozen
from game.runs.file import MOST, At, Damaged, Foreign, Newer, Run, decode, encode
from game.runs.journal import Decision, Go, Mark, Unknown
from game.runs.names import clean_name
from tests.runs.small import LAWS

WRITTEN = """
{"format": 1, "id": "7k3q9m2p", "name": "The careful one", "rev": 51,
 "story": {"id": "thermidor", "version": "1.2.0", "digest": "sha256:9f2c"},
 "branches": [["frunze", "1.0.0"]], "rewind": true,
 "begun": "2026-11-22T10:31:12Z", "kept": "2026-11-22T11:20:40Z",
 "journal": ["the_bog.wade", "new_course.sign", {"mark": "before the train"}, {"go": 1},
             "new_course.wait", {"go": 2}],
 "at": {"scene": "train_south", "values": {"strength": 1, "word": 4}}}
"""
DOCUMENT = json.loads(WRITTEN)


def changed(*path, to):
    """The bytes of the example with one thing changed; `...` takes it out."""
    document = json.loads(WRITTEN)
    target = document
    for key in path[:-1]:
        target = target[key]
    if to is ...:
        del target[path[-1]]
    else:
        target[path[-1]] = to
    return json.dumps(document).encode()


def test_the_example_of_the_design_is_read():
    run = decode(WRITTEN.encode())
    assert run == Run(
        id="7k3q9m2p",
        name="The careful one",
        rev=51,
        story_id="thermidor",
        story_version="1.2.0",
        story_digest="sha256:9f2c",
        branches=(("frunze", "1.0.0"),),
        rewind=True,
        begun="2026-11-22T10:31:12Z",
        kept="2026-11-22T11:20:40Z",
        journal=(
            Decision("the_bog.wade"),
            Decision("new_course.sign"),
            Mark("before the train"),
            Go(1),
            Decision("new_course.wait"),
            Go(2),
        ),
        at=At("train_south", frozen({"strength": 1, "word": 4})),
    )


def test_what_is_written_is_json_with_the_same_content():
    assert json.loads(encode(decode(WRITTEN.encode()))) == DOCUMENT


def test_what_is_written_can_be_read_line_by_line():
    lines = encode(decode(WRITTEN.encode())).decode().splitlines()
    assert ' "name": "The careful one",' in lines
    assert '  {"mark": "before the train"},' in lines


def test_keys_that_are_not_known_are_kept_wherever_they_stand():
    document = json.loads(WRITTEN)
    document["mood"] = {"deep": [1, 2.5, None, True, "é"]}
    document["story"]["author"] = "L."
    document["at"]["hour"] = 3
    document["journal"][2]["colour"] = "red"
    document["journal"][3]["why"] = ["regret"]
    document["journal"].append({"note": "to self"})
    document["settings"] = {"spare": ["famine"], "later": 1}
    run = decode(json.dumps(document).encode())
    assert json.loads(encode(run)) == document
    assert json.loads(encode(replace(run, rev=52)))["mood"] == document["mood"]
    assert run.journal[-1] == Unknown('{"note": "to self"}')


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", "empty"),
        (b"\0" * 4096, "empty"),
        (WRITTEN.encode()[:-20], "whole JSON"),
        (WRITTEN.encode()[: len(WRITTEN) // 2], "whole JSON"),
        (WRITTEN.encode() + b"{}", "whole JSON"),
        (b"\xff\xfe{}", "UTF-8"),
        (b"\xef\xbb\xbf" + WRITTEN.encode(), "whole JSON"),
        (WRITTEN.replace('"rev": 51', '"rev": 51, "rev": 52').encode(), "twice"),
        (WRITTEN.replace('"word": 4', '"word": 4, "word": 4').encode(), "twice"),
        (WRITTEN.replace("51", "NaN").encode(), "none"),
        (WRITTEN.replace("51", "-Infinity").encode(), "none"),
        (changed("more", to=0).replace(b'"more": 0', b'"more": 1e999'), "none"),
        (changed("more", to=0).replace(b'"more": 0', b'"more": ' + b"9" * 30), "too large"),
        (changed("more", to=0).replace(b'"more": 0', b'"more": ' + b"9" * 5000), "JSON"),
        (changed("more", to=0).replace(b'"more": 0', b'"more": ' + b"[" * 50 + b"]" * 50), "deep"),
        (changed("more", to=0).replace(b'"more": 0', b'"more": ' + b"[" * 99999 + b"]" * 99999), "deep"),
        (b"[" * 200_000, "deep"),
        (changed("more", to="\ud800"), "broken"),
        (changed("\udcff", to=1), "broken"),
        (WRITTEN.encode() + b" " * MOST, "4 MB"),
        (changed("id", to="../../etc"), "`id`"),
        (changed("id", to="CON"), "`id`"),
        (changed("id", to=...), "`id` is missing"),
        (changed("name", to="\x1b[2J"), "name"),
        (changed("name", to="x" * 61), "name"),
        (changed("name", to="a\u202eb"), "name"),
        (changed("name", to="e\u0301"), "name"),
        (changed("name", to=" padded "), "name"),
        (changed("name", to=""), "name"),
        (changed("rev", to=True), "`rev`"),
        (changed("rev", to=-1), "below zero"),
        (changed("rev", to=10**15 - 1), "too large"),
        (changed("rev", to="51"), "`rev`"),
        (changed("rewind", to=1), "`rewind`"),
        (changed("story", to=[]), "`story`"),
        (changed("story", "id", to=7), "`id`"),
        (changed("story", "version", to="\x07"), "id"),
        (changed("branches", to=[["frunze"]]), "`branches`"),
        (changed("branches", to="frunze"), "`branches`"),
        (changed("begun", to="yesterday"), "time"),
        (changed("begun", to="２０２６-11-22T11:20:40Z"), "time"),
        (changed("kept", to="2026-11-22T11:20:40+01:00"), "time"),
        (changed("journal", to={}), "`journal`"),
        (changed("journal", 0, to="no_dot"), "no decision"),
        (changed("journal", 0, to="a.\x1b]0;x\x07"), "id"),
        (changed("journal", 0, to=""), "no decision"),
        (changed("journal", 0, to=7), "no entry"),
        (changed("journal", 0, to=None), "no entry"),
        (changed("journal", 3, to={"go": 3}), "goes to decision 3 of 2"),
        (changed("journal", 3, to={"go": -1}), "below zero"),
        (changed("journal", 3, to={"go": True}), "`go`"),
        (changed("journal", 3, to={"go": 1, "mark": "x"}), "no entry"),
        (changed("journal", 2, to={"mark": "\n"}), "name"),
        (changed("at", "values", "word", to=1.5), "`word`"),
        (changed("at", "scene", to=""), "id"),
        (changed("at", to=...), "`at` is missing"),
        (changed("settings", to=[]), "`settings`"),
    ],
)
def test_a_damaged_file_is_a_value_with_a_reason(data, reason):
    found = decode(data)
    assert isinstance(found, Damaged)
    assert reason in found.reason


@pytest.mark.parametrize(
    "data", [b"[]", b"7", b'"run"', b"null", b'{"hello": 1}', b'{"format": "png"}', b'{"format": 0}']
)
def test_json_that_is_no_run_is_foreign(data):
    assert isinstance(decode(data), Foreign)


def test_a_later_format_is_newer_whatever_it_holds():
    assert decode(b'{"format": 2, "journal": 7}') == Newer(2)


@given(st.binary(max_size=300))
@LAWS
def test_reading_never_fails(data):
    assert isinstance(decode(data), Run | Damaged | Foreign | Newer)


@given(st.integers(0, len(WRITTEN) - 1), st.binary(max_size=3), st.integers(0, 5))
@LAWS
def test_reading_a_run_with_a_few_bytes_changed_never_fails(at, instead, length):
    data = WRITTEN.encode()
    found = decode(data[:at] + instead + data[at + length :])
    if isinstance(found, Run):
        assert decode(encode(found)) == found


NAMES = st.text(min_size=1, max_size=60).filter(lambda text: _clean(text))
WORDS = st.from_regex(r"[a-z][a-z_]{0,8}", fullmatch=True)
FLOATS = st.floats(allow_nan=False, allow_infinity=False)
TEXTS = st.text(st.characters(exclude_categories=["Cs"]), max_size=8)
JSON = st.recursive(
    st.none() | st.booleans() | st.integers(-(10**14), 10**14) | FLOATS | TEXTS,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(WORDS, inner, max_size=3),
    max_leaves=8,
)
UNKNOWN_KEYS = st.dictionaries(WORDS.map(lambda word: f"x_{word}"), JSON, max_size=3).map(frozen)


def _clean(text):
    try:
        return clean_name(text) == text
    except ValueError:
        return False


@st.composite
def journals(draw):
    journal, decisions = [], 0
    for kind in draw(st.lists(st.sampled_from(["decide", "go", "mark", "unknown"]), max_size=25)):
        if kind == "decide":
            journal.append(Decision(f"{draw(WORDS)}.{draw(WORDS)}"))
            decisions += 1
        elif kind == "go":
            journal.append(Go(draw(st.integers(0, decisions)), _extra(draw)))
        elif kind == "mark":
            journal.append(Mark(draw(NAMES), _extra(draw)))
        else:
            journal.append(Unknown(json.dumps({"x": draw(JSON)}, ensure_ascii=False)))
    return tuple(journal)


def _extra(draw):
    extra = draw(UNKNOWN_KEYS)
    return json.dumps(dict(extra), ensure_ascii=False) if extra else ""


RUNS = st.builds(
    Run,
    id=st.from_regex(r"[0-9a-z]{8}", fullmatch=True),
    name=NAMES,
    story_id=WORDS,
    story_version=WORDS,
    story_digest=WORDS,
    begun=st.just("2026-11-22T10:31:12Z"),
    kept=st.just("2026-11-22T10:31:12Z"),
    at=st.builds(At, WORDS, st.dictionaries(WORDS, st.integers(0, 99), max_size=4).map(frozen), UNKNOWN_KEYS),
    journal=journals(),
    rev=st.integers(0, 10**6),
    branches=st.lists(st.tuples(WORDS, WORDS), max_size=2).map(tuple),
    rewind=st.booleans(),
    settings=UNKNOWN_KEYS,
    extra=UNKNOWN_KEYS,
    story_extra=UNKNOWN_KEYS,
)


@given(RUNS)
@LAWS
def test_every_run_is_read_as_it_was_written(run):
    data = encode(run)
    assert decode(data) == run
    assert encode(decode(data)) == data
