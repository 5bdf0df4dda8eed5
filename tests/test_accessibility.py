"""Pages for everyone: axe-core at WCAG 2.2 AA and best practice, by width and by colour scheme, zoom, keyboard."""

import hashlib
import json
import os
import shutil
import subprocess
from pathlib import Path

import pytest

pytestmark = pytest.mark.slow

AXE = Path(__file__).with_name("axe") / "axe.min.js"
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
RUN = """
const done = arguments[arguments.length - 1];
axe.run(document, {runOnly: arguments[0], resultTypes: ["violations"]}).then(
  found => done(found.violations.map(v => `${v.id}: ${v.nodes.slice(0, 3).map(n => n.html.slice(0, 160)).join(" | ")} (${v.nodes.length})`)),
  error => done([String(error)]));
"""
PAGES = ("index", "data", "twinned-cities", "border-kaz-uzb", "latin-america--southern-kazakhstan", "corrections")
EVIDENCE = ("brief-kaz-uzb-kk", "brief-es", "evidence/rouvinski-table1", "evidence/twinned-cities", "evidence/brief-es")


def look(browser, page, width, scheme="light"):
    """Open a page as wide as this, in a colour scheme."""
    metrics = {"width": width, "height": 900, "deviceScaleFactor": 1, "mobile": width < 600}
    browser.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", metrics)
    features = [{"name": "prefers-color-scheme", "value": scheme}]
    browser.execute_cdp_cmd("Emulation.setEmulatedMedia", {"features": features})
    browser.execute_cdp_cmd("Page.setBypassCSP", {"enabled": True})  # the page would not let axe run
    browser.get(page.as_uri())


def faults(browser, tags=TAGS):
    """What axe-core finds on the page that is open."""
    browser.set_script_timeout(120)
    browser.execute_script(AXE.read_text(encoding="utf-8"))
    return browser.execute_async_script(RUN, tags)


def test_axe_is_the_one_that_was_published():
    assert hashlib.sha256(AXE.read_bytes()).hexdigest() in AXE.with_name("README.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("name", PAGES + EVIDENCE)
def test_a_page_has_no_fault_that_axe_finds(original, browser, name):
    look(browser, original / f"reports/{name}.html", 1280)
    assert faults(browser) == []


@pytest.mark.parametrize(("width", "scheme"), [(1280, "light"), (390, "dark")])
@pytest.mark.parametrize("name", ["twinned-cities", "brief-ru"])
def test_what_is_told_beside_a_number_has_none(original, browser, name, width, scheme):
    look(browser, original / f"reports/{name}.html", width, scheme)
    browser.execute_script("document.querySelector('a.result').focus()")
    assert browser.find_element("id", "tip").is_displayed()
    assert faults(browser) == []


@pytest.mark.parametrize(("width", "scheme"), [(1280, "dark"), (390, "light"), (390, "dark")])
@pytest.mark.parametrize("name", ["index", "twinned-cities"])
def test_neither_width_nor_colours_make_one(original, browser, name, width, scheme):
    look(browser, original / f"reports/{name}.html", width, scheme)
    assert faults(browser) == []
    paper = browser.execute_script("return getComputedStyle(document.body).backgroundColor")
    assert (paper == "rgb(255, 255, 255)") == (scheme == "light")


def test_axe_would_find_a_fault(original, browser):
    look(browser, original / "reports/index.html", 1280)
    browser.execute_script("document.querySelector('main').insertAdjacentHTML('beforeend', '<img src=\"x.png\">')")
    assert any(line.startswith("image-alt") for line in faults(browser))


@pytest.mark.parametrize("name", PAGES)
def test_at_four_times_the_size_a_page_is_read_without_scrolling_sideways(original, browser, name):
    look(browser, original / f"reports/{name}.html", 320)  # 1280 pixels at 400 per cent
    assert browser.execute_script("return document.documentElement.scrollWidth") <= 320


@pytest.mark.skipif(
    not (os.environ.get("VNU_JAR") and shutil.which("java")),
    reason="needs Java, and the Nu HTML Checker in VNU_JAR: the npm package vnu-jar, as .ci/run has it",
)
def test_the_stock_checker_finds_no_error_in_any_page(original):
    pages = sorted((original / "reports").rglob("*.html"))
    command = ["java", "-Xss4m", "-jar", os.environ["VNU_JAR"], "--errors-only", "--format", "json", *pages]
    found = json.loads(subprocess.run(command, capture_output=True, text=True).stderr)["messages"]
    told = [f"{one['url'].rpartition('/')[2]}, line {one.get('lastLine')}: {one['message']}" for one in found]
    assert len(pages) > 10 and not told, "\n".join(told[:20])
