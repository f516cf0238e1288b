"""The HTML book in a real browser: it is seen, it asks for nothing, and everybody can read it.

Needs Chromium and the extra `browser`: `pip install -e .[browser]`. Without them these tests are left out.
"""

import os
import shutil
import zlib
from pathlib import Path

import pytest

from game.book.html import html
from tests.book.volumes import volume_of, volume_with

sync_api = pytest.importorskip(
    "playwright.sync_api", reason="playwright is not installed: the extra `browser`"
)
axe = pytest.importorskip("axe_playwright_python.sync_playwright", reason="axe is not installed: likewise")

BROWSERS = ("chromium", "chromium-browser", "google-chrome", "chrome")
WIDTHS = (320, 400, 900, 1400)
SCHEMES = ("light", "dark")
RULES = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}
HOSTILE = "<script>document.title='broken'</script><img src=http://example.org/a.png>" + "long" * 40


@pytest.fixture(scope="module")
def browser():
    found = os.environ.get("CHROMIUM") or next(filter(None, map(shutil.which, BROWSERS)), None)
    if not found:
        pytest.skip("no Chromium is installed here (or named by CHROMIUM)")
    with sync_api.sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=found, args=["--no-sandbox"])
        yield started
        started.close()


@pytest.fixture(scope="module")
def books(tmp_path_factory):
    folder = tmp_path_factory.mktemp("books")
    volumes = {
        "whole": volume_of("history"),
        "begun": volume_of("history", 4),
        "hostile": volume_with(HOSTILE),
    }
    for name, volume in volumes.items():
        (folder / f"{name}.html").write_text(html(volume), "utf-8")
    return folder


class Opened:
    """A book in a tab. Every request but the one for its own file is refused, and counted."""

    def __init__(self, browser, file, width=900, scheme="light", scripts=True):
        self.asked = []
        self.complaints = []
        self._context = browser.new_context(
            viewport={"width": width, "height": 900}, color_scheme=scheme, java_script_enabled=scripts,
            bypass_csp=scripts,
        )  # fmt: skip
        self.page = self._context.new_page()
        self._url = Path(file).as_uri()
        self._context.route("**/*", self._meet)
        self.page.on("console", lambda said: self.complaints.append(said.text))
        self.page.goto(self._url)

    def _meet(self, route):
        if route.request.url == self._url:
            route.continue_()
        else:
            self.asked.append(route.request.url)
            route.abort()

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self._context.close()


def colours(png):
    """How many different bytes the rows of a picture have: a blank one has hardly any."""
    data, at, raw = png, 8, b""
    while at < len(data):
        size, kind = int.from_bytes(data[at : at + 4]), data[at + 4 : at + 8]
        if kind == b"IDAT":
            raw += data[at + 8 : at + 8 + size]
        at += 12 + size
    return len(set(zlib.decompress(raw)))


@pytest.mark.parametrize("scheme", SCHEMES)
@pytest.mark.parametrize("width", WIDTHS)
def test_the_book_is_seen(browser, books, width, scheme):
    with Opened(browser, books / "whole.html", width, scheme) as opened:
        background = opened.page.evaluate("getComputedStyle(document.body).backgroundColor")
        assert background == {"light": "rgb(247, 241, 228)", "dark": "rgb(20, 17, 14)"}[scheme]
        for place in ("h1", "#chapter-2", "#end"):
            opened.page.locator(place).scroll_into_view_if_needed()
            assert colours(opened.page.screenshot()) > 60, place


@pytest.mark.parametrize("name", ["whole", "begun", "hostile"])
def test_no_request_leaves_the_page(browser, books, name):
    with Opened(browser, books / f"{name}.html") as opened:
        opened.page.wait_for_load_state("networkidle")
        opened.page.evaluate("window.scrollTo(0, document.body.scrollHeight)")
        opened.page.wait_for_load_state("networkidle")
        assert opened.asked == []
        assert opened.complaints == []


@pytest.mark.parametrize("scheme", SCHEMES)
@pytest.mark.parametrize(("name", "width"), [("whole", 900), ("begun", 400), ("hostile", 1400)])
def test_nothing_stands_in_the_way_of_any_reader(browser, books, name, width, scheme):
    with Opened(browser, books / f"{name}.html", width, scheme) as opened:
        opened.page.evaluate("document.querySelectorAll('details').forEach(each => each.open = true)")
        found = axe.Axe().run(opened.page, options=RULES)
        said = [(each["id"], each["nodes"][0]["html"][:200]) for each in found.response["violations"]]
        assert said == []


@pytest.mark.parametrize("name", ["whole", "begun", "hostile"])
def test_nothing_is_wider_than_a_small_telephone(browser, books, name):
    with Opened(browser, books / f"{name}.html", 320) as opened:
        opened.page.evaluate("document.querySelectorAll('details').forEach(each => each.open = true)")
        assert opened.page.evaluate("document.documentElement.scrollWidth") <= 320


@pytest.mark.parametrize("name", ["whole", "hostile"])
def test_the_book_can_be_used_without_scripts(browser, books, name):
    with Opened(browser, books / f"{name}.html", scripts=False) as opened:
        page = opened.page
        page.locator("details:not([open]) summary").first.click()
        assert page.locator(".offers").first.is_visible()
        page.locator("a.mark").first.click()
        assert page.url.endswith("#note-1")
        assert page.locator("#note-1").is_visible()
        page.locator("#note-1 .back a").click()
        assert page.url.endswith("#ref-1")
        assert page.title() != "broken"


def test_the_first_tab_stop_leads_to_the_story(browser, books):
    with Opened(browser, books / "whole.html") as opened:
        opened.page.keyboard.press("Tab")
        assert opened.page.evaluate("document.activeElement.textContent") == "Skip to the story"
        assert opened.page.locator(".skip").bounding_box()["y"] >= 0
        opened.page.keyboard.press("Enter")
        assert opened.page.evaluate("document.activeElement.id") == "story"


def test_lines_are_as_long_as_an_eye_can_follow(browser, books):
    with Opened(browser, books / "whole.html", 1400) as opened:
        letters = opened.page.evaluate(LINES)
        assert 45 <= letters <= 80, letters


LINES = """() => {
    const lines = [];
    for (const p of [...document.querySelectorAll('.prose > p')].slice(0, 200)) {
        const range = document.createRange();
        range.selectNodeContents(p);
        const rows = new Set([...range.getClientRects()].map(each => Math.round(each.bottom / 8)));
        if (rows.size > 2) lines.push(p.textContent.length / rows.size);
    }
    lines.sort((a, b) => a - b);
    return lines[Math.floor(lines.length * 0.9)];
}"""


def test_in_print_what_was_folded_is_there(browser, books):
    with Opened(browser, books / "whole.html") as opened:
        opened.page.emulate_media(media="print")
        assert opened.page.locator(".offers").first.bounding_box()["height"] > 0
        assert not opened.page.locator("nav").is_visible()
