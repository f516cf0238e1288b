"""A folder becomes a story: every key is read, and slips are told once."""

from __future__ import annotations

from dataclasses import replace

import pytest

from game.core.condition import ALWAYS, NEVER, Among, Compare, Not, Number, Seen, TallyOf, Value
from game.core.dates import parse_date
from game.core.digest import digest
from game.core.model import STAY, Add, Fact, Flow, Menu, Module, Need, Route, Set
from game.core.prose import Document, Words
from game.loading.diagnostic import Span
from game.loading.given import Given
from game.loading.keys import KINDS
from game.loading.load import load, load_sources
from game.loading.packs import pack
from game.loading.source import Sources, read_folder, read_text
from tests.loading.examples import BASE
from tests.loading.tiny import codes, loaded, tiny
from tests.small import small_story

STORIES = BASE.parent
GOOD = ("linear", "small", "abroad", "reference")

ATTIC = pack(STORIES / "branches" / "the-attic")

END = "  choices:\n    end_it:\n      label: End it.\n      to: end_of_day\n"


def choice(story, name):
    scene, _, choice_id = name.partition(".")
    return next(each for each in story.scenes[scene].way.choices if each.id == choice_id)


@pytest.mark.parametrize("name", GOOD)
def test_a_good_story_has_nothing_wrong_with_it(name):
    assert load(STORIES / name).diagnostics == ()


@pytest.fixture
def keys_read(monkeypatch):
    """Every key that is read meanwhile: its kind, its name and the place where it stands."""
    read = []
    put = Given._put

    def noting(self, key, entry, flow):
        read.append((self.kind, key.name, entry.key.span))
        put(self, key, entry, flow)

    monkeypatch.setattr(Given, "_put", noting)
    return read


def test_the_good_stories_use_every_key_of_every_kind(keys_read):
    for name in GOOD:
        load(STORIES / name)
    load(STORIES / "small", [ATTIC])
    assert {(kind, key) for kind, key, _ in keys_read} == {
        (kind, key.name) for kind in KINDS for key in kind.keys
    }


@pytest.mark.parametrize("name", ["small", "abroad"])
def test_a_misspelt_key_is_told_once_with_the_key_that_was_meant_and_nothing_else(name, keys_read):
    sources = read_folder(STORIES / name)
    load_sources(sources)
    for _, key, span in tuple(keys_read):
        found = load_sources(misspelt(sources, span)).diagnostics
        assert [(each.code, each.span.line, each.span.column) for each in found] == [
            ("unknown-key", span.line, span.column)
        ], (key, span, found)
        assert found[0].hint == f"did you mean `{key}`?"


def misspelt(sources: Sources, span: Span) -> Sources:
    """The files with the last letter of one key doubled."""
    files = {file.path: file for file in sources.files}
    lines = [*files[span.path].lines]
    line = lines[span.line - 1]
    lines[span.line - 1] = line[: span.end_column - 1] + line[span.end_column - 2 :]
    file, found = read_text(span.path, "".join(f"{line}\n" for line in lines).encode())
    return Sources(tuple({**files, span.path: file}.values()), found)


# What is read


def test_the_header_is_read():
    header = small_story().header
    assert (header.id, header.title, header.version, header.start) == (
        "small",
        "The Small House",
        "1.2.0",
        "arrival",
    )
    assert len(header.questions) == 2


def test_variables_of_all_kinds_are_read():
    variables = small_story().variables
    strength, letters, window = variables["strength"], variables["letters"], variables["window"]
    assert (strength.kind, strength.low, strength.high, strength.start) == ("meter", 0, 3, 2)
    assert (strength.names, strength.shown) == (("spent", "tired", "rested", "well"), ALWAYS)
    assert (letters.kind, letters.high, letters.shown) == ("count", 5, NEVER)
    assert (window.kind, window.high, window.names) == ("one_of", 2, ("shut", "ajar", "open"))
    assert variables["trust"].shown == Not(Seen("the_thaw"))
    promise, paper = variables["promised_anna"], variables["old_map"]
    assert (promise.panel, promise.whose, promise.due) == ("owed", "anna", "snow")
    assert (paper.panel, paper.whose, paper.due) == ("drawer", "boris", None)
    assert set(small_story().conditions) == {"well_liked"}


def test_the_way_of_a_variable_that_is_to_the_players_good_is_read():
    variables = load(STORIES / "reference").story.variables
    names = ("courage", "letters", "mood", "snow", "promised")
    assert [variables[each].better for each in names] == ["up", "up", "down", "down", None]


def test_chapters_are_read_with_the_number_of_their_folder_and_lines_without():
    snow, road = small_story().chapters["snow"], load(STORIES / "abroad").story.chapters["the_road"]
    assert (snow.number, snow.title, snow.line) == (0, "Snow", False)
    assert [(voice.id, voice.votes) for voice in snow.tally.voices] == [
        ("anna", 1),
        ("boris", 1),
        ("village", 2),
    ]
    assert (road.number, road.line) == (None, True)
    assert (snow.tally.shown, road.tally.shown) == (ALWAYS, Not(Seen("the_border")))
    assert road.names["money"].steps == ("nothing", "a coin", "two coins")


