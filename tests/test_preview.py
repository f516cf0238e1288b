"""The preview as an author uses it: real files, edited while they are looked at."""

import os
import re
import shlex
import shutil
import signal
from pathlib import Path
from unittest.mock import patch

import pytest

from game.authoring.preview.bench import opened
from game.authoring.preview.variants import MOST
from game.cli.bench import ORDERS, Sitting, help_page, keyboard
from game.cli.rereading import Rereading
from game.cli.watching import NoWatching, Watch
from game.play.page import Item
from game.play.view import SceneView
from game.runs.settings import Settings
from tests.program import Program
from tests.small import FOLDER
from tests.terminal.window import Window

PAGE = (Path(__file__).parent.parent / "docs" / "preview.md").read_text("utf-8")
WINTER = Path("chapters/00-snow/02-winter.yaml")


@pytest.fixture
def thermidor(tmp_path):
    return Program(tmp_path / "saves")


@pytest.fixture
def story(tmp_path):
    return Path(shutil.copytree(FOLDER, tmp_path / "my story"))


def edit(path, old, new):
    """Change a file as editors do that put another in its place."""
    text = path.read_text("utf-8")
    assert old in text
    beside = path.with_name("4913~")
    beside.write_text(text.replace(old, new), "utf-8")
    os.replace(beside, path)  # noqa: PTH105 - as editors do


class Author:
    """Somebody at the bench: types these lines, does these things between them, and sees what is shown."""

    def __init__(self, story, name, said=()):
        self.rereading = Rereading(story)
        self.seen = []
        self._todo = []
        self._bench = opened(self.rereading.load().story, name, said)

    def does(self, *todo):
        """Type each line; call what can be called, then hand over that something was saved."""
        self._todo = [*todo, "quit"]
        self.sitting = Sitting(self._bench, self, self.rereading.load_changed, lambda *_: Settings())
        self.sitting.sit()
        return self

    def ask(self, view, complete):
        self.complete = complete
        todo = self._todo.pop(0)
        if callable(todo):
            todo()
            return "reload"
        return todo

    def lay(self, shown, strip, *, stays=False, over=()):
        self.seen.append(("laid", shown, strip, stays))

    def fault(self, diagnostics):
        self.seen.append(("faults", [each.code for each in diagnostics]))

    def page(self, page):
        self.seen.append(("page", page.title))

    def panel(self, view):
        self.seen.append(("panel", view.scene))

    def say(self, sentence):
        self.seen.append(("said", sentence))

    def adjust(self, settings):
        self.seen.append(("adjusted",))

    @property
    def text(self):
        """The last passage that was laid, as text."""
        shown = [each[1] for each in self.seen if each[0] == "laid"][-1]
        return "".join(word.text for block in shown.passages[-1].told for word in block.words)

    @property
    def lead(self):
        return [each[2] for each in self.seen if each[0] == "laid"][-1].lead

    @property
    def said(self):
        return [each[1] for each in self.seen if each[0] == "said"]


def test_an_edit_is_seen_in_the_same_variant_and_at_the_same_place(story):
    author = Author(story, "anna_at_home").does(
        "next", lambda: edit(story / WINTER, "You came because you said so.", "You came, as you said.")
    )
    assert author.text == "She pours. You came, as you said."
    assert author.lead == "anna_at_home, variant 2 of 2"
    assert author.seen[-1][3] is True  # the reader's place stays


def test_a_broken_file_shows_its_faults_and_the_preview_comes_back_when_it_is_mended(story):
    path = story / WINTER
    whole = path.read_text("utf-8")
    author = Author(story, "anna_at_home").does(
        "next",
        lambda: edit(path, "label: Call on Anna.", "lable: Call on Anna."),
        "previous",
        lambda: path.write_text(whole.replace("She pours.", "She pours tea."), "utf-8"),
    )
    assert ("faults", ["unknown-key"]) in author.seen
    assert author.text == "She pours tea. You came without having said so."


