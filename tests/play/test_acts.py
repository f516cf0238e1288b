"""What is done to this run and to the others by a typed line."""

import pytest

from game.play.answer import Adjusted, Forked, Said, Switched, Told
from game.play.forks import forks
from game.runs.settings import Settings
from tests.play.beyond import Table, say
from tests.small import GUEST, THAW, WINTER, session


def named(name, *choices, rewind=True):
    """A session of a run of this name."""
    playing = session(*choices, rewind=rewind)
    playing.rename(name)
    return playing


def test_a_run_is_renamed():
    playing = session()
    assert say(playing, "name The long  way", Table(playing.run)) == Said(
        "This run is called “The long way” now."
    )
    assert playing.keeper.run.name == playing.view().run == "The long way"


def test_no_two_runs_are_given_one_name():
    playing, other = session(), named("Second")
    table = Table(playing.run, other.run)
    assert say(playing, "name SECOND", table) == Said("Another run is called “SECOND” already.")
    assert say(playing, "name", table).sentence.startswith("Say what this run is to be called")
    assert "at most 60" in say(playing, f"name {'x' * 61}", table).sentence
    assert playing.run.name == "Run 1"


def test_a_run_may_change_how_its_own_name_is_written():
    playing = session()
    assert say(playing, "name RUN 1", Table(playing.run)) == Said("This run is called “RUN 1” now.")


def test_this_run_is_copied_or_another():
    playing, other = session(), named("Second")
    table = Table(playing.run, other.run)
    assert say(playing, "copy", table) == Said("Copied as “Its copy”. “load Its copy” opens it.")
    say(playing, "copy second", table)
    say(playing, "copy Another try", table)
    assert table.done == [
        ("copy", playing.run.id, ""),
        ("copy", other.run.id, ""),
        ("copy", playing.run.id, "Another try"),
    ]


def test_a_run_is_put_into_the_trash_and_how_it_comes_back_is_said():
    playing, other = session(), named("Second")
    table = Table(playing.run, other.run)
    assert say(playing, "delete Second", table) == Said(
        f"“Second” is in the trash. “runs restore {other.run.id}” brings it back."
    )
    assert table.done == [("delete", other.run.id)]


@pytest.mark.parametrize("line", ["delete Run 1", "delete nobody", "delete"])
def test_neither_the_open_run_nor_none_is_deleted(line):
    playing = session()
    table = Table(playing.run)
    assert isinstance(say(playing, line, table), Said)
    assert table.done == []


def test_of_several_runs_of_one_name_it_is_asked_which():
    playing, one, other = session(), named("Twin"), named("twin", *WINTER)
    table = Table(playing.run, one.run, other.run)
    for line in ("load Twin", "delete Twin", "copy Twin"):
        answer = say(playing, line, table)
        assert isinstance(answer, Told)
        assert answer.page.title == "Several runs are called “Twin”"
        assert [each.name for each in answer.page.blocks[:2]] == [one.run.id, other.run.id]
        assert answer.page.blocks[0].acts[0].line == f"load {one.run.id}"
    assert table.done == []
    assert say(playing, f"load {other.run.id}", table) == Switched(other.run.id)


def test_the_run_that_is_open_is_not_opened_again():
    playing = session()
    assert say(playing, "load run 1", Table(playing.run)) == Said("That is the run that you are playing.")


def test_the_open_run_is_exported():
    playing = session()
    table = Table(playing.run)
    assert say(playing, "export ~/run.html", table) == Said("Written to ~/run.html.")
    assert table.done == [("export", playing.run.id, "~/run.html")]
    assert ".svg" in say(playing, "export", table).sentence


def test_a_setting_is_changed_at_once():
    playing = session("promise_her")
    playing.rewind(1)
    playing.choose("promise_her")
    assert any(each.read for each in playing.view().passages)
    answer = say(playing, "set skim off", Table())
    assert answer == Adjusted(Settings(skim=False), "“skim” is off.")
    assert not any(each.read for each in playing.view().passages)
    assert say(playing, "set theme pink", Table()).sentence.startswith("That is not set.")


def test_the_settings_are_listed_with_what_they_may_be():
    (page,) = [say(session(), "set", Table()).page]
    rows = {each.name: each for each in page.blocks[:-1]}
    assert set(rows) == set(Settings.__match_args__)
    assert all(each.detail for each in rows.values())
    assert [each.line for each in rows["skim"].acts] == ["set skim off"]
    assert "set theme paper" in [each.line for each in rows["theme"].acts]


