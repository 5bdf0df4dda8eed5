"""Codings of whole records: the raw record that a tidy row was made of, and what a coder said of it."""

from collections.abc import Mapping

from compendium.source.address import corners

Record = tuple[str, int]  # file and row


def record(row: Mapping) -> Record:
    """Raw record of a tidy row that was made of one: file and row of its first cell."""
    return corners(row["cells"][0])[:2]


def by_record(codes: Mapping[str, str]) -> dict[Record, str]:
    """Codes of cells of one scheme, by the record that each cell stands in."""
    return {corners(cell)[:2]: code for cell, code in codes.items()}
