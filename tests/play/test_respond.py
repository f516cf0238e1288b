import pytest

from game.core.model import CodexEntry, frozen
from game.core.prose import plain
from game.core.value import replace
from game.play import answer as told
from game.play import intent as wants
from game.play.beyond import NoRuns
from game.play.page import Heading, Item, Prose
from game.play.reading import parse
from game.play.respond import respond
from game.runs.listing import Listing
from tests.small import GUEST, TELEGRAM, THAW, WINTER, session


class Shelf(NoRuns):
    def __init__(self, **ids):
        self.ids = ids

    def listing(self):
        names = {"begun": "", "kept": "", "scene": "", "story_id": "small"}
        return [
            Listing(id=each, name=name, decisions=1, chapter="Snow", **names)
            for name, each in self.ids.items()
        ]


def say(playing, line, shelf=None):
    view = playing.view()
    return respond(playing, view, parse(line, view), shelf)


def page(playing, line):
    answer = say(playing, line)
    assert isinstance(answer, told.Told)
    return answer.page


def words(shown):
    lines = []
    for block in shown.blocks:
        match block:
            case Heading(title, aside):
                lines += [title, aside]
            case Item(name, value, detail):
                lines += [name, value, detail]
            case Prose(prose):
                lines += [plain(each.words) for each in prose]
    return [each for each in lines if each]


def test_a_choice_turns_the_page():
    playing = session()
    assert say(playing, "2") == told.Turned()
    assert playing.steps[-1].state.scene == "winter.monday"


def test_a_closed_choice_answers_with_its_reason():
    assert say(session(), "3") == told.Closed(3, "Anna keeps her hand on the keys.")


def test_a_choice_that_is_not_kept_is_told_and_not_taken():
    playing = session()
    playing.keeper.full = True
    answer = say(playing, "2")
    assert isinstance(answer, told.Unkept)
    assert answer.choice == "promise_her"
    assert "disk is full" in answer.refused.sentence
    assert playing.lines() == ()


def test_an_empty_line_says_what_is_possible():
    assert say(session(), "") == told.Said("Type a number from 1 to 4, or “?” for help.")


def test_help_lists_every_command():
    shown = "\n".join(words(page(session(), "?")))
    for word in (
        "status",
        "people",
        "codex",
        "note",
        "log",
        "back",
        "diary",
        "save",
        "load",
        "rewind",
        "quit",
    ):
        assert word in shown


def test_people_tells_who_is_here():
    assert words(page(session(), "people")) == [
        "Anna Petrovna",
        "keeps the keys",
        "She keeps the key in her hand.",
    ]
    later = page(session(*WINTER), "people")
    assert words(later)[:3] == ["Nobody but you.", "Met so far", "Anna Petrovna"]
    assert later.blocks[-1].acts[0].line == "people Anna Petrovna"


def test_people_finds_whom_a_name_means():
    assert words(page(session(*WINTER), "people boris")) == ["Boris", "draws maps"]
    assert "called “nobody”" in words(page(session(), "people nobody"))[0]


def test_people_tells_that_somebody_is_dead():
    assert "keeps the keys; dead" in words(page(session(*THAW), "people anna"))


def test_the_codex_is_searched_titles_first():
    shown = page(session(), "codex HOUSE")
    assert shown.title == "The house"
    assert words(shown)[-1] == "The thaw"
    assert "nothing under “grain”" in words(page(session(), "codex grain"))[0]


def test_an_entry_is_found_by_its_id_before_any_other():
    playing = session()
    entries = {"gas-works": CodexEntry("gas-works", "The works", ()), "b": CodexEntry("b", "Gas-works", ())}
    playing.story = replace(playing.story, codex=frozen(entries))
    assert page(playing, "codex gas-works").title == "The works"
    assert page(playing, "codex gas-w").title == "Gas-works"


