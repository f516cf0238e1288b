"""Schemas for editors refuse what the checker refuses: every key that is deleted, misspelt or mistyped."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

import jsonschema
import pytest
import yaml

from game.authoring.schema import DIALECT, modeline, schemas
from game.loading.branches import read_story
from game.loading.keys import KINDS
from game.loading.layout import room
from game.loading.load import load_sources
from game.loading.packs import pack
from game.loading.shapes import Kind
from game.loading.source import Sources, read_text
from tests.loading.examples import BASE
from tests.program import Program

STORIES = BASE.parent
ATTIC = pack(STORIES / "branches" / "the-attic", "attic")
WHOLE = {name: jsonschema.Draft202012Validator(each) for name, each in schemas().items()}
_INT = re.compile(r"[-+]?[0-9]+")
_FLOAT = re.compile(r"[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?")


def as_editors_read(text: str) -> Any:
    """The values of a file as YAML 1.2 has them."""
    return _value(yaml.compose(text, Loader=yaml.BaseLoader))


def _value(node: Any) -> Any:
    match node:
        case yaml.MappingNode():
            return {key.value: _value(value) for key, value in node.value}
        case yaml.SequenceNode():
            return [_value(each) for each in node.value]
        case yaml.ScalarNode(value=text, style=None):
            if text in ("", "~", "null"):
                return None
            if text in ("true", "false"):
                return text == "true"
            return int(text) if _INT.fullmatch(text) else float(text) if _FLOAT.fullmatch(text) else text
        case yaml.ScalarNode(value=text):
            return text
    return None


def schema_of(path: str, branch: str = "") -> str:
    return re.search(r"(\w+)\.json", modeline(path, branch))[1]


class File(NamedTuple):
    """A file of one of the good stories: `story` is what `load_sources` reads it with."""

    story: str
    path: str
    inner: str
    branch: str
    text: str

    @property
    def schema(self) -> jsonschema.Draft202012Validator:
        return WHOLE[schema_of(self.inner, self.branch)]


def files() -> Iterator[File]:
    for name in ("small", "abroad", "reference", "linear"):
        for path in sorted((STORIES / name).rglob("*.yaml")):
            inner = path.relative_to(STORIES / name).as_posix()
            yield File(name, inner, inner, "", path.read_text("utf-8"))
    for path in sorted(ATTIC.root.rglob("*.yaml")):
        inner = path.relative_to(ATTIC.root).as_posix()
        yield File("small", f"attic/{inner}", inner, ATTIC.name, path.read_text("utf-8"))


FILES = list(files())
SOURCES = {
    name: read_story(STORIES / name, [ATTIC] if name == "small" else [])
    for name in ("small", "abroad", "reference", "linear")
}


def codes(file: File, text: str) -> set[str]:
    """The errors of the file's story with this text in the file's place."""
    sources = SOURCES[file.story]
    read, faults = read_text(file.path, text.encode())
    kept = [each for each in sources.files if each.path != file.path]
    former = next(each for each in sources.files if each.path == file.path)
    changed = type(read)(read.path, read.root, read.page, former.branch, former.inner)
    at = sources.files.index(former)
    kept.insert(at, changed)
    loaded = load_sources(Sources(tuple(kept), faults, sources.branches))
    return {
        each.code for each in loaded.diagnostics if each.severity == "error" and each.span.path == file.path
    }


class Spot(NamedTuple):
    """A key of a thing as it stands in a file: where its line begins and ends, with its value."""

    file: File
    kind: Kind
    key: str
    start: int
    middle: int
    end: int


def spots(file: File) -> Iterator[Spot]:
    """Every key that a kind's table has, where it is written in a file."""
    root = yaml.compose(file.text, Loader=yaml.BaseLoader)
    yield from _spots(file, root, schemas()[schema_of(file.inner, file.branch)], None)


def _spots(file: File, node: Any, schema: dict[str, Any], whole: dict[str, Any] | None) -> Iterator[Spot]:
    whole = whole or schema
    if "oneOf" in schema:
        written = {key.value for key, _ in node.value}
        fits = [_target(each, whole) for each in schema["oneOf"]]
        schema = next(
            each for each in fits if set(each["required"]) <= written and written <= set(each["properties"])
        )
    for either in schema.get("anyOf", ()) if isinstance(node, yaml.MappingNode) else ():
        schema = either if "$ref" in either else schema
    schema = _target(schema, whole)
    if isinstance(node, yaml.SequenceNode):
        for each in node.value:
            yield from _spots(file, each, schema.get("items", {}), whole)
    if not isinstance(node, yaml.MappingNode):
        return
    known = schema.get("properties")
    for key, value in node.value:
        if known is None:
            yield from _spots(file, value, schema.get("additionalProperties", {}), whole)
            continue
        kind = next(each for each in KINDS if {one.name for one in each.keys} == set(known))
        if key.value in known:
            yield Spot(file, kind, key.value, key.start_mark.index, value.start_mark.index, _end(value))
            yield from _spots(file, value, known[key.value], whole)


def _target(schema: dict[str, Any], whole: dict[str, Any]) -> dict[str, Any]:
    while "$ref" in schema:
        schema = whole["$defs"][schema["$ref"].rpartition("/")[2]]
    return schema


