"""Generate a compendium of synthetic tables and reports, laid over the one of `workflow/example`.

    python synthetic.py FOLDER --tables N --rows R --reports M

Each table of records feeds a tidy table of its own; each report reads one of them. The same numbers each time.
"""

import argparse
import csv
import json
import random
import sys
from pathlib import Path

import yaml

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "tests"))

import assembled

PLACES = ("Ash", "Birch", "Cedar", "Dogwood", "Elm", "Fir", "Gorse", "Hazel")
FIELDS = ("id", "place", "year", "votes")
PACKAGE = 100  # tables of one source
FOLDER = "raw/synthetic-{:03d}"
LICENSE = [{"name": "CC0-1.0", "title": "Invented for measurements"}]
STUDY = "MEASURES = {'votes_by_place': 'invented.votes'}\n"
MEASURE = '''"""Votes by place, of one table."""

from compendium.result.results import Results


def measure(results: Results) -> None:
    """Frame `places`: votes by place."""
    (rows,) = results.tables.values()
    results.frames["places"] = [
        {"place": place, "votes": int(found["votes"].sum()), "cells": [c for cells in found["cells"] for c in cells]}
        for place, found in rows.groupby("place")
    ]
    votes = int(rows["votes"].sum())
    results.number("votes", votes, rows["cells"], n=len(rows))
    results.add("finding", f"{votes:,} votes were given.", rows["cells"], n=len(rows))
'''
DRAWN = """\
from matplotlib.figure import Figure

figure = Figure(figsize=(6, 2.4))
axes = figure.subplots()
axes.barh(measured.frame("places")["place"], measured.frame("places")["votes"])
measured.figure(figure, "places", "Votes by place.", "Bars of the votes by place.")"""
CELLS = (
    ("code", "report = 'report-000'", ["parameters"]),
    ("code", "from compendium.report.notebook import open_report\n\nmeasured = open_report(report)", []),
    ("markdown", "# The answer\n\n::: answer\n{finding}\n:::\n\nThese are {votes} votes in all.", []),
    ("code", 'measured.table("places", ["place", "votes"], "Votes by place.")', []),
    ("code", DRAWN, []),
)


def table(number: int) -> str:
    """Name of a tidy table."""
    return f"table_{number:05d}"