def test_a_scene_renamed_by_was_is_followed(story):
    def rename():
        text = (story / WINTER).read_text("utf-8")
        text = text.replace("anna_at_the_door:\n", "anna_says_goodbye:\n  was: [anna_at_the_door]\n")
        (story / WINTER).write_text(text.replace("to: anna_at_the_door", "to: anna_says_goodbye"), "utf-8")

    author = Author(story, "anna_at_the_door").does(rename, "next")
    assert author.lead.startswith("anna_says_goodbye, ")
    assert author.said[0] == "`anna_at_the_door` is called `anna_says_goodbye` now."


def test_a_scene_that_is_gone_is_said_and_waited_for(story):
    whole = (story / WINTER).read_text("utf-8")

    def away():
        text = whole.replace("anna_at_the_door:\n", "anna_at_a_door:\n")
        (story / WINTER).write_text(text.replace("to: anna_at_the_door", "to: anna_at_a_door"), "utf-8")

    def again():
        (story / WINTER).write_text(whole.replace("holds your coat", "holds out your coat"), "utf-8")

    gone = "`anna_at_the_door` is gone from the story. It is waited for. "
    gone += "`anna_at_a_door` is there: “go anna_at_a_door”."
    author = Author(story, "anna_at_the_door").does(away)
    assert author.said == [gone]
    assert author.text == "She holds your coat."
    author = Author(story, "anna_at_a_door")
    (story / WINTER).write_text(whole, "utf-8")
    author.does(lambda: None, again, "go anna_at_the_door")
    assert author.text == "She holds out your coat."


def test_saving_without_a_change_is_no_reason_to_load_anything(story):
    rereading = Rereading(story)
    assert rereading.load().story is not None
    (story / WINTER).touch()
    assert rereading.load_changed() is None
    edit(story / WINTER, "She pours.", "She pours tea.")
    assert rereading.load_changed() is not None
    assert rereading.load_changed() is None


def test_what_is_loaded_again_is_what_loading_anew_gives(story):
    rereading = Rereading(story)
    rereading.load()
    edit(story / WINTER, "She pours.", "She pours tea.")
    (story / "texts" / "shared.yaml").unlink()
    again, anew = rereading.load_changed(), Rereading(story).load()
    assert again.diagnostics == anew.diagnostics
    assert any(each.severity == "error" for each in anew.diagnostics)
    (story / "texts" / "shared.yaml").write_text(
        (FOLDER / "texts" / "shared.yaml").read_text("utf-8"), "utf-8"
    )
    again, anew = rereading.load_changed(), Rereading(story).load()
    assert again.story == anew.story
    assert dict(again.places) == dict(anew.places)


def test_choices_are_followed_and_gone_back_from_and_closed_ones_say_why(story):
    author = Author(story, "arrival").does("3", "more", "back", "set trust warm", "3", "back", "choices")
    assert author.said == [
        "Choice 3 is closed: Anna keeps her hand on the keys. It opens where trust >= 2.",
        "You have followed no choice: there is nothing to go back to.",
    ]
    assert ("page", "What the choices would do") in author.seen
    assert any(each[0] == "laid" and "1 choice followed" in each[2].lead for each in author.seen)


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ("set trsut 2", "No variable is called `trsut`. Did you mean `trust`?"),
        ("set trust 9", "`trust` cannot be `9`: it is 0 to 2 (cold, civil, warm)."),
        ("go nowhere_at_all", "Nothing in the story is called `nowhere_at_all`."),
        ("variant 99", "Say which of the 16 variants: “variant 16”."),
        ("9", "There is no choice 9 here."),
        ("dance", "“dance” means nothing here: “?” tells what does."),
    ],
)
def test_what_cannot_be_done_is_said_and_nothing_changes(story, line, words):
    author = Author(story, "arrival").does(line)
    assert author.said == [words]


