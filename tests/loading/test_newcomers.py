"""What somebody gets wrong in their first branch is told once, where it is, with what to do."""

import shutil

import pytest

from game.loading.load import load
from game.loading.packs import own_packs
from tests.loading.tiny import loaded
from tests.small import FOLDER

SOUND = """\
first:
  text: |
    Words.
  choices:
    go:
      label: Go.
      change: {oath: yes}
      log: You went.
      to: second
    wait:
      label: Wait.
      log: You waited.
      to: end_of_day
second:
  text: |
    {oath: You swore.|You did not.}
  to: end_of_day
"""
VARIABLES = """\
oath:
  flag: no
  means: Sworn.
army:
  steps: [none, some, much]
  start: 1
  label: Army
  shown: yes
"""
SLIPS = {
    "a choice stands beside `choices`": (
        "    wait:",
        "  wait:",
        ("unknown-key", 10, "a choice stands under `choices`: indent it deeper"),
    ),
    "a choice stands within the one before it": (
        "    wait:",
        "      wait:",
        ("unknown-key", 10, "an id stands as far left as its neighbours"),
    ),
    "choices are written as a list": (
        SOUND[SOUND.index("    go:") : SOUND.index("second:\n  text")],
        "    - go:\n      label: Go.\n      to: second\n",
        ("wrong-shape", 5, "take the dashes out"),
    ),
    "a key has no space after its colon": (
        "      label: Wait.",
        "      label:Wait.",
        ("no-space-after-colon", 11, "write `label: ` with a space"),
    ),
    "a scene is not written yet": (
        "to: second",
        "to: far_away",
        ("missing-target", 9, "write a scene that is, or `TODO` until there is one"),
    ),
    "a variable is not declared yet": (
        "{oath: yes}",
        "{oath: yes, gate_shut: yes}",
        ("unknown-variable", 7, "declare it in `variables.yaml`"),
    ),
    "a number is asked for that a meter never has": (
        "      label: Wait.",
        "      label: Wait.\n      if: army >= 3",
        ("never-holds", 12, "`army` goes from 0 to 2"),
    ),
    "a flag is asked for in both ways": (
        "      label: Wait.",
        "      label: Wait.\n      if: army >= 1 and oath and not oath",
        ("never-holds", 12, "look at the ranges that variables are declared with"),
    ),
}


def told(scenes):
    """Code, line and hint of everything that is wrong, but for what nothing leads to."""
    result = loaded(scenes, variables=VARIABLES)
    return [
        (each.code, each.span.line, each.hint)
        for each in result.diagnostics
        if each.code not in ("unreached-scene", "never-changed", "never-used")
    ]


def test_the_sound_scenes_have_nothing_wrong():
    assert told(SOUND) == []


@pytest.mark.parametrize("name", SLIPS)
def test_a_slip_is_told_once(name):
    old, new, (code, line, hint) = SLIPS[name]
    assert SOUND.count(old) == 1
    ((found_code, found_line, found_hint),) = told(SOUND.replace(old, new))
    assert (found_code, found_line) == (code, line)
    assert found_hint.startswith(hint)


def test_one_key_that_stands_twice_is_told_after_a_key_without_a_value():
    twice = SOUND.replace("      label: Wait.\n", "      label: Wait.\n      change:\n      label: Stay.\n")
    assert ("duplicate-key", 13, "rename or delete one") in told(twice)


def test_keys_that_stand_twice_are_told_where_yaml_gives_up_later():
    broken = SOUND.replace("      label: Wait.\n", "      label: Wait.\n      label: Stay.\n       to: no\n")
    assert {"duplicate-key", "bad-indent"} <= {code for code, _, _ in told(broken)}


CALLED = """\
first:
  diary:
    evenings: {monday: 9 January 1911}
    to: end_of_day
  note:
    seam: invented
    text: |
      Ours.
rest:
  call:
    on: [first.monday]
    label: Rest.
    again: yes
  to: back
visit:
  call:
    on: [first.monday]
    label: Visit.
  to: porch
porch:
  to: yard
yard:
  to: back
"""


def test_a_scene_whose_way_is_lost_by_a_misspelt_name_is_not_said_to_lead_back_to_nowhere():
    assert [code for code, _, _ in told(CALLED.replace("  to: porch", "  to: somewhere_else"))] == [
        "missing-target"
    ]


def test_one_evening_without_brackets_is_read_as_it_was_meant():
    result = loaded(
        CALLED.replace("    on: [first.monday]\n    label: Visit.", "    on: first.monday\n    label: Visit.")
    )
    ((code, hint),) = [(each.code, each.hint) for each in result.diagnostics]
    assert (code, hint) == ("wrong-shape", "write `on: [first.monday]`")


def test_back_in_a_scene_that_no_call_leads_to_says_so():
    ((code, _, hint),) = told(CALLED.replace("  to: porch", "  to: back"))
    assert code == "misplaced-back"
    assert hint == "lead to it from one, or write the scene that it leads to"


@pytest.fixture
def story(tmp_path):
    """The small story with an empty branch that is well."""
    root = tmp_path / "story"
    shutil.copytree(FOLDER, root)
    folder = root / "branches" / "the-porch"
    folder.mkdir(parents=True)
    (folder / "branch.yaml").write_text(
        "title: Porch\nauthor: Nobody\nversion: 0.1.0\nwritten_for: 1.2.0\n", "utf-8"
    )
    return root


def files_told(root):
    return [(each.code, each.hint) for each in load(root, own_packs(root)).diagnostics]


SCENE = "the_porch:\n  text: |\n    Words.\n  to: back\n"


@pytest.mark.parametrize(
    ("name", "code", "hint"),
    [
        ("chapters/01-snow/porch.yaml.txt", "unplaced-file", "save it as `porch.yaml`"),
        ("chapter/01-snow/porch.yaml", "unplaced-file", "did you mean `chapters/`?"),
        ("chapters/01-snwo/porch.yaml", "missing-file", "write one, or call the folder `chapters/"),
        ("ending/night.yaml", "unplaced-file", "did you mean `endings/`?"),
    ],
)
def test_a_file_in_the_wrong_place_is_told_with_the_right_one(story, name, code, hint):
    assert files_told(story) == []
    file = story / "branches" / "the-porch" / name
    file.parent.mkdir(parents=True)
    file.write_text(SCENE, "utf-8")
    told = files_told(story)
    assert [each for each in told if each[0] == code and each[1].startswith(hint)], told


def test_what_only_looks_like_text_is_left_alone(story):
    (story / "branches" / "the-porch" / "notes.txt").write_text("Wax.", "utf-8")
    assert files_told(story) == []
