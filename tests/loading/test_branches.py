"""Branches: found, put into the story, kept apart from it and from each other."""

from __future__ import annotations

import random
import shutil
from dataclasses import replace
from pathlib import Path

import pytest

from game.core.condition import Among, Chose, Compare, Named, Number, Seen, TallyOf, Value
from game.core.model import Flow, Menu, Set
from game.core.play import begin, choose, present
from game.core.prose import Shown, Words
from game.core.walk import conditions_of
from game.loading.branches import read_story
from game.loading.cache import copy_path, load_cached
from game.loading.diagnostic import Span
from game.loading.load import Loaded, load, load_sources
from game.loading.packs import Pack, own_packs, pack, packs_in
from game.loading.source import Sources, read_text
from tests.loading import test_mutations as mutations
from tests.loading.examples import BASE, write
from tests.loading.test_mutations import slip
from tests.small import small_story

STORIES = BASE.parent
SMALL = STORIES / "small"
ATTIC = pack(STORIES / "branches" / "the-attic")
HEADER = "title: B\nauthor: Nobody\nversion: 0.1.0\nwritten_for: 1.0.0\n"
CHAPTER = "chapters/01-day/more.yaml"


def attic():
    loaded = load(SMALL, [ATTIC])
    assert loaded.diagnostics == ()
    assert loaded.story is not None
    return loaded.story


def choice(story, name):
    scene, _, each = name.rpartition(".")
    return next(choice for choice in story.scenes[scene].way.choices if choice.id == each)


@pytest.fixture
def with_branches(tmp_path):
    """Loads the story of the reference with branches: from names to files."""

    def built(**branches: dict[str, str]) -> Loaded:
        shutil.copytree(BASE, tmp_path / "story")
        for name, files in branches.items():
            write(tmp_path / "story" / "branches" / name, {"branch.yaml": HEADER, **files})
        return load(tmp_path / "story", own_packs(tmp_path / "story"))

    return built


def told(loaded: Loaded) -> list[tuple[str, str]]:
    return [(each.span.path, each.code) for each in loaded.diagnostics]


# What a branch is in the story


def test_a_story_that_is_loaded_without_its_branch_is_the_story(tmp_path):
    shutil.copytree(SMALL, tmp_path / "story")
    shutil.copytree(ATTIC.root, tmp_path / "story" / "branches" / "the-attic")
    story = load(tmp_path / "story").story
    assert story == small_story()
    assert story.branches == ()


def test_a_branch_is_named_by_its_folder_and_known_with_its_version():
    assert (ATTIC.name, attic().branches) == ("the_attic", (("the_attic", "0.3.0"),))


def test_what_a_branch_declares_has_its_name_before_it_and_the_story_keeps_its_own():
    story, alone = attic(), small_story()
    for kind in ("scenes", "endings", "people", "codex", "texts", "sources", "modules", "chapters"):
        names, own = set(getattr(story, kind)), set(getattr(alone, kind))
        made = {name for name in names - own if "/" in name}
        assert names - own - {"~back"} == made, kind
        assert made, kind
        assert own - {"~back"} <= names
    assert {"the_attic/ladder", "the_attic/alarm", "alarm"} <= set(story.variables)
    assert set(story.conditions) == {"well_liked", "the_attic/dared"}