def _end(node: Any) -> int:
    """Where a value ends: a block one where its last scalar does."""
    if isinstance(node, yaml.ScalarNode) or node.flow_style:
        return node.end_mark.index
    last = node.value[-1]
    return _end(last[1] if isinstance(last, tuple) else last)


SPOTS = [spot for file in FILES for spot in spots(file)]


def firsts(wanted: Iterator[Spot]) -> list[Spot]:
    """One spot of every key of every kind."""
    found: dict[tuple[str, str], Spot] = {}
    for spot in wanted:
        found.setdefault((spot.kind.word, spot.key), spot)
    return list(found.values())


def named(spot: Spot) -> str:
    return f"{spot.kind.word}.{spot.key}".replace(" ", "_")


def test_the_schemas_are_schemas():
    for schema in schemas().values():
        assert schema["$schema"] == DIALECT
        jsonschema.Draft202012Validator.check_schema(schema)
        assert json.loads(json.dumps(schema)) == schema


def test_the_good_stories_have_every_key_that_a_schema_has():
    assert {(spot.kind.word, spot.key) for spot in SPOTS} == {
        (kind.word, key.name) for kind in KINDS for key in kind.keys
    }


@pytest.mark.parametrize("file", FILES, ids=lambda file: f"{file.story}/{file.path}")
def test_a_good_file_is_good_to_its_schema(file: File):
    assert list(file.schema.iter_errors(as_editors_read(file.text))) == []


def test_the_files_of_the_real_story_are_good_to_their_schemas():
    root = Path(__file__).parents[2] / "story"
    for path in sorted(root.rglob("*.yaml")):
        inner = path.relative_to(root).as_posix()
        if not inner.startswith((".", "branches/")):
            errors = WHOLE[schema_of(inner)].iter_errors(as_editors_read(path.read_text("utf-8")))
            assert [(inner, error.json_path, error.message) for error in errors] == []


def refused(file: File, text: str, codes_wanted: set[str]) -> None:
    assert not file.schema.is_valid(as_editors_read(text)), text
    assert codes(file, text) & codes_wanted, codes(file, text)


@pytest.mark.parametrize("spot", firsts(iter(SPOTS)), ids=named)
def test_a_key_that_is_misspelt_is_refused_by_both(spot: Spot):
    text = spot.file.text
    wrong = text[: spot.start] + "zq" + text[spot.start :]
    refused(spot.file, wrong, {"unknown-key", "variable-kind"})


@pytest.mark.parametrize("spot", firsts(spot for spot in SPOTS if spot.key in spot.kind.required), ids=named)
def test_a_required_key_that_is_deleted_is_refused_by_both(spot: Spot):
    text, end = spot.file.text, spot.end
    before = text[: spot.start].rstrip(" ")
    if before.endswith((", ", ",", "{")):  # in braces
        after = text[end:].removeprefix(", ")
        wrong = text[: spot.start] + after
    elif before.endswith("- "):
        wrong = text[: spot.start] + text[end:].lstrip("\n ")
    else:
        wrong = text[: spot.start].rstrip(" ") + text[end:].lstrip("\n")
    refused(spot.file, wrong, {"missing-key", "variable-kind", "wrong-shape", "empty-value"})


@pytest.mark.parametrize("spot", firsts(iter(SPOTS)), ids=named)
def test_a_value_of_another_type_is_refused_by_both(spot: Spot):
    text = spot.file.text
    form = spot.kind.by_name[spot.key].shape.form
    instead = {"scalar": "{zq: zq}", "list": "{zq: zq}", "rows": "zq"}.get(form, "[zq]")
    end = spot.end if text[spot.end - 1] != "\n" else spot.end - 1
    head = text[spot.start : spot.middle].rstrip("| \n-") + " "
    wrong = text[: spot.start] + head + instead + text[end:]
    refused(spot.file, wrong, {"wrong-shape", "variable-kind", "brace-opens-prose", "missing-means"})


def test_the_command_writes_a_schema_for_every_kind_of_file(tmp_path):
    done = Program(tmp_path / "saves")("schema", "-o", tmp_path / "out")
    assert done.returncode == 0
    assert {path.stem for path in (tmp_path / "out").glob("*.json")} == set(schemas())
    assert json.loads((tmp_path / "out" / "scenes.json").read_text("utf-8")) == schemas()["scenes"]


@pytest.mark.parametrize("sort", ["branch", "scene", "call", "ending", "person", "codex"])
def test_a_new_file_leads_to_its_schema_and_is_good_to_it(tmp_path, sort):
    import shutil

    story = Path(shutil.copytree(STORIES / "small", tmp_path / "story"))
    done = Program(tmp_path / "saves")("new", sort, "the-porch", "--story", story)
    for name in re.findall(r"^Written: (.+)$", done.stdout, re.MULTILINE):
        text = Path(name).read_text("utf-8")
        lead = re.match(r"# yaml-language-server: \$schema=(\S+)\n", text)[1]
        schema = json.loads((Path(name).parent / lead).read_text("utf-8"))
        assert jsonschema.Draft202012Validator(schema).is_valid(as_editors_read(text))


def test_every_room_has_a_schema():
    for path in (
        "story.yaml",
        "people/x.yaml",
        "people/minor.yaml",
        "lines/x/chapter.yaml",
        "lines/x/y.yaml",
    ):
        assert room(path)
        assert schema_of(path) in schemas()
    assert modeline("notes.yaml") == ""
