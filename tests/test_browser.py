"""Pages in a real browser, at desktop and phone width."""

import functools
import http.server
import json
import shutil
import threading
import time

import pytest
from bs4 import BeautifulSoup
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from selenium import webdriver
from selenium.webdriver import ActionChains, Keys
from selenium.webdriver.chrome.options import Options
from selenium.webdriver.chrome.service import Service
from selenium.webdriver.common.by import By
from selenium.webdriver.support.ui import WebDriverWait
from test_text import listener

pytestmark = pytest.mark.slow

FLAGS = (
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-dev-shm-usage",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)


@pytest.fixture(scope="module")
def browser():
    binary, driver = shutil.which("chromium"), shutil.which("chromedriver")
    if not binary or not driver:
        pytest.skip("needs chromium and chromedriver, which .ci/run installs")
    options = Options()
    options.binary_location = binary
    for flag in FLAGS:
        options.add_argument(flag)
    found = webdriver.Chrome(options=options, service=Service(driver))
    yield found
    found.quit()


@pytest.mark.parametrize("width", [1280, 390])
@pytest.mark.parametrize(
    "name",
    [
        "index",
        "data",
        "twinned-cities",
        "diplomatic-representation-kazakhstan",
        "brief-kaz-uzb-kk",
        "latin-america--southern-kazakhstan",
    ],
)
def test_nothing_hangs_over_the_edge(original, browser, name, width):
    browser.execute_cdp_cmd(
        "Emulation.setDeviceMetricsOverride",
        {"width": width, "height": 900, "deviceScaleFactor": 1, "mobile": width < 600},
    )
    browser.get((original / f"reports/{name}.html").as_uri())
    assert browser.execute_script("return document.documentElement.scrollWidth") <= width
    over = browser.execute_script(
        "return [...document.querySelectorAll('main *')].filter(e => !e.closest('.scroll') && e.getBoundingClientRect().right > innerWidth + 1).map(e => e.outerHTML.slice(0, 80))"
    )
    assert over == []
    size = browser.execute_script("return parseFloat(getComputedStyle(document.querySelector('main p')).fontSize)")
    assert size >= 13
    broken = browser.execute_script("return [...document.images].filter(i => !i.complete || !i.naturalWidth).length")
    assert broken == 0


LOADING = (
    '<img src="{at}/i.png">',
    '<script src="{at}/s.js"></script>',
    '<script>document.title = "run"; fetch("{at}/f")</script>',
    '<link rel="stylesheet" href="{at}/c.css">',
    '<style>main {{ background: url("{at}/b.png") }} @import "{at}/i.css";</style>',
    '<iframe src="{at}/f.html"></iframe><object data="{at}/o"></object><video src="{at}/v" autoplay></video>',
    '<img src="data:," onerror="document.title = \'run\'">',
)


def test_a_page_lets_nothing_be_loaded_or_run_even_if_it_stood_in_it(browser, tmp_path):
    from compendium.report.page import Page
    from compendium.report.templates import Templates

    page = tmp_path / "p.html"
    with listener() as port:
        more = "".join(LOADING).format(at=port.at)
        Page(Templates.found()).write("Text.", page, {"title": "Page"}, tmp_path)
        text = page.read_text(encoding="utf-8").replace("</main>", f"{more}</main>")
        page.write_text(text, encoding="utf-8")
        browser.get(page.as_uri())
        time.sleep(0.5)
        assert browser.title == "Page" and port.requests == []
        page.write_text(text.replace("Content-Security-Policy", "x"), encoding="utf-8")
        browser.get(page.as_uri())
        time.sleep(0.5)
        assert browser.title == "run" and len(port.requests) > 4  # without the policy all of it would be


@pytest.mark.parametrize("name", ["index", "data", "twinned-cities"])
def test_a_page_is_styled_and_complains_of_nothing(original, browser, name):
    browser.get_log("browser")  # what earlier pages complained of goes with it
    browser.get((original / f"reports/{name}.html").as_uri())
    assert browser.execute_script("return getComputedStyle(document.body).maxWidth") not in ("none", "")
    assert [line for line in browser.get_log("browser") if "Content Security Policy" in line["message"]] == []


@pytest.mark.parametrize(
    ("words", "first"),
    [
        ("Қазақстан Өзбек", "Kazakhstan–Uzbekistan"),
        ("боливия перу", "Bolivia–Peru"),
        ("kazajistan uzbekistan", "Kazakhstan–Uzbekistan"),
        ("turkistan", "Turkistan Region"),
        ("Түркістан", "Turkistan Region"),
        ("uzbekstan kazakhstan", "Kazakhstan–Uzbekistan"),
    ],
)
def test_the_index_finds_a_name_in_any_language_and_with_a_slip(original, browser, words, first):
    browser.get((original / "reports/index.html").as_uri())
    browser.find_element("id", "search").send_keys(words)
    found = [link.text for link in browser.find_elements("css selector", "#found a")]
    assert first in found[:3], found
    assert browser.find_element("id", "said").text.split()[0] in (str(len(found)), *map(str, range(13, 999)))


def test_the_search_is_used_with_the_keyboard_alone(original, browser):
    browser.get((original / "reports/index.html").as_uri())
    box = browser.find_element("id", "search")
    box.send_keys("Kazakhstan–Uzbekistan", Keys.ARROW_DOWN)
    assert browser.switch_to.active_element.text == "Kazakhstan–Uzbekistan"
    browser.switch_to.active_element.send_keys(Keys.ARROW_DOWN, Keys.ARROW_UP)
    browser.switch_to.active_element.send_keys(Keys.ARROW_UP)
    assert browser.switch_to.active_element.get_attribute("id") == "search"
    box.send_keys(Keys.ENTER)
    assert browser.current_url.endswith("/border-kaz-uzb.html")
    browser.back()
    box = browser.find_element("id", "search")
    box.send_keys(Keys.ESCAPE, "qqxzy")
    assert browser.find_element("id", "said").text == "No results"
    box.send_keys(Keys.ESCAPE)
    assert box.get_attribute("value") == "" and browser.find_element("id", "said").text == ""


def test_every_address_that_the_search_gives_leads_to_a_place(original, browser):
    browser.get((original / "reports/index.html").as_uri())
    script = "return JSON.parse(document.getElementById('entries').textContent).map(entry => entry.address)"
    anchors = {}
    for address in set(browser.execute_script(script)):
        name, _, anchor = address.partition("#")
        if name not in anchors:
            soup = BeautifulSoup((original / f"reports/{name}").read_text(encoding="utf-8"), "html.parser")
            anchors[name] = {found["id"] for found in soup.find_all(id=True)} | {""}
        assert anchor in anchors[name], address


def test_the_index_is_light(original):
    reports = original / "reports"
    page = (reports / "index.html").read_text(encoding="utf-8")
    pictures = [image["src"] for image in BeautifulSoup(page, "html.parser").find_all("img")]
    assert pictures and not any(source.startswith("data:") for source in pictures)
    assert len(page.encode()) + sum((reports / source).stat().st_size for source in pictures) < 300_000


@pytest.fixture(scope="module")
def served(small, tmp_path_factory):
    """The reports of the fixture copied alone, and a server of that folder that keeps what it was asked for."""
    folder = tmp_path_factory.mktemp("served") / "reports"
    shutil.copytree(small / "reports", folder)
    asked: list[str] = []

    class Handler(http.server.SimpleHTTPRequestHandler):
        def log_message(self, *_):
            asked.append(self.path)

    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(Handler, directory=str(folder)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield folder, f"http://127.0.0.1:{server.server_address[1]}", asked
    server.shutdown()


LIT = "return [...document.querySelectorAll('#cells .lit')].map(c => (c.parentElement.rowIndex + 1) + ',' + (c.cellIndex + 1))"
SEEN = "const r = document.querySelector('#cells .lit').getBoundingClientRect(); return r.top >= 0 && r.bottom <= innerHeight"


def wide(browser, width: int = 1280) -> None:
    metrics = {"width": width, "height": 900, "deviceScaleFactor": 1, "mobile": width < 600}
    browser.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", metrics)


def until(browser, holds):
    return WebDriverWait(browser, 10).until(lambda _: holds())


def number(browser):
    """A number in the prose of the report that leads straight to cells."""
    return browser.find_element(By.CSS_SELECTOR, "main p a.result[data-result='votes-adams/share']")


def arrived(browser) -> None:
    """The page of the table is there, with exactly the cells of the number lit, seen, and told of."""
    until(browser, lambda: "evidence/returns-table1.html" in browser.current_url)
    until(browser, lambda: "Computed from" in browser.find_element(By.ID, "lit").text)
    named = browser.current_url.partition("cell=")[2].partition("&")[0]
    corners = [[tuple(map(int, p.split(","))) for p in span.split("-")] for span in named.split(";")]
    wanted = {f"{r},{c}" for s in corners for r in range(s[0][0], s[-1][0] + 1) for c in range(s[0][1], s[-1][1] + 1)}
    assert set(browser.execute_script(LIT)) == wanted and wanted
    assert browser.execute_script(SEEN)
    assert f"{len(wanted)} cells" in browser.find_element(By.ID, "lit").text


@pytest.mark.parametrize("way", ["mouse", "keyboard", "touch"])
@pytest.mark.parametrize("at", ["disk", "server"])
def test_a_number_leads_to_its_lit_cells_and_back_to_where_it_stood(browser, served, way, at):
    folder, address, asked = served
    wide(browser, 390 if way == "touch" else 1280)
    browser.get((folder.as_uri() if at == "disk" else address) + "/votes-adams.html")
    asked.clear()
    found = number(browser)
    browser.execute_script("arguments[0].scrollIntoView({block: 'center'})", found)
    before, width = (
        browser.execute_script("return scrollY"),
        browser.execute_script("return document.body.offsetHeight"),
    )
    told = browser.find_element(By.ID, "tip")
    if way == "mouse":
        ActionChains(browser).move_to_element(found).perform()
    elif way == "keyboard":
        browser.execute_script("arguments[0].focus({preventScroll: true})", found)
    else:
        tap(browser, found)
    until(browser, told.is_displayed)
    assert "n =" in told.text and found.get_attribute("data-label") in told.text
    assert found.get_attribute("aria-describedby") == "tip"
    assert browser.execute_script("return document.body.offsetHeight") == width  # nothing jumps
    assert browser.execute_script("return scrollY") == before
    if way == "keyboard":
        found.send_keys(Keys.ESCAPE)
        assert not told.is_displayed()
        browser.switch_to.active_element.send_keys(Keys.ENTER)
    elif way == "mouse":
        found.click()
    else:
        tap(browser, found)
    arrived(browser)
    browser.back()
    until(browser, lambda: browser.current_url.endswith("votes-adams.html"))
    until(browser, lambda: abs(browser.execute_script("return scrollY") - before) < 3)
    assert all(path.startswith("/") and "://" not in path for path in asked)
    wide(browser)


def tap(browser, element) -> None:
    box = browser.execute_script(
        "const r = arguments[0].getBoundingClientRect(); return [r.left + r.width / 2, r.top + r.height / 2]", element
    )
    browser.execute_cdp_cmd("Emulation.setTouchEmulationEnabled", {"enabled": True})
    point = [{"x": box[0], "y": box[1]}]
    browser.execute_cdp_cmd("Input.dispatchTouchEvent", {"type": "touchStart", "touchPoints": point})
    browser.execute_cdp_cmd("Input.dispatchTouchEvent", {"type": "touchEnd", "touchPoints": []})
    browser.execute_cdp_cmd("Emulation.setTouchEmulationEnabled", {"enabled": False})


def test_a_number_tells_what_it_depends_on_and_what_was_corrected(browser, served):
    folder, _, _ = served
    standing = json.loads(
        (folder / "evidence/standing.js").read_text(encoding="utf-8").partition("(")[2].removesuffix(");\n")
    )
    links = {}
    for report in ("votes-adams", "votes-baker", "turnout"):
        browser.get((folder / f"{report}.html").as_uri())
        for link in browser.find_elements(By.CSS_SELECTOR, "a.result[data-result]"):
            links.setdefault(link.get_attribute("data-result"), report)
    told = [result for result in standing if result in links]
    assert told
    for result in told:
        browser.get((folder / f"{links[result]}.html").as_uri())
        link = browser.find_element(By.CSS_SELECTOR, f"a.result[data-result='{result}']")
        browser.execute_script("arguments[0].focus()", link)
        text = until(browser, lambda: (t := browser.find_element(By.ID, "tip").text) and "Headline:" in t and t)
        assert standing[result][0]["verdict"] in text
        if link.get_attribute("data-corrections"):
            assert f"Ledger: {link.get_attribute('data-corrections')}" in text


@pytest.mark.parametrize("fragment", ["cell=2,2;4,3-5,4", "cell=2,2;4,3-5,4&result=votes-adams/nothing"])
def test_an_address_with_cells_can_be_cited(browser, served, fragment):
    folder, address, _ = served
    for start in (folder.as_uri(), address):
        browser.get(f"{start}/evidence/returns-table1.html#{fragment}")
        until(browser, lambda: len(browser.execute_script(LIT)) == 5)
        assert set(browser.execute_script(LIT)) == {"2,2", "4,3", "4,4", "5,3", "5,4"}
    browser.execute_script("location.hash = 'cell=3,2'")
    until(browser, lambda: browser.execute_script(LIT) == ["3,2"])
    for wrong in ("cell=99,1", "cell=x", "cell=2,2-1,1", "cell=1,1-999999,999999"):
        browser.execute_script(f"location.hash = '{wrong}'")
        until(browser, lambda: "names no cells" in browser.find_element(By.ID, "lit").text)
        assert browser.execute_script(LIT) == []


def test_a_cell_says_what_is_known_of_it_and_takes_a_proposal(browser, served):
    folder, _, _ = served
    wide(browser)
    browser.get((folder / "evidence/returns-table1.html").as_uri() + "#cell=2,2")
    cell = browser.find_element(By.CSS_SELECTOR, "#cells .lit")
    browser.execute_script("arguments[0].focus()", cell)
    cell.send_keys(Keys.ENTER)
    panel = browser.find_element(By.ID, "chosen")
    until(browser, panel.is_displayed)
    for said in ("Ash × Adams", "412", "C001", "421", "raw/returns/table1.csv#cell=2,2"):
        assert said in panel.text
    panel.find_element(By.TAG_NAME, "summary").click()
    panel.find_element(By.ID, "propose-corrected").send_keys("421")
    panel.find_element(By.ID, "propose-reason").send_keys('The print has "421".')
    text = panel.find_element(By.ID, "entry").get_attribute("value")
    from compendium.decision import proposal

    (entry,) = proposal.read("page", text.encode())
    assert entry["cell"] == "raw/returns/table1.csv#cell=2,2" and entry["printed"] == "412"
    assert entry["corrected"] == "421" and entry["reason"] == 'The print has "421".'
    panel.send_keys(Keys.ESCAPE)
    until(browser, lambda: not panel.is_displayed())
    assert browser.execute_script("return document.activeElement.classList.contains('lit')")
    browser.switch_to.active_element.send_keys(Keys.ARROW_DOWN)
    assert browser.execute_script("return document.activeElement.textContent") == "88"


def test_the_text_of_a_proposal_is_read_back_as_it_was_written(browser, served):
    from compendium.decision import proposal
    from compendium.source import characters

    folder, _, _ = served
    browser.get((folder / "evidence/returns-table1.html").as_uri())
    texts = st.text(st.characters(exclude_categories=["Cs"]), max_size=30).filter(
        lambda t: not list(characters.faults(t))
    )
    entry = st.fixed_dictionaries(dict.fromkeys(("printed", "corrected", "reason", "evidence"), texts))

    @given(st.lists(entry, min_size=1, max_size=40))
    @settings(max_examples=12, deadline=None, suppress_health_check=list(HealthCheck), database=None)
    def reads(entries):
        whole = [{"cell": "raw/a/b.csv#cell=1,1", "kind": "slip", **one} for one in entries]
        written = browser.execute_script("return arguments[0].map(proposal)", whole)
        assert [proposal.read("page", text.encode())[0] for text in written] == whole

    reads()


def test_a_table_of_ten_thousand_cells_is_quick(original, browser):
    wide(browser)
    page = original / "reports/evidence/elevation-heights.html"
    start = time.monotonic()
    browser.get(page.as_uri() + "#cell=5000,2-5001,3")
    until(browser, lambda: len(browser.execute_script(LIT)) == 4)
    assert browser.execute_script(SEEN) and time.monotonic() - start < 5
    assert browser.execute_script("return document.querySelectorAll('#cells td, #cells th').length") > 10_000
    start = time.monotonic()
    browser.execute_script("location.hash = 'cell=2,1-5000,3'")
    until(browser, lambda: len(browser.execute_script(LIT)) == 14_997)
    assert time.monotonic() - start < 3
