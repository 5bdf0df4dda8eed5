"""Begin something of your own: a compendium, a printed table, a second keying of one, a report.

  new compendium FOLDER      the machinery and two small printed tables, which build in seconds, in a new folder
  new table FILE             a table that was keyed as CSV or in a spreadsheet, with its card, checked and frozen
  new second TABLE FILE      the independent second keying of a raw table
  new report KEY             a notebook and the lines of config/config.yaml for a report on a table

What an option does not say is not guessed: where a cell cannot be read, the check tells which, and nothing is written.
"""

import argparse
from pathlib import Path

from compendium.author import compendium, drafts, freeze, printed
from compendium.author.naming import table_of
from compendium.failure import Refused
from compendium.paths import STARTED
from compendium.source import checksums


def register(parser: argparse.ArgumentParser) -> None:
    """Add the arguments of the verb."""
    kinds = parser.add_subparsers(dest="kind", metavar="WHAT", required=True)
    one = kinds.add_parser("compendium", help="the machinery and two small printed tables, in a new folder")
    one.add_argument("folder", metavar="FOLDER")
    one.set_defaults(make=_compendium)
    _table_arguments(kinds.add_parser("table", help="a printed table that was keyed as CSV or in a spreadsheet"))
    two = kinds.add_parser("second", help="the independent second keying of a raw table")
    two.add_argument("table", metavar="TABLE", help="raw/SOURCE/NAME.csv")
    two.add_argument("file", metavar="FILE", help="CSV or .xlsx")
    two.set_defaults(make=_second)
    three = kinds.add_parser("report", help="a notebook and the lines of config/config.yaml for a report on a table")
    three.add_argument("key", metavar="KEY", help="of the report: the name of its files")
    three.add_argument("--table", metavar="TIDY", required=True, help="tidy table of a card with the layout values")
    three.add_argument("--title", help="default: the title of the table")
    three.set_defaults(make=_report)


def _table_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("file", metavar="FILE", help="CSV in UTF-8, or .xlsx with every cell as text")
    parser.add_argument("--source", required=True, help="folder below raw/ for all tables of the document")
    parser.add_argument("--name", help="of the table; default: that of the file")
    parser.add_argument("--sheet", help="of a workbook; default: the first")
    parser.add_argument("--reference", help="key of the document in raw/references.json; default: the source")
    parser.add_argument("--document", help="title of the document, where it is new there")
    parser.add_argument("--table", required=True, help='number as printed, such as "Table 3"')
    parser.add_argument("--title", required=True, help="title as printed")
    parser.add_argument("--pages", default="", help="printed pages")
    parser.add_argument("--rows", required=True, help="what a row is, such as county")
    parser.add_argument("--columns", required=True, help="what a column is, such as item")
    parser.add_argument("--years", action="store_true", help="the columns are years")
    parser.add_argument("--header-rows", type=int, default=1, help="rows of headings (default: 1)")
    parser.add_argument("--label-columns", type=int, default=1, help="columns of labels (default: 1)")
    parser.add_argument("--decimal", help="decimal sign")
    parser.add_argument("--thousands", action="append", help="thousands sign, or none; may be given again")
    parser.add_argument("--minus", help="minus sign (default: a hyphen)")
    parser.add_argument("--unit", help="unit of all numbers")
    parser.add_argument("--groups", choices=("headings", "column"), help="how rows are grouped")
    for name, what in (
        ("missing", "a sign for what is missing: not available, nil, not applicable, confidential, negligible"),
        ("flag", "a footnote mark and its note"),
        ("form", "what stands around a number N, such as (N)=estimated"),
        ("total", "the label of a row of totals: all, group or running"),
        ("total-column", "the same of a column"),
        ("column-unit", "the heading of a column and its unit"),
    ):
        parser.add_argument(
            f"--{name}", metavar="TEXT=MEANING", action="append", default=[], help=f"{what}; may be given again"
        )
    parser.set_defaults(make=_table)


def run(arguments: argparse.Namespace) -> int:
    """Do what the verb says; returns the exit code."""
    return arguments.make(arguments)


def _compendium(arguments: argparse.Namespace) -> int:
    folder = STARTED / arguments.folder
    compendium.write(folder)
    print(
        f"{folder}: a compendium of an invented election. In it, ./reproduce builds everything; "
        "its README.md says how to put your own tables in their place."
    )
    return 0


def _table(arguments: argparse.Namespace) -> int:
    path = _there(arguments.file)
    name = arguments.name or path.stem
    given = printed.Print(
        source=arguments.source,
        name=name,
        reference=arguments.reference or arguments.source,
        **{key: getattr(arguments, key) for key in ("table", "title", "rows", "columns", "pages", "years")},
        document=arguments.document or "",
        values=_values(arguments),
    )
    texts = printed.records(path, arguments.sheet)
    files = printed.add(given, texts)
    template = Path(f"edit/{arguments.source}-{name}.second.csv").absolute()
    template.parent.mkdir(exist_ok=True)
    template.write_bytes(printed.as_csv(printed.blank(texts, arguments.header_rows, arguments.label_columns)))
    print("\n".join([*files, *freeze.freeze(file for file in files if file in checksums.present())]))
    print(
        f"For an independent second keying: fill {template} from the print, then ./reproduce new second {files[0]} {template}\n"
        f"For a report: ./reproduce new report {name} --table {name.replace('-', '_')}"
    )
    return 0


def _values(arguments: argparse.Namespace) -> dict:
    """The block `values` of the card, as far as options say something."""
    found: dict = {"header_rows": arguments.header_rows} if arguments.header_rows != 1 else {}
    found |= {"label_columns": arguments.label_columns} if arguments.label_columns != 1 else {}
    found |= {key: value for key in ("decimal", "minus", "unit", "groups") if (value := getattr(arguments, key))}
    if arguments.thousands:
        found["thousands"] = [sign for sign in arguments.thousands if sign != "none"]
    for key, option in (("missing", "missing"), ("flags", "flag"), ("forms", "form")):
        found |= {key: pairs} if (pairs := _pairs(option, getattr(arguments, option))) else {}
    totals = {"rows": _pairs("total", arguments.total), "columns": _pairs("total-column", arguments.total_column)}
    found |= {"totals": kept} if (kept := {side: of for side, of in totals.items() if of}) else {}
    units = _pairs("column-unit", arguments.column_unit)
    return found | ({"by_column": {name: {"unit": unit} for name, unit in units.items()}} if units else {})


def _pairs(option: str, given: list[str]) -> dict[str, str]:
    """TEXT=MEANING by text; the text may hold an equals sign, and be empty. Raises Refused."""
    if wrong := [text for text in given if "=" not in text]:
        raise Refused(f"--{option} {wrong[0]!r} has no equals sign: write TEXT=MEANING.")
    return dict(text.rpartition("=")[::2] for text in given)


def _second(arguments: argparse.Namespace) -> int:
    table = table_of(arguments.table)
    files = printed.add_second(table, printed.records(_there(arguments.file)))
    print("\n".join(files))
    print(f"Where the keyings differ: ./reproduce reconcile {table.path}")
    return 0


def _report(arguments: argparse.Namespace) -> int:
    files = drafts.report(arguments.key, arguments.table, arguments.title)
    print("\n".join(files))
    print(f"./reproduce {arguments.key} builds it; ./reproduce lab opens its notebook.")
    return 0


def _there(text: str) -> Path:
    path = STARTED / text
    if not path.is_file():
        raise Refused(f"{path} is no file.")
    return path
