"""The name that was probably meant."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from game.loading import suggest
from game.loading.suggest import COMPARED, LONGEST, nearest

NAMES = st.text("abc_", min_size=1, max_size=8)


def distance(one: str, other: str) -> int:
    """Optimal string alignment, by its definition: slow and plain."""
    table = [[max(i, j) if 0 in (i, j) else 0 for j in range(len(other) + 1)] for i in range(len(one) + 1)]
    for i in range(1, len(one) + 1):
        for j in range(1, len(other) + 1):
            table[i][j] = min(
                table[i - 1][j] + 1,
                table[i][j - 1] + 1,
                table[i - 1][j - 1] + (one[i - 1] != other[j - 1]),
            )
            if i > 1 and j > 1 and one[i - 1] == other[j - 2] and one[i - 2] == other[j - 1]:
                table[i][j] = min(table[i][j], table[i - 2][j - 2] + 1)
    return table[-1][-1]


@given(NAMES, st.lists(NAMES, max_size=8))
def test_the_nearest_is_the_first_of_the_least_distant_within_a_third(name, candidates) -> None:
    bound = max(1, len(name) // 3)
    near = sorted((distance(name, each), each) for each in candidates if each != name)
    expected = near[0][1] if near and near[0][0] <= bound else None
    assert nearest(name, candidates) == expected


@given(NAMES, st.lists(NAMES, max_size=8), st.randoms())
def test_the_order_of_candidates_does_not_matter(name, candidates, random) -> None:
    shuffled = list(candidates)
    random.shuffle(shuffled)
    assert nearest(name, shuffled) == nearest(name, candidates)


@given(NAMES, st.lists(NAMES, max_size=8))
def test_of_very_many_candidates_a_slip_of_one_letter_is_found_as_well(name, few) -> None:
    many = [f"{number:05}z{number:05}" for number in range(COMPARED)]
    near = [each for each in few if distance(name, each) == 1]
    if near:
        assert nearest(name, [*few, *many]) == min(near)


def test_thousands_of_unknown_names_among_thousands_are_compared_in_bounded_time(monkeypatch) -> None:
    compared = []
    one_by_one = suggest._distance
    monkeypatch.setattr(suggest, "_distance", lambda *each: compared.append(each) or one_by_one(*each))
    known = [f"entry_{number:05}" for number in range(5000)]
    for _ in range(30):
        nearest("netry_0x4y2", known)
    assert len(compared) == COMPARED, "an answer is remembered"
    assert nearest("entry_0123x", known) == "entry_01230"
    assert nearest("e" * (LONGEST + 1), ["e" * LONGEST]) is None
    assert len(compared) == COMPARED


def test_two_letters_that_changed_places_are_one_slip() -> None:
    assert nearest("smy", ["sym"]) == "sym"


def test_a_short_name_may_be_off_by_one_letter() -> None:
    assert nearest("ab", ["ac"]) == "ac"
    assert nearest("ab", ["cd"]) is None


def test_nothing_is_proposed_for_what_is_spelled_right() -> None:
    assert nearest("army", ["army"]) is None
