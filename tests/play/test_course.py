from game.core.prose import plain
from game.play.course import charts
from game.play.page import Heading, Prose
from game.play.retelling import read_page
from tests.small import GUEST, THAW, WINTER, session


def course(*choices):
    playing = session(*choices)
    return {each.name: each for each in charts(playing.story, playing.steps, playing.view())}


def test_a_meter_is_told_at_the_beginning_and_after_each_decision():
    strength = course("say_nothing", "evening_by_the_stove")["Strength"]
    start, spent, rested = strength.values
    assert (spent, rested) == (start - 1, start)
    assert strength.words[rested] == "rested"
    assert strength.steps == len(strength.words)


def test_the_chapters_are_marked_where_they_begin():
    assert course(*THAW)["Strength"].marks == ((0, "Snow"), (4, "Thaw"))


def test_a_meter_that_has_left_the_panel_has_no_course():
    assert set(course(*THAW)) - set(course(*GUEST)) == {"The house's trust"}


def lines(page):
    """The headings and the first words of each paragraph, in order."""
    for block in page.blocks:
        if isinstance(block, Heading):
            yield block.title
        elif isinstance(block, Prose):
            yield from (plain(each.words) for each in block.told if hasattr(each, "words"))


def test_what_was_read_is_told_in_order_with_what_was_chosen():
    playing = session("look_round", *WINTER)
    page = read_page(playing.story, playing.steps, playing.spare)
    assert page.at_end
    told = list(lines(page))
    assert told[:3] == [
        "Snow",
        "Arrival",
        "Anna opens before you knock. She has been waiting.",
    ]
    assert told[4:] == [
        "You chose: Look round the hall first.",
        "Eleven doors, four stoves.",
        "You chose: Promise Anna to call on her.",
        "She writes it down.",
        "Two Evenings",
        "Two evenings are left before the thaw.",
    ]


def test_each_chapter_is_headed_once():
    playing = session(*GUEST)
    blocks = read_page(playing.story, playing.steps, playing.spare).blocks
    chapters = [each.title for each in blocks if isinstance(each, Heading) and each.kind == "Chapter"]
    assert chapters == ["Snow", "Thaw"]


def test_who_asked_to_be_spared_is_told_the_summary_again():
    playing = session(*THAW, settings={"spare": ["*"]})
    told = list(lines(read_page(playing.story, playing.steps, playing.spare)))
    assert "A telegram tells of a death in the house." in told
    assert "You read it twice." not in told