def test_a_scene_is_read():
    scene = small_story().scenes["arrival"]
    assert (scene.title, scene.place, scene.present) == ("Arrival", "The house", ("anna",))
    assert (scene.chapter, scene.date) == ("snow", parse_date("8 January 1911"))
    assert (scene.note.seam, scene.note.did_choice, scene.note.sources) == (
        "invented",
        "say_nothing",
        ("ledger",),
    )
    assert isinstance(small_story().scenes["hall"].way, Route)
    assert small_story().scenes["the_stairs"].way == Flow("winter")
    assert small_story().scenes["the_telegram"].sensitive.about == "bereavement"
    assert isinstance(small_story().scenes["the_telegram"].text[0], Document)


def test_an_honour_has_a_hint():
    honours = load(STORIES / "reference").story.honours
    assert honours["writer"].hint == "The post comes more often than one thinks."
    assert small_story().honours["kept_it"].hint == ""


def test_a_variable_has_words_for_a_door_that_was_missed_by_it():
    variables = load(STORIES / "abroad").story.variables
    assert variables["money"].missed == (Words("the purse"),)
    assert len(variables["tired"].missed) == 2


def test_a_promise_can_be_kept_or_broken_and_nothing_else_can():
    scenes = small_story().scenes
    assert scenes["anna_at_home"].arrive.changes == (Set("promised_anna", 0, kept=True),)
    assert scenes["the_telegram"].arrive.also[0].changes[0] == Set("promised_anna", 0, kept=False)
    snow = "snow:\n  flag: no\n  means: It snows.\n"
    found = loaded("first:\n  arrive: {snow: kept}\n  to: end_of_day\n", variables=snow)
    assert "wrong-change" in codes(found)


def test_endings_and_the_epilogue_have_matters_that_may_be_spared():
    over = load(STORIES / "abroad").story.endings["over"]
    assert (over.sensitive.about, len(over.sensitive.summary)) == ("homesickness", 1)
    anna = small_story().modules["anna_after"]
    assert [each and each.about for each in anna.sensitive] == [None, "bereavement"]
    assert small_story().modules["house_after"].sensitive == ()


def test_a_choice_is_read():
    promise = choice(small_story(), "arrival.promise_her")
    assert promise.hidden_unless is None
    assert promise.needs == (promise.needs[0],)
    assert promise.needs[0].locked == (Words("You owe one person already."),)
    assert promise.effect.changes == (Set("promised_anna", 1), Add("trust", 1))
    assert (promise.log, promise.official) == (
        (Words("You promised Anna a call."),),
        (Words("A visit was agreed."),),
    )
    look = choice(small_story(), "arrival.look_round")
    assert (look.once, look.to) == (True, STAY)


def test_several_needs_keep_their_order():
    needs = choice(small_story(), "the_thaw.open_the_window").needs
    assert needs == (
        Need(Among("window", frozenset({1, 2})), (Words("The window is frozen shut."),)),
        Need(Compare(Value("strength"), ">=", Number(1)), (Words("You could not climb a chair."),)),
    )


def test_an_if_without_a_reason_hides_and_one_with_a_reason_closes():
    story = tiny(
        "first:\n  choices:\n"
        "    a:\n      label: A.\n      if: seen(first)\n      to: end_of_day\n"
        "    b:\n      label: B.\n      if: seen(first)\n      locked: No.\n      to: end_of_day\n"
        "    c:\n      label: C.\n      to: end_of_day\n"
    )
    hidden, closed, free = (choice(story, f"first.{name}") for name in "abc")
    assert (hidden.hidden_unless, hidden.needs) == (Seen("first"), ())
    assert (closed.hidden_unless, closed.needs) == (None, (Need(Seen("first"), (Words("No."),)),))
    assert (free.hidden_unless, free.needs) == (None, ())


def test_outcomes_are_read_in_order_the_last_without_a_condition():
    given, lent = choice(small_story(), "the_thaw.ask_for_the_house").outcomes
    assert (given.id, lent.id) == ("given", "lent")
    assert given.condition is not None
    assert (lent.condition, given.to, lent.to) == (None, "the_keeper", None)
    assert choice(small_story(), "the_thaw.ask_for_the_house").needs[0].condition == Compare(
        TallyOf("snow"), ">=", Number(3)
    )


