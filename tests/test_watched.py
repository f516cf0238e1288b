"""A run goes on in the story as it is, and finds back to where it was when the story does."""

import shutil
from pathlib import Path

import pytest

from game.cli.rereading import Rereading
from game.cli.table import Table
from game.cli.watched import WAKE, StoryChanged, WatchedFront, WatchedTable
from game.play.session import Session
from game.runs.record import begun
from game.runs.refusal import OtherStory
from game.runs.settings import Settings
from game.runs.shelf import Shelf
from tests.small import FOLDER, Notebook, session

ARRIVAL = Path("chapters/00-snow/01-arrival.yaml")
WINTER = Path("chapters/00-snow/02-winter.yaml")


@pytest.fixture
def story(tmp_path):
    return Path(shutil.copytree(FOLDER, tmp_path / "story"))


def edit(path, old, new):
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new), "utf-8")


class Player:
    """A front end at which these lines are typed; what can be called is done instead, before the next."""

    attended = True

    def __init__(self, *todo):
        self.todo = list(todo)
        self.told = []

    def __getattr__(self, name):
        return lambda *these: self.told.append((name, *these))

    def ask(self, view, complete):
        while callable(self.todo[0]):
            self.todo.pop(0)()
        return self.todo.pop(0)

    def question(self, words, options=()):
        return self.todo.pop(0)

    def turns(self):
        return [view for name, view in ((each[0], each[1]) for each in self.told) if name == "turn"]

    def said(self):
        return [each[1] for each in self.told if each[0] == "say"]


class Waked(Player):
    """A screen that can be waked, and told to stay where it is."""

    def answer(self, line):
        self.todo.insert(0, line)


def test_a_line_typed_for_the_text_before_the_change_is_dropped():
    player = Player("2")
    front = WatchedFront(player, None)
    player.todo.insert(0, front.saved)
    with pytest.raises(StoryChanged):
        front.ask(None)
    assert player.todo == []


def test_a_screen_is_waked_and_a_question_is_asked_to_its_end():
    player = Waked("yes")
    front = WatchedFront(player, player)
    front.saved()
    assert front.question("Sure?") == "yes"
    with pytest.raises(StoryChanged):
        front.ask(None)


def test_being_waked_for_nothing_asks_on():
    player = Waked(WAKE, "2")
    assert WatchedFront(player, player).ask(None) == "2"


def played(story, tmp_path, *todo, screen=False):
    """A run of the small story in which these things are typed and done."""
    rereading = Rereading(story)
    loaded = rereading.load().story
    player = (Waked if screen else Player)(*todo)
    front = WatchedFront(player, player if screen else None, rereading.load_changed)
    player.todo = [(lambda each=each: (each(), front.saved())) if callable(each) else each for each in todo]
    table = WatchedTable(loaded, Shelf(tmp_path / "saves"), front, Settings())
    run = begun(loaded, "Run 1")
    assert isinstance(table, Table)
    table.sit(Session(loaded, run, Notebook(run)))
    return player


def test_the_next_turn_is_told_by_the_story_as_it_is(story, tmp_path):
    player = played(
        story,
        tmp_path,
        "2",
        lambda: edit(story / WINTER, "Two evenings are left", "Two are left"),
        "2",
        "quit",
    )
    texts = [str(view.passages) for view in player.turns()]
    assert "Two evenings are left" in texts[1]
    assert "Two are left" in texts[2]
    assert len(texts) == 3  # what was typed for the text before was dropped


def test_on_a_screen_the_turn_is_told_again_where_it_stands(story, tmp_path):
    player = played(
        story,
        tmp_path,
        "2",
        lambda: edit(story / WINTER, "Two evenings are left", "Two are left"),
        "quit",
        screen=True,
    )
    assert [each[0] for each in player.told if each[0] in ("turn", "again")] == ["turn", "turn", "again"]


def test_a_broken_story_is_told_and_the_play_goes_on_in_the_last_that_was_good(story, tmp_path):
    whole = (story / WINTER).read_text("utf-8")
    player = played(
        story,
        tmp_path,
        "2",
        lambda: edit(story / WINTER, "to: the_corridor", "to: the_coridor"),
        "1",
        "1",
        lambda: (story / WINTER).write_text(whole.replace("She pours.", "She pours tea."), "utf-8"),
        "dropped",
        "quit",
    )
    (page,) = [each[1] for each in player.told if each[0] == "page"]
    assert page.title == "The story cannot be read"
    assert "Until it is mended you play on in the story as it was." in player.said()
    assert "She pours." in str(player.turns()[-2].passages)
    assert "She pours tea." in str(player.turns()[-1].passages)


def test_a_choice_that_is_lost_is_told_and_found_again_when_the_story_is(story):
    first = Rereading(story)
    playing = session("promise_her")
    before = playing.steps
    edit(story / ARRIVAL, "    promise_her:\n", "    assure_her:\n")
    edit(story / WINTER, "chose(arrival.promise_her)", "chose(arrival.assure_her)")
    playing.retell(first.load().story)
    assert len(playing.steps) == 1
    assert "0 of 1 decisions still stand" in playing.drift
    shutil.copytree(FOLDER, story, dirs_exist_ok=True)
    playing.retell(first.load().story)
    assert [each.state for each in playing.steps] == [each.state for each in before]
    assert playing.drift == ""


def test_a_choice_that_was_renamed_stands(story):
    playing = session("promise_her")
    edit(story / ARRIVAL, "    promise_her:\n", "    assure_her:\n      was: [promise_her]\n")
    edit(story / WINTER, "chose(arrival.promise_her)", "chose(arrival.assure_her)")
    playing.retell(Rereading(story).load().story)
    assert len(playing.steps) == 2
    playing.choose("evening_by_the_stove")
    assert playing.lines()[0] == "arrival.assure_her"


def test_the_story_of_another_name_is_not_gone_on_in(story):
    playing = session("promise_her")
    edit(story / "story.yaml", "id: small", "id: other")
    with pytest.raises(OtherStory):
        playing.retell(Rereading(story).load().story)
    assert playing.story.header.id == "small"
    assert len(playing.steps) == 2
