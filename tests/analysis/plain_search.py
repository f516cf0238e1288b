"""Plain breadth-first search over whole states: slow, obvious, and the judge of the cleverer ways."""

from game.analysis.formula import holds
from game.analysis.questions import EVERY
from game.analysis.table import turned


class TooMany(Exception):
    """There are more states than a test has time for."""


def after(table, deeds, values):
    for each in deeds:
        values = turned(each, values, table.logic.sizes)
    return values


def follow(table, place, values):
    """The states that follow one: at a menu by every open option, elsewhere by the way that holds."""

    def arrive(to, values):
        values = list(values)
        for change in table.places[place].leaving:
            values[change.slot] = change.value
        return to, tuple(after(table, [table.places[to].arrive], values))

    here = table.places[place]
    for option in here.options:
        if not holds(option.open, values):
            continue
        arm = next(arm for arm in option.arms if holds(arm.condition, values))
        then = after(table, arm.deeds, list(values))
        yield (place, tuple(then)) if arm.to is None else arrive(arm.to, then)
    for way in here.ways:
        if holds(way.condition, values):
            yield arrive(way.to, values)
            break


def search(table, most=20_000):
    """Every reachable state (place and values) with the states that follow it."""
    first = (table.start, tuple(after(table, [table.places[table.start].arrive], list(table.first))))
    found = {first: None}
    waiting = [first]
    for state in waiting:
        found[state] = list(follow(table, *state))
        for then in found[state]:
            if then not in found:
                found[then] = None
                waiting.append(then)
        if len(found) > most:
            raise TooMany
    return found


def finishing(table, found):
    """The states from which some ending can be reached."""
    into = {}
    for state, then in found.items():
        for each in then:
            into.setdefault(each, []).append(state)
    waiting = [state for state in found if table.places[state[0]].ending]
    good = set(waiting)
    for state in waiting:
        for before in into.get(state, ()):
            if before not in good:
                good.add(before)
                waiting.append(before)
    return good


def truth(table, asked, most=20_000):
    """The verdict on every question."""
    found = search(table, most)
    good = finishing(table, found)
    by_place = {}
    for place, values in found:
        by_place.setdefault(place, []).append(values)
    verdicts = []
    for question in asked:
        if question.kind == "can-finish":
            place = table.numbers[question.subject]
            met = any((place, values) not in good for values in by_place.get(place, ()))
        else:
            met = any(
                holds(formula, values)
                for place, formula in question.moments
                for values in by_place.get(place, ())
            )
        if question.kind in EVERY:
            verdicts.append("broken" if met else "proved")
        else:
            verdicts.append("shown" if met else "impossible")
    return verdicts
