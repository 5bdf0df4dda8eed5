"""Windows of a browser, and what is waited for in them."""

from selenium.webdriver.support.ui import WebDriverWait

LIT = "return [...document.querySelectorAll('#cells .lit')].map(c => (c.parentElement.rowIndex + 1) + ',' + (c.cellIndex + 1))"


SEEN = "const r = document.querySelector('#cells .lit').getBoundingClientRect(); return r.top >= 0 && r.bottom <= innerHeight"


def wide(browser, width: int = 1280) -> None:
    metrics = {"width": width, "height": 900, "deviceScaleFactor": 1, "mobile": width < 600}
    browser.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", metrics)


def until(browser, holds):
    return WebDriverWait(browser, 10).until(lambda _: holds())
