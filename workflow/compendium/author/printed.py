"""A printed table that was keyed elsewhere becomes a raw table, with its card."""

import csv
import io
from dataclasses import dataclass, field
from pathlib import Path

from compendium.author import insert, workbook
from compendium.author.attempt import attempt
from compendium.failure import Refused
from compendium.paths import path_of
from compendium.problem import report
from compendium.source import cards, grid, identifiers, limits

PACKAGE = "raw/{source}/datapackage.yaml"
REFERENCES = "raw/references.json"
KEYED = "Keyed once from the print."
KEYED_TWICE = "Keyed from the print, then compared cell by cell with an independent second keying."


@dataclass(frozen=True)
class Print:
    """Where a table stands in print and what its rows and columns name; `values` holds the signs that it prints."""

    source: str
    name: str
    reference: str
    table: str
    title: str
    rows: str
    columns: str
    pages: str = ""
    document: str = ""  # title of the document, where raw/references.json does not have it yet
    years: bool = False
    values: dict = field(default_factory=dict)


def records(path: Path, sheet: str | None = None) -> list[list[str]]:
    """Records of a CSV file or of a workbook, each cell as it stands. Raises Refused."""
    if path.suffix.lower() == ".xlsx":
        return workbook.sheet(path, sheet)
    if path.stat().st_size > limits.FILE_BYTES:
        raise Refused(f"{path} is larger than a raw table may be; docs/cards.md tells the limits.")
    try:
        return grid.parse(str(path), path.read_text(encoding="utf-8-sig")).records
    except UnicodeDecodeError as error:
        raise Refused(
            f"{path} is no text in UTF-8 ({error.reason} at byte {error.start}): save it as CSV in UTF-8."
        ) from None
    except grid.NotCsv as error:
        raise Refused(f"{path}, line {error.line}: this is no CSV ({error}).") from None


def add(given: Print, texts: list[list[str]]) -> list[str]:
    """Write the raw table and its card, and the package and the document where they are new; the names of what was written.

    Raises Refused, with every problem that the check finds, and leaves everything as it was.
    """
    for kind, text in (("source", given.source), ("table", given.name)):
        if wrong := identifiers.refuse(kind, text):
            raise Refused(f"{text!r} cannot be the name of a {kind}: {wrong}.")
    path = f"raw/{given.source}/{given.name}.csv"
    if path_of(path).exists():
        raise Refused(f"{path} is there already. Edit it: ./reproduce edit {path}")
    files = {path: as_csv(texts), **_described(given)}
    if problems := attempt(files):
        raise Refused(
            f"{report(problems)}\n\nNothing was written. What the table prints besides numbers is said by options: "
            "./reproduce new table --help"
        )
    return list(files)


def add_second(table: cards.Table, texts: list[list[str]]) -> list[str]:
    """Write the independent second keying of a raw table, and name it in its card; the names of what was written.

    Where the keyings differ nothing is refused: `reconcile` settles it. Raises Refused for another shape.
    """
    first = grid.read(table.path)
    if table.second or table.is_second:
        raise Refused(f"{table.path} has a second keying already, or is one.")
    if [len(texts), *(len(row) for row in texts[:1])] != [first.height, len(first.header)]:
        raise Refused(
            f"{table.path} has {first.height} records of {len(first.header)} cells, and the second keying has another shape."
        )
    name = f"{Path(table.file).stem}.second"
    second, package = f"raw/{table.package}/{name}.csv", PACKAGE.format(source=table.package)
    card = {key: table.card[key] for key in ("reference", "pages", "table") if key in table.card}
    entry = {
        **{"name": f"{table.name}-second", "type": "table", "path": f"{name}.csv"},
        "transcription": {**card, "second_of": table.name},
    }
    text = _with_second(path_of(package).read_text(encoding="utf-8"), table, f"{name}.csv")
    files = {second: as_csv(texts), package: insert.resource(text, entry).encode()}
    if problems := attempt(files, besides=("keyings disagree",)):
        raise Refused(f"{report(problems)}\n\nNothing was written.")
    return list(files)


def as_csv(texts: list[list[str]]) -> bytes:
    """Records as CSV after RFC 4180, with line ends LF, in UTF-8."""
    text = io.StringIO(newline="")
    csv.writer(text, lineterminator="\n").writerows(texts)
    return text.getvalue().encode()


def blank(texts: list[list[str]], header_rows: int, label_columns: int) -> list[list[str]]:
    """The same table with headings and labels alone: what an independent second keying begins with."""
    return [
        [text if row < header_rows or column < label_columns else "" for column, text in enumerate(record)]
        for row, record in enumerate(texts)
    ]


def _described(given: Print) -> dict[str, bytes]:
    """The package with the card, and the references where the document is new."""
    package = PACKAGE.format(source=given.source)
    if path_of(package).is_file():
        text = path_of(package).read_text(encoding="utf-8")
    else:
        head = {
            "name": given.source,
            "title": given.document or given.title,
            "licenses": [{"name": "CC-BY-4.0", "title": "Facts as printed; our transcription"}],
            "sources": [{"title": given.document or given.reference}],
        }
        text = f"{insert.dumped(head)}resources:\n"
    card = {
        "reference": given.reference,
        **({"pages": given.pages} if given.pages else {}),
        **{"table": given.table, "title": given.title, "keyed": KEYED, "layout": "values"},
        **{"tidy": given.name.replace("-", "_"), "rows": given.rows, "columns": given.columns},
        **({"column_labels": "year"} if given.years else {}),
        "values": given.values,
    }
    entry = {"name": given.name, "type": "table", "path": f"{given.name}.csv", "transcription": card}
    return {package: insert.resource(text, entry).encode(), **_document(given)}


def _document(given: Print) -> dict[str, bytes]:
    from compendium.source import references

    if given.reference in references.ids():
        return {}
    if not given.document:
        raise Refused(
            f"{REFERENCES} has no document {given.reference!r}: give its title with --document, or add it there first."
        )
    text = path_of(REFERENCES).read_text(encoding="utf-8")
    return {
        REFERENCES: insert.reference(
            text, {"id": given.reference, "type": "document", "title": given.document}
        ).encode()
    }


def _with_second(text: str, table: cards.Table, name: str) -> str:
    """The package with the second keying named in the card of the first. Raises Refused where the card is not found."""
    lines = text.splitlines(keepends=True)
    begins = next(
        (i for i, line in enumerate(lines) if line.strip() in (f"path: {table.file}", f'path: "{table.file}"')), -1
    )
    keyed = next((i for i in range(begins, len(lines)) if lines[i].lstrip().startswith("keyed:")), -1)
    if begins < 0 or keyed < 0:
        raise Refused(
            f"The card of {table.path} is written in another way than this verb reads: add second_keying: {name} to it by hand."
        )
    margin = lines[keyed][: len(lines[keyed]) - len(lines[keyed].lstrip())]
    lines[keyed] = f'{margin}keyed: "{KEYED_TWICE}"\n{margin}second_keying: {name}\n'
    return "".join(lines)
