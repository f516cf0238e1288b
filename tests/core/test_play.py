import pytest

from game.core.condition import ALWAYS, NEVER, Chose, Either, EndingIs, Not, Seen
from game.core.model import STAY, Also, Need, Outcome, Road, Route, Scene
from game.core.play import EndlessFlow, NotOpen, begin, choose, ended, present, replay
from game.core.prose import Arm, Paragraph, Variant, Variants, Words
from tests.core.making import (
    add,
    at_least,
    change,
    choice,
    ending,
    flag,
    flow,
    line,
    menu,
    prose,
    put,
    story,
    told,
)


def offers(tale, step):
    return [each.choice for each in present(tale, step.state)]


def test_a_run_begins_at_the_start_with_the_start_values():
    tale = story(menu("bog", choice("wade"), text="You lie under two coats."))
    step = begin(tale)
    assert step.state.scene == "bog"
    assert step.state.values == {"strength": 2, "watched": 0, "funeral": 0}
    assert told(step) == ["You lie under two coats."]
    assert step.deed is None


def test_scenes_flow_on_and_everything_on_the_way_is_told():
    tale = story(
        flow("one", "two", text="One."), flow("two", "three", text="Two."), menu("three", choice("go"))
    )
    step = begin(tale)
    assert told(step) == ["One.", "Two."]
    assert step.entered == ("one", "two", "three")
    assert step.state.seen == {"one", "two"}


def test_arrival_changes_come_before_the_text_of_the_scene():
    told_if_watched = (Variants((Arm(flag("watched"), prose("They watch.")), Arm(None, prose("Nobody.")))),)
    tale = story(
        Scene(
            "a", "fever", menu("a", choice("go")).way, text=told_if_watched, arrive=change(put("watched", 1))
        )
    )
    assert told(begin(tale)) == ["They watch."]


def test_an_outcome_is_judged_before_the_changes_of_its_choice():
    picked = choice(
        "push",
        effect=change(put("watched", 1)),
        outcomes=(Outcome("seen_already", flag("watched")), Outcome("first", None, prose("First."))),
    )
    tale = story(menu("a", picked))
    step = choose(tale, begin(tale).state, "push")
    assert step.deed.outcome == "first"


def test_what_came_of_a_choice_is_told_in_the_state_after_it():
    then = (Paragraph((Variant(flag("watched"), line("watched"), line("alone")),)),)
    tale = story(menu("a", choice("go", effect=change(put("watched", 1)), then=then)))
    assert told(choose(tale, begin(tale).state, "go")) == ["watched", "It is over."]


def test_the_choice_speaks_first_and_the_outcome_after_it():
    picked = choice("go", then=prose("First this."), outcomes=(Outcome("only", None, prose("Then that.")),))
    tale = story(menu("a", picked))
    assert told(choose(tale, begin(tale).state, "go")) == ["First this.", "Then that.", "It is over."]


def test_an_outcome_replaces_log_and_target_where_it_has_its_own():
    picked = choice(
        "go",
        log=line("You went."),
        official=line("A visit took place."),
        outcomes=(Outcome("lost", None, log=line("You lost your way."), to="wood"),),
    )
    tale = story(menu("a", picked), menu("wood", choice("out")))
    step = choose(tale, begin(tale).state, "go")
    assert (step.state.scene, step.deed.log, step.deed.official) == (
        "wood",
        "You lost your way.",
        "A visit took place.",
    )


def test_meters_stop_at_their_ends():
    tale = story(
        menu(
            "a",
            choice("up", effect=change(add("strength", 9))),
            choice("down", effect=change(add("strength", -9))),
        )
    )
    assert choose(tale, begin(tale).state, "up").state.values["strength"] == 4
    assert choose(tale, begin(tale).state, "down").state.values["strength"] == 0


def test_rows_of_also_are_all_judged_before_any_applies():
    rows = (
        Also(Not(flag("watched")), (put("watched", 1),)),
        Also(flag("watched"), (put("strength", 0),)),
    )
    tale = story(menu("a", choice("go", effect=change(add("strength", 1), also=rows))))
    after = choose(tale, begin(tale).state, "go").state.values
    assert after == {"strength": 3, "watched": 1, "funeral": 0}


def test_a_choice_without_a_reason_is_hidden_and_one_with_a_reason_is_closed():
    reason = Need(at_least("strength", 3), line("You cannot stand."))
    tale = story(
        menu("a", choice("hidden", hidden_unless=NEVER), choice("closed", needs=(reason,)), choice("free"))
    )
    shown = present(tale, begin(tale).state)
    assert [(o.choice, o.open, "".join(w.text for w in o.reason)) for o in shown] == [
        ("closed", False, "You cannot stand."),
        ("free", True, ""),
    ]


