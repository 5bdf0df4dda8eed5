"""Pages in a real browser, at desktop and phone width."""

import time

import pytest
from bs4 import BeautifulSoup
from listening import listener
from selenium.webdriver import Keys

pytestmark = pytest.mark.slow


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
