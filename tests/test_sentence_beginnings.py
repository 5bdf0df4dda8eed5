"""No sentence of an English notebook begins with a count in digits: it is turned, or said in words."""

import csv
import re

import nbformat
import pytest
from conftest import SOURCE

# A name in braces where a sentence begins: of a text, of a paragraph, or of what is said on a condition after a sentence.
BEGINS = re.compile(r"(?:^|\n|[.!?][*]*[\])]? )\[?\{([a-z0-9-]+)\}")
BARE = re.compile(r"\d[\d,.]*")
ENGLISH = [
    path for path in sorted(SOURCE.glob("notebooks/*.ipynb")) if not re.search(r"-(es|ru|kk)\.ipynb$", path.name)
]


def counts() -> set[str]:
    """Names of results that are a number alone, in any report."""
    with (SOURCE / "results.csv").open(encoding="utf-8", newline="") as file:
        found = {(row["id"].partition("/")[2], bool(BARE.fullmatch(row["value"]))) for row in csv.DictReader(file)}
    return {name for name, bare in found if bare} - {name for name, bare in found if not bare}


@pytest.mark.parametrize("path", ENGLISH, ids=lambda path: path.stem)
def test_no_sentence_begins_with_a_count_in_digits(path):
    bare = counts()
    cells = nbformat.read(path, as_version=4).cells
    texts = [cell.source for cell in cells if cell.cell_type == "markdown"]
    assert [name for text in texts for name in BEGINS.findall(text) if name in bare] == []


def test_a_count_is_found_where_a_sentence_begins_and_nowhere_else():
    assert BEGINS.findall("{a} towns. {b} of them\n\n{c}") == ["a", "b", "c"]
    assert BEGINS.findall("**So.** {a} were. [{b} are]{.when}") == ["a", "b"]
    assert BEGINS.findall("In {a} towns: {b}, {c}") == []