@pytest.mark.parametrize("kind", ["codex", "person", "module"])
def test_what_is_no_turn_is_shown_as_players_look_it_up(story, kind, thermidor):
    loaded = Rereading(story).load().story
    known = {"codex": loaded.codex, "person": loaded.people, "module": loaded.modules}[kind]
    first = f"{kind}:{next(iter(known))}"
    done = thermidor("preview", first, "--story", story, "--plain")
    assert done.returncode == 0, done
    assert done.stdout.startswith(f"== {first}, ")


def test_every_order_is_told_in_help_and_can_be_completed(story):
    author = Author(story, "arrival").does("help")
    assert ("page", "The bench") in author.seen
    words = {item.name.split()[0] for item in help_page().blocks if isinstance(item, Item)}
    assert words == {each.word for each in ORDERS}
    assert [each.line for each in author.complete("cho")] == ["choices"]
    assert "go anna_at_home" in [each.line for each in author.complete("go anna")]
    assert "set trust" in [each.line for each in author.complete("set tr")]
    for line in keyboard().lines.values():
        assert line.strip() in words


def test_no_key_of_the_bench_is_one_that_moves_about():
    assert not set("jkgGq?/:m") & set(keyboard().lines)


def test_another_scene_is_gone_to_by_its_key(window):
    bench = window("preview", "arrival")
    bench.see("variant 1 of 16")
    bench.type("o")
    bench.see(":go")
    bench.type("the_stairs\r")
    bench.see("Your back")
    bench.see("the_stairs, variant 1 of 2")


def test_in_a_pipe_every_variant_is_told_once(thermidor, story):
    done = thermidor("preview", "arrival", "--story", story, "--set", "trust=warm")
    assert done.returncode == 0
    assert re.findall(r"^== (.*) ==$", done.stdout, re.MULTILINE) == [
        f"arrival, variant {number} of 16" for number in range(1, 17)
    ]
    assert (
        "Reads: seen(arrival) no; chose(arrival.look_round) no; promised_anna no; trust 2 warm."
        in done.stdout
    )
    assert "3. Ask Anna for the key.\n" in done.stdout
    assert "trust: 1 civil" not in done.stdout
    assert "What the choices would do." in done.stdout


def test_a_run_is_previewed_where_it_came_to_the_scene(thermidor, story):
    thermidor("play", "--story", story, "--plain", "--new", typed="\n2\n1\nq\n")
    done = thermidor("preview", "winter.monday", "--story", story, "--from", "Run 1")
    assert done.returncode == 0, done
    assert "She writes it down." in done.stdout


@pytest.mark.parametrize(
    ("arguments", "code", "words"),
    [
        (("arival",), 2, "Nothing in the story is called `arival`. Did you mean `arrival`?"),
        (("arrival", "--set", "trust=9"), 2, "`trust` cannot be `9`"),
        (("arrival", "--from", "No such run"), 3, "No such run"),
    ],
)
def test_what_cannot_be_previewed_is_said(thermidor, story, arguments, code, words):
    done = thermidor("preview", *arguments, "--story", story, "--plain")
    assert done.returncode == code
    assert words in done.stderr


def test_a_story_with_errors_tells_them(thermidor, story):
    edit(story / WINTER, "to: the_corridor", "to: the_coridor")
    done = thermidor("preview", "arrival", "--story", story, "--plain")
    assert done.returncode == 1
    assert "missing-target" in done.stdout


@pytest.fixture
def window(story, tmp_path):
    made = []

    def start(*arguments, **how):
        made.append(Window(*arguments, "--story", story, "--saves", tmp_path / "saves", **how))
        return made[-1]

    yield start
    for each in made:
        each.close()


