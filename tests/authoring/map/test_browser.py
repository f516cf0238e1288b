"""The map in a real browser: it is there at once, it is found in at once, and everybody can use it.

Needs Chromium and the extra `browser`: `pip install -e .[browser]`. Without them these tests are left out.
"""

import pytest

from game.authoring.map.drawing import Picture
from game.authoring.map.graph import story_map
from game.authoring.map.heat import heat
from game.authoring.map.layout import sheet
from game.authoring.map.page import html
from game.authoring.map.trace import trace
from game.core.value import replace
from tests.authoring.map.drawn import FOLDER, STORY, page, picture, read
from tests.authoring.map.test_forms import hostile
from tests.authoring.map.test_trace import run_of
from tests.benches.generate import generate
from tests.book.test_browser import RULES, Opened, axe, browser, colours

__all__ = ["browser"]

SCHEMES = pytest.mark.parametrize("scheme", ["light", "dark"])
PAINTED, SEARCHED = 2_000, 100
"""Milliseconds: so long the first picture and a search may take at a thousand scenes."""


@pytest.fixture(scope="module")
def maps(tmp_path_factory):
    folder = tmp_path_factory.mktemp("maps")
    (folder / "real.html").write_text(page(STORY), "utf-8")
    small = read(FOLDER)
    went = trace(small.story, picture(FOLDER).story.folded, run_of(small.story, -1))
    followed = html(replace(picture(FOLDER), trace=went), small.story, small.places)
    (folder / "run.html").write_text(followed, "utf-8")
    part = picture(STORY).story.only(["the_letter", "the_barons"])
    real = read(STORY)
    (folder / "part.html").write_text(html(Picture(part, sheet(part)), real.story, real.places), "utf-8")
    story = hostile()
    drawn = story_map(story)
    (folder / "hostile.html").write_text(html(replace(picture(FOLDER), story=drawn), story, {}), "utf-8")
    many = read(generate(folder / "story", 1000))
    drawn = story_map(many.story, many.places)
    warmth = heat(many.story, drawn.folded, 200)
    laid = Picture(drawn, sheet(drawn, warmth.links), warmth)
    (folder / "many.html").write_text(html(laid, many.story, many.places), "utf-8")
    return folder


def number_of(place):
    return list(picture(STORY).story.places).index(place)


def test_a_thousand_scenes_are_painted_and_searched_at_once(browser, maps):
    with Opened(browser, maps / "many.html", 1400) as opened:
        page = opened.page
        page.wait_for_selector("html[data-ready]")
        whole = page.evaluate("performance.getEntriesByType('navigation')[0].domContentLoadedEventEnd")
        painted = page.evaluate("performance.getEntriesByName('first-contentful-paint')[0].startTime")
        assert painted < PAINTED, painted
        for _ in range(4):  # others may be at work on this machine: what it can do is what counts
            if whole < PAINTED:
                break
            page.reload()
            page.wait_for_selector("html[data-ready]")
            whole = page.evaluate("performance.getEntriesByType('navigation')[0].domContentLoadedEventEnd")
        assert whole < PAINTED, whole
        for words in ("scene_500", "telegrams ledger", "nothing has this", "s"):
            took = min(page.evaluate(SEARCH, words + " " * more) for more in range(5))
            assert took < SEARCHED, (words, took)
        assert int(page.locator("#count").inner_text().split()[0]) > 900


SEARCH = """async words => {
    const find = document.getElementById('find');
    const begun = performance.now();
    find.value = words;
    find.dispatchEvent(new Event('input'));
    await new Promise(done => requestAnimationFrame(() => setTimeout(done)));
    return performance.now() - begun;
}"""


@SCHEMES
@pytest.mark.parametrize("width", [320, 400, 800, 1400])
def test_the_map_is_seen_and_nothing_is_wider_than_the_window(browser, maps, width, scheme):
    with Opened(browser, maps / "real.html", width, scheme) as opened:
        background = opened.page.evaluate("getComputedStyle(document.body).backgroundColor")
        assert background == {"light": "rgb(247, 241, 228)", "dark": "rgb(20, 17, 14)"}[scheme]
        assert colours(opened.page.screenshot()) > 60
        assert opened.page.evaluate("document.documentElement.scrollWidth") <= width