def test_names_inside_are_the_branchs_own_before_the_storys():
    story = attic()
    assert story.conditions["the_attic/dared"].conditions[1].conditions == (
        Compare(Value("trust"), ">=", Number(1)),
        Among("the_attic/alarm", frozenset({1})),
    )
    ladder = choice(story, "winter.monday.the_attic/up_the_ladder")
    assert ladder.needs[0].condition == Among("the_attic/ladder", frozenset({1}))
    assert story.scenes["the_attic/up_the_ladder"].present == ("the_attic/verger", "anna")
    assert list(conditions_of(story.scenes["the_attic/up_the_ladder"].text)) == [Seen("the_attic/arrival")]
    assert list(conditions_of(story.scenes["the_attic/a_bird"].text)) == [Seen("the_attic/up_the_ladder")]
    assert choice(story, "the_attic/the_hatch.go_in").to == "the_attic/arrival"
    hold_out = choice(story, "the_attic/the_owner.hold_out")
    assert hold_out.hidden_unless.conditions == (
        Chose("the_attic/arrival.stay_up"),
        Chose("the_attic/two_nights.first.the_attic/sleep_in_the_straw"),
    )
    assert hold_out.to == "the_attic/lodger"
    assert choice(story, "the_attic/the_owner.give_in").to == "the_guest"
    assert story.endings["the_attic/lodger"].epilogue == ("the_attic/verger_after", "anna_after")
    assert story.variables["the_attic/promised_mice"].whose == "the_attic/verger"
    assert story.variables["the_attic/promised_mice"].due == "the_attic/under_the_roof"
    assert story.chapters["the_attic/under_the_roof"].tally.voices[1].condition == Compare(
        TallyOf("snow"), ">=", Number(1)
    )
    assert choice(story, "the_thaw.the_attic/leave_by_the_roof").needs[0].condition == Named(
        "the_attic/dared"
    )
    assert choice(story, "the_attic/the_hatch.go_in").effect.changes[-1] == Set("the_attic/promised_mice", 1)
    assert story.modules["the_attic/verger_after"].about_person == "the_attic/verger"
    assert story.scenes["the_attic/two_nights"].note.sources == ("the_attic/beams",)
    shown = [part for part in story.scenes["the_attic/arrival"].text if isinstance(part, Shown)]
    assert shown == [Shown("the_attic/dust"), Shown("the_bell")]
    links = [
        words.link
        for part in story.scenes["the_attic/the_hatch"].text
        for words in part.line
        if isinstance(words, Words) and words.link
    ]
    assert links == ["house", "the_attic/rafters"]


def test_calls_events_and_choices_attach_themselves_after_the_storys_own():
    story = attic()
    assert [each.id for each in story.scenes["winter.monday"].way.choices] == [
        "anna_at_home",
        "evening_by_the_stove",
        "the_attic/up_the_ladder",
    ]
    assert [road.to for road in story.scenes["the_corridor.~"].way.roads] == [
        "the_corridor.a_knock",
        "the_corridor.a_draught",
        "the_corridor.the_attic/bats",
        "the_telegram",
    ]
    assert [each.id for each in story.scenes["the_thaw"].way.choices][-1] == "the_attic/leave_by_the_roof"
    assert isinstance(story.scenes["the_thaw"].way, Menu)


def test_scenes_in_a_folder_of_the_story_are_in_the_storys_chapter():
    story = attic()
    assert story.scenes["the_attic/the_hatch"].chapter == "snow"
    assert story.scenes["the_attic/arrival"].chapter == "the_attic/under_the_roof"
    assert "the_attic/snow" not in story.chapters


def test_old_names_in_a_branch_are_the_branchs():
    renamed = attic().renamed
    assert renamed["the_attic/the_ladder"] == "the_attic/up_the_ladder"
    assert renamed["winter.monday.the_attic/the_ladder"] == "winter.monday.the_attic/up_the_ladder"
    assert renamed["the_thaw.the_attic/leave_by_the_chimney"] == "the_thaw.the_attic/leave_by_the_roof"
    assert renamed["the_melting"] == "the_thaw"


def test_a_run_goes_into_a_branch_and_back_out_of_it():
    story = attic()
    step = begin(story)
    taken = []
    for each in (
        *("promise_her", "evening_by_the_stove", "boris_and_the_map", "the_attic/climb_to_the_attic"),
        *("leave_it", "go_down", "hand_in_the_key"),
    ):
        assert each in [offer.choice for offer in present(story, step.state) if offer.open]
        step = choose(story, step.state, each)
        taken.append(step.deed.decision)
    assert "boris_and_the_map.the_attic/climb_to_the_attic" in taken
    assert step.state.values["the_attic/ladder"] == 1
    assert step.state.scene == "the_guest"


def test_where_back_leads_keeps_its_number_when_a_branch_comes():
    alone, story = small_story(), attic()
    own = alone.variables["~back"].names
    assert story.variables["~back"].names[: len(own)] == own


def test_the_digest_tells_a_story_with_a_branch_from_one_without():
    assert attic().digest != small_story().digest


# Where branches are found


def test_branches_are_found_in_a_storys_folder_by_name(tmp_path):
    for name in ("b-two", "a-one", ".hidden"):
        write(tmp_path / "branches" / name, {"branch.yaml": HEADER})
    write(tmp_path, {"branches/note.txt": ""})
    assert own_packs(tmp_path) == (
        Pack("a_one", tmp_path / "branches" / "a-one", "branches/a-one"),
        Pack("b_two", tmp_path / "branches" / "b-two", "branches/b-two"),
    )
    assert packs_in(tmp_path / "nowhere") == ()


