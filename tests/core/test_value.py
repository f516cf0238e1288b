"""Our values behave as the library's do: every test is asked of both."""

import copy
import dataclasses
import pickle
import subprocess
import sys

import pytest

from game.core import value as ours

BOTH = pytest.mark.parametrize("library", [ours, dataclasses], ids=["ours", "the library's"])


def point(library, **how):
    @library.dataclass(**{"frozen": True, "slots": True} | how)
    class Point:
        x: int
        y: int = 2
        seen: list[int] = library.field(default_factory=list, compare=False)
        secret: str = library.field(default="s", repr=False)

    return Point


@BOTH
def test_fields_are_given_by_place_or_name_with_their_defaults(library):
    made = point(library)(1, secret="t")
    assert (made.x, made.y, made.seen, made.secret) == (1, 2, [], "t")
    assert point(library)(1).seen is not point(library)(1).seen
    with pytest.raises(TypeError):
        point(library)()


@BOTH
def test_values_of_one_class_are_equal_by_their_fields(library):
    kind, other = point(library), point(library)
    assert kind(1) == kind(1, seen=[3])
    assert kind(1) != kind(2)
    assert kind(1) != other(1)
    assert hash(kind(1)) == hash(kind(1, seen=[3]))


@BOTH
def test_a_frozen_value_cannot_be_changed(library):
    made = point(library)(1)
    with pytest.raises(AttributeError):
        made.x = 3
    with pytest.raises(AttributeError):
        del made.x
    with pytest.raises((AttributeError, TypeError)):
        made.z = 3


@BOTH
def test_a_value_that_is_not_frozen_can_be_changed_and_not_hashed(library):
    made = point(library, frozen=False)(1)
    made.x = 3
    assert made.x == 3
    with pytest.raises(TypeError):
        hash(made)


@BOTH
def test_without_equality_each_value_is_itself(library):
    kind = point(library, eq=False)
    assert kind(1) != kind(1)
    assert len({kind(1), kind(1)}) == 2


@BOTH
def test_ordered_values_sort_by_their_fields(library):
    kind = point(library, order=True)
    assert sorted([kind(2, 1), kind(1, 9), kind(1, 3)]) == [kind(1, 3), kind(1, 9), kind(2, 1)]
    assert kind(1) <= kind(1) >= kind(1)
    assert kind(2) > kind(1)
    with pytest.raises(TypeError):
        kind(1) < 3  # noqa: B015


@BOTH
def test_a_value_is_matched_by_place(library):
    kind = point(library)
    match kind(1, 5):
        case kind(x, y):
            assert (x, y) == (1, 5)
        case _:
            pytest.fail("it matched nothing")


@BOTH
def test_a_value_shows_its_fields(library):
    assert repr(point(library)(1)).endswith("Point(x=1, y=2, seen=[])")


@BOTH
def test_a_subclass_adds_fields_and_does_what_is_to_be_done_afterwards(library):
    @library.dataclass(frozen=True, slots=True)
    class Base:
        x: int

    @library.dataclass(frozen=True, slots=True)
    class More(Base):
        double: int = library.field(init=False)

        def __post_init__(self):
            object.__setattr__(self, "double", 2 * self.x)

    assert More(3).double == 6
    assert not hasattr(More(3), "__dict__")


@BOTH
def test_a_class_that_is_no_value_itself_makes_values_of_its_own_before_the_other_does(library):
    kind = point(library)

    class Named(kind):
        pass

    assert [each.x for each in (Named(1), kind(2), Named(3, y=4), kind(x=5))] == [1, 2, 3, 5]
    assert "__init__" not in vars(Named)


@BOTH
def test_a_value_is_replaced_and_copied(library):
    kind = point(library)
    assert library.replace(kind(1), y=7) == kind(1, 7)
    assert copy.copy(kind(1)) == copy.deepcopy(kind(1)) == kind(1)


def test_what_the_library_offers_works_on_our_classes():
    kind = point(ours)
    assert dataclasses.is_dataclass(kind)
    assert [each.name for each in dataclasses.fields(kind(1))] == ["x", "y", "seen", "secret"]
    assert dataclasses.replace(kind(1), y=7) == kind(1, 7)
    assert dataclasses.asdict(kind(1))["y"] == 2


def test_a_value_of_the_story_can_be_pickled():
    from game.core.condition import Value

    assert pickle.loads(pickle.dumps(Value("army"))) == Value("army")


def test_a_start_does_not_import_the_library():
    check = "import sys, game.cli.playing; assert 'dataclasses' not in sys.modules"
    assert subprocess.run([sys.executable, "-c", check], check=False).returncode == 0
