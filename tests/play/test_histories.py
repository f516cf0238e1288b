import pytest

from game.core.model import frozen
from game.core.play import replay
from game.core.value import replace
from game.play.histories import BEGIN_AT, histories, tree_page
from game.play.merging import bare, merge
from game.play.page import Item
from game.runs import merging
from game.runs.journal import Decision, Go
from tests.play.away import HISTORY, ONE_SHORT, away_story, run, told
from tests.play.test_record import decisions
from tests.test_walkthroughs import WALKS, story


def rows(*runs):
    """The rows of the tree, each with its depth."""
    page = tree_page(away_story(), histories(away_story(), runs))
    return [(each.depth, each.name, each.value) for each in page.blocks if isinstance(each, Item)]


def test_without_runs_there_is_no_tree():
    assert "There are no runs yet" in told(tree_page(away_story(), histories(away_story(), ())))


def test_a_stretch_in_which_nothing_forks_is_one_row():
    assert rows(run("One", *HISTORY)) == [(0, "The beginning", "ends in “Dusk”, 2 May 1924")]


def test_runs_are_merged_by_their_common_beginning_and_part_under_the_labels_of_their_choices():
    found = rows(run("One", *HISTORY), run("Two", *HISTORY[:2], *ONE_SHORT[2:3], number=1))
    assert found == [
        (0, "The beginning", "to fork 1: The Evening, 1 May 1924"),
        (1, "“Sleep”", "ends in “Dusk”, 2 May 1924"),
    ]
    forked = rows(run("One", *HISTORY), run("Two", *ONE_SHORT, number=1))
    assert [row for row in forked if row[2]] == [
        (0, "The beginning", "to fork 1: The Hall, 6 March 1924"),
        (1, "“Nod”", "ends in “Dusk”, 2 May 1924"),
        (1, "“Promise to call”", "ends in “Dusk”, 2 May 1924"),
    ]


def test_what_runs_have_in_common_is_played_once(monkeypatch):
    played = []

    def choose(story, state, choice, telling):
        played.append(choice)
        return merging_choose(story, state, choice, telling)

    merging_choose = merging.choose
    monkeypatch.setattr(merging, "choose", choose)
    merge(away_story(), [run(f"Run {number}", *HISTORY) for number in range(50)])
    assert len(played) == len(HISTORY)


def test_all_roads_of_a_run_are_in_the_tree():
    journal = (*map(Decision, HISTORY), Go(1), *map(Decision, ONE_SHORT[1:2]))
    forked = replace(run("One"), journal=journal)
    found = rows(forked)
    assert [name for _, name, _ in found] == ["The beginning", "“Nod”", "“Promise to call”"]
    (page,) = [tree_page(away_story(), histories(away_story(), (forked,)))]
    assert "another road of One" in told(page)


def test_a_fork_is_begun_at_by_the_number_that_is_shown():
    found = histories(away_story(), (run("One", *HISTORY), run("Two", *ONE_SHORT, number=1)))
    (acts,) = [
        each.acts
        for each in tree_page(away_story(), found).blocks
        if isinstance(each, Item) and "fork 1:" in each.value
    ]
    assert f"{BEGIN_AT}1" in [act.line for act in acts]
    assert found.fork(1) == ("first.wait",)
    assert found.fork(2) is None
    assert found.fork(0) is None


def test_every_fork_of_many_runs_can_be_begun_at():
    walks = [decisions(walk) for walk in WALKS]
    found = histories(
        story(), [replace(run_of_story(), journal=tuple(map(Decision, each))) for each in walks]
    )
    numbers = [branch.number for branch in found.branches if branch.number]
    assert numbers == list(range(1, len(numbers) + 1))
    assert len(numbers) >= 5
    for branch in found.branches:
        if branch.number:
            way = found.fork(branch.number)
            assert way is not None
            assert replay(story(), way)[-1].state.scene not in story().endings


def run_of_story():
    from game.runs.record import begun

    return begun(story(), "Walk")


def test_an_end_opens_its_run_by_its_name_or_by_its_id_where_two_have_one_name():
    found = histories(away_story(), (run("One", *HISTORY), run("one", *ONE_SHORT, number=1)))
    lines = [
        act.line
        for each in tree_page(away_story(), found).blocks
        if isinstance(each, Item)
        for act in each.acts
    ]
    assert "load run00000" in lines
    assert "load run00001" in lines
    alone = tree_page(away_story(), histories(away_story(), (run("One", *HISTORY),)))
    assert [act.line for each in alone.blocks if isinstance(each, Item) for act in each.acts] == ["load One"]


def test_a_run_that_stands_where_another_goes_on_is_told_of_there():
    page = told(
        tree_page(
            away_story(), histories(away_story(), (run("One", *HISTORY), run("Two", HISTORY[0], number=1)))
        )
    )
    assert "here: Two" in page


def test_what_can_no_longer_be_walked_is_left_out_and_its_run_stands_before_it():
    gone = run("One", *HISTORY[:2], "third.shout", "fourth.sleep")
    assert rows(gone) == [(0, "The beginning", "goes on at The Vote, 7 March 1924")]


def test_a_decision_and_its_former_name_are_one():
    renamed = replace(away_story(), renamed=frozen({"first.linger": "first.wait"}))
    runs = (run("Old", "first.linger", *HISTORY[1:]), run("New", *HISTORY, number=1))
    found = histories(renamed, runs)
    assert len(found.branches) == 1
    assert found.branches[0].standing == (0, 1)


def test_runs_of_other_stories_are_passed_over():
    other = replace(run("Other", *HISTORY), story_id="another")
    assert histories(away_story(), (other,)).runs == ()


@pytest.mark.parametrize("walk", WALKS, ids=lambda path: path.stem)
def test_without_its_prose_the_story_leads_to_the_same_states(walk):
    way = decisions(walk)
    with_prose, without = replay(story(), way), replay(bare(story()), way)
    assert [step.state for step in with_prose] == [step.state for step in without]
    assert [step.entered for step in with_prose] == [step.entered for step in without]


def test_a_tree_of_one_long_road_needs_no_deep_call():
    journal = []
    for _ in range(3000):
        journal += [*map(Decision, HISTORY[:1]), Go(0)]
    many = replace(run("One"), journal=tuple(journal))
    assert len(histories(away_story(), (many,)).branches) > 1
