"""The pages of a table are said by one rule wherever they are said."""

import pytest

from compendium.source import printed_pages

SAID = {"11": "p. 11", 11: "p. 11", "xii": "p. xii", "A-3": "p. A-3", "154–172": "pp. 154–172", "4-5": "pp. 4-5"}
SAID |= {"4, 7": "pp. 4, 7", "4 and 7": "pp. 4 and 7", "": "", None: ""}


@pytest.mark.parametrize("pages", SAID)
def test_one_page_is_p_and_several_are_pp(pages):
    assert printed_pages.said({"pages": pages}) == SAID[pages]


def test_a_card_without_pages_says_none():
    assert printed_pages.said({}) == ""
