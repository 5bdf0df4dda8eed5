"""In print a figure stands at its place or at the head of a later page, never above what leads to it."""

import pypdf
import pytest

from compendium.decision.config import reports


@pytest.mark.slow
@pytest.mark.parametrize("key", reports())
def test_the_first_page_of_a_report_begins_with_its_title(original, key):
    first = pypdf.PdfReader(original / f"reports/{key}.pdf").pages[0].extract_text()
    title = reports()[key].title
    assert " ".join(first.split()).startswith(" ".join(title.split())), first[:200]
