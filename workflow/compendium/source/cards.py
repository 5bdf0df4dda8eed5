"""Cards: what each data package under `raw/` says of its tables.

A card is the `transcription` block of a resource in `datapackage.yaml`; its fields are described in
`workflow/schemas/card.schema.json`, those of a Table Schema in `fields.schema.json`.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path

from compendium.paths import path_of
from compendium.problem import Problem
from compendium.source import fields, headings, identifiers, printed_pages, valid, yaml_text
from compendium.source.leavings import is_leaving
from compendium.source.yaml_text import Document
from compendium.steady import kept
from compendium.unusable import Unusable

RAW = path_of("raw")
FILE = "datapackage.yaml"
TODO = "mend the card; docs/cards.md says what each field means"
SCHEMA_TODO = "mend the schema; docs/cards.md says what it may hold"
VALUES = "values"  # layout of a statistical table
LIMIT = 500  # resources of a package


@dataclass(frozen=True)
class Table:
    """One resource of a package: a CSV file, its Table Schema and its card."""

    package: str
    name: str
    file: str
    fields: tuple[dict, ...]
    card: dict
    primary_key: tuple[str, ...] = ()
    values: dict | None = None  # how a table of values is printed, its second keying as well; None for other tables

    @property
    def path(self) -> str:
        """Path from the root, which cell addresses begin with."""
        return f"raw/{self.package}/{self.file}"

    @property
    def key(self) -> str:
        """Name of the table among all tables: its source and its name, which the check finds to be its own."""
        return f"{self.package}-{self.name}"

    @property
    def second(self) -> str | None:
        """Path of the second keying."""
        return f"raw/{self.package}/{self.card['second_keying']}" if "second_keying" in self.card else None

    @property
    def header_rows(self) -> int:
        """Number of records that are headings."""
        return (self.values or {}).get("header_rows", 1)

    @property
    def label_columns(self) -> int:
        """Number of columns that are labels."""
        return (self.values or {}).get("label_columns", 1)

    @property
    def is_second(self) -> bool:
        """Whether it is the second keying of another table."""
        return "second_of" in self.card

    @cached_property
    def printed(self) -> str:
        """Where the table stands in print, for messages and captions."""
        parts = (self.card["reference"], printed_pages.said(self.card), self.card["table"])
        return ", ".join(part for part in parts if part)

    def parts(self, label: str) -> dict | None:
        """What a column that holds several parties admits, or None for a column of one party."""
        return self.card.get("parts", {}).get(label)


def folders() -> list[Path]:
    """Folders of sources, sorted. Links are none, since what they lead to is not ours, nor leavings of desktops."""
    if not RAW.is_dir():
        return []
    return sorted(p for p in RAW.iterdir() if p.is_dir() and not p.is_symlink() and not is_leaving(p.name))


@kept
def package_files() -> list[Path]:
    """Every card file, sorted."""
    return [folder / FILE for folder in folders() if (folder / FILE).is_file()]


def name_of(path: Path) -> str:
    """Path of a card file below the root."""
    return f"raw/{path.parent.name}/{path.name}"


@kept
def load(path: Path) -> dict:
    """Validated package descriptor, with the schemas that it names in place. Raises Unusable."""
    return _package(path.parent.name)


def schema_files(path: Path) -> list[str]:
    """Schema files that a package names, relative to the root. Raises Unusable."""
    document = yaml_text.load(name_of(path))
    found = (r.get("schema") for _, r in _resources(document))
    return sorted({f"raw/{path.parent.name}/{name}" for name in found if isinstance(name, str)})


def _resources(document: Document) -> Iterator[tuple[int, dict]]:
    """Resources of a descriptor with their numbers, as far as they are mappings."""
    found = document.value.get("resources") if isinstance(document.value, dict) else None
    for number, resource in enumerate(found if isinstance(found, list) else []):
        if isinstance(resource, dict):
            yield number, resource


def _package(folder: str) -> dict:
    document = yaml_text.load(f"raw/{folder}/{FILE}")
    schemas = {number: _schema(folder, document, number, resource) for number, resource in _resources(document)}
    found = [problem for schema in schemas.values() if isinstance(schema, Unusable) for problem in schema.problems]
    whole = _described(folder, document, tuple(schemas.items()) if not found else ())
    found = [*whole.problems, *found] if isinstance(whole, Unusable) else found
    if found or isinstance(whole, Unusable):
        raise Unusable(found)
    return whole


def _schema(folder: str, document: Document, number: int, resource: dict) -> Document | Unusable | None:
    """Table Schema of a resource, in place or from the file that it names, or why it cannot be used; None without one."""
    given = resource.get("schema")
    try:
        if "schema" not in resource:
            return None  # which the card admits of a table of values, and of a second keying
        if isinstance(given, dict):
            found = document.part(["resources", number, "schema"])
        elif isinstance(given, str):
            if wrong := strays(folder, given) or (not given.endswith(".yaml") and "a file that ends in .yaml"):
                path = ["resources", number, "schema"]
                raise Unusable([document.problem(path, "schema that is no file", repr(given), wrong, TODO)])
            found = yaml_text.load(f"raw/{folder}/{given}")
        else:
            return Unusable([])
        valid.require("fields", found, SCHEMA_TODO)
        if faults := list(fields.faults(found, SCHEMA_TODO)):
            raise Unusable(faults)
    except Unusable as error:
        return error
    return found


def strays(folder: str, name: str) -> str:
    """What a file that a card names should be, where it is not beside it; empty where it is."""
    if identifiers.refuse("file", name):
        return "the name of a file in the folder of the card"
    path = RAW / folder / name
    if path.is_symlink():
        return "a file, not a link"
    return "" if path.is_file() else f"a file in raw/{folder}"


@cache
def _described(folder: str, document: Document, schemas: tuple[tuple[int, Document | None], ...]) -> dict | Unusable:
    """Descriptor with its schemas in place; kept by content, since every reason of every job asks for it."""
    if found := valid.problems("card", document, TODO) or list(_names(folder, document)):
        return Unusable(found)
    package = dict(document.value)
    placed = {number: schema for number, schema in schemas if schema}
    package["resources"] = [
        {**resource, "schema": placed[number].value} if number in placed else resource
        for number, resource in enumerate(package["resources"])
    ]
    return package


def _names(folder: str, document: Document) -> Iterator[Problem]:
    """Names of a package that would be no files, or two of which would be one."""
    if wrong := identifiers.refuse("source", folder):
        yield document.problem([], "name that cannot be used", repr(folder), wrong, "rename the folder")
    if document.value["name"] != folder:
        yield document.problem(["name"], "name of another folder", document.value["name"], folder, TODO)
    if len(document.value["resources"]) > LIMIT:
        yield document.problem(["resources"], "too many tables", "more", f"at most {LIMIT}", "part the source")
    for what, key in (("resource", "name"), ("file", "path")):
        seen: dict[str, str] = {}
        for number, resource in _resources(document):
            name, path = resource[key], ["resources", number, key]
            if wrong := identifiers.refuse(what, name):
                yield document.problem(path, "name that cannot be used", repr(name), wrong, TODO)
            if name.casefold() in seen:
                expected = f"another name than {seen[name.casefold()]!r}, also without regard to case"
                yield document.problem(path, f"{key} twice", repr(name), expected, TODO)
            seen.setdefault(name.casefold(), name)


def tables_of(path: Path) -> list[Table]:
    """Tables that a package lists, in its order. Raises Unusable."""
    package, folder = load(path), path.parent.name
    firsts = {resource["name"]: resource for resource in package["resources"]}
    found = []
    for resource in package["resources"]:
        card = resource["transcription"]
        first = firsts.get(card.get("second_of"), resource)
        schema = resource.get("schema") or first.get("schema") or _as_headed(folder, resource["path"], first)
        key = schema.get("primaryKey", ())
        found.append(
            Table(
                package=folder,
                name=resource["name"],
                file=resource["path"],
                fields=tuple(schema["fields"]),
                card=card,
                primary_key=tuple([key] if isinstance(key, str) else key),
                values=first["transcription"]["values"] if first["transcription"].get("layout") == VALUES else None,
            )
        )
    return found


def _as_headed(folder: str, file: str, resource: dict) -> dict:
    """Schema of a table of values that has none: its columns as they are headed, each a text as printed."""
    values = resource["transcription"].get("values", {})
    rows, labels = values.get("header_rows", 1), values.get("label_columns", 1)
    return {"fields": headings.fields(f"raw/{folder}/{file}", rows, labels)}


@cache
def tables() -> tuple[Table, ...]:
    """Tables of all packages, second keyings included, as they are when first asked for. Raises Unusable."""
    return tuple(table for path in package_files() for table in tables_of(path))


def feeding(*tidy: str) -> list[Table]:
    """Raw tables whose card says that they feed one of these tidy tables."""
    return [table for table in tables() if {table.card.get("tidy"), table.card.get("tidy_totals")} & set(tidy)]


def notices() -> list[str]:
    """One sentence for each raw table of which nothing is made, though no card says why; second keyings left out."""
    found, told = [], {"tidy", "unused"}
    for path in package_files():
        try:
            of = [table for table in tables_of(path) if not (table.is_second or told & set(table.card))]
        except Unusable:
            continue  # which the check tells
        todo = "say in its card which one (`tidy`), or why not (`unused`)"
        found += [f"{table.path} feeds no tidy table, and nothing is made of it: {todo}." for table in of]
    return found
