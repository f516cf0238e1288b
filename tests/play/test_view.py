from game.core.dates import parse_date
from game.core.model import frozen
from game.core.play import replay
from game.core.prose import Paragraph, Words, plain
from game.core.value import replace
from game.play.look import Look, look, passages_of
from game.play.view import CallerView, MeterView
from game.runs.profile import Profile, fold
from tests.core import making
from tests.small import EVENING_TWO, GUEST, TELEGRAM, THAW, session, small_story


def view(*decisions, **how):
    return session(*decisions, **how).view()


def test_the_first_view_has_title_dateline_chapter_and_persons():
    first = view()
    assert (first.title, first.date, first.place) == ("Arrival", "8 January 1911", "The house")
    assert (first.chapter.title, first.chapter.number, first.chapter.span) == ("Snow", 0, "January 1911")
    assert first.chapter.opens
    assert first.chapter.epigraph
    (anna,) = first.present
    assert (anna.name, anna.role) == ("Anna Petrovna", "keeps the keys")
    assert plain(anna.stance[0].words) == "She keeps the key in her hand."


def test_a_chapter_opens_only_once():
    assert not view("look_round").chapter.opens
    assert view(*THAW).chapter.opens


def test_a_chapter_begins_with_the_first_passage_that_belongs_to_it():
    turn = view(*THAW)
    assert [each.opens for each in turn.passages].count(True) == 1


def test_the_whole_panel_stands_where_a_chapter_or_an_evening_begins_and_after_a_resume():
    assert not view().whole, "nothing has happened yet"
    assert view("promise_her").whole, "an evening"
    assert not view("promise_her", "anna_at_home").whole
    assert view(*THAW).whole, "a chapter"
    assert not view(*GUEST).whole
    assert session("look_round").view(whole=True).whole


def test_the_present_scene_alone_leaves_out_what_came_before_and_what_changed():
    playing = session("say_nothing")
    afresh = playing.view(afresh=True)
    assert afresh.passages[0].title == "Two Evenings"
    assert not any(each.change for each in afresh.panel)
    assert any(each.change for each in playing.view().panel)
    assert [each.title for each in session("look_round").view(afresh=True).passages] == ["Arrival"]


def test_a_promise_and_a_paper_that_go_are_told():
    (kept,) = view("promise_her", "anna_at_home").settled
    assert (kept.label, kept.whose) == ("To call on Anna before the thaw", "Anna Petrovna")
    assert (kept.kept, kept.lead) == (True, "Promise kept")
    (broken,) = view(*TELEGRAM).settled
    assert (broken.kept, broken.lead) == (False, "Promise broken")
    assert view("promise_her", "anna_at_home", "speak_of_the_house").settled == ()


def test_who_stands_since_the_last_choice_has_turned():
    assert [plain(each.label) for each in view("promise_her").tally.voices if each.turned] == ["Anna"]
    assert not any(each.turned for each in view().tally.voices)


def test_the_first_meter_explains_itself_when_it_sinks_low():
    strength = view("say_nothing").panel[0]
    assert (strength.explained, strength.means) == (True, "What a bold step costs.")
    assert not view("promise_her").panel[0].explained


def test_offers_are_numbered_closed_ones_among_them():
    offers = view().offers
    assert [each.number for each in offers] == [1, 2, 3, 4]
    closed = offers[2]
    assert not closed.open
    assert plain(closed.reason) == "Anna keeps her hand on the keys."


def test_what_any_run_has_taken_is_marked():
    marked = view(taken=frozenset({"arrival.look_round", "winter.monday.promise_her"}))
    assert [each.choice for each in marked.offers if each.taken] == ["look_round"]


def test_what_this_run_took_before_a_rewind_is_marked():
    playing = session("promise_her")
    playing.rewind(1)
    assert [each.choice for each in playing.view().offers if each.taken] == ["promise_her"]


