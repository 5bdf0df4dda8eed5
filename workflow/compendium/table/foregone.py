"""Queries that name what they are to find: whatever the data say, nothing else can come out."""

from collections.abc import Iterator

from compendium.table.query import parsed
from compendium.table.verdict import NAME_ALL


def foregone(sql: str, comparison: str, expected: str) -> str | None:
    """Why a query cannot find anything but what is expected, or None.

    That is so where the answer is a column, and WHERE lets through nothing but what a comparison that admits
    no others expects. A query that cannot be parsed is not judged.
    """
    if comparison not in NAME_ALL or not (node := parsed(sql)):
        return None
    answer = next((item for item in node.get("select_list", []) if item.get("alias") == "value"), None)
    if not answer or answer["class"] != "COLUMN_REF":
        return None
    wanted = set(expected.split(";"))
    for column, values in _let_through(node.get("where_clause")):
        if column == answer["column_names"][-1] and values <= wanted:
            return f"WHERE lets through nothing but {', '.join(sorted(values))} in {column}, which is the answer"
    return None


def _let_through(where: dict | None) -> Iterator[tuple[str, set[str]]]:
    """Columns that a condition holds to named values, with the values."""
    if not where:
        return
    if where["type"] == "CONJUNCTION_AND":
        for part in where["children"]:
            yield from _let_through(part)
    elif where["type"] == "COMPARE_IN":
        yield from _named(where["children"][0], where["children"][1:])
    elif where["type"] == "COMPARE_EQUAL":
        yield from _named(where["left"], [where["right"]])
        yield from _named(where["right"], [where["left"]])


def _named(column: dict, values: list[dict]) -> Iterator[tuple[str, set[str]]]:
    if column["class"] == "COLUMN_REF" and all(value["class"] == "CONSTANT" for value in values):
        yield column["column_names"][-1], {value["literal"]["text"] for value in values if "text" in value["literal"]}