def test_a_file_beside_the_branches_is_told(with_branches, tmp_path):
    with_branches(one={})
    write(tmp_path / "story", {"branches/stray.yaml": "title: x\n"})
    loaded = load(tmp_path / "story", own_packs(tmp_path / "story"))
    assert told(loaded) == [("branches/stray.yaml", "unplaced-file")]


def test_a_link_in_the_storys_folder_is_no_branch(tmp_path):
    shutil.copytree(BASE, tmp_path / "story")
    write(tmp_path / "elsewhere", {"branch.yaml": HEADER})
    (tmp_path / "story" / "branches").mkdir()
    (tmp_path / "story" / "branches" / "one").symlink_to(tmp_path / "elsewhere")
    loaded = load(tmp_path / "story", own_packs(tmp_path / "story"))
    assert told(loaded) == [("branches/one", "link-to-folder")]


def test_a_folder_that_is_not_there_is_told(tmp_path):
    loaded = load(BASE, [pack(tmp_path / "nowhere", "nowhere")])
    assert "no-story" in [code for _, code in told(loaded)]
    assert loaded.story is None


def test_two_branches_of_one_name_are_told_with_the_place_of_both(with_branches, tmp_path):
    write(tmp_path / "mine" / "one", {"branch.yaml": HEADER})
    with_branches(one={})
    found = (*own_packs(tmp_path / "story"), pack(tmp_path / "mine" / "one", "mine/one"))
    (fault,) = load(tmp_path / "story", found).diagnostics
    assert (fault.span.path, fault.code) == ("mine/one/branch.yaml", "duplicate-id")
    assert "branches/one" in fault.message


def test_a_folder_whose_name_is_no_id_is_told(with_branches):
    assert told(with_branches(**{"One Two": {}, "back": {}})) == [
        ("branches/One Two", "bad-id"),
        ("branches/back", "bad-id"),
    ]


# What is wrong with a branch


def test_a_branch_needs_a_branch_yaml_and_a_new_chapter_its_chapter_yaml(tmp_path):
    shutil.copytree(BASE, tmp_path / "story")
    write(
        tmp_path / "story" / "branches" / "one",
        {
            "chapters/01-day/more.yaml": "more:\n  to: night\n",
            "chapters/09-new/new.yaml": "new:\n  to: night\n",
        },
    )
    assert told(load(tmp_path / "story", own_packs(tmp_path / "story")))[:2] == [
        ("branches/one/branch.yaml", "missing-file"),
        ("branches/one/chapters/01-day/more.yaml", "unreached-scene"),
    ]
    assert ("branches/one/chapters/09-new/chapter.yaml", "missing-file") in told(
        load(tmp_path / "story", own_packs(tmp_path / "story"))
    )


@pytest.mark.parametrize("path", ["story.yaml", "honours.yaml", "branches/x/branch.yaml", "notes.yaml"])
def test_what_belongs_in_no_branch_is_told(with_branches, path):
    found = told(with_branches(one={path: "title: x\n"}))
    assert found == ([] if path.startswith("branches/") else [(f"branches/one/{path}", "unplaced-file")])


ADDED = HEADER + "add_choices:\n  {scene}:\n    leave:\n      label: Leave.\n      to: night\n"


@pytest.mark.parametrize(
    ("scene", "code"),
    [("noon", "cannot-add"), ("evning", "unknown-scene"), ("mine", "cannot-add"), ("night", "unknown-scene")],
)
def test_choices_can_be_added_only_to_menus_of_the_story(with_branches, scene, code):
    files = {
        "branch.yaml": ADDED.format(scene=scene),
        CHAPTER: "mine:\n  choices:\n    go:\n      label: Go.\n      to: night\n",
    }
    found = with_branches(one=files).diagnostics
    assert [(each.span, each.code) for each in found if each.severity == "error"] == [
        (Span("branches/one/branch.yaml", 6, 3, 6, 3 + len(scene)), code)
    ]


def test_two_branches_may_add_the_same_choice_to_one_scene(with_branches):
    added = ADDED.format(scene="evening")
    loaded = with_branches(one={"branch.yaml": added}, two={"branch.yaml": added})
    assert loaded.diagnostics == ()
    assert [each.id for each in loaded.story.scenes["evening"].way.choices][-2:] == ["one/leave", "two/leave"]


