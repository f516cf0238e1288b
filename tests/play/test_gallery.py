from game.core.value import replace
from game.play.gallery import Gallery, Medal, gallery, gallery_page, more
from game.play.histories import histories
from game.play.page import Item
from game.runs.journal import Decision, Go
from tests.play.away import AWAY, HISTORY, away_story, run, told


def hung(*runs, won=()):
    return gallery(away_story(), histories(away_story(), runs), won)


def page(*runs, won=()):
    return gallery_page(away_story(), histories(away_story(), runs), won)


def test_the_title_of_an_ending_that_was_not_reached_is_not_told():
    shown = told(page(run("One", *HISTORY)))
    assert "Dusk" in shown
    assert "A Far Inn" not in shown
    assert "A Far Inn" not in repr(hung(run("One", *HISTORY)))
    assert "2. A triumph: not reached yet" in shown


def test_one_that_was_reached_has_its_answers_as_that_run_got_them():
    answers = {
        each.run: each.answers for each in hung(run("One", *HISTORY), run("Two", *AWAY, number=1)).pictures
    }
    assert answers == {"One": ("They.", "You.", "Nobody."), "Two": ("They.", "The army.", "Nobody.")}


def test_an_ending_is_that_of_the_run_that_reached_it_first():
    again = run("Again", "first.knock", *HISTORY[1:], number=1)
    (dusk, _) = hung(again, run("Before", *HISTORY)).pictures
    assert (dusk.run, dusk.decisions) == ("Before", 4)


def test_it_asks_its_question_and_opens_its_run():
    rows = [each for each in page(run("One", *HISTORY)).blocks if isinstance(each, Item)]
    assert "Why?" in [row.name for row in rows]
    assert [act.line for row in rows for act in row.acts] == ["load One"]


def test_they_are_counted_by_kind():
    assert "Triumphs, 0 of 1; defeats, 1 of 1." in told(page(run("One", *HISTORY)))
    assert "none of 2 reached" in told(page())


def test_an_ending_on_a_road_that_was_left_again_counts():
    journal = (*map(Decision, AWAY), Go(0))
    back = replace(run("Back"), journal=journal)
    assert [each.title for each in hung(back).pictures] == ["", "A Far Inn"]


def test_an_honour_tells_what_it_was_given_for_once_it_has_been_earned():
    assert "You left." not in told(page(run("One", *HISTORY)))
    assert "The walker: not earned yet. There is a road" in told(page(run("One", *HISTORY)))
    shown = told(page(run("One", *AWAY)))
    assert "You left." in shown
    assert "There is a road" not in shown


def test_of_honours_that_were_not_earned_a_few_give_a_hint_at_a_time():
    medals = [Medal(f"Honour {number}", hint=f"Hint {number}") for number in range(12)]
    first = Gallery((), tuple(medals))
    assert [each.hint for each in first.open] == [
        "Hint 0",
        "Hint 5",
        "Hint 10",
        "Hint 1",
        "Hint 6",
        "Hint 11",
    ]
    assert (len(first.earned), first.more) == (0, 6)
    assert more(first) == "And 6 others, of which nothing is said yet."
    medals[5] = replace(medals[5], earned=True)
    later = Gallery((), tuple(medals))
    assert [each.hint for each in later.open] == [
        "Hint 0",
        "Hint 10",
        "Hint 1",
        "Hint 6",
        "Hint 11",
        "Hint 2",
    ]
    assert (len(later.earned), later.more) == (1, 5)


def test_an_honour_of_a_run_that_is_there_no_more_stays_earned():
    shown = told(page(won=("walker",)))
    assert "The walker: earned" in shown
    assert "You left." in shown


def test_an_ending_of_a_run_that_is_there_no_more_keeps_its_title_and_opens_nothing():
    shown = gallery_page(away_story(), histories(away_story(), ()), (), ("elsewhere",))
    assert "2. A Far Inn: triumph, 10 June 1924. in a run that is there no more" in told(shown)
    assert not [act for each in shown.blocks if isinstance(each, Item) for act in each.acts]
