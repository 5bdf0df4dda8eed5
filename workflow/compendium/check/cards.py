"""Cards that do not parse, that ask for what the package does not have, or that name what is not there."""

from collections.abc import Iterable, Iterator
from pathlib import Path

from compendium.check.material import Material
from compendium.decision import schemas, value_tables
from compendium.paths import path_of
from compendium.problem import Problem
from compendium.source import cards, grammar, identifiers, references, spdx, valid, yaml_text
from compendium.source.cards import FILE, RAW, TODO, Table
from compendium.source.leavings import holds_only, is_leaving
from compendium.source.yaml_text import Document
from compendium.unusable import Unusable

# Keys of a card whose keys, members or values are columns of its table.
COLUMNS_OF = {
    "takes": dict.keys,
    "left_out": dict.keys,
    "units": dict.keys,
    "rivals": list,
    "source_covers": list,
}

# Layout of the raw tables that a kind of tidy tables reads.
LAYOUTS = {"counts": "matrix", "totals": "matrix", "records": "records", "statements": "records", "claims": "records"}


def check(material: Material) -> Iterator[Problem]:
    """Faults of the cards: each package, each resource, and what they name."""
    yield from _folders()
    known = _Known()
    for path in cards.package_files():
        try:
            tables = cards.tables_of(path)
        except Unusable as error:
            yield from error.problems
            yield from _schemas(path.parent, {problem.file for problem in error.problems})
            continue
        material.tables.extend(tables)
        document = yaml_text.load(cards.name_of(path))
        yield from _licences(document)
        yield from _package(tables, document, known)


def _folders() -> Iterator[Problem]:
    """Folders of raw/ that are no sources."""
    for folder in cards.folders():
        if not (folder / FILE).is_file() and not holds_only(folder):
            yield Problem(
                file=f"raw/{folder.name}",
                kind="source without a card",
                found="no datapackage.yaml",
                expected="a datapackage.yaml that lists every file of the source",
                todo="write the card (docs/cards.md), or move the folder out of raw/",
            )
    for path in sorted(RAW.iterdir()) if RAW.is_dir() else []:
        if path.is_symlink() and not is_leaving(path.name):
            todo = "put the folder or file itself here, or take the link out"
            yield Problem(f"raw/{path.name}", "link", "a link to another place", "a folder or a file", todo)
    for one, other in identifiers.alike(folder.name for folder in cards.folders()):
        expected = f"another name than raw/{one}, also without regard to case"
        yield Problem(f"raw/{other}", "folder twice", f"raw/{other}", expected, "rename one of the two")
    if not cards.package_files():
        yield Problem("raw", "no source", "no raw/*/datapackage.yaml", "at least one", "put the raw tables back")


def _schemas(folder: Path, told: set[str]) -> Iterator[Problem]:
    """Faults of schemas beside a card that cannot be used, which may therefore not name them."""
    for path in sorted(folder.glob("*.schema.yaml")):
        name = f"raw/{folder.name}/{path.name}"
        try:
            if name not in told:
                valid.require("fields", yaml_text.load(name), cards.SCHEMA_TODO)
        except Unusable as error:
            yield from error.problems


def _licences(document: Document) -> Iterator[Problem]:
    """Licences that SPDX does not list, and whose terms are stated nowhere."""
    for number, licence in enumerate(document.value["licenses"]):
        if wrong := spdx.refuse(licence["name"]):
            path = ["licenses", number, "name"]
            yield document.problem(path, "unknown licence", repr(licence["name"]), wrong, TODO)


class _Known:
    """What cards may name."""

    def __init__(self) -> None:
        self.references = references.ids()
        self.tidy = schemas.tables()

    def kind(self, tidy: str) -> str:
        """Kind of a tidy table; empty where there is none, or its schema cannot be used."""
        try:
            return schemas.table(tidy)["kind"] if tidy in self.tidy else ""
        except Unusable:
            return ""

    def columns(self, tidy: str) -> set[str]:
        """Columns of a tidy table; none where its schema cannot be used."""
        try:
            return {field["name"] for field in schemas.table(tidy)["fields"]}
        except Unusable:
            return set()


def _package(tables: list[Table], document: Document, known: _Known) -> Iterator[Problem]:
    for number, table in enumerate(tables):
        at = _At(document, ["resources", number, "transcription"])
        if known.references:
            yield from at.unless(known.references, "reference", table.card["reference"], references.PATH)
        for key in ("tidy", "tidy_totals"):
            if key in table.card and table.card.get("layout") == cards.VALUES:
                yield from _made(table, key, at)
            elif key in table.card:
                yield from at.unless(known.tidy, key, table.card[key], f"{schemas.FOLDER}/tables")
                yield from _fed(table, key, at, known)
        if path_of(table.path).is_symlink():
            todo = "put the file itself here"
            yield Problem(table.path, "link", "a link to another place", "a file", todo, printed=table.printed)
        if "cells" in table.card and (name := table.card["cells"]) not in (there := grammar.grammars()):
            yield at.problem("cells", "unknown word", repr(name), valid.closest(name, list(there)))
        yield from _keyings(table, tables, at)
        yield from _columns(table, at)
        yield from _taken(table, at, known)