@pytest.mark.parametrize(("leaving", "code"), [("q", 0), ("\x04", 0), ("\x03", 130), (signal.SIGTERM, 143)])
def test_the_terminal_is_as_before_however_the_bench_is_left(window, leaving, code):
    bench = window("preview", "arrival")
    bench.see("variant 1 of 16")
    bench.type(leaving) if isinstance(leaving, str) else bench.signal(leaving)
    assert bench.end() == code
    assert bench.restored()
    assert "Traceback" not in bench.written


def test_a_file_that_is_saved_is_seen_broken_and_mended(window, story):
    bench = window("preview", "anna_at_home")
    bench.see("variant 1 of 2")
    bench.type("n")
    bench.see("because you said so")
    path, whole = story / WINTER, (story / WINTER).read_text("utf-8")
    edit(path, "She pours.", "She pours black tea.")
    bench.see("She pours black tea. You came because you said so.")
    path.write_text(whole.replace("to: anna_at_the_door", "to: anna_at_the_dor"), "utf-8")
    bench.see("did you mean `anna_at_the_door`?")
    path.write_text(whole, "utf-8")
    bench.miss("did you mean")
    bench.see("She pours. You came because you said so.")
    bench.type("q")
    assert bench.end() == 0
    assert bench.restored()


def test_a_story_that_is_broken_from_the_first_is_waited_for(window, story):
    whole = (story / WINTER).read_text("utf-8")
    edit(story / WINTER, "to: the_corridor", "to: the_coridor")
    bench = window("preview", "anna_at_home")
    bench.see("did you mean `the_corridor`?")
    (story / WINTER).write_text(whole, "utf-8")
    bench.see("She pours.")
    bench.type("q")
    assert bench.end() == 0
    assert bench.restored()


def test_without_the_library_it_is_said_how_to_get_it(story):
    with patch("game.cli.watching.find_spec", return_value=None), pytest.raises(NoWatching) as missing:
        Watch([story], lambda: None)
    assert "pip install 'thermidor[author]'" in missing.value.advice


def test_a_run_that_is_played_goes_on_in_the_story_as_it_is(window, story):
    game = window("play", "--new", "--watch", rows=60)
    game.see("? help")
    game.type("\r")
    game.see("Say nothing")
    game.type("2")
    game.see("Two evenings are left before the thaw.")
    path, whole = story / WINTER, (story / WINTER).read_text("utf-8")
    edit(path, "Two evenings are left before the thaw.", "Two evenings are left.")
    game.see("Two evenings are left.")
    assert "She writes it down." in game.text
    path.write_text(whole.replace("to: the_corridor", "to: the_coridor"), "utf-8")
    game.see("did you mean `the_corridor`?")
    game.see("you play on in the story as it was")
    path.write_text(whole, "utf-8")
    game.miss("did you mean")
    arrival = story / "chapters" / "00-snow" / "01-arrival.yaml"
    edit(arrival, "      if: owed < 1\n", "      if: trust >= 2\n")
    game.see("is closed now")
    game.type("q")
    assert game.end() == 0
    assert game.restored()


def test_the_shown_turn_of_a_preview_is_a_turn_of_play():
    view = opened(Rereading(FOLDER).load().story, "arrival").previewed().shown
    assert isinstance(view, SceneView)
    assert (view.run, view.unsaved) == ("preview", "")


COMMANDS = re.findall(r"^    thermidor (preview .*?)(?:  +.*)?$", PAGE, re.MULTILINE)


@pytest.mark.parametrize("command", COMMANDS)
def test_what_the_page_on_previewing_tells_to_type_works(thermidor, command):
    if "--from" in command:
        thermidor("play", "--plain", "--new", typed="\n1\nq\n")
    done = thermidor(*shlex.split(command))
    assert done.returncode == 0, done.stderr
    assert done.stdout.startswith("== ")


def test_the_page_on_previewing_tells_of_every_key():
    for key in keyboard().lines:
        assert f"`{key}`" in PAGE
    assert f"at most {MOST} are listed" in PAGE
