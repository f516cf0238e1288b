"""The map as a value, on small stories by hand and on the real one."""

from game.authoring.map.graph import story_map
from game.core.model import STAY, Flow, Menu, Route
from game.loading.desugar import WAY_BACK
from tests.authoring.map.drawn import ABROAD, FOLDER, STORY, links, picture, read
from tests.loading.tiny import loaded, tiny


def small():
    return picture(FOLDER).story


def test_a_choice_is_a_link_with_its_label_and_what_it_asks():
    drawn = story_map(
        tiny(
            "first:\n  title: One\n  text: |\n    Here.\n  choices:\n"
            "    go:\n      label: |\n        Go {warm: gladly|slowly}.\n"
            "      if: warm\n      to: end_of_day\n"
            "    wait:\n      label: Wait.\n      if: warm\n      locked: It is cold.\n"
            "      to: end_of_day\n",
            variables="warm:\n  flag: no\n  means: It is warm.\n",
        )
    )
    go, wait = links(drawn, "first")
    assert (go.name, go.label, go.condition, go.locks) == ("first.go", "Go gladly / slowly.", "warm", ())
    assert (wait.condition, wait.locks) == ("", (("warm", "It is cold."),))
    assert drawn.places["first"].reads == {"warm"}


def test_the_evenings_of_a_diary_are_one_place_and_back_leads_on():
    drawn = small()
    assert drawn.places["winter"].sort == "diary"
    assert drawn.places["winter"].evenings == ("16 January 1911", "17 January 1911")
    assert not [name for name in drawn.places if "." in name or "~" in name]
    calls = {(each.target, each.name) for each in links(drawn, "winter")}
    assert ("anna_at_home", "winter.monday.anna_at_home") in calls
    assert ("anna_at_home", "winter.tuesday.anna_at_home") in calls
    assert [each.target for each in links(drawn, "anna_at_the_door")] == ["the_corridor"]
    assert not links(drawn, "winter", "the_corridor")


def test_of_a_call_stands_what_its_author_asks_and_not_what_sugar_does():
    drawn = small()
    anna = links(drawn, "winter", "anna_at_home")[0]
    boris = links(drawn, "winter", "boris_and_the_map")[0]
    assert (anna.means, anna.condition) == ("call", "")
    assert boris.locks == (("strength >= 1", "You cannot manage the stairs to his room."),)


def test_events_come_from_their_gate_and_go_on_where_it_does():
    drawn = small()
    gates = [each for each in drawn.places.values() if each.sort == "gate"]
    events = [each for each in drawn.places.values() if each.sort == "event"]
    assert gates
    assert events
    for event in events:
        assert [each.source for each in drawn.links if each.target == event.id] == [gates[0].id]
    onward = {each.target for each in links(drawn, gates[0].id)} - {each.id for each in events}
    assert len(onward) == 1
    assert all("came" not in each.condition and "seen(" not in each.condition for each in drawn.links)


def test_outcomes_are_links_of_their_own():
    drawn = small()
    found = {each.name: each for each in links(drawn, "anna_at_home") if each.means == "outcome"}
    assert found["anna_at_home.speak_of_the_house.she_listens"].condition == "letters >= 1"
    assert found["anna_at_home.speak_of_the_house.she_does_not"].condition == ""
    assert found["anna_at_home.speak_of_the_house.she_listens"].choice == "anna_at_home.speak_of_the_house"


def test_to_stay_leads_to_the_place_itself():
    look = links(small(), "arrival", "arrival")
    assert [each.name for each in look] == ["arrival.look_round"]


def test_roads_of_a_route_say_when_they_are_taken():
    hall = {each.target: each.condition for each in links(small(), "hall")}
    assert hall == {"the_stairs": "chose(arrival.say_nothing)", "winter": ""}


def test_what_leads_onto_a_line_is_a_door():
    drawn = picture(ABROAD).story
    assert {each.target for each in drawn.links if each.door and drawn.places[each.target].chapter} == {
        "the_night"
    }


def test_every_place_knows_where_it_is_written():
    for folder in (FOLDER, ABROAD):
        for place in picture(folder).story.places.values():
            assert place.span is not None, place.id
            line = (folder / place.span.path).read_text("utf-8").splitlines()[place.span.line - 1]
            assert line.strip().startswith(f"{place.id}:")


def test_a_chapter_by_itself_has_what_leads_out_of_it_and_nothing_beyond():
    drawn = picture(ABROAD).story.only(["home"])
    assert {each.id for each in drawn.bands} == {"home"}
    assert {each.source for each in drawn.links} <= {"home"}
    assert "the_night" in drawn.places
    assert "a_barn" not in drawn.places


def test_a_variable_is_touched_also_through_a_named_condition():
    drawn = story_map(
        tiny(
            "first:\n  title: One\n  text: |\n    {if fine}\n    Here.\n    {end}\n  to: end_of_day\n",
            variables="warm:\n  flag: no\n  means: It is warm.\nfine:\n  when: warm\n  means: All is well.\n",
        )
    )
    assert drawn.places["first"].reads == {"warm"}


def test_a_draft_that_leads_nowhere_yet_has_a_map():
    found = loaded("first:\n  title: One\n  text: |\n    Here.\n  to: TODO\n")
    drawn = story_map(found.story, found.places)
    assert len(drawn.links) == 1
    assert drawn.places[drawn.links[0].target].sort == "ending"


def test_every_scene_choice_and_ending_of_the_real_story_is_on_its_map():
    story = read(STORY).story
    drawn = picture(STORY).story
    assert set(drawn.folded) == {*story.scenes, *story.endings} - {WAY_BACK}
    assert set(drawn.folded.values()) == set(drawn.places)
    assert set(story.endings) <= set(drawn.places)
    names = {each.name for each in drawn.links}
    targets = {(each.source, each.target) for each in drawn.links}
    for scene in story.scenes.values():
        match scene.way:
            case Menu(choices):
                for choice in choices:
                    decision = f"{scene.id}.{choice.id}"
                    wanted = {f"{decision}.{each.id}" for each in choice.outcomes} or {decision}
                    assert wanted <= names
            case Flow(to) if to not in (WAY_BACK, STAY) and drawn.folded[to] != drawn.folded[scene.id]:
                event = f"{drawn.folded[scene.id]}.{to}" == scene.id
                assert event or (scene.id, drawn.folded[to]) in targets or f"{scene.id}.~" == to
            case Route(roads) if scene.id != WAY_BACK:
                assert all(drawn.folded[each.to] in drawn.places for each in roads)
    reached = {each.target for each in drawn.links}
    assert set(drawn.places) - reached == {drawn.start}
    assert {each.source for each in drawn.links} == {
        name for name, each in drawn.places.items() if each.sort != "ending"
    }


def test_random_play_goes_no_way_that_is_not_on_the_map():
    for folder in (FOLDER, ABROAD, STORY):
        drawn, warmth = picture(folder).story, picture(folder).heat
        pairs = {(each.source, each.target) for each in drawn.links}
        between = {pair for pair in warmth.links if drawn.places[pair[1]].sort not in ("diary", "gate")}
        assert between <= pairs
