"""What a book holds: what its reader read and decided, in order, and nothing else."""

import pytest

from game.book.transcript import length, transcribe
from game.book.volume import Decision, Reading
from game.core.play import replay
from game.core.prose import plain
from tests.book.volumes import IMPRINT, WALKS, thermidor, volume_of
from tests.small import small_story

TO_THE_GUEST = (
    "arrival.promise_her",
    "winter.monday.evening_by_the_stove",
    "winter.tuesday.evening_by_the_stove",
    "the_telegram.go_down",
    "the_thaw.hand_in_the_key",
)


def small(*decisions, **how):
    story = small_story()
    return transcribe(story, replay(story, decisions), IMPRINT, **how)


def parts(volume, kind):
    return [part for chapter in volume.chapters for part in chapter.parts if isinstance(part, kind)]


def words(told):
    return " ".join(plain(block.words) for block in told)


def test_chapters_hold_their_scenes_and_decisions_in_order():
    volume = small(*TO_THE_GUEST)
    assert [each.title for each in volume.chapters] == ["Snow", "Thaw"]
    assert [each.number for each in parts(volume, Decision)] == [1, 2, 3, 4, 5]
    titles = [each.title for each in parts(volume, Reading) if each.title]
    assert titles[:2] == ["Arrival", "Two Evenings"]
    assert [part.number for part in volume.chapters[1].parts if isinstance(part, Decision)] == [5]


def test_what_came_of_a_choice_follows_it():
    before, decision, outcome = small("arrival.promise_her").chapters[0].parts[:3]
    assert words(before.told).startswith("Anna opens")
    assert plain(decision.label) == "Promise Anna to call on her."
    assert (outcome.kind, words(outcome.told)) == ("outcome", "She writes it down.")


def test_choices_stand_as_they_stood_with_the_reasons_of_closed_ones():
    (decision, _) = parts(small("arrival.promise_her"), Decision)
    others = [(plain(each.label), plain(each.reason)) for each in decision.others]
    assert ("Ask Anna for the key.", "Anna keeps her hand on the keys.") in others
    assert ("Look round the hall first.", "") in others
    assert decision.log == "You promised Anna a call."
    assert any(each.startswith("Owed: ") for each in decision.changes)


def test_a_run_that_has_not_ended_ends_in_open_choices():
    volume = small("arrival.promise_her")
    last = volume.chapters[-1].parts[-1]
    assert last.chosen is None
    assert last.others == last.offers
    assert volume.end is None


def test_a_run_that_has_not_begun_is_a_book_of_one_scene():
    volume = small()
    assert volume.decisions == 0
    assert [each.title for each in parts(volume, Reading)] == ["Arrival"]


def test_the_scene_that_is_still_to_be_decided_keeps_its_note():
    assert [note.title for chapter in small().chapters for note in chapter.notes] == []
    after = small("arrival.promise_her")
    assert [note.title for chapter in after.chapters for note in chapter.notes] == ["Arrival"]


def test_a_note_knows_whether_the_player_did_what_was_done():
    for decision, alike in (("arrival.promise_her", False), ("arrival.say_nothing", True)):
        (note,) = small(decision).chapters[0].notes
        assert (plain(note.did), note.alike) == ("He went upstairs.", alike)


def test_notes_can_be_left_out():
    volume = small(*TO_THE_GUEST, notes=False)
    assert not any(each.notes for each in (*volume.chapters, *parts(volume, Reading)))


def test_an_ending_has_its_answers_its_epilogue_and_its_question():
    end = small(*TO_THE_GUEST).end
    assert (end.reading.title, end.kind) == ("The Guest", "withdrawal")
    assert plain(end.answers[0].answer) == "Boris keeps the house."
    assert end.epilogue
    assert plain(end.question) == "Will you write?"


def test_words_that_the_prose_leads_to_are_explained_and_those_that_these_lead_to():
    ids = {each.id for each in volume_of("history").glossary}
    linked = {word.link for each in parts(volume_of("history"), Reading) for block in each.told
              for word in getattr(block, "words", ()) if word.link}  # fmt: skip
    assert linked <= ids
    titles = [each.title.casefold().removeprefix("the ") for each in volume_of("history").glossary]
    assert titles == sorted(titles)


def test_a_reader_who_asked_to_be_spared_has_summaries_in_the_book():
    spared = volume_of("history", spare=frozenset({"*"}))
    summarised = [each for each in parts(spared, Reading) if each.summarised]
    assert summarised
    assert not any(each.summarised for each in parts(volume_of("history"), Reading))
    assert length(spared) < length(volume_of("history"))


@pytest.mark.parametrize("walk", [each.stem for each in WALKS])
def test_everything_that_was_told_is_in_the_book_once(walk):
    volume = volume_of(walk)
    decisions = [part for part in parts(volume, Decision) if part.chosen is not None]
    assert len(decisions) == volume.decisions
    story = thermidor()
    taken = [f"{each.offers[each.chosen].choice}" for each in decisions]
    told = [each.told for each in parts(volume, Reading)] + ([volume.end.reading.told] if volume.end else [])
    ids = iter(_decisions(walk))
    assert taken == [next(ids).rpartition(".")[2] for _ in taken]
    passages = [passage.told for step in replay(story, _decisions(walk)) for passage in step.passages]
    assert [each for each in told if each in passages] == passages


def _decisions(walk):
    from game.authoring.walkthrough import Decide, read
    from tests.book.volumes import ROOT

    lines = read((ROOT / "tests" / "walkthroughs" / f"{walk}.txt").read_text("utf-8"))
    return [each.decision for each in lines if isinstance(each, Decide)]


def test_numbers_of_notes_count_through_the_whole_book():
    volume = volume_of("history")
    numbers = [note.number for chapter in volume.chapters for note in chapter.notes]
    numbers += [note.number for note in volume.end.notes]
    assert numbers == list(range(1, len(numbers) + 1))
    marks = [number for each in (*parts(volume, Reading), volume.end.reading) for number in each.notes]
    assert marks == numbers
