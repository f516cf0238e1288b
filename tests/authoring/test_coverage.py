"""What walkthroughs never show: paragraphs, and arms of variants, found by playing."""

from game.authoring.coverage import Unit, cover, line_of
from game.authoring.walkthrough import read
from tests.loading.tiny import tiny
from tests.small import small_story

STORY = tiny(
    """
    first:
      text: |
        Always.

        {if chose(first.go)}
        Never here.
        {else}
        At first.
        {end}

        {seen(first): again}
      choices:
        look:
          label: |
            Look {seen(other): back|round}.
          once: yes
          then: |
            There is a wall.
          log: You looked.
          to: stay
        go:
          label: Go.
          outcomes:
            far:
              if: seen(other)
              then: |
                Far.
            near:
              then: |
                Near.
          log: You went.
          to: other
    other:
      text: |
        {chose(first.look): You have looked|You have not looked} and gone.

        {show: bell}
      to: end_of_day
    """,
    **{"texts/shared": "bell:\n  text: |\n    It rings.\n"},
)


def unseen(story, *walks):
    return [(unit.subject, unit.kind, unit.text) for unit in cover(story, map(read, walks)).unseen]


def test_what_one_walkthrough_does_not_show_is_found():
    assert unseen(STORY, "first.go\n") == [
        ("first", "paragraph", "Never here."),
        ("first", "paragraph", "again"),
        ("first", "variant", "again"),
        ("first.look", "variant", "back"),
        ("first.look", "paragraph", "There is a wall."),
        ("first.go.far", "paragraph", "Far."),
        ("other", "variant", "You have looked"),
    ]


def test_two_walkthroughs_show_what_either_shows():
    left = unseen(STORY, "first.go\n", "first.look\nfirst.go\n")
    assert ("first.look", "paragraph", "There is a wall.") not in left
    assert ("other", "variant", "You have looked") not in left
    assert ("first", "paragraph", "Never here.") in left


def test_without_walkthroughs_nothing_is_shown():
    found = cover(STORY, [])
    assert found.unseen == found.units
    assert found.shown == frozenset()


def test_a_walkthrough_that_breaks_shows_what_came_before():
    left = unseen(STORY, "first.look\nfirst.nowhere\nfirst.go\n")
    assert ("first.look", "paragraph", "There is a wall.") not in left
    assert ("first.go.near", "paragraph", "Near.") in left


def test_endings_epilogues_labels_reasons_and_shared_texts_count():
    story = small_story()
    walk = (
        "arrival.promise_her\nwinter.monday.evening_by_the_stove\nwinter.tuesday.evening_by_the_stove\n"
        "the_telegram.go_down\nthe_thaw.hand_in_the_key\n"
    )
    found = cover(story, [read(walk)])
    shown = {(unit.subject, unit.text) for unit in found.shown}
    assert ("the_guest", "The road is wet, and your shoes are thin.") in shown
    assert ("text:the_bell", "once") in shown
    assert ("the_telegram", "A telegram tells of a death in the house.") in shown
    assert ("the_telegram", "ANNA DIED AT FOUR") in shown
    assert ("module:anna_after", "They buried her.") in shown
    assert ("module:anna_after", "She is not there any more") in shown, "what is told to the spared"
    assert ("module:anna_after", ", and you are") not in shown
    assert ("evening_by_the_stove", "Again you") in shown
    left = {unit.subject for unit in found.unseen}
    assert {"the_keeper", "a_knock", "the_stairs"} <= left


def test_a_story_that_is_looked_through_stays_as_it_was():
    before = small_story().scenes["arrival"]
    cover(small_story(), [])
    assert small_story().scenes["arrival"] == before


def test_a_unit_is_found_on_its_line():
    lines = ("first:", "  text: |", "    Always the same", "    again.", "", "    *Never* here.")
    assert line_of(Unit("first", "paragraph", "Always the same again."), lines, 1) == 3
    assert line_of(Unit("first", "paragraph", "Never"), lines, 1) == 6
    assert line_of(Unit("first", "paragraph", "Nowhere"), lines, 2) == 2