class _At:
    """Problems of one card."""

    def __init__(self, document: Document, path: list):
        self.document, self.path = document, path

    def problem(self, key: object, kind: str, found: str, expected: str, todo: str = TODO) -> Problem:
        path = [*self.path, *(key if isinstance(key, list) else [key])]
        return self.document.problem(path, kind, found, expected, todo)

    def unless(self, known: Iterable[str], key: object, name: str, where: str) -> Iterator[Problem]:
        """A problem where a name is none of those that there are."""
        known = sorted(known)
        if name not in known:
            todo = f"mend the name, or add it: {where} has them"
            yield self.problem(
                key, "name of what is not there", repr(name), valid.closest(name, known) or "none: there is none", todo
            )


def _made(table: Table, key: str, at: _At) -> Iterator[Problem]:
    """A tidy table that a card of values makes has a name that a table can have, and no other table has it."""
    name = table.card[key]
    if wrong := identifiers.refuse("table", name):
        yield at.problem(key, "name that cannot be used", repr(name), wrong)
    elif key == "tidy" and name.endswith(value_tables.SUFFIX):
        at_end = f"a name that does not end in {value_tables.SUFFIX}, which the tables of printed totals have"
        yield at.problem(key, "name of another table", repr(name), at_end)
    elif name in schemas.table_files():
        expected = f"a name that {schemas.FOLDER}/tables does not have: the card makes a table of its own"
        yield at.problem(key, "name of another table", repr(name), expected)


def _fed(table: Table, key: str, at: _At, known: _Known) -> Iterator[Problem]:
    """A tidy table is fed by tables of the layout that its kind reads, and its records say what they fill."""
    kind, layout = known.kind(table.card[key]), table.card.get("layout", "none")
    if LAYOUTS.get(kind, layout) != layout:
        found, expected = (
            f"{table.card[key]!r}, whose kind is {kind}",
            f"one of another kind, or layout: {LAYOUTS[kind]}",
        )
        yield at.problem(key, "tidy table of another layout", found, expected)
    elif kind == "records" and "takes" not in table.card:
        yield at.problem(key, "missing key", "no takes", f"takes, with the columns of {table.card[key]!r}")


def _keyings(table: Table, tables: list[Table], at: _At) -> Iterator[Problem]:
    """Both keyings of a table name each other."""
    if "second_keying" in table.card:
        second = {one.file for one in tables if one.card.get("second_of") == table.name}
        yield from at.unless(second, "second_keying", table.card["second_keying"], "a resource with second_of")
    if "second_of" in table.card:
        first = {one.name for one in tables if one.card.get("second_keying") == table.file}
        yield from at.unless(first, "second_of", table.card["second_of"], "a resource with second_keying")


def _columns(table: Table, at: _At) -> Iterator[Problem]:
    """Columns that a card or a key names are columns of the table."""
    card, fields = table.card, [field["name"] for field in table.fields]
    where = "the schema of the table"
    for key, of in COLUMNS_OF.items():
        for number, name in enumerate(of(card[key]) if key in card else []):
            yield from at.unless(fields, [key, name if isinstance(card[key], dict) else number], name, where)
    for key, name in [*card.get("addresses", {}).items()]:
        yield from at.unless(fields, ["addresses", key], key, where)
        yield from at.unless(fields, ["addresses", key], name, where)
    if "attribute" in card:
        yield from at.unless(fields, "attribute", card["attribute"], where)
    elif "conditions" in card:
        for name in card["conditions"]:
            yield from at.unless(fields, ["conditions", name], name, where)
    if "document" in card:
        yield from at.unless(fields, ["document", "words"], card["document"]["words"], where)
    for name in card.get("parts", {}):
        yield from at.unless(fields, ["parts", name], name, where)
    for name in table.primary_key:
        if name not in fields:
            yield at.document.problem(
                [*at.path[:2], "schema"], "primary key of no column", repr(name), valid.closest(name, fields), TODO
            )


def _taken(table: Table, at: _At, known: _Known) -> Iterator[Problem]:
    """Columns of the tidy table that a card fills are there, and none is left over."""
    tidy, takes = table.card.get("tidy"), table.card.get("takes", {})
    if tidy not in known.tidy or not takes:
        return
    columns = known.columns(tidy)
    for raw, name in takes.items():
        if columns and name not in columns:
            yield from at.unless(columns, ["takes", raw], name, f"{schemas.FOLDER}/tables/{tidy}.yaml")
    told = {*takes, *table.card.get("left_out", {}), *table.card.get("conditions", {})}
    for field in table.fields:
        if field["name"] not in told:
            expected = "every column in takes, or in left_out with the reason"
            yield at.problem("takes", "column that goes nowhere", repr(field["name"]), expected)
