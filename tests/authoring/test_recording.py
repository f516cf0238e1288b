"""Walkthroughs are recorded with what was shown, and follow the prose when it changes."""

import shutil
from pathlib import Path

import pytest

from game.authoring.recording import difference, record, update
from game.authoring.walkthrough import compare, read
from game.core.play import replay
from game.loading.load import load
from game.loading.packs import pack
from tests.small import FOLDER, small_story

TO_THE_GUEST = (
    "arrival.promise_her",
    "winter.monday.evening_by_the_stove",
    "winter.tuesday.evening_by_the_stove",
    "the_telegram.go_down",
    "the_thaw.hand_in_the_key",
)
ATTIC = FOLDER.parent / "branches" / "the-attic"


def recorded(story=None, decisions=TO_THE_GUEST, **how):
    story = story or small_story()
    return record(story, replay(story, decisions), "Run 1", **how)


@pytest.fixture
def changed(tmp_path):
    """The small story after edits: file, what stood there, what stands there now."""

    def edited(*edits):
        folder = Path(shutil.copytree(FOLDER, tmp_path / "story", dirs_exist_ok=True))
        for name, old, new in edits:
            (path,) = folder.rglob(name)
            text = path.read_text("utf-8")
            assert old in text
            path.write_text(text.replace(old, new), "utf-8")
        loaded = load(folder)
        assert loaded.story is not None, loaded.diagnostics
        return loaded.story

    return edited


def test_a_recorded_run_has_its_choices_with_their_labels_and_all_that_was_shown():
    text = recorded()
    assert text.startswith("# Run 1\n# small 1.2.0\n\n| Anna opens before you knock. She has been waiting.\n")
    assert (
        "\narrival.promise_her: Promise Anna to call on her.\n"
        "| She writes it down.\n"
        "| Two evenings are left before the thaw.\n"
    ) in text
    assert "| ANNA DIED AT FOUR\n| COME HOME\n| Steward\n| You read it twice.\n" in text
    assert "# Snow\n" in text
    assert "# Thaw\n" in text
    assert "| The road is wet, and your shoes are thin.\n| Boris keeps the house.\n" in text
    assert text.endswith("\nexpect: the_guest\n")


def test_a_recorded_run_holds_at_once_and_needs_no_update():
    text = recorded()
    found = compare(small_story(), read(text))
    assert not found.broken
    assert found.decisions == TO_THE_GUEST
    assert update(small_story(), text).text == text


def test_a_brief_one_has_the_ids_alone():
    lines = [line for line in recorded(brief=True).splitlines() if line and not line.startswith("#")]
    assert lines == [*TO_THE_GUEST, "expect: the_guest"]


def test_a_run_in_a_branch_names_the_branch():
    story = load(FOLDER, [pack(ATTIC)]).story
    text = recorded(story, TO_THE_GUEST[:2])
    assert text.startswith("# Run 1\n# small 1.2.0, the_attic 0.3.0\n")


@pytest.mark.parametrize(
    ("old", "new", "line", "said"),
    [
        ("| She writes it down.", "| She sings.", "| She sings.", "this is no longer told: She sings."),
        ("| She writes it down.\n", "", "| Two evenings", "no longer told: Two evenings"),
        ("Promise Anna to call on her.", "Promise her.", "arrival.promise_her", "the label of"),
    ],
)
def test_what_is_shown_otherwise_than_recorded_breaks_a_walkthrough(old, new, line, said):
    text = recorded().replace(old, new)
    found = compare(small_story(), read(text))
    assert text.splitlines()[found.line - 1].startswith(line)
    assert said in found.sentences[0]


def test_that_more_is_told_breaks_it_too():
    text = recorded().replace("| Two evenings are left before the thaw.\n", "")
    found = compare(small_story(), read(text))
    assert found.sentences == (
        "more is told than was written",
        "  there is now: Two evenings are left before the thaw.",
    )


def test_after_a_change_of_prose_an_update_changes_that_and_nothing_else(changed):
    story = changed(
        ("01-arrival.yaml", "She writes it down.", "She writes it into the ledger.\n\n        Twice."),
        ("01-arrival.yaml", "Promise Anna to call on her.", "Promise Anna a call."),
    )
    before = recorded() + "# my own note\nexpect: letters = 1\n"
    after = update(story, before)
    assert (after.line, after.sentences) == (0, ())
    told = difference("walk.txt", before, after.text).splitlines()
    assert [line for line in told if line[0] in "+-"] == [
        "--- walk.txt",
        "+++ walk.txt",
        "-arrival.promise_her: Promise Anna to call on her.",
        "-| She writes it down.",
        "+arrival.promise_her: Promise Anna a call.",
        "+| She writes it into the ledger.",
        "+| Twice.",
    ]
    assert not compare(story, read(after.text)).broken


def test_a_text_that_somebody_expects_becomes_what_is_most_like_it(changed):
    story = changed(("01-arrival.yaml", "Eleven doors, four stoves.", "Twelve doors. And eleven stoves."))
    after = update(story, "arrival.look_round\n> Eleven doors, four stoves.\narrival.promise_her\n")
    assert after.text.splitlines()[1] in ("> And eleven stoves.", "> Twelve doors.")
    assert after.sentences == ()
    kept = update(story, "arrival.look_round\n> Nobody has ever seen the sea from here.\n")
    assert kept.text.splitlines()[1] == "> Nobody has ever seen the sea from here."
    assert (kept.line, kept.sentences[0]) == (
        2,
        "this was not shown: Nobody has ever seen the sea from here.",
    )


def test_names_that_were_changed_are_followed(changed):
    story = changed(
        ("01-arrival.yaml", "    promise_her:\n", "    give_her_your_word:\n      was: [promise_her]\n"),
        ("02-winter.yaml", "arrival.promise_her", "arrival.give_her_your_word"),
    )
    after = update(story, recorded())
    assert "\narrival.give_her_your_word: Promise Anna to call on her.\n" in after.text
    assert after.sentences == ()


def test_after_a_decision_that_is_lost_nothing_is_touched_and_it_is_told(changed):
    story = changed(("01-arrival.yaml", "owed < 1", "owed >= 1"))
    before = recorded()
    after = update(story, before)
    assert after.text == before
    assert before.splitlines()[after.line - 1].startswith("arrival.promise_her")
    assert "closed: You owe one person already." in after.sentences[0]


def test_what_an_author_expects_of_values_is_never_changed(changed):
    story = changed(("01-arrival.yaml", "promised_anna: yes, trust: +1", "promised_anna: yes"))
    text = "arrival.promise_her\nexpect: trust = warm\n"
    after = update(story, text)
    assert (after.text, after.line) == (text, 2)
    assert "it is 1 or civil" in after.sentences[0]


def test_old_walkthroughs_without_what_was_shown_stay_as_they_are():
    text = "# note\n\narrival.promise_her\nexpect: trust = warm\n> She writes it down.\n"
    assert update(small_story(), text).text == text
