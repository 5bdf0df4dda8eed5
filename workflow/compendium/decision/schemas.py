"""Schemas of what is built: `workflow/schemas/tables/*.yaml`, `codes/*.yaml`, `frames/*.yaml`, `results/*.yaml`,
`results.yaml` and, of other languages than English, `labels/*.yaml`.

A field and a named result are described once, there; Parquet, CSV, data package and codebook take it from there.
"""

import re
from collections.abc import Iterator
from functools import cache

from compendium.decision import value_tables
from compendium.paths import path_of
from compendium.problem import Problem
from compendium.source import valid
from compendium.source.yaml_text import Document

CLAIMS = "claims"  # kind of the tables that are evaluated
FOLDER = "workflow/schemas"
SEPARATOR = ";"  # of lists, in CSV and in texts
Codes = dict[str, str] | str
COMMON = "common"  # file of the frames, and of the results, that every report has


@cache
def _load(kind: str, path: str) -> dict:
    """Validated file. Raises Unusable."""
    todo = f"mend it; {FOLDER}/{kind}.schema.json describes each key"

    def twice(found: Document) -> Iterator[Problem]:
        for where, key in _members(kind, found.value):
            yield from valid.twice(found, where, key, todo)

    return valid.load(kind, f"{FOLDER}/{path}.yaml", todo, twice).value


def _members(kind: str, value: dict) -> list[tuple[list[str], str]]:
    """Lists of a schema, and the key by which each of their members is named once."""
    if kind == "frames":
        return [([name, "fields"], "name") for name in value if name != "with"]
    if kind in ("codes", "labels"):
        return []
    return [(["results"], "id")] if kind == "results" else [(["fields"], "name")]


@cache
def table(name: str) -> dict:
    """Schema of a tidy table: its file, or what cards of printed values make of it. Raises Unusable.

    Shared lists of codes stand in it as they are.
    """
    own = value_tables.schema(name) if not path_of(f"{FOLDER}/tables/{name}.yaml").is_file() else None
    schema = own or _load("tidy", f"tables/{name}")
    fields = [
        {**field, "codes": _parts_of_codes(field["codes"])} if "codes" in field else field for field in schema["fields"]
    ]
    return {**schema, "fields": fields}


def _parts_of_codes(given: Codes | list[Codes]) -> list[Codes]:
    """What a field may hold, part by part: codes with their labels, or the name of a vocabulary."""
    parts = given if isinstance(given, list) else [given]
    return [codes_file(part)["codes"] if isinstance(part, str) and part in codes_files() else part for part in parts]


def codes_file(name: str) -> dict:
    """A list of codes that several columns share. Raises Unusable."""
    return _load("codes", f"codes/{name}")


def codes_files() -> list[str]:
    """Names of the lists of codes, sorted."""
    return sorted(path.stem for path in path_of(f"{FOLDER}/codes").glob("*.yaml"))


def vocabularies(name: str) -> list[str]:
    """Vocabularies that the codes of a tidy table name."""
    parts = [part for field in table(name)["fields"] for part in field.get("codes", ())]
    return list(dict.fromkeys(part for part in parts if isinstance(part, str)))


def separator(field: dict) -> str:
    """What parts the items of a column where it is one text; empty for a column of single values."""
    return SEPARATOR if field["type"] == "list" else field.get("separator", "")


def table_files() -> list[str]:
    """Names of the tidy tables that have a file, sorted."""
    return sorted(path.stem for path in path_of(f"{FOLDER}/tables").glob("*.yaml"))


def tables() -> list[str]:
    """Names of the tidy tables, sorted: those that have a schema, and those that cards of printed values make."""
    return sorted({*table_files(), *value_tables.names()})


@cache
def evaluated() -> list[str]:
    """Tidy tables that are made of all the others: claims, held against them."""
    return [name for name in tables() if table(name)["kind"] == CLAIMS]


@cache
def tabulated() -> list[str]:
    """Tidy tables that are made of raw tables alone."""
    return [name for name in tables() if table(name)["kind"] != CLAIMS]


def named(query: str) -> set[str]:
    """Tidy tables, claims left out, that a query names."""
    return set(re.findall(r"\w+", query)) & set(tabulated())


def fed_by(name: str) -> list[str]:
    """Tidy tables whose raw tables a tidy table reads: itself, unless its schema says `of`."""
    of = table(name).get("of", name)
    return of if isinstance(of, list) else [of]


def holds(name: str) -> list[str]:
    """What the cards must say that raw tables of open data hold, for a tidy table to read them; nothing means all."""
    return table(name).get("holds", [])


def reads(name: str) -> list[str]:
    """Tidy tables whose raw tables a tidy table looks into, besides those that it is made of."""
    return table(name).get("reads", [])


def frames(measure: str) -> dict[str, dict]:
    """Schemas of the frames that a measure makes, by name; `with` names files of frames that it shares."""
    own = frames_file(measure)
    shared = [frames_file(name) for name in own.get("with", [])]
    return {name: frame for part in (*shared, own) for name, frame in part.items() if name != "with"}


def frames_file(name: str) -> dict:
    """One file of frames as it stands. Raises Unusable."""
    return _load("frames", f"frames/{name}")


def frames_files() -> list[str]:
    """Names of the files of frames, sorted."""
    return sorted(path.stem for path in path_of(f"{FOLDER}/frames").glob("*.yaml"))


def common() -> dict[str, dict]:
    """Schemas of the frames that every report has."""
    return frames_file(COMMON)


def all_frames(measure: str) -> dict[str, dict]:
    """Schemas of all frames of a report: those of its measure, and those that every report has."""
    return {**frames(measure), **common()}


def results_file(name: str) -> dict:
    """One file of named results as it stands. Raises Unusable."""
    return _load("results", f"results/{name}")


def results_path(name: str) -> str:
    """Path of a file of named results below the root."""
    return f"{FOLDER}/results/{name}.yaml"


def results_files() -> list[str]:
    """Names of the files of named results, sorted."""
    return sorted(path.stem for path in path_of(f"{FOLDER}/results").glob("*.yaml"))


def results_files_of(measure: str) -> list[str]:
    """Files that describe the results of a measure: of every report, those that it shares, its own."""
    return list(dict.fromkeys([COMMON, *results_file(measure).get("with", []), measure]))


def labels(language: str) -> dict[str, dict[str, str]]:
    """`labels` of results by their ids, and `units` by their English names, in a language; empty where none are kept."""
    there = path_of(f"{FOLDER}/labels/{language}.yaml").is_file()
    return _load("labels", f"labels/{language}") if there else {"labels": {}, "units": {}}


def results() -> dict:
    """Schema of the table of named results of a report."""
    return _load("described", "results")


def scenario() -> dict:
    """Schema of what a scenario changes."""
    return _load("described", "scenario")
