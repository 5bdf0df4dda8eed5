"""Names of first-level units today, where they are others than in the geometry: codings such as `Turkistan (2018)`."""

import re
from collections.abc import Iterable, Mapping

from compendium.source.address import Cell, expand

CODE = re.compile(r"\S.*\S \((\d{4})\)")
NAME = 3  # column of the name in the table of units


def is_code(code: str) -> bool:
    """Whether a text is a name with the year from which it holds, in brackets."""
    return bool(CODE.fullmatch(code))


def today(names: str | None, cells: Iterable[str], codes: Mapping[str, str]) -> str | None:
    """Names as in the geometry, parted by semicolons, each with that of today; `cells` are those of the records."""
    if names is None:
        return None
    records = sorted({(cell.file, cell.row) for cell in expand(cells)})
    coded = [codes.get(str(Cell(file, row, NAME))) for file, row in records]
    return "; ".join(
        f"{name} (today {code[: code.rindex(' (')]}, since {code[-5:-1]})" if code else name
        for name, code in zip(names.split("; "), coded, strict=True)
    )


def now(name: str, cells: Iterable[str], codes: Mapping[str, str]) -> str:
    """The name of one unit today; `cells` are those of its records."""
    found = {codes.get(str(Cell(cell.file, cell.row, NAME))) for cell in expand(cells)} - {None}
    code = min(found, default=None)
    return code[: code.rindex(" (")] if code else name
