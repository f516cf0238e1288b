"""Variants are enumerated: every arm is told, nothing twice, and each says why."""

from itertools import product

import pytest

from game.authoring.preview.asking import told
from game.authoring.preview.bench import answered, opened
from game.authoring.preview.given import value_of, values_of, with_value
from game.authoring.preview.reading import read_by
from game.authoring.preview.standing import begun
from game.authoring.preview.subject import find, names
from game.authoring.preview.variants import variants
from game.core.prose import plain
from tests.loading.tiny import tiny
from tests.small import small_story

VARIABLES = """\
army:
  steps: [hostile, cool, loyal, devoted]
  start: 0
  label: The army
  shown: yes
  means: The army.
votes:
  count: 0..6
  start: 0
  means: Heads counted.
funeral:
  one_of: [absent, attended, turned_back]
  start: absent
  means: Where you were.
watched:
  flag: no
  means: Somebody follows you.
ill:
  flag: no
  means: A fever.
"""
REST = """\
  choices:
    on:
      label: Go on.
      log: You went on.
      to: end_of_day
"""


def bench(text, rest=REST, said=(), name="first", **more):
    scenes = f"first:\n  title: First\n  text: |\n{text}{rest}"
    return opened(tiny(scenes, variables=more.pop("variables", VARIABLES), **more), name, said).explore()


def texts(found):
    """What each variant tells, its paragraphs joined."""
    return [" / ".join(plain(block.words) for block in each[0]) for each in found.variants.told]


def why(found):
    """For each variant the conditions that tell it from the first."""
    return [[answered(found.story, each) for each in one.turned] for one in found.variants.found]


def test_each_arm_of_a_block_is_a_variant_and_says_its_condition():
    found = bench(
        """\
    {if army >= 2}
    Loyal.
    {else if watched}
    Watched.
    {else}
    Alone.
    {end}
"""
    )
    assert texts(found) == ["Alone.", "Loyal.", "Watched."]
    assert why(found) == [[], ["army >= 2"], ["watched"]]
    assert not found.variants.more


def test_inline_alternatives_are_combined_and_single_changes_come_first():
    found = bench("    {watched: W|w}{ill: I|i}.\n")
    assert texts(found) == ["wi.", "Wi.", "wI.", "WI."]


def test_an_arm_inside_an_arm_is_told_though_two_conditions_have_to_change():
    found = bench(
        """\
    {if watched}
    {if ill}
    Deep.
    {end}
    {end}
    Always.
"""
    )
    assert set(texts(found)) == {"Always.", "Deep. / Always."}


def test_two_conditions_on_one_variable_have_as_many_variants_as_it_can_tell():
    found = bench("    {army >= 1: a}{army >= 3: b}.\n")
    assert sorted(texts(found)) == [".", "a.", "ab."]


def test_arms_that_tell_the_same_are_one_variant():
    assert texts(bench("    {watched: The same|The same}.\n")) == ["The same."]


def test_conditions_that_count_add_and_compare_are_turned_over():
    found = bench(
        """\
    {count(watched, ill, funeral is attended) >= 2: two}{army + votes >= 5: sum}{votes > army: more}.
"""
    )
    assert set(texts(found)) == {
        ".", "two.", "sum.", "more.", "summore.", "twosum.", "twomore.", "twosummore.",
    }  # fmt: skip


def test_the_past_is_turned_over_and_who_chose_has_seen():
    rest = (
        REST + "second:\n  text: |\n    Again.\n  choices:\n    home:\n      label: Home.\n      to: first\n"
    )
    found = bench("    {seen(second): s}{chose(second.home): c}.\n", rest)
    assert set(texts(found)) == {".", "s.", "sc."}


def test_what_arriving_changes_is_reckoned_with():
    found = bench("    {army >= 2: yes|no}.\n", "  arrive: {army: +1}\n" + REST)
    assert texts(found) == ["no.", "yes."]
    assert value_of(found.story, found.variants.found[1].arrival, "army") == 1


