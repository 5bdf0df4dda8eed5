"""Names of the files of `reports/data/`: the tidy tables to download, and what describes them."""

from compendium.decision import schemas

FOLDER = "reports/data"
WORKBOOK, DATABASE, CODES = "tables.xlsx", "tables.sqlite", "code-labels.csv"
PACKAGE, CSVW, CROISSANT = "datapackage.json", "csv-metadata.json", "croissant.json"
FORMATS = ("csv", "parquet")  # of each table
WHOLE = {
    "workbook": WORKBOOK,
    "database": DATABASE,
    "codes": CODES,
    "package": PACKAGE,
    "csvw": CSVW,
    "croissant": CROISSANT,
}


def of_table(table: str, suffix: str) -> str:
    """File of a tidy table in one format, beside the others."""
    return f"{table}.{suffix}"


def outputs() -> dict[str, str]:
    """Paths of all downloads by a name: `TABLE_FORMAT`, or that of a file of all tables."""
    each = {f"{name}_{suffix}": of_table(name, suffix) for name in schemas.tables() for suffix in FORMATS}
    return {name: f"{FOLDER}/{file}" for name, file in {**each, **WHOLE}.items()}
