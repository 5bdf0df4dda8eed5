"""Cards: what each data package under `raw/` says of its tables.

A card is the `transcription` block of a resource in `datapackage.yaml`; its fields are described in
`workflow/schemas/card.schema.json`.
"""

from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path

import yaml

from crossborder import valid
from crossborder.leavings import is_leaving
from crossborder.root import ROOT, relative
from crossborder.yamls import parse

RAW = ROOT / "raw"


class CardError(ValueError):
    """A `datapackage.yaml` that cannot be read as a card; `faults` holds (line, found, expected)."""

    def __init__(self, path: str, faults: list[tuple[int, str, str]]):
        self.path, self.faults = path, faults
        super().__init__(
            "; ".join(f"{path}, line {line}: {found} (expected {expected})" for line, found, expected in faults)
        )


@dataclass(frozen=True)
class Table:
    """One resource of a package: a CSV file, its Table Schema and its card."""

    package: str
    name: str
    file: str
    fields: tuple[dict, ...]
    card: dict
    primary_key: tuple[str, ...] = ()

    @property
    def path(self) -> str:
        return f"raw/{self.package}/{self.file}"

    @property
    def second(self) -> str | None:
        """Path of the second keying."""
        return f"raw/{self.package}/{self.card['second_keying']}" if "second_keying" in self.card else None

    @property
    def is_second(self) -> bool:
        return "second_of" in self.card

    @cached_property
    def printed(self) -> str:
        """Where the table stands in print, for messages and captions."""
        pages = f", pp. {self.card['pages']}" if self.card.get("pages") else ""
        return f"{self.card['reference']}{pages}, {self.card['table']}"

    def parts(self, label: str) -> dict | None:
        """What a column that holds several parties admits, or None for a column of one party."""
        return self.card.get("parts", {}).get(label)


def package_files() -> list[Path]:
    """Every card file, sorted."""
    return sorted(
        path for path in RAW.glob("*/datapackage.yaml") if path.is_file() and not is_leaving(path.parent.name)
    )


def load(path: Path) -> dict:
    """Parsed and validated package descriptor, with the schemas that it names in place. Raises CardError."""
    text = _text(path)
    named = [r["schema"] for r in _resources(relative(path), text) if isinstance(r.get("schema"), str)]
    missing = [name for name in named if not (path.parent / name).is_file()]
    if missing:
        raise CardError(
            relative(path), [(1, f"schema {name!r} is no file", "a file beside the card") for name in missing]
        )
    return _package(relative(path), text, tuple((name, _text(path.parent / name)) for name in sorted(set(named))))


def schema_files(path: Path) -> list[str]:
    """Schema files that a package names, relative to the root."""
    found = _resources(relative(path), _text(path))
    return sorted({relative(path.parent / r["schema"]) for r in found if isinstance(r.get("schema"), str)})


def _resources(name: str, text: str) -> list[dict]:
    """Resources of a descriptor, as far as they are mappings."""
    found = _yaml(name, text).get("resources")
    return [r for r in found if isinstance(r, dict)] if isinstance(found, list) else []


@cache
def _package(name: str, text: str, schemas: tuple[tuple[str, str], ...]) -> dict:
    """Validated descriptor; kept by content, since every reason of every job asks for it."""
    folder = name.rpartition("/")[0]
    parsed = {file: _yaml(f"{folder}/{file}", content) for file, content in schemas}
    package = dict(_yaml(name, text))
    if isinstance(package.get("resources"), list):
        package["resources"] = [
            {**r, "schema": parsed[r["schema"]]} if isinstance(r, dict) and isinstance(r.get("schema"), str) else r
            for r in package["resources"]
        ]
    _validate(name, package)
    return package


def _text(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8")
    except UnicodeDecodeError as error:
        raise CardError(relative(path), [(1, f"bytes that are not UTF-8 ({error.reason})", "UTF-8 text")]) from error


@cache
def _yaml(name: str, text: str) -> dict:
    try:
        parsed = parse(text)
    except yaml.YAMLError as error:
        line = error.problem_mark.line + 1 if getattr(error, "problem_mark", None) else 1
        raise CardError(name, [(line, str(getattr(error, "problem", error)), "YAML that parses")]) from error
    if not isinstance(parsed, dict):
        raise CardError(name, [(1, f"a {type(parsed).__name__} at the top", "a mapping")])
    return parsed


def _validate(name: str, package: dict) -> None:
    if faults := valid.faults("card", package):
        raise CardError(
            name,
            [(1, f"at {place}: {message}", "a card as docs/cards.md describes it") for place, message in faults],
        )


def tables_of(path: Path) -> list[Table]:
    """Tables that a package lists, in its order. Raises CardError."""
    package = load(path)
    return [
        Table(
            package=path.parent.name,
            name=resource["name"],
            file=resource["path"],
            fields=tuple(resource["schema"]["fields"]),
            card=resource["transcription"],
            primary_key=tuple([key] if isinstance(key := resource["schema"].get("primaryKey", ()), str) else key),
        )
        for resource in package["resources"]
    ]


@cache
def tables() -> tuple[Table, ...]:
    """Tables of all packages, second keyings included, as they are when first asked for. Raises CardError."""
    return tuple(table for path in package_files() for table in tables_of(path))


def feeding(*tidy: str) -> list[Table]:
    """Raw tables whose card says that they feed one of these tidy tables."""
    return [table for table in tables() if {table.card.get("tidy"), table.card.get("tidy_totals")} & set(tidy)]
