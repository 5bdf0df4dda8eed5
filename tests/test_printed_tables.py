"""Tables as they are printed: decimals of numbers that stand side by side, and pages that they fill."""

import pandas as pd
import pypdf

from compendium.report import pandoc, table
from compendium.report.templates import Templates

BOTTOM = 60  # points from the lower edge of a page, above which a table ends
SHORT, LONG = "word word", "word " * 60


def field(name: str, **more: object) -> dict:
    return {"name": name, "type": "number", "label": name, "description": name, **more}


def printed(frame: pd.DataFrame, *fields: dict) -> list[list[str]]:
    found = table.table(frame, {"fields": list(fields)}, [one["name"] for one in fields], "", "t")
    return [["".join(run["text"] for run in cell) for cell in row] for row in found["rows"]]


def test_a_column_has_the_decimals_of_its_field_and_else_those_it_bears():
    frame = pd.DataFrame({"one": [27.5, 583.0], "two": [27.5, 583.0]})
    assert printed(frame, field("one", decimals=0), field("two")) == [["28", "27.5"], ["583", "583.0"]]


def test_numbers_of_a_row_with_a_unit_of_its_own_have_the_decimals_of_that_row():
    frame = pd.DataFrame({"least": [168.0, 1.0, None], "most": [6691.2, 3.62, None]})
    for more in ({"unit": "as named"}, {"unit": "km", "decimals": "by row"}):
        rows = printed(frame, field("least", **more), field("most", **more))
        assert rows == [["168", "6,691"], ["1.0", "3.6"], ["–", "–"]]


def test_amounts_of_any_size_have_a_decimal_below_ten_alone():
    frame = pd.DataFrame({"amount": [0.25, 9.0, 71.6, 63500.0]})
    assert printed(frame, field("amount", decimals="by size")) == [["0.2"], ["9.0"], ["72"], ["63,500"]]


def made(rows: int, words: str, name: str) -> str:
    columns = [{"head": "Head", "side": "left", "width": 0.25}] * 4
    cells = [[[{"text": words.strip()}] for _ in columns] for _ in range(rows)]
    return table.block({"identifier": f"table-{name}", "caption": f"Table {name}.", "columns": columns, "rows": cells})


def pages(folder, *blocks: str) -> list[list[tuple[float, str]]]:
    """Heights and texts of what each page of a PDF has."""
    (folder / "s.md").write_text("\n\n".join(blocks), encoding="utf-8")
    given = {
        "title": "T",
        "word-table": "Table {number}",
        "word-continued": "continued",
        "word-figure": "Figure {number}",
    }
    document = pandoc.read(folder / "s.md", Templates.found(), reader=pandoc.MARKDOWN, variables=given, media=folder)
    pandoc.pdf(document, folder / "d.pdf", folder / "d.png")
    found = []
    for page in pypdf.PdfReader(folder / "d.pdf").pages:
        found.append([])
        page.extract_text(
            visitor_text=lambda text, on, at, *_: found[-1].append((on[5] + on[3] * at[5], text)) if text.strip() else 0
        )
    return found


def test_a_table_of_few_rows_that_is_longer_than_a_page_goes_on_on_the_next(tmp_path):
    first, second, *_ = pages(tmp_path, made(11, LONG, "a"))
    for page in (first, second):
        assert min(height for height, text in page if "word" in text) > BOTTOM
    assert any("continued" in text for _, text in second)


def test_a_table_stays_whole_unless_that_left_much_of_a_page_white(tmp_path):
    line = "Text. " * 14
    near, far = (pages(tmp_path, *[line] * count, made(11, SHORT, "a")) for count in (38, 24))
    assert not any("word" in text for _, text in near[0]) and any("word" in text for _, text in near[1])
    assert any("word" in text for _, text in far[0])