def test_changes_set_add_and_take_away():
    story = tiny(
        "first:\n  arrive: {n: =2, m: +1, w: b, f: yes}\n  also:\n    - if: f\n      change: {n: -1}\n" + END,
        variables="n:\n  count: 0..3\n  start: 0\n  means: N.\nm:\n  steps: [a, b]\n  start: 0\n  label: M\n"
        "w:\n  one_of: [a, b]\n  start: a\n  means: W.\nf:\n  flag: no\n  means: F.\n",
    )
    arrive = story.scenes["first"].arrive
    assert arrive.changes == (Set("n", 2), Add("m", 1), Set("w", 1), Set("f", 1))
    assert [row.changes for row in arrive.also] == [(Add("n", -1),)]


def test_people_codex_sources_and_texts_are_read():
    story = small_story()
    assert story.people["anna"].facts == (Fact(Seen("the_telegram"), dead=True),)
    assert story.people["boris"].facts[0].office == "map_room"
    assert list(story.codex) == ["house", "thaw"]
    assert story.sources["ledger"].year == "1911"
    assert list(story.texts) == ["the_bell"]


def test_endings_modules_and_honours_are_read():
    story = small_story()
    keeper = story.endings["the_keeper"]
    assert (keeper.kind, keeper.epilogue, keeper.place) == (
        "triumph",
        ("anna_after", "house_after"),
        "The house",
    )
    assert keeper.answers.party == (Words("You keep the house."),)
    anna, house = story.modules["anna_after"], story.modules["house_after"]
    assert isinstance(anna, Module)
    assert (anna.about_person, anna.about_codex, house.about_person, house.about_codex) == (
        "anna",
        None,
        None,
        "house",
    )
    assert anna.variants[-1][0] is None
    assert list(story.honours) == ["both_calls", "kept_it"]


def test_old_ids_lead_to_present_ones():
    renamed = small_story().renamed
    assert renamed["the_melting"] == "the_thaw"
    assert renamed["the_thaw.give_up"] == "the_thaw.hand_in_the_key"


def test_a_story_has_the_digest_of_its_rules():
    story = small_story()
    assert story.digest == digest(replace(story, digest=""))
    assert story.digest.startswith("sha256:")


def test_the_places_of_things_are_known():
    places = load(STORIES / "small").places
    assert (places["arrival"].path, places["arrival"].line) == ("chapters/00-snow/01-arrival.yaml", 1)
    assert places["the_thaw.ask_for_the_house.lent"].line > places["the_thaw.ask_for_the_house"].line
    assert places["winter.monday"].path == "chapters/00-snow/02-winter.yaml"
    for subject in (
        "variable:trust",
        "person:anna",
        "codex:thaw",
        "text:the_bell",
        "module:anna_after",
        "chapter:snow",
    ):
        assert subject in places
    assert len(list(places)) == len(places)


# What is told


def test_there_is_a_story_exactly_if_nothing_is_an_error():
    warned = loaded("first:\n" + END, variables="idle:\n  flag: no\n  means: Nothing.\n")
    assert (codes(warned), warned.story is not None) == (["never-used"], True)
    failed = loaded("first:\n  to: nowhere\n")
    assert (codes(failed)[:1], failed.story) == (["missing-target"], None)


def test_diagnostics_come_by_place_with_the_line_they_stand_on():
    found = load_planted()
    assert list(found) == sorted(found)
    assert all(each.source.strip() for each in found if each.code != "missing-file")


def load_planted():
    return loaded("first:\n  presnt: [a]\n  to: nowhere\nlast:\n  to: end_of_dy\n").diagnostics


def test_a_missing_scene_is_told_as_an_author_would_say_it():
    story = loaded("first:\n  to: funerall\nfuneral:\n" + END)
    assert [(each.message, each.hint) for each in story.diagnostics] == [
        ("no scene is called `funerall`", "did you mean `funeral`?")
    ]


def test_a_name_is_proposed_of_the_right_kind_only():
    story = loaded(
        "first:\n  present: [anne]\n" + END.replace("end_it", "anna"),
        variables="anne:\n  flag: no\n  means: A.\n",
    )
    unknown = next(each for each in story.diagnostics if each.code == "unknown-person")
    assert unknown.hint == ""


def test_an_empty_folder_has_no_story(tmp_path):
    result = load(tmp_path)
    assert (result.story, [each.code for each in result.diagnostics]) == (None, ["missing-file"])


def test_a_thing_that_is_no_mapping_is_told_once():
    assert codes(loaded("first:\n  choices: [a]\n")) == ["wrong-shape", "unreached-ending"]


def test_files_may_be_empty_of_all_but_comments(tmp_path):
    found = loaded("first:\n" + END, honours="# none yet\n")
    assert codes(found) == ["empty-file"]
    assert found.story is not None


def test_menus_of_one_choice_each_are_menus():
    assert isinstance(tiny("first:\n" + END).scenes["first"].way, Menu)


def test_a_file_whose_first_id_was_lost_is_told_where_it_begins():
    found = loaded("# scenes of the day\n  title: First\n  to: end_of_day\nlast:\n" + END).diagnostics
    assert [(each.code, each.span.line, each.span.column) for each in found] == [("bad-indent", 2, 3)]