def test_one_branch_does_not_know_the_names_of_another_and_the_story_none(with_branches, tmp_path):
    scene = "{name}:\n  to: {to}\n"
    loaded = with_branches(
        one={CHAPTER: scene.format(name="here", to="night")},
        two={CHAPTER: scene.format(name="there", to="here") + scene.format(name="far", to="one/here")},
    )
    wrong = [each for each in loaded.diagnostics if each.code == "missing-target"]
    assert [(each.span.path, each.span.line) for each in wrong] == [
        ("branches/two/chapters/01-day/more.yaml", 2),
        ("branches/two/chapters/01-day/more.yaml", 4),
    ]
    write(tmp_path / "story", {"chapters/01-day/z.yaml": "z:\n  to: here\n"})
    again = load(tmp_path / "story", own_packs(tmp_path / "story"))
    assert ("chapters/01-day/z.yaml", "missing-target") in told(again)


def test_a_file_of_a_branch_that_cannot_be_read_causes_no_errors_in_the_story(with_branches):
    loaded = with_branches(
        one={CHAPTER: "a: [\n", "endings/e.yaml": "", "chapters/01-day/b.yaml": "b:\n  to: a\n"}
    )
    errors = [(each.span.path, each.code) for each in loaded.diagnostics if each.severity == "error"]
    assert errors == [("branches/one/chapters/01-day/more.yaml", "unclosed-bracket")]


def test_an_added_choice_is_checked_as_every_other(with_branches):
    added = ADDED.format(scene="evening").replace("to: night", "to: stay\n      locked: No.")
    found = [code for _, code in told(with_branches(one={"branch.yaml": added}))]
    assert sorted(found) == ["locked-without-if", "stay-without-once"]


def test_choices_and_calls_of_branches_do_not_crowd_a_menu(with_branches):
    more = "".join(f"    leave_{n}:\n      label: Leave.\n      to: night\n" for n in "abcdef")
    added = ADDED.format(scene="evening") + more
    assert with_branches(one={"branch.yaml": added}).diagnostics == ()


def test_a_variable_of_the_story_keeps_its_range_in_a_branch(with_branches):
    scene = "more:\n  choices:\n    go:\n      label: Go.\n      if: letters >= 9\n      to: night\n"
    found = told(with_branches(one={CHAPTER: scene}))
    assert ("branches/one/" + CHAPTER, "never-holds") in found


# Copies


def test_each_set_of_branches_has_a_copy_of_its_own(tmp_path):
    first = load_cached(SMALL, tmp_path, [ATTIC]).story
    again = load_cached(SMALL, tmp_path, [ATTIC]).story
    alone = load_cached(SMALL, tmp_path).story
    assert copy_path(SMALL, tmp_path, [ATTIC]) != copy_path(SMALL, tmp_path)
    assert type(again.scenes).__name__ == "_Lazy"
    assert again.branches == first.branches == (("the_attic", "0.3.0"),)
    assert again.scenes["the_attic/bats"] == first.scenes["the_attic/bats"]
    assert isinstance(again.scenes["the_attic/bats"].way, Flow)
    assert alone.branches == ()


def test_a_branch_that_changes_makes_its_copy_anew(tmp_path):
    folder = Path(shutil.copytree(ATTIC.root, tmp_path / "the-attic"))
    load_cached(SMALL, tmp_path / "cache", [pack(folder)])
    header = folder / "branch.yaml"
    header.write_text(header.read_text("utf-8").replace("0.3.0", "0.4.0"), "utf-8")
    story = load_cached(SMALL, tmp_path / "cache", [pack(folder)]).story
    assert story.branches == (("the_attic", "0.4.0"),)


MENU = "  choices:\n    go:\n      label: Go.\n{condition}      to: night\n"


def test_a_scene_that_is_called_as_an_ending_of_the_story_is_the_scene_inside(with_branches):
    scenes = "night:\n" + MENU.format(condition="      if: seen(night)\n") + "more:\n  to: night\n"
    loaded = with_branches(one={CHAPTER: scenes})
    errors = [each for each in loaded.diagnostics if each.severity == "error"]
    assert errors == []
    assert choice(loaded.story, "one/night.go").to == "one/night"
    assert choice(loaded.story, "one/night.go").hidden_unless == Seen("one/night")


def test_the_choices_of_a_scene_that_is_hidden_by_the_branchs_own_are_not_known_inside(with_branches):
    scenes = "evening:\n" + MENU.format(condition="      if: chose(evening.go_to_bed)\n")
    assert ("branches/one/" + CHAPTER, "unknown-choice") in told(with_branches(one={CHAPTER: scenes}))