def test_a_meter_tells_its_step_in_words_and_its_last_change():
    strength, trust = view("promise_her").panel
    assert trust == MeterView("trust", "The house's trust", step=2, steps=3, word="warm", change=1)
    assert (strength.word, strength.change) == ("rested", 0)


def test_a_meter_that_left_the_panel_is_told_with_the_date_it_was_gone():
    assert view(*THAW).vanished == ()
    (gone,) = view(*GUEST).vanished
    assert (gone.label, gone.since, gone.now) == ("The house's trust", "March 1911", True)


def test_what_was_to_sink_is_not_gone_when_it_is_told_no_more():
    playing = session(*GUEST)
    against = replace(playing.story.variables["trust"], better="down")
    playing.story = replace(playing.story, variables=frozen({**playing.story.variables, "trust": against}))
    assert playing.view().vanished == ()


def test_a_promise_is_owed_to_somebody_and_due():
    (promise,) = view("promise_her").owed
    assert (promise.whose, promise.due, promise.new) == (
        "Anna Petrovna",
        "January 1911, the end of “Snow”",
        True,
    )
    assert not view(*EVENING_TWO).owed[0].new


def test_a_paper_lies_in_the_drawer():
    (paper,) = view(*EVENING_TWO, "boris_and_the_map", "take_the_map").drawer
    assert (paper.label, paper.new) == ("Boris's map", True)


def test_the_tally_names_who_stands_and_who_is_missing():
    tally = view("promise_her").tally
    assert (tally.title, tally.need, tally.have) == ("To keep the house", 3, 1)
    assert [(plain(each.label), each.votes, each.stands) for each in tally.voices] == [
        ("Anna", 1, True),
        ("Boris, who draws", 1, False),
        ("The village", 2, False),
    ]


def test_a_chapter_without_a_count_has_no_tally():
    assert view(*THAW).tally is None


def test_all_evenings_ahead_are_seen_with_their_callers():
    monday, tuesday = view("promise_her").diary
    assert (monday.date, monday.tonight) == ("16 January 1911", True)
    assert (tuesday.date, tuesday.tonight) == ("17 January 1911", False)
    assert [plain(each.label) for each in tuesday.callers] == [
        "Call on Anna.",
        "See Boris about his map.",
        "Stay by the stove.",
    ]


def test_a_caller_who_is_closed_says_so():
    playing = session(
        "say_nothing", "anna_at_home", "speak_of_the_weather", "boris_and_the_map", "take_the_map"
    )
    assert playing.view().diary == ()
    weak = session("say_nothing")
    caller = weak.view().diary[1].callers[1]
    assert isinstance(caller, CallerView)
    assert caller.open == (weak.steps[-1].state.values["strength"] >= 1)


def test_the_diary_stays_open_within_a_call_and_what_follows_from_it():
    during = view("promise_her", "anna_at_home")
    assert [each.date for each in during.diary] == ["17 January 1911"]
    further = view("promise_her", "anna_at_home", "speak_of_the_house")
    assert [each.date for each in further.diary] == ["17 January 1911"]


def test_the_diary_is_closed_when_its_evenings_are_over():
    assert view(*TELEGRAM).diary == ()
    assert view().diary == ()


def test_an_evening_has_a_dateline_though_it_tells_nothing():
    second = view(*EVENING_TWO)
    heading = second.passages[-1]
    assert (heading.title, heading.date) == ("The second of two evenings", "17 January 1911")
    first = view("promise_her").passages[-1]
    assert (first.title, first.date) == ("", ""), "its diary's heading stands above it"
    assert plain(first.told[0].words) == "The first of two evenings: 16 January 1911."