def test_the_note_says_what_is_known_and_what_he_did():
    shown = words(
        page(session("say_nothing", "evening_by_the_stove", "evening_by_the_stove", "go_down"), "note")
    )
    assert shown[0].startswith("Documented")
    assert "The steward, Ledger of the house" in shown
    assert "no scene" in words(page(session(), "note"))[0].casefold()


def test_the_note_says_that_you_did_the_same():
    from game.core.play import replay
    from game.play.lookup import note_page
    from tests.small import small_story

    story = small_story()
    steps = replay(story, ["arrival.say_nothing"])
    shown = words(note_page(story, steps))
    assert "He went upstairs." in shown
    assert "So did you." in shown


def test_the_log_tells_every_decision_under_its_chapter():
    shown = words(page(session(*THAW), "log"))
    assert shown[0] == "Snow"
    assert "8 January 1911: You promised Anna a call." in shown
    assert words(page(session(), "log")) == ["You have decided nothing yet."]


def test_a_call_is_told_with_what_was_done_there_under_it():
    shown = page(session("promise_her", "anna_at_home", "speak_of_the_weather"), "log")
    assert [(each.name, each.depth) for each in shown.blocks[2:]] == [
        ("16 January 1911: “Call on Anna.”", 0),
        ("Promise kept: To call on Anna before the thaw (to Anna Petrovna)", 1),
        ("You spoke of the weather.", 1),
    ]


def test_where_there_was_one_way_only_nothing_was_decided_and_that_is_counted():
    shown = words(page(session("promise_her", "anna_at_home", "speak_of_the_house", "thank_her"), "log"))
    assert "You thanked Anna." in shown, "it has a line of its own"
    alone = words(page(session("look_round", "promise_her"), "log"))
    assert not any("one way" in each for each in alone)


def test_earlier_text_can_be_read_again():
    shown = words(page(session("promise_her"), "back"))
    assert shown[0] == "Arrival"
    assert shown[-2:] == ["You chose", "Promise Anna to call on her."]
    assert "nothing before" in words(page(session("promise_her"), "back 2"))[0]


def test_the_diary_tells_evenings_and_callers():
    shown = words(page(session(*WINTER), "diary"))
    assert shown[:3] == ["16 January 1911", "tonight", "Call on Anna."]
    assert "No evening" in words(page(session(), "diary"))[0]


def test_a_bookmark_is_put_and_loaded():
    playing = session(*WINTER)
    assert "load the stove" in say(playing, "save the stove").sentence
    playing.choose("evening_by_the_stove")
    assert "the stove" in words(page(playing, "load"))
    assert "stood after 1 decision; it stands here now" in say(playing, "save the stove").sentence
    playing.rewind(1)
    say(playing, "save the stove")
    playing.choose("evening_by_the_stove")
    answer = say(playing, "load the stove")
    assert answer == told.Turned(
        "Back at the bookmark “the stove”. You are at Two Evenings, 16 January 1911.", afresh=True
    )
    assert playing.steps[-1].state.scene == "winter.monday"


@pytest.mark.parametrize("name", ["\x1b[2J", "a\u202eb", "x" * 61])
def test_a_name_that_could_harm_a_terminal_is_refused(name):
    playing = session()
    answer = respond(playing, playing.view(), wants.Save(name))
    assert answer.sentence.startswith("A name")
    assert playing.bookmarks() == ()


def test_load_opens_another_run_of_this_name():
    assert say(session(), "load Second", Shelf(Second="7k3q9m2p")) == told.Switched("7k3q9m2p")
    assert "called “Third”" in say(session(), "load Third").sentence


def test_rewinding_without_leave_is_refused_in_a_sentence():
    playing = session(*THAW, rewind=False)
    assert "without rewinding" in say(playing, "rewind").sentence
    assert playing.lines()[-1] == "the_telegram.go_down"


def test_a_refused_bookmark_says_that_nothing_changed():
    playing = session()
    playing.keeper.full = True
    assert "Nothing was changed." in say(playing, "save here").sentence
    assert playing.bookmarks() == ()