def test_an_ending_that_is_called_as_a_scene_of_the_story_is_the_ending_inside(with_branches):
    ending = (
        "noon:\n  title: Noon\n  kind: defeat\n  text: |\n    It ends.\n  answers:\n    party: They.\n"
        "    price: You.\n    you: Nobody.\n  question: Why?\n"
    )
    scenes = "more:\n" + MENU.format(condition="      if: seen(noon)\n").replace("night", "noon")
    found = told(with_branches(one={"endings/noon.yaml": ending, CHAPTER: scenes}))
    assert ("branches/one/" + CHAPTER, "wrong-kind") in found


def test_a_gate_that_only_a_branch_fills_comes_after_all_others_where_back_leads(tmp_path):
    shutil.copytree(SMALL, tmp_path / "story")
    path = tmp_path / "story" / "chapters" / "00-snow" / "02-winter.yaml"
    text = path.read_text("utf-8")
    gate = "a_gate:\n  gate: {to: winter}\n  text: |\n    A gate.\n"
    path.write_text(gate + text, "utf-8")
    hall = tmp_path / "story" / "chapters" / "00-snow" / "01-arrival.yaml"
    hall.write_text(hall.read_text("utf-8").replace("to: winter", "to: a_gate"), "utf-8")
    event = "an_event:\n  comes: {at: [a_gate]}\n  text: |\n    It comes.\n  to: back\n"
    write(tmp_path / "one", {"branch.yaml": HEADER, "chapters/00-snow/event.yaml": event})
    alone = load(tmp_path / "story").story
    story = load(tmp_path / "story", [pack(tmp_path / "one")]).story
    own = alone.variables["~back"].names
    assert story.variables["~back"].names == (*own, "a_gate")
    assert list(story.scenes).index("a_gate") < list(story.scenes).index("winter")


# What an author is told


def hint(loaded: Loaded, code: str) -> str:
    return next(each.hint for each in loaded.diagnostics if each.code == code)


def test_a_name_written_as_it_is_outside_is_told_to_be_shorter_inside(with_branches):
    loaded = with_branches(one={CHAPTER: "here:\n  to: one/there\nthere:\n  to: night\n"})
    assert hint(loaded, "missing-target") == "inside the branch it is called `there`"


def test_a_name_of_a_branch_in_the_story_or_in_another_branch_is_told_to_be_unknown_there(
    with_branches, tmp_path
):
    with_branches(one={CHAPTER: "upstairs:\n  to: night\n"}, two={CHAPTER: "porch:\n  to: upstairs\n"})
    told_so = "the branch `one` has one; what can be switched off is known only inside"
    folder = tmp_path / "story"
    assert hint(load(folder, own_packs(folder)), "missing-target") == told_so
    shutil.rmtree(folder / "branches" / "two")
    write(folder, {"chapters/01-day/z.yaml": "z:\n  to: upstairs\n"})
    assert hint(load(folder, own_packs(folder)), "missing-target") == told_so


def test_a_folder_that_was_meant_as_the_storys_is_told_how_that_is_called(with_branches):
    loaded = with_branches(one={"chapters/07-day/more.yaml": "more:\n  to: night\n"})
    assert hint(loaded, "missing-file") == (
        "write one, or call the folder `chapters/01-day`, to add to the story's chapter"
    )


def test_a_chapters_folder_without_a_number_is_told_to_have_one(with_branches):
    loaded = with_branches(one={"chapters/day/more.yaml": "more:\n  to: night\n"})
    assert "has a number before its name" in hint(loaded, "unplaced-file")


# Slips


@pytest.mark.parametrize("first", range(0, 80, 20))
def test_a_mutated_branch_is_told_or_can_be_played(first: int):
    whole = read_story(SMALL, [ATTIC])
    strangers = [line for file in whole.files for line in file.lines]
    for seed in range(first, first + 20):
        chance = random.Random(seed)
        files, found = list(whole.files), []
        for _ in range(chance.randint(1, 3)):
            at = chance.choice([at for at, file in enumerate(files) if file.branch and file.page])
            lines = files[at].page.text.split("\n")
            slip(chance, lines, strangers)
            file, faults = read_text(files[at].path, "\n".join(lines).encode())
            files[at] = replace(file, branch=files[at].branch, inner=files[at].inner)
            found += faults
        loaded = load_sources(Sources(tuple(files), tuple(found), whole.branches))
        assert (loaded.story is None) == any(each.severity == "error" for each in loaded.diagnostics), seed
        told_of = {each.span.path for each in loaded.diagnostics if each.severity == "error"}
        assert all(path.startswith(ATTIC.shown) for path in told_of), (seed, told_of)
        if loaded.story is not None:
            mutations.play(loaded.story, seed)
