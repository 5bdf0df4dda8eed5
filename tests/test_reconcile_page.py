"""The page of two keyings writes what `correct --from` takes, whatever the cells hold."""

import pytest
from conftest import succeeds
from selenium.webdriver.common.by import By

TABLE, SECOND = "raw/returns/table1.csv", "raw/returns/table1.second.csv"

pytestmark = pytest.mark.slow


def test_what_is_chosen_on_the_page_settles_the_keyings(plain, browser):
    plain.set_cell(TABLE, 3, 4, "13")
    plain.set_cell(TABLE, 5, 4, "4")
    plain.set_cell(TABLE, 7, 4, "51")
    succeeds(plain, "reconcile", TABLE, "--page")
    browser.get((plain / "edit/reconcile-returns-table1.html").as_uri())
    assert browser.execute_script("return document.querySelectorAll('#cells tr').length") == 3
    for row in (0, 1):
        browser.find_elements(By.CSS_SELECTOR, f"input[name=cell-{row}]")[1].click()  # the second keying
    browser.find_elements(By.CSS_SELECTOR, "#cells input[type=text]")[2].send_keys("50")
    entries = browser.find_element(By.ID, "entries").get_property("value")
    (plain / "chosen.yaml").write_text(entries, encoding="utf-8")
    succeeds(plain, "correct", "--from", "chosen.yaml", "--status", "accepted")
    assert "No problem" in succeeds(plain, "check")
    assert succeeds(plain, "reconcile") == "All keyings agree, or the ledger settles where they do not.\n"
    ledger = (plain / "raw/corrections.csv").read_text(encoding="utf-8")
    assert f'"{TABLE}#cell=3,4",13,12,slip,accepted' in ledger and f'"{TABLE}#cell=7,4",51,50,slip,accepted' in ledger
