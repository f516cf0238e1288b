from dataclasses import replace

import pytest

from game.core.condition import Among
from game.core.digest import digest
from tests.core.making import (
    FUNERAL,
    STRENGTH,
    WATCHED,
    add,
    at_least,
    change,
    choice,
    flag,
    line,
    menu,
    prose,
    story,
)


def tale(**fields):
    return story(menu("a", choice("go", **fields), choice("stop"), text="Snow."))


def test_equal_rules_have_equal_digests():
    assert digest(tale()) == digest(tale())
    assert digest(tale()).startswith("sha256:")


def test_a_corrected_comma_is_no_drift():
    corrected = story(
        menu("a", replace(choice("go"), label=line("Go, then.")), choice("stop"), text="Snow, and wind.")
    )
    assert digest(corrected) == digest(tale())
    assert digest(tale(then=prose("New words."), log=line("New."))) == digest(tale())


@pytest.mark.parametrize(
    "fields",
    [
        {"effect": change(add("strength", 1))},
        {"hidden_unless": at_least("strength", 1)},
        {"once": True},
        {"hidden_unless": flag("watched")},
    ],
)
def test_every_change_of_a_rule_changes_the_digest(fields):
    assert digest(tale(**fields)) != digest(tale())


def test_the_order_inside_a_set_does_not_matter():
    one, other = frozenset([0, 8, 16]), frozenset([16, 8, 0])
    assert digest(tale(hidden_unless=Among("funeral", one))) == digest(
        tale(hidden_unless=Among("funeral", other))
    )


def test_a_variable_more_is_another_digest():
    scene = menu("a", choice("go"))
    with_one = story(scene, variables=(STRENGTH, WATCHED))
    assert digest(with_one) != digest(story(scene, variables=(STRENGTH, WATCHED, FUNERAL)))