def write(target: Path, tables: int, rows: int, reports: int) -> None:
    """Write an unbuilt compendium into a folder that is not there. `reports` are at most as many as `tables`."""
    assembled.plain(target)
    dice = random.Random(0)
    for first in range(0, tables, PACKAGE):
        _source(target, first // PACKAGE, range(first, min(first + PACKAGE, tables)), rows, dice)
    for number in range(tables):
        _yaml(target / f"workflow/schemas/tables/{table(number)}.yaml", _tidy(number))
    references = json.loads((target / "raw/references.json").read_text(encoding="utf-8"))
    references.append({**references[0], "id": "synthetic"})
    _text(target / "raw/references.json", json.dumps(references, indent=1))
    _study(target, reports)
    assembled.freeze(target)


def _source(target: Path, number: int, members: range, rows: int, dice: random.Random) -> None:
    folder = target / FOLDER.format(number)
    schema = {
        "fields": [
            {"name": "id", "type": "string", "description": "Id", "constraints": {"required": True, "unique": True}},
            {"name": "place", "type": "string", "description": "Place", "constraints": {"required": True}},
            {
                "name": "year",
                "type": "integer",
                "description": "Year",
                "constraints": {"minimum": 1800, "maximum": 2100},
            },
            {"name": "votes", "type": "integer", "description": "Votes", "constraints": {"minimum": 0}},
        ],
        "primaryKey": "id",
    }
    resources = []
    for member in members:
        name = table(member).replace("_", "-")
        (folder / f"{name}.csv").parent.mkdir(parents=True, exist_ok=True)
        with (folder / f"{name}.csv").open("w", encoding="utf-8", newline="") as file:
            lines = csv.writer(file, lineterminator="\n")
            lines.writerow(FIELDS)
            lines.writerows(
                (f"r{row}", dice.choice(PLACES), dice.randint(1900, 2000), dice.randint(0, 9999)) for row in range(rows)
            )
        card = {
            "reference": "synthetic",
            "table": f"Table {member + 1}",
            "title": f"Votes, table {member + 1}",
            "keyed": "Generated.",
            "layout": "records",
            "region": "synthetic",
            "tidy": table(member),
            "takes": {field: field for field in FIELDS},
        }
        resources.append(
            {"name": name, "type": "table", "path": f"{name}.csv", "title": card["title"]}
            | {"schema": "table.schema.yaml", "transcription": card}
        )
    _yaml(folder / "table.schema.yaml", schema)
    about = {"name": folder.name, "title": "Generated tables", "licenses": LICENSE, "sources": [{"title": "Generated"}]}
    _yaml(folder / "datapackage.yaml", {**about, "resources": resources})


def _tidy(number: int) -> dict:
    types = {"id": "string", "place": "string", "year": "integer", "votes": "integer"}
    fields = [
        {"name": "region", "type": "string", "label": "Region", "description": "What the table is about"},
        *(
            {"name": name, "type": kind, "label": name.capitalize(), "description": f"{name.capitalize()} as generated"}
            for name, kind in types.items()
        ),
        {"name": "corrections", "type": "list", "label": "Ledger entries", "description": "Accepted entries"},
        {"name": "cells", "type": "list", "label": "Cells", "description": "Addresses of the printed cells"},
    ]
    about = {"title": f"Votes, {table(number)}", "description": "Generated.", "kind": "records", "key": ["id"]}
    return {**about, "fields": fields}


def _study(target: Path, reports: int) -> None:
    """The study: one measure, and a notebook and a report for each of the first tables."""
    for name, text in (("__init__", '"""Generated."""\n'), ("study", STUDY), ("votes", MEASURE)):
        _text(target / f"workflow/invented/{name}.py", text)
    frame = [
        {"name": "place", "type": "string", "label": "Place", "description": "Place"},
        {"name": "votes", "type": "integer", "label": "Votes", "unit": "votes", "description": "Votes"},
        {"name": "cells", "type": "list", "label": "Cells", "description": "Addresses of the printed cells"},
    ]
    _yaml(
        target / "workflow/schemas/frames/votes_by_place.yaml", {"places": {"title": "Votes by place", "fields": frame}}
    )
    votes = {"id": "votes", "label": "Votes", "unit": "votes", "n": "records"}
    _yaml(target / "workflow/schemas/results/votes_by_place.yaml", {"title": "Results", "results": [votes]})
    config = yaml.safe_load((target / "config/config.yaml").read_text(encoding="utf-8"))
    config = {"study": "invented", **config}
    for number in range(reports):
        key = f"report-{number:03d}"
        notebook = {"title": f"Votes of table {number + 1}", "measure": "votes_by_place", "tables": [table(number)]}
        config["notebooks"][key] = notebook
        config["reports"][key] = {"notebook": key, "subtitle": "Generated", "parameters": {}}
        _text(target / f"notebooks/{key}.ipynb", json.dumps(_notebook(), indent=1) + "\n")
    _yaml(target / "config/config.yaml", config)


def _notebook() -> dict:
    cells = []
    for number, (kind, source, tags) in enumerate(CELLS):
        more = {"execution_count": None, "outputs": []} if kind == "code" else {}
        metadata = {"tags": tags} if tags else {}
        lines = source.splitlines(keepends=True)
        cells.append({"cell_type": kind, "id": f"cell-{number}", "metadata": metadata, "source": lines, **more})
    kernel = {"display_name": "Python 3", "language": "python", "name": "python3"}
    about = {"kernelspec": kernel, "language_info": {"name": "python"}}
    return {"cells": cells, "metadata": about, "nbformat": 4, "nbformat_minor": 5}


def changes(compendium: Path) -> dict:
    """A sentence and a cell of such a compendium that can be changed, as `study.yaml` has them."""
    name = f"{FOLDER.format(0)}/{table(0).replace('_', '-')}.csv"
    with (compendium / name).open(encoding="utf-8", newline="") as file:
        printed = list(csv.reader(file))[1][FIELDS.index("votes")]
    return {
        "sentence": {"file": "notebooks/report-000.ipynb", "before": "votes in all", "after": "votes altogether"},
        "correction": {
            "cell": f"{name}#cell=2,{FIELDS.index('votes') + 1}",
            "printed": printed,
            "corrected": str(int(printed) + 1),
            "evidence": "synthetic: Table 1",
        },
    }


def _yaml(path: Path, value: object) -> None:
    _text(path, yaml.safe_dump(value, sort_keys=False, allow_unicode=True))


def _text(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("folder", type=Path)
    for name, default in (("tables", 3), ("rows", 20), ("reports", 2)):
        parser.add_argument(f"--{name}", type=int, default=default)
    given = parser.parse_args()
    write(given.folder, given.tables, given.rows, given.reports)
