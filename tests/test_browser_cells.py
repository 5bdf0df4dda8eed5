"""A number leads to its cells and back, a cell says what is known of it, in a real browser."""

import functools
import http.server
import json
import shutil
import threading
import time

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pages_seen import LIT, SEEN, until, wide
from selenium.webdriver import ActionChains, Keys
from selenium.webdriver.common.by import By

pytestmark = pytest.mark.slow


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