def test_forks_are_listed_and_taken():
    playing = session(*TELEGRAM)
    assert "one road" in words(page(playing, "fork"))[0]
    playing.rewind(9)
    playing.choose("say_nothing")
    shown = words(page(playing, "fork"))
    assert shown[0] == "1. “Promise Anna to call on her.”"
    assert say(playing, "fork 1") == told.Turned(
        "On road 1. You are at The Telegram, 31 January 1911.", afresh=True
    )
    assert playing.steps[-1].state.scene == "the_telegram"
    assert "no road 9" in say(playing, "fork 9").sentence


def test_hard_passages_are_told_in_summary_on_request():
    playing = session(*TELEGRAM)
    assert "in summary" in say(playing, "spare").sentence
    assert any(passage.summarised for passage in playing.view().passages)
    assert "in full" in say(playing, "spare off").sentence
    assert not any(passage.summarised for passage in playing.view().passages)


def test_the_log_tells_which_promises_were_kept_and_broken():
    def log(*decisions):
        shown = page(session(*decisions), "log")
        return [(each.name, each.depth) for each in shown.blocks if isinstance(each, Item)]

    kept = log("promise_her", "anna_at_home")
    assert ("Promise kept: To call on Anna before the thaw (to Anna Petrovna)", 1) in kept
    broken = log(*TELEGRAM)
    assert ("Promise broken: To call on Anna before the thaw (to Anna Petrovna)", 1) in broken


def test_who_asked_reads_the_epilogue_in_summary():
    playing = session(*GUEST)
    (full,) = playing.view().verdict.epilogue
    assert not full.summarised
    say(playing, "spare")
    (short,) = playing.view().verdict.epilogue
    assert short.summarised
    assert plain(short.told[0].words) == "She is not there any more."


def test_new_and_quit_leave_the_run():
    assert say(session(), "new") == told.Switched()
    assert say(session(), "quit") == told.Left()


def test_an_ending_can_still_be_asked_about():
    playing = session(*GUEST)
    assert isinstance(say(playing, "log"), told.Told)
    assert isinstance(say(playing, "status"), told.Panel)
    assert say(playing, "look") == told.Turned(afresh=True)
    assert say(playing, "rewind").sentence.startswith("Taken back: one choice. You are at The Thaw")


def test_taking_back_more_than_there_is_says_so():
    assert say(session(*THAW), "rewind 2").sentence.startswith("Taken back: two choices.")
    sentence = say(session(*THAW), "rewind 99").sentence
    assert sentence == "There were only four choices to take back. You are at Arrival, 8 January 1911."
    assert say(session(*THAW), "rewind to snow").sentence.startswith("Back where “Snow” began.")


def test_the_runs_are_listed_in_play():
    assert words(page(session(), "runs")) == ["There are no runs yet."]
    answer = say(session(), "runs", Shelf(Second="7k3q9m2p"))
    assert words(answer.page) == ["Second", "1 decision", "Snow"]


def test_the_codex_is_in_the_order_of_what_its_titles_name():
    playing = session()
    entry = next(iter(playing.story.codex.values()))
    titled = {key: replace(entry, id=key, title=key) for key in ("The cell", "Zenith", "Bog", "the Árpád")}
    playing.story = replace(playing.story, codex=frozen(titled))
    listed = [each.name for each in page(playing, "codex").blocks if isinstance(each, Item)]
    assert listed[-4:] == ["the Árpád", "Bog", "The cell", "Zenith"]


def test_a_meter_is_explained_by_the_codex():
    assert words(page(session(), "codex strength")) == ["What a bold step costs."]


def test_who_is_met_in_passing_is_known_by_name():
    assert "Eleven is met in passing" in words(page(session("look_round"), "people eleven"))[0]
    assert "called “waiting”" in words(page(session(), "people waiting"))[0]