def test_a_new_run_begins_where_this_one_entered_a_chapter():
    playing = session(*GUEST)
    assert say(playing, "begin thaw", Table(playing.run)) == Forked(
        "From Thaw", tuple(session(*THAW).lines())
    )
    assert say(playing, "begin 0", Table(playing.run)) == Forked("From Snow", ())


def test_a_chapter_is_entered_as_the_road_on_which_the_run_stands_did():
    playing = session(*THAW)
    playing.rewind(4)
    for each in ("say_nothing", "evening_by_the_stove", "evening_by_the_stove", "go_down"):
        playing.choose(each)
    assert say(playing, "begin thaw").decisions == playing.lines()
    playing.rewind(2)
    assert say(playing, "begin thaw").decisions == tuple(session(*THAW).lines()), "else as the first did"


def test_what_no_run_of_mine_entered_cannot_be_begun():
    playing, other = session(), session(*GUEST)
    assert say(playing, "begin thaw").sentence == (
        "No chapter that you have entered is called “thaw”. You have: Snow."
    )
    playing.seen = other.known
    assert say(playing, "begin thaw", Table(other.run)).decisions == tuple(session(*THAW).lines())
    assert say(playing, "begin thaw", Table()).sentence == "No run that is kept still leads into “Thaw”."


def test_the_chapters_are_listed_with_those_that_were_entered():
    page = say(session(*THAW), "chapters").page
    snow, thaw = page.blocks[1:3]
    assert (snow.name, snow.acts[0].line) == ("0. Snow", "begin Snow")
    assert (thaw.detail, thaw.acts[0].line) == ("You are here.", "begin Thaw")
    early = say(session(), "begin").page
    assert (early.blocks[2].value, early.blocks[2].acts) == ("not yet entered", ())


def test_a_new_run_begins_at_a_fork_of_the_tree():
    playing = session(*WINTER)
    playing.rewind(1)
    playing.choose("say_nothing")
    page = say(playing, "tree", Table(playing.run)).page
    lines = [act.line for row in page.blocks for act in getattr(row, "acts", ())]
    assert "begin fork 1" in lines
    assert say(playing, "begin fork 1", Table(playing.run)) == Forked("From fork 1", ())
    assert say(playing, "begin fork 77", Table(playing.run)) == Said(
        "There is no fork 77. “tree” numbers them."
    )
    assert "by its number" in say(playing, "begin fork two").sentence


@pytest.mark.parametrize("line", ["record", "tree", "gallery", "account", "read", "chapters", "runs", "set"])
def test_every_page_has_something_to_say_from_the_first_turn_to_the_last(line):
    for choices in ((), GUEST):
        playing = session(*choices)
        answer = say(playing, line, Table(playing.run))
        assert answer.page.blocks


def test_the_roads_are_listed_by_their_ends_and_not_by_where_the_run_stands():
    playing = session(*THAW)
    playing.rewind(2)
    (road,) = forks(playing)
    assert (road.decisions, road.here, road.ahead) == (4, False, True)
    page = say(playing, "fork").page
    assert page.blocks[0].value == "4 decisions, you are on it"
    assert page.blocks[0].acts[0].line == "fork 1"
    say(playing, "fork 1")
    assert len(playing.steps) == 5
    assert "one road" in say(playing, "fork").page.blocks[0].told[0].words[0].text


def test_what_the_other_runs_offer_and_what_the_open_one():
    playing, other = session(), named("Second", *GUEST)
    page = say(playing, "runs", Table(playing.run, other.run)).page
    here, there = page.blocks
    assert here.value == "no decisions, here"
    assert [each.line for each in here.acts] == ["name ", "copy", "export "]
    assert [each.line for each in there.acts] == ["load Second", "copy Second", "delete Second"]
    assert "ended: " in there.detail


def test_the_bookmarks_lead_back_to_where_they_are():
    playing = session(*WINTER)
    say(playing, "save the stove")
    (row,) = say(playing, "load").page.blocks
    assert row.acts[0].line == "load the stove"


def test_a_run_of_another_story_is_not_opened():
    from dataclasses import replace

    playing, other = session(), named("Second")
    table = Table(playing.run, replace(other.run, story_id="other"))
    assert say(playing, "load Second", table).sentence.startswith("“Second” is a run of another story")


def test_without_a_table_a_session_says_what_cannot_be_done():
    for line in ("copy", "export run.md", "set skim off"):
        assert "Nothing was changed." in say(session(), line).sentence