def test_an_arm_that_arriving_rules_out_is_no_variant():
    found = bench("    {army is 0: never|always}.\n".replace("is 0", "< 1"), "  arrive: {army: =3}\n" + REST)
    assert texts(found) == ["always."]


def test_what_is_offered_closed_or_hidden_makes_variants_too():
    rest = """\
  choices:
    on:
      label: Go on.
      to: end_of_day
    closed:
      label: A closed one.
      if: army >= 2
      locked: "They {ill: pity|mock} you."
      to: end_of_day
    hidden:
      label: A hidden one.
      if: watched
      to: end_of_day
"""
    found = bench("    Text.\n", rest)
    offered = {tuple((each.choice, each.open) for each in one[1]) for one in found.variants.told}
    assert offered == {
        (("on", True), ("closed", closed), *((("hidden", True),) if hidden else ()))
        for closed in (True, False)
        for hidden in (True, False)
    }
    assert len(found.variants.found) == 6  # the reason has two ways


def test_variants_are_counted_from_the_state_that_is_given():
    found = bench("    {watched: W|w}{ill: I|i}.\n", said=(("watched", "yes"),))
    assert texts(found)[0] == "Wi."


def test_every_arm_is_among_those_that_are_found_where_there_are_too_many_to_find_all():
    flags = "".join(f"f{each}:\n  flag: no\n  means: F.\n" for each in range(12))
    text = "    " + "".join(f"{{f{each}: a{each}.}}" for each in range(12)) + ".\n"
    found = bench(text, variables=flags)
    assert found.variants.more
    assert len(found.variants.found) == 60
    assert [len(each) for each in why(found)[:14]] == [0, *[1] * 12, 2]


def test_a_route_has_a_variant_for_each_road():
    scenes = """\
first:
  route:
    - if: watched
      to: second
    - if: army >= 2
      to: third
    - to: end_of_day
second:
  text: |
    Two.
  to: end_of_day
third:
  text: |
    Three.
  to: end_of_day
"""
    found = opened(tiny(scenes, variables=VARIABLES), "first").explore()
    assert [each[-1] for each in found.variants.told] == ["end_of_day", "second", "third"]


STORIES = {
    "block": """\
    {if army >= 2 and not ill}
    A.
    {else if watched or votes > 3}
    B.
    {end}
    C.
""",
    "inline": "    {funeral in (attended, absent): x|y} {votes - army >= 2: p|q} {not watched: r}.\n",
    "counts": "    {count(ill, watched, army >= 1, votes >= 1) >= 3: many|few} {ill: sick}.\n",
    "nested": """\
    {if funeral is attended}
    {if watched}
    A.
    {else if ill}
    B.
    {end}
    {end}
    C.
""",
}


@pytest.mark.parametrize("text", STORIES.values(), ids=STORIES)
@pytest.mark.parametrize("arrive", ["", "  arrive: {army: +1, votes: =2}\n"], ids=["as given", "arriving"])
def test_the_variants_are_exactly_what_all_states_together_tell(text, arrive):
    found = bench(text, arrive + REST)
    story, subject = found.story, found.standing.subject
    every = variants(story, subject, found.standing.given, most=10**6)
    assert not every.more
    reads = read_by(story, subject)
    expected = set()
    for values in product(*(range(len(values_of(story, name))) for name in reads)):
        state = found.standing.given
        for name, value in zip(reads, values, strict=True):
            state = with_value(story, state, name, value)
        expected.add(told(story, subject, state))
    assert set(every.told) == expected


def test_everything_of_a_story_can_be_previewed_and_tells_what_it_counts():
    story = small_story()
    for name in (*names(story), *story.scenes):
        subject = find(story, name)
        found = variants(story, subject, begun(story, subject).given)
        assert len(set(found.told)) == len(found.told) == len(found.found)
        for variant, said in zip(found.found, found.told, strict=True):
            assert told(story, subject, variant.arrival) == said