def test_the_first_need_that_fails_is_the_reason():
    needs = (Need(ALWAYS, line("never said")), Need(NEVER, line("this")), Need(NEVER, line("not this")))
    tale = story(menu("a", choice("closed", needs=needs), choice("free")))
    assert present(tale, begin(tale).state)[0].reason == line("this")


@pytest.mark.parametrize("name", ["hidden", "closed", "unknown"])
def test_a_choice_that_is_not_open_is_refused(name):
    tale = story(
        menu(
            "a",
            choice("hidden", hidden_unless=NEVER),
            choice("closed", needs=(Need(NEVER, line("The door is shut.")),)),
            choice("free"),
        )
    )
    with pytest.raises(NotOpen, match=f"a.{name}"):
        choose(tale, begin(tale).state, name)


def test_staying_offers_the_rest_again_without_the_text():
    asked = choice("ask", to=STAY, once=True, then=prose("An answer."))
    tale = story(menu("a", asked, choice("leave"), text="A room."))
    step = choose(tale, begin(tale).state, "ask")
    assert told(step) == ["An answer."]
    assert offers(tale, step) == ["leave"]
    assert "a" not in step.state.seen


def test_a_choice_of_once_is_gone_when_the_scene_is_met_again():
    tale = story(
        menu("a", choice("out", to="b", once=True), choice("end")), menu("b", choice("home", to="a"))
    )
    back = replay(tale, ["a.out", "b.home"])[-1]
    assert offers(tale, back) == ["end"]


def test_a_scene_is_seen_when_it_is_left_and_a_choice_when_it_is_taken():
    first = (Variants((Arm(Not(Seen("a")), prose("First visit.")), Arm(None, prose("Again.")))),)
    after = (Paragraph((Variant(Chose("a.out"), line("You had gone out."), ()),)),)
    tale = story(
        Scene("a", "fever", menu("a", choice("out", to="b", then=after), choice("end")).way, text=first),
        menu("b", choice("home", to="a")),
    )
    steps = replay(tale, ["a.out", "b.home"])
    assert [told(step) for step in steps] == [["First visit."], ["You had gone out."], ["Again."]]


def test_a_route_takes_the_first_road_that_holds_and_tells_nothing():
    fork = Scene("fork", "fever", Route((Road(flag("watched"), "left"), Road(None, "right"))))
    tale = story(
        menu("a", choice("quiet", to="fork"), choice("loud", to="fork", effect=change(put("watched", 1)))),
        fork,
        menu("left", choice("go")),
        menu("right", choice("go")),
    )
    assert choose(tale, begin(tale).state, "quiet").state.scene == "right"
    assert choose(tale, begin(tale).state, "loud").state.scene == "left"


def test_at_an_ending_nothing_is_offered_and_nothing_can_be_chosen():
    tale = story(menu("a", choice("go")), endings=(ending("over", "Snow."),))
    step = choose(tale, begin(tale).state, "go")
    assert ended(tale, step.state)
    assert present(tale, step.state) == ()
    with pytest.raises(NotOpen, match="ended"):
        choose(tale, step.state, "go")


def test_a_circle_without_a_choice_is_refused_and_does_not_hang():
    tale = story(flow("a", "b"), flow("b", "a"))
    with pytest.raises(EndlessFlow, match="circle"):
        begin(tale)


def test_a_replay_stops_at_the_first_decision_that_does_not_fit():
    tale = story(menu("a", choice("go", to="b")), menu("b", choice("end")))
    with pytest.raises(NotOpen, match="stands at b"):
        replay(tale, ["a.go", "a.go"])


def test_offers_are_the_same_however_often_they_are_asked_for():
    tale = story(menu("a", choice("x"), choice("y", hidden_unless=Either((Seen("a"), EndingIs("over"))))))
    state = begin(tale).state
    assert present(tale, state) == present(tale, state)
    assert state == begin(tale).state


def test_empty_variants_leave_no_double_space_and_no_empty_paragraph():
    text = (
        Paragraph((Words("He "), Variant(flag("watched"), line("does not "), ()), Words("smoke."))),
        Paragraph((Variant(flag("watched"), line("Gone."), ()),)),
    )
    tale = story(Scene("a", "fever", menu("a", choice("go")).way, text=text))
    assert told(begin(tale)) == ["He smoke."]