def test_an_evening_that_tells_something_tells_it_under_its_heading():
    story = small_story()
    told = (Paragraph((Words("It has begun to thaw."),)),)
    scenes = {name: replace(each, text=told) if each.evening else each for name, each in story.scenes.items()}
    story = replace(story, scenes=scenes)
    steps = replay(story, ["arrival.promise_her", "winter.monday.evening_by_the_stove"])
    second = look(story, steps, Look()).passages[-1]
    assert (second.title, second.date) == ("The second of two evenings", "17 January 1911")
    assert [plain(each.words) for each in second.told] == ["It has begun to thaw."]
    first = look(story, steps[:2], Look()).passages[-1]
    assert first.title == ""
    assert [plain(each.words) for each in first.told] == [
        "The first of two evenings: 16 January 1911.",
        "It has begun to thaw.",
    ]
    (read, *_) = passages_of(story, steps[-1], frozenset())[::-1]
    assert read.title == "The second of two evenings"
    again = look(story, steps, Look(seen=fold(Profile(), story, steps), skim=True))
    assert again.passages[-1].read == (1,)


def test_the_outcome_comes_before_the_next_heading():
    kinds = [(each.kind, each.title) for each in view("say_nothing").passages]
    assert kinds[:3] == [("outcome", ""), ("scene", "The Stairs"), ("scene", "Two Evenings")]


def test_a_scene_without_a_date_keeps_the_last_one():
    assert view("promise_her", "anna_at_home", "speak_of_the_house").date == "16 January 1911"


def test_links_of_the_text_are_gathered_once():
    assert view().links == ()


def test_the_note_is_that_of_the_latest_scene_that_is_over():
    assert view().note == ""
    assert view("promise_her").note == "Arrival", "the evenings are still to be decided"
    assert view("promise_her", "evening_by_the_stove").note == "By the Stove"
    assert view(*THAW).note == "The Telegram"


def test_an_ending_has_its_verdict_epilogue_and_honours():
    verdict = view(
        "promise_her",
        "anna_at_home",
        "speak_of_the_weather",
        "evening_by_the_stove",
        "go_down",
        "hand_in_the_key",
    ).verdict
    assert (verdict.ending, verdict.kind) == ("the_guest", "withdrawal")
    assert [plain(each.answer) for each in verdict.answers] == [
        "Boris keeps the house.",
        "You paid, and nobody noticed.",
        "You have become a guest.",
    ]
    assert [each.about for each in verdict.epilogue] == ["Anna Petrovna"]
    assert [each.title for each in verdict.honours] == ["A sociable winter"]
    assert plain(verdict.question) == "Will you write?"


def test_the_run_is_named_and_its_decisions_counted():
    seen = view(*THAW, rewind=False)
    assert (seen.run, seen.decisions, seen.rewind) == ("Run 1", 4, False)


def test_scenes_of_one_page_that_share_place_and_date_say_them_once():
    day, place = parse_date("21 May 1924"), "Moscow, the Kremlin"
    tale = making.story(
        making.menu("a", making.choice("go", to="b"), title="Before", date=parse_date("20 May 1924")),
        making.flow("b", "c", "One.", title="The Corridor", date=day, place=place),
        making.flow("c", "d", "Two.", title="Four Lines", date=day, place=place),
        making.menu("d", making.choice("on"), text="Three.", title="Home", date=day, place="Home"),
    )
    steps = replay(tale, ["a.go"])
    turn = look(tale, steps, Look())
    assert [(each.title, each.place, each.date) for each in turn.passages] == [
        ("The Corridor", "Moscow, the Kremlin", "21 May 1924"),
        ("Four Lines", "", ""),
        ("Home", "Home", "21 May 1924"),
    ]
    assert (turn.place, turn.date) == ("Home", "21 May 1924")


def test_the_present_scene_alone_says_where_it_is():
    day, place = parse_date("21 May 1924"), "Moscow, the Kremlin"
    tale = making.story(
        making.flow("b", "c", "One.", title="The Corridor", date=day, place=place),
        making.menu("c", making.choice("on"), text="Two.", title="Four Lines", date=day, place=place),
    )
    (alone,) = look(tale, replay(tale, []), Look(afresh=True)).passages
    assert (alone.title, alone.place, alone.date) == ("Four Lines", place, "21 May 1924")