@pytest.mark.parametrize("name", ["real", "run", "part", "hostile", "many"])
def test_no_request_leaves_the_page_and_nothing_is_complained_of(browser, maps, name):
    with Opened(browser, maps / f"{name}.html", 1400) as opened:
        page = opened.page
        for row in page.locator("#list a").all()[:12]:
            row.click()
        page.locator("#find").fill("a")
        page.wait_for_load_state("networkidle")
        assert opened.asked == []
        assert opened.complaints == []


def test_the_script_runs_under_the_policy_of_the_page_itself(browser, maps):
    context = browser.new_context(viewport={"width": 1400, "height": 900})
    page = context.new_page()
    said = []
    page.on("console", lambda each: said.append(each.text))
    page.goto((maps / "hostile.html").as_uri())
    page.wait_for_selector("html[data-ready]")
    page.locator("#list a").first.click()
    assert page.locator("#panel h2").is_visible()
    assert page.title() != "broken"
    assert said == []
    context.close()


@SCHEMES
@pytest.mark.parametrize(("name", "width"), [("real", 1400), ("run", 800), ("real", 400), ("hostile", 1400)])
def test_nothing_stands_in_the_way_of_any_reader(browser, maps, name, width, scheme):
    with Opened(browser, maps / f"{name}.html", width, scheme) as opened:
        page = opened.page
        for open_panel in (False, True):
            if open_panel:
                if page.locator("#list").is_hidden():
                    page.locator("#list-shown").click()
                page.locator("#list a").nth(2).click()
            found = axe.Axe().run(page, options=RULES)
            said = [(each["id"], each["nodes"][0]["html"][:200]) for each in found.response["violations"]]
            assert said == []


def test_a_click_on_a_scene_shows_its_text_its_choices_and_its_place(browser, maps):
    with Opened(browser, maps / "real.html", 1400) as opened:
        page = opened.page
        place = picture(STORY).story.places["the_bog"]
        page.locator(f"#p{number_of('the_bog')}").click()
        panel = page.locator("#panel")
        assert panel.locator("h2").inner_text() == place.title
        assert f"{place.span.path}:{place.span.line}" in panel.inner_text()
        assert panel.locator(".choices > li").count() >= 2
        assert page.url.endswith("#the_bog")
        page.keyboard.press("Escape")
        assert panel.is_hidden()


def test_a_drag_moves_the_sheet_and_chooses_nothing(browser, maps):
    with Opened(browser, maps / "real.html", 1400) as opened:
        page = opened.page
        box = page.locator(f"#p{number_of('the_bog')}").bounding_box()
        for _ in range(4):
            page.locator("#zoom-in").click()
        box = page.locator("#sheet").bounding_box()
        before = page.evaluate("document.getElementById('sheet').scrollLeft")
        page.mouse.move(box["x"] + 500, box["y"] + 400)
        page.mouse.down()
        page.mouse.move(box["x"] + 300, box["y"] + 300, steps=5)
        page.mouse.up()
        assert page.evaluate("document.getElementById('sheet').scrollLeft") == before + 200
        assert page.locator("#panel").is_hidden()


def test_the_sheet_can_be_zoomed_by_keys_and_wheel_about_the_pointer(browser, maps):
    with Opened(browser, maps / "real.html", 1400) as opened:
        page = opened.page
        wide = "document.querySelector('#sheet .map').getBoundingClientRect().width"
        fitted = page.evaluate(wide)
        page.locator("#sheet").focus()
        page.keyboard.press("+")
        assert page.evaluate(wide) == pytest.approx(fitted * 1.3, rel=0.01)
        page.keyboard.press("0")
        assert page.evaluate(wide) == pytest.approx(fitted, rel=0.01)
        place = page.locator(f"#p{number_of('the_bog')}")
        before = place.bounding_box()
        x, y = before["x"] + before["width"] / 2, before["y"] + before["height"] / 2
        page.mouse.move(x, y)
        page.keyboard.down("Control")
        page.mouse.wheel(0, -200)
        page.keyboard.up("Control")
        page.wait_for_function(f"{wide} > {fitted} * 1.5")
        after = place.bounding_box()
        assert after["x"] + after["width"] / 2 == pytest.approx(x, abs=60)


def test_the_whole_map_can_be_walked_by_the_keyboard(browser, maps):
    with Opened(browser, maps / "real.html", 1400) as opened:
        page = opened.page
        page.keyboard.press("Tab")
        page.keyboard.press("Enter")
        assert page.evaluate("document.activeElement.id") == "list"
        page.locator("#sheet").focus()
        page.keyboard.press("n")
        first = page.locator("#panel h2").inner_text()
        page.locator("#sheet").focus()
        page.keyboard.press("n")
        assert page.locator("#panel h2").inner_text() != first
        page.locator("#sheet").focus()
        page.keyboard.press("p")
        assert page.locator("#panel h2").inner_text() == first
        onward = page.locator("#panel .choices a.go").first
        title = onward.inner_text()
        onward.focus()
        page.keyboard.press("Enter")
        assert page.locator("#panel h2").inner_text() == title
        assert page.evaluate("document.activeElement.tagName") == "H2"


def test_search_finds_titles_ids_people_and_text_and_enter_goes_there(browser, maps):
    with Opened(browser, maps / "real.html", 1400) as opened:
        page = opened.page
        find = page.locator("#find")
        for words in ("A Hundred Steps", "the_bog", "hundred STEPS"):
            find.fill(words)
            assert page.locator(".found li a").first.inner_text() == "A Hundred Steps"
            assert page.locator(".veil").is_visible()
        find.press("Enter")
        assert page.locator("#panel h2").inner_text() == "A Hundred Steps"
        find.fill("qqqqqq")
        assert page.locator(".found li").count() == 0
        assert page.locator("#count").inner_text().startswith("0 of")
        find.fill("")
        assert page.locator(".veil").is_hidden()
        assert page.locator("#list .all li").first.is_visible()


def test_filters_leave_what_they_say(browser, maps):
    drawn, warmth = picture(STORY).story, picture(STORY).heat
    with Opened(browser, maps / "real.html", 1400) as opened:
        page = opened.page
        rows = page.locator(".found li")
        page.locator("#band").select_option("the_barons")
        assert rows.count() == sum(each.chapter == "the_barons" for each in drawn.places.values())
        page.locator("#band").select_option("")
        page.locator("#sort").select_option("call")
        assert rows.count() == sum(each.sort == "call" for each in drawn.places.values())
        page.locator("#sort").select_option("never")
        assert rows.count() == sum(not warmth.places.get(each) for each in drawn.places)
        page.locator("#sort").select_option("")
        page.locator("#touching").select_option("funeral")
        wanted = [each for each in drawn.places.values() if "funeral" in each.reads | each.changes]
        assert rows.count() == len(wanted) > 0


def test_an_address_with_a_scene_opens_it(browser, maps):
    context = browser.new_context(viewport={"width": 1400, "height": 900})
    page = context.new_page()
    page.goto((maps / "real.html").as_uri() + "#the_veranda")
    page.wait_for_selector("html[data-ready]")
    assert page.locator("#panel h2").inner_text() == picture(STORY).story.places["the_veranda"].title
    context.close()


def test_a_run_lies_over_the_map_and_can_be_taken_off(browser, maps):
    with Opened(browser, maps / "run.html", 1400) as opened:
        page = opened.page
        assert page.locator("svg .visited").count() > 3
        badge = page.locator("svg .badge").first
        assert badge.is_visible()
        page.locator("#run").uncheck()
        assert badge.is_hidden()


def test_in_print_there_is_the_sheet_and_nothing_else(browser, maps):
    with Opened(browser, maps / "real.html", 1400, "dark") as opened:
        opened.page.emulate_media(media="print", color_scheme="dark")
        for away in (".top", "#list"):
            assert opened.page.locator(away).is_hidden()
        paper = "getComputedStyle(document.querySelector('.map .paper')).fill"
        assert opened.page.evaluate(paper) == "rgb(255, 255, 255)"


def test_without_scripts_the_picture_and_the_list_are_there(browser, maps):
    with Opened(browser, maps / "real.html", 1400, scripts=False) as opened:
        assert opened.page.locator("#sheet svg.map").is_visible()
        assert opened.page.locator("#list li").count() == len(picture(STORY).story.places)
